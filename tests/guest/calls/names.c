/*
 * names.c - directories, device nodes and FIFOs made and removed; renames.
 */
#include <sys/sysmacros.h>

#include "files.h"

#define NOREPLACE	1		/* RENAME_ of renameat2() */
#define EXCHANGE	2

static int make_as_user(void *arg)
{
	(void)arg;
	is(SC(mkdir, "d/new", 0777), -EACCES);
	is(SC(mkdir, "mine", 0777), 0);
	is(look("mine").uid, USER);
	is(SC(mkdir, "setgid/in", 0777), 0);
	return 0;
}

TEST(mkdir)
{
	long result;

	make_places();
	umask(022);
	is(SC(mkdir, "e", 0777), 0);
	is(look("e").mode, S_IFDIR | 0755);
	is(look("e").nlink, 2);
	is(SC(mkdir, "e/e", 01777), 0);
	is(look("e/e").mode, S_IFDIR | 01755);
	is(look("e").nlink, 3);
	is(SC(mkdir, "e", 0777), -EEXIST);
	is(SC(mkdir, "f", 0777), -EEXIST);
	is(SC(mkdir, "f/", 0777), -EEXIST);
	is(SC(mkdir, "nil", 0777), -EEXIST);
	is(SC(mkdir, ".", 0777), -EEXIST);
	is(SC(mkdir, "..", 0777), -EEXIST);
	is(SC(mkdir, "/", 0777), -EEXIST);
	is(SC(mkdir, "e/.", 0777), -EEXIST);
	is(SC(mkdir, "new/", 0777), 0);	/* here the slash is allowed */
	is(SC(mkdir, "a/b", 0777), -ENOENT);
	result = SC(mkdir, "/proc/x", 0777);
	ok(result == -EPERM || result == -ENOENT);
	bad_paths(mkdir, 0, AS_USER, 0, 0777);
	mkdir("setgid", 0777);
	if (chown("setgid", 0, 77) || chmod("setgid", 02777))
		ok(!"chown and chmod");
	is(as_user(USER, make_as_user, NULL), 0);
	is(look("setgid/in").gid, 77);
	is(look("setgid/in").mode, S_IFDIR | 02755);
}

TEST(mkdirat)
{
	int dir;

	make_places();
	dir = fd_of("d", O_RDONLY);
	is(SC(mkdirat, dir, "e", 0700), 0);
	ok(S_ISDIR(look("d/e").mode));
	is(SC(mkdirat, dir, "e", 0700), -EEXIST);
	is(SC(mkdirat, dir, ".", 0700), -EEXIST);
	bad_dirfd(mkdirat, 0, 0, (long)"e", 0700);
	bad_paths(mkdirat, 1, AS_USER, AT_FDCWD, 0, 0700);
	rmdir("d/e");
	unlink("d/f");
	is(rmdir("d"), 0);
	is(SC(mkdirat, dir, "e", 0700), -ENOENT);
}

static int remove_as_user(void *arg)
{
	(void)arg;
	is(SC(rmdir, "d/e"), -EACCES);
	is(SC(rmdir, "sticky/e"), -EPERM);
	return 0;
}

TEST(rmdir)
{
	make_places();
	mkdir("d/e", 0755);
	mkdir("sticky", 0777);
	chmod("sticky", 01777);
	mkdir("sticky/e", 0777);
	is(as_user(USER, remove_as_user, NULL), 0);
	is(SC(rmdir, "d"), -ENOTEMPTY);
	is(SC(rmdir, "f"), -ENOTDIR);
	is(SC(rmdir, "sd"), -ENOTDIR);
	is(SC(rmdir, "d/."), -EINVAL);
	is(SC(rmdir, "."), -EINVAL);
	is(SC(rmdir, "d/.."), -ENOTEMPTY);
	is(SC(rmdir, "/"), -EBUSY);
	is(SC(rmdir, "/proc"), -EBUSY);
	is(SC(rmdir, "d/e/"), 0);
	is(look("d").nlink, 2);
	unlink("d/f");
	is(SC(rmdir, "d"), 0);
	ok(!there("d"));
	bad_paths(rmdir, 0, EXISTS | AS_USER, 0);
}

