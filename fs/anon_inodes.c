/*
 * anon_inodes.c - open files that are in no directory and have nothing to
 * store: all of them share one inode, of a file system that is mounted
 * nowhere. What they do is up to their operations.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/stat.h>

#define ANON_INODE_MAGIC 0x416e6f6e	/* "Anon" */

static struct super_block *anon_sb;	/* [i] */

static int anon_read_super(struct super_block *sb, void *data __unused,
			   bool silent __unused)
{
	int err = fill_pseudo_super(sb, ANON_INODE_MAGIC);

	if (!err)
		sb->s_root->d_inode->i_mode = S_IRUSR | S_IWUSR;
	return err;
}

static struct file_system_type anon_type = {
	.name = "anon_inodefs",
	.read_super = anon_read_super,
};

/* Once, before the first process. */
void __init anon_inodes_init(void)
{
	anon_sb = mount_pseudo(&anon_type);
	if (IS_ERR(anon_sb) || !anon_sb)
		panic("No memory for files without names");
}

/* See linux/fs.h. */
int anon_inode_getfd(const struct file_operations *fops, void *private,
		     u32 flags)
{
	struct file *file = get_empty_filp();
	int fd;

	if (!file)
		return -ENFILE;
	fd = get_unused_fd();
	if (fd < 0) {
		fput(file);
		return fd;
	}
	file->f_dentry = dget(anon_sb->s_root);
	file->f_mapping = &file->f_dentry->d_inode->i_data;
	file->f_op = fops;
	file->f_mode = FMODE_READ | FMODE_WRITE;
	file->f_flags = O_RDWR | (flags & O_NONBLOCK);
	file->private_data = private;
	set_close_on_exec(fd, flags & O_CLOEXEC);
	fd_install(fd, file);
	return fd;
}
