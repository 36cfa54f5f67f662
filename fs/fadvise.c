/*
 * fadvise.c - what programs say about the use that they will make of a file.
 * The files that there are live in memory, so all advice has been followed
 * before it is given; it is checked all the same.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/stat.h>
#include <linux/syscalls.h>
#include "file_io.h"

#define POSIX_FADV_NOREUSE	5	/* the last one */

static long do_fadvise(u32 fd, s32 len_high, u32 advice)
{
	const struct file *file = fcheck(current->files, fd);

	if (!file || file->f_flags & O_PATH)
		return -EBADF;
	if (S_ISFIFO(file->f_dentry->d_inode->i_mode))
		return -ESPIPE;
	if (len_high < 0 || advice > POSIX_FADV_NOREUSE)
		return -EINVAL;
	return 0;
}

SYSCALL6(fadvise64_64, u32, fd, u32, low __unused, u32, high __unused,
	 u32, len_low __unused, u32, len_high, u32, advice)
{
	return do_fadvise(fd, len_high, advice);
}

/* The same with a length of 32 bits, as the C library calls it. */
SYSCALL5(fadvise64, u32, fd, u32, low __unused, u32, high __unused,
	 s32, len, u32, advice)
{
	return do_fadvise(fd, len, advice);
}

SYSCALL4(readahead, u32, fd, u32, low __unused, u32, high __unused,
	 size_t, count __unused)
{
	const struct file *file = fcheck(current->files, fd);

	if (!file || !(file->f_mode & FMODE_READ))
		return -EBADF;
	if (!S_ISREG(file->f_dentry->d_inode->i_mode) ||
	    !file->f_dentry->d_inode->i_data.a_ops)
		return -EINVAL;
	return 0;
}
