/*
 * fork.c - processes come into being: fork(), vfork(), clone(), and threads
 * of the kernel. tasks_lock guards the table and the family tree; it is held
 * for short. Documentation/processes.txt follows a fork through the files.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/pid.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/semaphore.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/trace.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/smplock.h>
#include <asm/stacks.h>
#include <asm/uaccess.h>

#define PAGES_PER_TASK	16		/* a process for so much memory */
#define ROOT_RESERVE	8		/* the last ones are for root */

struct fs_struct init_fs = { .count = 1, .umask = 022 };
struct files_struct init_files = {
	.count = 1,
	.max_fds = ARRAY_SIZE(init_files.fd_array),
	.fd = init_files.fd_array,
	.close_on_exec = init_files.close_array,
	.open_fds = init_files.open_array,
};
static struct sighand_struct init_sighand = { .count = 1 };
static struct signal_struct init_signal = {
	.count = 1,
	.live = 1,
	.leader = &init_task,
	.shared_pending.list = LIST_HEAD_INIT(init_signal.shared_pending.list),
	.child_exit = WAIT_QUEUE_INIT(init_signal.child_exit),
	.signalfd_wait = WAIT_QUEUE_INIT(init_signal.signalfd_wait),
};

/* CPU 0's idle process: the boot processor's own thread of control. */
struct task_struct init_task = {
	.comm = "idle",
	.cpu = &boot_cpu,
	.flags = PF_KTHREAD,
	.prio = IDLE_PRIO,
	.static_prio = DEFAULT_PRIO,
	.runmask = ~0U,
	.stack = (unsigned long)boot_stack,
	.stack_top = (unsigned long)boot_stack + STACK_SIZE,
	.parent = &init_task,
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.children = LIST_HEAD_INIT(init_task.children),
	.sibling = LIST_HEAD_INIT(init_task.sibling),
	.thread_group = LIST_HEAD_INIT(init_task.thread_group),
	.run_list = LIST_HEAD_INIT(init_task.run_list),
	.tracees = LIST_HEAD_INIT(init_task.tracees),
	.pending.list = LIST_HEAD_INIT(init_task.pending.list),
	.fs = &init_fs,
	.files = &init_files,
	.sighand = &init_sighand,
	.signal = &init_signal,
	.cap_effective = CAP_FULL_SET,
	.cap_permitted = CAP_FULL_SET,
};

int nr_tasks, nr_threads_max;
u32 total_forks;

/* How many processes there may be, and the limits of the first. At boot, when
   the amount of memory is known. */
void __init fork_init(void)
{
	unsigned long *nproc = &init_rlimits[RLIMIT_NPROC].rlim_cur;

	nr_threads_max = min(nr_total_pages() / PAGES_PER_TASK,
			     (unsigned long)TASKS_MAX);
	*nproc = nr_threads_max / 2;
	init_rlimits[RLIMIT_NPROC].rlim_max = *nproc;
	memcpy(init_signal.rlim, init_rlimits, sizeof(init_signal.rlim));
}

/* A task_struct with a stack, a copy of current's where `copy' says so. */
static struct task_struct *alloc_task(void)
{
	struct task_struct *p;

	reap_dead();
	p = kmalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		return NULL;
	p->stack = 0;
	*p = *current;
	p->stack = alloc_stack();
	if (!p->stack) {
		kfree(p);
		return NULL;
	}
	p->work = 0;
	p->state = TASK_UNINTERRUPTIBLE;
	p->cpu = this_cpu->self;
	sched_fork(p);
	p->lock_depth = 0;
	INIT_LIST_HEAD(&p->run_list);
	INIT_LIST_HEAD(&p->children);
	INIT_LIST_HEAD(&p->thread_group);
	return p;
}

/* What a new process does not have from its parent. */
static void start_afresh(struct task_struct *p)
{
	p->flags = (p->flags & PF_KTHREAD) | PF_FORKNOEXEC;
	p->utime = p->stime = p->min_flt = p->maj_flt = p->nvcsw = 0;
	p->start_time = clock_us();
	init_sigpending(&p->pending);
	p->restore_blocked = p->self_reap = false;
	p->pdeath_signal = 0;
	p->vfork_done = NULL;
	p->set_child_tid = p->clear_child_tid = NULL;
	p->robust_list = NULL;
	p->thread.fpu = NULL;
	p->thread.fpu_cpu = NULL;
	p->thread.dr7 = 0;
	ptrace_init(p);
}

