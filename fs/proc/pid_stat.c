/*
 * pid_stat.c - /proc/PID/stat and statm: a process in one line of numbers, for
 * programs. Fields are known by their places, which never change.
 */
#include <linux/div64.h>
#include <linux/kernel.h>
#include <linux/tty.h>
#include <linux/vm.h>
#include <asm/ptrace.h>
#include "internal.h"

#define US_PER_TICK	(1000000 / HZ)
#define NICE_TO_PRIO	20		/* priority of SCHED_OTHER: nice + 20 */

/* The letter that ps shows. */
char proc_state(const struct task_struct *p)
{
	switch (p->state) {
	case TASK_RUNNING:
		return 'R';
	case TASK_INTERRUPTIBLE:
		return 'S';
	case TASK_ZOMBIE:
		return 'Z';
	case TASK_STOPPED:
		return 'T';
	case TASK_TRACED:
		return 't';
	default:
		return 'D';
	}
}

/* The name in one line, whatever the process has put into it. */
void proc_comm(struct proc_buf *b, const struct task_struct *p)
{
	char comm[sizeof(p->comm)];
	int i;

	for (i = 0; i < sizeof(comm) - 1; i++)
		comm[i] = p->comm[i];
	comm[i] = '\0';
	proc_escape(b, comm, "\n\\");
}

int proc_threads(const struct task_struct *p)
{
	const struct task_struct *t = p;
	int n = 0;

	do {
		n++;
		t = next_thread(t);
	} while (t != p);
	return n;
}

/* As top shows it: nice + 20, or -1 - the real-time priority. */
static int user_priority(const struct task_struct *p)
{
	if (p->policy == SCHED_OTHER)
		return p->nice + NICE_TO_PRIO;
	return -1 - p->rt_priority;
}

/* Page faults of the thread, or of all threads, those that ended included. */
static void sum_faults(const struct task_struct *p, bool whole, u32 *min_flt,
		       u32 *maj_flt)
{
	const struct task_struct *t = p;

	*min_flt = whole ? p->signal->min_flt : 0;
	*maj_flt = whole ? p->signal->maj_flt : 0;
	do {
		*min_flt += t->min_flt;
		*maj_flt += t->maj_flt;
		t = next_thread(t);
	} while (whole && t != p);
}

/* Fields 1 to 13: who it is, and its page faults. */
static void put_identity(struct proc_buf *b, const struct task_struct *p,
			 bool whole)
{
	const struct signal_struct *sig = p->signal;
	dev_t tty = sig->tty ? new_encode_dev(tty_devnum(sig->tty)) : 0;
	u32 min_flt, maj_flt;

	sum_faults(p, whole, &min_flt, &maj_flt);
	proc_printf(b, "%d (", p->pid);
	proc_comm(b, p);
	proc_printf(b, ") %c %d %d %d %d %d %u %u %u %u %u ", proc_state(p),
		    p->parent ? p->parent->tgid : 0, sig->pgrp, sig->session,
		    tty, sig->tty ? tty_pgrp(sig->tty) : -1, p->flags,
		    min_flt, sig->cmin_flt, maj_flt, sig->cmaj_flt);
}

/* Fields 14 to 22: times and priorities. */
static void put_times(struct proc_buf *b, const struct task_struct *p,
		      bool whole)
{
	const struct signal_struct *sig = p->signal;
	u32 utime = p->utime, stime = p->stime;
	u64 start = p->start_time;

	if (whole)
		process_times(p, &utime, &stime);
	div64_32(&start, US_PER_TICK);
	proc_printf(b, "%u %u %u %u %d %d %d 0 %llu ", utime, stime,
		    sig->cutime, sig->cstime, user_priority(p), p->nice,
		    proc_threads(p), start);
}

/* Fields 23 to 30: memory. Addresses are for who may inspect p. */
static void put_memory(struct proc_buf *b, const struct task_struct *p,
		       bool show)
{
	const struct mm_struct *mm = p->mm;

	proc_printf(b, "%lu %lu %lu ", mm ? mm->total_vm << PAGE_SHIFT : 0,
		    mm ? mm->rss : 0, p->signal->rlim[RLIMIT_RSS].rlim_cur);
	if (mm && show)
		proc_printf(b, "%lu %lu %lu %u %u ", mm->start_code,
			    mm->end_code, mm->start_stack, task_regs(p)->esp,
			    task_regs(p)->eip);
	else
		proc_puts(b, "0 0 0 0 0 ");
}

/* Fields 31 to 41: signals, where it runs and by which rules. */
static void put_signals(struct proc_buf *b, const struct task_struct *p)
{
	u32 ignored = 0, caught = 0;
	int sig;

	for (sig = 0; p->sighand && sig < SIGRTMIN - 1; sig++) {
		if (p->sighand->action[sig].sa_handler == SIG_IGN)
			ignored |= 1U << sig;
		else if (p->sighand->action[sig].sa_handler != SIG_DFL)
			caught |= 1U << sig;
	}
	proc_printf(b, "%u %u %u %u 0 0 0 %d %u %d %d ",
		    (u32)p->pending.signal, (u32)p->blocked, ignored, caught,
		    p->exit_signal, p->cpu->id, p->rt_priority, p->policy);
}

/* Fields 42 to 52: more addresses. */
static void put_addresses(struct proc_buf *b, const struct task_struct *p,
			  bool show)
{
	const struct mm_struct *mm = p->mm;

	proc_puts(b, "0 0 0 ");
	if (mm && show)
		proc_printf(b, "%lu %lu %lu %lu %lu %lu %lu %d\n",
			    mm->start_data, mm->end_data, mm->start_brk,
			    mm->arg_start, mm->arg_end, mm->env_start,
			    mm->env_end, p->exit_code);
	else
		proc_puts(b, "0 0 0 0 0 0 0 0\n");
}

int proc_pid_stat(struct proc_buf *b, struct task_struct *p, bool whole)
{
	bool show = proc_may_inspect(p);

	put_identity(b, p, whole);
	put_times(b, p, whole);
	put_memory(b, p, show);
	put_signals(b, p);
	put_addresses(b, p, show);
	return 0;
}

/* Pages: all, present, of files, of the program, 0, data and stack, 0. */
int proc_pid_statm(struct proc_buf *b, struct task_struct *p,
		   bool whole __unused)
{
	struct mm_struct *mm = get_task_mm(p);	/* p may end meanwhile */
	unsigned long text = 0, data = 0, shared = 0;
	const struct vm_area_struct *vma;
	u32 n = 0;

	if (!mm) {
		proc_puts(b, "0 0 0 0 0 0 0\n");
		return 0;
	}
	for (vma = find_vma_now(mm, 0); vma;
	     vma = proc_next_area(vma, &n, PROC_AREAS)) {
		unsigned long pages = (vma->vm_end - vma->vm_start) >>
				      PAGE_SHIFT;

		if (vma->vm_flags & VM_EXEC)
			text += pages;
		else if (vma->vm_flags & VM_WRITE)
			data += pages;
		if (vma->vm_file)
			shared += pages;
	}
	proc_printf(b, "%lu %lu %lu %lu 0 %lu 0\n", mm->total_vm, mm->rss,
		    min(shared, mm->rss), text, data);
	mmput(mm);
	return 0;
}
