/*
 * disk_model.h - a device for tests of file systems: blocks of 1024 bytes,
 * each a piece of memory of its own, so that the address sanitizer sees who
 * leaves one. Buffers that are held are counted; reads fail when disk_fail_in
 * counts down to 0, and then on. Besides, mounting without mount(), and what
 * stands around a file system on the host: include names_kernel.h first.
 */
#ifndef UNIT_DISK_MODEL_H
#define UNIT_DISK_MODEL_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/buffer_head.h>
#include <linux/pagemap.h>
#include "tap.h"

#define DISK_BLOCK	1024
#define DISK_MAX	12000

static u8 *disk[DISK_MAX];		/* blocks of the device */
static u8 disk_before[DISK_MAX * DISK_BLOCK];	/* as they were loaded */
static u32 disk_blocks;
static int disk_held, disk_fail_in;
static u32 disk_errors;			/* fs_error() calls */
static char disk_message[200];		/* of the first of them */
static char disk_file[] = "/tmp/disk_model.XXXXXX";

int bread(struct super_block *sb, u32 block, struct buffer_head *bh)
{
	(void)sb;
	bh->b_page = NULL;
	bh->b_data = NULL;
	if (block >= disk_blocks)
		return -EIO;
	if (disk_fail_in && (disk_fail_in < 0 || --disk_fail_in == 0)) {
		disk_fail_in = -1;
		return -EIO;
	}
	bh->b_page = (struct page *)disk[block];
	bh->b_data = disk[block];
	disk_held++;
	return 0;
}

int getblk(struct super_block *sb, u32 block, struct buffer_head *bh)
{
	int err = bread(sb, block, bh);

	if (!err)
		memset(bh->b_data, 0, DISK_BLOCK);
	return err;
}

void brelse(struct buffer_head *bh)
{
	disk_held -= bh->b_page != NULL;
}

void mark_buffer_dirty(struct buffer_head *bh)
{
	if (!bh->b_page)
		abort();
}

int sync_buffer(struct buffer_head *bh)
{
	mark_buffer_dirty(bh);
	return 0;
}

bool sb_has_block(const struct super_block *sb, u32 block)
{
	(void)sb;
	return block < disk_blocks;
}

bool sb_set_blocksize(struct super_block *sb, u32 size)
{
	sb->s_blocksize = size;
	return size == DISK_BLOCK;
}

void fs_error(struct super_block *sb, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	if (!disk_errors)
		vsnprintf(disk_message, sizeof(disk_message), fmt, args);
	va_end(args);
	disk_errors++;
	sb->s_errors++;
	sb->s_flags |= MS_RDONLY;
	if (sb->s_op && sb->s_op->mark_error)
		sb->s_op->mark_error(sb);
}

/* Contents of files do not pass through pages here, but disk_move(). */
int block_read_page(struct inode *inode, struct page *page, get_block_t get)
{
	(void)inode, (void)page, (void)get;
	abort();
}
int block_write_page(struct inode *inode, struct page *page, get_block_t get)
{
	return block_read_page(inode, page, get);
}
int block_prepare_write(struct inode *inode, struct page *page, u32 from,
			u32 to, get_block_t get)
{
	(void)from, (void)to;
	return block_read_page(inode, page, get);
}
int block_commit_write(struct inode *inode, struct page *page, u32 from,
		       u32 to, get_block_t get)
{
	return block_prepare_write(inode, page, from, to, get);
}
int block_truncate_tail(struct inode *inode, get_block_t get)
{
	struct buffer_head bh;
	u32 used = inode->i_size % DISK_BLOCK, block;

	if (!used || get(inode, inode->i_size / DISK_BLOCK, &block, false) ||
	    !block || bread(inode->i_sb, block, &bh))
		return 0;
	memset(bh.b_data + used, 0, DISK_BLOCK - used);
	brelse(&bh);
	return 0;
}
int block_fsync(struct file *file, bool data_only)
{
	(void)file, (void)data_only;
	return 0;
}
ssize_t generic_file_read(struct file *f, char __user *b, size_t n, loff_t *p)
{
	(void)f, (void)b, (void)n, (void)p;
	abort();
}
ssize_t generic_file_write(struct file *f, const char __user *b, size_t n,
			   loff_t *p)
{
	return generic_file_read(f, (char __user *)b, n, p);
}
int generic_file_mmap(struct file *f, struct vm_area_struct *vma)
{
	(void)f, (void)vma;
	abort();
}
void safe_point(void) { }
struct page *mem_map;