/* A process that is none of current's: of its own, with limits inherited. */
static int copy_signal(struct task_struct *p, bool share)
{
	struct signal_struct *sig, *old = current->signal;

	if (share) {
		old->count++;
		old->live++;
		return 0;
	}
	sig = kzalloc(sizeof(*sig), GFP_KERNEL);
	if (!sig)
		return -ENOMEM;
	sig->count = sig->live = 1;
	sig->leader = p;
	init_sigpending(&sig->shared_pending);
	init_waitqueue_head(&sig->child_exit);
	init_waitqueue_head(&sig->signalfd_wait);
	sig->pgrp = old->pgrp;
	sig->session = old->session;
	sig->tty = old->tty;
	sig->tty_old_pgrp = old->tty_old_pgrp;
	init_timer(&sig->real_timer);
	memcpy(sig->rlim, old->rlim, sizeof(sig->rlim));
	p->signal = sig;
	return 0;
}

/* Undone by put_signal() alone until somebody can find the task. */
void put_signal(struct signal_struct *sig)
{
	if (--sig->count)
		return;
	free_sigpending(&sig->shared_pending);
	kfree(sig);
}

/* Copies or shares, as `flags' say, all that hangs off a task. */
static int copy_parts(struct task_struct *p, u32 flags)
{
	int err;

	p->files = NULL;
	p->fs = NULL;
	p->sighand = NULL;
	p->mm = NULL;
	err = copy_signal(p, flags & CLONE_THREAD);
	if (err)
		return err;
	err = copy_files(p, flags & CLONE_FILES);
	if (err)
		goto out_signal;
	err = copy_fs(p, flags & CLONE_FS);
	if (err)
		goto out_files;
	err = copy_sighand(p, flags & CLONE_SIGHAND);
	if (err)
		goto out_fs;
	err = current->mm ? copy_mm(p, flags & CLONE_VM) : 0;
	if (!err)
		return 0;
	exit_sighand(p);
out_fs:
	exit_fs(p);
out_files:
	exit_files(p);
out_signal:
	p->signal->live--;
	put_signal(p->signal);
	return err;
}

static void put_parts(struct task_struct *p)
{
	exit_thread(p);
	exit_mm(p);
	exit_sighand(p);
	exit_fs(p);
	exit_files(p);
	p->signal->live--;
	put_signal(p->signal);
}

/* Undoes copy_process(). */
static void discard(struct task_struct *p)
{
	put_parts(p);
	free_stack(p->stack);
	kfree(p);
}

/* Gives p its number and its place in the family. Nobody sees it before. */
static void link_task(struct task_struct *p, u32 flags)
{
	unsigned long irqs;

	spin_lock_irqsave(&tasks_lock, irqs);
	p->pid = new_pid();
	if (flags & CLONE_THREAD) {
		p->tgid = current->tgid;
		list_add_tail(&p->thread_group, &current->thread_group);
	} else {
		p->tgid = p->pid;
	}
	p->parent = flags & (CLONE_PARENT | CLONE_THREAD) ? current->parent :
							    current;
	if (flags & CLONE_THREAD)
		INIT_LIST_HEAD(&p->sibling);	/* nobody waits for it */
	else
		list_add_tail(&p->sibling, &p->parent->children);
	list_add_tail(&p->tasks, &task_list);
	hash_pid(p);
	nr_tasks++;
	total_forks++;
	spin_unlock_irqrestore(&tasks_lock, irqs);
}

/* Processes of current's real user. [k] */
static int count_processes(void)
{
	struct task_struct *p;
	int n = 0;

	for_each_task(p)
		n += p->uid == current->uid;
	return n;
}

/* May there be one more process? Limits bind all but root. */
static bool may_fork(void)
{
	if (capable(CAP_SYS_RESOURCE) || capable(CAP_SYS_ADMIN))
		return nr_tasks < nr_threads_max;
	return nr_tasks < nr_threads_max - ROOT_RESERVE &&
	       count_processes() < rlimit(RLIMIT_NPROC);
}

static bool flags_make_sense(u32 flags)
{
	if (flags & CLONE_NEWNS)
		return false;
	if (flags & CLONE_THREAD && !(flags & CLONE_SIGHAND))
		return false;
	return !(flags & CLONE_SIGHAND) || flags & CLONE_VM;
}

/* What the parent is sent in the end. A parent that did not make this child
   itself is sent what it expects of the one that it made. */
static int exit_signal_of(u32 flags)
{
	if (flags & CLONE_THREAD)
		return -1;
	if (flags & CLONE_PARENT)
		return current->signal->leader->exit_signal;
	return flags & CSIGNAL;
}

/* A task that is complete but not yet in any table; ERR_PTR. */
static struct task_struct *copy_process(u32 flags, unsigned long stack,
					struct pt_regs *regs, u32 tls)
{
	struct task_struct *p;
	int err = -ENOMEM;

