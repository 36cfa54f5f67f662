/*
 * block_dev.c - block devices: the drivers by major number, and a struct
 * block_device for each number that was ever asked for. Its pages hang on an
 * inode of a file system of our own, "bdev", that is mounted nowhere; what
 * they do is in bdev_pages.c.
 */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/pagemap.h>
#include <linux/stat.h>
#include <linux/string.h>
#include "bdev.h"

#define MAX_BLKDEV	256		/* majors */
#define BDEVFS_MAGIC	0x62646576	/* "bdev" */

static struct {
	const char *name;
	const struct block_device_operations *op;	/* NULL: free */
} blkdevs[MAX_BLKDEV];			/* [k] by major */

static LIST_HEAD(bdevs);		/* [k] all, by first use */
static struct super_block *bdev_sb;	/* [i] */

/* A driver for all minors of a major number, under a name that must stay. 0,
   -EINVAL or -EBUSY. */
int register_blkdev(u32 major, const char *name,
		    const struct block_device_operations *op)
{
	if (major == 0 || major >= MAX_BLKDEV)
		return -EINVAL;
	if (blkdevs[major].op)
		return -EBUSY;
	blkdevs[major].name = name;
	blkdevs[major].op = op;
	return 0;
}

const char *blkdev_name(u32 major)
{
	return major < MAX_BLKDEV ? blkdevs[major].name : NULL;
}

void bdevname(dev_t dev, char *buf, int size)
{
	const char *name = blkdev_name(MAJOR(dev));

	if (name && blkdevs[MAJOR(dev)].op->name)
		blkdevs[MAJOR(dev)].op->name(dev, buf, size);
	else if (name)
		snprintf(buf, size, "%s%u", name, MINOR(dev));
	else
		snprintf(buf, size, "dev(%u,%u)", MAJOR(dev), MINOR(dev));
}

static struct block_device *find_bdev(dev_t dev)
{
	struct block_device *bdev;

	list_for_each_entry(bdev, &bdevs, bd_list)
		if (bdev->bd_dev == dev)
			return bdev;
	return NULL;
}

/* One that is not open; NULL: no memory. May sleep. */
static struct block_device *new_bdev(dev_t dev)
{
	struct block_device *bdev = kzalloc(sizeof(*bdev), GFP_KERNEL);

	if (!bdev)
		return NULL;
	bdev->bd_inode = new_inode(bdev_sb);
	if (!bdev->bd_inode) {
		kfree(bdev);
		return NULL;
	}
	bdev->bd_dev = dev;
	bdev->bd_sector_size = SECTOR_SIZE;
	bdev->bd_block_size = PAGE_SIZE;
	mutex_init(&bdev->bd_sem);
	INIT_LIST_HEAD(&bdev->bd_list);
	bdev->bd_inode->i_mode = S_IFBLK | S_IRUSR | S_IWUSR;
	bdev->bd_inode->i_rdev = dev;
	bdev->bd_inode->i_private = bdev;
	return bdev;
}

struct block_device *bdget(dev_t dev)
{
	struct block_device *bdev = find_bdev(dev), *made;

	if (bdev)
		return bdev;
	made = new_bdev(dev);
	if (!made)
		return NULL;
	bdev = find_bdev(dev);
	if (bdev) {			/* somebody was quicker */
		iput(made->bd_inode);
		kfree(made);
		return bdev;
	}
	list_add_tail(&made->bd_list, &bdevs);
	return made;
}

struct block_device *next_bdev(const struct block_device *bdev)
{
	struct list_head *pos = bdev ? bdev->bd_list.next : bdevs.next;

	return pos == &bdevs ? NULL :
	       list_entry(pos, struct block_device, bd_list);
}

unsigned long nr_buffer_pages(void)
{
	const struct block_device *bdev;
	unsigned long n = 0;

	list_for_each_entry(bdev, &bdevs, bd_list)
		n += bdev->bd_inode->i_data.nrpages;
	return n;
}

