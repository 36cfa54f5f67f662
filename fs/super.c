/*
 * super.c - mounted file systems: struct super_block from the reading of the
 * first block to the end. Where in the tree of names they are is
 * namespace.c's matter.
 */
#include <linux/blkdev.h>
#include <linux/buffer_head.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/string.h>
#include "names.h"

#define MAX_SMALL_FILE	0x7fffffff	/* s_maxbytes if nobody says more */

/* The flags that mount(MS_REMOUNT) can change. */
#define MS_CHANGEABLE	(MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC | \
			 MS_SYNCHRONOUS | MS_NOATIME | MS_NODIRATIME)

#define ERROR_TEXT	128		/* of fs_error(), characters */
#define TYPE_NAME	16

LIST_HEAD(super_blocks);		/* [k] all, oldest first */

/* Once, before the first file system. */
void vfs_init(void)
{
	inode_init();
	dcache_init();
	namespace_init();
}

static bool dev_in_use(dev_t dev)
{
	struct super_block *sb;

	list_for_each_entry(sb, &super_blocks, s_list)
		if (sb->s_dev == dev)
			return true;
	return false;
}

/* A device number for a file system without a device: of major 0. */
static dev_t anonymous_dev(void)
{
	u32 minor = 1;

	while (dev_in_use(MKDEV(0, minor)))
		minor++;
	return MKDEV(0, minor);
}

/* An empty one, on the list; NULL. */
static struct super_block *alloc_sb(struct file_system_type *type,
				    const char *id, u32 flags)
{
	struct super_block *sb = kzalloc(sizeof(*sb), GFP_KERNEL);

	if (!sb)
		return NULL;
	sb->s_type = type;
	sb->s_flags = flags;
	sb->s_dev = anonymous_dev();
	sb->s_blocksize = PAGE_SIZE;
	sb->s_maxbytes = MAX_SMALL_FILE;
	INIT_LIST_HEAD(&sb->s_files);
	mutex_init(&sb->s_rename);
	mutex_init(&sb->s_lock);
	strlcpy(sb->s_id, id, sizeof(sb->s_id));
	list_add_tail(&sb->s_list, &super_blocks);
	return sb;
}

/*
 * Gives sb the device of that name: 0, or what open_bdev() says, -EACCES if it
 * is read-only and the mount is not, -EBUSY if it is mounted.
 */
static int take_device(struct super_block *sb, const char *name)
{
	struct block_device *bdev;

	bdev = open_bdev(name, sb->s_flags & MS_RDONLY ? FMODE_READ :
			 FMODE_READ | FMODE_WRITE);
	if (IS_ERR(bdev))
		return PTR_ERR(bdev) == -EROFS ? -EACCES : PTR_ERR(bdev);
	if (bdev->bd_super) {
		blkdev_put(bdev);
		return -EBUSY;
	}
	bdev->bd_super = sb;
	sb->s_bdev = bdev;
	sb->s_dev = bdev->bd_dev;
	bdevname(sb->s_dev, sb->s_id, sizeof(sb->s_id));
	return 0;
}

/* The end of sb, and of its hold on the device. */
static void free_sb(struct super_block *sb)
{
	list_del(&sb->s_list);
	if (sb->s_bdev) {
		sync_blockdev(sb->s_bdev);
		sb->s_bdev->bd_super = NULL;
		blkdev_put(sb->s_bdev);
	}
	kfree(sb);
}

/*
 * Has a file system of that kind read in; s_root has a count that kill_sb()
 * gives back. flags: MS_ bits that go with it; data: of mount(), or NULL.
 * ERR_PTR on error. May sleep.
 */
struct super_block *get_sb(struct file_system_type *type, const char *dev,
			   u32 flags, void *data)
{
	struct super_block *sb;
	int err = 0;

	sb = alloc_sb(type, dev, flags & (MS_CHANGEABLE | MS_PSEUDO));
	if (!sb)
		return ERR_PTR(-ENOMEM);
	if (type->fs_flags & FS_REQUIRES_DEV)
		err = take_device(sb, dev);
	if (!err)
		err = type->read_super(sb, data, flags & MS_SILENT);
	if (!err)
		return sb;
	invalidate_inodes(sb);		/* what it has read of them */
	free_sb(sb);
	return ERR_PTR(err);
}

