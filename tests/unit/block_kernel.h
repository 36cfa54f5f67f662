/*
 * block_kernel.h - the kernel around the block layer, for block_test.c: pages
 * that are full of old bytes when they are handed out, one process that never
 * sleeps, a driver with a medium in an array that counts what it is asked for
 * and fails on demand, and a file system of one file whose blocks stand in a
 * table.
 */
#ifndef UNIT_BLOCK_KERNEL_H
#define UNIT_BLOCK_KERNEL_H

#include <stdlib.h>
#include <linux/buffer_head.h>
#include <linux/malloc.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <asm/uaccess.h>
#include "../../fs/bdev.h"
#include "machine.h"

#define POOL_PAGES	400
#define MEDIUM_SIZE	(1000 * 1024 + 1536)	/* ends within a page */
#define MAX_BLOCKS	(MEDIUM_SIZE / 512)
#define FIRST_BLOCK	3		/* those before it are not the file's */
#define OLD_BYTE	0xa5		/* what nobody has written */
#define NO_SECTOR	(~0U)
#define OUR_MAJOR	60

struct page *mem_map;
unsigned long max_mapnr = POOL_PAGES;
volatile unsigned long jiffies = 1000000;
struct page *zero_page;
static struct page pool[POOL_PAGES];
static struct task_struct task;
static int pages_used, objects, mutex_waits;

/* --- memory --------------------------------------------------------------- */

static void memory_start(void)
{
	machine_start(POOL_PAGES, 1);
	host_cpu->task = &task;
	memset((void *)host_memory, OLD_BYTE, POOL_PAGES << PAGE_SHIFT);
	mem_map = pool;
}

struct page *alloc_pages(int gfp, int order, enum page_use use)
{
	struct page *page;
	int again;

	(void)gfp, (void)order;
	for (again = 0; again < 2; again++) {
		for (page = pool; page < pool + POOL_PAGES; page++)
			if (page->use == PAGE_FREE)
				break;
		if (page < pool + POOL_PAGES || !shrink_cache(1))
			break;
	}
	if (page == pool + POOL_PAGES)
		return NULL;
	page->use = use;
	page->mapping = (void *)1;	/* whatever was there before */
	page->flags = ~0U;
	INIT_LIST_HEAD(&page->list);
	atomic_set(&page->count, 1);
	memset(page_address(page), OLD_BYTE, PAGE_SIZE);
	pages_used++;
	return page;
}

/* A free page keeps a count that is nobody's, for who puts it once more. */
void free_unused_page(struct page *page)
{
	if (page->use == PAGE_FREE)
		panic("a page that is free is put");
	if (!list_empty(&page->list))
		panic("a page in a list is freed");
	page->use = PAGE_FREE;
	atomic_set(&page->count, 1);
	pages_used--;
}

void *kzalloc(size_t size, int gfp)
{
	(void)gfp;
	objects++;
	return calloc(1, size);
}

void kfree(const void *p)
{
	objects -= p != NULL;
	free((void *)p);
}

unsigned long nr_total_pages(void) { return POOL_PAGES; }
unsigned long nr_free_pages(void) { return POOL_PAGES - pages_used; }
unsigned long nr_used_pages(enum page_use use) { (void)use; return pages_used; }

/* --- processes ------------------------------------------------------------ */

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

void prepare_to_wait(wait_queue_head_t *q, struct wait_queue *w, long state)
{
	(void)q, (void)w, (void)state;
}

void leave_queue(wait_queue_head_t *q, struct wait_queue *w)
{
	(void)q, (void)w;
}

void schedule(void) { panic("somebody would sleep for ever"); }
void safe_point(void) { }
long schedule_timeout(long ticks) { (void)ticks; return 0; }
void wake_up(wait_queue_head_t *q) { (void)q; }
void wake_up_one(wait_queue_head_t *q) { (void)q; }
bool wake_up_process(struct task_struct *p) { (void)p; return true; }
void kernel_lock_wait(void) { }
void kernel_lock_wait_or_yield(void) { }
void lock_mounts(void) { }
void unlock_mounts(void) { }
pid_t kernel_thread(int (*fn)(void *), void *arg, const char *name)
{
	(void)fn, (void)arg, (void)name;
	return 2;
}
int send_sig_thread(int sig, siginfo_t *info, struct task_struct *p)
{
	(void)sig, (void)info, (void)p;
	return 0;
}

/* The copy from a program's memory, which ends after so many bytes. */
static size_t copy_room = ~0UL;

size_t __copy_user(void *to, const void *from, size_t n)
{
	size_t can = min(n, copy_room);

	memcpy(to, from, can);
	copy_room -= copy_room == ~0UL ? 0 : can;
	return n - can;
}

/* --- names, inodes -------------------------------------------------------- */

static struct super_block bdev_super;
static int syncs_of_inodes, syncs_of_super;

struct super_block *mount_pseudo(struct file_system_type *type)
{
	bdev_super.s_maxbytes = PAGE_CACHE_MAX;
	strcpy(bdev_super.s_id, type->name);
	return &bdev_super;
}

struct inode *new_inode(struct super_block *sb)
{
	static const struct inode_operations none;
	struct inode *inode = calloc(1, sizeof(*inode));

