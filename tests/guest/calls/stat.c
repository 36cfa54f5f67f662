/*
 * stat.c - what is known about a file: five generations of stat, and statx.
 */
#define _GNU_SOURCE
#include <linux/stat.h>
#include <sys/sysmacros.h>

#include "files.h"

#define NO_FOLLOW	0x100		/* AT_SYMLINK_NOFOLLOW */
#define EMPTY_PATH	0x1000		/* AT_EMPTY_PATH */
#define WHEN		900000000	/* before stime()'s test */
#define WIDE		123456		/* an id of more than 16 bits */

/*
 * One set of checks for all: `st' was filled in from f, which set_up() made,
 * by a call whose ids have that mask.
 */
#define check_file(st, ids) do {					\
	is((st).mode, S_IFREG | 04751);					\
	is((st).nlink, 2);						\
	is((st).uid, 7);						\
	is((st).gid, 8);						\
	is((st).size, 6);						\
	is((st).mtime, WHEN);						\
	is((st).atime, WHEN + 1);					\
	ok((st).ctime > WHEN + 1);					\
	ok(((st).dev & (ids)) == (look(".").dev & (ids)));		\
	ok(((st).ino & (ids)) == (look("f").ino & (ids)));		\
} while (0)

static void set_up(void)
{
	struct time_64 times[2] = { { WHEN + 1, 123 }, { WHEN, 456 } };

	make_places();
	if (chown("f", 7, 8) || chmod("f", 04751) || link("f", "d/link"))
		ok(!"chown, chmod, link");
	is(SC(utimensat_time64, AT_FDCWD, "f", times, 0), 0);
	mknod("null", S_IFCHR | 0600, makedev(1, 3));
}

/* The errors of a size that a structure cannot hold. */
static void make_large(void)
{
	put_file("large", "", 0);
	is(SC(truncate64, "large", 0, 1), 0);
}

TEST(oldstat)
{
	struct stat_1991 st;

	set_up();
	is(SC(oldstat, "f", &st), 0);
	check_file(st, 0xffff);
	is(SC(oldstat, "sf", &st), 0);
	is(st.size, 6);
	is(SC(oldstat, "null", &st), 0);
	is(st.rdev, 0x103);
	make_large();
	is(SC(oldstat, "large", &st), -EOVERFLOW);
	is(SC(oldstat, "d", at_edge(sizeof(st))), 0);
	wild(oldstat, 1, 1, (long)"f", 0);
	bad_paths(oldstat, 0, EXISTS | FOLLOW | AS_USER, 0, (long)&st);
}

TEST(oldlstat)
{
	struct stat_1991 st;

	set_up();
	is(SC(oldlstat, "f", &st), 0);
	check_file(st, 0xffff);
	is(SC(oldlstat, "sf", &st), 0);
	ok(S_ISLNK(st.mode));
	is(SC(oldlstat, "loop", &st), 0);
	wild(oldlstat, 1, 1, (long)"f", 0);
	bad_paths(oldlstat, 0, EXISTS | AS_USER, 0, (long)&st);
}

TEST(oldfstat)
{
	struct stat_1991 st;

	set_up();
	is(SC(oldfstat, fd_of("f", O_RDONLY), &st), 0);
	check_file(st, 0xffff);
	wild(oldfstat, 1, 1, fd_of("f", O_RDONLY), 0);
	bad_fd(oldfstat, 0, (long)&st);
}

TEST(stat)
{
	struct stat_1993 st;

	set_up();
	is(SC(stat, "f", &st), 0);
	check_file(st, 0xffff);
	is(st.atime_nsec, 123);
	is(st.mtime_nsec, 456);
	ok(st.blksize >= 512);
	is(st.blocks, 8);
	is(SC(stat, "sf", &st), 0);
	is(st.size, 6);
	is(SC(stat, "d", &st), 0);
	is(st.mode, S_IFDIR | 0755);
	is(st.nlink, 2);
	is(SC(stat, "null", &st), 0);
	is(st.rdev, 0x103);
	if (chown("f", WIDE, WIDE))
		ok(!"chown");
	is(SC(stat, "f", &st), 0);
	is(st.uid, 65534);		/* does not fit */
	is(st.gid, 65534);
	make_large();
	is(SC(stat, "large", &st), -EOVERFLOW);
	is(SC(stat, "d", at_edge(sizeof(st))), 0);
	wild(stat, 1, 1, (long)"f", 0);
	bad_paths(stat, 0, EXISTS | FOLLOW | AS_USER, 0, (long)&st);
}

TEST(lstat)
{
	struct stat_1993 st;

	set_up();
	is(SC(lstat, "f", &st), 0);
	check_file(st, 0xffff);
	is(SC(lstat, "sf", &st), 0);
	is(st.mode, S_IFLNK | 0777);
	is(st.size, 1);
	is(SC(lstat, "sd/", &st), 0);	/* the slash asks for the directory */
	ok(S_ISDIR(st.mode));
	wild(lstat, 1, 1, (long)"f", 0);
	bad_paths(lstat, 0, EXISTS | AS_USER, 0, (long)&st);
}

TEST(fstat)
{
	struct stat_1993 st;
	int fd, fds[2];

	set_up();
	fd = fd_of("f", O_RDONLY);
	is(SC(fstat, fd, &st), 0);
	check_file(st, 0xffff);
	unlink("f");
	unlink("d/link");
	is(SC(fstat, fd, &st), 0);
	is(st.nlink, 0);
	make_pipe(fds);
	is(SC(fstat, fds[0], &st), 0);
	ok(S_ISFIFO(st.mode));
	wild(fstat, 1, 1, fd, 0);
	bad_fd(fstat, 0, (long)&st);
}

