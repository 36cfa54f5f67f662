/*
 * smp.c - messages between CPUs; <linux/smp.h> has the contract.
 *
 * An interrupt says only that there is a message; two that meet become one.
 * What is asked for stands in the target's struct cpu:
 *
 *	inval_asked, inval_done, and a bit in smp_invalidate_needed
 *	resched_asked, resched_done
 *	ticks_asked
 *
 * A sender adds 1 to `asked', sets the bit and sends the interrupt; if it is
 * to wait, it waits until `done' has reached the number that it made. The
 * target clears the bit, reads `asked', does what is asked and stores the
 * number to `done'. A sender that comes after that reading finds the bit
 * clear and sets it anew, so nothing is lost, and each waits for its own
 * number, so nobody waits for a later sender's.
 *
 * The fast messages travel on IRQ13, without any lock, the slow ones on IRQ16
 * (L8). A CPU that spins for the kernel lock, interrupts off, calls
 * smp_serve_messages() in the loop (L9); the interrupt that arrives later
 * finds the bit clear.
 */
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/tick.h>
#include <linux/time.h>
#include <linux/trace.h>
#include <asm/apic.h>
#include <asm/apic_timer.h>
#include <asm/atomic.h>
#include <asm/bitops.h>
#include <asm/cpu.h>
#include <asm/entry.h>
#include <asm/jitter.h>
#include <asm/pgtable.h>
#include <asm/smplock.h>
#include <asm/system.h>
#include <asm/tlb.h>

#define STOP_WAIT_US	100000		/* then the NMI */
#define NMI_WAIT_US	1000000		/* then it is given up */
#define STUCK_LOOPS	2000000000	/* of a sender that waits: minutes */

volatile u32 smp_invalidate_needed;	/* [a] a bit for each CPU */
static volatile u32 cpus_stopped;	/* [a] a bit for each halted CPU */
static volatile u32 stopping;		/* [a] number + 1 of who stops all */
static volatile u32 show_cpu;		/* [a] number + 1 of who is to report */

/*
 * Flushes as deep as any of the senders has asked. What another one wants who
 * asked at the same time is done, too: memory that is only lent is given up.
 * Interrupts off.
 */
static void flush_as_asked(struct cpu *cpu)
{
	if (xchg(&cpu->inval_kernel, 0))
		__flush_tlb_all();
	local_flush_user();
}

/* Carries out an invalidate if one is asked for; returns whether. Irqs off. */
static bool serve_invalidate(struct cpu *cpu)
{
	u32 asked;

	if (!test_and_clear_bit(cpu->id, &smp_invalidate_needed))
		return false;
	/* The locked clear above is a barrier: `asked' is read, and the TLB
	   flushed, after it. Pairs with post_invalidate(). */
	asked = READ_ONCE(cpu->inval_asked);
	flush_as_asked(cpu);
	wmb();
	WRITE_ONCE(cpu->inval_done, asked);
	return true;
}

/* The CPU is in the kernel and will look at need_resched on its way out. */
static void serve_reschedule(struct cpu *cpu)
{
	u32 asked = READ_ONCE(cpu->resched_asked);

	if (cpu->resched_done == asked)
		return;
	set_bit(WORK_RESCHED, &cpu->task->work);
	trace(TRACE_RECEIVE, MSG_RESCHEDULE, cpu->lock_wait != 0, 0);
	wmb();
	WRITE_ONCE(cpu->resched_done, asked);
}

static void __noreturn stop_this_cpu(void)
{
	cli();
	set_bit(smp_processor_id(), &cpus_stopped);
	for (;;)
		halt();
}

/*
 * For loops that wait with interrupts off, or for another CPU: does what
 * others wait for (M3). Interrupts off.
 */
void smp_serve_messages(void)
{
	struct cpu *cpu = this_cpu->self;

	if (smp_invalidate_needed & 1U << cpu->id && serve_invalidate(cpu)) {
		cpu->inval_spinning++;
		trace(TRACE_RECEIVE, MSG_INVALIDATE_TLB, 1, 0);
	}
	if (unlikely(cpu->resched_done != READ_ONCE(cpu->resched_asked)))
		serve_reschedule(cpu);
	if (unlikely(stopping && stopping != cpu->lock_id))
		stop_this_cpu();
}

