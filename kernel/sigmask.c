/*
 * sigmask.c - system calls about which signals are blocked, which wait, and
 * sleeping until one comes. The old calls know the first 32 signals.
 */
#include <linux/errno.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "signal_internal.h"

#define LOW_WORD	0xffffffffULL	/* of a sigset_t: old_sigset_t */

/* The mask that `how' makes of the present one and `set', in *mask. */
static int new_mask(int how, sigset_t set, sigset_t *mask)
{
	sigset_t old = current->blocked;

	switch (how) {
	case SIG_BLOCK:
		*mask = old | set;
		return 0;
	case SIG_UNBLOCK:
		*mask = old & ~set;
		return 0;
	case SIG_SETMASK:
		*mask = set;
		return 0;
	default:
		return -EINVAL;
	}
}

SYSCALL4(rt_sigprocmask, int, how, const sigset_t __user *, uset,
	 sigset_t __user *, uold, size_t, size)
{
	sigset_t old = current->blocked, set, mask;
	int err;

	if (size != sizeof(sigset_t))
		return -EINVAL;
	if (uset) {
		if (copy_from_user(&set, uset, sizeof(set)))
			return -EFAULT;
		err = new_mask(how, set, &mask);
		if (err)
			return err;
		set_blocked(mask);
	}
	return uold ? copy_to_user(uold, &old, sizeof(old)) : 0;
}

SYSCALL3(sigprocmask, int, how, const old_sigset_t __user *, uset,
	 old_sigset_t __user *, uold)
{
	sigset_t old = current->blocked, mask;
	old_sigset_t set;
	int err;

	if (uset) {
		if (get_user(set, uset))
			return -EFAULT;
		err = new_mask(how, set, &mask);
		if (err)
			return err;
		if (how == SIG_SETMASK)
			mask |= old & ~LOW_WORD;
		set_blocked(mask);
	}
	return uold ? put_user((old_sigset_t)old, uold) : 0;
}

SYSCALL0(sgetmask)
{
	return (old_sigset_t)current->blocked;
}

SYSCALL1(ssetmask, old_sigset_t, set)
{
	old_sigset_t old = current->blocked;

	set_blocked(set);
	return old;
}

static sigset_t pending_and_blocked(void)
{
	return (current->pending.signal |
		current->signal->shared_pending.signal) & current->blocked;
}

SYSCALL1(sigpending, old_sigset_t __user *, uset)
{
	return put_user((old_sigset_t)pending_and_blocked(), uset);
}

SYSCALL2(rt_sigpending, sigset_t __user *, uset, size_t, size)
{
	sigset_t set = pending_and_blocked();

	if (size > sizeof(set))
		return -EINVAL;
	return copy_to_user(uset, &set, size);
}

/* Sleeps until there is a signal to be delivered. No wake-up is lost: who
   sends needs the kernel lock, which is held until the CPU is given up. */
static void wait_for_signal(void)
{
	for (;;) {
		current->state = TASK_INTERRUPTIBLE;
		if (signal_pending(current))
			break;
		schedule();
	}
	current->state = TASK_RUNNING;
}

SYSCALL0(pause)
{
	wait_for_signal();
	return -ERESTARTNOHAND;
}

/* Waits with `set' blocked. What was blocked before is so again when the
   handler has ended, or at once if there is none. */
static long suspend(sigset_t set)
{
	current->saved_blocked = current->blocked;
	set_blocked(set);
	wait_for_signal();
	current->restore_blocked = true;
	return -ERESTARTNOHAND;
}

/* The first two arguments are history. */
SYSCALL3(sigsuspend, int, unused1 __unused, int, unused2 __unused,
	 old_sigset_t, set)
{
	return suspend(set);
}

SYSCALL2(rt_sigsuspend, const sigset_t __user *, uset, size_t, size)
{
	sigset_t set;

	if (size != sizeof(set))
		return -EINVAL;
	if (copy_from_user(&set, uset, sizeof(set)))
		return -EFAULT;
	return suspend(set);
}
