/*
 * show.c - what tasks, CPUs and locks are doing, for console keys. All lines
 * go to the log, and there are never more than it can hold.
 *
 * The kernel lock keeps what is looked at from going away; other CPUs go on
 * meanwhile, so numbers of theirs are of about now.
 */
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/backtrace.h>
#include <asm/cpu.h>
#include <asm/entry.h>
#include <asm/show.h>
#include <asm/smplock.h>
#include <asm/switch.h>

#define MOST_TASKS	150		/* lines of some 70 bytes: the log has
					   16 KB */
#define SAVED_REGS	sizeof(u32)	/* switch.S: below the return
						   address */
#define PLACE_LEN	(KSYM_NAME_LEN + 24)

/* --- tasks --------------------------------------------------------------- */

/* Functions through which a process goes to sleep: who called them? */
static bool is_of_sleep(const char *name)
{
	static const char *const names[] = {
		"schedule", "schedule_timeout", "sleep_on", "mutex_wait",
		"down", "safe_point"
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static bool is_running(const struct task_struct *p)
{
	return READ_ONCE(READ_ONCE(p->cpu)->rq.curr) == p;
}

/* Where it runs, waits or sleeps, as text. A zombie is nowhere. */
static void describe_place(const struct task_struct *p, char *text, u32 size)
{
	unsigned long place = 0;

	text[0] = '\0';
	if (is_running(p)) {
		strlcpy(text, "runs", size);
	} else if (p->state == TASK_RUNNING) {
		strlcpy(text, "waits for the CPU", size);
	} else if (p->state != TASK_ZOMBIE) {
		place = caller_on_stack((unsigned long)switch_stacks,
					p->esp + SAVED_REGS, p->stack_top,
					is_of_sleep);
		if (place)
			sprint_symbol(text, size, place);
	}
}

/* One line for each task: state, CPU, and where it sleeps. */
void show_tasks(void)
{
	char place[PLACE_LEN];
	struct task_struct *p;
	int n = 0;

	printk(KERN_INFO "  PID  PPID S CPU NAME            SLEEPS IN\n");
	for_each_task(p) {
		if (n++ >= MOST_TASKS)
			continue;
		describe_place(p, place, sizeof(place));
		printk(KERN_INFO "%5d %5d %c %3u %-15s %s\n", p->pid,
		       p->parent ? p->parent->tgid : 0, proc_state(p),
		       p->cpu->id, p->comm, place);
	}
	if (n > MOST_TASKS)
		printk(KERN_INFO "... and %d more\n", n - MOST_TASKS);
}

/* --- CPUs ---------------------------------------------------------------- */

static u32 interrupts_of(const struct cpu *cpu)
{
	u32 sum = 0;
	int irq;

	for (irq = 0; irq < NR_IRQS; irq++)
		sum += cpu->irqs[irq];
	return sum;
}

static void show_one_cpu(const struct cpu *cpu)
{
	const struct task_struct *p = READ_ONCE(cpu->rq.curr);

	if (p == cpu->rq.idle)
		printk(KERN_INFO "CPU%u: idle", cpu->id);
	else
		printk(KERN_INFO "CPU%u: %s (pid %d)", cpu->id, p->comm,
		       p->pid);
	printk(", queued %u, switches %u, interrupts %u, stolen %u\n",
	       cpu->rq.nr_running, cpu->rq.switches, interrupts_of(cpu),
	       cpu->stolen);
	printk(KERN_INFO "  ticks %u: user %u, nice %u, system %u "
	       "(spinning %u), idle %u\n", cpu->ticks, cpu->ticks_user,
	       cpu->ticks_nice, cpu->ticks_system, cpu->ticks_spin,
	       cpu->ticks_idle);
}

/* What each CPU runs, how many wait there, and what it has done. */
void show_cpus(void)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		show_one_cpu(cpu_table[i]);
}

/* --- locks --------------------------------------------------------------- */

/* Who has the kernel lock: it is us, of course, but had the interrupted
   process got it before? */
static void show_owner(void)
{
	u32 owner = kernel_lock_owner();

	if (!owner) {
		printk(KERN_INFO "Kernel lock: there is none\n");
		return;
	}
	printk(KERN_INFO "Kernel lock: CPU%u has it, for this report", owner -
	       1);
	if (this_cpu->syscall_count)
		printk(" and for %s (pid %d), %u deep", current->comm,
		       current->pid, this_cpu->syscall_count);
	printk("; hands raised: %u\n", kernel_lock_hands());
}

static void show_lock_figures(const struct cpu *cpu)
{
	unsigned long place = READ_ONCE(cpu->lock_wait);

	printk(KERN_INFO "CPU%u: taken %u, contended %u, most passes %u, "
	       "with the hand up %u\n", cpu->id, cpu->lock_taken,
	       cpu->lock_contended, cpu->lock_passed, cpu->lock_passed_hand);
	if (place)
		printk(KERN_INFO "  waits for it now at %pS\n",
		       (void *)place);
	if (cpu->lock_rank)
		printk(KERN_INFO "  has a spinlock of rank %u\n",
		       cpu->lock_rank);
}

/* The kernel lock's owner, who waits for it, and how it went so far. */
void show_locks(void)
{
	int i;

	show_owner();
	for (i = 0; i < smp_num_cpus; i++)
		show_lock_figures(cpu_table[i]);
}

/* --- registers ----------------------------------------------------------- */

/* The registers of what the present interrupt has interrupted, or that the
   present system call came with. */
void show_interrupted(void)
{
	const struct pt_regs *regs = in_interrupt() ? this_cpu->irq_regs :
						      task_regs(current);

	show_regs(regs, regs_esp(regs));
}
