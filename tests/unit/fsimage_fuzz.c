/* needs: fsbox */
/*
 * fsimage_fuzz.c - damaged images. Good ones of each kind, with all sorts of
 * files in them, get a few bits or fields changed, mostly where it hurts; they
 * are mounted, walked, read, written to and unmounted. No byte outside of what
 * the kernel owns may be touched (the sanitizers look), nothing may be left in
 * memory, the disk must not be asked for ever, and the log gets one line for
 * all the damage of an image.
 *
 *	fsimage_fuzz [inputs [seed [kind]]]	a 500th of them for each kind
 *	fsimage_fuzz 1 seed kind number		that image alone
 *	fsimage_fuzz n seed kind - folder	writes n of them to a folder
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "fsbox/box.h"
#include "fsbox/regions.h"
#include "host.h"
#include "tap.h"

#define INPUTS		1000000
#define SHARE		100
#define PAGES		3000
#define MOST_CALLS	60000		/* of the disk's driver for an image */
#define MOST_SECONDS	60		/* for one: it hangs */
#define MOST_LINES	3		/* in the log */
#define MOST_PATHS	150		/* of an image that are looked at */
#define DEPTH		5
#define FAR		1000000		/* images of a seed */

static const struct fs_kind kinds[] = {
	{ "ext2-1k", "ext2", "mke2fs -q -F -t ext2 -b 1024 -N 96", NULL, NULL,
	  400, 0, 255 },
	{ "ext2-4k", "ext2", "mke2fs -q -F -t ext2 -b 4096 -N 96", NULL, NULL,
	  800, 0, 255 },
	{ "minix1", "minix", "mkfs.minix -1 -n 14 -i 96", NULL, NULL, 360, 0,
	  14 },
	{ "minix2", "minix", "mkfs.minix -2 -n 30 -i 96", NULL, NULL, 360, 0,
	  30 },
	{ "romfs", "romfs", NULL, NULL, NULL, 0, 0, 255 },
	{ NULL }
};

static unsigned char *good;		/* the image before it is damaged */
static struct region regions[MAX_REGIONS];
static int nr_regions, mounted;

/* --- the good image ------------------------------------------------------- */

static void make_file(const char *name, unsigned int bytes, u64_t pos)
{
	static char text[40000];
	int fd = box_open(name, O_RDWR | O_CREAT, 0644);

	memset(text, 't', sizeof(text));
	if (box_write(fd, text, bytes, pos) != (int)bytes)
		diag("%s could not be written", name);
	box_close(fd);
}

/* Files of many sizes, holes, blocks at every depth, long and short links, a
   directory of several blocks. */
static void fill(void)
{
	char name[100];
	int i;

	box_mkdir("/mnt/dir", 0755);
	box_mkdir("/mnt/dir/in", 0755);
	box_mkdir("/mnt/dir/in/it", 0755);
	box_mkdir("/mnt/empty", 0755);
	for (i = 0; i < 12; i++) {
		sprintf(name, "/mnt/dir/file%d", i);
		make_file(name, 1 + i * i * 200, i % 3 * 5000);
	}
	for (i = 0; i < 40; i++) {
		sprintf(name, "/mnt/dir/in/n%d", i);
		box_link("/mnt/dir/file1", name);
	}
	make_file("/mnt/double", 1000, 700000);
	make_file("/mnt/triple", 1000, 80000000);
	make_file("/mnt/long", 38000, 0);
	box_symlink("dir/file2", "/mnt/short");
	memset(name, 'l', 90);
	name[90] = '\0';
	box_symlink(name, "/mnt/dir/longlink");
	box_mknod("/mnt/fifo", S_IFIFO | 0644, 0);
	box_mknod("/mnt/null", S_IFCHR | 0666, 0x103);
}

/* A romfs is made by genromfs from a folder. 0 or -1: there is none. */
static int make_romfs(void)
{
	char command[2000], *folder = strdup(tool_file("rom"));
	int err;

	snprintf(command, sizeof(command), "mkdir -p %s/dir/in/it && cd %s && "
		 "for i in 1 2 3 4 5; do head -c $((i * 1700)) /dev/zero "
		 ">dir/file$i; ln dir/file$i dir/in/n$i; done; "
		 "ln -s dir/file2 short; mkfifo fifo; "
		 "genromfs -d . -f ../rom.img 2>/dev/null", folder, folder);
	err = system(command);
	free(folder);
	return err ? -1 : disk_load(tool_file("rom.img"));
}

static int make_good(const struct fs_kind *kind)
{
	if (!kind->mkfs) {
		if (make_romfs())
			return -1;
	} else {
		if (tool_make(kind) || box_mount(kind->type, ""))
			return -1;
		fill();
		if (box_umount())
			return -1;
	}
	free(good);
	good = malloc(disk_sectors * DISK_SECTOR);
	memcpy(good, disk_data, disk_sectors * DISK_SECTOR);
	nr_regions = find_regions(kind->type, regions);
	return nr_regions ? 0 : -1;
}

