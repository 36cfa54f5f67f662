/*
 * dirs.c - reading directories: one entry, many, and with 64-bit numbers.
 */
#include <dirent.h>

#include "files.h"

#define MANY		300
#define BUFFER		4096

struct entry_32 {			/* getdents(), old_readdir() */
	uint32_t ino, off;
	uint16_t reclen;
	char name[];			/* the kind is in the last byte */
};

struct entry_64 {
	uint64_t ino;
	int64_t off;
	uint16_t reclen;
	uint8_t type;
	char name[];
} __attribute__((packed));

static char buf[BUFFER];
static int found[MANY], dots;

/* Notes that a name was read: "d123", "." or "..". */
static void note(const char *name, uint64_t ino)
{
	char path[300];

	snprintf(path, sizeof(path), "many/%s", name);
	if (name[0] == '.')
		dots++;
	else
		found[atoi(name + 1)]++;
	if (name[1] != '.')
		check(look(path).ino == ino, __FILE__, __LINE__,
		      "the number of %s", name);
}

static void make_many(void)
{
	char name[32];
	int i;

	mkdir("many", 0755);
	for (i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "many/d%d", i);
		if (i % 3)
			close(open(name, O_CREAT | O_RDWR, 0600));
		else
			mkdir(name, 0700);
	}
}

/* Each name was found once. */
static void all_seen(void)
{
	int i, once = 0;

	for (i = 0; i < MANY; i++)
		once += found[i] == 1;
	is(once, MANY);
	is(dots, 2);
	memset(found, 0, sizeof(found));
	dots = 0;
}

static int next_old(int fd)
{
	struct entry_32 *e = (struct entry_32 *)buf;
	int n;

	memset(buf, '?', sizeof(buf));
	n = SC(old_readdir, fd, buf, 1);
	if (n == 1) {
		is(strlen(e->name), e->reclen);
		note(e->name, e->ino);
	}
	return n;
}

TEST(old_readdir)
{
	int fd, file;

	make_many();
	put_file("f", "x", 1);
	file = fd_of("f", O_RDONLY);
	fd = fd_of("many", O_RDONLY);
	while (next_old(fd) == 1)
		;
	all_seen();
	is(SC(old_readdir, fd, buf, 1), 0);
	is(SC(old_readdir, file, buf, 1), -ENOTDIR);
	bad_fd(old_readdir, 0, (long)buf, 1);
	SC(lseek, fd, 0, SEEK_SET);
	wild(old_readdir, 1, 1, fd, 0, 1);
}

/* Reads with buffers of that size to the end, noting all. */
static void read_32(int fd, int size)
{
	struct entry_32 *e;
	int n, at;

	while ((n = SC(getdents, fd, buf, size)) > 0)
		for (at = 0; at < n; at += e->reclen) {
			e = (struct entry_32 *)(buf + at);
			if (!ok(e->reclen >= 12 && at + e->reclen <= n))
				return;
			ok(e->reclen % 4 == 0);
			is(((char *)e)[e->reclen - 1],
			   e->name[0] == '.' || atoi(e->name + 1) % 3 == 0 ?
			   DT_DIR : DT_REG);
			note(e->name, e->ino);
		}
	is(n, 0);
}

TEST(getdents)
{
	int fd, file;

	make_many();
	put_file("f", "x", 1);
	file = fd_of("f", O_RDONLY);
	fd = fd_of("many", O_RDONLY);
	read_32(fd, BUFFER);
	all_seen();
	is(SC(lseek, fd, 0, SEEK_SET), 0);
	read_32(fd, 24);
	all_seen();
	is(SC(lseek, fd, 0, SEEK_SET), 0);
	is(SC(getdents, fd, buf, 4), -EINVAL);
	is(SC(getdents, fd, buf, 0), -EINVAL);
	is(SC(getdents, file, buf, BUFFER), -ENOTDIR);
	bad_fd(getdents, 0, (long)buf, BUFFER);
	wild(getdents, 1, 1, fd, 0, BUFFER);
	read_32(fd, 100);
	all_seen();
}

static void read_64(int fd, int size)
{
	struct entry_64 *e;
	int n, at;

	while ((n = SC(getdents64, fd, buf, size)) > 0)
		for (at = 0; at < n; at += e->reclen) {
			e = (struct entry_64 *)(buf + at);
			if (!ok(e->reclen >= 20 && at + e->reclen <= n))
				return;
			is(e->type, e->name[0] == '.' ||
			   atoi(e->name + 1) % 3 == 0 ? DT_DIR : DT_REG);
			note(e->name, e->ino);
		}
	is(n, 0);
}

/* Names made and taken while one reads: none of the others is lost. */
static void changing(int fd)
{
	char name[32];
	int i, n = 0;

	SC(lseek, fd, 0, SEEK_SET);
	is(SC(getdents64, fd, buf, 64) > 0, 1);
	for (i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "many/d%d", i);
		unlink(name);
	}
	while (SC(getdents64, fd, buf, 100) > 0)
		n++;
	ok(n <= MANY);
	SC(lseek, fd, 0, SEEK_SET);
	read_64(fd, BUFFER);
	for (i = n = 0; i < MANY; i++)
		n += found[i];
	is(n, MANY / 3);
}

TEST(getdents64)
{
	int fd, file, gone;

	make_many();
	put_file("f", "x", 1);
	file = fd_of("f", O_RDONLY);
	fd = fd_of("many", O_RDONLY);
	read_64(fd, BUFFER);
	all_seen();
	is(SC(getdents64, fd, buf, BUFFER), 0);
	is(SC(lseek, fd, 0, SEEK_SET), 0);
	read_64(fd, 24);
	all_seen();
	is(SC(lseek, fd, 0, SEEK_SET), 0);
	is(SC(getdents64, fd, buf, 10), -EINVAL);
	is(SC(getdents64, fd, buf, 0), -EINVAL);
	is(SC(getdents64, file, buf, BUFFER), -ENOTDIR);
	bad_fd(getdents64, 0, (long)buf, BUFFER);
	wild(getdents64, 1, 1, fd, 0, BUFFER);
	changing(fd);
	mkdir("gone", 0700);
	gone = fd_of("gone", O_RDONLY);
	rmdir("gone");
	is(SC(getdents64, gone, buf, BUFFER), -ENOENT);
}
