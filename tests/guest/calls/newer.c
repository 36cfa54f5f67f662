/*
 * newer.c - calls of later kernels that programs of today cannot do without.
 */
#include <linux/falloc.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/timex.h>
#include <time.h>

#include "help.h"

#define LARGE	(1LL << 62)

/* fallocate() with its 64-bit arguments in halves. */
static long allocate(int fd, int mode, long long offset, long long len)
{
	return SC(fallocate, fd, mode, (uint32_t)offset, offset >> 32,
		  (uint32_t)len, len >> 32);
}

TEST(fallocate)
{
	int fd = SC(open, "f", O_RDWR | O_CREAT, 0600), fds[2];

	is(allocate(fd, 0, 0, 5000), -EOPNOTSUPP);
	is(allocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 1),
	   -EOPNOTSUPP);
	is(allocate(fd, 0, -1, 1), -EINVAL);
	is(allocate(fd, 0, 0, 0), -EINVAL);
	is(allocate(fd, 0, 0, -1), -EINVAL);
	is(allocate(fd, 0, LARGE, LARGE), -EFBIG);
	is(allocate(99, 0, 0, 1), -EBADF);
	is(SC(lseek, fd, 0, SEEK_END), 0);
	is(posix_fallocate(fd, 100, 5000), 0);	/* the library's way out */
	is(SC(lseek, fd, 0, SEEK_END), 5100);
	SC(close, fd);
	fd = SC(open, "f", O_RDONLY);
	is(allocate(fd, 0, 0, 1), -EBADF);
	SC(close, fd);
	is(SC(pipe, fds), 0);
	is(allocate(fds[1], 0, 0, 1), -ESPIPE);
	fd = SC(open, "/dev/null", O_WRONLY);
	is(allocate(fd, 0, 0, 1), -ENODEV);
}

TEST(clock_adjtime)
{
	struct timex tx = { 0 };

	ok(SC(clock_adjtime, CLOCK_REALTIME, &tx) >= 0);
	is(tx.tick, 10000);
	ok(tx.time.tv_sec > 0);
	is(SC(clock_adjtime, CLOCK_MONOTONIC, &tx), -EOPNOTSUPP);
	is(SC(clock_adjtime, 1000, &tx), -EINVAL);
	is(SC(clock_adjtime, CLOCK_REALTIME, NULL), -EFAULT);
	wild(clock_adjtime, 1, 1, CLOCK_REALTIME, 0);
}

static int inherits(void *unused)
{
	(void)unused;
	return SC(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
}

/* Set-id bits mean nothing to it and its children; see setid.tests, too. */
BUG(prctl, "no new privileges")
{
	is(SC(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
	is(SC(prctl, PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0), -EINVAL);
	is(SC(prctl, PR_SET_NO_NEW_PRIVS, 2, 0, 0, 0), -EINVAL);
	is(SC(prctl, PR_SET_NO_NEW_PRIVS, 1, 1, 0, 0), -EINVAL);
	is(SC(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 1), -EINVAL);
	is(SC(prctl, PR_GET_NO_NEW_PRIVS, 1, 0, 0, 0), -EINVAL);
	is(SC(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	is(SC(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1);
	is(in_child(inherits, NULL), 1 << 8);
}

/* It waits for nobody. */
BUG(open, "a pipe by its name in /proc")
{
	char name[40];
	int fds[2], fd;

	is(SC(pipe, fds), 0);
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fds[0]);
	fd = SC(open, name, O_WRONLY);
	is(SC(write, fd, "x", 1), 1);
	SC(close, fd);
	SC(close, fds[1]);
	fd = SC(open, name, O_RDONLY);		/* there is no writer */
	is(SC(read, fd, name, 5), 1);
	is(SC(read, fd, name, 5), 0);
}

static long mount_tmpfs(const char *dir)
{
	return SC(mount, "none", dir, "tmpfs", 0, NULL);
}

static long move(const char *from, const char *to)
{
	return SC(mount, from, to, NULL, MS_MOVE, NULL);
}

/* What is mounted in it goes along, and "..", too, knows the new place. */
static void moves(void)
{
	char at[100];

	is(move("a", "b"), 0);
	is(access("a/in", F_OK), -1);
	is(access("b/in/deep/file", F_OK), 0);
	is(access("b/in/deep/../../../a", F_OK), 0);
	is(rmdir("a"), 0);
	is(SC(umount2, "b", 0), -EBUSY);
	is(move("b/in/deep", "c"), 0);
	is(access("c/file", F_OK), 0);
	is(chdir("c"), 0);
	ok(getcwd(at, sizeof(at)) && !strcmp(at + strlen(at) - 2, "/c"));
	is(chdir(".."), 0);
}

BUG(mount, "MS_MOVE")
{
	mkdir("a", 0755), mkdir("b", 0755), mkdir("c", 0755);
	is(mount_tmpfs("a"), 0);
	mkdir("a/in", 0755);
	mkdir("a/in/deep", 0755);
	is(mount_tmpfs("a/in/deep"), 0);
	put_file("a/in/deep/file", "x", 1);
	put_file("f", "x", 1);
	is(move("b", "c"), -EINVAL);		/* nothing is mounted there */
	is(move("/", "c"), -EINVAL);
	is(move("a", "a"), -ELOOP);
	is(move("a", "a/in"), -ELOOP);
	is(move("a", "a/in/deep"), -ELOOP);
	is(move("a", "f"), -EINVAL);
	is(move("none", "c"), -ENOENT);
	is(move("a", "none"), -ENOENT);
	moves();
	is(SC(umount2, "c", 0), 0);
	is(mount_tmpfs("c"), 0);		/* one over the other */
	is(move("b", "c"), 0);
	is(access("c/in/deep", F_OK), 0);
	is(SC(umount2, "c", 0), 0);
	is(SC(umount2, "c", 0), 0);
	is(SC(umount2, "c", 0), -EINVAL);
}
