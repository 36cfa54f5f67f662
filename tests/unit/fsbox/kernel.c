/*
 * kernel.c - what is left of the kernel around the box: the clock, signals,
 * groups, mappings; and the list of file systems.
 */
#include <linux/fs.h>
#include <linux/file.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/pagemap.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/tty.h>
#include "box.h"
#include "inside.h"

#define TIME_AT_START	1000000000

const struct file_operations def_fifo_fops;

void do_gettimeofday(struct timeval *tv)
{
	tv->tv_sec = TIME_AT_START + jiffies / HZ;
	tv->tv_usec = jiffies % HZ * (1000000 / HZ);
}

bool in_group(gid_t gid)
{
	return gid == current->fsgid;
}

/* Pages are never mapped for longer than a store takes: calls.c. */
void unmap_mapping_range(struct list_head *i_mmap, unsigned long first,
			 unsigned long last)
{
	(void)i_mmap, (void)first, (void)last;
}

void pipe_free_inode(struct inode *inode)
{
	(void)inode;
}

void minix_init(void) __attribute__((weak));
void romfs_init(void) __attribute__((weak));
void ext2_init(void) __attribute__((weak));

/* What stands in init() of the kernel. */
void box_file_systems(void)
{
	if (ext2_init)
		ext2_init();
	if (minix_init)
		minix_init();
	if (romfs_init)
		romfs_init();
}

/* Nobody has signals but for what limits send; there are none here. */
int send_sig(int sig, struct task_struct *p)
{
	(void)sig, (void)p;
	box_fail("a signal is sent");
}

int send_sig_thread(int sig, siginfo_t *info, struct task_struct *p)
{
	(void)sig, (void)info, (void)p;
	box_fail("a signal is sent");
}

long tty_vhangup(void)
{
	return 0;
}

void get_random_bytes(void *buf, size_t n)
{
	u8 *p = buf;

	while (n--)
		*p++ = box_rnd(256);
}

void spin_lock_wait(spinlock_t *lock)
{
	(void)lock;
	box_fail("a spinlock is taken twice");
}
