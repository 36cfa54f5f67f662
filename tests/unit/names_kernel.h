/*
 * names_kernel.h - the kernel around the file system, for names_test.c: memory
 * is the host's and counted; nothing sleeps, and who waits for a mutex has
 * locked himself out.
 */
#ifndef UNIT_NAMES_KERNEL_H
#define UNIT_NAMES_KERNEL_H

#include <stdlib.h>
#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/uaccess.h>
#include "../../fs/names.h"

struct cpu boot_cpu, *host_cpu = &boot_cpu;
unsigned long host_memory = 0xffffffff;		/* all addresses are users' */
volatile unsigned long jiffies;
const struct file_operations def_fifo_fops, def_chr_fops, def_blk_fops;
static struct task_struct task;
static struct fs_struct fs;
static struct files_struct files;
static int allocated, mutex_waits;

void *kmalloc(size_t size, int gfp)
{
	(void)gfp;
	allocated++;
	return malloc(size);
}

void *kzalloc(size_t size, int gfp)
{
	void *p = kmalloc(size, gfp);

	return memset(p, 0, size);
}

void kfree(const void *p)
{
	allocated -= p != NULL;
	free((void *)p);
}

unsigned long nr_total_pages(void)
{
	return 64;			/* 72 dentries unused at most */
}

void mutex_init(struct mutex *m)
{
	m->locked = 0;
	INIT_LIST_HEAD(&m->wait.waiters);
}

void mutex_wait(struct mutex *m)
{
	m->locked = 0;
	mutex_waits++;
}

void wake_up(wait_queue_head_t *q) { (void)q; }
void wake_up_one(wait_queue_head_t *q) { (void)q; }
void schedule(void) { abort(); }
void prepare_to_wait(wait_queue_head_t *q, struct wait_queue *w, long state)
{
	(void)q, (void)w, (void)state;
}
void leave_queue(wait_queue_head_t *q, struct wait_queue *w)
{
	(void)q, (void)w;
}
void do_gettimeofday(struct timeval *tv) { tv->tv_sec = tv->tv_usec = 1; }
bool in_group(gid_t gid) { return gid == task.fsgid; }
void mapping_init(struct address_space *m, struct inode *host,
		  const struct address_space_operations *ops)
{
	(void)host, (void)ops;
	INIT_LIST_HEAD(&m->dirty_pages);
}
void truncate_inode_pages(struct address_space *m, loff_t from)
{
	(void)m, (void)from;
}
int vmtruncate(struct inode *inode, loff_t size)
{
	inode->i_size = size;
	return 0;
}
void pipe_free_inode(struct inode *inode) { (void)inode; }
int do_truncate(struct dentry *dentry, loff_t length)
{
	(void)dentry, (void)length;
	return 0;
}
int sync_sb(struct super_block *sb, bool wait)
{
	sync_inodes(sb, wait);
	return 0;
}
int write_mapping(struct address_space *m) { (void)m; return 0; }
void inode_is_dirty(void) { }
int sync_blockdev(struct block_device *bdev) { (void)bdev; return 0; }
void blkdev_put(struct block_device *bdev) { (void)bdev; }
void bdevname(dev_t dev, char *buf, int size)
{
	(void)dev, *buf = 0, (void)size;
}
struct block_device *open_bdev(const char *path, u32 fmode)
{
	(void)path, (void)fmode;
	return ERR_PTR(-ENOTBLK);
}
dev_t new_decode_dev(u32 dev) { return dev; }
size_t __copy_user(void *to, const void *from, size_t n)
{
	memcpy(to, from, n);
	return 0;
}
long strncpy_from_user(char *to, const char __user *from, long n)
{
	strncpy(to, from, n);
	return strnlen(to, n);
}

#endif
