/*
 * locks.c - /proc/locks: a line for each lock on a file: number, kind, who
 * has to obey it, type, process, file, first and last byte.
 */
#include <linux/kernel.h>
#include "../locks.h"
#include "internal.h"

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

static void put_locks(struct inode *inode, void *arg)
{
	const struct file_lock *l;

	for (l = inode->i_flock; l; l = l->next)
		put_lock(arg, inode, l);
}

int proc_show_locks(struct proc_buf *b)
{
	struct lock_lines lines = { .b = b };

	for_each_inode(put_locks, &lines);
	return 0;
}
