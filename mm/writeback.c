/*
 * writeback.c - dirty pages and their way to the devices. A page is dirty from
 * the moment that it differs from the device (set_page_dirty()) until it is
 * handed to writepage(); who changes it meanwhile makes it dirty again.
 *
 *	the thread "update"	what has been dirty for 30 s; it sleeps
 *				without a timer while nothing is dirty
 *	balance_dirty()		what is too much, at the cost of who made it so
 *	write_mapping()		what somebody wants to be safe: sync, fsync
 *
 * An error is kept with the mapping until somebody asks, and told in the log.
 */
#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include "../fs/names.h"

#define LOOK_TICKS	(5 * HZ)	/* between two looks for old pages */
#define OLD_TICKS	(30 * HZ)	/* dirty as long as this: written */
#define DIRTY_SHARE	8		/* 1/8 of memory may be dirty */
#define WRITE_BATCH	64		/* pages, for who makes too many */

static LIST_HEAD(dirty_mappings);	/* [k] by age, m->dirty_list */
static unsigned long nr_dirty;		/* [k] dirty pages in all */
static bool inodes_dirty;		/* [k] and since when: jiffies */
static unsigned long inodes_dirty_since;
static bool too_many;			/* [k] write all that there is */
static WAIT_QUEUE_HEAD(update_wait);
static struct task_struct *update;	/* [i] the thread */

/* Something is dirty: there was nothing, perhaps. */
static void wake_update(void)
{
	if (!list_empty(&update_wait.waiters))
		wake_up(&update_wait);
}

void set_page_dirty(struct page *page)
{
	struct address_space *m = page->mapping;

	if (page->flags & PG_DIRTY || !m || !m->a_ops->writepage)
		return;
	page->flags |= PG_DIRTY;
	list_add_tail(&page->list, &m->dirty_pages);
	nr_dirty++;
	if (!list_empty(&m->dirty_list))
		return;
	m->dirtied_when = jiffies;
	list_add_tail(&m->dirty_list, &dirty_mappings);
	wake_update();
}

void clear_page_dirty(struct page *page)
{
	struct address_space *m = page->mapping;

	if (!(page->flags & PG_DIRTY))
		return;
	page->flags &= ~PG_DIRTY;
	list_del(&page->list);
	nr_dirty--;
	if (list_empty(&m->dirty_pages))
		list_del(&m->dirty_list);
}

void inode_is_dirty(void)
{
	if (inodes_dirty)
		return;
	inodes_dirty = true;
	inodes_dirty_since = jiffies;
	wake_update();
}

/* One line for a mapping, until somebody has asked. That a file system became
   read-only has been said. */
static void note_error(struct address_space *m, const struct page *page,
		       int err)
{
	if (!m->write_error && err != -EROFS)
		printk(KERN_ERR "%s: inode %lu: error %d, page %lu is lost\n",
		       m->host->i_sb->s_id, m->host->i_ino, -err, page->index);
	m->write_error = err;
}

/* Writes one dirty page. [write_sem] */
static void write_page(struct address_space *m, struct page *page)
{
	int err;

	get_page(page);
	clear_page_dirty(page);
	page->flags |= PG_LOCKED;
	err = m->a_ops->writepage(m->host, page);
	if (err) {
		page->flags |= PG_ERROR;
		note_error(m, page, err);
	}
	unlock_page(page);
	put_page(page);
}

/* Writes the n oldest dirty pages, or all if there are not as many. */
static void write_some(struct address_space *m, unsigned long n)
{
	mutex_lock(&m->write_sem);
	for (; n && !list_empty(&m->dirty_pages); n--) {
		write_page(m, list_first_entry(&m->dirty_pages, struct page,
					       list));
		safe_point();
	}
	mutex_unlock(&m->write_sem);
}

int write_page_now(struct page *page)
{
	struct address_space *m = page->mapping;

	if (!m || !m->a_ops->writepage)
		return 0;
	mutex_lock(&m->write_sem);
	if (page->flags & PG_DIRTY)
		write_page(m, page);
	mutex_unlock(&m->write_sem);
	return m->write_error;
}

/* Those that are dirty now: somebody may make pages dirty as fast as they are
   written. write_sem waits for those that another has begun to write. */
int write_mapping(struct address_space *m)
{
	int err;

	if (!list_empty(&m->dirty_pages) || m->write_sem.locked)
		write_some(m, nr_dirty);
	err = m->write_error;
	m->write_error = 0;
	return err;
}

/* The thread does not wait for pages to become old. */
static void write_soon(void)
{
	too_many = true;
	if (update)
		wake_up_process(update);
}

void balance_dirty(struct inode *inode)
{
	struct block_device *bdev = inode->i_sb->s_bdev;

	if (likely(nr_dirty <= nr_total_pages() / DIRTY_SHARE))
		return;
	write_soon();			/* others may have made them */
	if (bdev)
		inode = bdev->bd_inode;
	write_some(&inode->i_data, WRITE_BATCH);
}

bool write_dirty_pages(void)
{
	unsigned long before = nr_dirty;

	if (!before)
		return false;
	write_soon();
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(1);
	return nr_dirty < before;
}

/* --- the thread ----------------------------------------------------------- */

/* One that has been dirty since `before', of a device or of files; counted by
   its inode. NULL. */
static struct address_space *find_old(bool device, unsigned long before)
{
	struct address_space *m;

	list_for_each_entry(m, &dirty_mappings, dirty_list)
		if (S_ISBLK(m->host->i_mode) == device &&
		    !time_after(m->dirtied_when, before) && igrab(m->host))
			return m;
	return NULL;
}

/* What becomes dirty from now on is not old. */
static void write_old(bool device, unsigned long before)
{
	struct address_space *m;

	while ((m = find_old(device, before)) != NULL) {
		m->dirtied_when = jiffies + 1;
		list_move_tail(&m->dirty_list, &dirty_mappings);
		if (device)
			sync_bdev_super(m->host);
		write_some(m, nr_dirty);
		iput(m->host);
	}
}

/* The order is that in which one makes another dirty: pages of files, inodes,
   super blocks, devices. No file system comes or goes meanwhile. */
static void write_all_old(unsigned long before)
{
	lock_mounts();
	write_old(false, before);
	if (inodes_dirty && !time_after(inodes_dirty_since, before)) {
		inodes_dirty = false;
		sync_all_inodes();
	}
	write_old(true, before);
	unlock_mounts();
}

static int __noreturn update_thread(void *arg __unused)
{
	update = current;
	for (;;) {
		wait_event(&update_wait, nr_dirty || inodes_dirty);
		if (!too_many) {
			current->state = TASK_UNINTERRUPTIBLE;
			schedule_timeout(LOOK_TICKS);
		}
		write_all_old(too_many ? jiffies : jiffies - OLD_TICKS);
		too_many = false;
	}
}

/* Once, from process 1. */
void writeback_init(void)
{
	if (kernel_thread(update_thread, NULL, "update") < 0)
		panic("No memory for the thread that writes dirty pages");
}
