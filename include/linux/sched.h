/*
 * sched.h - the process, and what may be done with one.
 *
 * Letters: [i] constant after creation, [k] kernel lock, [q] lock of the run
 * queue of task->cpu, [t] tasks_lock, [a] atomic, [s] the task itself.
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/runqueue.h>
#include <linux/wait.h>
#include <asm/cpu.h>

#define HZ		100		/* timer ticks in a second */
#define DEF_SLICE	(HZ / 10)	/* ticks that a process may run */

/* task->state */
#define TASK_RUNNING		0	/* runs, or waits for a CPU */
#define TASK_INTERRUPTIBLE	1	/* sleeps; a signal wakes it, too */
#define TASK_UNINTERRUPTIBLE	2	/* sleeps until woken */
#define TASK_ZOMBIE		4	/* has ended; its parent may ask */
#define TASK_STOPPED		8

/* task->work: why the way back to user mode must take the long road */
#define WORK_RESCHED	0		/* bit: another process should run */
#define WORK_SIGNAL	1		/* bit: a signal is to be delivered */

struct task_struct {
	/* What entry.S and switch.S use; offsets by asm-offsets.c. */
	volatile u32 work;		/* [a] WORK_ bits */
	unsigned long esp;		/* [q] kernel stack while not running */
	unsigned long stack_top;	/* [i] esp on entry from user mode */

	volatile long state;		/* [q], and [s] to a sleeping state */
	int lock_depth;			/* [q] of the kernel lock, parked here
					   while the task does not run */
	struct cpu *cpu;		/* [q] runs there, or ran there last */
	struct list_head run_list;	/* [q] in a queue of cpu->rq */
	bool on_rq;			/* [q] is in such a queue */
	u8 prio, static_prio;		/* [q] index of the queue */
	int slice;			/* [q] ticks left */
	u32 runmask;			/* [q] logical CPUs allowed (Q3) */

	unsigned long stack;		/* [i] lowest address of the stack */
	pid_t pid;			/* [i] */
	char comm[16];			/* [s] name, for people */
	struct task_struct *parent;	/* [t] */
	struct list_head tasks;		/* [t] all processes */
	struct list_head children;	/* [t] */
	struct list_head sibling;	/* [t] in parent->children */
	wait_queue_head_t child_exit;	/* parents wait here */
	int exit_code;			/* [s], then whoever reaps */
	u32 utime, stime;		/* [s] ticks */
};

#define current		(this_cpu->task)

extern struct task_struct init_task;	/* CPU 0's idle process, pid 0 */
extern struct list_head task_list;	/* [t] */
extern spinlock_t tasks_lock;		/* irqsave */

extern volatile unsigned long jiffies;	/* ticks since boot, time.c */

#define need_resched()	(current->work & (1u << WORK_RESCHED))

/* kernel/sched.c */
void schedule(void);
void safe_point(void);
void schedule_tail(struct task_struct *prev);
bool wake_up_process(struct task_struct *p);
void scheduler_tick(bool user);
void sched_init_cpu(struct cpu *cpu, struct task_struct *idle);
long schedule_timeout(long ticks);
void become_zombie(void);
void wait_task_off_cpu(struct task_struct *p);

/* kernel/fork.c */
pid_t kernel_thread_on(u32 runmask, int (*fn)(void *), void *arg,
		       const char *name);
pid_t kernel_thread(int (*fn)(void *), void *arg, const char *name);
struct task_struct *find_task(pid_t pid);
int wait_for_child(pid_t pid);

/* kernel/exit.c */
void do_exit(int code) __noreturn;

/* arch/i386/kernel/process.c */
void cpu_idle(void) __noreturn;
void init_thread_stack(struct task_struct *p, int (*fn)(void *), void *arg);
void check_stack(const struct task_struct *p);

/* arch/i386/kernel/switch.S */
struct task_struct *switch_to(struct task_struct *prev,
			      struct task_struct *next);

#endif
