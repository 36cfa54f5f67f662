/*
 * pipefs.c - pipe() and pipe2(): pipes without a name. They live in a file
 * system of their own, that is mounted nowhere, and are called pipe:[number]
 * there, which /proc shows.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "file_io.h"
#include "pipe.h"

#define PIPEFS_MAGIC	0x50495045	/* "PIPE" */
#define PIPE_NAME_SIZE	24

static struct super_block *pipe_sb;	/* [i] */

static int pipefs_read_super(struct super_block *sb, void *data __unused,
			     bool silent __unused)
{
	return fill_pseudo_super(sb, PIPEFS_MAGIC);
}

static struct file_system_type pipefs_type = {
	.name = "pipefs",
	.read_super = pipefs_read_super,
};

/* Once, before the first process. */
void __init pipe_init(void)
{
	pipe_sb = mount_pseudo(&pipefs_type);
	if (IS_ERR(pipe_sb) || !pipe_sb)
		panic("No memory for pipes");
}

/* An inode with a pipe, both ends open; NULL when memory is short. */
static struct inode *new_pipe_inode(void)
{
	struct inode *inode = new_inode(pipe_sb);

	if (!inode)
		return NULL;
	inode->i_pipe = pipe_alloc();
	if (!inode->i_pipe) {
		iput(inode);
		return NULL;
	}
	inode->i_pipe->readers = inode->i_pipe->writers = 1;
	inode->i_pipe->r_counter = inode->i_pipe->w_counter = 1;
	inode->i_mode = S_IFIFO | S_IRUSR | S_IWUSR;
	inode->i_uid = current->fsuid;
	inode->i_gid = current->fsgid;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_fs_time();
	inode->i_fop = &def_pipe_fops;
	return inode;
}

/* The dentry of a new pipe, or NULL. */
static struct dentry *new_pipe_dentry(void)
{
	struct inode *inode = new_pipe_inode();
	char text[PIPE_NAME_SIZE];
	struct qstr name = { .name = text };
	struct dentry *dentry;

	if (!inode)
		return NULL;
	name.len = snprintf(text, sizeof(text), "pipe:[%lu]", inode->i_ino);
	dentry = d_alloc(pipe_sb->s_root, &name);
	if (!dentry) {
		iput(inode);
		return NULL;
	}
	d_instantiate(dentry, inode);
	return dentry;
}

/* Makes `file' an end of the pipe; the dentry's count passes to it. */
static void set_end(struct file *file, struct dentry *dentry, u32 mode,
		    u32 flags)
{
	file->f_dentry = dentry;
	file->f_mapping = &dentry->d_inode->i_data;
	file->f_op = &pipe_fops;
	file->private_data = dentry->d_inode->i_pipe;
	file->f_mode = mode;
	file->f_flags = flags;
}

/* Two open files, the ends of a new pipe: 0 or -ENFILE. */
static int make_ends(struct file *ends[2], u32 flags)
{
	struct dentry *dentry;

	ends[0] = get_empty_filp();
	ends[1] = get_empty_filp();
	if (!ends[0] || !ends[1])
		goto out;
	dentry = new_pipe_dentry();
	if (!dentry)
		goto out;
	set_end(ends[0], dentry, FMODE_READ, O_RDONLY | flags);
	set_end(ends[1], dget(dentry), FMODE_WRITE, O_WRONLY | flags);
	get_write_access(dentry->d_inode);
	return 0;
out:
	if (ends[1])
		fput(ends[1]);
	if (ends[0])
		fput(ends[0]);
	return -ENFILE;
}

/*
 * Makes a pipe: fds[0] reads, fds[1] writes. flags: O_CLOEXEC, O_NONBLOCK. 0
 * or -errno. May sleep.
 */
int do_pipe(int fds[2], u32 flags)
{
	struct file *ends[2];
	int err, i;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	err = make_ends(ends, flags & O_NONBLOCK);
	if (err)
		return err;
	err = fds[0] = get_unused_fd();
	if (err < 0)
		goto out_ends;
	err = fds[1] = get_unused_fd();
	if (err < 0)
		goto out_fd;
	for (i = 0; i < 2; i++) {
		set_close_on_exec(fds[i], flags & O_CLOEXEC);
		fd_install(fds[i], ends[i]);
	}
	return 0;
out_fd:
	put_unused_fd(fds[0]);
out_ends:
	fput(ends[1]);
	fput(ends[0]);
	return err;
}

/* Another thread may have closed the descriptors while the copy slept, and
   opened others: then it is its fault that they are closed here. */
static long pipe_call(int __user *user, u32 flags)
{
	int fds[2], err = do_pipe(fds, flags), i;

	if (err)
		return err;
	if (!copy_to_user(user, fds, sizeof(fds)))
		return 0;
	for (i = 0; i < 2; i++) {
		struct file *file = take_fd(fds[i]);

		if (file)
			close_file(current->files, file);
	}
	return -EFAULT;
}

SYSCALL1(pipe, int __user *, fds)
{
	return pipe_call(fds, 0);
}

SYSCALL2(pipe2, int __user *, fds, u32, flags)
{
	return pipe_call(fds, flags);
}
