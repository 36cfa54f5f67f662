/*
 * iovec.c - readv and writev, sendfile, and advice about reading.
 */
#include <sys/uio.h>

#include "files.h"

#define MOST_VECTORS	1024

static const char digits[] = "0123456789";

static int open_digits(void)
{
	put_file("n", digits, 10);
	return fd_of("n", O_RDWR | BIG_FILE);
}

/* The errors that readv and writev share. */
#define bad_vectors(name, fd) do {					\
	static struct iovec many[MOST_VECTORS + 1];			\
	char byte = 0;							\
	struct iovec v[2] = { { &byte, 1 }, { &byte, 1 } };		\
									\
	is(SC(name, fd, v, 0), 0);					\
	is(SC(name, fd, v, -1), -EINVAL);				\
	is(SC(name, fd, many, MOST_VECTORS + 1), -EINVAL);		\
	is(SC(name, fd, many, MOST_VECTORS), 0);			\
	v[0].iov_len = -1;						\
	is(SC(name, fd, v, 1), -EINVAL);				\
	v[0].iov_len = 0x80000000;					\
	is(SC(name, fd, v, 2), -EINVAL);				\
	v[0] = (struct iovec){ (void *)8, 4 };				\
	is(SC(name, fd, v, 1), -EFAULT);				\
	v[0] = (struct iovec){ (void *)0xc0100000, 4 };			\
	is(SC(name, fd, v, 1), -EFAULT);				\
	bad_fd(name, 0, (long)many, 1);					\
	wild(name, 1, 0, fd, 0, 1);					\
} while (0)

TEST(readv)
{
	char a[3], b[16];
	struct iovec v[3] = { { a, 3 }, { NULL, 0 }, { b, 16 } };
	int fd = open_digits(), dir = fd_of(".", O_RDONLY);

	is(SC(readv, fd, v, 3), 10);
	ok(memcmp(a, "012", 3) == 0 && memcmp(b, "3456789", 7) == 0);
	is(SC(readv, fd, v, 3), 0);
	is(SC(readv, fd_of("n", O_WRONLY), v, 3), -EBADF);
	is(SC(readv, dir, v, 3), -EISDIR);
	SC(lseek, fd, 0, SEEK_SET);
	v[2].iov_base = (void *)8;
	is(SC(readv, fd, v, 3), 3);
	SC(lseek, fd, 0, SEEK_SET);
	bad_vectors(readv, fd);
}

TEST(writev)
{
	struct iovec v[3] = { { "ab", 2 }, { NULL, 0 }, { "cde", 3 } };
	int fd = open_digits(), end = fd_of("n", O_WRONLY | O_APPEND);

	is(SC(writev, fd, v, 3), 5);
	ok(holds("n", "abcde56789", 10));
	is(SC(writev, end, v, 3), 5);
	ok(holds("n", "abcde56789abcde", 15));
	is(SC(writev, fd_of("n", O_RDONLY), v, 3), -EBADF);
	v[2].iov_base = (void *)8;
	is(SC(writev, fd, v, 3), 2);
	bad_vectors(writev, fd);
}

static void send_errors(int nr, const char *name, int in, int out)
{
	int fds[2];
	uint64_t offset = 0;
	long args[6] = { out, in, 0, 1 };

	make_pipe(fds);
	is(raw_call(nr, NO_FD, in, 0, 1, 0, 0), -EBADF);
	is(raw_call(nr, out, NO_FD, 0, 1, 0, 0), -EBADF);
	is(raw_call(nr, in, in, 0, 1, 0, 0), -EBADF);
	is(raw_call(nr, out, fd_of("out", O_WRONLY), 0, 1, 0, 0), -EBADF);
	is(raw_call(nr, out, fds[0], (long)&offset, 1, 0, 0), -ESPIPE);
	is(raw_call(nr, fd_of("out", O_WRONLY | O_APPEND), in, 0, 1, 0, 0),
	   -EINVAL);
	is(raw_call(nr, out, in, 0, 0, 0, 0), 0);
	wild_call(nr, name, 2, 1, args, __FILE__, __LINE__);
}

