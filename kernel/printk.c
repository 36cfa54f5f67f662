/*
 * printk.c - printk(), from the first statement of C on, in any context on
 * any CPU: interrupts, NMI, double fault, panic.
 *
 * Text goes to the ring of kernel/log.c under a lock, and from there to the
 * consoles (kernel/console.c) by whoever gets hold of them. Both locks know
 * the CPU that holds them and are held with interrupts off, so there are
 * three cases only:
 *	- another CPU holds the log: it is awaited, for a bounded time, and then
 *	  taken to be dead, and the lock is taken by force;
 *	- this CPU holds it: the holder has been interrupted by a fault or an
 *	  NMI, and cannot go on before we have: we go ahead without the lock;
 *	- the consoles are busy: their holder will show the text.
 * These are not spinlock_t, whose debug checks call printk() themselves.
 */
#include <linux/compiler.h>
#include <linux/console.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <asm/atomic.h>
#include <asm/cpu.h>
#include <asm/system.h>

#define SPIN_BOUND	(1 << 22)	/* turns before a holder counts as dead,
					   some 50 ms and more */

static volatile u32 log_owner;		/* holder's CPU number + 1, or 0 */
static volatile u32 panic_owner;	/* the same, of who panics */

/* Work space: one for the log's holder, one for who interrupts it. */
static char text[2][LOG_TEXT_MAX];

static u32 owner_id(void)
{
	return smp_processor_id() + 1;
}

/*
 * Takes one of the two locks; interrupts must be off. Returns false when it
 * is held, by this CPU or by another; with `force' it waits for the other,
 * and takes the lock away when the bound is reached.
 */
bool printk_take(volatile u32 *owner, bool force)
{
	u32 me = owner_id(), turns = SPIN_BOUND;

	while (cmpxchg(owner, 0, me) != 0) {
		if (!force || *owner == me)
			return false;
		if (--turns == 0) {
			xchg(owner, me);
			return true;
		}
		cpu_relax();
	}
	return true;
}

/*
 * Gives a lock back, unless it has been taken away. The locked instruction
 * is a barrier, too: console_flush() depends on it.
 */
void printk_drop(volatile u32 *owner)
{
	cmpxchg(owner, owner_id(), 0);
}

/* Formats and stores; interrupts are off. Returns the length of the text. */
static int store(const char *fmt, __builtin_va_list args)
{
	bool locked = printk_take(&log_owner, true);
	char *buf = text[!locked];
	int len = vsnprintf(buf, LOG_TEXT_MAX, fmt, args);

	if (len >= LOG_TEXT_MAX) {	/* cut: at least end the line */
		len = LOG_TEXT_MAX - 1;
		buf[len - 1] = '\n';
	}
	log_store(buf, len, smp_processor_id());
	if (locked)
		printk_drop(&log_owner);
	return len;
}

/* printk() with its arguments in a list. Returns the bytes of text. */
int vprintk(const char *fmt, __builtin_va_list args)
{
	unsigned long flags;
	int len;

	save_flags_cli(flags);
	len = store(fmt, args);
	restore_flags(flags);
	console_flush(panic_owner != 0);
	return len;
}

/*
 * Writes to the log and to the consoles. A level (KERN_INFO) stands at the
 * beginning of a line; without one, the text goes on with this CPU's line.
 * Any context, any interrupt state, no lock needed. Returns the bytes of
 * text.
 */
int printk(const char *fmt, ...)
{
	__builtin_va_list args;
	int len;

	__builtin_va_start(args, fmt);
	len = vprintk(fmt, args);
	__builtin_va_end(args);
	return len;
}

/*
 * Reads the log from the place *pos on, as log_copy() does. A reader begins
 * at 0, which is made the oldest line.
 */
unsigned int log_read(u32 *pos, char *buf, unsigned int size)
{
	unsigned long flags;
	unsigned int n;
	bool locked;

	save_flags_cli(flags);
	locked = printk_take(&log_owner, true);
	n = log_copy(pos, buf, size);
	if (locked)
		printk_drop(&log_owner);
	restore_flags(flags);
	return n;
}

/*
 * For reports of a fault, before their first printk(): if the fault happened
 * inside printk() on this CPU, the code that holds the locks will never go
 * on, and they become free here.
 */
void console_abandon(void)
{
	printk_drop(&log_owner);
	consoles_drop();
}

/*
 * For panic(), before its first printk(): every line is shown from now on,
 * and consoles that a dead CPU holds are taken by force.
 */
void console_panic(void)
{
	panic_owner = owner_id();
	console_loglevel = LEVEL_DEBUG + 1;
	console_abandon();
}

/* Is the machine at its end? Then its last words come before all else. */
bool in_panic(void)
{
	return panic_owner != 0;
}
