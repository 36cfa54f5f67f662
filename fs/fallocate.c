/*
 * fallocate.c - fallocate(): room for a file before it is written. The file
 * systems that there are cannot promise room, and say so by EOPNOTSUPP; the C
 * library's posix_fallocate() then writes to each block instead.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/stat.h>
#include <linux/syscalls.h>
#include "file_io.h"

/* What is left to be said of a file of this mode. */
static int refusal(u32 mode)
{
	if (S_ISREG(mode))
		return -EOPNOTSUPP;
	return S_ISFIFO(mode) ? -ESPIPE : S_ISDIR(mode) ? -EISDIR : -ENODEV;
}

SYSCALL6(fallocate, u32, fd, u32, mode, u32, low, s32, high, u32, len_low,
	 s32, len_high)
{
	const struct file *file = fcheck(current->files, fd);

	if (!file || file->f_flags & O_PATH)
		return -EBADF;
	if (high < 0 || len_high < 0 || !(len_low | len_high))
		return -EINVAL;
	if (mode)
		return -EOPNOTSUPP;
	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if (((u64)high << 32 | low) + ((u64)len_high << 32 | len_low) >
	    LLONG_MAX)
		return -EFBIG;
	return refusal(file->f_dentry->d_inode->i_mode);
}