	inode->i_sb = sb;
	inode->i_count = 1;
	inode->i_op = &none;
	mutex_init(&inode->i_sem);
	mapping_init(&inode->i_data, inode, NULL);
	return inode;
}

bool igrab(struct inode *inode)
{
	inode->i_count++;
	return true;
}

void iput(struct inode *inode)
{
	if (--inode->i_count == 0)
		free(inode);
}

void write_inodes(struct super_block *sb) { (void)sb; }
void mark_inode_dirty(struct inode *inode) { (void)inode; }
void update_atime(struct inode *inode) { (void)inode; }
void sync_all_inodes(void) { syncs_of_inodes++; }
void sync_bdev_super(const struct inode *inode)
{
	(void)inode;
	syncs_of_super++;
}
struct timespec current_fs_time(void) { return (struct timespec) { 1, 0 }; }
int notify_change(struct dentry *dentry, struct iattr *attr)
{
	(void)dentry, (void)attr;
	return 0;
}
void unmap_mapping_range(struct list_head *i_mmap, unsigned long first,
			 unsigned long last)
{
	(void)i_mmap, (void)first, (void)last;
}
struct dentry *d_alloc_root(struct inode *root) { (void)root; return NULL; }
void dput_last(struct dentry *dentry) { (void)dentry; }
struct dentry *lookup_at(int dfd, const char *name, u32 flags)
{
	(void)dfd, (void)name, (void)flags;
	return ERR_PTR(-ENOENT);
}

/* --- the driver ----------------------------------------------------------- */

static u8 medium[MEDIUM_SIZE];
static struct {
	u32 bad_sector;			/* fails in both directions */
	int reads, writes, opens, releases, flushes, outside;
	int open_error;
	void (*during_write)(void);	/* called in each */
} driver = { .bad_sector = NO_SECTOR };

static int our_open(struct block_device *bdev)
{
	driver.opens++;
	if (!driver.open_error)
		bd_set_size(bdev, MEDIUM_SIZE);
	return driver.open_error;
}

static void our_release(struct block_device *bdev)
{
	(void)bdev;
	driver.releases++;
}

static int our_transfer(struct block_device *bdev, int rw, u32 sector,
			void *data, u32 n)
{
	u8 *place = medium + sector * SECTOR_SIZE;

	(void)bdev;
	*(rw == BLK_WRITE ? &driver.writes : &driver.reads) += 1;
	if (n == 0 || n > PAGE_SIZE / SECTOR_SIZE ||
	    (sector + n) * SECTOR_SIZE > MEDIUM_SIZE) {
		driver.outside++;
		return -EIO;
	}
	if (driver.bad_sector - sector < n)
		return -EIO;
	if (rw == BLK_WRITE)
		memcpy(place, data, n * SECTOR_SIZE);
	else
		memcpy(data, place, n * SECTOR_SIZE);
	if (rw == BLK_WRITE && driver.during_write)
		driver.during_write();
	return 0;
}

static int our_flush(struct block_device *bdev)
{
	(void)bdev;
	driver.flushes++;
	return 0;
}

static const struct block_device_operations our_operations = {
	.open = our_open, .release = our_release, .transfer = our_transfer,
	.flush = our_flush,
};
static const struct block_device_operations memory_operations = {
	.open = our_open,
};

/* --- the file system ------------------------------------------------------ */

static struct super_block sb;
static u32 map[MAX_BLOCKS];		/* of the file, by its block; 0: hole */
static u8 taken[MAX_BLOCKS];		/* blocks of the device */
static u32 file_blocks;			/* of the device, for the file */
static u32 get_fails_in;		/* blocks from now; 0: never */

static u32 device_blocks(void)
{
	return MEDIUM_SIZE / sb.s_blocksize;
}

static int get_block(struct inode *inode, u32 iblock, u32 *block, bool create)
{
	u32 b;

	(void)inode;
	if (create && get_fails_in && --get_fails_in == 0)
		return -EIO;
	if (!map[iblock] && create) {
		for (b = FIRST_BLOCK; taken[b]; b++)
			;
		if (b >= FIRST_BLOCK + file_blocks)
			return -ENOSPC;
		taken[b] = 1;
		map[iblock] = b;
	}
	*block = map[iblock];
	return 0;
}

static int our_readpage(struct inode *inode, struct page *page)
{
	return block_read_page(inode, page, get_block);
}

static int our_writepage(struct inode *inode, struct page *page)
{
	return block_write_page(inode, page, get_block);
}

static int our_prepare(struct inode *inode, struct page *page, u32 from,
		       u32 to)
{
	return block_prepare_write(inode, page, from, to, get_block);
}

static int our_commit(struct inode *inode, struct page *page, u32 from, u32 to)
{
	return block_commit_write(inode, page, from, to, get_block);
}

static const struct address_space_operations our_aops = {
	.readpage = our_readpage, .writepage = our_writepage,
	.prepare_write = our_prepare, .commit_write = our_commit,
};

static void our_truncate(struct inode *inode)
{
	u32 i = (inode->i_size + sb.s_blocksize - 1) / sb.s_blocksize;

	for (; i < MAX_BLOCKS; i++) {
		taken[map[i]] = 0;
		map[i] = 0;
	}
	get_fails_in = 0;
	block_truncate_tail(inode, get_block);
}

static const struct inode_operations our_iops = { .truncate = our_truncate };

#endif
