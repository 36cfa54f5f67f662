/*
 * smp.c - several processors at once: every CPU sends messages to every
 * other, all fight for the kernel lock, and mappings move under the eyes of
 * CPUs that look at them all the time.
 *
 * The proof of invalidate(): each mover has an address that it maps to one of
 * two pages in turn. When invalidate() has returned it writes BAD into the
 * page that is not mapped any more; a CPU that reads BAD at the address has
 * gone through a stale entry.
 */
#include <linux/cmdline.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/smp.h>
#include <linux/tick.h>
#include <linux/timer.h>
#include <asm/apic.h>
#include <asm/apic_timer.h>
#include <asm/atomic.h>
#include <asm/cpu.h>
#include <asm/delay.h>
#include <asm/pgtable.h>
#include <asm/smplock.h>
#include <asm/stacks.h>
#include <asm/tlb.h>

#define GOOD		0x600d600d
#define BAD		0x0bad0bad
#define LOOKS		8		/* of each thread between two actions */
#define SHORT_EVENTS	2000		/* in the self-test of everything */
#define TICKS		30L		/* that every CPU is to get */
#define CATCH_UP_US	100		/* between two looks whether it has */
#define CATCH_UP_TRIES	10000
#define LONG_EVENTS	100000		/* in smpstress */
#define MAX_EVENTS	100000000

static unsigned long events;			/* stress=; 0: not said */
static atomic_t done;				/* [a] events so far */
static atomic_t stale;				/* [a] BAD seen */
static volatile u32 by_lock;			/* [k] counted under the lock */
static atomic_t lockings;			/* [a] what it should be */

/* Each CPU's address and its two pages. */
static struct mover {
	volatile u32 *address;
	struct page *pages[2];
	int mapped;				/* index of the page there */
} movers[NR_CPUS];

static int __init setup_stress(char *value)
{
	return get_number(value, 1, MAX_EVENTS, &events);
}
__setup("stress=", setup_stress);

static volatile u32 *word_of(struct page *page)
{
	return page_address(page);
}

static bool make_mover(struct mover *m)
{
	m->address = vmalloc(PAGE_SIZE);
	if (!m->address)
		return false;
	m->pages[0] = virt_to_page(__va(pte_page_addr(
				*kernel_pte((unsigned long)m->address))));
	m->pages[1] = alloc_pages(GFP_KERNEL, 0, PAGE_KERNEL);
	if (!m->pages[1])
		return false;
	*word_of(m->pages[0]) = GOOD;
	*word_of(m->pages[1]) = BAD;
	m->mapped = 0;
	return true;
}

/* vfree() gives back the page that is mapped: the first one. */
static void end_mover(struct mover *m)
{
	unsigned long addr = (unsigned long)m->address;

	*kernel_pte(addr) = page_to_phys(m->pages[0]) | KPAGE_RW | page_global;
	free_pages(m->pages[1], 0);
	vfree((void *)addr);
}

static void move(struct mover *m)
{
	unsigned long addr = (unsigned long)m->address;
	int old = m->mapped;

	m->mapped = !old;
	*word_of(m->pages[m->mapped]) = GOOD;
	*kernel_pte(addr) = page_to_phys(m->pages[m->mapped]) | KPAGE_RW |
			    page_global;
	invalidate();
	*word_of(m->pages[old]) = BAD;
}

/* A page is GOOD from before it is mapped until it is mapped no more. */
static void look_at_all(void)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		if (*movers[i].address == BAD)
			atomic_inc(&stale);
}

static void fight_for_lock(void)
{
	u32 n;

	lock_kernel();
	n = by_lock;
	cpu_relax();
	by_lock = n + 1;
	unlock_kernel();
	atomic_inc(&lockings);
}

static u32 next_random(u32 *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 17;
	*x ^= *x << 5;
	return *x;
}

/* Now and then the sender owns the lock that others spin for: without the
   service in the spin loop that is a deadlock (nolockservice shows it). */
