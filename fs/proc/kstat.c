/*
 * kstat.c - /proc/stat, uptime and loadavg: what the system has been doing.
 * Times are in ticks of 1/HZ s; each CPU counts its own.
 */
#include <linux/div64.h>
#include <linux/kernel.h>
#include <linux/loadavg.h>
#include <linux/tick.h>
#include <asm/cpu.h>
#include "internal.h"

#define US_PER_SEC	1000000
#define US_PER_CENT	10000

struct cpu_times {
	u64 user, nice, system, idle;
};

/* Spinning for the kernel lock is work of the kernel. */
static void add_times(struct cpu_times *t, const struct cpu *cpu)
{
	t->user += cpu->ticks_user;
	t->nice += cpu->ticks_nice;
	t->system += cpu->ticks_system;
	t->idle += cpu->ticks_idle;
}

/* The fields behind idle, which stay 0: waiting for disks, interrupts in
   two kinds, and what hypervisors and guests take. */
static void put_times(struct proc_buf *b, const struct cpu_times *t)
{
	proc_printf(b, " %llu %llu %llu %llu 0 0 0 0 0 0\n", t->user, t->nice,
		    t->system, t->idle);
}

static void put_cpus(struct proc_buf *b)
{
	struct cpu_times all = { 0, 0, 0, 0 };
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		add_times(&all, cpu_table[i]);
	proc_puts(b, "cpu ");
	put_times(b, &all);
	for (i = 0; i < smp_num_cpus; i++) {
		struct cpu_times one = { 0, 0, 0, 0 };

		add_times(&one, cpu_table[i]);
		proc_printf(b, "cpu%d", i);
		put_times(b, &one);
		safe_point();
	}
}

/* Interrupts of a line on all CPUs. */
static u64 line_total(int irq)
{
	u64 sum = 0;
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		sum += cpu_table[i]->irqs[irq];
	return sum;
}

static void put_interrupts(struct proc_buf *b)
{
	u64 sum = 0;
	int irq;

	for (irq = 0; irq < NR_IRQS; irq++)
		sum += line_total(irq);
	proc_printf(b, "intr %llu", sum);
	for (irq = 0; irq < NR_IRQS; irq++)
		proc_printf(b, " %llu", line_total(irq));
	proc_puts(b, "\n");
}

/* Seconds since 1970 at which the machine was booted. */
static time_t boot_seconds(void)
{
	u64 up = clock_us(), now;
	struct timeval tv;

	do_gettimeofday(&tv);
	now = (u64)tv.tv_sec * US_PER_SEC + tv.tv_usec - up;
	div64_32(&now, US_PER_SEC);
	return (time_t)now;
}

/* Threads that run or could; those that wait undisturbed; all there are. */
static void count_tasks(u32 *running, u32 *blocked, u32 *all)
{
	struct task_struct *p;

	*running = *blocked = *all = 0;
	for_each_task(p) {
		*running += p->state == TASK_RUNNING;
		*blocked += p->state == TASK_UNINTERRUPTIBLE;
		++*all;
	}
}

int proc_show_stat(struct proc_buf *b)
{
	u32 running, blocked, all;
	u64 switches = 0;
	int i;

	count_idle_cpus();
	put_cpus(b);
	put_interrupts(b);
	for (i = 0; i < smp_num_cpus; i++)
		switches += cpu_table[i]->rq.switches;
	count_tasks(&running, &blocked, &all);
	proc_printf(b, "ctxt %llu\nbtime %ld\nprocesses %u\n"
		    "procs_running %u\nprocs_blocked %u\n", switches,
		    boot_seconds(), total_forks, running, blocked);
	return 0;
}

/* Seconds since boot, and seconds that all CPUs were idle. */
int proc_show_uptime(struct proc_buf *b)
{
	u64 up = clock_us(), idle = 0;
	u32 up_cents, idle_cents;
	int i;

	count_idle_cpus();
	for (i = 0; i < smp_num_cpus; i++)
		idle += cpu_table[i]->ticks_idle;
	up_cents = div64_32(&up, US_PER_SEC) / US_PER_CENT;
	idle_cents = div64_32(&idle, HZ) * (100 / HZ);
	proc_printf(b, "%llu.%02u %llu.%02u\n", up, up_cents, idle,
		    idle_cents);
	return 0;
}

static void put_load(struct proc_buf *b, u32 load)
{
	u32 rounded = load + LOAD_ONE / 200;

	proc_printf(b, "%u.%02u ", rounded >> LOAD_SHIFT,
		    (rounded & (LOAD_ONE - 1)) * 100 >> LOAD_SHIFT);
}

/* The averages; processes running / in all; the newest one's number. */
int proc_show_loadavg(struct proc_buf *b)
{
	u32 running, blocked, all;
	int i;

	for (i = 0; i < NR_LOADS; i++)
		put_load(b, avenrun[i]);
	count_tasks(&running, &blocked, &all);
	proc_printf(b, "%u/%u %d\n", running, all, list_empty(&task_list) ?
		    0 : list_last_entry(&task_list, struct task_struct,
					tasks)->pid);
	return 0;
}
