/*
 * exit.c - processes end. A process that is over is a zombie until its parent
 * has asked about it (wait4.c); a thread, and a child whose parent does not
 * care, goes by itself: its own CPU puts it on a list when its stack is not in
 * use any more, and the next process that is made or ends frees it. An
 * interrupt could not: it may have come in the midst of what frees and takes
 * the same things.
 */
#include <linux/console.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/pid.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/semaphore.h>
#include <linux/syscalls.h>
#include <linux/tty.h>
#include <linux/vm.h>
#include <linux/futex.h>
#include <asm/cpu.h>
#include <asm/smplock.h>
#include <asm/stacks.h>
#include <asm/uaccess.h>

/* With the kernel lock in one piece: */
#define SENT_AT_ONCE	64		/* signals */
#define CHILDREN_GIVEN	16

/* Tasks whose stack nobody uses any more, for reap_dead(). [t] */
static LIST_HEAD(dead_tasks);

/* From finish_switch(): p will not run again. Interrupts off. */
void task_is_off_cpu(struct task_struct *p)
{
	spin_lock(&tasks_lock);
	list_add_tail(&p->run_list, &dead_tasks);
	spin_unlock(&tasks_lock);
}

static struct task_struct *next_dead(void)
{
	struct task_struct *p = NULL;
	unsigned long flags;

	if (list_empty(&dead_tasks))
		return NULL;		/* or one has just come: next time */
	spin_lock_irqsave(&tasks_lock, flags);
	if (!list_empty(&dead_tasks)) {
		p = list_first_entry(&dead_tasks, struct task_struct,
				     run_list);
		list_del(&p->run_list);
	}
	spin_unlock_irqrestore(&tasks_lock, flags);
	return p;
}

/* Frees the memory of a task that is in no table any more. */
static void free_task(struct task_struct *p)
{
	exit_sighand(p);
	free_sigpending(&p->pending);
	put_signal(p->signal);
	free_stack(p->stack);
	kfree(p);
}

/* Frees those that went by themselves. Process context, kernel lock. */
void reap_dead(void)
{
	struct task_struct *p;

	while ((p = next_dead()))
		free_task(p);
}

/* p is in the table no longer; its number may be used again. A tracer that
   waits for it has nothing more to wait for: p gave its place to a thread of
   its process that became another program. */
static void unlink_task(struct task_struct *p)
{
	struct task_struct *tracer = p->tracer;
	unsigned long flags;

	ptrace_unlink(p);
	if (unlikely(tracer))
		wake_up(&tracer->signal->child_exit);
	task_walks_leave(p);
	spin_lock_irqsave(&tasks_lock, flags);
	list_del(&p->tasks);
	list_del(&p->sibling);
	list_del(&p->thread_group);
	unhash_pid(p);
	nr_tasks--;
	spin_unlock_irqrestore(&tasks_lock, flags);
}

/* Frees what is left of a zombie that its parent has asked about. */
void release_task(struct task_struct *p)
{
	wait_task_off_cpu(p);
	unlink_task(p);
	free_task(p);
}

/*
 * exec() and exit(): nobody else sees p's memory through p any more. A vfork()
 * parent may go on, and who waits for the thread's end is told.
 */
void mm_release(struct task_struct *p)
{
	int __user *tid = p->clear_child_tid;
	struct semaphore *vfork_done;

	if (tid) {
		p->clear_child_tid = NULL;
		if (p->mm && p->mm->users > 1) {
			put_user(0, tid);
			futex_wake(tid, 1, false);
		}
	}
	vfork_done = p->vfork_done;	/* now: put_user() may have slept, and
					   the parent may have been killed */
	if (vfork_done) {
		p->vfork_done = NULL;
		up(vfork_done);
	}
}

/* The one who inherits the children of p: another thread of its process, or
   process 1. */
static struct task_struct *child_reaper(struct task_struct *p)
{
	struct task_struct *t;

	for (t = next_thread(p); t != p; t = next_thread(t))
		if (!(t->flags & PF_EXITING))
			return t;
	return p == init_process || !init_process ? &init_task : init_process;
}

