/*
 * mem.c - the devices of major 1, and the simplest of them: null, zero, full.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mem_device.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/vm.h>
#include <asm/uaccess.h>

#define ZERO_PIECE	(64 * 1024)	/* bytes cleared between safe points */

static ssize_t read_null(struct file *file __unused, char __user *buf __unused,
			 size_t count __unused, loff_t *pos __unused)
{
	return 0;
}

static ssize_t write_null(struct file *file __unused,
			  const char __user *buf __unused, size_t count,
			  loff_t *pos __unused)
{
	return count;
}

static ssize_t write_full(struct file *file __unused,
			  const char __user *buf __unused, size_t count,
			  loff_t *pos __unused)
{
	return count ? -ENOSPC : 0;
}

/* Zeroes by the piece; up to a signal. vfs_read() has checked the area. */
static ssize_t read_zeroes(char *buf, size_t count)
{
	size_t done = 0, n, bad;

	for (;;) {
		n = min(count - done, (size_t)ZERO_PIECE);
		bad = __clear_user(buf + done, n);
		done += n - bad;
		if (bad)
			return done ? (ssize_t)done : -EFAULT;
		if (done == count || signal_pending(current))
			return done;
		safe_point();
	}
}

static ssize_t read_zero(struct file *file __unused, char __user *buf,
			 size_t count, loff_t *pos __unused)
{
	if (likely(count <= ZERO_PIECE) &&
	    likely(!__clear_user((__force char *)buf, count)))
		return count;
	return read_zeroes((__force char *)buf, count);
}

/* A private mapping is memory without a file, as the area is without
   operations; a shared one is that of a file without a name. */
static int mmap_zero(struct file *file __unused, struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_SHARED ? shmem_zero_setup(vma) : 0;
}

/* There is but one position. */
static loff_t null_llseek(struct file *file, loff_t offset __unused,
			  int whence __unused)
{
	return file->f_pos = 0;
}

static const struct file_operations null_fops = {
	.nolock = true,
	.llseek = null_llseek,
	.read = read_null,
	.write = write_null,
};

static const struct file_operations zero_fops = {
	.nolock = true,
	.llseek = null_llseek,
	.read = read_zero,
	.write = write_null,
	.mmap = mmap_zero,
};

static const struct file_operations full_fops = {
	.nolock = true,
	.llseek = null_llseek,
	.read = read_zero,
	.write = write_full,
};

/* By minor number. */
static const struct file_operations *const devices[] = {
	[1] = &mem_fops, [2] = &kmem_fops, [3] = &null_fops,
	[4] = &port_fops, [5] = &zero_fops, [7] = &full_fops,
	[8] = &random_fops, [9] = &random_fops, [11] = &kmsg_fops,
};

static int mem_open(struct inode *inode, struct file *file)
{
	u32 minor = MINOR(inode->i_rdev);

	if (minor >= ARRAY_SIZE(devices) || !devices[minor])
		return -ENXIO;
	file->f_op = devices[minor];
	return file->f_op->open ? file->f_op->open(inode, file) : 0;
}

static const struct file_operations major_fops = {
	.open = mem_open,
};

/* Once, at boot, when the clock runs. */
void __init chr_dev_init(void)
{
	random_init();
	if (register_chrdev(MEM_MAJOR, "mem", &major_fops))
		panic("The memory devices cannot be registered");
}
