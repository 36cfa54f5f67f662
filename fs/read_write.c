/*
 * read_write.c - read(), write() and their like at a given position. What is
 * done with the bytes is the file's matter (f_op); here stands what is checked
 * for all files alike, in few instructions.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/stat.h>
#include <linux/syscalls.h>
#include <asm/smplock.h>
#include <asm/uaccess.h>
#include "file_io.h"

/* What may be asked for at `buf' instead of n bytes, which are too many or not
   all the user's: or -EFAULT, -EINVAL. */
static noinline ssize_t cut_short(const void __user *buf, size_t n)
{
	if (!access_ok(buf, n))
		return -EFAULT;
	return (ssize_t)n < 0 ? -EINVAL : MAX_RW_COUNT;
}

static inline ssize_t do_read(struct file *file, char __user *buf, size_t n,
			      loff_t *pos)
{
	if (unlikely(!(file->f_mode & FMODE_READ)))
		return -EBADF;
	if (unlikely(!file->f_op->read))
		return S_ISDIR(file->f_dentry->d_inode->i_mode) ? -EISDIR :
								  -EINVAL;
	if (unlikely(n > MAX_RW_COUNT || !access_ok(buf, n))) {
		n = cut_short(buf, n);
		if ((ssize_t)n < 0)
			return n;
	}
	return file->f_op->read(file, buf, n, pos);
}

static inline ssize_t do_write(struct file *file, const char __user *buf,
			       size_t n, loff_t *pos)
{
	if (unlikely(!(file->f_mode & FMODE_WRITE)))
		return -EBADF;
	if (unlikely(!file->f_op->write))
		return -EINVAL;
	if (unlikely(n > MAX_RW_COUNT || !access_ok(buf, n))) {
		n = cut_short(buf, n);
		if ((ssize_t)n < 0)
			return n;
	}
	return file->f_op->write(file, buf, n, pos);
}

/*
 * Reads at *pos, which moves on. Bytes done, or -errno; the file is counted by
 * the caller as long as this takes. May sleep.
 */
ssize_t vfs_read(struct file *file, char __user *buf, size_t n, loff_t *pos)
{
	return do_read(file, buf, n, pos);
}

/* Writes at *pos, which moves on. As vfs_read(). */
ssize_t vfs_write(struct file *file, const char __user *buf, size_t n,
		  loff_t *pos)
{
	return do_write(file, buf, n, pos);
}

/*
 * The file of a descriptor when the table is the caller's alone, else NULL.
 * Nobody else changes such a table, nor can it become shared, see fget_light():
 * the kernel lock is not needed.
 */
static inline struct file *fget_own(u32 fd)
{
	const struct files_struct *files = current->files;

	return likely(files->count == 1) ? fcheck(files, fd) : NULL;
}

/* May it be read and written without the kernel lock? */
static inline bool needs_no_lock(const struct file *file)
{
	return file && file->f_op->nolock;
}

/* read() and write() of all other files. */
static noinline ssize_t read_locked(u32 fd, char __user *buf, size_t count)
{
	struct file *counted, *file;
	ssize_t n = -EBADF;

	enter_kernel_lock();
	file = fget_light(fd, &counted);
	if (likely(file != NULL))
		n = do_read(file, buf, count, &file->f_pos);
	fput_light(counted);
	leave_kernel_lock();
	return n;
}

static noinline ssize_t write_locked(u32 fd, const char __user *buf,
				     size_t count)
{
	struct file *counted, *file;
	ssize_t n = -EBADF;

	enter_kernel_lock();
	file = fget_light(fd, &counted);
	if (likely(file != NULL))
		n = do_write(file, buf, count, &file->f_pos);
	fput_light(counted);
	leave_kernel_lock();
	return n;
}

SYSCALL3(read, u32, fd, char __user *, buf, size_t, count)
{
	struct file *file = fget_own(fd);

	if (needs_no_lock(file))
		return do_read(file, buf, count, &file->f_pos);
	return read_locked(fd, buf, count);
}

SYSCALL3(write, u32, fd, const char __user *, buf, size_t, count)
{
	struct file *file = fget_own(fd);

	if (needs_no_lock(file))
		return do_write(file, buf, count, &file->f_pos);
	return write_locked(fd, buf, count);
}

/* --- at a position of the caller's -------------------------------------- */

/* i386 passes 64 bits in two registers. */
static loff_t loff(u32 low, u32 high)
{
	return (loff_t)((u64)high << 32 | low);
}

/* The file, whose bytes may be asked for at `pos', for fput_light() if there
   is no error: -EINVAL, -EBADF, -ESPIPE. */
static struct file *positioned(u32 fd, loff_t pos, struct file **counted)
{
	struct file *file;

	if (pos < 0)
		return ERR_PTR(-EINVAL);
	file = fget_light(fd, counted);
	if (!file)
		return ERR_PTR(-EBADF);
	if (!file->f_mode || file->f_op->llseek != no_llseek)
		return file;
	fput_light(*counted);
	return ERR_PTR(-ESPIPE);
}

SYSCALL5(pread64, u32, fd, char __user *, buf, size_t, count, u32, low,
	 u32, high)
{
	loff_t pos = loff(low, high);
	struct file *counted, *file = positioned(fd, pos, &counted);
	ssize_t n;

	if (IS_ERR(file))
		return PTR_ERR(file);
	n = vfs_read(file, buf, count, &pos);
	fput_light(counted);
	return n;
}

SYSCALL5(pwrite64, u32, fd, const char __user *, buf, size_t, count, u32, low,
	 u32, high)
{
	loff_t pos = loff(low, high);
	struct file *counted, *file = positioned(fd, pos, &counted);
	ssize_t n;

	if (IS_ERR(file))
		return PTR_ERR(file);
	n = vfs_write(file, buf, count, &pos);
	fput_light(counted);
	return n;
}

/* --- for the kernel itself ---------------------------------------------- */

/* Can the kernel get at the file's bytes? Those in the page cache it can. */
static int cached_file(const struct file *file)
{
	const struct inode *inode = file_host(file);

	return (S_ISREG(inode->i_mode) || S_ISBLK(inode->i_mode)) &&
	       inode->i_data.a_ops ? 0 : -EINVAL;
}

/* Reads into kernel memory; bytes done, fewer at the end of the file, or
   -errno. May sleep. */
ssize_t kernel_read(struct file *file, loff_t pos, void *buf, size_t n)
{
	int err = cached_file(file);

	return err ? err : page_cache_read(file_host(file), pos, buf, n);
}

/* Writes from kernel memory; bytes done or -errno. May sleep. */
ssize_t kernel_write(struct file *file, loff_t pos, const void *buf, size_t n)
{
	int err = cached_file(file);

	return err ? err : page_cache_write(file_host(file), pos, buf, n);
}