/* --- damage --------------------------------------------------------------- */

/* A number that may well be wrong in an interesting way. */
static unsigned int bad_number(unsigned int old)
{
	static const unsigned int numbers[] = {
		0, 1, 2, 0xffffffff, 0x7fffffff, 0x80000000, 0xffff, 0x8000,
		0x7fff, 0xfffffffe, 0x10000, 12, 4096, 1024, 0x41ed4000,
	};

	switch (box_rnd(4)) {
	case 0:
		return old + box_rnd(9) - 4;
	case 1:
		return old ^ 1u << box_rnd(32);
	case 2:
		return box_rnd(1000);
	default:
		return numbers[box_rnd(sizeof(numbers) / 4)];
	}
}

static void damage_field(const struct region *r)
{
	unsigned int at = r->start + box_rnd(r->bytes), n;

	if (r->field == 1 || box_rnd(8) == 0) {
		disk_data[at] ^= 1 << box_rnd(8);
		return;
	}
	at &= ~(r->field - 1);
	memcpy(&n, disk_data + at, sizeof(n));
	n = bad_number(n);
	memcpy(disk_data + at, &n, r->field);
}

/* One region becomes a copy of another: a directory of an inode table. */
static void damage_block(void)
{
	const struct region *to = &regions[box_rnd(nr_regions)];
	const struct region *from = &regions[box_rnd(nr_regions)];
	unsigned int n = to->bytes < from->bytes ? to->bytes : from->bytes;

	memmove(disk_data + to->start, disk_data + from->start, n);
}

/* A romfs whose first words do not add up is refused at once: most are made
   to. */
static void mend_romfs(void)
{
	unsigned int sum = 0, i, word;
	unsigned char *p = disk_data;

	for (i = 0; i < 512; i += 4)
		sum += (unsigned int)p[i] << 24 | p[i + 1] << 16 |
		       p[i + 2] << 8 | p[i + 3];
	word = ((unsigned int)p[12] << 24 | p[13] << 16 | p[14] << 8 | p[15]) -
	       sum;
	for (i = 0; i < 4; i++)
		p[12 + i] = word >> (24 - 8 * i);
}

static void damage(const struct fs_kind *kind)
{
	int n = 1 + box_rnd(box_rnd(4) ? 4 : 30);

	memcpy(disk_data, good, disk_sectors * DISK_SECTOR);
	while (n--)
		if (box_rnd(20) == 0)
			damage_block();
		else if (box_rnd(10) == 0)
			disk_data[box_rnd(disk_sectors * DISK_SECTOR)] ^=
				1 << box_rnd(8);
		else
			damage_field(&regions[box_rnd(nr_regions)]);
	if (!kind->mkfs && box_rnd(8))
		mend_romfs();
}

/* --- use ------------------------------------------------------------------ */

#define PATH	1500

struct walk {
	char path[MOST_PATHS][PATH];
	int n;
};

struct here {
	struct walk *w;
	const char *dir;
};

static void note_name(void *arg, const char *name, u64_t ino, int type)
{
	struct here *h = arg;

	(void)ino, (void)type;
	if (h->w->n < MOST_PATHS && strcmp(name, ".") && strcmp(name, "..") &&
	    strlen(h->dir) + strlen(name) + 2 < PATH)
		snprintf(h->w->path[h->w->n++], PATH, "%s/%s", h->dir, name);
}

static void read_file(const char *path, u64_t size)
{
	char buf[5000];
	int fd = box_open(path, O_RDONLY | O_NONBLOCK, 0), i;

	if (fd < 0)
		return;
	for (i = 0; i < 4; i++)
		box_read(fd, buf, sizeof(buf), i * 5000);
	box_read(fd, buf, sizeof(buf), 700000);
	box_read(fd, buf, sizeof(buf), 80000000);
	if (size)
		box_read(fd, buf, sizeof(buf), size - 1);
	box_close(fd);
}

static void look_at(struct walk *w, const char *path, int depth);

static void look_into(struct walk *w, const char *dir, int depth)
{
	struct here h = { w, dir };
	int i = w->n, end;

	box_readdir(dir, 2000, note_name, &h);
	for (end = w->n; i < end && depth < DEPTH; i++)
		look_at(w, w->path[i], depth + 1);
}

static void look_at(struct walk *w, const char *path, int depth)
{
	struct box_stat st;
	char text[4096];

	if (box_stat(path, &st))
		return;
	if (S_ISREG(st.mode))
		read_file(path, st.size);
	if (S_ISLNK(st.mode))
		box_readlink(path, text, sizeof(text));
	if (S_ISDIR(st.mode))
		look_into(w, path, depth);
}

