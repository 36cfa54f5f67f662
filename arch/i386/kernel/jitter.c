/*
 * jitter.c - see <asm/jitter.h>.
 */
#include <linux/cmdline.h>
#include <linux/init.h>
#include <asm/cpu.h>
#include <asm/jitter.h>
#include <asm/system.h>

#define GOLDEN		2654435769U	/* spreads seed and CPU number */
#define SHORT_PAUSE	31		/* loops at most: most of the time */
#define LONG_PAUSE	1023		/* once in LONG_EVERY */
#define LONG_EVERY	32

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
