/*
 * trace.h - the trace: what happened on which CPU, in order. Off until
 * somebody writes "on" to /proc/trace; Documentation/trace.txt.
 *
 *	trace(TRACE_WAKE, p->pid, p->prio, cpu)
 *
 * records an event with up to three numbers, the time, the CPU and `current'.
 * It may stand anywhere but in NMI handlers, with any lock held: it takes
 * none. The sequence number of a record says the order for all CPUs. For that
 * to be true of a lock, its taking is recorded after it, its release before.
 *
 * The number of an event has its kind in the upper bits; kinds are switched on
 * and off. fs/proc/trace.c has the names of all.
 */
#ifndef _LINUX_TRACE_H
#define _LINUX_TRACE_H

#include <linux/types.h>
#include <asm/trace.h>

struct task_struct;

enum trace_kind {
	KIND_SCHED, KIND_LOCK, KIND_MSG, KIND_IRQ, KIND_CALL, KIND_TRAP,
	KIND_IDLE, NR_TRACE_KINDS,
	KIND_STAT = NR_TRACE_KINDS	/* not recorded: lockstat is on */
};

#define TRACE_KIND_SHIFT	4
#define TRACE_EVENT(kind, n)	((kind) << TRACE_KIND_SHIFT | (n))
#define TRACE_KIND_BIT(event)	(1U << ((event) >> TRACE_KIND_SHIFT))
#define TRACE_ALL		((1U << NR_TRACE_KINDS) - 1)

/* The numbers behind each event are its arguments; ip: an address of code. */
enum trace_event {
	/* current gives the CPU to pid, of queue prio; its state is then... */
	TRACE_SWITCH = TRACE_EVENT(KIND_SCHED, 0),	/* pid, prio, state */
	TRACE_WAKE,		/* pid, prio: it is runnable from now on */
	TRACE_PLACE,		/* pid, cpu, enum trace_why */
	TRACE_MIGRATE,		/* pid, from cpu, to cpu: it waits there now */
	TRACE_PRIO,		/* pid, new queue, policy */
	TRACE_MASK,		/* pid, new runmask */
	TRACE_TASK,		/* pid, prio, runmask: new, or there at "on" */
	TRACE_NAME,		/* of a process, four words of text */

	TRACE_LOCK_WAIT = TRACE_EVENT(KIND_LOCK, 0),	/* ip, owner's number
							   + 1 */
	TRACE_LOCK_TAKE,	/* ip */
	TRACE_LOCK_RELEASE,	/* ip */

	TRACE_SEND = TRACE_EVENT(KIND_MSG, 0),	/* to cpu, MSG_, data */
	TRACE_RECEIVE,		/* MSG_, in a spin: 1, by interrupt: 0 */

	TRACE_IRQ_ENTER = TRACE_EVENT(KIND_IRQ, 0),	/* irq, from user */
	TRACE_IRQ_EXIT,		/* irq */

	TRACE_CALL_ENTER = TRACE_EVENT(KIND_CALL, 0),	/* nr, handler, %ebx */
	TRACE_CALL_EXIT,	/* nr, result */

	TRACE_TRAP_ENTER = TRACE_EVENT(KIND_TRAP, 0),	/* vector, address,
							   from user */
	TRACE_TRAP_EXIT,	/* vector */
	TRACE_WORK_ENTER,	/* on the way to user mode: WORK_ bits */
	TRACE_WORK_EXIT,	/* no arguments */

	TRACE_HALT = TRACE_EVENT(KIND_IDLE, 0),	/* no arguments */
	TRACE_UNHALT,		/* no arguments */
};

/* Of TRACE_PLACE: why there (Q1, Q2). */
enum trace_why {
	WHY_LAST_IDLE,		/* ran there last, and it is free */
	WHY_IDLE,		/* it is free */
	WHY_LOWER,		/* what runs there has the lowest priority */
	WHY_WAIT,		/* it has to wait, and does it there */
};

struct trace_record {
	u64 time;			/* TSC */
	u32 seq;
	u16 event;
	u16 pid;			/* of `current' */
	u32 arg[4];
};

/* kernel/trace.c */
void trace_record(u32 event, u32 a, u32 b, u32 c);
void record_task(const struct task_struct *p);
void record_name(const struct task_struct *p);
int trace_start(u32 kinds);
void trace_stop(void);
int trace_resize(u32 records);
void trace_clear(void);
void trace_set_kinds(u32 kinds);
u64 trace_clock(void);
u32 trace_limit(void);
bool trace_next(struct trace_record *r, u32 limit, u32 *cpu, u32 *lost);
extern u32 trace_size;			/* [k] records of one CPU */

#define trace(event, a, b, c) do {					\
		if (trace_wanted(TRACE_KIND_BIT(event)))		\
			trace_record(event, a, b, c);			\
	} while (0)

/* A process is there, scheduled and named so; it has a new name. */
static inline void trace_task(const struct task_struct *p)
{
	if (trace_wanted(TRACE_KIND_BIT(TRACE_TASK)))
		record_task(p);
}

static inline void trace_name(const struct task_struct *p)
{
	if (trace_wanted(TRACE_KIND_BIT(TRACE_NAME)))
		record_name(p);
}

#endif