/* IRQ13: fast. No lock, no rescheduling; interrupts stay off. */
void smp_irq13(struct pt_regs *regs)
{
	struct cpu *cpu = this_cpu->self;

	cpu->irqs[FPU_IRQ]++;
	trace(TRACE_IRQ_ENTER, FPU_IRQ, user_mode(regs), 0);
	apic_write(APIC_EOI, 0);
	if (serve_invalidate(cpu)) {
		cpu->inval_irq++;
		trace(TRACE_RECEIVE, MSG_INVALIDATE_TLB, 0, 0);
	}
	if (unlikely(stopping && stopping != cpu->lock_id))
		stop_this_cpu();
	trace(TRACE_IRQ_EXIT, FPU_IRQ, 0, 0);
}

/* The ticks that were passed on since the last time, none lost (L15). With
   the kernel lock, as in 1995 all of this interrupt. */
static void serve_ticks(struct cpu *cpu, bool user)
{
	bool taken = irq_lock_kernel();
	u32 ticks = xchg(&cpu->ticks_asked, 0);

	cpu->ticks_done += ticks;
	cpu->intr_count++;
	passed_ticks(ticks, user);
	cpu->intr_count--;
	end_of_interrupt();
	irq_unlock_kernel(taken);
}

/*
 * IRQ16: slow; may reschedule on the way out. With the kernel lock where it
 * brings ticks (L8). There is nothing else that would need it, and a reschedule
 * waits for nobody: two who have the lock by turns and send one each time would
 * keep whom they send it to in here for ever.
 */
void smp_irq16(struct pt_regs *regs)
{
	struct cpu *cpu = this_cpu->self;

	cpu->irqs[MESSAGE_IRQ]++;
	trace(TRACE_IRQ_ENTER, MESSAGE_IRQ, user_mode(regs), 0);
	apic_write(APIC_EOI, 0);
	serve_reschedule(cpu);		/* whoever waits may hold the lock */
	irq_sees_time();
	if (!apic_ticks && cpu->ticks_asked)
		serve_ticks(cpu, user_mode(regs));
	trace(TRACE_IRQ_EXIT, MESSAGE_IRQ, 0, 0);
}

/* Two CPUs may do this to each other at once (M2). L11: whoever waits for the
   number knows that the flush came after this. */
static u32 post_invalidate(struct cpu *to, unsigned long data)
{
	u32 number;

	if (data == INVALIDATE_KERNEL)
		to->inval_kernel = 1;
	number = atomic_add_return_u32(1, &to->inval_asked);
	/* Locked, as is the line above: who sees the bit sees the number, and
	   the changed page tables. Pairs with serve_invalidate(). */
	set_bit(to->id, &smp_invalidate_needed);
	return number;
}

/* Writes down what is asked of one CPU; returns the number to wait for. */
static u32 post(struct cpu *to, int msg, unsigned long data)
{
	this_cpu->messages_sent[msg]++;
	trace(TRACE_SEND, to->id, msg, data);
	switch (msg) {
	case MSG_INVALIDATE_TLB:
		return post_invalidate(to, data);
	case MSG_RESCHEDULE:
		return atomic_add_return_u32(1, &to->resched_asked);
	case MSG_SLAVE_TIMER:
		atomic_add_return_u32(data, &to->ticks_asked);
		break;
	}
	return 0;
}

static void send_irq(const struct cpu *to, int msg)
{
	int irq = msg == MSG_INVALIDATE_TLB || msg == MSG_STOP_CPU ?
		  FPU_IRQ : MESSAGE_IRQ;

	if (apic_send_ipi(APIC_DEST(to->apic_id),
			  APIC_FIXED | (FIRST_IRQ_VECTOR + irq)))
		printk(KERN_CRIT "CPU%d: a message to CPU%d is stuck in the "
		       "APIC\n", smp_processor_id(), to->id);
}

static bool done(const struct cpu *to, int msg, u32 number)
{
	u32 have;

	if (cpus_stopped >> to->id & 1)
		return true;		/* it will not do anything any more */
	have = msg == MSG_INVALIDATE_TLB ? READ_ONCE(to->inval_done) :
					       READ_ONCE(to->resched_done);

	return (s32)(have - number) >= 0;
}

/* Waits for one CPU, and serves what others want of this one meanwhile. */
static void wait_for(const struct cpu *to, int msg, u32 number)
{
	unsigned long flags;
	u32 loops = 0;

	while (!done(to, msg, number)) {
		save_flags_cli(flags);
		smp_serve_messages();
		restore_flags(flags);
		cpu_relax();
		if (++loops == STUCK_LOOPS)
			panic("CPU%d does not answer message %d of CPU%d",
			      to->id, msg, smp_processor_id());
	}
}

