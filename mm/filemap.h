/*
 * filemap.h - what fileread.c and filewrite.c share.
 */
#ifndef _MM_FILEMAP_H
#define _MM_FILEMAP_H

#include <linux/sched.h>

/* Between two parts of a long copy: lets others run. True if current has been
   killed. */
static inline bool pause_copy(void)
{
	if (likely(!need_resched()))
		return false;
	schedule();
	return (current->pending.signal |
		current->signal->shared_pending.signal) & sigmask(SIGKILL);
}

#endif
