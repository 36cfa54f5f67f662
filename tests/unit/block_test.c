/* needs: fs/block_dev.c fs/buffer.c fs/bdev_pages.c fs/block_file.c */
/* needs: fs/libfs.c mm/pagecache.c mm/pagetree.c mm/truncate.c mm/vmscan.c */
/*
 * block_test.c - from files to the sectors of a device and back: buffers,
 * contents of files (against a plain array, with errors, full devices and
 * copies that end early), write-back by age, and memory taken from the cache.
 */
#include "block_kernel.h"
#include "../../mm/writeback.c"
/* A page is copied as any other number of bytes. */
#undef __copy_user_page
#define __copy_user_page(to, from) \
	__copy_user((*(to) += PAGE_SIZE) - PAGE_SIZE, (from), PAGE_SIZE)
#include "../../mm/filewrite.c"
#include "../../mm/fileread.c"

#define FILE_MAX	(200 * 1024)
#define ROUNDS		3000
#define LEAVE_LEAST	47		/* pages, for others than ramdisks */

static struct block_device *bdev;
static unsigned int seed = 1993;

/* An open device with no pages, and a file system of that block size on it
   with an empty file. */
static struct inode *fresh(u32 block_size)
{
	struct inode *inode;
	u32 i;

	for (i = 0; i < MEDIUM_SIZE; i++)
		medium[i] = OLD_BYTE;
	memset(map, 0, sizeof(map));
	memset(taken, 0, sizeof(taken));
	driver.bad_sector = NO_SECTOR;
	if (blkdev_get(bdev, FMODE_READ | FMODE_WRITE))
		panic("the device cannot be opened");
	driver.reads = driver.writes = 0;
	sb = (struct super_block) { .s_bdev = bdev, .s_id = "test",
				    .s_maxbytes = 1 << 30 };
	sb_set_blocksize(&sb, block_size);
	file_blocks = device_blocks() - FIRST_BLOCK;
	inode = new_inode(&sb);
	inode->i_mode = S_IFREG;
	inode->i_op = &our_iops;
	inode->i_data.a_ops = &our_aops;
	return inode;
}

static void finish(struct inode *inode)
{
	truncate_inode_pages(&inode->i_data, 0);
	iput(inode);
	blkdev_put(bdev);
}

static int all_bytes(const u8 *p, u8 byte, u32 n)
{
	while (n && *p == byte)
		p++, n--;
	return n == 0;
}

/* --- devices and buffers -------------------------------------------------- */

/* A ramdisk that is larger than memory. */
static void test_full_memory(struct block_device *ram)
{
	static u8 buf[PAGE_SIZE];
	u32 i;

	blkdev_get(ram, FMODE_WRITE);
	bd_set_size(ram, POOL_PAGES << PAGE_SHIFT);
	for (i = 0; i < POOL_PAGES; i++)
		if (page_cache_write(ram->bd_inode, i << PAGE_SHIFT, buf,
				     PAGE_SIZE) != PAGE_SIZE)
			break;
	ok(i < POOL_PAGES && nr_free_pages() >= LEAVE_LEAST &&
	   page_cache_write(ram->bd_inode, i << PAGE_SHIFT, buf, 1) == -ENOSPC,
	   "ramdisks leave the last pages to others");
	is(page_cache_write(ram->bd_inode, 0, buf, PAGE_SIZE), PAGE_SIZE,
	   "what they have can be written to");
	blkdev_put(ram);
	invalidate_bdev(ram, true);
}

