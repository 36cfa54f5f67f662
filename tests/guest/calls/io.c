/*
 * io.c - read, write and what moves the position.
 */
#include <sys/resource.h>

#include "files.h"

#define PAGE	4096

static const char digits[] = "0123456789";

/* A file `n' of ten digits, open for reading and writing. */
static int open_digits(void)
{
	put_file("n", digits, 10);
	return fd_of("n", O_RDWR | BIG_FILE);
}

static long position(int fd)
{
	return SC(lseek, fd, 0, SEEK_CUR);
}

TEST(read)
{
	char buf[16];
	int dir = fd_of(".", O_RDONLY), fd = open_digits();
	int out = fd_of("n", O_WRONLY);

	is(SC(read, fd, buf, 4), 4);
	ok(memcmp(buf, "0123", 4) == 0);
	is(position(fd), 4);
	is(SC(read, fd, buf, 0), 0);
	is(SC(read, fd, buf, 16), 6);
	ok(memcmp(buf, "456789", 6) == 0);
	is(SC(read, fd, buf, 16), 0);
	SC(lseek, fd, 1000, SEEK_SET);
	is(SC(read, fd, buf, 16), 0);
	bad_fd(read, 0, (long)buf, 4);
	is(SC(read, out, buf, 4), -EBADF);
	is(SC(read, dir, buf, 4), -EISDIR);
	SC(lseek, fd, 0, SEEK_SET);
	wild(read, 1, 1, fd, 0, 8);
	is(position(fd), 0);
	is(SC(read, fd, at_edge(3), 8), 3);
	ok(memcmp(at_edge(3), "012", 3) == 0);
	is(position(fd), 3);
	is(SC(read, fd, at_edge(0), 0), 0);
}

/* A length that wraps round or is negative harms nobody. */
static void huge_lengths(int fd)
{
	static const uint32_t lengths[] = {
		0x7fffffff, 0x80000000, 0xbfffffff, 0xfffff000, 0xffffffff,
	};
	char *map = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t i;
	long n;

	munmap(map + 2 * PAGE, 2 * PAGE);
	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		SC(lseek, fd, 0, SEEK_SET);
		n = SC(read, fd, map, lengths[i]);
		ok(n == 10 || n == -EFAULT || n == -EINVAL);
		n = SC(write, fd, map, lengths[i]);
		ok(n == 2 * PAGE || n == -EFAULT || n == -EINVAL);
		SC(ftruncate, fd, 10);
	}
}

static int user_writes(void *name)
{
	int fd = SC(open, name, O_WRONLY);

	is(SC(write, fd, "x", 1), 1);
	return 0;
}

static void write_special(void)
{
	int null = fd_of("/dev/null", O_RDWR);
	int zero = fd_of("/dev/zero", O_RDWR);
	int full = fd_of("/dev/full", O_RDWR);
	char buf[4] = "abc";

	is(SC(write, null, buf, 4), 4);
	is(SC(read, null, buf, 4), 0);
	is(SC(write, full, buf, 4), -ENOSPC);
	is(SC(write, zero, buf, 4), 4);
	is(SC(read, full, buf, 4), 4);
	ok(buf[0] == 0 && buf[3] == 0);
	buf[2] = 7;
	is(SC(read, zero, buf, 4), 4);
	ok(buf[2] == 0);
}

/* Without BIG_FILE nothing is written at 2 GB - 1 and beyond. */
static void two_gigabytes(void)
{
	int old = fd_of("n", O_RDWR), fd = fd_of("n", O_RDWR | BIG_FILE);

	is(SC(lseek, old, 0x7ffffffe, SEEK_SET), 0x7ffffffe);
	is(SC(write, old, "ab", 2), 1);
	is(SC(write, old, "ab", 2), -EFBIG);
	is(SC(pwrite64, fd, "b", 1, 0x7fffffff, 0), 1);
	is(SC(open, "n", O_RDWR), -EOVERFLOW);
	SC(ftruncate, fd, 10);
}

