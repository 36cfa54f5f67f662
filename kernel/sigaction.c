/*
 * sigaction.c - system calls that set handlers: rt_sigaction(), sigaction()
 * with its older struct, and signal().
 */
#include <linux/errno.h>
#include <linux/syscalls.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "signal_internal.h"

/* As sigaction() has it. */
struct old_sigaction {
	void __user *sa_handler;
	old_sigset_t sa_mask;
	u32 sa_flags;
	void __user *sa_restorer;
};

/* The signal has become one that is ignored: it does not wait any more,
   blocked or not (POSIX.1, 3.3.1.3). */
static void drop_ignored(const struct sigaction *act, int sig)
{
	if (act->sa_handler == SIG_DFL && !(sigmask(sig) & IGNORED_SIGNALS))
		return;
	cli();
	drop_process_signals(current, sigmask(sig));
	sti();
}

/* Sets and tells the handler of a signal; either may be NULL. 0 or -EINVAL. */
static inline int do_sigaction(int sig, const struct sigaction *new,
			       struct sigaction *old)
{
	struct sigaction *act;

	if (sig < 1 || sig > NSIG)
		return -EINVAL;
	act = &current->sighand->action[sig - 1];
	if (old)
		*old = *act;
	if (!new)
		return 0;
	if (sig == SIGKILL || sig == SIGSTOP)
		return -EINVAL;
	*act = *new;
	act->sa_mask &= ~SURE_SIGNALS;
	if (act->sa_handler == SIG_DFL || act->sa_handler == SIG_IGN)
		drop_ignored(act, sig);
	return 0;
}

SYSCALL4(rt_sigaction, int, sig, const struct sigaction __user *, unew,
	 struct sigaction __user *, uold, size_t, size)
{
	struct sigaction new, old;
	int err;

	if (size != sizeof(sigset_t))
		return -EINVAL;
	if (unew && copy_from_user(&new, unew, sizeof(new)))
		return -EFAULT;
	err = do_sigaction(sig, unew ? &new : NULL, uold ? &old : NULL);
	if (err || !uold)
		return err;
	return copy_to_user(uold, &old, sizeof(old));
}

/* From the old struct to the new one: 0 or -EFAULT, as the next. */
static inline int get_old_sigaction(struct sigaction *act,
				    const struct old_sigaction __user *uact)
{
	const struct old_sigaction *from = (__force const void *)uact;
	u32 handler, mask, flags, restorer;
	int err = 0;

	if (!access_ok(uact, sizeof(*uact)))
		return -EFAULT;
	_GET_USER("l", "=r", handler, (const u32 *)&from->sa_handler, err);
	_GET_USER("l", "=r", mask, &from->sa_mask, err);
	_GET_USER("l", "=r", flags, &from->sa_flags, err);
	_GET_USER("l", "=r", restorer, (const u32 *)&from->sa_restorer, err);
	act->sa_handler = (__force void __user *)handler;
	act->sa_flags = flags;
	act->sa_restorer = (__force void __user *)restorer;
	act->sa_mask = mask;
	return err;
}

static int put_old_sigaction(struct old_sigaction __user *uact,
			     const struct sigaction *act)
{
	struct old_sigaction old = {
		.sa_handler = act->sa_handler,
		.sa_mask = act->sa_mask,
		.sa_flags = act->sa_flags,
		.sa_restorer = act->sa_restorer,
	};

	return copy_to_user(uact, &old, sizeof(old));
}

SYSCALL3(sigaction, int, sig, const struct old_sigaction __user *, unew,
	 struct old_sigaction __user *, uold)
{
	struct sigaction new, old;
	int err;

	if (unew && get_old_sigaction(&new, unew))
		return -EFAULT;
	err = do_sigaction(sig, unew ? &new : NULL, uold ? &old : NULL);
	if (err || !uold)
		return err;
	return put_old_sigaction(uold, &old);
}

/* The handler is for once, as in System V, and returns the one before. */
SYSCALL2(signal, int, sig, void __user *, handler)
{
	struct sigaction new = {
		.sa_handler = handler,
		.sa_flags = SA_RESETHAND | SA_NODEFER,
	};
	struct sigaction old;
	int err = do_sigaction(sig, &new, &old);

	return err ? err : (__force long)old.sa_handler;
}
