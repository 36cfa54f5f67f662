/*
 * mount.c - file systems put into the tree and taken out; what a read-only
 * one refuses; and the terminal, which one may hang up.
 */
#include "files.h"

#define READ_ONLY	1		/* MS_ of mount() */
#define NO_SET_ID	2
#define NO_DEVICES	4
#define NO_PROGRAMS	8
#define REMOUNT		32
#define DETACH		2		/* MNT_ of umount2() */
#define NO_FOLLOW	8
#define TMPFS_MAGIC	0x01021994

static long mount_tmpfs(int flags, const char *options)
{
	return SC(mount, "none", "m", "tmpfs", flags, options);
}

/* Everything that changes something answers EROFS. */
static void read_only(void)
{
	int32_t times[2] = { 1, 1 };
	int fd;

	is(mount_tmpfs(READ_ONLY | REMOUNT, NULL), 0);
	is(SC(open, "m/new", O_CREAT | O_RDWR, 0600), -EROFS);
	is(SC(open, "m/f", O_RDWR), -EROFS);
	is(SC(open, "m/f", O_RDONLY | O_TRUNC), -EROFS);
	fd = SC(open, "m/f", O_CREAT, 0600);
	is(SC(close, fd), 0);
	is(SC(mkdir, "m/new", 0700), -EROFS);
	is(SC(mkdir, "m/d", 0700), -EEXIST);
	is(SC(mknod, "m/new", S_IFIFO | 0600, 0), -EROFS);
	is(SC(symlink, "x", "m/new"), -EROFS);
	is(SC(link, "m/f", "m/new"), -EROFS);
	is(SC(unlink, "m/f"), -EROFS);
	is(SC(rmdir, "m/d"), -EROFS);
	is(SC(rename, "m/f", "m/g"), -EROFS);
	is(SC(chmod, "m/f", 0600), -EROFS);
	is(SC(chown, "m/f", 1, 1), -EROFS);
	is(SC(truncate, "m/f", 0), -EROFS);
	is(SC(utime, "m/f", times), -EROFS);
	is(SC(utime, "m/f", NULL), -EROFS);
	is(SC(access, "m/f", W_OK), -EROFS);
	is(SC(access, "m/f", R_OK), 0);
	ok(holds("m/f", "in m", 4));
	is(mount_tmpfs(REMOUNT, NULL), 0);
	is(SC(truncate, "m/f", 0), 0);
}

/* Open files hold it; the mount point cannot be taken away. */
static void in_use(void)
{
	int fd = fd_of("m/f", O_RDWR);
	char byte;

	is(mount_tmpfs(REMOUNT | READ_ONLY, NULL), -EBUSY);
	is(SC(umount, "m"), -EBUSY);
	is(SC(rmdir, "m"), -EBUSY);
	is(SC(rename, "m", "n"), -EBUSY);
	is(SC(umount2, "m", DETACH), 0);
	ok(!there("m/f"));
	is(SC(write, fd, "x", 1), 1);
	is(SC(pread64, fd, &byte, 1, 0, 0), 1);
	is(SC(close, fd), 0);
	is(SC(umount, "m"), -EINVAL);
}

static void mount_flags(void)
{
	is(mount_tmpfs(NO_DEVICES | NO_PROGRAMS | NO_SET_ID, NULL), 0);
	is(SC(mknod, "m/null", S_IFCHR | 0600, 0x103), 0);
	is(SC(open, "m/null", O_RDWR), -EACCES);
	put_file("m/script", "#!/bin/sh\n", 10);
	chmod("m/script", 0755);
	is(SC(execve, "m/script", NULL, NULL), -EACCES);
	is(SC(umount, "m"), 0);
}

static void options(void)
{
	struct statfs_32 st;

	is(mount_tmpfs(0, "size=16k,mode=700,uid=5,gid=6"), 0);
	is(look("m").mode, S_IFDIR | 0700);
	is(look("m").uid, 5);
	is(look("m").gid, 6);
	is(SC(statfs, "m", &st), 0);
	is(st.type, TMPFS_MAGIC);
	is(st.blocks, 4);
	is(st.bfree, 4);
	put_file("m/x", "1234", 4);
	is(SC(statfs, "m", &st), 0);
	is(st.bfree, 3);
	is(SC(umount, "m"), 0);
	is(mount_tmpfs(0, "size=1x"), -EINVAL);
	is(mount_tmpfs(0, "no-such-option=1"), -EINVAL);
}

/* When it is full: ENOSPC, and holes can be read all the same. */
static void full(void)
{
	static char data[5 * 4096];
	int fd;

	is(mount_tmpfs(0, "size=16k"), 0);
	fd = fd_of("m/f", O_RDWR | O_CREAT);
	is(SC(write, fd, data, sizeof(data)), 4 * 4096);
	is(SC(write, fd, data, 1), -ENOSPC);
	is(SC(ftruncate, fd, sizeof(data)), 0);
	is(SC(lseek, fd, 4 * 4096, SEEK_SET), 4 * 4096);
	is(SC(read, fd, data, sizeof(data)), 4096);
	is(SC(ftruncate, fd, 0), 0);
	is(SC(pwrite64, fd, data, 1, 0, 0), 1);
	is(SC(close, fd), 0);
	is(SC(umount, "m"), 0);
}