/* Has a stopped process in group `pgrp'? [k] */
static bool has_stopped_jobs(pid_t pgrp)
{
	struct task_struct *p;

	for_each_task(p)
		if (p->signal->pgrp == pgrp && p->state == TASK_STOPPED)
			return true;
	return false;
}

/* Nobody is left who could continue the group's stopped processes: they are
   told (POSIX.1, 3.2.2.2). */
static void rouse_orphans(pid_t pgrp)
{
	if (!is_orphaned_pgrp(pgrp) || !has_stopped_jobs(pgrp))
		return;
	kill_pg(pgrp, SIGHUP);
	kill_pg(pgrp, SIGCONT);
}

static void give_child(struct task_struct *child, struct task_struct *to)
{
	struct task_struct *t;
	unsigned long flags;

	spin_lock_irqsave(&tasks_lock, flags);
	list_del(&child->sibling);
	child->parent = to;
	for (t = next_thread(child); t != child; t = next_thread(t))
		t->parent = to;
	list_add_tail(&child->sibling, &to->children);
	spin_unlock_irqrestore(&tasks_lock, flags);
}

/* Is p's process over, all threads, and its parent to be told? Kernel lock. */
bool process_is_over(const struct task_struct *p)
{
	return p->state == TASK_ZOMBIE && thread_group_leader(p) &&
	       list_empty(&p->thread_group);
}

/* A child of p's has got a parent of another process. */
static void child_is_orphan(struct task_struct *p, struct task_struct *child)
{
	pid_t pgrp = child->signal->pgrp;

	if (child->pdeath_signal)
		send_sig(child->pdeath_signal, child);
	if (child->exit_signal >= 0)	/* what process 1 waits for */
		child->exit_signal = SIGCHLD;
	if (process_is_over(child))
		notify_parent_exit(child);	/* it may be gone now */
	if (pgrp != p->signal->pgrp)
		rouse_orphans(pgrp);
}

/* p's children go to others. Who inherits may end while we sleep: its children
   do not come back to p, which is PF_EXITING. Kernel lock. */
static void give_children_away(struct task_struct *p)
{
	struct task_struct *child, *to;
	u32 n = 0;

	while (!list_empty(&p->children)) {
		child = list_first_entry(&p->children, struct task_struct,
					 sibling);
		to = child_reaper(p);
		give_child(child, to);
		if (to->signal != p->signal)
			child_is_orphan(p, child);
		safe_step(&n, CHILDREN_GIVEN);
	}
}

/* Does the parent want no zombies? */
static bool parent_ignores(const struct task_struct *p)
{
	const struct sigaction *sa = &p->parent->sighand->action[SIGCHLD - 1];

	return p->exit_signal == SIGCHLD && !p->tracer &&
	       !(p->parent->flags & PF_KTHREAD) &&
	       (sa->sa_handler == SIG_IGN || sa->sa_flags & SA_NOCLDWAIT);
}

static void fill_exit_info(siginfo_t *info, const struct task_struct *p)
{
	int sig = p->exit_code & 0x7f;
	u32 utime, stime;

	*info = (siginfo_t) { .si_signo = p->exit_signal };
	process_times(p, &utime, &stime);
	info->f.chld.pid = p->pid;
	info->f.chld.uid = p->uid;
	info->f.chld.utime = utime;
	info->f.chld.stime = stime;
	info->f.chld.status = sig ? sig : p->exit_code >> 8 & 0xff;
	info->si_code = !sig ? CLD_EXITED :
			p->exit_code & 0x80 ? CLD_DUMPED : CLD_KILLED;
}

/* The tracer of p, which has ended, asks about it before anybody else. */
static void notify_tracer_exit(struct task_struct *p)
{
	siginfo_t info;

	fill_exit_info(&info, p);
	info.si_signo = SIGCHLD;
	send_sig_info(SIGCHLD, &info, p->tracer);
	wake_up(&p->tracer->signal->child_exit);
}

/*
 * The process of p, a leader and zombie, is over: its parent gets the signal
 * and is woken, and if it does not care, p goes by itself. Returns whether it
 * does. A tracer hears of it first, and the parent when that has asked. Kernel
 * lock.
 */
