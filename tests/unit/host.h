/*
 * host.h - what the host's substitute of the kernel core shows to a test:
 * the text that printk() wrote, and a way to see a panic() come.
 */
#ifndef UNIT_HOST_H
#define UNIT_HOST_H

#include <setjmp.h>

/* host.c */
extern char host_log[65536];		/* of printk() since the last clear */
extern jmp_buf host_panic;		/* panic() jumps here, if armed */
extern int host_panic_armed;
void host_log_clear(void);

/* True if panic() came while running the statement. */
#define panics(statement) ({ \
	volatile int came_ = 1; \
	host_panic_armed = 1; \
	if (setjmp(host_panic) == 0) { \
		statement; \
		came_ = 0; \
	} \
	host_panic_armed = 0; \
	came_; \
})

#endif