static void test_devices(void)
{
	struct block_device *ram;
	char name[BDEVNAME_SIZE];

	ok(register_blkdev(0, "x", &our_operations) == -EINVAL &&
	   register_blkdev(256, "x", &our_operations) == -EINVAL &&
	   register_blkdev(OUR_MAJOR, "x", &our_operations) == -EBUSY,
	   "majors that are none, or taken");
	ok(bdget(MKDEV(OUR_MAJOR, 0)) == bdev, "a device is made once");
	bdevname(MKDEV(OUR_MAJOR, 7), name, sizeof(name));
	is_str(name, "test7", "driver and minor are its name");
	is(blkdev_get(bdget(MKDEV(99, 0)), FMODE_READ), -ENXIO, "no driver");
	driver.open_error = -ENXIO;
	is(blkdev_get(bdev, FMODE_READ), -ENXIO, "no medium");
	driver.open_error = 0;
	bdev->bd_read_only = true;
	driver.releases = 0;
	ok(blkdev_get(bdev, FMODE_WRITE) == -EROFS && driver.releases == 1 &&
	   !bdev->bd_count, "a read-only device is not opened for writing");
	bdev->bd_read_only = false;
	ram = bdget(MKDEV(OUR_MAJOR + 1, 0));
	blkdev_get(ram, FMODE_WRITE);
	page_cache_write(ram->bd_inode, 5000, "abc", 3);
	blkdev_put(ram);
	is(ram->bd_inode->i_data.nrpages, 1, "memory is kept without an open");
	ok(!shrink_cache(POOL_PAGES) && list_empty(&dirty_mappings),
	   "cannot be taken, and is not dirty");
	invalidate_bdev(ram, true);
	is(nr_buffer_pages(), 0, "but it can be given up");
	test_full_memory(ram);
}

static void test_buffers(u32 size)
{
	struct inode *inode = fresh(size);
	struct buffer_head bh, bh2;
	u32 last = device_blocks() - 1;

	ok(bread(&sb, last + 1, &bh) == -EIO && !bh.b_page &&
	   getblk(&sb, ~0U, &bh) == -EIO && !bh.b_page,
	   "%u: no block behind the device's end", size);
	brelse(&bh);
	medium[last * size] = 1;
	ok(bread(&sb, last, &bh) == 0 && bh.b_data[0] == 1 &&
	   bh.b_data[size - 1] == OLD_BYTE, "the last block");
	brelse(&bh);
	driver.reads = 0;
	ok(getblk(&sb, 4, &bh) == 0 && all_bytes(bh.b_data, 0, size),
	   "a block to be written is all zeroes");
	is(driver.reads, size < PAGE_SIZE, "and is read only to keep others");
	bread(&sb, 4, &bh2);
	ok(bh2.b_data == bh.b_data, "a block is one place in memory");
	memset(bh.b_data, 7, size);
	mark_buffer_dirty(&bh);
	brelse(&bh);
	brelse(&bh2);
	is(driver.writes, 0, "nothing is written at once");
	driver.flushes = 0;
	ok(!sync_blockdev(bdev) && driver.writes == 1 && driver.flushes == 1,
	   "but once when it is asked for");
	ok(!sync_blockdev(bdev) && driver.writes == 1, "and not again");
	ok(all_bytes(medium + 4 * size, 7, size) &&
	   all_bytes(medium + 4 * size - 512, OLD_BYTE, 512) &&
	   all_bytes(medium + 5 * size, OLD_BYTE, 512), "with its bytes");
	finish(inode);
	ok(!pages_used && !driver.outside, "the last close forgets all");
}

static void test_errors(void)
{
	struct inode *inode = fresh(1024);
	struct buffer_head bh;

	driver.bad_sector = 33;
	is(bread(&sb, 18, &bh), -EIO, "a page with a bad sector");
	driver.bad_sector = NO_SECTOR;
	ok(!bread(&sb, 18, &bh), "is read again when asked for again");
	mark_buffer_dirty(&bh);
	driver.bad_sector = 33;
	host_log_clear();
	is(sync_blockdev(bdev), -EIO, "an error of writing is told");
	ok(strstr(host_log, "bdev: inode") && strchr(host_log, '\n') ==
	   host_log + strlen(host_log) - 1, "in one line of the log, too");
	is(sync_blockdev(bdev), 0, "once");
	mark_buffer_dirty(&bh);
	jiffies += 31 * HZ;
	write_all_old(jiffies - OLD_TICKS);
	is(sync_blockdev(bdev), -EIO, "also if nobody waited for it");
	brelse(&bh);
	driver.bad_sector = NO_SECTOR;
	finish(inode);
}

