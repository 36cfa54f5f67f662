/*
 * statfs.c - file systems: their size, their kinds, and writing them back.
 */
#include "files.h"

#define STATFS64_SIZE	sizeof(struct statfs_64)
#define PROC_MAGIC	0x9fa0

struct ustat_record {
	int32_t blocks;
	uint32_t inodes;
	char name[6], pack[6];
};

TEST(statfs)
{
	struct statfs_32 st;

	make_places();
	is(SC(statfs, "f", &st), 0);
	ok(st.type && st.bsize >= 512);
	ok(st.bfree <= st.blocks && st.bavail <= st.bfree);
	is(st.namelen, NAME_BYTES);
	is(SC(statfs, "/proc", &st), 0);
	is(st.type, PROC_MAGIC);
	is(SC(statfs, "/proc", at_edge(sizeof(st))), 0);
	wild(statfs, 1, 1, (long)"f", 0);
	bad_paths(statfs, 0, EXISTS | FOLLOW | AS_USER, 0, (long)&st);
}

TEST(fstatfs)
{
	struct statfs_32 st, other;
	int fd;

	make_places();
	fd = fd_of("f", O_RDONLY);
	is(SC(fstatfs, fd, &st), 0);
	is(SC(statfs, "f", &other), 0);
	is(st.type, other.type);
	is(st.blocks, other.blocks);
	wild(fstatfs, 1, 1, fd, 0);
	bad_fd(fstatfs, 0, (long)&st);
}

TEST(statfs64)
{
	struct statfs_64 st;
	struct statfs_32 old;

	make_places();
	is(STATFS64_SIZE, 84);
	is(SC(statfs64, "f", STATFS64_SIZE, &st), 0);
	is(SC(statfs, "f", &old), 0);
	is(st.type, old.type);
	is(st.bsize, old.bsize);
	ok(st.blocks == old.blocks);
	is(st.namelen, NAME_BYTES);
	is(SC(statfs64, "f", 64, &st), -EINVAL);
	is(SC(statfs64, "f", 0, &st), -EINVAL);
	is(SC(statfs64, "f", -1, &st), -EINVAL);
	wild(statfs64, 2, 1, (long)"f", STATFS64_SIZE, 0);
	bad_paths(statfs64, 0, EXISTS | FOLLOW | AS_USER, 0, STATFS64_SIZE,
		  (long)&st);
}

TEST(fstatfs64)
{
	struct statfs_64 st;
	int fd;

	make_places();
	fd = fd_of("f", O_RDONLY);
	is(SC(fstatfs64, fd, STATFS64_SIZE, &st), 0);
	ok(st.bsize >= 512);
	is(SC(fstatfs64, fd, 64, &st), -EINVAL);
	wild(fstatfs64, 2, 1, fd, STATFS64_SIZE, 0);
	bad_fd(fstatfs64, 0, STATFS64_SIZE, (long)&st);
}

TEST(ustat)
{
	struct ustat_record st;
	uint32_t dev = look(".").dev;

	is(SC(ustat, dev, &st), 0);
	ok(st.blocks > 0);
	is(SC(ustat, 0x7fff, &st), -EINVAL);
	is(SC(ustat, dev, at_edge(sizeof(st))), 0);
	wild(ustat, 1, 1, dev, 0);
}

TEST(sysfs)
{
	char name[64];
	int i, n = SC(sysfs, 3);

	ok(n >= 2);
	for (i = 0; i < n; i++) {
		is(SC(sysfs, 2, i, name), 0);
		is(SC(sysfs, 1, name), i);
	}
	is(SC(sysfs, 1, "no such kind"), -EINVAL);
	is(SC(sysfs, 2, n, name), -EINVAL);
	is(SC(sysfs, 2, -1, name), -EINVAL);
	is(SC(sysfs, 0), -EINVAL);
	is(SC(sysfs, 4), -EINVAL);
	wild(sysfs, 1, 0, 1, 0);
	wild(sysfs, 2, 1, 2, 0, 0);
}

TEST(sync)
{
	put_file("f", "x", 1);
	is(SC(sync), 0);
	ok(holds("f", "x", 1));
}

TEST(syncfs)
{
	int fds[2];

	put_file("f", "x", 1);
	is(SC(syncfs, fd_of("f", O_RDONLY)), 0);
	is(SC(syncfs, fd_of(".", O_RDONLY)), 0);
	make_pipe(fds);
	is(SC(syncfs, fds[0]), 0);
	bad_fd(syncfs, 0);
}

TEST(fsync)
{
	int fds[2];

	put_file("f", "x", 1);
	is(SC(fsync, fd_of("f", O_RDWR)), 0);
	is(SC(fsync, fd_of("f", O_RDONLY)), 0);
	is(SC(fsync, fd_of(".", O_RDONLY)), 0);
	make_pipe(fds);
	is(SC(fsync, fds[1]), -EINVAL);
	bad_fd(fsync, 0);
}

TEST(fdatasync)
{
	int fds[2];

	put_file("f", "x", 1);
	is(SC(fdatasync, fd_of("f", O_RDWR)), 0);
	make_pipe(fds);
	is(SC(fdatasync, fds[1]), -EINVAL);
	bad_fd(fdatasync, 0);
}

static int flush_as_user(void *arg)
{
	(void)arg;
	is(SC(bdflush, 0, 0), -EPERM);
	return 0;
}

TEST(bdflush)
{
	is(SC(bdflush, 0, 0), 0);
	is(as_user(USER, flush_as_user, NULL), 0);
}