static void change_file(const char *path)
{
	static char text[9000];
	int fd = box_open(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW, 0);

	if (fd < 0)
		return;
	box_write(fd, text, 1 + box_rnd(sizeof(text)), box_rnd(3) ?
		  box_rnd(60000) : box_rnd(100) * 900000ull);
	box_map_write(fd, text, 100, box_rnd(20000));
	if (box_rnd(3) == 0)
		box_ftruncate(fd, box_rnd(90000));
	if (box_rnd(4) == 0)
		box_fsync(fd);
	box_close(fd);
}

static void change(const char *path, const char *other)
{
	char fresh[PATH + 20];

	snprintf(fresh, sizeof(fresh), "%s/new%u", other, box_rnd(3));
	switch (box_rnd(10)) {
	case 0:
		box_unlink(path);
		break;
	case 1:
		box_rename(path, other);
		break;
	case 2:
		box_rename(path, fresh);
		break;
	case 3:
		box_mkdir(fresh, 0755);
		break;
	case 4:
		box_rmdir(path);
		break;
	case 5:
		box_link(path, fresh);
		break;
	case 6:
		box_close(box_open(fresh, O_CREAT | O_RDWR, 0644));
		break;
	case 7:
		box_symlink("here or there", fresh);
		break;
	case 8:
		box_chmod(path, 0600);
		break;
	default:
		change_file(path);
	}
}

static void use(void)
{
	static struct walk w;
	int i;

	w.n = 1;
	strcpy(w.path[0], "/mnt");
	look_into(&w, "/mnt", 0);
	for (i = 0; i < 24; i++)
		change(w.path[box_rnd(w.n)], w.path[box_rnd(w.n)]);
	box_sync();
	w.n = 1;
	look_into(&w, "/mnt", 0);
}

/* --- judgement ------------------------------------------------------------ */

static int count_lines(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* Sometimes not only the image is bad: the disk is, or there is no memory at
   one moment. True if so. */
static int more_trouble(void)
{
	box_fail_in = box_rnd(8) ? 0 : 1 + box_rnd(1500);
	disk_fail_reads = box_rnd(10) ? 0 : 5 + box_rnd(100);
	disk_fail_writes = box_rnd(10) ? 0 : 2 + box_rnd(100);
	return box_fail_in || disk_fail_reads || disk_fail_writes;
}

/* One damaged image; false if the kernel did not behave. */
static int try_image(const struct fs_kind *kind, unsigned int seed)
{
	int err = 0, lines, trouble;

	box_reseed(seed);
	damage(kind);
	host_log_clear();
	disk_reads = disk_writes = 0;
	disk_most_calls = MOST_CALLS;
	alarm(MOST_SECONDS);
	trouble = more_trouble();
	if (box_mount(kind->type, box_rnd(4) ? "" : "ro") == 0) {
		mounted++;
		use();
		box_fail_in = 0;
		err = box_umount();
	}
	if (err)
		diag("umount: %d", err);
	box_fail_in = disk_fail_reads = disk_fail_writes = 0;
	lines = count_lines(host_log);
	if (lines <= MOST_LINES || trouble)
		return !box_leaks() && !err;
	diag("%d lines: %.1500s", lines, host_log);
	return 0;
}

static void fuzz(const struct fs_kind *kind, unsigned int seed, int n)
{
	int i;

	mounted = 0;
	if (!box_knows(kind->type) || make_good(kind)) {
		diag("%s: no good image", kind->name);
		return;
	}
	for (i = 0; i < n; i++) {
		box_note(kind->name, seed + i);
		if (!try_image(kind, seed + i))
			break;
	}
	ok(i == n, "%s: %d damaged images, %d places to damage", kind->name, n,
	   nr_regions);
	diag("%d could be mounted", mounted);
	if (i < n)
		diag("image %u", seed + i);
}

static void save(const struct fs_kind *kind, unsigned int seed, int n,
		 const char *folder)
{
	char path[300];
	int i;

	if (make_good(kind))
		return;
	for (i = 0; i < n; i++) {
		box_reseed(seed + i);
		damage(kind);
		snprintf(path, sizeof(path), "%s/%s.%d", folder, kind->name, i);
		if (disk_save(path))
			diag("%s cannot be written", path);
	}
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : INPUTS, i;
	unsigned int seed = argc > 2 ? atoi(argv[2]) : 1;

	box_start(seed, PAGES);
	for (i = 0; kinds[i].name; i++) {
		if (argc > 3 && strcmp(argv[3], kinds[i].name))
			continue;
		if (argc > 5)
			save(&kinds[i], seed * FAR, n, argv[5]);
		else if (argc > 4)
			fuzz(&kinds[i], atoi(argv[4]), 1);
		else
			fuzz(&kinds[i], seed * FAR, n / SHARE);
	}
	return done();
}