TEST(stat64)
{
	struct stat_64 st;

	set_up();
	is(SC(stat64, "f", &st), 0);
	check_file(st, -1);
	is(st.atime_nsec, 123);
	is(st.mtime_nsec, 456);
	is(st.old_ino, st.ino);
	is(SC(stat64, "sf", &st), 0);
	is(st.size, 6);
	is(SC(stat64, "null", &st), 0);
	ok(st.rdev == makedev(1, 3));
	if (chown("f", WIDE, WIDE))
		ok(!"chown");
	is(SC(stat64, "f", &st), 0);
	is(st.uid, WIDE);
	make_large();
	is(SC(stat64, "large", &st), 0);
	ok(st.size == 4 * GB);
	is(SC(stat64, ".", at_edge(sizeof(st))), 0);
	is(SC(stat64, "..", &st), 0);
	ok(S_ISDIR(st.mode));
	is(SC(stat64, long_path("f", PATH_BYTES - 1), &st), 0);
	wild(stat64, 1, 1, (long)"f", 0);
	bad_paths(stat64, 0, EXISTS | FOLLOW | AS_USER, 0, (long)&st);
}

TEST(lstat64)
{
	struct stat_64 st;

	set_up();
	is(SC(lstat64, "f", &st), 0);
	check_file(st, -1);
	is(SC(lstat64, "sf", &st), 0);
	is(st.mode, S_IFLNK | 0777);
	wild(lstat64, 1, 1, (long)"f", 0);
	bad_paths(lstat64, 0, EXISTS | AS_USER, 0, (long)&st);
}

TEST(fstat64)
{
	struct stat_64 st;
	int fd;

	set_up();
	fd = fd_of("f", O_RDONLY);
	is(SC(fstat64, fd, &st), 0);
	check_file(st, -1);
	is(SC(fstat64, fd_of("null", O_RDONLY), &st), 0);
	ok(S_ISCHR(st.mode));
	wild(fstat64, 1, 1, fd, 0);
	bad_fd(fstat64, 0, (long)&st);
}

TEST(fstatat64)
{
	struct stat_64 st;
	int dir, fd;

	set_up();
	dir = fd_of("d", O_RDONLY);
	fd = fd_of("f", O_RDONLY);
	is(SC(fstatat64, AT_FDCWD, "f", &st, 0), 0);
	check_file(st, -1);
	is(SC(fstatat64, dir, "f", &st, 0), 0);
	is(st.size, 5);
	is(SC(fstatat64, AT_FDCWD, "sf", &st, 0), 0);
	ok(S_ISREG(st.mode));
	is(SC(fstatat64, AT_FDCWD, "sf", &st, NO_FOLLOW), 0);
	ok(S_ISLNK(st.mode));
	is(SC(fstatat64, fd, "", &st, EMPTY_PATH), 0);
	check_file(st, -1);
	is(SC(fstatat64, AT_FDCWD, "", &st, EMPTY_PATH), 0);
	ok(S_ISDIR(st.mode));
	is(SC(fstatat64, fd, "", &st, 0), -ENOENT);
	is(SC(fstatat64, AT_FDCWD, "f", &st, 1), -EINVAL);
	wild(fstatat64, 2, 1, AT_FDCWD, (long)"f", 0, 0);
	bad_dirfd(fstatat64, 0, 0, (long)"f", (long)&st, 0);
	bad_paths(fstatat64, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0,
		  (long)&st, 0);
}

static void statx_fields(const struct statx *st)
{
	struct stat_64 old = look("f");

	is(st->stx_mask & STATX_BASIC_STATS, STATX_BASIC_STATS);
	is(st->stx_mode, S_IFREG | 04751);
	is(st->stx_nlink, 2);
	is(st->stx_uid, 7);
	is(st->stx_gid, 8);
	ok(st->stx_size == 6);
	ok(st->stx_ino == old.ino);
	is(st->stx_mtime.tv_sec, WHEN);
	is(st->stx_mtime.tv_nsec, 456);
	is(st->stx_atime.tv_nsec, 123);
	ok(makedev(st->stx_dev_major, st->stx_dev_minor) == old.dev);
	ok(st->stx_blocks == 8);
}

TEST(statx)
{
	struct statx st;
	int dir, fd, all = STATX_BASIC_STATS;

	set_up();
	dir = fd_of("d", O_RDONLY);
	fd = fd_of("f", O_RDONLY);
	is(SC(statx, AT_FDCWD, "f", 0, all, &st), 0);
	statx_fields(&st);
	is(SC(statx, fd, "", EMPTY_PATH, all, &st), 0);
	statx_fields(&st);
	is(SC(statx, dir, "f", 0, all, &st), 0);
	ok(st.stx_size == 5);
	is(SC(statx, AT_FDCWD, "sf", NO_FOLLOW, all, &st), 0);
	ok(S_ISLNK(st.stx_mode));
	is(SC(statx, AT_FDCWD, "null", 0, all, &st), 0);
	is(st.stx_rdev_major, 1);
	is(st.stx_rdev_minor, 3);
	is(SC(statx, AT_FDCWD, "f", 1, all, &st), -EINVAL);
	is(SC(statx, AT_FDCWD, "f", 0x6000, all, &st), -EINVAL);
	is(SC(statx, AT_FDCWD, "f", 0, 0x80000000, &st), -EINVAL);
	is(SC(statx, AT_FDCWD, "f", 0, 0, &st), 0);
	wild(statx, 4, 1, AT_FDCWD, (long)"f", 0, all, 0);
	bad_dirfd(statx, 0, 0, (long)"f", 0, all, (long)&st);
	bad_paths(statx, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0, 0, all,
		  (long)&st);
}
