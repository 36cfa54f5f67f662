/*
 * main.c - many processes work on one file system, in the same directories:
 * each with files of its own, whose every byte it knows, and all with names
 * that they share and fight for. See tests/fs.t.
 *
 *	fsstress DIR PROCESSES STEPS SEED [notes]
 *
 * The byte at an offset of a file follows from the file's seed: a block that
 * comes to lie elsewhere, or that is somebody else's, is seen. With `notes' a
 * file is left alone once it has been fsync()ed, and a line says so,
 *
 *	synced NAME SEED LENGTH
 *
 * for a host that pulls the plug at any moment (tests/soak/fs-kill.t). Ends
 * with TAP.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define DIRS		4
#define FILES		10		/* of a process */
#define SHARED		8		/* names of all */
#define MOST		60000		/* bytes of a file */
#define PIECE		9000
#define NAME		64

static struct file {
	char name[NAME];		/* "": there is none */
	unsigned int seed, len;
	int synced;
} files[FILES];

static const char *top;
static unsigned int state, me, next_file;
static int notes, wrong;

static unsigned int rnd(unsigned int below)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return (state >> 2) % below;
}

static unsigned char byte_at(unsigned int seed, unsigned int offset)
{
	return seed + offset * 3 + (offset >> 9) * 7;
}

static void fill(unsigned char *to, unsigned int seed, unsigned int offset,
		 unsigned int n)
{
	while (n--)
		*to++ = byte_at(seed, offset++);
}

static void complain(const char *what, const struct file *f, int value)
{
	if (wrong++ < 5)
		printf("# %u: %s of %s, %u bytes: %d (%s)\n", me, what,
		       f->name, f->len, value, strerror(errno));
}

/* A full disk is nobody's fault. */
static int full(void)
{
	return errno == ENOSPC || errno == ENOMEM;
}

static void new_name(char *name)
{
	snprintf(name, NAME, "%s/s%u/%u-%u", top, rnd(DIRS), me, next_file++);
}

static int open_file(const struct file *f)
{
	int fd = open(f->name, O_RDWR);

	if (fd < 0)
		complain("open", f, fd);
	return fd;
}

/* Is every byte there, and not one more? */
static void check(const struct file *f)
{
	static unsigned char want[PIECE], got[PIECE];
	unsigned int at, n;
	int fd = open_file(f), len;

	for (at = 0; fd >= 0 && at <= f->len; at += n) {
		n = f->len - at < PIECE ? f->len - at : PIECE;
		len = read(fd, got, n ? n : 1);
		fill(want, f->seed, at, n);
		if (len != (int)n || memcmp(got, want, n)) {
			complain("read", f, len);
			break;
		}
		if (!n)
			break;
	}
	close(fd);
}

/* n more bytes. What could be written counts. */
static void append(struct file *f, int fd, unsigned int n)
{
	static unsigned char text[PIECE];
	int done;

	fill(text, f->seed, f->len, n);
	done = pwrite(fd, text, n, f->len);
	if (done < 0 && !full())
		complain("write", f, done);
	if (done > 0)
		f->len += done;
}

/* The same by a shared mapping; the pages get blocks first. */
static void append_mapped(struct file *f, int fd, unsigned int n)
{
	unsigned int old = f->len;
	unsigned char *map;

	append(f, fd, n);
	if (f->len == old)
		return;
	map = mmap(NULL, f->len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED) {
		complain("mmap", f, -1);
		return;
	}
	fill(map + old, f->seed, old, f->len - old);
	if (rnd(3) == 0)
		msync(map, f->len, MS_SYNC);
	munmap(map, f->len);
}

static void sync_file(struct file *f, int fd)
{
	if (fsync(fd)) {
		complain("fsync", f, -1);
		return;
	}
	if (!notes)
		return;
	f->synced = 1;
	printf("synced %s %u %u\n", f->name, f->seed, f->len);
	fflush(stdout);
}

