/*
 * pid_status.c - /proc/PID/status, comm, wchan and limits: a process for
 * people.
 */
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/vm.h>
#include "internal.h"

#define KB(pages)	((pages) << (PAGE_SHIFT - 10))

static const char *state_name(char letter)
{
	switch (letter) {
	case 'R':
		return "running";
	case 'S':
		return "sleeping";
	case 'Z':
		return "zombie";
	case 'T':
		return "stopped";
	case 't':
		return "tracing stop";
	default:
		return "disk sleep";
	}
}

/* Who it is. */
static void put_identity(struct proc_buf *b, const struct task_struct *p)
{
	char state = proc_state(p);
	int i;

	proc_puts(b, "Name:\t");
	proc_comm(b, p);
	if (p->fs)
		proc_printf(b, "\nUmask:\t%04o", p->fs->umask);
	proc_printf(b, "\nState:\t%c (%s)\nTgid:\t%d\nPid:\t%d\nPPid:\t%d\n"
		    "TracerPid:\t%d\n", state, state_name(state), p->tgid,
		    p->pid, p->parent ? p->parent->tgid : 0,
		    p->tracer ? p->tracer->tgid : 0);
	proc_printf(b, "Uid:\t%u\t%u\t%u\t%u\nGid:\t%u\t%u\t%u\t%u\n",
		    p->uid, p->euid, p->suid, p->fsuid,
		    p->gid, p->egid, p->sgid, p->fsgid);
	proc_printf(b, "FDSize:\t%u\nGroups:\t",
		    p->files ? p->files->max_fds : 0);
	for (i = 0; i < p->ngroups; i++)
		proc_printf(b, "%u ", p->groups[i]);
	proc_puts(b, "\n");
}

struct vm_sizes {
	unsigned long data, stack, text, lib;	/* pages */
};

