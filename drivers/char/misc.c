/*
 * misc.c - the major number that small drivers share (linux/miscdevice.h): an
 * open file becomes the driver's of its minor number.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>

#define MAX_MISC	8		/* drivers */

static struct {
	u32 minor;
	const char *name;
	const struct file_operations *fops;	/* NULL: free */
} devices[MAX_MISC];			/* [k] */

static int misc_open(struct inode *inode, struct file *file)
{
	u32 minor = MINOR(inode->i_rdev);
	int i;

	for (i = 0; i < MAX_MISC; i++) {
		if (!devices[i].fops || devices[i].minor != minor)
			continue;
		file->f_op = devices[i].fops;
		return file->f_op->open ? file->f_op->open(inode, file) : 0;
	}
	return -ENXIO;
}

static const struct file_operations misc_fops = {
	.open = misc_open,
};

int misc_register(u32 minor, const char *name,
		  const struct file_operations *fops)
{
	int i;

	for (i = 0; i < MAX_MISC && devices[i].fops; i++)
		if (devices[i].minor == minor)
			return -EBUSY;
	if (i == MAX_MISC)
		return -ENOSPC;
	if (i == 0 && register_chrdev(MISC_MAJOR, "misc", &misc_fops))
		return -EBUSY;
	devices[i].minor = minor;
	devices[i].name = name;
	devices[i].fops = fops;
	return 0;
}