static int nodes_as_user(void *arg)
{
	(void)arg;
	is(SC(mknod, "n1", S_IFCHR | 0666, makedev(1, 3)), -EPERM);
	is(SC(mknod, "n2", S_IFBLK | 0666, makedev(1, 3)), -EPERM);
	is(SC(mknod, "n3", S_IFIFO | 0666, 0), 0);
	is(SC(mknod, "n4", S_IFREG | 0666, 0), 0);
	is(SC(mknod, "d/n5", S_IFREG | 0666, 0), -EACCES);
	return 0;
}

TEST(mknod)
{
	char byte = 1;

	make_places();
	umask(022);
	is(SC(mknod, "null", S_IFCHR | 0666, makedev(1, 3)), 0);
	is(look("null").mode, S_IFCHR | 0644);
	ok(look("null").rdev == makedev(1, 3));
	is(SC(read, fd_of("null", O_RDONLY), &byte, 1), 0);
	is(SC(mknod, "wide", S_IFBLK | 0600, 0x12345678), 0);
	ok(look("wide").rdev == 0x12345678);
	is(SC(mknod, "fifo", S_IFIFO | 0666, 0), 0);
	ok(S_ISFIFO(look("fifo").mode));
	is(SC(mknod, "socket", S_IFSOCK | 0666, 0), 0);
	is(SC(open, "socket", O_RDWR), -ENXIO);
	is(SC(mknod, "plain", S_IFREG | 0666, 0), 0);
	is(SC(mknod, "none", 0666, 0), 0);
	is(look("none").mode, S_IFREG | 0644);
	is(SC(mknod, "x", S_IFDIR | 0666, 0), -EPERM);
	is(SC(mknod, "x", S_IFLNK | 0666, 0), -EINVAL);
	is(SC(mknod, "x", 0170000 | 0666, 0), -EINVAL);
	is(SC(mknod, "f", S_IFREG | 0666, 0), -EEXIST);
	is(SC(mknod, "nil", S_IFREG | 0666, 0), -EEXIST);
	is(SC(mknod, "x/", S_IFREG | 0666, 0), -ENOENT);
	bad_paths(mknod, 0, AS_USER, 0, S_IFREG | 0600, 0);
	is(as_user(USER, nodes_as_user, NULL), 0);
}

TEST(mknodat)
{
	int dir;

	make_places();
	dir = fd_of("d", O_RDONLY);
	is(SC(mknodat, dir, "fifo", S_IFIFO | 0600, 0), 0);
	ok(S_ISFIFO(look("d/fifo").mode));
	is(SC(mknodat, dir, "f", S_IFIFO | 0600, 0), -EEXIST);
	is(SC(mknodat, dir, "x", S_IFDIR | 0600, 0), -EPERM);
	bad_dirfd(mknodat, 0, 0, (long)"e", S_IFREG | 0600, 0);
	bad_paths(mknodat, 1, AS_USER, AT_FDCWD, 0, S_IFREG | 0600, 0);
}

/* Directories: what may go where. */
static void rename_directories(void)
{
	mkdir("a", 0755);
	mkdir("a/b", 0755);
	mkdir("e", 0755);
	is(SC(rename, "a/b", "e/b"), 0);
	is(look("a").nlink, 2);
	is(look("e").nlink, 3);
	is(SC(rename, "a", "e"), -ENOTEMPTY);
	is(SC(rename, "a", "e/b"), 0);		/* an empty one is replaced */
	is(SC(rename, "e", "e/b/x"), -EINVAL);
	is(SC(rename, "e", "e/x"), -EINVAL);
	is(SC(rename, "e/b", "e"), -ENOTEMPTY);
	is(SC(rename, "e", "f"), -ENOTDIR);
	is(SC(rename, "f", "e"), -EISDIR);
	is(SC(rename, "f", "new/"), -ENOTDIR);
	is(SC(rename, "e", "g/"), 0);
	ok(there("g/b"));
	is(SC(rename, "g/", "e"), 0);
	is(SC(rename, "e", "e"), 0);
	is(SC(rename, ".", "x"), -EBUSY);
	is(SC(rename, "e", "."), -EBUSY);
	is(SC(rename, "e/..", "x"), -EBUSY);
	ok(there("e"));
}

static int rename_as_user(void *arg)
{
	(void)arg;
	is(SC(rename, "d/f", "x"), -EACCES);
	is(SC(rename, "f", "d/x"), -EACCES);
	is(SC(rename, "sticky/f", "x"), -EPERM);
	is(SC(rename, "own/f", "sticky/f"), -EPERM);
	is(SC(rename, "own/f", "own/g"), 0);
	return 0;
}