/* What the areas of a memory are for, as near as can be told. May sleep. */
static void measure_areas(struct mm_struct *mm, struct vm_sizes *s)
{
	const struct vm_area_struct *vma;
	unsigned long pages;
	u32 n = 0;

	for (vma = find_vma_now(mm, 0); vma;
	     vma = proc_next_area(vma, &n, PROC_AREAS)) {
		pages = (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
		if (vma->vm_flags & VM_GROWSDOWN)
			s->stack += pages;
		else if (vma->vm_flags & VM_EXEC &&
			 vma->vm_start < mm->end_code &&
			 vma->vm_end > mm->start_code)
			s->text += pages;
		else if (vma->vm_flags & VM_EXEC)
			s->lib += pages;
		else if (vma->vm_flags & VM_WRITE)
			s->data += pages;
	}
}

static void put_memory(struct proc_buf *b, const struct mm_struct *mm,
		       const struct vm_sizes *s)
{
	proc_printf(b, "VmSize:\t%8lu kB\nVmLck:\t%8lu kB\nVmRSS:\t%8lu kB\n",
		    KB(mm->total_vm), KB(mm->locked_vm), KB(mm->rss));
	proc_printf(b, "VmData:\t%8lu kB\nVmStk:\t%8lu kB\nVmExe:\t%8lu kB\n"
		    "VmLib:\t%8lu kB\n", KB(s->data), KB(s->stack), KB(s->text),
		    KB(s->lib));
}

static void put_signals(struct proc_buf *b, const struct task_struct *p)
{
	sigset_t ignored = 0, caught = 0;
	int sig;

	for (sig = 1; p->sighand && sig <= NSIG; sig++) {
		void __user *handler = p->sighand->action[sig - 1].sa_handler;

		if (handler == SIG_IGN)
			ignored |= sigmask(sig);
		else if (handler != SIG_DFL)
			caught |= sigmask(sig);
	}
	proc_printf(b, "Threads:\t%d\nSigPnd:\t%016llx\nShdPnd:\t%016llx\n"
		    "SigBlk:\t%016llx\nSigIgn:\t%016llx\nSigCgt:\t%016llx\n",
		    proc_threads(p), p->pending.signal,
		    p->signal->shared_pending.signal, p->blocked, ignored,
		    caught);
}

/* Runs of CPUs in the set, "0-2,5". */
static void put_cpu_list(struct proc_buf *b, u32 mask)
{
	const char *comma = "";
	int first, last;

	for (first = 0; first < 32; first = last + 1) {
		last = first;
		if (!(mask >> first & 1))
			continue;
		while (last < 31 && mask >> (last + 1) & 1)
			last++;
		proc_printf(b, "%s%d", comma, first);
		if (last > first)
			proc_printf(b, "-%d", last);
		comma = ",";
	}
}

/* The areas come first, because p may end, or become another program, while
   they are looked at. */
int proc_pid_status(struct proc_buf *b, struct task_struct *p,
		    bool whole __unused)
{
	struct mm_struct *mm = get_task_mm(p);
	struct vm_sizes sizes = { 0, 0, 0, 0 };
	u64 began = p->start_time;
	pid_t pid = p->pid;

	if (mm) {
		measure_areas(mm, &sizes);
		mmput(mm);
	}
	p = find_task(pid);
	if (!p || p->start_time != began)
		return -ESRCH;
	put_identity(b, p);
	if (p->mm)
		put_memory(b, p->mm, &sizes);
	put_signals(b, p);
	proc_printf(b, "CapInh:\t%016x\nCapPrm:\t%016x\nCapEff:\t%016x\n",
		    p->cap_inheritable, p->cap_permitted, p->cap_effective);
	proc_printf(b, "NoNewPrivs:\t%d\n", p->no_new_privs);
	proc_printf(b, "Cpus_allowed:\t%08x\nCpus_allowed_list:\t",
		    p->runmask & all_cpus());
	put_cpu_list(b, p->runmask & all_cpus());
	proc_printf(b, "\nvoluntary_ctxt_switches:\t%u\n", p->nvcsw);
	return 0;
}

int proc_pid_comm(struct proc_buf *b, struct task_struct *p,
		  bool whole __unused)
{
	proc_comm(b, p);
	proc_puts(b, "\n");
	return 0;
}

/* The function of the kernel in which it sleeps; 0 if it does not. */
int proc_pid_wchan(struct proc_buf *b, struct task_struct *p,
		   bool whole __unused)
{
	unsigned long offset, size;
	char name[KSYM_NAME_LEN];

	if (p->state == TASK_RUNNING || p->state == TASK_ZOMBIE ||
	    !lookup_symbol(p->wchan, &offset, &size, name))
		proc_puts(b, "0");
	else
		proc_puts(b, name);
	return 0;
}

static const struct {
	const char *name, *unit;
} limit_names[RLIM_NLIMITS] = {
	[RLIMIT_CPU] = { "Max cpu time", "seconds" },
	[RLIMIT_FSIZE] = { "Max file size", "bytes" },
	[RLIMIT_DATA] = { "Max data size", "bytes" },
	[RLIMIT_STACK] = { "Max stack size", "bytes" },
	[RLIMIT_CORE] = { "Max core file size", "bytes" },
	[RLIMIT_RSS] = { "Max resident set", "bytes" },
	[RLIMIT_NPROC] = { "Max processes", "processes" },
	[RLIMIT_NOFILE] = { "Max open files", "files" },
	[RLIMIT_MEMLOCK] = { "Max locked memory", "bytes" },
	[RLIMIT_AS] = { "Max address space", "bytes" },
	[RLIMIT_LOCKS] = { "Max file locks", "locks" },
	[RLIMIT_SIGPENDING] = { "Max pending signals", "signals" },
	[RLIMIT_MSGQUEUE] = { "Max msgqueue size", "bytes" },
	[RLIMIT_NICE] = { "Max nice priority", "" },
	[RLIMIT_RTPRIO] = { "Max realtime priority", "" },
	[RLIMIT_RTTIME] = { "Max realtime timeout", "us" },
};

static void put_limit(struct proc_buf *b, unsigned long limit)
{
	if (limit == RLIM_INFINITY)
		proc_printf(b, "%-20s ", "unlimited");
	else
		proc_printf(b, "%-20lu ", limit);
}

int proc_pid_limits(struct proc_buf *b, struct task_struct *p,
		    bool whole __unused)
{
	int i;

	proc_printf(b, "%-25s %-20s %-20s %-10s\n", "Limit", "Soft Limit",
		    "Hard Limit", "Units");
	for (i = 0; i < RLIM_NLIMITS; i++) {
		proc_printf(b, "%-25s ", limit_names[i].name);
		put_limit(b, p->signal->rlim[i].rlim_cur);
		put_limit(b, p->signal->rlim[i].rlim_max);
		proc_printf(b, "%-10s\n", limit_names[i].unit);
	}
	return 0;
}
