/*
 * fork.c - processes come into being, and their remains are cleared away.
 * tasks_lock guards the table and the family tree; it is held for short.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/cpu.h>
#include <asm/smplock.h>
#include <asm/stacks.h>

#define PID_MAX		32768

/* CPU 0's idle process: the boot processor's own thread of control. */
struct task_struct init_task = {
	.comm = "idle",
	.cpu = &boot_cpu,
	.prio = IDLE_PRIO,
	.static_prio = DEFAULT_PRIO,
	.runmask = ~0U,
	.stack = (unsigned long)boot_stack,
	.stack_top = (unsigned long)boot_stack + STACK_SIZE,
	.parent = &init_task,
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.children = LIST_HEAD_INIT(init_task.children),
	.sibling = LIST_HEAD_INIT(init_task.sibling),
	.run_list = LIST_HEAD_INIT(init_task.run_list),
	.child_exit = { SPINLOCK_INIT(RANK_WAIT),
			LIST_HEAD_INIT(init_task.child_exit.waiters) },
};

DEFINE_SPINLOCK(tasks_lock, RANK_TASKS);
struct list_head task_list = LIST_HEAD_INIT(task_list);	/* [t] */
static pid_t last_pid;					/* [t] */

/* [t] */
static struct task_struct *find_task_locked(pid_t pid)
{
	struct task_struct *p;

	list_for_each_entry(p, &task_list, tasks)
		if (p->pid == pid)
			return p;
	return NULL;
}

/* The process with this number, or NULL. It may go away at any time unless
   the caller is its parent or holds the kernel lock. */
struct task_struct *find_task(pid_t pid)
{
	struct task_struct *p;
	unsigned long flags;

	spin_lock_irqsave(&tasks_lock, flags);
	p = find_task_locked(pid);
	spin_unlock_irqrestore(&tasks_lock, flags);
	return p;
}

/* A number that no process has. [t] */
static pid_t new_pid(void)
{
	do {
		if (++last_pid >= PID_MAX)
			last_pid = 1;
	} while (find_task_locked(last_pid));
	return last_pid;
}

static struct task_struct *alloc_task(const char *name)
{
	struct task_struct *p = kzalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return NULL;
	p->stack = alloc_stack();
	if (!p->stack) {
		kfree(p);
		return NULL;
	}
	strlcpy(p->comm, name, sizeof(p->comm));
	p->state = TASK_UNINTERRUPTIBLE;
	p->cpu = this_cpu->self;
	p->prio = p->static_prio = DEFAULT_PRIO;
	p->slice = DEF_SLICE;
	p->runmask = ~0U;
	INIT_LIST_HEAD(&p->run_list);
	INIT_LIST_HEAD(&p->children);
	init_waitqueue_head(&p->child_exit);
	return p;
}

static void link_task(struct task_struct *p)
{
	unsigned long flags;

	spin_lock_irqsave(&tasks_lock, flags);
	p->pid = new_pid();
	p->parent = current;
	list_add_tail(&p->sibling, &current->children);
	list_add_tail(&p->tasks, &task_list);
	spin_unlock_irqrestore(&tasks_lock, flags);
}

/*
 * Starts a process that never leaves the kernel: fn(arg), with the kernel
 * lock, on the CPUs of `runmask'. Its result is the exit code. Returns its
 * number, -EINVAL if no CPU is allowed, or -ENOMEM. Process context with the
 * kernel lock; the parent collects it by wait_for_child().
 */
pid_t kernel_thread_on(u32 runmask, int (*fn)(void *), void *arg,
		       const char *name)
{
	struct task_struct *p;
	pid_t pid;

	if (!(runmask & all_cpus()))
		return -EINVAL;
	p = alloc_task(name);
	if (!p)
		return -ENOMEM;
	p->runmask = runmask;
	init_thread_stack(p, fn, arg);
	p->lock_depth = 1;
	link_task(p);
	pid = p->pid;
	wake_up_process(p);
	return pid;
}

/* The same on any CPU. */
pid_t kernel_thread(int (*fn)(void *), void *arg, const char *name)
{
	return kernel_thread_on(~0U, fn, arg, name);
}

/* Frees what is left of a zombie that its parent has asked about. */
static void release_task(struct task_struct *p)
{
	unsigned long flags;

	wait_task_off_cpu(p);
	spin_lock_irqsave(&tasks_lock, flags);
	list_del(&p->tasks);
	list_del(&p->sibling);
	spin_unlock_irqrestore(&tasks_lock, flags);
	free_stack(p->stack);
	kfree(p);
}

/*
 * Waits until a child of the caller has ended, frees it and returns its exit
 * code; -ECHILD if the caller has no such child. Kernel lock.
 */
int wait_for_child(pid_t pid)
{
	struct task_struct *p = find_task(pid);
	int code;

	if (!p || p->parent != current)
		return -ECHILD;
	wait_event(&current->child_exit, p->state == TASK_ZOMBIE);
	code = p->exit_code;
	release_task(p);
	return code;
}