TEST(sendfile)
{
	int in, out = fd_of("out", O_RDWR | O_CREAT), fds[2];
	int32_t offset = 2;
	char buf[4];

	put_file("n", digits, 10);
	in = fd_of("n", O_RDONLY);
	is(SC(sendfile, out, in, NULL, 3), 3);
	is(SC(lseek, in, 0, SEEK_CUR), 3);
	is(SC(sendfile, out, in, &offset, 4), 4);
	is(offset, 6);
	is(SC(lseek, in, 0, SEEK_CUR), 3);
	ok(holds("out", "0122345", 7));
	is(SC(sendfile, out, in, NULL, 100), 7);
	is(SC(sendfile, out, in, NULL, 100), 0);
	make_pipe(fds);
	offset = 8;
	is(SC(sendfile, fds[1], in, &offset, 4), 2);
	is(SC(read, fds[0], buf, 4), 2);
	ok(memcmp(buf, "89", 2) == 0);
	offset = -1;
	is(SC(sendfile, out, in, &offset, 4), -EINVAL);
	send_errors(NR_sendfile, "sendfile", in, out);
}

TEST(sendfile64)
{
	int in = open_digits(), out = fd_of("out", O_RDWR | O_CREAT);
	int64_t offset = 2;

	is(SC(sendfile64, out, in, &offset, 4), 4);
	ok(offset == 6);
	is(SC(lseek, in, 0, SEEK_CUR), 0);
	is(SC(sendfile64, out, in, NULL, 3), 3);
	ok(holds("out", "2345012", 7));
	SC(pwrite64, in, "far", 3, 0, 1);
	offset = 4 * GB + 1;
	is(SC(sendfile64, out, in, &offset, 100), 2);
	ok(offset == 4 * GB + 3);
	ok(holds("out", "2345012ar", 9));
	offset = -1;
	is(SC(sendfile64, out, in, &offset, 4), -EINVAL);
	SC(close, in);
	send_errors(NR_sendfile64, "sendfile64", fd_of("n",
		    O_RDONLY | BIG_FILE), out);
}

TEST(readahead)
{
	int fd = open_digits(), fds[2];

	is(SC(readahead, fd, 0, 0, 100), 0);
	is(SC(readahead, fd, 0, 0, -1), 0);
	is(SC(readahead, fd, 0, 100, 4096), 0);
	bad_fd(readahead, 0, 0, 0, 100);
	is(SC(readahead, fd_of("n", O_WRONLY), 0, 0, 1), -EBADF);
	make_pipe(fds);
	is(SC(readahead, fds[0], 0, 0, 1), -EINVAL);
}

#define LAST_ADVICE	5

TEST(fadvise64)
{
	int fd = open_digits(), fds[2], i;

	for (i = 0; i <= LAST_ADVICE; i++)
		is(SC(fadvise64, fd, 0, 0, 10, i), 0);
	is(SC(fadvise64, fd, 0, 0, 0, 0), 0);
	is(SC(fadvise64, fd, 0, 0, 10, LAST_ADVICE + 1), -EINVAL);
	is(SC(fadvise64, fd, 0, 0, 10, -1), -EINVAL);
	bad_fd(fadvise64, 0, 0, 0, 0);
	make_pipe(fds);
	is(SC(fadvise64, fds[0], 0, 0, 10, 0), -ESPIPE);
	ok(holds("n", digits, 10));
}

TEST(fadvise64_64)
{
	int fd = open_digits(), fds[2], i;

	for (i = 0; i <= LAST_ADVICE; i++)
		is(SC(fadvise64_64, fd, 0, 0, 10, 0, i), 0);
	is(SC(fadvise64_64, fd, 5, 6, 7, 8, 4), 0);
	is(SC(fadvise64_64, fd, 0, 0, -1, -1, 0), -EINVAL);
	is(SC(fadvise64_64, fd, 0, 0, 10, 0, LAST_ADVICE + 1), -EINVAL);
	bad_fd(fadvise64_64, 0, 0, 0, 0, 0);
	make_pipe(fds);
	is(SC(fadvise64_64, fds[0], 0, 0, 10, 0, 0), -ESPIPE);
	ok(holds("n", digits, 10));
}
