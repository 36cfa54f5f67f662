/*
 * poll_table.c - being queued at many files, asking them, and the sleep
 * between; poll_table.h says how it is used.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <asm/smplock.h>
#include "poll_table.h"

/* With the kernel lock in one piece: */
#define FILES_ASKED	64
#define ENTRIES_LEFT	64

/* What a file is that has no poll(): ready. */
#define ALWAYS_READY	(POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM)

struct poll_page {
	struct poll_page *next;
	u32 nr;				/* entries in use */
	struct poll_entry entry[];
};

#define PAGE_ENTRIES	((PAGE_SIZE - sizeof(struct poll_page)) / \
			 sizeof(struct poll_entry))

/* What comes before each look: from now on a wake-up is not lost. */
static void about_to_sleep(void)
{
	current->state = TASK_INTERRUPTIBLE;
	mb();				/* pairs with the run queue's lock in
					   wake_up_process() */
}

/* Gets the table ready for the first look. */
void poll_start(struct poll_table *table, long ticks)
{
	table->ticks = ticks;
	table->queued = ticks == 0;
	table->error = 0;
	table->nr = 0;
	table->pages = NULL;
	if (ticks)
		about_to_sleep();
}

/* An entry to be filled in, or NULL when memory is short. */
static struct poll_entry *new_entry(struct poll_table *table)
{
	struct poll_page *page = table->pages;

	if (table->nr < POLL_INLINE)
		return &table->entry[table->nr++];
	if (!page || page->nr == PAGE_ENTRIES) {
		page = get_free_page(GFP_KERNEL, PAGE_KERNEL);
		if (!page)
			return NULL;
		page->nr = 0;
		page->next = table->pages;
		table->pages = page;
	}
	return &page->entry[page->nr++];
}

/*
 * For poll() of files: queues the caller of poll() or select() at `queue', if
 * it is going to sleep. The queue lives as long as the file. Kernel lock.
 */
void poll_wait(struct file *file, wait_queue_head_t *queue,
	       struct poll_table *table)
{
	struct poll_entry *entry;

	if (!table || table->queued)
		return;
	entry = new_entry(table);
	if (!entry) {
		table->error = -ENOMEM;
		return;
	}
	get_file(file);
	entry->file = file;
	entry->queue = queue;
	init_wait(&entry->wait);
	entry->wait.stays = true;
	prepare_to_wait(queue, &entry->wait, TASK_INTERRUPTIBLE);
}

/*
 * After each file of a look: now and then others get the lock, but not the CPU:
 * the process is about to sleep, and what becomes ready wakes it.
 */
void poll_step(u32 *n)
{
	if (++*n % FILES_ASKED == 0)
		break_kernel_lock(code_address());
}

/*
 * What is ready of the file of descriptor fd, as POLL bits; POLLNVAL if there
 * is no such file.
 */
u32 poll_file(u32 fd, struct poll_table *table)
{
	struct file *file = fcheck(current->files, fd);
	u32 mask = ALWAYS_READY;

	if (!file || file->f_flags & O_PATH)
		return POLLNVAL;
	if (file->f_op->poll) {
		get_file(file);
		mask = file->f_op->poll(file, table->queued ? NULL : table);
		fput(file);
	}
	return mask;
}

/*
 * After a look that found nothing: sleeps. False if there is no reason to look
 * again.
 */
bool poll_sleep(struct poll_table *table)
{
	if (!table->ticks || table->error || signal_pending(current))
		return false;
	table->queued = true;
	if (table->ticks == LONG_MAX)
		schedule();
	else
		table->ticks = schedule_timeout(table->ticks);
	about_to_sleep();
	return true;
}

static void free_entries(struct poll_entry *entry, u32 nr)
{
	u32 n = 0;

	while (nr--) {
		finish_wait(entry[nr].queue, &entry[nr].wait);
		fput(entry[nr].file);
		safe_step(&n, ENTRIES_LEFT);
	}
}

/*
 * Leaves all queues. The result of the call, n being ready: n, 0 when the time
 * is over, -EINTR, -ENOMEM.
 */
long poll_end(struct poll_table *table, long n)
{
	struct poll_page *page;

	current->state = TASK_RUNNING;
	while ((page = table->pages) != NULL) {
		table->pages = page->next;
		free_entries(page->entry, page->nr);
		free_page(page);
	}
	free_entries(table->entry, table->nr);
	if (n)
		return n;
	return signal_pending(current) ? -EINTR : table->error;
}
