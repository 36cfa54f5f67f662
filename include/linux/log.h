/*
 * log.h - the kernel's log: a ring of bytes that printk() fills and that
 * consoles, and later syslog(2) and /proc/kmsg, read.
 *
 * The ring holds whole lines, each "<level>[seconds.micros] text\n"; only
 * the last one may be unfinished. A place in the log is the number of bytes
 * that were ever stored before it: byte `pos' stands at log_buf[pos %
 * LOG_SIZE], and what lies before log_start has been overwritten. log_start
 * is always the beginning of a line.
 */
#ifndef _LINUX_LOG_H
#define _LINUX_LOG_H

#include <linux/types.h>

#ifdef CONFIG_DEBUG
#define LOG_SIZE	(64 * 1024)	/* bytes, a power of two */
#else
#define LOG_SIZE	(16 * 1024)
#endif
#define LOG_LINE_MAX	1000	/* bytes of text after which a line is ended */
#define LOG_TEXT_MAX	1024	/* bytes of one printk(), with the NUL */
#define LOG_PREFIX_LEN	3	/* "<6>" */

#define LEVEL_ERR	3
#define LEVEL_DEFAULT	4	/* of a line that names none: a warning */
#define LEVEL_DEBUG	7

/* [l] the log's lock, see kernel/printk.c */
extern char log_buf[LOG_SIZE];		/* [l] */
extern u32 log_start, log_end;		/* [l] places of oldest, next byte */

/* Microseconds since boot; NULL until there is a clock. Any context. */
extern u64 (*log_clock)(void);

/* kernel/log.c; the caller holds the log's lock */
void log_store(const char *text, unsigned int len, u32 cpu);
unsigned int log_copy(u32 *pos, char *buf, unsigned int size);
int log_prefix(const char *text, unsigned int len);

/* kernel/printk.c */
int vprintk(const char *fmt, __builtin_va_list args);
unsigned int log_read(u32 *pos, char *buf, unsigned int size);

/* kernel/printk.c, for kernel/console.c */
bool printk_take(volatile u32 *owner, bool force);
void printk_drop(volatile u32 *owner);

#endif
