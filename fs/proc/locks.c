/*
 * locks.c - /proc/locks: a line for each lock on a file: number, kind, who
 * has to obey it, type, process, file, first and last byte.
 */
#include <linux/kernel.h>
#include "../locks.h"
#include "internal.h"

#define LINES_AT_ONCE	16		/* with the kernel lock in one piece */

struct lock_lines {
	struct proc_buf *b;
	int n;
};

static void put_lock(struct lock_lines *lines, const struct inode *inode,
		     const struct file_lock *l)
{
	proc_printf(lines->b, "%d: %s  ADVISORY  %s %d %02x:%02x:%lu %lld ",
		    ++lines->n, l->kind == LOCK_POSIX ? "POSIX" : "FLOCK",
		    l->type == F_WRLCK ? "WRITE" : "READ ", l->pid,
		    MAJOR(inode->i_sb->s_dev), MINOR(inode->i_sb->s_dev),
		    inode->i_ino, l->start);
	if (l->end == LOCK_TO_EOF)
		proc_puts(lines->b, "EOF\n");
	else
		proc_printf(lines->b, "%lld\n", l->end);
}

/* Lock n of a file, or NULL. */
static const struct file_lock *nth_lock(const struct inode *inode, u32 n)
{
	const struct file_lock *l = inode->i_flock;

	while (l && n--)
		l = l->next;
	return l;
}

/* Between two batches others run, and locks may come and go: then some lines
   are missing, or there twice. */
static void put_locks(struct inode *inode, void *arg)
{
	struct lock_lines *lines = arg;
	const struct file_lock *l;
	u32 n = 0;

	if (!inode->i_flock || lines->b->full || !igrab(inode))
		return;
	for (l = inode->i_flock; l && !lines->b->full; ) {
		put_lock(lines, inode, l);
		l = l->next;
		if (++n % LINES_AT_ONCE == 0) {
			safe_point();
			l = nth_lock(inode, n);
		}
	}
	iput(inode);
}

int proc_show_locks(struct proc_buf *b)
{
	struct lock_lines lines = { .b = b };

	for_each_inode(put_locks, &lines);
	return 0;
}
