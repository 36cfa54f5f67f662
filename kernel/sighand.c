/*
 * sighand.c - the table of signal handlers of a process: shared by threads
 * and clone(CLONE_SIGHAND), copied by fork(), reset by exec().
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <asm/system.h>
#include "signal_internal.h"

/* For the new task p: current's table, or a copy. Kernel lock. */
int copy_sighand(struct task_struct *p, bool share)
{
	struct sighand_struct *sh;

	if (share) {
		current->sighand->count++;
		p->sighand = current->sighand;
		return 0;
	}
	sh = kmalloc(sizeof(*sh), GFP_KERNEL);
	if (!sh)
		return -ENOMEM;
	memcpy(sh, current->sighand, sizeof(*sh));
	sh->count = 1;
	p->sighand = sh;
	return 0;
}

/* p is gone for all who could send to it. Kernel lock. */
void exit_sighand(struct task_struct *p)
{
	struct sighand_struct *sh = p->sighand;

	p->sighand = NULL;
	if (sh && --sh->count == 0)
		kfree(sh);
}

/* exec(): others who share the table do not see it change. Kernel lock. */
int unshare_sighand(void)
{
	struct sighand_struct *old = current->sighand;
	int err;

	if (old->count == 1)
		return 0;
	err = copy_sighand(current, false);	/* may sleep: others end */
	if (!err && --old->count == 0)
		kfree(old);
	return err;
}

/* exec(): the new program has no handlers; what is ignored stays so. The table
   must not be shared. Kernel lock. */
void flush_signal_handlers(struct task_struct *p)
{
	struct sigaction *act = p->sighand->action;
	int i;

	for (i = 0; i < NSIG; i++, act++) {
		if (act->sa_handler != SIG_IGN)
			act->sa_handler = SIG_DFL;
		act->sa_flags = 0;
		act->sa_restorer = NULL;
		act->sa_mask = 0;
	}
}