/* Nobody has the device open: the driver, and its open(). [bd_sem] */
static int first_open(struct block_device *bdev)
{
	u32 major = MAJOR(bdev->bd_dev);

	if (!bdev->bd_op) {
		if (!blkdev_name(major))
			return -ENXIO;
		bdev->bd_op = blkdevs[major].op;
		bdev->bd_inode->i_data.a_ops = bdev->bd_op->transfer ?
					       &bdev_aops : &bdev_memory_aops;
	}
	return bdev->bd_op->open ? bdev->bd_op->open(bdev) : 0;
}

/* Nobody has it open any more. [bd_sem] */
static void last_close(struct block_device *bdev)
{
	sync_blockdev(bdev);
	invalidate_bdev(bdev, false);
	if (bdev->bd_op->release)
		bdev->bd_op->release(bdev);
}

int blkdev_get(struct block_device *bdev, u32 fmode)
{
	int err = 0;

	mutex_lock(&bdev->bd_sem);
	if (!bdev->bd_count)
		err = first_open(bdev);
	if (err)
		goto out;
	if (fmode & FMODE_WRITE && bdev->bd_read_only) {
		err = -EROFS;
		if (!bdev->bd_count)
			last_close(bdev);
		goto out;
	}
	bdev->bd_count++;
out:
	mutex_unlock(&bdev->bd_sem);
	return err;
}

void blkdev_put(struct block_device *bdev)
{
	mutex_lock(&bdev->bd_sem);
	BUG_ON(bdev->bd_count <= 0);
	if (--bdev->bd_count == 0)
		last_close(bdev);
	mutex_unlock(&bdev->bd_sem);
}

/*
 * The device has `bytes' bytes now. If it had another size before, pages of a
 * real medium are read anew: the last one may have been cut off in its midst.
 * Driver; may sleep.
 */
void bd_set_size(struct block_device *bdev, loff_t bytes)
{
	struct inode *inode = bdev->bd_inode;

	if (bytes == inode->i_size)
		return;
	if (inode->i_size) {
		sync_blockdev(bdev);
		invalidate_bdev(bdev, false);
	}
	vmtruncate(inode, bytes);
}

/* The device of a node, by its dentry. */
static struct block_device *dentry_bdev(const struct dentry *dentry)
{
	const struct inode *inode = dentry->d_inode;
	struct block_device *bdev;

	if (!S_ISBLK(inode->i_mode))
		return ERR_PTR(-ENOTBLK);
	if (inode->i_sb->s_flags & MS_NODEV)
		return ERR_PTR(-EACCES);
	if (!blkdev_name(MAJOR(inode->i_rdev)))
		return ERR_PTR(-ENXIO);
	bdev = bdget(inode->i_rdev);
	return bdev ? bdev : ERR_PTR(-ENOMEM);
}

struct block_device *open_bdev(const char *path, u32 fmode)
{
	struct dentry *dentry = lookup_at(AT_FDCWD, path, LOOKUP_FOLLOW);
	struct block_device *bdev;
	int err;

	if (IS_ERR(dentry))
		return ERR_PTR(PTR_ERR(dentry));
	bdev = dentry_bdev(dentry);
	dput(dentry);
	if (IS_ERR(bdev))
		return bdev;
	err = blkdev_get(bdev, fmode);
	return err ? ERR_PTR(err) : bdev;
}

static int bdev_read_super(struct super_block *sb, void *data __unused,
			   bool silent __unused)
{
	sb->s_maxbytes = PAGE_CACHE_MAX;
	return fill_pseudo_super(sb, BDEVFS_MAGIC);
}

static struct file_system_type bdev_type = {
	.name = "bdev",
	.read_super = bdev_read_super,
};

/* Once, before the first driver. */
void block_dev_init(void)
{
	bdev_sb = mount_pseudo(&bdev_type);
	if (IS_ERR(bdev_sb) || !bdev_sb)
		panic("No memory for block devices");
}
