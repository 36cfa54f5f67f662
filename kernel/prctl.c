/*
 * prctl.c - small matters that a process settles for itself.
 */
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/trace.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

/* The new name, cut to what fits. */
static long set_name(const char __user *name)
{
	char comm[sizeof(current->comm)];

	memset(comm, 0, sizeof(comm));
	if (strncpy_from_user(comm, name, sizeof(comm) - 1) < 0)
		return -EFAULT;
	memcpy(current->comm, comm, sizeof(comm));
	trace_name(current);
	return 0;
}

/* Sets one of the switches that are 0 or 1. */
static long set_switch(bool *what, unsigned long value)
{
	if (value > 1)
		return -EINVAL;
	*what = value;
	return 0;
}

SYSCALL5(prctl, int, option, unsigned long, arg2, unsigned long, arg3,
	 unsigned long, arg4, unsigned long, arg5)
{
	struct task_struct *p = current;

	switch (option) {
	case PR_SET_PDEATHSIG:
		if (arg2 > NSIG)
			return -EINVAL;
		p->pdeath_signal = arg2;
		return 0;
	case PR_GET_PDEATHSIG:
		return put_user(p->pdeath_signal, (int __user *)arg2);
	case PR_GET_DUMPABLE:
		return p->mm->dumpable;
	case PR_SET_DUMPABLE:
		return set_switch(&p->mm->dumpable, arg2);
	case PR_GET_KEEPCAPS:
		return p->keep_caps;
	case PR_SET_KEEPCAPS:
		return set_switch(&p->keep_caps, arg2);
	case PR_GET_TIMING:
		return PR_TIMING_STATISTICAL;
	case PR_SET_TIMING:
		return arg2 == PR_TIMING_STATISTICAL ? 0 : -EINVAL;
	case PR_SET_NAME:
		return set_name((const char __user *)arg2);
	case PR_GET_NAME:
		return copy_to_user((void __user *)arg2, p->comm,
				    sizeof(p->comm));
	case PR_SET_NO_NEW_PRIVS:	/* for good */
		if (arg2 != 1 || arg3 || arg4 || arg5)
			return -EINVAL;
		p->no_new_privs = true;
		return 0;
	case PR_GET_NO_NEW_PRIVS:
		return arg2 || arg3 || arg4 || arg5 ? -EINVAL : p->no_new_privs;
	}
	return -EINVAL;
}
