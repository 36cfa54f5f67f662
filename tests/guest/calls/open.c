/*
 * open.c - open and its kin, and close.
 */
#define _GNU_SOURCE
#include <sys/resource.h>
#include <sys/sysmacros.h>

#include "files.h"

#define OPEN_RANGE_CLOEXEC	4	/* CLOSE_RANGE_CLOEXEC */
#define OPEN_RANGE_UNSHARE	2
#define NO_DRIVER		makedev(250, 7)

/* Opens, closes, and returns 0 or the error. */
static long try_open(const char *name, int flags)
{
	long fd = SC(open, name, flags, 0600);

	if (fd >= 0)
		SC(close, fd);
	return fd < 0 ? fd : 0;
}

static void open_creates(void)
{
	int fd;

	umask(022);
	fd = SC(open, "new", O_CREAT | O_EXCL | O_RDWR, 0666);
	ok(fd >= 0);
	is(look("new").mode, S_IFREG | 0644);
	is(look("new").nlink, 1);
	is(SC(write, fd, "x", 1), 1);
	is(try_open("new", O_CREAT | O_EXCL), -EEXIST);
	is(try_open("sf", O_CREAT | O_EXCL), -EEXIST);
	is(try_open("nil", O_CREAT | O_EXCL), -EEXIST);
	is(try_open("d", O_CREAT | O_EXCL), -EEXIST);
	is(try_open("nil", O_CREAT), 0);
	is(look("nowhere").mode, S_IFREG | 0600);
	unlink("nowhere");
	is(try_open("new", O_CREAT), 0);
	is(try_open("d", O_CREAT), -EISDIR);
	is(try_open("fresh/", O_CREAT), -EISDIR);
	is(try_open("nodir/x", O_CREAT), -ENOENT);
	is(try_open("f/x", O_CREAT), -ENOTDIR);
	ok(!there("fresh"));
	/* no permission is asked of him who makes it */
	fd = SC(open, "none", O_CREAT | O_RDWR, 0);
	is(SC(write, fd, "x", 1), 1);
	is(look("none").mode, S_IFREG);
	fd = SC(open, "bits", O_CREAT | O_RDWR, 07777);
	is(look("bits").mode, S_IFREG | 07755);
}

static void open_kinds(void)
{
	int fd;

	is(try_open("d", O_RDONLY | O_DIRECTORY), 0);
	is(try_open("d", O_WRONLY), -EISDIR);
	is(try_open("d", O_RDWR), -EISDIR);
	is(try_open("f", O_RDONLY | O_DIRECTORY), -ENOTDIR);
	is(try_open("sd", O_RDONLY | O_DIRECTORY), 0);
	is(try_open("sf", O_RDONLY | O_NOFOLLOW), -ELOOP);
	is(try_open("sd/f", O_RDONLY | O_NOFOLLOW), 0);
	is(try_open("f", O_RDONLY | O_NOFOLLOW), 0);
	is(try_open("d/", O_RDONLY), 0);
	is(try_open(".", O_RDONLY), 0);
	is(try_open("./", O_RDONLY), 0);
	is(try_open("..", O_RDONLY), 0);
	is(try_open("/", O_RDONLY), 0);
	is(try_open("//", O_RDONLY), 0);
	is(try_open("/..", O_RDONLY), 0);
	mknod("dev", S_IFCHR | 0666, NO_DRIVER);
	is(try_open("dev", O_RDONLY), -ENXIO);
	mkfifo("fifo", 0666);
	is(try_open("fifo", O_WRONLY | O_NONBLOCK), -ENXIO);
	is(try_open("fifo", O_RDONLY | O_NONBLOCK), 0);
	is(try_open("/proc/self/exe", O_WRONLY), -ETXTBSY);
	is(try_open("/proc/self/exe", O_RDONLY), 0);
	fd = fd_of("f", O_RDONLY | O_TRUNC);
	is(look("f").size, 0);
	is(SC(read, fd, &fd, 1), 0);
	put_file("f", "hello\n", 6);
}

