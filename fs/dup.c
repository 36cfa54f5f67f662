/*
 * dup.c - calls that give descriptors up and make new ones for open files:
 * close(), close_range(), dup() and its like.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "file_io.h"

#define CLOSE_RANGE_UNSHARE	2
#define CLOSE_RANGE_CLOEXEC	4

SYSCALL1(close, u32, fd)
{
	struct file *file = take_fd(fd);

	if (!file)
		return -EBADF;
	return close_file(current->files, file);
}

/*
 * The lowest free descriptor from `from' on becomes another one for `file',
 * whose count passes to it, or is given back. Returns it, or -errno.
 */
static long dup_from(struct file *file, u32 from, u32 flags)
{
	int fd = alloc_fd(from);

	if (fd < 0) {
		fput(file);
		return fd;
	}
	if (flags & O_CLOEXEC)
		set_close_on_exec(fd, true);
	fd_install(fd, file);
	return fd;
}

/* fcntl(F_DUPFD): `from' comes from the user. May sleep. */
long do_dupfd(u32 fd, unsigned long from, u32 flags)
{
	struct file *file;

	if (from >= rlimit(RLIMIT_NOFILE) || from >= NR_OPEN)
		return -EINVAL;
	file = fget(fd);
	return file ? dup_from(file, from, flags) : -EBADF;
}

SYSCALL1(dup, u32, fd)
{
	struct file *file = fget(fd);

	return file ? dup_from(file, 0, 0) : -EBADF;
}

/*
 * Makes `new' a descriptor of the file of `old', closing what it stood for.
 * An open() of another thread that has taken the number and not yet its file
 * is left alone: -EBUSY.
 */
static long dup_onto(u32 old, u32 new, u32 flags)
{
	struct file *file, *closed;
	int err;

	if (new >= rlimit(RLIMIT_NOFILE) || new >= NR_OPEN)
		return -EBADF;
	file = fget(old);
	if (!file)
		return -EBADF;
	closed = take_fd(new);
	err = claim_fd(new);
	if (!err) {
		if (flags & O_CLOEXEC)
			set_close_on_exec(new, true);
		fd_install(new, file);
	}
	if (closed)
		close_file(current->files, closed);
	if (err)
		fput(file);
	return err ? err : (long)new;
}

SYSCALL2(dup2, u32, old, u32, new)
{
	if (old == new)
		return fcheck(current->files, old) ? (long)new : -EBADF;
	return dup_onto(old, new, 0);
}

SYSCALL3(dup3, u32, old, u32, new, u32, flags)
{
	if (old == new || flags & ~O_CLOEXEC)
		return -EINVAL;
	return dup_onto(old, new, flags);
}

/* Closes one of a range, or marks it. The table may change meanwhile. */
static void close_one(u32 fd, bool mark)
{
	struct file *file;

	if (mark) {
		if (fcheck(current->files, fd))
			set_close_on_exec(fd, true);
		return;
	}
	file = take_fd(fd);
	if (file)
		close_file(current->files, file);
}

SYSCALL3(close_range, u32, first, u32, last, u32, flags)
{
	u32 fd;
	int err;

	if (first > last ||
	    flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC))
		return -EINVAL;
	if (flags & CLOSE_RANGE_UNSHARE) {
		err = unshare_files();
		if (err)
			return err;
	}
	for (fd = first; fd <= last && fd < current->files->max_fds; fd++)
		close_one(fd, flags & CLOSE_RANGE_CLOEXEC);
	return 0;
}
