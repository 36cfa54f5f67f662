/*
 * fcntl.c - descriptors made from others, and their flags.
 */
#define _GNU_SOURCE
#include <sys/ioctl.h>
#include <sys/resource.h>

#include "files.h"

/* Two descriptors of one open file share its position. */
static bool shares(int a, int b)
{
	SC(lseek, a, 3, SEEK_SET);
	return SC(lseek, b, 0, SEEK_CUR) == 3;
}

static struct rlimit set_limit(int n)
{
	struct rlimit old, limit;

	getrlimit(RLIMIT_NOFILE, &old);
	limit = old;
	limit.rlim_cur = n;
	setrlimit(RLIMIT_NOFILE, &limit);
	return old;
}

TEST(dup)
{
	struct rlimit old;
	int fd, other;

	put_file("f", "hello", 5);
	fd = SC(open, "f", O_RDONLY | O_CLOEXEC);
	other = SC(dup, fd);
	is(other, fd + 1);
	ok(shares(fd, other));
	is(SC(fcntl64, other, F_GETFD), 0);
	is(SC(close, fd), 0);
	is(SC(dup, other), fd);			/* the lowest that is free */
	bad_fd(dup, 0);
	old = set_limit(fd + 2);
	is(SC(dup, fd), -EMFILE);
	setrlimit(RLIMIT_NOFILE, &old);
	ok(SC(dup, fd) > other);
}

TEST(dup2)
{
	struct rlimit old;
	int fd, fds[2];
	char byte;

	put_file("f", "hello", 5);
	fd = SC(open, "f", O_RDONLY | O_CLOEXEC);
	is(SC(dup2, fd, 40), 40);
	ok(shares(fd, 40));
	is(SC(fcntl64, 40, F_GETFD), 0);
	is(SC(dup2, fd, fd), fd);
	is(SC(fcntl64, fd, F_GETFD), FD_CLOEXEC);	/* nothing happened */
	make_pipe(fds);
	is(SC(dup2, fd, fds[1]), fds[1]);	/* which was closed first */
	is(SC(read, fds[0], &byte, 1), 0);
	bad_fd(dup2, 0, 41);
	is(SC(dup2, NO_FD, NO_FD), -EBADF);
	is(SC(fcntl64, 41, F_GETFD), -EBADF);
	is(SC(dup2, fd, -1), -EBADF);
	is(SC(dup2, fd, 0x7fffffff), -EBADF);
	old = set_limit(45);
	is(SC(dup2, fd, 45), -EBADF);
	is(SC(dup2, fd, 44), 44);
	setrlimit(RLIMIT_NOFILE, &old);
	is(SC(dup2, fd, 300), 300);		/* the table grows */
	ok(shares(fd, 300));
}

TEST(dup3)
{
	int fd;

	put_file("f", "hello", 5);
	fd = fd_of("f", O_RDONLY);
	is(SC(dup3, fd, 40, 0), 40);
	is(SC(fcntl64, 40, F_GETFD), 0);
	is(SC(dup3, fd, 40, O_CLOEXEC), 40);
	is(SC(fcntl64, 40, F_GETFD), FD_CLOEXEC);
	ok(shares(fd, 40));
	is(SC(dup3, fd, fd, 0), -EINVAL);
	is(SC(dup3, NO_FD, NO_FD, 0), -EINVAL);
	is(SC(dup3, fd, 41, O_NONBLOCK), -EINVAL);
	is(SC(dup3, fd, 41, -1), -EINVAL);
	bad_fd(dup3, 0, 41, 0);
	is(SC(dup3, fd, -1, 0), -EBADF);
}

/* What fcntl and fcntl64 have in common; nr is the one or the other. */
static void duplicates(int nr, int fd)
{
	struct rlimit old = set_limit(200);
	int a;

	a = raw_call(nr, fd, F_DUPFD, 100, 0, 0, 0);
	is(a, 100);
	is(raw_call(nr, fd, F_DUPFD, 100, 0, 0, 0), 101);
	ok(shares(fd, a));
	is(raw_call(nr, fd, F_DUPFD_CLOEXEC, 0, 0, 0, 0), fd + 1);
	is(raw_call(nr, fd + 1, F_GETFD, 0, 0, 0, 0), FD_CLOEXEC);
	is(raw_call(nr, fd, F_DUPFD, 200, 0, 0, 0), -EINVAL);
	is(raw_call(nr, fd, F_DUPFD, -1, 0, 0, 0), -EINVAL);
	is(raw_call(nr, fd, F_DUPFD, 199, 0, 0, 0), 199);
	is(raw_call(nr, fd, F_DUPFD, 199, 0, 0, 0), -EMFILE);
	setrlimit(RLIMIT_NOFILE, &old);
}