static int open_as_user(void *arg)
{
	(void)arg;
	is(try_open("secret", O_RDONLY), -EACCES);
	is(try_open("f", O_RDONLY), 0);
	is(try_open("f", O_WRONLY), -EACCES);
	is(try_open("f", O_RDWR), -EACCES);
	is(try_open("f", O_RDONLY | O_TRUNC), -EACCES);
	is(try_open("d/new", O_CREAT), -EACCES);
	is(try_open("d/f", O_CREAT), 0);
	is(try_open("mine", O_CREAT | O_WRONLY), 0);
	is(look("mine").uid, USER);
	is(look("mine").gid, USER);
	is(try_open("writable", O_WRONLY), 0);
	is(try_open("writable", O_RDONLY), -EACCES);
	is(try_open("grouped", O_RDONLY), 0);
	is(try_open("grouped", O_WRONLY), -EACCES);
	is(try_open("owned", O_RDONLY), -EACCES);	/* others might */
	is(try_open("f", O_RDONLY | O_NOATIME), -EPERM);
	is(look("f").size, 6);
	return 0;
}

static void open_permissions(void)
{
	static const struct { const char *name; int mode, uid, gid; } made[] = {
		{ "secret", 0600, 0, 0 }, { "writable", 0002, 0, 0 },
		{ "grouped", 0642, 0, USER }, { "owned", 0066, USER, 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		put_file(made[i].name, "x", 1);
		if (chown(made[i].name, made[i].uid, made[i].gid) ||
		    chmod(made[i].name, made[i].mode))
			ok(!"chown and chmod");
	}
	is(as_user(USER, open_as_user, NULL), 0);
	is(try_open("owned", O_RDWR), 0);	/* root may */
}

static void open_descriptors(void)
{
	struct rlimit old, few = { 10, 10 };
	int a, b, first = SC(open, "f", O_RDONLY);

	a = SC(open, "f", O_RDONLY);
	b = SC(open, "f", O_RDONLY | O_CLOEXEC);
	is(b, a + 1);
	is(SC(fcntl64, a, F_GETFD), 0);
	is(SC(fcntl64, b, F_GETFD), FD_CLOEXEC);
	is(SC(close, first), 0);
	is(SC(open, "f", O_RDONLY), first);	/* the lowest */
	getrlimit(RLIMIT_NOFILE, &old);
	few.rlim_max = old.rlim_max;
	setrlimit(RLIMIT_NOFILE, &few);
	while (SC(open, "f", O_RDONLY) >= 0)
		;
	is(SC(open, "f", O_RDONLY), -EMFILE);
	is(SC(open, "g", O_RDONLY | O_CREAT, 0600), -EMFILE);
	ok(!there("g"));
	is(SC(close, 9), 0);
	is(SC(open, "f", O_RDONLY), 9);
	setrlimit(RLIMIT_NOFILE, &old);
	is(SC(close_range, first, -1, 0), 0);
}

TEST(open)
{
	const char *last;
	char name[NAME_BYTES + 1];

	make_places();
	bad_paths(open, 0, EXISTS | FOLLOW | AS_USER, 0, O_RDONLY);
	open_creates();
	open_kinds();
	open_permissions();
	open_descriptors();
	last = link_chain("f", MOST_LINKS);
	is(try_open(last, O_RDONLY), 0);
	symlink(last, "one-more");
	is(try_open("one-more", O_RDONLY), -ELOOP);
	is(try_open(long_path("f", PATH_BYTES - 1), O_RDONLY), 0);
	memset(name, 'n', NAME_BYTES);
	name[NAME_BYTES] = '\0';
	is(try_open(name, O_CREAT | O_EXCL | O_RDWR), 0);
	ok(there(name));
}

TEST(creat)
{
	int fd;

	make_places();
	umask(022);
	fd = SC(creat, "new", 0666);
	ok(fd >= 0);
	is(look("new").mode, S_IFREG | 0644);
	is(SC(write, fd, "x", 1), 1);
	is(SC(read, fd, &fd, 1), -EBADF);
	fd = SC(creat, "f", 0600);
	ok(fd >= 0);
	is(look("f").size, 0);
	is(look("f").mode & 07777, 0644);
	is(SC(creat, "d", 0600), -EISDIR);
	is(SC(creat, "nodir/x", 0600), -ENOENT);
	bad_paths(creat, 0, AS_USER, 0, 0600);
	is(SC(creat, "loop", 0600), -ELOOP);
	ok(SC(creat, "nil", 0600) >= 0);
	ok(there("nowhere"));
}

TEST(openat)
{
	int dir, fd, path;
	char cwd[PATH_BYTES], name[PATH_BYTES + 16];

	make_places();
	dir = fd_of("d", O_RDONLY);
	fd = SC(openat, dir, "f", O_RDONLY, 0);
	ok(fd >= 0);
	is(SC(read, fd, name, 10), 5);
	ok(SC(openat, dir, "new", O_CREAT | O_RDWR, 0600) >= 0);
	ok(there("d/new"));
	ok(SC(openat, dir, "../f", O_RDONLY, 0) >= 0);
	ok(SC(openat, AT_FDCWD, "f", O_RDONLY, 0) >= 0);
	snprintf(name, sizeof(name), "%s/f", getcwd(cwd, sizeof(cwd)));
	ok(SC(openat, NO_FD, name, O_RDONLY, 0) >= 0);
	is(SC(openat, dir, "", O_RDONLY, 0), -ENOENT);
	bad_dirfd(openat, 0, 0, (long)"f", O_RDONLY);
	bad_paths(openat, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0, O_RDONLY);
	/* the directory goes on without its name, but nothing new in it */
	unlink("d/f");
	unlink("d/new");
	is(rmdir("d"), 0);
	is(SC(openat, dir, "x", O_CREAT | O_RDWR, 0600), -ENOENT);
	is(SC(openat, dir, "f", O_RDONLY, 0), -ENOENT);
	path = SC(openat, dir, ".", O_RDONLY, 0);
	ok(path >= 0);
}

TEST(close)
{
	int fd = fd_of("/dev/null", O_RDWR), other;

	other = SC(dup, fd);
	is(SC(close, fd), 0);
	is(SC(close, fd), -EBADF);
	is(SC(write, fd, "x", 1), -EBADF);
	is(SC(write, other, "x", 1), 1);
	is(SC(close, other), 0);
	bad_fd(close, 0);
}

static int closes_shared(void *arg)
{
	int fd = *(int *)arg;

	is(SC(close_range, fd, fd, OPEN_RANGE_UNSHARE), 0);
	is(SC(fcntl64, fd, F_GETFD), -EBADF);
	return failures;
}

TEST(close_range)
{
	int fd = fd_of("/dev/null", O_RDWR), i;

	for (i = 50; i < 60; i++)
		is(SC(dup2, fd, i), i);
	is(SC(close_range, 52, 55, 0), 0);
	for (i = 50; i < 60; i++)
		is(SC(fcntl64, i, F_GETFD), i < 52 || i > 55 ? 0 : -EBADF);
	is(SC(close_range, 52, 55, 0), 0);
	is(SC(close_range, 56, -1, OPEN_RANGE_CLOEXEC), 0);
	is(SC(fcntl64, 51, F_GETFD), 0);
	is(SC(fcntl64, 59, F_GETFD), FD_CLOEXEC);
	i = 50;
	is(exit_of(start_child(closes_shared, &i)), 0);
	is(SC(fcntl64, 50, F_GETFD), 0);
	is(SC(close_range, 5, 4, 0), -EINVAL);
	is(SC(close_range, 50, 51, 1), -EINVAL);
	is(SC(close_range, 50, 51, 0x80000000), -EINVAL);
	is(SC(close_range, 50, -1, 0), 0);
	is(SC(fcntl64, 50, F_GETFD), -EBADF);
	is(SC(fcntl64, fd, F_GETFD), 0);
	is(SC(close_range, 1000000, -1, 0), 0);
}
