/*
 * oom.c - memory is used up. One process has to go so that the others can go
 * on: the one that has most pages. It may take what is in reserve, to be able
 * to end; everybody else waits a little for its memory and tries again. If
 * that does not help soon, perhaps because the victim itself waits for
 * something, the next one follows: in the end it is the one that asks.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/vm.h>
#include <asm/pgtable.h>
#include "internal.h"

#define VICTIM_TICKS	HZ		/* to end in */
#define SHRINK_COUNT	256		/* names to forget */
#define SHRINK_PAGES	32		/* of files, to be read again */

static unsigned long last_kill;		/* [k] jiffies */

/* To end, a process may need memory, too. */
bool may_use_reserve(void)
{
	return current->flags & PF_MEMDIE;
}

/* Does a process that was killed for memory still have some? */
static bool victim_is_dying(void)
{
	const struct task_struct *p;

	for_each_task(p)
		if (p->flags & PF_MEMDIE && p->mm)
			return jiffies - last_kill < VICTIM_TICKS;
	return false;
}

/* Process 1 is spared as long as there is another one. */
static bool better(const struct task_struct *p, const struct task_struct *than)
{
	if (!than || than->tgid == 1)
		return true;
	return p->tgid != 1 && p->mm->rss > than->mm->rss;
}

static struct task_struct *select_victim(void)
{
	struct task_struct *p, *best = NULL;

	for_each_task(p)
		if (p->mm && !(p->flags & PF_MEMDIE) && better(p, best))
			best = p;
	return best;
}

/* Kills everybody who uses the victim's memory: else it would not come free. */
static void kill_for_memory(struct task_struct *victim)
{
	const struct mm_struct *mm = victim->mm;
	struct task_struct *p;

	printk(KERN_ERR "Out of memory: killed process %d (%s), %lu KB\n",
	       victim->tgid, victim->comm, mm->rss * (PAGE_SIZE >> 10));
	last_kill = jiffies;
	for_each_task(p) {
		if (p->mm != mm)
			continue;
		p->flags |= PF_MEMDIE;
		send_sig_info(SIGKILL, SEND_KERNEL, p);
	}
}

bool out_of_memory(void)
{
	struct task_struct *victim;

	if (shrink_cache(SHRINK_PAGES) + shrink_tables() +
	    shrink_dcache(SHRINK_COUNT) || write_dirty_pages())
		return true;
	if (current->flags & PF_MEMDIE)
		return false;		/* even the reserve is used up */
	if (!victim_is_dying()) {
		victim = select_victim();
		if (victim)
			kill_for_memory(victim);
	}
	if (current->flags & PF_MEMDIE)
		return true;		/* with the reserve */
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(1);
	return true;
}
