/*
 * sigaltstack.c - the stack on which handlers with SA_ONSTACK run.
 */
#include <linux/errno.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "signal_internal.h"

/* SS_ONSTACK: `sp' lies in current's alternate stack; SS_DISABLE: it has
   none. A full stack's pointer is its end, an empty one's its start. */
int sas_flags(unsigned long sp)
{
	unsigned long start = (__force unsigned long)current->sas_sp;

	if (!current->sas_size)
		return SS_DISABLE;
	return sp > start && sp - start <= current->sas_size ? SS_ONSTACK : 0;
}

/*
 * Sets and tells current's alternate stack; either may be NULL. `sp' is the
 * user's stack pointer: the stack in use cannot be changed.
 */
int do_sigaltstack(const stack_t *new, stack_t *old, unsigned long sp)
{
	if (old) {
		old->ss_sp = current->sas_sp;
		old->ss_size = current->sas_size;
		old->ss_flags = sas_flags(sp);
	}
	if (!new)
		return 0;
	if (sas_flags(sp) == SS_ONSTACK)
		return -EPERM;
	if (new->ss_flags == SS_DISABLE) {
		current->sas_sp = NULL;
		current->sas_size = 0;
		return 0;
	}
	if (new->ss_flags && new->ss_flags != SS_ONSTACK)
		return -EINVAL;
	if (new->ss_size < MINSIGSTKSZ)
		return -ENOMEM;
	current->sas_sp = new->ss_sp;
	current->sas_size = new->ss_size;
	return 0;
}

SYSCALL2(sigaltstack, const stack_t __user *, unew, stack_t __user *, uold)
{
	stack_t new, old;
	int err;

	if (unew && copy_from_user(&new, unew, sizeof(new)))
		return -EFAULT;
	err = do_sigaltstack(unew ? &new : NULL, uold ? &old : NULL,
			     regs->esp);
	if (err || !uold)
		return err;
	return copy_to_user(uold, &old, sizeof(old));
}