static void move_somehow(struct mover *m, bool locked)
{
	if (locked)
		lock_kernel();
	move(m);
	if (locked)
		unlock_kernel();
}

/* One thread on each CPU, without the kernel lock but where it fights. */
static int stress(void *arg)
{
	int cpu = (int)arg, i;
	u32 x = 12345 + cpu, r;

	unlock_kernel();
	while ((u32)atomic_read(&done) < events) {
		r = next_random(&x);
		switch (r >> 4 & 3) {
		case 0:
			move_somehow(&movers[cpu], r >> 8 & 1);
			break;
		case 1:
			smp_message_pass((r >> 8) % smp_num_cpus,
					 MSG_RESCHEDULE, 0, 1);
			break;
		case 2:
			smp_message_pass(MSG_ALL_BUT_SELF, MSG_RESCHEDULE, 0,
					 r >> 8 & 1);
			break;
		default:
			fight_for_lock();
		}
		atomic_inc(&done);
		for (i = 0; i < LOOKS; i++)
			look_at_all();
		if (need_resched())
			schedule();
	}
	lock_kernel();
	return this_cpu->id != cpu;
}

static void report(void)
{
	u32 sent = 0, spinning = 0, irq = 0, most = 0, hand = 0;
	struct cpu *cpu;
	int i, msg;

	for (i = 0; i < smp_num_cpus; i++) {
		cpu = cpu_table[i];
		for (msg = 0; msg < NR_MESSAGES; msg++)
			sent += cpu->messages_sent[msg];
		spinning += cpu->inval_spinning;
		irq += cpu->inval_irq;
		most = max(most, cpu->lock_passed);
		hand = max(hand, cpu->lock_passed_hand);
		diag("CPU%d: lock taken %u, contended %u, passed %u, with "
		     "hand up %u", i, cpu->lock_taken, cpu->lock_contended,
		     cpu->lock_passed, cpu->lock_passed_hand);
	}
	diag("messages %u, invalidates served in a spin %u, by IRQ13 %u", sent,
	     spinning, irq);
	ok(hand < smp_num_cpus, "no CPU is passed more than %d times with its "
	   "hand up: %u", smp_num_cpus - 1, hand);
}

/* Keeps a CPU busy for so many ticks; returns how many it saw itself. */
static int busy_for_ticks(void *arg)
{
	unsigned long end = jiffies + (unsigned long)arg;
	u32 before = this_cpu->ticks;

	while (time_after(end, jiffies))
		safe_point();
	return this_cpu->ticks - before;
}

/*
 * What every CPU has got of the clock, served or still on its way, less what
 * the clock has ticked. With timer=slave on CPU 0 with the kernel lock held:
 * there the clock ticks with interrupts on, and no other CPU is in the middle
 * of its ticks. Returns by how many ticks the last one is behind.
 */
static u32 read_ticks(u32 *ticks)
{
	unsigned long flags;
	u32 behind = 0;
	int i;

	save_flags_cli(flags);
	count_idle_cpus();
	for (i = 0; i < smp_num_cpus; i++) {
		ticks[i] = cpu_table[i]->ticks + cpu_table[i]->ticks_asked -
			   jiffies;
		behind = max(behind, -ticks[i]);
	}
	restore_flags(flags);
	return behind;
}

/* With timer=apic a CPU may not have ticked yet when jiffies grows: waits until
   all have. */
static void read_all_ticks(u32 *ticks)
{
	int tries = CATCH_UP_TRIES;

	while (read_ticks(ticks) && apic_ticks && tries--) {
		udelay(CATCH_UP_US);
		safe_point();
	}
}

