/* needs: lib/cpio.c lib/inflate.c lib/gunzip.c */
/*
 * initramfs_fuzz.c - damaged archives and root images, gzip'd and not, all the
 * way from the boot loader's memory to files or a ramdisk: whatever the bytes
 * are, it ends, stays in its buffers (the sanitizers see that), gives all
 * memory back, and every page of the initrd once.
 * initramfs_fuzz [INPUTS [SEED]].
 */
#include <stdlib.h>
#include <unistd.h>
#include "host.h"
#include "vfs_model.h"
#include "cpio_build.h"
#include "../../init/initramfs.c"
#include "../../init/initrd.c"
#include "../../init/rd_load.c"

#define NR_ARCHIVES	8	/* of the seeds, the first */
#define NR_SEEDS	10
#define IMAGE_LEN	1900
#define IMAGE_MAGIC	1080	/* where ext2 has it */
#define WRONG		2	/* no answer of the kernel's */
#define SEED_MAX	2000
#define INPUT_MAX	(2 * SEED_MAX)
#define MANY_INPUTS	100000	/* these meet at least MANY_KINDS answers */
#define MANY_KINDS	12
#define ANSWERS		2048

unsigned long initrd_start, initrd_end, host_memory;

static u8 seeds[NR_SEEDS][SEED_MAX];
static size_t seed_len[NR_SEEDS];
static unsigned int state;
static unsigned long next_page;		/* to be released */
static int wrong_page;
static u32 answers[ANSWERS];

void release_boot_range(unsigned long pfn, unsigned long n)
{
	wrong_page |= pfn != next_page || !n;
	next_page = pfn + n;
}

unsigned long nr_free_pages(void)
{
	return rnd(&state) % 64 ? 1000 : 10;
}

unsigned long nr_total_pages(void)
{
	return 2000;
}

/* The ramdisk: it must be long enough for what is written, and closed. */
static struct inode ram_inode;
static struct block_device ram = { .bd_inode = &ram_inode };
static bool wrong_write;

struct block_device *bdget(dev_t dev)
{
	(void)dev;
	return rnd(&state) % 64 ? &ram : NULL;
}

int blkdev_get(struct block_device *bdev, u32 fmode)
{
	(void)fmode;
	bdev->bd_count++;
	return 0;
}

void blkdev_put(struct block_device *bdev)
{
	bdev->bd_count--;
}

void rd_resize(struct block_device *bdev, loff_t least)
{
	if (bdev->bd_inode->i_size < least)
		bdev->bd_inode->i_size = least;
}

ssize_t page_cache_write(struct inode *inode, loff_t pos, const void *buf,
			 size_t n)
{
	wrong_write |= pos + n > inode->i_size || pos / PAGE_SIZE !=
		       (pos + n - 1) / PAGE_SIZE || all_zero(buf, n);
	return rnd(&state) % 256 ? n : -ENOMEM;
}

struct file_system_type *get_fs_type(const char *name)
{
	(void)name;
	return NULL;
}

void mount_root(struct file_system_type *type)
{
	(void)type;
}

static void keep_seed(int i)
{
	seed_len[i] = archive_len;
	memcpy(seeds[i], archive, archive_len);
	archive_len = 0;
}

/* The same archive, packed by the host's gzip. */
static int pack_seed(int from, int to)
{
	FILE *f = tmpfile(), *p;
	char cmd[100];

	fwrite(seeds[from], 1, seed_len[from], f);
	fflush(f);
	snprintf(cmd, sizeof(cmd), "gzip -n -%d < /proc/%d/fd/%d",
		 to % 2 ? 9 : 1, (int)getpid(), fileno(f));
	p = popen(cmd, "r");
	seed_len[to] = fread(seeds[to], 1, SEED_MAX, p);
	pclose(p);
	fclose(f);
	return seed_len[to] > 20 && seed_len[to] < SEED_MAX;
}

/* What is taken for one: a magic number, and other bytes here and there. */
static void make_image(int i)
{
	u32 at;

	for (at = 0; at < IMAGE_LEN; at += 7)
		seeds[i][at] = at;
	seeds[i][IMAGE_MAGIC] = 0x53;
	seeds[i][IMAGE_MAGIC + 1] = 0xef;
	seed_len[i] = IMAGE_LEN;
}

static int make_seeds(void)
{
	struct cpio_member m = { .mode = S_IFREG | 0644, .size = 40 };
	char text[] = "forty bytes of text, and not a byte more";

	add("dir", S_IFDIR | 0755, 1, 2, "");
	add("dir/file", S_IFREG | 0644, 2, 1, "text");
	add_trailer();
	keep_seed(0);
	add("a/b", S_IFREG | 0644, 1, 2, "");
	add("a/c", S_IFREG | 0644, 1, 2, "linked");
	add("link", S_IFLNK | 0777, 3, 1, "a/b");
	add("node", S_IFCHR | 0600, 4, 2, "");
	add("node2", S_IFCHR | 0600, 4, 2, "");
	add_trailer();
	keep_seed(1);
	add_member("sum", &m, text, 1);
	add_member("./sum/../other", &m, text, 1);
	add_trailer();
	memset(archive + archive_len, 0, 16);
	archive_len += 16;
	add("second", S_IFIFO | 0600, 1, 1, "");
	add_trailer();
	keep_seed(2);
	add_trailer();
	keep_seed(3);
	make_image(8);
	return pack_seed(8, 9) && pack_seed(0, 4) && pack_seed(1, 5) &&
	       pack_seed(2, 6) && pack_seed(3, 7);
}