/* --- contents of files ---------------------------------------------------- */

static u8 model[FILE_MAX];

/* Does the file read as the model has it? */
static int reads_right(struct inode *inode)
{
	static u8 buf[FILE_MAX];
	ssize_t n = page_cache_read(inode, 0, buf, FILE_MAX);

	return n == inode->i_size && !memcmp(buf, model, n);
}

/* Is it so on the medium, too, zeroes behind the end of the file included? */
static int stored_right(const struct inode *inode)
{
	u32 size = sb.s_blocksize, i, b, n;

	for (i = 0; i * size < FILE_MAX; i++) {
		b = map[i];
		if (!b)
			continue;
		if (i * size >= inode->i_size)
			return 0;		/* a block that is no use */
		n = min(size, (u32)inode->i_size - i * size);
		if (memcmp(medium + b * size, model + i * size, n) ||
		    !all_bytes(medium + b * size + n, 0, size - n))
			return 0;
	}
	for (i = b = 0; i < device_blocks(); i++)
		b += taken[i];
	for (i = 0; i < MAX_BLOCKS; i++)
		b -= map[i] != 0;
	return b == 0;
}

/* A write somewhere, perhaps of bytes that cannot be copied to their end. */
static int random_write(struct inode *inode)
{
	static u8 buf[FILE_MAX];
	u32 pos = rnd(&seed) % FILE_MAX, n, i;
	ssize_t done;

	if (rnd(&seed) % 3 == 0)
		pos &= PAGE_MASK;
	n = rnd(&seed) % (rnd(&seed) % 4 ? 9000 : 40000);
	n = min(n, FILE_MAX - pos);
	for (i = 0; i < n; i++)
		buf[i] = rnd(&seed);
	if (rnd(&seed) % 6 == 0)
		copy_room = rnd(&seed) % (n + 1);
	if (rnd(&seed) % 6 == 0)
		get_fails_in = rnd(&seed) % 20;
	done = page_cache_write(inode, pos, buf, n);
	copy_room = ~0UL;
	get_fails_in = 0;
	if (done > 0)
		memcpy(model + pos, buf, done);
	return done <= (ssize_t)n && (done >= 0 || done == -EFAULT ||
				      done == -EIO || done == -ENOSPC);
}

static void random_truncate(struct inode *inode)
{
	u32 size = rnd(&seed) % FILE_MAX;

	vmtruncate(inode, size);
	memset(model + size, 0, FILE_MAX - size);
}

/* As by a mapping: bytes change, and later the page is said to be dirty.
   Behind the end of the file they are nobody's. */
static void random_mapped_write(struct inode *inode)
{
	u32 pos, end;
	struct page *page;

	if (!inode->i_size)
		return;
	pos = rnd(&seed) % (u32)inode->i_size;
	page = read_cache_page(&inode->i_data, pos >> PAGE_SHIFT);
	if (IS_ERR(page))
		return;
	end = (pos & PAGE_MASK) + PAGE_SIZE;
	memset((u8 *)page_address(page) + (pos & PAGE_OFFSET_MASK), 0x55,
	       end - pos);
	memset(model + pos, 0x55, min(end, (u32)inode->i_size) - pos);
	set_page_dirty(page);
	put_page(page);
}

static int random_operation(struct inode *inode)
{
	switch (rnd(&seed) % 8) {
	case 0:
		random_truncate(inode);
		return 1;
	case 1:
		shrink_cache(rnd(&seed) % 60);
		return 1;
	case 2:
		write_mapping(&inode->i_data);
		return 1;
	case 3:
		if (file_blocks * sb.s_blocksize > FILE_MAX)
			random_mapped_write(inode);
		return 1;
	case 4:
		return reads_right(inode);
	default:
		return random_write(inode);
	}
}