static void flags(int nr, int fd)
{
	int end;

	is(raw_call(nr, fd, F_GETFD, 0, 0, 0, 0), 0);
	is(raw_call(nr, fd, F_SETFD, FD_CLOEXEC, 0, 0, 0), 0);
	is(raw_call(nr, fd, F_GETFD, 0, 0, 0, 0), FD_CLOEXEC);
	is(raw_call(nr, fd, F_SETFD, -2, 0, 0, 0), 0);
	is(raw_call(nr, fd, F_GETFD, 0, 0, 0, 0), 0);
	is(raw_call(nr, fd, F_GETFL, 0, 0, 0, 0) & ~BIG_FILE, O_RDWR);
	is(raw_call(nr, fd, F_SETFL, O_APPEND | O_NONBLOCK | O_WRONLY |
		    O_CREAT | O_TRUNC | O_EXCL, 0, 0, 0), 0);
	is(raw_call(nr, fd, F_GETFL, 0, 0, 0, 0) & ~BIG_FILE,
	   O_RDWR | O_APPEND | O_NONBLOCK);
	SC(lseek, fd, 0, SEEK_SET);
	is(SC(write, fd, "!", 1), 1);
	ok(holds("f", "hello!", 6));
	is(raw_call(nr, fd, F_SETFL, 0, 0, 0, 0), 0);
	end = SC(open, "f", O_WRONLY | O_CREAT | O_APPEND | O_SYNC, 0600);
	is(raw_call(nr, end, F_GETFL, 0, 0, 0, 0) & ~(BIG_FILE | O_SYNC),
	   O_WRONLY | O_APPEND);
	is(SC(close, end), 0);
}

static void owner(int nr, int fd)
{
	is(raw_call(nr, fd, F_GETOWN, 0, 0, 0, 0), 0);
	is(raw_call(nr, fd, F_SETOWN, getpid(), 0, 0, 0), 0);
	is(raw_call(nr, fd, F_GETOWN, 0, 0, 0, 0), getpid());
	is(raw_call(nr, fd, F_SETOWN, -getpgrp(), 0, 0, 0), 0);
	is(raw_call(nr, fd, F_SETOWN, 0, 0, 0, 0), 0);
	is(raw_call(nr, fd, F_SETOWN, 0x80000000, 0, 0, 0), -EINVAL);
	is(raw_call(nr, fd, F_GETSIG, 0, 0, 0, 0), 0);
	is(raw_call(nr, fd, F_SETSIG, SIGUSR1, 0, 0, 0), 0);
	is(raw_call(nr, fd, F_GETSIG, 0, 0, 0, 0), SIGUSR1);
	is(raw_call(nr, fd, F_SETSIG, 65, 0, 0, 0), -EINVAL);
	is(raw_call(nr, fd, F_SETSIG, -1, 0, 0, 0), -EINVAL);
	is(raw_call(nr, fd, F_SETSIG, 0, 0, 0, 0), 0);
	is(raw_call(nr, fd, 4711, 0, 0, 0, 0), -EINVAL);
	is(raw_call(nr, fd, -1, 0, 0, 0, 0), -EINVAL);
}

static void common(int nr, const char *name)
{
	int fd;

	put_file("f", "hello", 5);
	fd = fd_of("f", O_RDWR);
	duplicates(nr, fd);
	flags(nr, fd);
	owner(nr, fd);
	bad_fd_call(nr, name, (long[6]){ 0, F_GETFD }, __FILE__, __LINE__);
	bad_fd_call(nr, name, (long[6]){ 0, F_DUPFD }, __FILE__, __LINE__);
}

TEST(fcntl)
{
	common(NR_fcntl, "fcntl");
	lock_tests_32(NR_fcntl);
}

TEST(fcntl64)
{
	common(NR_fcntl64, "fcntl64");
	lock_tests_32(NR_fcntl64);
	lock_tests_64();
}

/* What ioctl does for every file, whatever it is. */
static void common_ioctls(int fd)
{
	int on = 1, off = 0, n = 0;

	is(SC(ioctl, fd, FIOCLEX), 0);
	is(SC(fcntl64, fd, F_GETFD), FD_CLOEXEC);
	is(SC(ioctl, fd, FIONCLEX), 0);
	is(SC(fcntl64, fd, F_GETFD), 0);
	is(SC(ioctl, fd, FIONBIO, &on), 0);
	is(SC(fcntl64, fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
	is(SC(ioctl, fd, FIONBIO, &off), 0);
	is(SC(fcntl64, fd, F_GETFL) & O_NONBLOCK, 0);
	is(SC(ioctl, fd, 0x5401, &n), -ENOTTY);	/* TCGETS */
	is(SC(ioctl, fd, 0x12345678, &n), -ENOTTY);
	is(SC(ioctl, fd, -1, -1), -ENOTTY);
	is(SC(ioctl, fd, 0, 0), -ENOTTY);
}

TEST(ioctl)
{
	int fd, fds[2], n = 0;

	put_file("f", "hello", 5);
	fd = fd_of("f", O_RDONLY);
	common_ioctls(fd);
	SC(lseek, fd, 2, SEEK_SET);
	is(SC(ioctl, fd, FIONREAD, &n), 0);
	is(n, 3);
	make_pipe(fds);
	common_ioctls(fds[0]);
	is(SC(write, fds[1], "abc", 3), 3);
	is(SC(ioctl, fds[0], FIONREAD, &n), 0);
	is(n, 3);
	common_ioctls(fd_of("/dev/null", O_RDWR));
	common_ioctls(fd_of(".", O_RDONLY));
	bad_fd(ioctl, 0, FIONREAD, (long)&n);
	wild(ioctl, 2, 0, fd, FIONBIO, 0);
	wild(ioctl, 2, 1, fds[0], FIONREAD, 0);
	wild(ioctl, 2, 1, fd, FIONREAD, 0);
}
