/*
 * shmem.c - memory that processes share without a file: it is a file all the
 * same, of a memory file system that is mounted nowhere, with a name for
 * /proc/PID/maps that nobody can look up.
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include "internal.h"

static struct super_block *shmem_sb;	/* [i] */

static int shmem_read_super(struct super_block *sb, void *data,
			    bool silent __unused)
{
	static const struct ramfs_sb defaults = { .mode = 0700 };

	return ramfs_fill_super(sb, &defaults, TMPFS_MAGIC, data);
}

static struct file_system_type shmem_type = {
	.name = "shmem", .fs_flags = FS_PINNED,
	.read_super = shmem_read_super,
};

/* Once, at boot. */
void shmem_init(void)
{
	shmem_sb = mount_pseudo(&shmem_type);
	if (IS_ERR(shmem_sb) || !shmem_sb)
		panic("No memory for shared memory");
}

/*
 * An open file of `size' zero bytes without a place in any directory; it
 * goes with its last user. ERR_PTR of -EINVAL, -ENOMEM, -ENFILE.
 */
struct file *shmem_file_setup(loff_t size)
{
	static const struct qstr name = { .name = "dev/zero", .len = 8 };
	struct dentry *dentry;
	struct inode *inode;

	if (size < 0 || size > shmem_sb->s_maxbytes)
		return ERR_PTR(-EINVAL);
	dentry = d_alloc(shmem_sb->s_root, &name);
	if (!dentry)
		return ERR_PTR(-ENOMEM);
	inode = ramfs_new_inode(shmem_sb, NULL, S_IFREG | 0600, 0);
	if (IS_ERR(inode)) {
		dput(dentry);
		return ERR_PTR(PTR_ERR(inode));
	}
	inode->i_nlink = 0;
	inode->i_size = size;
	d_instantiate(dentry, inode);
	return dentry_open(dentry, O_RDWR | O_LARGEFILE);
}