static void create(struct file *f)
{
	int fd;

	new_name(f->name);
	f->seed = rnd(1 << 30);
	f->len = 0;
	f->synced = 0;
	fd = open(f->name, O_RDWR | O_CREAT | O_EXCL, 0644);
	if (fd < 0) {
		if (!full())
			complain("creat", f, fd);
		f->name[0] = '\0';
		return;
	}
	append(f, fd, 1 + rnd(PIECE));
	close(fd);
}

static void change(struct file *f)
{
	int fd = open_file(f);
	unsigned int old = f->len;

	if (fd < 0)
		return;
	switch (rnd(4)) {
	case 0:
		f->len = rnd(old + 1);
		if (ftruncate(fd, f->len))
			complain("ftruncate", f, -1);
		break;
	case 1:
		sync_file(f, fd);
		break;
	case 2:
		if (f->len < MOST)
			append_mapped(f, fd, 1 + rnd(PIECE));
		break;
	default:
		if (f->len < MOST)
			append(f, fd, 1 + rnd(PIECE));
	}
	close(fd);
}

/* Another name, by rename() or by link() and unlink(). */
static void move(struct file *f)
{
	char name[NAME];
	int err;

	new_name(name);
	if (rnd(2)) {
		err = rename(f->name, name);
	} else {
		err = link(f->name, name);
		if (!err && unlink(f->name))
			complain("unlink", f, -1);
	}
	if (!err)
		strcpy(f->name, name);
	else if (!full())
		complain("rename", f, err);
}

static void drop(struct file *f)
{
	if (unlink(f->name))
		complain("unlink", f, -1);
	f->name[0] = '\0';
}

/* Names that everybody uses: any answer will do. */
static void fight(void)
{
	char a[NAME], b[NAME];
	int result = 0;

	snprintf(a, NAME, "%s/s%u/x%u", top, rnd(DIRS), rnd(SHARED));
	snprintf(b, NAME, "%s/s%u/x%u", top, rnd(DIRS), rnd(SHARED));
	switch (rnd(7)) {
	case 0:
		result = mkdir(a, 0755);
		break;
	case 1:
		result = rmdir(a);
		break;
	case 2:
		result = unlink(a);
		break;
	case 3:
		result = link(a, b);
		break;
	case 4:
		result = symlink("x1", a);
		break;
	case 5:
		close(open(a, O_RDWR | O_CREAT | O_TRUNC, 0644));
		break;
	default:
		result = rename(a, b);
	}
	(void)result;
}

static void step(void)
{
	struct file *f = &files[rnd(FILES)];

	if (rnd(4) == 0) {
		fight();
	} else if (!f->name[0]) {
		create(f);
	} else if (f->synced) {
		if (rnd(3) == 0)
			f->name[0] = '\0';	/* it stays as it is */
	} else {
		switch (rnd(8)) {
		case 0:
			drop(f);
			break;
		case 1 ... 2:
			move(f);
			break;
		case 3 ... 4:
			check(f);
			break;
		default:
			change(f);
		}
	}
}

static int work(unsigned long steps)
{
	unsigned long i;
	int n;

	for (i = 0; i < steps && !wrong; i++)
		step();
	for (n = 0; n < FILES; n++)
		if (files[n].name[0])
			check(&files[n]);
	fflush(stdout);
	return wrong != 0;
}

int main(int argc, char **argv)
{
	int processes, i, status, bad = 0;
	char name[NAME];

	if (argc < 5)
		return 2;
	top = argv[1];
	processes = atoi(argv[2]);
	notes = argc > 5;
	for (i = 0; i < DIRS; i++) {
		snprintf(name, NAME, "%s/s%d", top, i);
		mkdir(name, 0755);
	}
	for (i = 0; i < processes; i++) {
		me = i;
		state = atoi(argv[4]) * 1000003 + i * 7919 + 1;
		if (fork() == 0)
			_exit(work(atol(argv[3])));
	}
	while (wait(&status) > 0)
		bad += status != 0;
	printf("%sok - %s: %d processes, %s steps, seed %s\n",
	       bad ? "not " : "", top, processes, argv[3], argv[4]);
	return bad;
}