/*
 * room: so many blocks are free for the file. A page that is written by a
 * mapping is lost if there is no room for it, so there is some for all of it
 * where mappings are tried.
 */
static void test_file(u32 size, u32 room)
{
	struct inode *inode = fresh(size);
	u32 i, bad = 0;

	memset(model, 0, sizeof(model));
	file_blocks = room;
	for (i = 0; i < ROUNDS && !bad; i++) {
		bad = !random_operation(inode);
		if (i % 50)
			continue;
		write_mapping(&inode->i_data);
		sync_blockdev(bdev);
		bad |= !stored_right(inode) || !reads_right(inode);
	}
	ok(!bad, "blocks of %u, %u of them free: file, device and model agree",
	   size, room);
	if (bad)
		diag("after operation %u", i);
	finish(inode);
	is(pages_used, 0, "no page is left");
}

static void test_full_device(void)
{
	struct inode *inode = fresh(1024);
	static u8 buf[20 * 1024];

	file_blocks = 6;
	memset(buf, 3, sizeof(buf));
	is(page_cache_write(inode, 0, buf, sizeof(buf)), PAGE_SIZE,
	   "a full device: what was written before is told");
	is(inode->i_size, PAGE_SIZE, "and is the size of the file");
	is(page_cache_write(inode, PAGE_SIZE, buf, PAGE_SIZE), -ENOSPC,
	   "then an error");
	ok(!taken[FIRST_BLOCK + 4] && !taken[FIRST_BLOCK + 5],
	   "blocks of the page that did not fit are free again");
	ok(page_cache_write(inode, PAGE_SIZE, buf, 2048) == 2048,
	   "so that they can be had");
	finish(inode);
}

/* A copy that ends early must not take bytes of the file with it. */
static void test_short_copy(void)
{
	struct inode *inode = fresh(4096);
	static u8 buf[PAGE_SIZE];
	u8 byte;

	memset(buf, 1, sizeof(buf));
	page_cache_write(inode, 0, buf, PAGE_SIZE);
	sync_blockdev(bdev);
	shrink_cache(POOL_PAGES);
	shrink_cache(POOL_PAGES);
	memset(buf, 2, sizeof(buf));
	copy_room = 100;
	is(page_cache_write(inode, 0, buf, PAGE_SIZE), -EFAULT,
	   "a page that cannot be copied whole");
	copy_room = ~0UL;
	page_cache_read(inode, 4000, &byte, 1);
	is(byte, 1, "the rest of the old one is there");
	finish(inode);
}

/* --- write-back ----------------------------------------------------------- */

static struct buffer_head redirtied;

static void dirty_again(void)
{
	redirtied.b_data[1]++;
	mark_buffer_dirty(&redirtied);
	driver.during_write = NULL;
}

static void test_write_back(void)
{
	struct inode *inode = fresh(1024);
	struct page *page;

	bread(&sb, 9, &redirtied);
	ok(!nr_dirty, "nothing is dirty");
	mark_buffer_dirty(&redirtied);
	jiffies += OLD_TICKS - 1;
	write_all_old(jiffies - OLD_TICKS);
	is(driver.writes, 0, "a page that is not 30 s old is not written");
	jiffies++;
	syncs_of_super = 0;
	write_all_old(jiffies - OLD_TICKS);
	ok(driver.writes == 1 && syncs_of_super == 1 && !nr_dirty,
	   "then it is, and the super block before it");
	mark_buffer_dirty(&redirtied);
	driver.during_write = dirty_again;
	sync_blockdev(bdev);
	ok(nr_dirty == 1 && medium[9 * 1024 + 1] == OLD_BYTE,
	   "what is changed while it is written is dirty again");
	sync_blockdev(bdev);
	is(medium[9 * 1024 + 1], OLD_BYTE + 1, "and is written again");
	brelse(&redirtied);
	page_cache_write(inode, 0, "abc", 3);
	page = find_get_page(&inode->i_data, 0);
	((u8 *)page_address(page))[0] = 'x';
	set_page_dirty(page);
	put_page(page);
	jiffies += OLD_TICKS;
	write_all_old(jiffies - OLD_TICKS);
	ok(!nr_dirty && medium[map[0] * 1024] == 'x',
	   "pages of files go first, into the device's");
	inode_is_dirty();
	syncs_of_inodes = 0;
	write_all_old(jiffies - OLD_TICKS);
	is(syncs_of_inodes, 0, "inodes have their time, too");
	write_all_old(jiffies);
	ok(syncs_of_inodes == 1 && !inodes_dirty, "and are written after it");
	sync_blockdev(bdev);
	set_page_dirty(pagetree_lookup(&inode->i_data, 0));
	vmtruncate(inode, 0);
	is(nr_dirty, 0, "a page that is cut off need not be written");
	finish(inode);
}