/* The CPUs that a target means, a bit for each. */
static u32 target_mask(int target)
{
	switch (target) {
	case MSG_ALL:
		return all_cpus();
	case MSG_ALL_BUT_SELF:
		return all_cpus() & ~(1U << this_cpu->id);
	default:
		return 1U << target;
	}
}

/* Posts a message to all CPUs of a mask first, then waits, if it is to: they
   do their work at the same time. */
static void pass_to(u32 mask, int msg, unsigned long data, int wait)
{
	u32 numbers[NR_CPUS], left;
	int i;

	for (left = mask; left; left &= left - 1) {
		i = __ffs(left);
		numbers[i] = post(cpu_table[i], msg, data);
		send_irq(cpu_table[i], msg);
	}
	for (left = wait ? mask : 0; left; left &= left - 1) {
		i = __ffs(left);
		wait_for(cpu_table[i], msg, numbers[i]);
	}
}

int smp_message_pass(int target, int msg, unsigned long data, int wait)
{
	if (msg < MSG_INVALIDATE_TLB || msg > MSG_SLAVE_TIMER ||
	    (msg == MSG_SLAVE_TIMER && wait) ||
	    (target < MSG_ALL_BUT_SELF && (u32)target >= smp_num_cpus) ||
	    target > MSG_ALL)
		return -EINVAL;
	BUG_ON(wait && this_cpu->lock_rank);	/* in debug builds */
	if (msg == MSG_STOP_CPU) {
		smp_stop_others();
		return 0;
	}
	jitter();
	pass_to(target_mask(target), msg, data, wait);
	return 0;
}

void smp_invalidate_mask(u32 mask)
{
	BUG_ON(this_cpu->lock_rank);	/* in debug builds */
	jitter();
	pass_to(mask, MSG_INVALIDATE_TLB, INVALIDATE_USER, 1);
}

/* Waits until all CPUs of `mask' are halted; returns those that are not. */
static u32 wait_stopped(u32 mask, u32 us)
{
	u64 end = clock_us() + us;

	while (mask & ~cpus_stopped && clock_us() < end)
		cpu_relax();
	return mask & ~cpus_stopped;
}

static void send_all(u32 mask, u32 icr)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		if (mask & 1U << i)
			apic_send_ipi(APIC_DEST(cpu_table[i]->apic_id), icr);
}

/*
 * Halts all other CPUs, whatever they do (L20): by the message, and those
 * that do not take it by an NMI. The first CPU that calls it wins; another
 * one halts here. Any context.
 */
void smp_stop_others(void)
{
	u32 me = this_cpu->lock_id, mask;
	u32 first = cmpxchg(&stopping, 0, me);

	if (first && first != me)
		stop_this_cpu();
	if (first)
		return;			/* done already */
	mask = all_cpus() & ~(1U << this_cpu->id);
	send_all(mask, APIC_FIXED | (FIRST_IRQ_VECTOR + FPU_IRQ));
	mask = wait_stopped(mask, STOP_WAIT_US);
	if (mask) {
		send_all(mask, APIC_NMI);
		mask = wait_stopped(mask, NMI_WAIT_US);
	}
	kernel_flag = me;		/* whoever had it will not miss it */
	if (mask)
		printk(KERN_CRIT "CPUs that could not be stopped: mask %08x\n",
		       mask);
}

/*
 * Has another CPU print its registers and trace, whatever it does, and waits
 * until it has, within a bound. Any context.
 */
void smp_show_cpu(int cpu)
{
	u64 end = clock_us() + NMI_WAIT_US;

	show_cpu = cpu + 1;
	apic_send_ipi(APIC_DEST(cpu_table[cpu]->apic_id), APIC_NMI);
	while (show_cpu && clock_us() < end)
		cpu_relax();
	if (show_cpu)
		printk(KERN_EMERG "CPU%d does not even take an NMI\n", cpu);
}

/* From the NMI handler: was it sent by another CPU, and done what for? */
bool smp_nmi(struct pt_regs *regs)
{
	if (stopping && stopping != this_cpu->lock_id)
		stop_this_cpu();
	if (show_cpu != this_cpu->lock_id)
		return false;
	show_regs(regs, regs_esp(regs));
	show_cpu = 0;
	return true;
}