/*
 * The end of a file system that nobody can reach and nobody uses. May sleep;
 * meanwhile sync() and ustat() do not see it any more.
 */
void kill_sb(struct super_block *sb)
{
	struct dentry *root = sb->s_root;

	sb->s_root = NULL;
	sync_sb(sb, true);
	shrink_dcache_sb(sb);
	if (sb->s_type->fs_flags & FS_PINNED)
		d_free_pinned(root);
	dput(root);
	if (!invalidate_inodes(sb))
		printk(KERN_ERR "%s: inodes in use after umount\n", sb->s_id);
	if (sb->s_op->put_super)
		sb->s_op->put_super(sb);
	free_sb(sb);
}

/* Is a file open for writing, or will one be deleted with its last user? */
static bool has_writers(const struct super_block *sb)
{
	const struct file *file;

	list_for_each_entry(file, &sb->s_files, f_list)
		if (file->f_mode & FMODE_WRITE &&
		    S_ISREG(file->f_dentry->d_inode->i_mode))
			return true;
	return has_orphans(sb);
}

/* Before it becomes read-only: writes all, and sees to it that there was no
   new writer meanwhile. 0 or -EBUSY. */
static int stop_writing(struct super_block *sb)
{
	if (has_writers(sb))
		return -EBUSY;
	sync_sb(sb, true);
	return has_writers(sb) ? -EBUSY : 0;
}

/* mount(MS_REMOUNT): other flags and options. -EBUSY: not read-only while
   files are being written. May sleep. */
int remount_sb(struct super_block *sb, u32 flags, char *data)
{
	bool to_rdonly = flags & MS_RDONLY && !(sb->s_flags & MS_RDONLY);
	int err;

	if (!(flags & MS_RDONLY) && sb->s_bdev && sb->s_bdev->bd_read_only)
		return -EACCES;
	if (to_rdonly) {
		err = stop_writing(sb);
		if (err)
			return err;
	}
	if (sb->s_op->remount_fs) {
		err = sb->s_op->remount_fs(sb, &flags, data);
		if (err)
			return err;
	}
	if (to_rdonly && has_writers(sb))	/* since we slept */
		return -EBUSY;
	sb->s_flags = (sb->s_flags & ~MS_CHANGEABLE) | (flags & MS_CHANGEABLE);
	if (to_rdonly && sb->s_bdev)	/* what remount_fs() has changed */
		sync_blockdev(sb->s_bdev);
	return 0;
}

/* "EXT2" of "ext2". */
static void upper_name(const struct super_block *sb, char *to, int size)
{
	const char *from = sb->s_type->name;
	int i;

	for (i = 0; from[i] && i < size - 1; i++)
		to[i] = from[i] >= 'a' && from[i] <= 'z' ?
			from[i] - 'a' + 'A' : from[i];
	to[i] = '\0';
}

void fs_error(struct super_block *sb, const char *fmt, ...)
{
	static char text[ERROR_TEXT];		/* [k] */
	char name[TYPE_NAME];
	__builtin_va_list args;

	if (!sb->s_errors++) {
		__builtin_va_start(args, fmt);
		vsnprintf(text, sizeof(text), fmt, args);
		__builtin_va_end(args);
		upper_name(sb, name, sizeof(name));
		printk(KERN_CRIT "%s-fs error (%s): %s\n", name, sb->s_id,
		       text);
	}
	if (sb->s_flags & MS_RDONLY)
		return;
	sb->s_flags |= MS_RDONLY;	/* errors=continue may take it back */
	if (sb->s_op && sb->s_op->mark_error)
		sb->s_op->mark_error(sb);
}

/* A file system that is mounted nowhere, as that of pipes; or ERR_PTR. */
struct super_block *mount_pseudo(struct file_system_type *type)
{
	return get_sb(type, type->name, MS_PSEUDO, NULL);
}