TEST(rename)
{
	uint64_t ino;

	make_places();
	ino = look("f").ino;
	is(SC(rename, "f", "g"), 0);
	ok(!there("f") && look("g").ino == ino);
	put_file("h", "old", 3);
	is(SC(rename, "g", "h"), 0);
	ok(!there("g") && holds("h", "hello\n", 6));
	is(SC(rename, "h", "h"), 0);
	ok(there("h"));
	is(link("h", "i"), 0);
	is(SC(rename, "h", "i"), 0);		/* two names of one file */
	ok(there("h") && there("i"));
	is(SC(rename, "h", "d/f"), 0);
	ok(holds("d/f", "hello\n", 6));
	is(SC(rename, "i", "f"), 0);
	is(SC(rename, "sf", "moved"), 0);	/* the link, not the file */
	ok(S_ISLNK(look("moved").mode));
	is(SC(rename, "moved", "sf"), 0);
	is(SC(rename, "f", "/proc/x"), -EXDEV);
	rename_directories();
	bad_paths(rename, 0, EXISTS | AS_USER, 0, (long)"x");
	bad_paths(rename, 1, AS_USER, (long)"f", 0);
	mkdir("sticky", 0777);
	chmod("sticky", 01777);
	put_file("sticky/f", "x", 1);
	mkdir("own", 0777);
	chmod("own", 0777);
	put_file("own/f", "x", 1);
	is(as_user(USER, rename_as_user, NULL), 0);
	ok(holds("f", "hello\n", 6));
}

TEST(renameat)
{
	int dir;

	make_places();
	dir = fd_of("d", O_RDONLY);
	is(SC(renameat, dir, "f", AT_FDCWD, "g"), 0);
	ok(holds("g", "in d\n", 5));
	is(SC(renameat, AT_FDCWD, "g", dir, "h"), 0);
	ok(holds("d/h", "in d\n", 5));
	is(SC(renameat, dir, "h", dir, "f"), 0);
	bad_dirfd(renameat, 0, 0, (long)"f", AT_FDCWD, (long)"k");
	bad_dirfd(renameat, 2, AT_FDCWD, (long)"f", 0, (long)"k");
	bad_paths(renameat, 1, EXISTS | AS_USER, AT_FDCWD, 0, AT_FDCWD,
		  (long)"k");
	bad_paths(renameat, 3, AS_USER, AT_FDCWD, (long)"f", AT_FDCWD, 0);
}

TEST(renameat2)
{
	long result;

	make_places();
	is(SC(renameat2, AT_FDCWD, "f", AT_FDCWD, "g", 0), 0);
	ok(holds("g", "hello\n", 6));
	is(SC(renameat2, AT_FDCWD, "g", AT_FDCWD, "d/f", NOREPLACE), -EEXIST);
	is(SC(renameat2, AT_FDCWD, "g", AT_FDCWD, "nil", NOREPLACE), -EEXIST);
	is(SC(renameat2, AT_FDCWD, "g", AT_FDCWD, "f", NOREPLACE), 0);
	is(SC(renameat2, AT_FDCWD, "f", AT_FDCWD, "g", 0x80), -EINVAL);
	is(SC(renameat2, AT_FDCWD, "f", AT_FDCWD, "g", NOREPLACE | EXCHANGE),
	   -EINVAL);
	result = SC(renameat2, AT_FDCWD, "f", AT_FDCWD, "d/f", EXCHANGE);
	ok(result == 0 || result == -EINVAL);	/* the file system's choice */
	ok(holds("f", "hello\n", 6) == (result != 0));
	put_file("f", "hello\n", 6);
	bad_dirfd(renameat2, 0, 0, (long)"f", AT_FDCWD, (long)"k", 0);
	bad_dirfd(renameat2, 2, AT_FDCWD, (long)"f", 0, (long)"k", 0);
	bad_paths(renameat2, 1, EXISTS | AS_USER, AT_FDCWD, 0, AT_FDCWD,
		  (long)"k", 0);
	bad_paths(renameat2, 3, AS_USER, AT_FDCWD, (long)"f", AT_FDCWD, 0, 0);
}