/* Damages some of the bytes; most often those that mean something. */
static void damage(u8 *buf, size_t len)
{
	static const char good[] = "0000123478abcdefF7T./";
	u32 n = rnd(&state) % 6, at;

	while (n-- && len) {
		at = rnd(&state) % len;
		if (rnd(&state) % 3 == 0 && len > CPIO_HEADER)
			at = rnd(&state) % CPIO_HEADER;
		switch (rnd(&state) % 3) {
		case 0:
			buf[at] = rnd(&state);
			break;
		case 1:
			buf[at] ^= 1u << rnd(&state) % 8;
			break;
		default:
			buf[at] = good[rnd(&state) % sizeof(good)];
		}
	}
}

/* One or two seeds in a row, cut and damaged; they end where the heap does. */
static u8 *make_input(u8 *heap, size_t *len)
{
	static u8 buf[INPUT_MAX];
	u32 i, parts = 1 + rnd(&state) % 2, which;

	for (*len = 0, i = 0; i < parts; i++) {
		which = rnd(&state) % NR_SEEDS;
		memcpy(buf + *len, seeds[which], seed_len[which]);
		*len += seed_len[which];
	}
	if (rnd(&state) % 8 == 0)
		*len = 1 + rnd(&state) % *len;
	damage(buf, *len);
	return memcpy(heap + INPUT_MAX - *len, buf, *len);
}

/* Unpacks what is there; its answer, or WRONG. */
static int unpack_input(u8 *input, size_t len)
{
	unsigned long last;
	int err;

	initrd_start = (unsigned long)input;
	initrd_end = initrd_start + len;
	next_page = PFN_UP(initrd_start);
	last = PFN_UP(initrd_end);
	wrong_page = 0;
	host_log_clear();
	is_image = false;
	loaded = taken = ram_inode.i_size = 0;
	err = unpack_initramfs();
	return wrong_page || next_page != last || model_objects ||
	       wrong_write || ram.bd_count || err <= -ANSWERS ? WRONG : err;
}

/* A damaged input; false if something is not as it should be. */
static bool run(u8 *heap)
{
	size_t len;
	u8 *input = make_input(heap, &len);
	bool good = model_start();
	int err;

	if (rnd(&state) % 16 == 0)
		model_fail_in = 2 + rnd(&state) % 10;
	err = unpack_input(input, len);
	if (err <= 0)
		answers[-err]++;
	return good && err != WRONG;
}

/* Any two archives in a row, whole, with some zeroes between them. */
static int bad_pairs(u8 *heap)
{
	int i, bad = 0;
	size_t len;

	for (i = 0; i < NR_ARCHIVES * NR_ARCHIVES * 8; i++) {
		len = seed_len[i % NR_ARCHIVES];
		memset(heap, 0, INPUT_MAX);
		memcpy(heap, seeds[i % NR_ARCHIVES], len);
		len += i / NR_ARCHIVES / NR_ARCHIVES;
		memcpy(heap + len, seeds[i / NR_ARCHIVES % NR_ARCHIVES],
		       seed_len[i / NR_ARCHIVES % NR_ARCHIVES]);
		len += seed_len[i / NR_ARCHIVES % NR_ARCHIVES];
		bad += !model_start() || unpack_input(heap, len);
	}
	return bad;
}

int main(int argc, char **argv)
{
	u32 inputs = argc > 1 ? strtoul(argv[1], NULL, 0) : 1000000, i;
	u8 *heap = malloc(INPUT_MAX);
	int kinds = 0;

	state = argc > 2 ? strtoul(argv[2], NULL, 0) | 1 : 19950801;
	if (!make_seeds()) {
		puts("Bail out! gzip is missing");
		return 1;
	}
	is(bad_pairs(heap), 0, "two whole archives in a row");
	for (i = 0; i < inputs; i++)
		if (!run(heap))
			break;
	ok(i == inputs, "%u damaged archives, nothing lost", i);
	if (i < inputs)
		diag("input %u: %s", i, host_log);
	for (i = 0; i < ANSWERS; i++) {
		kinds += answers[i] != 0;
		if (answers[i])
			diag("%8u %d %s", answers[i], -(int)i, i ?
			     error_text(-(int)i) : "no error");
	}
	ok(inputs < MANY_INPUTS || kinds >= MANY_KINDS, "%d kinds of answers",
	   kinds);
	free(heap);
	return done();
}
