/*
 * size.c - truncation, by name and by descriptor, in 32 and in 64 bits.
 */
#include "files.h"

static const char digits[] = "0123456789";

static int open_digits(int flags)
{
	put_file("n", digits, 10);
	return fd_of("n", flags);
}

static int truncate_as_user(void *arg)
{
	(void)arg;
	is(SC(truncate, "f", 1), -EACCES);
	is(SC(truncate64, "f", 1, 0), -EACCES);
	is(SC(truncate, "all", 1), 0);
	return 0;
}

TEST(truncate)
{
	int fds[2];

	make_places();
	open_digits(O_RDWR);
	put_file("all", digits, 10);
	chmod("all", 06777);
	is(SC(truncate, "n", 4), 0);
	ok(holds("n", "0123", 4));
	is(SC(truncate, "n", 8), 0);
	ok(holds("n", "0123\0\0\0\0", 8));	/* nothing old comes back */
	is(SC(truncate, "n", 0), 0);
	is(look("n").blocks, 0);
	is(SC(truncate, "sf", 2), 0);
	ok(holds("f", "he", 2));
	is(SC(truncate, "n", -1), -EINVAL);
	is(SC(truncate, "n", 0x80000000), -EINVAL);
	is(SC(truncate, "n", 0x7fffffff), 0);
	is(look("n").size, 0x7fffffff);
	is(look("n").blocks, 0);
	is(SC(truncate, "d", 0), -EISDIR);
	make_pipe(fds);
	mkfifo("fifo", 0600);
	is(SC(truncate, "fifo", 0), -EINVAL);
	is(SC(truncate, "/dev/null", 0), -EINVAL);
	is(SC(truncate, "/proc/self/exe", 0), -ETXTBSY);
	is(as_user(USER, truncate_as_user, NULL), 0);
	is(look("all").mode & 07777, 0777);
	bad_paths(truncate, 0, EXISTS | FOLLOW | AS_USER, 0, 0);
}

TEST(truncate64)
{
	make_places();
	is(SC(truncate64, "f", 5, 1), 0);
	ok(look("f").size == 4 * GB + 5);
	ok(SC(open, "f", O_RDONLY | BIG_FILE) >= 0);
	is(SC(truncate64, "f", 3, 0), 0);
	ok(holds("f", "hel", 3));
	is(SC(truncate64, "f", 0, 0x80000000), -EINVAL);
	is(SC(truncate64, "f", -1, -1), -EINVAL);
	is(SC(truncate64, "f", -1, 0x7fffffff), -EFBIG);
	is(SC(truncate64, "d", 0, 0), -EISDIR);
	bad_paths(truncate64, 0, EXISTS | FOLLOW | AS_USER, 0, 0, 0);
}

TEST(ftruncate)
{
	int fds[2], fd = open_digits(O_RDWR);

	SC(lseek, fd, 7, SEEK_SET);
	is(SC(ftruncate, fd, 4), 0);
	ok(holds("n", "0123", 4));
	is(SC(lseek, fd, 0, SEEK_CUR), 7);
	is(SC(write, fd, "x", 1), 1);
	ok(holds("n", "0123\0\0\0x", 8));
	is(SC(ftruncate, fd, 0x7fffffff), 0);
	is(SC(ftruncate, fd, 5000), 0);
	is(look("n").size, 5000);
	is(SC(ftruncate, fd, -1), -EINVAL);
	is(SC(ftruncate, fd_of("n", O_RDONLY), 0), -EINVAL);
	is(SC(ftruncate, fd_of(".", O_RDONLY), 0), -EINVAL);
	make_pipe(fds);
	is(SC(ftruncate, fds[1], 0), -EINVAL);
	is(SC(ftruncate, fd_of("/dev/null", O_RDWR), 0), -EINVAL);
	bad_fd(ftruncate, 0, 0);
}

TEST(ftruncate64)
{
	int fd = open_digits(O_RDWR | BIG_FILE), old = fd_of("n", O_RDWR);

	is(SC(ftruncate64, fd, 7, 1), 0);
	ok(look("n").size == 4 * GB + 7);
	is(SC(ftruncate64, fd, 2, 0), 0);
	ok(holds("n", "01", 2));
	is(SC(ftruncate64, fd, 0, 0x80000000), -EINVAL);
	is(SC(ftruncate64, fd, -1, 0x7fffffff), -EFBIG);
	is(SC(ftruncate64, fd_of("n", O_RDONLY), 0, 0), -EINVAL);
	is(SC(ftruncate, old, 0x7fffffff), 0);
	bad_fd(ftruncate64, 0, 0, 0);
}
