/*
 * open.c - open files come into being: open, creat, openat.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "names.h"

/* The largest file for who does not say O_LARGEFILE. */
#define MAX_SMALL_FILE	0x7fffffff

/* What of the flags does not stay with the file. */
#define ONLY_AT_OPEN	(O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_CLOEXEC)

/* What O_PATH goes together with. */
#define WITH_O_PATH	(O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

/* An O_PATH file only says where it is. */
static const struct file_operations path_file_operations;

static int open_inode(struct inode *inode, struct file *file)
{
	if (!inode->i_fop)
		return -ENXIO;
	if (S_ISREG(inode->i_mode) && inode->i_size > MAX_SMALL_FILE &&
	    !(file->f_flags & O_LARGEFILE))
		return -EOVERFLOW;
	file->f_op = inode->i_fop;
	return file->f_op->open ? file->f_op->open(inode, file) : 0;
}

/* Makes a new file an open one of its dentry. */
static int open_file(struct file *file)
{
	struct inode *inode = file->f_dentry->d_inode;
	u32 mode = (file->f_flags + 1) & O_ACCMODE;	/* FMODE_ */
	int err = 0;

	file->f_op = &path_file_operations;
	if (file->f_flags & O_PATH)
		return 0;
	if (mode & FMODE_WRITE)
		err = get_write_access(inode);
	if (err)
		return err;
	file->f_mode = mode;
	list_add(&file->f_list, &inode->i_sb->s_files);
	err = open_inode(inode, file);
	if (err && mode & FMODE_WRITE)
		put_write_access(inode);
	return err;
}

/*
 * Opens the file of a dentry, whose count the file takes over, also on error.
 * Permission is not checked. ERR_PTR: -ENFILE, -ETXTBSY, what the driver says.
 */
struct file *dentry_open(struct dentry *dentry, u32 flags)
{
	struct file *file = get_empty_filp();
	int err;

	if (!file) {
		dput(dentry);
		return ERR_PTR(-ENFILE);
	}
	file->f_dentry = dentry;
	file->f_mapping = &dentry->d_inode->i_data;
	file->f_flags = flags & ~O_CLOEXEC;
	err = open_file(file);
	if (likely(!err)) {
		file->f_flags &= ~ONLY_AT_OPEN;
		return file;
	}
	file->f_dentry = NULL;		/* it has not been open */
	fput(file);
	dput(dentry);
	return ERR_PTR(err);
}

static struct file *open_at(int dfd, const char *name, u32 flags, mode_t mode)
{
	struct dentry *dentry;
	int err;

	if (flags & O_PATH)
		flags &= WITH_O_PATH;
	if ((flags & O_TMPFILE) == O_TMPFILE)
		return ERR_PTR(-EOPNOTSUPP);
	if (flags & (O_TMPFILE & ~O_DIRECTORY) ||
	    (flags & O_CREAT && flags & O_DIRECTORY))
		return ERR_PTR(-EINVAL);
	err = open_namei(dfd, name, flags, mode, &dentry);
	if (err)
		return ERR_PTR(err);
	return dentry_open(dentry, flags);
}

/* open() for the kernel: `name' is a kernel string, and `mode' is not
   changed by the umask. The file, or ERR_PTR. */
struct file *filp_open(const char *name, u32 flags, mode_t mode)
{
	return open_at(AT_FDCWD, name, flags | O_LARGEFILE, mode);
}

/* A descriptor, or -errno. */
long do_sys_open(int dfd, const char __user *name, u32 flags, mode_t mode)
{
	char *kname = getname(name);
	struct file *file;
	int fd;

	if (IS_ERR(kname))
		return PTR_ERR(kname);
	fd = get_unused_fd();
	if (fd < 0)
		goto out;
	file = open_at(dfd, kname, flags,
		       mode & S_IALLUGO & ~current->fs->umask);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		fd = PTR_ERR(file);
		goto out;
	}
	if (flags & O_CLOEXEC)
		set_close_on_exec(fd, true);
	fd_install(fd, file);
out:
	putname(kname);
	return fd;
}

/* A descriptor of the file is closed: what its flush() says. */
int filp_close(struct file *file)
{
	int err = file->f_op->flush ? file->f_op->flush(file) : 0;

	fput(file);
	return err;
}

SYSCALL3(open, const char __user *, name, u32, flags, mode_t, mode)
{
	return do_sys_open(AT_FDCWD, name, flags, mode);
}

SYSCALL4(openat, int, dfd, const char __user *, name, u32, flags, mode_t, mode)
{
	return do_sys_open(dfd, name, flags, mode);
}

SYSCALL2(creat, const char __user *, name, mode_t, mode)
{
	return do_sys_open(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
