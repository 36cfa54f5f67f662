/*
 * loadavg.c - the load averages. Each sample pulls the average towards itself
 * and the older ones fade: after the time T of the average, a sample still
 * counts 1/e.
 */
#include <linux/kernel.h>
#include <linux/loadavg.h>
#include <linux/sched.h>
#include <linux/timer.h>

u32 avenrun[NR_LOADS];

/* What is left of the old average after LOAD_SECONDS: LOAD_ONE times
   exp(-5 s / T), for T of 60, 300 and 900 s. */
static const u32 keep[NR_LOADS] = { 1884, 2014, 2037 };

/*
 * Takes a sample, every LOAD_SECONDS. Rounded towards the sample, so that a
 * steady load is reached, from below and from above. Kernel lock; any context.
 */
void calc_load(u32 active)
{
	u32 sample = min(active, 1U << 15) << LOAD_SHIFT;
	u64 sum;
	int i;

	for (i = 0; i < NR_LOADS; i++) {
		sum = (u64)avenrun[i] * keep[i] +
		      (u64)sample * (LOAD_ONE - keep[i]);
		if (sample > avenrun[i])
			sum += LOAD_ONE - 1;
		avenrun[i] = (u32)(sum >> LOAD_SHIFT);
	}
}

/* Processes that run, want to, or sleep not to be disturbed. Kernel lock. */
static u32 nr_active(void)
{
	const struct task_struct *p;
	u32 n = 0;

	for_each_task(p)
		n += p->state == TASK_RUNNING ||
		     (p->state == TASK_UNINTERRUPTIBLE && p->mm);
	return n;
}

static struct timer_list load_timer;

static void load_tick(unsigned long data __unused)
{
	calc_load(nr_active());
	mod_timer(&load_timer, load_timer.expires + LOAD_SECONDS * HZ);
}

/* Takes samples from now on. Once, at boot. */
void start_load_average(void)
{
	init_timer(&load_timer);
	load_timer.function = load_tick;
	load_timer.expires = jiffies + LOAD_SECONDS * HZ;
	add_timer(&load_timer);
}
