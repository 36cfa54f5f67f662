/*
 * emergency.c - what console keys do to file systems when nobody can log in:
 * write all, make all read-only. By a thread of the kernel: both may sleep.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/syscalls.h>
#include "names.h"

/* sync(), and a word when it is done. */
void emergency_sync(void)
{
	sys_sync(NULL);
	printk(KERN_NOTICE "Emergency sync: done\n");
}

static void make_readonly(struct super_block *sb)
{
	int err = remount_sb(sb, sb->s_flags | MS_RDONLY, NULL);

	if (err)
		printk(KERN_NOTICE "%s: not read-only, error %d%s\n",
		       sb->s_id, -err, err == -EBUSY ?
		       ": files are being written" : "");
	else
		printk(KERN_NOTICE "%s: read-only\n", sb->s_id);
}

/* The first file system that can be written at or behind `pos', its root
   counted. NULL at the end. */
static struct super_block *next_writable(struct list_head *pos)
{
	struct super_block *sb;

	for (; pos != &super_blocks; pos = pos->next) {
		sb = list_entry(pos, struct super_block, s_list);
		if (sb->s_root && !(sb->s_flags & (MS_RDONLY | MS_PSEUDO))) {
			dget(sb->s_root);
			return sb;
		}
	}
	return NULL;
}

/* Makes each file system read-only, but for those with files that are open for
   writing: they are named. */
void emergency_remount(void)
{
	struct super_block *sb = next_writable(super_blocks.next), *next;

	while (sb) {
		make_readonly(sb);
		next = next_writable(sb->s_list.next);
		dput(sb->s_root);
		sb = next;
	}
	printk(KERN_NOTICE "Emergency remount: done\n");
}
