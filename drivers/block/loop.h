/*
 * loop.h - one loop device, for loop.c and loop_ioctl.c. All is guarded by
 * bd_sem: open and release have it, the ioctls take it, and a transfer() runs
 * only between them.
 */
#ifndef _DRIVERS_BLOCK_LOOP_H
#define _DRIVERS_BLOCK_LOOP_H

#include <linux/blkdev.h>
#include <linux/loop.h>

struct loop_device {
	struct file *file;		/* counted; NULL: not bound */
	loff_t offset;			/* of its first byte in the file */
	loff_t limit;			/* bytes; 0: all that there are */
	u32 flags;			/* LO_FLAGS_ */
	bool full;			/* it was said that the file system of
					   the file has no room */
	char name[LO_NAME_SIZE];	/* of the file, as we were told */
};

/* drivers/block/loop.c; bd_sem is held, and the devices are open */
struct loop_device *loop_of(const struct block_device *bdev);
int loop_bind(struct block_device *bdev, struct file *file, bool read_only);
int loop_clear(struct block_device *bdev);
int loop_change(struct block_device *bdev, loff_t offset, loff_t limit);
void loop_set_size(struct block_device *bdev);
bool loop_is_bound(u32 minor);

/* drivers/block/loop_ioctl.c */
int loop_ioctl(struct block_device *bdev, struct file *file, u32 cmd,
	       unsigned long arg);
extern const struct file_operations loop_control_fops;

#endif
