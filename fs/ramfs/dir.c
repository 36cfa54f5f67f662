/*
 * dir.c - directories of the memory file system. Names live in the dcache; it
 * cannot forget them, because each has a count (FS_PINNED). Here is only the
 * order in which readdir() gives them: a list by age, in which every name has
 * a number that stays with it. A reader remembers numbers, so names may come
 * and go while it reads: `rm -r' deletes what it has read, and none of the
 * rest is left out or seen twice.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include "internal.h"

#define OFFSET_DOT	0
#define OFFSET_DOTDOT	1
#define OFFSET_FIRST	2		/* of the names proper */
#define OFFSET_LAST	0x7fffffff	/* what fits in getdents()'s d_off */

#define FREED_AT_ONCE	256		/* with the kernel lock in one piece */

#define DT_SHIFT	12		/* from S_IF to DT_ */

static inline struct ramfs_dir *dir_of(const struct inode *inode)
{
	return inode->i_private;
}

/* A directory that is new and empty. */
void ramfs_init_dir(struct ramfs_dir *dir)
{
	INIT_LIST_HEAD(&dir->entries);
	dir->next_offset = OFFSET_FIRST;
	dir->near = NULL;
}

/* Forgets names that the end of the file system has left. May sleep: nobody has
   the directory any more. */
void ramfs_free_dir(struct ramfs_dir *dir)
{
	struct ramfs_entry *entry, *next;
	u32 n = 0;

	list_for_each_entry_safe(entry, next, &dir->entries, list) {
		kfree(entry);
		safe_step(&n, FREED_AT_ONCE);
	}
}

/* Has it no names but "." and ".."? [i_sem] */
bool ramfs_dir_empty(const struct inode *dir)
{
	return list_empty(&dir_of(dir)->entries);
}

/* All numbers have been used once: begins anew. A reader that is in the
   middle may see names twice; this is the price, after 2^31 names. */
static void renumber(struct ramfs_dir *dir)
{
	struct ramfs_entry *entry;

	dir->next_offset = OFFSET_FIRST;
	list_for_each_entry(entry, &dir->entries, list)
		entry->offset = dir->next_offset++;
}

static void append_entry(struct ramfs_dir *dir, struct ramfs_entry *entry)
{
	if (unlikely(dir->next_offset == OFFSET_LAST))
		renumber(dir);
	entry->offset = dir->next_offset++;
	list_add_tail(&entry->list, &dir->entries);
}

static void unlink_entry(struct ramfs_dir *dir, struct ramfs_entry *entry)
{
	if (dir->near == entry)
		dir->near = NULL;
	list_del(&entry->list);
}

/* The names of `dir' have changed, now. */
static void touch_dir(struct inode *dir)
{
	dir->i_mtime = dir->i_ctime = current_fs_time();
}

/* Gives a negative dentry of `dir' its inode, whose count it takes over, and
   pins it. 0 or -ENOMEM. */
int ramfs_add_entry(struct inode *dir, struct dentry *dentry,
		    struct inode *inode)
{
	struct ramfs_entry *entry = kmalloc(sizeof(*entry), GFP_KERNEL);

	if (!entry)
		return -ENOMEM;
	entry->dentry = dentry;
	append_entry(dir_of(dir), entry);
	dentry->d_fsdata = entry;
	d_instantiate(dentry, inode);
	dget(dentry);
	touch_dir(dir);
	return 0;
}

/* The reverse: the name goes; the dentry keeps its inode, which the caller
   makes it lose. */
void ramfs_remove_entry(struct inode *dir, struct dentry *dentry)
{
	struct ramfs_entry *entry = dentry->d_fsdata;

	unlink_entry(dir_of(dir), entry);
	dentry->d_fsdata = NULL;
	kfree(entry);
	dput(dentry);
	touch_dir(dir);
}

/* The name leaves one directory for another, or the same, where it is the
   youngest. */
void ramfs_move_entry(struct inode *old_dir, struct inode *new_dir,
		      struct dentry *dentry)
{
	struct ramfs_entry *entry = dentry->d_fsdata;

	unlink_entry(dir_of(old_dir), entry);
	append_entry(dir_of(new_dir), entry);
	touch_dir(old_dir);
	touch_dir(new_dir);
}

/* The first name at `offset' or behind it; NULL at the end. */
static struct ramfs_entry *find_entry(struct ramfs_dir *dir, loff_t offset)
{
	struct list_head *pos = dir->entries.next;
	struct ramfs_entry *entry;

	if (dir->near && dir->near->offset <= offset)
		pos = &dir->near->list;
	for (; pos != &dir->entries; pos = pos->next) {
		entry = list_entry(pos, struct ramfs_entry, list);
		if (entry->offset >= offset)
			return entry;
	}
	return NULL;
}

/* "." and "..", if it is their turn; false if `fill' has had enough. */
static bool fill_dots(struct file *file, void *buf, filldir_t fill)
{
	struct dentry *dentry = file->f_dentry;

	if (file->f_pos == OFFSET_DOT) {
		if (fill(buf, ".", 1, OFFSET_DOT, dentry->d_inode->i_ino,
			 DT_DIR))
			return false;
		file->f_pos = OFFSET_DOTDOT;
	}
	if (file->f_pos == OFFSET_DOTDOT) {
		if (fill(buf, "..", 2, OFFSET_DOTDOT,
			 dentry->d_parent->d_inode->i_ino, DT_DIR))
			return false;
		file->f_pos = OFFSET_FIRST;
	}
	return true;
}

static int ramfs_readdir(struct file *file, void *buf, filldir_t fill)
{
	struct ramfs_dir *dir = dir_of(file->f_dentry->d_inode);
	struct ramfs_entry *entry;
	struct dentry *dentry;

	if (!fill_dots(file, buf, fill))
		return 0;
	while ((entry = find_entry(dir, file->f_pos)) != NULL) {
		dentry = entry->dentry;
		dir->near = entry;
		file->f_pos = entry->offset;
		if (fill(buf, dentry->d_name.name, dentry->d_name.len,
			 entry->offset, dentry->d_inode->i_ino,
			 dentry->d_inode->i_mode >> DT_SHIFT))
			return 0;
		file->f_pos++;
	}
	return 0;
}

/* fsync() has nothing to do: there is no device. */
static int dir_fsync(struct file *file __unused, bool data_only __unused)
{
	return 0;
}

const struct file_operations ramfs_dir_operations = {
	.readdir	= ramfs_readdir,
	.fsync		= dir_fsync,
};