	if (!flags_make_sense(flags))
		return ERR_PTR(-EINVAL);
	if (!may_fork())
		return ERR_PTR(-EAGAIN);
	p = alloc_task();
	if (!p)
		return ERR_PTR(-ENOMEM);
	start_afresh(p);
	if (flags & CLONE_VM && !(flags & CLONE_VFORK))
		p->sas_size = 0;	/* two cannot use one signal stack */
	err = copy_parts(p, flags);
	if (err)
		goto out_task;
	err = copy_thread(p, flags, stack, tls, regs);
	if (err)
		goto out_parts;
	p->exit_signal = exit_signal_of(flags);
	return p;
out_parts:
	put_parts(p);
out_task:
	free_stack(p->stack);
	kfree(p);
	return ERR_PTR(err);
}

/*
 * vfork(): waits until the child, which lives till then, calls exec() or ends.
 * Only SIGKILL ends the wait before: it may be the child, a thread of the same
 * process, that kills the caller for its exec() and waits for its end.
 */
static void wait_for_vfork(struct task_struct *child, struct semaphore *done)
{
	struct wait_queue w;
	bool over;

	init_wait(&w);
	for (;;) {
		prepare_to_wait(&done->wait, &w, TASK_INTERRUPTIBLE);
		over = down_trylock(done);
		if (over || (current->pending.signal &
			     sigmask(SIGKILL)))
			break;
		schedule();
	}
	finish_wait(&done->wait, &w);
	if (!over)
		child->vfork_done = NULL;
}

/*
 * fork() and its like. `flags' are clone()'s, the lowest byte the signal for
 * the parent; stack 0 is a copy of the caller's. Returns the child's number
 * or a negative errno. The child may run, on any CPU, before this returns.
 */
long do_fork(u32 flags, unsigned long stack, struct pt_regs *regs,
	     int __user *parent_tid, int __user *child_tid, u32 tls)
{
	struct task_struct *p = copy_process(flags, stack, regs, tls);
	struct semaphore vfork;
	int event;
	pid_t pid;

	if (IS_ERR(p))
		return PTR_ERR(p);
	if (signal_pending(current)) {
		/* It may be for the whole group, and came when p was not yet
		   in it: p must not escape. */
		discard(p);
		return -ERESTARTNOINTR;
	}
	if (flags & CLONE_CHILD_SETTID)
		p->set_child_tid = child_tid;
	if (flags & CLONE_CHILD_CLEARTID)
		p->clear_child_tid = child_tid;
	if (flags & CLONE_VFORK) {
		sema_init(&vfork, 0);
		p->vfork_done = &vfork;
	}
	link_task(p, flags);
	event = ptrace_fork(p, flags);
	vm_inhibit_new(p);
	if (flags & CLONE_THREAD)
		recalc_sigpending(p);	/* all may be about to stop */
	pid = p->pid;
	if (flags & CLONE_PARENT_SETTID)
		put_user(pid, parent_tid);
	trace_task(p);
	wake_up_process(p);		/* p may be gone from here on, but
					   not before it ends a vfork() */
	if (event)
		ptrace_event(event, pid);
	if (flags & CLONE_VFORK) {
		wait_for_vfork(p, &vfork);
		ptrace_event(PTRACE_EVENT_VFORK_DONE, pid);
	}
	return pid;
}

SYSCALL0(fork)
{
	return do_fork(SIGCHLD, 0, regs, NULL, NULL, 0);
}

SYSCALL0(vfork)
{
	return do_fork(SIGCHLD | CLONE_VM | CLONE_VFORK, 0, regs, NULL, NULL,
		       0);
}

SYSCALL5(clone, u32, flags, unsigned long, stack, int __user *, parent_tid,
	 u32, tls, int __user *, child_tid)
{
	return do_fork(flags, stack, regs, parent_tid, child_tid, tls);
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
	p = alloc_task();
	if (!p)
		return -ENOMEM;
	start_afresh(p);
	if (copy_parts(p, CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_VM)) {
		free_stack(p->stack);
		kfree(p);
		return -ENOMEM;
	}
	strlcpy(p->comm, name, sizeof(p->comm));
	p->flags = PF_KTHREAD;
	p->runmask = runmask;
	p->exit_signal = 0;
	p->policy = SCHED_OTHER;
	p->rt_priority = p->nice = 0;
	p->prio = p->static_prio = DEFAULT_PRIO;
	init_thread_stack(p, fn, arg);
	p->lock_depth = 1;
	link_task(p, 0);
	pid = p->pid;
	trace_task(p);
	wake_up_process(p);
	return pid;
}

/* The same on any CPU. */
pid_t kernel_thread(int (*fn)(void *), void *arg, const char *name)
{
	return kernel_thread_on(~0U, fn, arg, name);
}

/* Where 0 is to be written, and a futex woken, when this thread ends. */
SYSCALL1(set_tid_address, int __user *, tid)
{
	current->clear_child_tid = tid;
	return current->pid;
}
