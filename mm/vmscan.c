/*
 * vmscan.c - memory from the page cache. The hand of a clock goes round all
 * pages and takes those that are in the cache and nobody's besides; one that
 * was used since the hand came by last (PG_REFERENCED) is spared once. Dirty
 * pages, and those of memory files, stay.
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <asm/system.h>

#define LOOKS_AT_ONCE	256		/* with the kernel lock in one piece */
#define ROUNDS		2		/* the first may only clear marks */
#define LEAVE_SHARE	32		/* 1/32 of memory is not for files that
					   are nowhere else, */
#define LEAVE_MIN	48UL		/* but at least so many pages */

static unsigned long hand;		/* [k] page frame number */

/* A page of use PAGE_CACHE changes its use with the kernel lock only, so one
   that has it keeps it while we look. */
static bool may_take(struct page *page)
{
	if (page->use != PAGE_CACHE || !page_is_unused(page) ||
	    page->mapping->a_ops->in_memory)
		return false;
	if (!(page->flags & PG_REFERENCED))
		return true;
	page->flags &= ~PG_REFERENCED;
	return false;
}

/* A safe point where the caller may sleep; some are just about to. */
static void pause_scan(void)
{
	if (interrupts_enabled() && current->state == TASK_RUNNING &&
	    this_cpu->syscall_count)
		safe_point();
}

/* Nothing is kept over a rest but the hand's place. */
unsigned long shrink_cache(unsigned long n)
{
	unsigned long looks = ROUNDS * max_mapnr, taken = 0;
	struct page *page;

	if (!nr_file_pages)
		return 0;
	for (; looks && taken < n; looks--) {
		page = mem_map + hand;
		if (++hand >= max_mapnr)
			hand = 0;
		if (may_take(page)) {
			drop_cached_page(page);
			taken++;
		}
		if (looks % LOOKS_AT_ONCE == 0)
			pause_scan();
	}
	return taken;
}

bool room_for_files(void)
{
	unsigned long least = max(nr_total_pages() / LEAVE_SHARE, LEAVE_MIN);

	if (nr_free_pages() < least)
		shrink_cache(least);
	return nr_free_pages() >= least;
}
