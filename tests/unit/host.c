/*
 * host.c - the kernel core, as far as the code under test calls it, on the
 * host. Linked with every unit test. All is weak: a test of kernel/printk.c
 * brings the real printk() and leaves this one behind.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/spinlock.h>
#include <asm/system.h>
#include "host.h"

#define __weak	__attribute__((weak))

unsigned long host_flags = EFLAGS_IF;
char host_log[65536];
jmp_buf host_panic;
int host_panic_armed;
static size_t log_len;

void host_log_clear(void)
{
	log_len = 0;
	host_log[0] = '\0';
}

/* Keeps the text; what does not fit is lost. Returns its whole length. */
static int log_text(const char *fmt, va_list args)
{
	size_t room = sizeof(host_log) - log_len;
	int len = vsnprintf(host_log + log_len, room, fmt, args);

	log_len += (size_t)len < room ? (size_t)len : room - 1;
	return len;
}

__weak int printk(const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = log_text(fmt, args);
	va_end(args);
	return len;
}

/* Ends the program with a failure, unless the test waits for it. */
__weak void panic(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	log_text(fmt, args);
	va_end(args);
	if (host_panic_armed)
		longjmp(host_panic, 1);
	printf("Bail out! kernel panic: %s\n", host_log);
	exit(1);
}

/* One symbol is known, `start' at 0x1000, 0x100 bytes long. */
__weak int sprint_symbol(char *buf, size_t size, unsigned long addr)
{
	if (addr - 0x1000 < 0x100)
		return snprintf(buf, size, "start+%#lx/0x100", addr - 0x1000);
	return snprintf(buf, size, "%#lx", addr);
}

/* A process could sleep here; see asm/jitter.h. */
__weak void host_may_sleep(void)
{
}

#ifdef CONFIG_DEBUG
/* Spinlocks of a debug build are functions; kernel/spinlock.c has the strict
   ones, for tests of who holds what. */
__weak void spin_lock(spinlock_t *lock)
{
	(void)lock;
}

__weak void spin_unlock(spinlock_t *lock)
{
	(void)lock;
}
#endif
