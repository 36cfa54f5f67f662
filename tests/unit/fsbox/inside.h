/*
 * inside.h - what the files of the box share among themselves.
 */
#ifndef UNIT_BOX_INSIDE_H
#define UNIT_BOX_INSIDE_H

/* calls.c: ends the program: the kernel has done what it must never do. */
void box_fail(const char *what) __attribute__((noreturn));

/* calls.c, for the sanitizers */
const char *__asan_default_options(void);
const char *__ubsan_default_options(void);

void box_sched_start(unsigned int seed);	/* sched.c */
void box_memory_start(int pages);		/* memory.c */
void disk_start(void);				/* disk.c */
void box_file_systems(void);			/* kernel.c */

/*
 * context.c: stacks and registers. A new context runs entry(), which must not
 * return; context_restart() is for one that will not run on. The first is the
 * program's own.
 */
struct context;

struct context *context_first(void);
struct context *context_make(void (*entry)(void));
void context_restart(struct context *c, void (*entry)(void));
void context_switch(struct context *to);

#endif
