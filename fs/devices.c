/*
 * devices.c - device numbers, in the forms that programs use, and the drivers
 * behind them. A device node's own file operations only find the driver of
 * its number; from then on the open file is the driver's.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include "names.h"

#define MAX_CHRDEV	256		/* majors */

static struct {
	const char *name;
	const struct file_operations *fops;	/* NULL: free */
} chrdevs[MAX_CHRDEV];			/* [k] by major */

/*
 * mknod() and stat64() have 20 bits of minor in two pieces around 12 of
 * major; stat() has 8 and 8. We keep 12 and 20, in order.
 */
dev_t new_decode_dev(u32 dev)
{
	u32 minor = (dev & 0xff) | ((dev >> 12) & 0xfff00);

	return MKDEV((dev >> 8) & 0xfff, minor);
}

u32 new_encode_dev(dev_t dev)
{
	u32 minor = MINOR(dev);

	return (minor & 0xff) | MAJOR(dev) << 8 | (minor & ~0xffU) << 12;
}

/* A driver for all minors of a major number, under a name for /proc/devices
   that must stay. 0, -EINVAL or -EBUSY. */
int register_chrdev(u32 major, const char *name,
		    const struct file_operations *fops)
{
	if (major == 0 || major >= MAX_CHRDEV)
		return -EINVAL;
	if (chrdevs[major].fops)
		return -EBUSY;
	chrdevs[major].name = name;
	chrdevs[major].fops = fops;
	return 0;
}

/* The driver of a major number, or NULL. */
const struct file_operations *get_chrfops(u32 major)
{
	return major < MAX_CHRDEV ? chrdevs[major].fops : NULL;
}

const char *chrdev_name(u32 major)
{
	return major < MAX_CHRDEV ? chrdevs[major].name : NULL;
}

/* open() of a node: the driver's, if there is one. */
static int chrdev_open(struct inode *inode, struct file *file)
{
	const struct file_operations *fops = get_chrfops(MAJOR(inode->i_rdev));

	if (!fops)
		return -ENXIO;
	file->f_op = fops;
	return fops->open ? fops->open(inode, file) : 0;
}

const struct file_operations def_chr_fops = {
	.open = chrdev_open,
};
