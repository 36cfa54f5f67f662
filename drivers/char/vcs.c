/*
 * vcs.c - the screens as files, major 7. /dev/vcs has the characters of the
 * console in front, without line ends; /dev/vcsa has rows, columns and the
 * cursor's place, a byte each, and then the cells, two bytes each. vcs1, vcsa1
 * and so on are those of one console. What is written is seen at once.
 *
 *	minor 0-63	vcs: the one in front, 1-63
 *	minor 128-191	vcsa
 */
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "vt_internal.h"

#define WITH_ATTRS	128		/* in a minor number */

/* All of a vcsa: what is read and written is a part of this. */
struct image {
	u8 rows, cols, x, y;
	u16 cells[VGA_CELLS];
};

static u32 minor_of(const struct file *file)
{
	return MINOR(file->f_dentry->d_inode->i_rdev);
}

static bool with_attrs(const struct file *file)
{
	return minor_of(file) & WITH_ATTRS;
}

/* The console that a minor number means; NULL: there is none. [k] */
static struct vc_data *vc_of(u32 minor)
{
	u32 n = minor & ~WITH_ATTRS;

	if (n > MAX_CONSOLES)
		return NULL;
	return consoles[n ? (int)n - 1 : fg_console];
}

static u32 size_of(const struct file *file)
{
	return with_attrs(file) ? sizeof(struct image) : VGA_CELLS;
}

/* --- an image of the screen ---------------------------------------------- */

static void take_image(struct vc_data *vc, struct image *image)
{
	unsigned long flags;

	save_flags_cli(flags);
	consoles_take();
	image->rows = vc->rows;
	image->cols = vc->cols;
	image->x = vc->x;
	image->y = vc->y;
	memcpy(image->cells, vc->screen, sizeof(image->cells));
	consoles_drop();
	restore_flags(flags);
}

/* Rows and columns are as they are. The cursor stays where the program thinks
   it is, unless it was moved. */
static void show_image(struct vc_data *vc, const struct image *image)
{
	unsigned long flags;

	save_flags_cli(flags);
	consoles_take();
	memcpy(vc->screen, image->cells, sizeof(image->cells));
	if (image->x != vc->x || image->y != vc->y)
		vt_goto(vc, image->x, image->y);
	vt_draw_all(vc);
	consoles_drop();
	restore_flags(flags);
	mark_bh(CONSOLE_BH);
}

/* Byte i of the file. */
static u8 *image_byte(struct image *image, bool attrs, u32 i)
{
	return attrs ? (u8 *)image + i : (u8 *)&image->cells[i];
}

/* Copies n bytes of the file from `at' on into `bytes'. */
static void get_bytes(struct image *image, bool attrs, u32 at, u8 *bytes,
		      u32 n)
{
	u32 i;

	for (i = 0; i < n; i++)
		bytes[i] = *image_byte(image, attrs, at + i);
}

static void put_bytes(struct image *image, bool attrs, u32 at,
		      const u8 *bytes, u32 n)
{
	u32 i;

	for (i = 0; i < n; i++)
		*image_byte(image, attrs, at + i) = bytes[i];
}

/* --- the file ------------------------------------------------------------ */

static int vcs_open(struct inode *inode, struct file *file __unused)
{
	return vc_of(MINOR(inode->i_rdev)) ? 0 : -ENXIO;
}

static ssize_t vcs_read(struct file *file, char __user *buf, size_t count,
			loff_t *pos)
{
	u32 size = size_of(file), n;
	struct image *image;
	struct vc_data *vc;
	ssize_t res;
	u8 *bytes;

	if (*pos < 0 || *pos >= size)
		return 0;
	n = min(count, (size_t)(size - *pos));
	image = kmalloc(sizeof(*image) + n, GFP_KERNEL);
	if (!image)
		return -ENOMEM;
	bytes = (u8 *)(image + 1);
	res = -ENXIO;
	vc = vc_of(minor_of(file));
	if (vc) {
		take_image(vc, image);
		get_bytes(image, with_attrs(file), *pos, bytes, n);
		res = copy_to_user(buf, bytes, n) ? -EFAULT : (ssize_t)n;
	}
	kfree(image);
	if (res > 0)
		*pos += res;
	return res;
}

static ssize_t vcs_write(struct file *file, const char __user *buf,
			 size_t count, loff_t *pos)
{
	u32 size = size_of(file), n;
	struct image *image;
	struct vc_data *vc;
	ssize_t res;
	u8 *bytes;

	if (*pos < 0 || *pos >= size)
		return count ? -ENOSPC : 0;
	n = min(count, (size_t)(size - *pos));
	image = kmalloc(sizeof(*image) + n, GFP_KERNEL);
	if (!image)
		return -ENOMEM;
	bytes = (u8 *)(image + 1);
	res = copy_from_user(bytes, buf, n) ? -EFAULT : (ssize_t)n;
	vc = vc_of(minor_of(file));
	if (!vc)			/* gone since it was opened */
		res = -ENXIO;
	if (res > 0) {
		take_image(vc, image);
		put_bytes(image, with_attrs(file), *pos, bytes, n);
		show_image(vc, image);
		*pos += res;
	}
	kfree(image);
	return res;
}

static loff_t vcs_llseek(struct file *file, loff_t offset, int whence)
{
	if (whence == SEEK_END)
		offset += size_of(file);
	else if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (offset < 0 || offset > size_of(file))
		return -EINVAL;
	return file->f_pos = offset;
}

static const struct file_operations vcs_fops = {
	.llseek = vcs_llseek,
	.read = vcs_read,
	.write = vcs_write,
	.open = vcs_open,
};

void __init vcs_init(void)
{
	if (register_chrdev(VCS_MAJOR, "vcs", &vcs_fops))
		printk(KERN_ERR "vcs: major number %d is taken\n", VCS_MAJOR);
}