bool notify_parent_exit(struct task_struct *p)
{
	bool ignored = parent_ignores(p);
	siginfo_t info;

	if (unlikely(traced_by_other(p, p->parent->signal))) {
		notify_tracer_exit(p);
		return false;
	}
	if (p->exit_signal > 0) {
		fill_exit_info(&info, p);
		send_sig_info(p->exit_signal, &info, p->parent);
	}
	wake_up(&p->parent->signal->child_exit);
	if (!ignored)
		return false;
	if (p != current)
		release_task(p);
	return true;
}

/* The times of a thread that ends are its process's from now on. */
static void leave_figures(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;

	sig->utime += p->utime;
	sig->stime += p->stime;
	sig->min_flt += p->min_flt;
	sig->maj_flt += p->maj_flt;
	sig->nvcsw += p->nvcsw;
	p->utime = p->stime = p->min_flt = p->maj_flt = p->nvcsw = 0;
}

/* A thread has gone: the leader, or a thread in exec(), has perhaps waited for
   it to be the last. */
static void thread_has_gone(struct task_struct *leader)
{
	if (leader->signal->group_exec)
		wake_up_process(leader->signal->group_exec);
	else if (process_is_over(leader))
		notify_parent_exit(leader);
}

/* A thread that is not the leader vanishes at once, unless its tracer is to
   ask about it. */
static void thread_ends(struct task_struct *p)
{
	struct task_struct *leader = p->signal->leader;

	leave_figures(p);
	if (p->tracer) {
		become_zombie();
		notify_tracer_exit(p);
		return;
	}
	p->self_reap = true;
	unlink_task(p);
	become_zombie();
	thread_has_gone(leader);
}

/* The tracer of p, a zombie, has asked about it or has ended. Kernel lock. */
void untrace_zombie(struct task_struct *p)
{
	struct task_struct *leader = p->signal->leader;

	ptrace_unlink(p);
	if (p != leader) {
		release_task(p);
		thread_has_gone(leader);
	} else if (process_is_over(p)) {
		notify_parent_exit(p);
	}
}

static void leader_ends(struct task_struct *p)
{
	become_zombie();
	if (p->signal->group_exec) {
		wake_up_process(p->signal->group_exec);
		return;
	}
	if (!list_empty(&p->thread_group) || !notify_parent_exit(p))
		return;
	p->self_reap = true;
	unlink_task(p);
}

/* Tells the family, and decides who clears p away. The last thing but one: p
   is a zombie when this returns. Kernel lock. */
static void exit_notify(struct task_struct *p)
{
	pid_t pgrp = p->signal->pgrp;
	bool same_session = p->parent->signal->session == p->signal->session &&
			    p->parent->signal->pgrp != pgrp;

	exit_ptrace(p);
	give_children_away(p);
	if (thread_group_leader(p))
		leader_ends(p);
	else
		thread_ends(p);
	if (same_session && p->signal->live == 0)
		rouse_orphans(pgrp);
}

/* There is no system without process 1. Its last words, still on their way to
   the terminal, may tell why; the panic stops them. */
static void __noreturn init_has_died(const struct task_struct *p, int code)
{
	console_drain();
	if (code & 0x7f)
		panic("Process 1 (%s) was killed by signal %d. Boot with "
		      "init=/bin/sh to look around, or with another ramdisk",
		      p->comm, code & 0x7f);
	panic("Process 1 (%s) has ended with status %d. Boot with "
	      "init=/bin/sh to look around, or with another ramdisk",
	      p->comm, code >> 8 & 0xff);
}

/* What only the last thread of a process does. */
static void last_thread_ends(struct task_struct *p)
{
	del_timer(&p->signal->real_timer);
	if (p->signal->is_leader)
		disassociate_ctty(true);
}

/*
 * Ends the current task; what is left of it waits for its parent. `code' is
 * what wait4() reports: exit status << 8, or a signal. Process context with
 * the kernel lock, no spinlock held.
 */
