/*
 * panic.c - the end: says why, where and on which CPU, stops everything, and
 * starts the machine again if panic= asks for it.
 */
#include <linux/cmdline.h>
#include <linux/console.h>
#include <linux/kernel.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <asm/atomic.h>
#include <asm/backtrace.h>
#include <asm/delay.h>
#include <asm/system.h>

#define MAX_TIMEOUT	86400		/* seconds */
#define REASON_LEN	160

int panic_timeout;			/* [k] seconds; -1 at once, 0 never */
static volatile u32 panic_cpu;		/* [a] number + 1 of the first */

static int __init setup_panic(char *value)
{
	unsigned long seconds;
	int err;

	if (value[0] == '-' && value[1] == '1' && !value[2]) {
		panic_timeout = -1;
		return 0;
	}
	err = get_number(value, 0, MAX_TIMEOUT, &seconds);
	if (!err)
		panic_timeout = seconds;
	return err;
}
early_setup("panic=", setup_panic);

/* The first CPU to panic goes on; another, or the same again, stops here. */
static void only_one(void)
{
	u32 me = smp_processor_id() + 1;
	u32 first = cmpxchg(&panic_cpu, 0, me);

	if (first && first != me)
		for (;;)
			halt();
	if (first == me) {
		printk(KERN_EMERG "Panic within a panic\n");
		machine_halt();
	}
}

/* Stops the machine for a reason. Any context, any lock may be held. */
void panic(const char *fmt, ...)
{
	static char reason[REASON_LEN];
	__builtin_va_list args;
	int i;

	cli();
	only_one();
	console_panic();
	smp_stop_others();
	__builtin_va_start(args, fmt);
	vsnprintf(reason, sizeof(reason), fmt, args);
	__builtin_va_end(args);
	printk(KERN_EMERG "Kernel panic on CPU %d: %s\n", smp_processor_id(),
	       reason);
	dump_stack();
	if (panic_timeout == 0) {
		printk(KERN_EMERG "The machine is stopped. Turn it off, or "
		       "start it again with panic=SECONDS.\n");
		machine_halt();
	}
	if (panic_timeout > 0)
		printk(KERN_EMERG "Restart in %d seconds.\n", panic_timeout);
	for (i = 0; i < panic_timeout; i++)
		mdelay(1000);
	machine_restart();
}