/* Returns on how many CPUs ticks were lost, made up, or never served. */
static int count_ticks(void *arg __unused)
{
	u32 before[NR_CPUS], after[NR_CPUS];
	pid_t pid[NR_CPUS];
	int i, seen, wrong = 0;

	read_all_ticks(before);
	for (i = 0; i < smp_num_cpus; i++)
		pid[i] = kernel_thread_on(1U << i, busy_for_ticks,
					  (void *)TICKS, "ticks");
	for (i = 0; i < smp_num_cpus; i++) {
		seen = wait_for_child(pid[i]);
		if (!seen)
			diag("CPU%d saw no tick of %ld", i, TICKS);
		wrong += !seen;
	}
	read_all_ticks(after);
	for (i = 0; i < smp_num_cpus; i++) {
		if (after[i] != before[i])
			diag("CPU%d got %d ticks too many", i,
			     (int)(after[i] - before[i]));
		wrong += after[i] != before[i];
	}
	return wrong;
}

/* L15: none may be lost. */
static void test_ticks(void)
{
	ok(wait_for_child(kernel_thread_on(1, count_ticks, NULL, "ticks")) == 0,
	   "every CPU gets every tick of the clock");
}

static void test_contract(void)
{
	ok(smp_message_pass(smp_num_cpus, MSG_RESCHEDULE, 0, 0) == -EINVAL &&
	   smp_message_pass(-1, MSG_RESCHEDULE, 0, 0) == -EINVAL &&
	   smp_message_pass(MSG_ALL + 1, MSG_RESCHEDULE, 0, 0) == -EINVAL,
	   "a message to a CPU that does not exist is refused");
	ok(smp_message_pass(MSG_ALL, 0, 0, 0) == -EINVAL &&
	   smp_message_pass(MSG_ALL, NR_MESSAGES, 0, 0) == -EINVAL &&
	   smp_message_pass(MSG_ALL, MSG_SLAVE_TIMER, 1, 1) == -EINVAL,
	   "and so is one that does not exist or cannot be waited for");
	ok(smp_message_pass(MSG_ALL, MSG_INVALIDATE_TLB, 0, 1) == 0 &&
	   smp_message_pass(MSG_ALL, MSG_RESCHEDULE, 0, 1) == 0,
	   "a CPU may send to all, itself included, and wait");
}

static void run_stress(void)
{
	pid_t pid[NR_CPUS];
	int i, wrong = 0;

	atomic_set(&done, 0);
	for (i = 0; i < smp_num_cpus; i++)
		if (!make_mover(&movers[i]))
			panic("selftest: no memory for a mapping");
	for (i = 0; i < smp_num_cpus; i++)
		pid[i] = kernel_thread_on(1U << i, stress, (void *)i, "stress");
	for (i = 0; i < smp_num_cpus; i++)
		wrong += wait_for_child(pid[i]);
	for (i = 0; i < smp_num_cpus; i++)
		end_mover(&movers[i]);
	ok((u32)atomic_read(&done) >= events, "%lu invalidates, reschedules "
	   "and lockings by %d CPUs", events, smp_num_cpus);
	ok(wrong == 0, "each thread ran on the CPU of its mask");
	ok(atomic_read(&stale) == 0, "nothing is read through a stale entry "
	   "after invalidate()");
	ok(by_lock == (u32)atomic_read(&lockings),
	   "the kernel lock lets in one at a time");
	report();
}

/* The one-page stacks of the other processors (L2) are not nearly full. */
static void test_idle_stacks(void)
{
	unsigned long depth, most = 0;
	int i;

	for (i = 1; i < smp_num_cpus; i++) {
		depth = stack_depth(cpu_table[i]->rq.idle);
		most = max(most, depth);
	}
	ok(most < PAGE_SIZE / 2, "the deepest idle stack has used %lu of %d "
	   "bytes", most, PAGE_SIZE);
}

/* `selftest=smpstress', and a short form of it in every self-test. */
void test_smp(bool all)
{
	if (!events)
		events = all ? LONG_EVENTS : SHORT_EVENTS;
	if (smp_num_cpus > 1) {
		test_contract();
		ok(hard_smp_processor_id() == this_cpu->apic_id,
		   "the APIC and %%fs agree who this CPU is");
	}
	run_stress();
	test_ticks();
	test_idle_stacks();
}
