/*
 * lseek.c - the position of open files.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "file_io.h"

/*
 * For files whose size is i_size. The new position or -errno; positions behind
 * the end are allowed, up to the largest file there may be. Sizes and
 * positions are not negative, so that only a large sum can overflow.
 */
loff_t default_llseek(struct file *file, loff_t offset, int whence)
{
	const struct inode *inode = file_host(file);
	loff_t base;

	switch (whence) {
	case SEEK_SET:
		base = 0;
		break;
	case SEEK_CUR:
		base = file->f_pos;
		break;
	case SEEK_END:
		base = inode->i_size;
		break;
	default:
		return -EINVAL;
	}
	if (offset > LLONG_MAX - base)
		return -EINVAL;
	offset += base;
	if (offset < 0 || offset > inode->i_sb->s_maxbytes)
		return -EINVAL;
	file->f_pos = offset;
	return offset;
}

/* For files without a position, as pipes. */
loff_t no_llseek(struct file *file __unused, loff_t offset __unused,
		 int whence __unused)
{
	return -ESPIPE;
}

static loff_t seek(u32 fd, loff_t offset, u32 whence)
{
	struct file *counted, *file = fget_light(fd, &counted);
	loff_t pos;

	if (!file || !file->f_mode) {
		fput_light(counted);
		return -EBADF;
	}
	if (file->f_op->llseek)
		pos = file->f_op->llseek(file, offset, whence);
	else
		pos = default_llseek(file, offset, whence);
	fput_light(counted);
	return pos;
}

/* A position that does not fit is reported, and has been set all the same. */
SYSCALL3(lseek, u32, fd, off_t, offset, u32, whence)
{
	loff_t pos = seek(fd, offset, whence);

	return pos == (off_t)pos ? (off_t)pos : -EOVERFLOW;
}

SYSCALL5(_llseek, u32, fd, u32, high, u32, low, loff_t __user *, result,
	 u32, whence)
{
	loff_t pos = seek(fd, (loff_t)((u64)high << 32 | low), whence);

	if (pos < 0)
		return pos;
	return put_user(pos, result);
}