void do_exit(int code)
{
	struct task_struct *p = current;

	if (in_interrupt())
		panic("An interrupt handler called do_exit(%d)", code);
	if (p->pid == 0)
		panic("The idle process called do_exit(%d)", code);
	if (p->flags & PF_EXITING)
		panic("%s (pid %d) ended while it was ending", p->comm,
		      p->pid);
	reap_dead();
	ptrace_event(PTRACE_EVENT_EXIT, p->signal->group_exit ?
		     p->signal->group_exit_code : code);
	p->flags |= PF_EXITING;
	exit_signals(p);
	if (p->signal->leader == init_process && p->signal->live == 1)
		init_has_died(p, code);
	if (--p->signal->live == 0)
		last_thread_ends(p);
	mm_release(p);
	exit_mm(p);
	exit_files(p);
	exit_fs(p);
	exit_thread(p);
	p->exit_code = p->signal->group_exit ? p->signal->group_exit_code :
					       code;
	exit_notify(p);
	schedule();
	panic("A dead process (pid %d) was run", p->pid);
}

/* SIGKILL to all other threads of current's process, those that are made
   meanwhile included. May sleep. */
static void kill_other_threads(void)
{
	struct task_struct *p = current, *t;
	struct task_walk walk;
	u32 n = 0;

	if (list_empty(&p->thread_group))
		return;
	task_walk_begin(&walk);
	while ((t = task_walk_next(&walk))) {
		if (t->signal != p->signal || t == p)
			continue;
		send_sig_thread(SIGKILL, SEND_KERNEL, t);
		safe_step(&n, SENT_AT_ONCE);
	}
	task_walk_end(&walk);
}

/*
 * Ends all threads of current with `code'; the first one to say so decides.
 * Same conditions as do_exit().
 */
void do_group_exit(int code)
{
	struct signal_struct *sig = current->signal;

	if (sig->group_exec && sig->group_exec != current)
		do_exit(code);		/* exec() wants only this one gone */
	if (sig->group_exit)
		do_exit(sig->group_exit_code);
	sig->group_exit = true;
	sig->group_exit_code = code;
	sig->leader->exit_code = code;	/* if it is a zombie already */
	kill_other_threads();
	do_exit(code);
}

/* exec() by another thread than the leader: current gets the leader's number
   and place, the leader is cleared away. Kernel lock; nothing here sleeps. */
static void become_leader(struct task_struct *p, struct task_struct *leader)
{
	unsigned long flags;
	pid_t pid = leader->pid;

	wait_task_off_cpu(leader);
	spin_lock_irqsave(&tasks_lock, flags);
	unhash_pid(leader);
	unhash_pid(p);
	leader->pid = p->pid;
	p->pid = p->tgid = pid;
	hash_pid(p);
	hash_pid(leader);
	p->parent = leader->parent;
	list_add(&p->sibling, &leader->sibling);
	spin_unlock_irqrestore(&tasks_lock, flags);
	p->exit_signal = leader->exit_signal;
	p->start_time = leader->start_time;
	p->signal->leader = p;
	if (leader == init_process)
		init_process = p;
	leave_figures(leader);
	release_task(leader);
}

/* No thread is left but p, and a leader that is a zombie already. [k] */
static bool others_are_gone(struct task_struct *p, struct task_struct *leader)
{
	if (p == leader)
		return list_empty(&p->thread_group);
	return next_thread(p) == leader && next_thread(leader) == p &&
	       leader->state == TASK_ZOMBIE;
}

/*
 * Ends all other threads of current's process and makes current its leader.
 * 0, or -EAGAIN if the process is ending anyway. Kernel lock; sleeps.
 */
int de_thread(void)
{
	struct task_struct *p = current, *leader = p->signal->leader;
	struct signal_struct *sig = p->signal;

	if (sig->group_exit || (sig->group_exec && sig->group_exec != p))
		return -EAGAIN;
	if (list_empty(&p->thread_group))
		return 0;
	sig->group_exec = p;
	kill_other_threads();
	/* The last ones may wait for a tracer to ask about them. */
	while (!others_are_gone(p, leader) && !killed(p)) {
		p->state = TASK_INTERRUPTIBLE;
		schedule();		/* wakers hold the kernel lock, too */
	}
	sig->group_exec = NULL;
	if (killed(p))
		return -EAGAIN;
	if (leader != p)
		become_leader(p, leader);
	return 0;
}

SYSCALL1(exit, int, code)
{
	do_exit((code & 0xff) << 8);
}

SYSCALL1(exit_group, int, code)
{
	do_group_exit((code & 0xff) << 8);
}