static int beyond_limit(void *arg)
{
	struct rlimit limit = { 8, 8 };
	int fd = *(int *)arg;

	setrlimit(RLIMIT_FSIZE, &limit);
	catch(SIGXFSZ, 0);
	is(SC(pwrite64, fd, digits, 10, 0, 0), 8);
	is(caught, 0);
	is(SC(pwrite64, fd, digits, 1, 8, 0), -EFBIG);
	is(caught, 1);
	is(SC(ftruncate, fd, 11), -EFBIG);
	is(caught, 2);
	is(SC(ftruncate, fd, 4), 0);
	return failures;
}

TEST(write)
{
	int fd = open_digits(), in = fd_of("n", O_RDONLY), end;

	is(SC(write, fd, "abc", 3), 3);
	is(position(fd), 3);
	ok(holds("n", "abc3456789", 10));
	is(SC(write, fd, "", 0), 0);
	is(SC(lseek, fd, 12, SEEK_SET), 12);
	is(SC(write, fd, "z", 1), 1);
	ok(holds("n", "abc3456789\0\0z", 13));
	end = fd_of("n", O_WRONLY | O_APPEND);
	is(SC(write, end, "end", 3), 3);
	is(position(end), 16);
	SC(lseek, end, 0, SEEK_SET);
	is(SC(write, end, "!", 1), 1);
	ok(holds("n", "abc3456789\0\0zend!", 17));
	bad_fd(write, 0, (long)digits, 4);
	is(SC(write, in, "x", 1), -EBADF);
	wild(write, 1, 0, fd, 0, 8);
	memcpy(at_edge(3), "xyz", 3);
	SC(ftruncate, fd, 0);
	SC(lseek, fd, 0, SEEK_SET);
	is(SC(write, fd, at_edge(3), 10), 3);
	ok(holds("n", "xyz", 3));
	SC(ftruncate, fd, 10);
	huge_lengths(fd);
	write_special();
	two_gigabytes();
	is(exit_of(start_child(beyond_limit, &fd)), 0);
	chmod("n", 06777);
	is(as_user(USER, user_writes, "n"), 0);
	is(look("n").mode & 07777, 0777);
}

TEST(pread64)
{
	int fd = open_digits(), out = fd_of("n", O_WRONLY), fds[2];
	char buf[16];

	is(SC(pread64, fd, buf, 4, 3, 0), 4);
	ok(memcmp(buf, "3456", 4) == 0);
	is(position(fd), 0);
	is(SC(pread64, fd, buf, 4, 8, 0), 2);
	is(SC(pread64, fd, buf, 4, 10, 0), 0);
	is(SC(pread64, fd, buf, 4, 0, 1), 0);
	is(SC(pread64, fd, buf, 4, 0, 0x80000000), -EINVAL);
	is(SC(pread64, fd, buf, 4, -1, -1), -EINVAL);
	ok(SC(pread64, fd, buf, 4, -1, 0x7fffffff) <= 0);
	bad_fd(pread64, 0, (long)buf, 4);
	is(SC(pread64, out, buf, 4, 0, 0), -EBADF);
	is(SC(pread64, fd_of(".", O_RDONLY), buf, 4, 0, 0), -EISDIR);
	make_pipe(fds);
	is(SC(pread64, fds[0], buf, 4, 0, 0), -ESPIPE);
	wild(pread64, 1, 1, fd, 0, 8);
	is(SC(pread64, fd, at_edge(3), 8, 2, 0), 3);
	ok(memcmp(at_edge(3), "234", 3) == 0);
}