static int mount_as_user(void *arg)
{
	(void)arg;
	is(SC(mount, "none", "m", "tmpfs", 0, NULL), -EPERM);
	is(SC(umount, "m"), -EPERM);
	is(SC(umount2, "m", 0), -EPERM);
	return 0;
}

TEST(mount)
{
	make_places();
	mkdir("m", 0755);
	put_file("m/below", "x", 1);
	is(mount_tmpfs(0, NULL), 0);
	ok(!there("m/below"));
	put_file("m/f", "in m", 4);
	mkdir("m/d", 0755);
	ok(look("m").dev != look(".").dev);
	is(SC(link, "m/f", "x"), -EXDEV);
	is(SC(rename, "m/f", "x"), -EXDEV);
	ok(look("m/..").ino == look(".").ino);
	ok(look("m/d/../..").ino == look(".").ino);
	read_only();
	in_use();
	ok(there("m/below"));
	mount_flags();
	options();
	full();
	is(SC(mount, "none", "m", "no such kind", 0, NULL), -ENODEV);
	is(SC(mount, "none", "f", "tmpfs", 0, NULL), -ENOTDIR);
	is(SC(mount, "none", "m", NULL, 0, NULL), -EINVAL);
	is(SC(mount, "none", "m", "tmpfs", REMOUNT, NULL), -EINVAL);
	is(as_user(USER, mount_as_user, NULL), 0);
	wild(mount, 0, 0, 0, (long)"m", (long)"tmpfs", 0, 0);
	wild(mount, 2, 0, (long)"none", (long)"m", 0, 0, 0);
	wild(mount, 4, 0, (long)"none", (long)"m", (long)"tmpfs", 0, 0);
	bad_paths(mount, 1, EXISTS | FOLLOW, (long)"none", 0, (long)"tmpfs", 0,
		  0);
	/* of the wild pointers, one may have found an empty string */
	while (SC(umount, "m") == 0)
		;
	ok(there("m/below"));
}

TEST(umount)
{
	make_places();
	mkdir("m", 0755);
	is(mount_tmpfs(0, NULL), 0);
	is(mount_tmpfs(0, NULL), 0);		/* one upon the other */
	put_file("m/top", "x", 1);
	is(SC(umount, "m"), 0);
	ok(!there("m/top"));
	is(SC(umount, "m/"), 0);
	is(SC(umount, "m"), -EINVAL);
	is(SC(umount, "f"), -EINVAL);
	mount_tmpfs(0, NULL);
	mkdir("m/sub", 0700);
	is(SC(mount, "none", "m/sub", "tmpfs", 0, NULL), 0);
	is(SC(umount, "m"), -EBUSY);
	is(SC(umount, "m/sub"), 0);
	is(SC(chdir, "m"), 0);
	is(SC(umount, "."), -EBUSY);
	is(SC(chdir, ".."), 0);
	is(SC(umount, "m"), 0);
	is(as_user(USER, mount_as_user, NULL), 0);
	bad_paths(umount, 0, EXISTS | FOLLOW, 0);
}

TEST(umount2)
{
	make_places();
	mkdir("m", 0755);
	if (symlink("m", "sm"))
		ok(!"symlink");
	is(mount_tmpfs(0, NULL), 0);
	is(SC(umount2, "sm", NO_FOLLOW), -EINVAL);
	is(SC(umount2, "m", 0x100), -EINVAL);
	is(SC(umount2, "m", -1), -EINVAL);
	is(SC(umount2, "sm", 0), 0);
	is(SC(umount2, "m", 0), -EINVAL);
	is(as_user(USER, mount_as_user, NULL), 0);
	bad_paths(umount2, 0, EXISTS | FOLLOW, 0, 0);
}

static int hangup_as_user(void *arg)
{
	(void)arg;
	is(SC(vhangup), -EPERM);
	return 0;
}

/* Without a terminal there is nothing to hang up. */
static int hangup_alone(void *arg)
{
	(void)arg;
	setsid();
	is(SC(vhangup), 0);
	return failures;
}

TEST(vhangup)
{
	is(as_user(USER, hangup_as_user, NULL), 0);
	is(exit_of(start_child(hangup_alone, NULL)), 0);
}

TEST(getrandom)
{
	static unsigned char a[2048], b[2048];
	int i, zeroes = 0;

	is(SC(getrandom, a, sizeof(a), 0), sizeof(a));
	is(SC(getrandom, b, sizeof(b), 1), sizeof(b));
	for (i = 0; i < (int)sizeof(a); i++)
		zeroes += a[i] == 0;
	ok(memcmp(a, b, sizeof(a)) != 0);
	ok(zeroes < 40);			/* eight are expected */
	is(SC(getrandom, a, 0, 0), 0);
	is(SC(getrandom, a, 16, 2), 16);
	is(SC(getrandom, a, 16, 8), -EINVAL);
	is(SC(getrandom, a, 16, 0x100), -EINVAL);
	wild(getrandom, 0, 1, 0, 16, 0);
}
