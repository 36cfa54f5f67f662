/*
 * file_table.c - open files: the structs themselves, from the first open to
 * the last close, and how many there may be.
 */
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include "file_io.h"

/* A file with its dentry and inode comes to about a KB; they may have a tenth
   of memory. */
#define PAGES_PER_4_FILES	10
#define LEAST_FILES		256

int nr_files, max_files = LEAST_FILES;

/* Once, when the memory is known. */
void __init files_init(void)
{
	int fit = nr_total_pages() / PAGES_PER_4_FILES * 4;

	max_files = max(fit, LEAST_FILES);
}

/*
 * A new open file with one count, of nothing yet. NULL: there are too many
 * (root may have more), or memory is short; open() says -ENFILE. May sleep.
 */
struct file *get_empty_filp(void)
{
	struct file *file;

	if (unlikely(nr_files >= max_files) && !capable(CAP_SYS_ADMIN))
		return NULL;
	file = kzalloc(sizeof(*file), GFP_KERNEL);
	if (!file)
		return NULL;
	nr_files++;
	file->f_count = 1;
	INIT_LIST_HEAD(&file->f_list);
	return file;
}

/* The last close. A file without a dentry has never been open. May sleep. */
static noinline void release_file(struct file *file)
{
	struct dentry *dentry = file->f_dentry;
	struct inode *inode;

	list_del(&file->f_list);
	if (dentry) {
		inode = dentry->d_inode;
		if (unlikely(inode->i_flock != NULL))
			locks_remove_flock(inode, file);
		if (file->f_op && file->f_op->release)
			file->f_op->release(inode, file);
		if (file->f_mode & FMODE_WRITE)
			put_write_access(inode);
		dput(dentry);
	}
	nr_files--;
	kfree(file);
}

/* Gives a count back; the last one closes the file. May sleep. */
void fput(struct file *file)
{
	if (--file->f_count == 0)
		release_file(file);
}
