/*
 * jitter.c - see <asm/jitter.h>.
 */
#include <linux/cmdline.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <asm/cpu.h>
#include <asm/jitter.h>
#include <asm/processor.h>
#include <asm/smplock.h>
#include <asm/system.h>

#define GOLDEN		2654435769U	/* spreads seed and CPU number */
#define SHORT_PAUSE	31		/* loops at most: most of the time */
#define LONG_PAUSE	1023		/* once in LONG_EVERY */
#define LONG_EVERY	32
#define SLEEP_EVERY	8		/* of the places where one may */
#define YIELD_EVERY	4		/* of these, the CPU goes, too */

unsigned long jitter_seed;

static int __init setup_jitter(char *value)
{
	return get_number(value, 0, ~0UL, &jitter_seed);
}
early_setup("jitter=", setup_jitter);

/* Each CPU has its own sequence, made of the seed and its number. */
static u32 next_random(void)
{
	u32 x = this_cpu->jitter_state;

	if (!x)
		x = (jitter_seed + this_cpu->id) * GOLDEN | 1;
	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	this_cpu->jitter_state = x;
	return x;
}

/* Any context. */
void jitter_pause(void)
{
	u32 r = next_random(), loops;

	loops = r % LONG_EVERY ? r >> 16 & SHORT_PAUSE : r >> 16 & LONG_PAUSE;
	while (loops--)
		cpu_relax();
}

/* May current sleep at this moment? Who is about to go to sleep, or holds what
   must not be held then, may not. */
static bool sleep_is_allowed(void)
{
	unsigned long flags;

	save_flags(flags);
	return flags & EFLAGS_IF && !in_interrupt() && !this_cpu->lock_rank &&
	       this_cpu->syscall_count && kernel_lock_held() &&
	       current->state == TASK_RUNNING &&
	       current != this_cpu->rq.idle;
}

/* As if there were a reason to sleep. */
void jitter_sleep(void)
{
	if (!sleep_is_allowed() || next_random() % SLEEP_EVERY)
		return;
	if (next_random() % YIELD_EVERY == 0) {
		yield();
		return;
	}
	put_kernel_lock();
	jitter_pause();
	get_kernel_lock();
}
