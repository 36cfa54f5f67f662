/*
 * fcntl.c - fcntl(): descriptors, flags of open files, and the way to record
 * locks. fcntl64() differs in that it knows struct flock64.
 */
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "file_io.h"
#include "pipe.h"

/* What F_SETFL may change. */
#define SETFL_MASK	(O_APPEND | O_NONBLOCK | O_NOATIME)

static long getfd(u32 fd)
{
	const struct files_struct *files = current->files;

	return files->close_on_exec[fd / 32] >> fd % 32 & FD_CLOEXEC;
}

/* Files that could be read or written past the cache do not exist here. */
static long setfl(struct file *file, u32 flags)
{
	if (flags & ~file->f_flags & O_DIRECT)
		return -EINVAL;
	if (file->f_flags & ~flags & O_APPEND &&
	    file->f_dentry->d_inode->i_flags & S_APPEND)
		return -EPERM;
	if (flags & ~file->f_flags & O_NOATIME && !capable(CAP_FOWNER) &&
	    current->fsuid != file->f_dentry->d_inode->i_uid)
		return -EPERM;
	file->f_flags = (file->f_flags & ~SETFL_MASK) | (flags & SETFL_MASK);
	return 0;
}

/* F_SETOWN_EX and F_GETOWN_EX: the owner with its kind. */
struct f_owner_ex {
	int type;
	pid_t pid;
};

enum { F_OWNER_TID, F_OWNER_PID, F_OWNER_PGRP };

/* f_owner is a process, or a process group, negated. */
static long set_owner(struct file *file, const struct f_owner_ex __user *user)
{
	struct f_owner_ex owner;

	if (copy_from_user(&owner, user, sizeof(owner)))
		return -EFAULT;
	if (owner.type < F_OWNER_TID || owner.type > F_OWNER_PGRP ||
	    owner.pid < 0)
		return -EINVAL;
	file->f_owner = owner.type == F_OWNER_PGRP ? -owner.pid : owner.pid;
	return 0;
}

static long get_owner(const struct file *file, struct f_owner_ex __user *user)
{
	struct f_owner_ex owner = { F_OWNER_PID, file->f_owner };

	if (owner.pid < 0) {
		owner.type = F_OWNER_PGRP;
		owner.pid = -owner.pid;
	}
	return copy_to_user(user, &owner, sizeof(owner));
}

/* No file sends SIGIO yet: what is asked for is kept, and told. */
static long setsig(struct file *file, unsigned long sig)
{
	if (sig > NSIG)
		return -EINVAL;
	file->f_sig = sig;
	return 0;
}

/* F_GETPIPE_SZ and F_SETPIPE_SZ: a pipe keeps its size. */
static long pipe_size(const struct file *file, bool set, unsigned long size)
{
	const struct pipe_inode_info *p = file->f_dentry->d_inode->i_pipe;

	if (!p)
		return -EBADF;
	if (set && size > p->size)
		return -EPERM;
	return p->size;
}

/* The commands that O_PATH's files refuse. The file is counted. */
static long file_command(struct file *file, u32 cmd, unsigned long arg)
{
	switch (cmd) {
	case F_SETFL:
		return setfl(file, arg);
	case F_SETOWN:
		if (arg == (u32)INT_MIN)	/* cannot be negated */
			return -EINVAL;
		file->f_owner = arg;
		return 0;
	case F_GETOWN:
		return file->f_owner;
	case F_SETOWN_EX:
		return set_owner(file, (const void __user *)arg);
	case F_GETOWN_EX:
		return get_owner(file, (void __user *)arg);
	case F_SETSIG:
		return setsig(file, arg);
	case F_GETSIG:
		return file->f_sig;
	case F_SETPIPE_SZ:
	case F_GETPIPE_SZ:
		return pipe_size(file, cmd == F_SETPIPE_SZ, arg);
	default:
		return -EINVAL;
	}
}

/* The record locks; these may sleep, and so count the file. */
static long lock_command(u32 fd, u32 cmd, void __user *user, bool wide)
{
	struct file *file = fget(fd);
	long err = -EBADF;

	if (!file)
		return -EBADF;
	if (!(file->f_flags & O_PATH)) {
		if (cmd == F_GETLK || cmd == F_GETLK64)
			err = fcntl_getlk(file, user, wide);
		else
			err = fcntl_setlk(fd, file, user, wide,
					  cmd == F_SETLKW ||
					  cmd == F_SETLKW64);
	}
	fput(file);
	return err;
}

static long do_fcntl(u32 fd, u32 cmd, unsigned long arg)
{
	struct file *file = fcheck(current->files, fd);
	long err;

	if (!file)
		return -EBADF;
	switch (cmd) {
	case F_DUPFD:
		return do_dupfd(fd, arg, 0);
	case F_DUPFD_CLOEXEC:
		return do_dupfd(fd, arg, O_CLOEXEC);
	case F_GETFD:
		return getfd(fd);
	case F_SETFD:
		set_close_on_exec(fd, arg & FD_CLOEXEC);
		return 0;
	case F_GETFL:
		return file->f_flags;
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
		return lock_command(fd, cmd, (void __user *)arg, false);
	}
	if (file->f_flags & O_PATH)
		return -EBADF;
	get_file(file);
	err = file_command(file, cmd, arg);
	fput(file);
	return err;
}

SYSCALL3(fcntl, u32, fd, u32, cmd, unsigned long, arg)
{
	return do_fcntl(fd, cmd, arg);
}

SYSCALL3(fcntl64, u32, fd, u32, cmd, unsigned long, arg)
{
	switch (cmd) {
	case F_GETLK64:
	case F_SETLK64:
	case F_SETLKW64:
		return lock_command(fd, cmd, (void __user *)arg, true);
	default:
		return do_fcntl(fd, cmd, arg);
	}
}