/* Reads the byte at `pos' of a file, or (create) writes it: it, or -errno. */
static __unused int disk_byte(struct inode *inode, u32 pos, get_block_t get,
			      bool create, u8 byte)
{
	struct buffer_head bh;
	u32 block;
	int err = get(inode, pos / DISK_BLOCK, &block, create);

	if (err)
		return err;
	if (!block)
		return 0;
	err = bread(inode->i_sb, block, &bh);
	if (err)
		return err;
	if (create) {
		bh.b_data[pos % DISK_BLOCK] = byte;
		if (pos >= inode->i_size)
			inode->i_size = pos + 1;
		mark_inode_dirty(inode);
	}
	byte = bh.b_data[pos % DISK_BLOCK];
	brelse(&bh);
	return byte;
}

/* Forgets what has been changed and said since disk_load(). */
static void disk_restore(void)
{
	u32 i;

	for (i = 0; i < disk_blocks; i++)
		if (memcmp(disk[i], disk_before + i * DISK_BLOCK, DISK_BLOCK))
			memcpy(disk[i], disk_before + i * DISK_BLOCK,
			       DISK_BLOCK);
	disk_errors = 0;
	disk_message[0] = '\0';
}

/* The device is that file. */
static void disk_load(const char *name)
{
	FILE *f = fopen(name, "rb");
	u32 i;

	if (!f)
		abort();
	disk_blocks = fread(disk_before, 1, sizeof(disk_before), f) /
		      DISK_BLOCK;
	fclose(f);
	for (i = 0; i < disk_blocks; i++)
		if (!disk[i])
			disk[i] = calloc(1, DISK_BLOCK);
	disk_restore();
}

static __unused void disk_save(const char *name)
{
	FILE *f = fopen(name, "wb");
	u32 i;

	for (i = 0; f && i < disk_blocks; i++)
		if (!fwrite(disk[i], DISK_BLOCK, 1, f))
			abort();
	if (f)
		fclose(f);
}

/* Runs a command of the shell, for which $f is the file of the image, and which
   may be one of root's; its status. */
static __unused int disk_run(const char *command)
{
	char path[1000];

	snprintf(path, sizeof(path), "%s:/sbin:/usr/sbin", getenv("PATH"));
	setenv("f", disk_file, 1);
	setenv("PATH", path, !strstr(getenv("PATH"), "/sbin"));
	fflush(stdout);
	return system(command);
}

/* --- mounted, as the root of the test's process -------------------------- */

static struct super_block disk_sb;

static int disk_mount(int (*read_super)(struct super_block *sb, void *data,
					bool silent), u32 flags)
{
	int err;

	memset(&disk_sb, 0, sizeof(disk_sb));
	disk_sb.s_flags = flags;
	INIT_LIST_HEAD(&disk_sb.s_files);
	mutex_init(&disk_sb.s_rename);
	mutex_init(&disk_sb.s_lock);
	strcpy(disk_sb.s_id, "ram0");
	err = read_super(&disk_sb, NULL, false);
	if (!err) {
		fs.root = dget(disk_sb.s_root);
		fs.pwd = dget(disk_sb.s_root);
	}
	return err;
}

/* What a umount() does. False if something was left in use. */
static bool disk_umount(void)
{
	bool clean;

	dput(fs.root);
	dput(fs.pwd);
	sync_inodes(&disk_sb, true);
	shrink_dcache_sb(&disk_sb);
	dput(disk_sb.s_root);
	disk_sb.s_root = NULL;
	clean = invalidate_inodes(&disk_sb);
	if (disk_sb.s_op->put_super)
		disk_sb.s_op->put_super(&disk_sb);
	return clean && !disk_held;
}

#endif