TEST(pwrite64)
{
	int fd = open_digits(), fds[2], end = fd_of("n", O_WRONLY | O_APPEND);
	char buf[4];

	is(SC(pwrite64, fd, "abc", 3, 5, 0), 3);
	is(position(fd), 0);
	ok(holds("n", "01234abc89", 10));
	is(SC(pwrite64, fd, "x", 1, -1, -1), -EINVAL);
	is(SC(pwrite64, fd, "x", 1, 0, 0x80000000), -EINVAL);
	bad_fd(pwrite64, 0, (long)digits, 1);
	is(SC(pwrite64, fd_of("n", O_RDONLY), "x", 1, 0, 0), -EBADF);
	make_pipe(fds);
	is(SC(pwrite64, fds[1], "x", 1, 0, 0), -ESPIPE);
	wild(pwrite64, 1, 0, fd, 0, 8);
	is(SC(pwrite64, fd, "", 0, 100, 0), 0);
	is(look("n").size, 10);
	is(SC(pwrite64, end, "!", 1, 0, 0), 1);	/* to the end, all the same */
	ok(holds("n", "01234abc89!", 11));
	is(SC(pwrite64, end, "!", 1, 0, 2), 1);
	is(SC(pwrite64, fd, "far", 3, 16, 1), 3);
	ok(look("n").size == 4 * GB + 19);
	is(SC(pread64, fd, buf, 4, 15, 1), 4);
	ok(memcmp(buf, "\0far", 4) == 0);
	ok(look("n").blocks <= 2 * 8);
	is(SC(pwrite64, fd_of("m", O_RDWR | O_CREAT), "x", 1, 0, 1), -EFBIG);
	is(SC(pwrite64, fd, "x", 1, 0xffffffff, 0x7ffffffe), -EFBIG);
	cached_tests();
}

TEST(lseek)
{
	int fd = open_digits(), fds[2];

	is(SC(lseek, fd, 4, SEEK_SET), 4);
	is(SC(lseek, fd, 2, SEEK_CUR), 6);
	is(SC(lseek, fd, -1, SEEK_CUR), 5);
	is(SC(lseek, fd, -3, SEEK_END), 7);
	is(SC(lseek, fd, 100, SEEK_END), 110);
	is(look("n").size, 10);
	is(SC(lseek, fd, -1, SEEK_SET), -EINVAL);
	is(SC(lseek, fd, -11, SEEK_END), -EINVAL);
	is(SC(lseek, fd, 0, 99), -EINVAL);
	is(SC(lseek, fd, 0, -1), -EINVAL);
	is(position(fd), 110);
	bad_fd(lseek, 0, 0, SEEK_SET);
	make_pipe(fds);
	is(SC(lseek, fds[0], 0, SEEK_CUR), -ESPIPE);
	is(SC(lseek, fd, 0x7fffffff, SEEK_SET), 0x7fffffff);
	is(SC(lseek, fd, 1, SEEK_CUR), -EOVERFLOW);
	is(SC(lseek, fd, 10, SEEK_SET), 10);
	is(SC(lseek, fd_of(".", O_RDONLY), 0, SEEK_SET), 0);
}

TEST(_llseek)
{
	int fd = open_digits(), fds[2];
	int64_t pos = 7;

	is(SC(_llseek, fd, 0, 4, &pos, SEEK_SET), 0);
	ok(pos == 4);
	is(SC(_llseek, fd, 1, 4, &pos, SEEK_SET), 0);
	ok(pos == 4 * GB + 4);
	is(SC(_llseek, fd, -1, -3, &pos, SEEK_CUR), 0);
	ok(pos == 4 * GB + 1);
	is(SC(_llseek, fd, 0, 0, &pos, SEEK_END), 0);
	ok(pos == 10);
	is(SC(_llseek, fd, -1, -11, &pos, SEEK_END), -EINVAL);
	is(SC(_llseek, fd, 0, 0, &pos, 99), -EINVAL);
	ok(pos == 10);
	bad_fd(_llseek, 0, 0, 0, (long)&pos, SEEK_SET);
	make_pipe(fds);
	is(SC(_llseek, fds[0], 0, 0, &pos, SEEK_CUR), -ESPIPE);
	wild(_llseek, 3, 1, fd, 0, 0, 0, SEEK_SET);
}