static void test_balance(void)
{
	struct inode *inode = fresh(4096);
	static u8 buf[100 * PAGE_SIZE];

	too_many = false;
	page_cache_write(inode, 0, buf, sizeof(buf));
	ok(nr_dirty <= POOL_PAGES / DIRTY_SHARE + 1 && too_many,
	   "who writes much writes it back himself");
	ok(driver.writes >= 40, "to the device");
	finish(inode);
}

/* --- reclaim -------------------------------------------------------------- */

static void test_shrink(void)
{
	struct inode *inode = fresh(4096);
	struct buffer_head bh[4];
	u32 i;

	for (i = 0; i < 4; i++)
		bread(&sb, 10 + i, &bh[i]);
	is(shrink_cache(POOL_PAGES), 0, "held buffers cannot be taken");
	mark_buffer_dirty(&bh[1]);
	brelse(&bh[0]);
	brelse(&bh[1]);
	is(shrink_cache(POOL_PAGES), 1, "nor can dirty ones");
	brelse(&bh[2]);
	brelse(&bh[3]);
	is(shrink_cache(1), 1, "one is taken, not both that could be");
	sync_blockdev(bdev);
	shrink_cache(POOL_PAGES);
	is(pages_used, 0, "clean, they go all");
	is(nr_file_pages, 0, "and are counted so");
	finish(inode);
}

/* The hand spares what was used since it came by. */
static void test_second_chance(void)
{
	struct inode *inode = fresh(4096);
	struct buffer_head bh;
	u32 i;

	for (i = 0; i < 100; i++) {
		bread(&sb, i, &bh);
		brelse(&bh);
	}
	shrink_cache(1);			/* takes the marks away */
	for (i = 0; i < 100; i += 2) {
		struct page *page = find_get_page(&bdev->bd_inode->i_data, i);

		if (page)
			put_page(page);
	}
	is(shrink_cache(40), 40, "forty pages are taken");
	for (i = 0; i < 100 && pagetree_lookup(&bdev->bd_inode->i_data, i);
	     i += 2)
		;
	ok(i >= 98, "none of those that are in use");
	finish(inode);
}

int main(void)
{
	u32 size;

	memory_start();
	block_dev_init();
	register_blkdev(OUR_MAJOR, "test", &our_operations);
	register_blkdev(OUR_MAJOR + 1, "mem", &memory_operations);
	bdev = bdget(MKDEV(OUR_MAJOR, 0));
	test_devices();
	for (size = 512; size <= PAGE_SIZE; size *= 2)
		test_buffers(size);
	test_errors();
	test_full_device();
	test_short_copy();
	test_write_back();
	test_balance();
	test_shrink();
	test_second_chance();
	for (size = 512; size <= PAGE_SIZE; size *= 2) {
		test_file(size, 240 * 1024 / size);
		test_file(size, 100 * 1024 / size);
	}
	is(mutex_waits, 0, "nobody has waited for himself");
	return done();
}
