/*
 * links.c - hard and symbolic links, and the end of names.
 */
#include "files.h"

TEST(link)
{
	make_places();
	is(SC(link, "f", "g"), 0);
	is(look("f").nlink, 2);
	ok(look("f").ino == look("g").ino);
	ok(holds("g", "hello\n", 6));
	is(SC(link, "f", "g"), -EEXIST);
	is(SC(link, "f", "d"), -EEXIST);
	is(SC(link, "f", "nil"), -EEXIST);
	is(SC(link, "d", "e"), -EPERM);
	is(SC(link, ".", "e"), -EPERM);
	is(SC(link, "f", "e/"), -ENOENT);
	is(SC(link, "f", "d/."), -EEXIST);
	is(SC(link, "f", ""), -ENOENT);
	is(SC(link, "f", "/dev/x"), -EXDEV);
	is(SC(link, "sf", "t"), 0);	/* the link itself */
	ok(S_ISLNK(look("t").mode));
	is(look("sf").nlink, 2);
	is(SC(link, "f", "d/h"), 0);
	is(SC(unlink, "f"), 0);
	ok(holds("d/h", "hello\n", 6));
	is(look("d/h").nlink, 2);
	put_file("f", "x", 1);
	bad_paths(link, 0, EXISTS | AS_USER, 0, (long)"k");
	bad_paths(link, 1, AS_USER, (long)"f", 0);
	ok(!there("k"));
}

static int link_as_user(void *arg)
{
	(void)arg;
	is(SC(linkat, AT_FDCWD, "open", AT_FDCWD, "d/k", 0), -EACCES);
	is(SC(linkat, AT_FDCWD, "open", AT_FDCWD, "k", 0), 0);
	return 0;
}

TEST(linkat)
{
	int dir;

	make_places();
	put_file("open", "x", 1);
	chmod("open", 0666);
	dir = fd_of("d", O_RDONLY);
	is(SC(linkat, dir, "f", AT_FDCWD, "g", 0), 0);
	ok(holds("g", "in d\n", 5));
	is(SC(linkat, AT_FDCWD, "f", dir, "g", 0), 0);
	ok(holds("d/g", "hello\n", 6));
	is(SC(linkat, AT_FDCWD, "sf", AT_FDCWD, "t", 0), 0);
	ok(S_ISLNK(look("t").mode));
	is(SC(linkat, AT_FDCWD, "sf", AT_FDCWD, "u", AT_SYMLINK_FOLLOW), 0);
	ok(S_ISREG(look("u").mode));
	is(SC(linkat, AT_FDCWD, "nil", AT_FDCWD, "v", AT_SYMLINK_FOLLOW),
	   -ENOENT);
	is(SC(linkat, AT_FDCWD, "f", AT_FDCWD, "v", 1), -EINVAL);
	bad_dirfd(linkat, 0, 0, (long)"f", AT_FDCWD, (long)"k", 0);
	bad_dirfd(linkat, 2, AT_FDCWD, (long)"f", 0, (long)"k", 0);
	bad_paths(linkat, 1, EXISTS | AS_USER, AT_FDCWD, 0, AT_FDCWD,
		  (long)"k", 0);
	bad_paths(linkat, 3, AS_USER, AT_FDCWD, (long)"open", AT_FDCWD, 0, 0);
	is(as_user(USER, link_as_user, NULL), 0);
}

TEST(symlink)
{
	char buf[16], target[PATH_BYTES + 1];
	long result;

	make_places();
	is(SC(symlink, "f", "s"), 0);
	is(look("s").mode, S_IFLNK | 0777);
	is(look("s").size, 1);
	is(SC(readlink, "s", buf, 16), 1);
	is(SC(symlink, "any/thing", "f"), -EEXIST);
	is(SC(symlink, "any", "nil"), -EEXIST);
	is(SC(symlink, "any", "d"), -EEXIST);
	is(SC(symlink, "any", "new/"), -ENOENT);
	is(SC(symlink, "", "e"), -ENOENT);
	memset(target, 'x', PATH_BYTES);
	target[PATH_BYTES] = '\0';
	is(SC(symlink, target, "e"), -ENAMETOOLONG);
	target[PATH_BYTES - 2] = '\0';
	is(SC(symlink, target, "e"), 0);
	is(look("e").size, PATH_BYTES - 2);
	result = SC(symlink, "any", "/proc/x");
	ok(result == -EPERM || result == -ENOENT);
	wild(symlink, 0, 0, 0, (long)"w");
	bad_paths(symlink, 1, AS_USER, (long)"any", 0);
	ok(!there("w"));
}

TEST(symlinkat)
{
	int dir;

	make_places();
	dir = fd_of("d", O_RDONLY);
	is(SC(symlinkat, "f", dir, "s"), 0);
	ok(holds("d/s", "in d\n", 5));
	is(SC(symlinkat, "f", dir, "s"), -EEXIST);
	is(SC(symlinkat, "", dir, "t"), -ENOENT);
	bad_dirfd(symlinkat, 1, (long)"f", 0, (long)"s");
	wild(symlinkat, 0, 0, 0, dir, (long)"w");
	bad_paths(symlinkat, 2, AS_USER, (long)"any", AT_FDCWD, 0);
}

TEST(readlink)
{
	char buf[16] = "ABCDEFGHIJKLMNO", cwd[PATH_BYTES];

	make_places();
	is(SC(readlink, "nil", buf, 16), 7);
	ok(memcmp(buf, "nowhereHIJ", 10) == 0);	/* no NUL */
	memset(buf, 0, 16);
	is(SC(readlink, "nil", buf, 3), 3);
	ok(memcmp(buf, "now\0", 4) == 0);
	is(SC(readlink, "nil", buf, 0), -EINVAL);
	is(SC(readlink, "nil", buf, -1), -EINVAL);
	is(SC(readlink, "f", buf, 16), -EINVAL);
	is(SC(readlink, "d", buf, 16), -EINVAL);
	is(SC(readlink, "loop", buf, 16), 4);
	is(SC(readlink, "sd/", buf, 16), -EINVAL);
	is(SC(readlink, "sd/f", buf, 16), -EINVAL);
	ok(SC(readlink, "/proc/self/exe", cwd, PATH_BYTES) > 1);
	is(SC(readlink, "/proc/self/cwd", cwd, PATH_BYTES),
	   strlen(getcwd(NULL, 0)));
	is(SC(readlink, "nil", at_edge(7), 100), 7);
	wild(readlink, 1, 1, (long)"nil", 0, 16);
	bad_paths(readlink, 0, EXISTS | AS_USER, 0, (long)buf, 16);
}

TEST(readlinkat)
{
	char buf[16];
	int dir;

	make_places();
	symlink("x", "d/s");
	dir = fd_of("d", O_RDONLY);
	is(SC(readlinkat, dir, "s", buf, 16), 1);
	is(SC(readlinkat, AT_FDCWD, "sf", buf, 16), 1);
	ok(buf[0] == 'f');
	is(SC(readlinkat, AT_FDCWD, "sf", buf, 0), -EINVAL);
	is(SC(readlinkat, dir, "f", buf, 16), -EINVAL);
	bad_dirfd(readlinkat, 0, 0, (long)"s", (long)buf, 16);
	wild(readlinkat, 2, 1, AT_FDCWD, (long)"nil", 0, 16);
	bad_paths(readlinkat, 1, EXISTS | AS_USER, AT_FDCWD, 0, (long)buf, 16);
}

static int unlink_as_user(void *arg)
{
	int none = *(int *)arg;

	is(SC(unlink, "d/f"), -EACCES);
	is(SC(unlink, "sticky/f"), -EPERM);
	is(SC(unlink, "sticky/mine"), 0);
	is(SC(unlink, "f"), 0);		/* the directory is open to all */
	is(none, 0);
	return 0;
}

TEST(unlink)
{
	char byte;
	int fd, none = 0;

	make_places();
	fd = fd_of("f", O_RDWR);
	is(SC(unlink, "f"), 0);
	ok(!there("f"));
	is(SC(read, fd, &byte, 1), 1);
	is(SC(write, fd, "x", 1), 1);
	is(SC(unlink, "sf"), 0);
	is(SC(unlink, "nil"), 0);
	is(SC(unlink, "loop"), 0);
	is(SC(unlink, "sd/f"), 0);
	ok(!there("d/f"));
	is(SC(unlink, "d"), -EISDIR);
	is(SC(unlink, "sd/"), -ENOTDIR);
	is(SC(unlink, "."), -EISDIR);
	is(SC(unlink, "d/.."), -EISDIR);
	is(SC(unlink, "/"), -EISDIR);
	is(SC(unlink, "sd"), 0);
	ok(there("d"));
	rmdir("d");
	unlink("closed/f");
	rmdir("closed");
	make_places();
	bad_paths(unlink, 0, EXISTS | AS_USER, 0);
	mkdir("sticky", 0777);
	chmod("sticky", 01777);
	put_file("sticky/f", "x", 1);
	chmod("sticky/f", 0666);
	put_file("sticky/mine", "x", 1);
	if (chown("sticky/mine", USER, USER))
		ok(!"chown");
	is(as_user(USER, unlink_as_user, &none), 0);
}

TEST(unlinkat)
{
	int dir;

	make_places();
	dir = fd_of("d", O_RDONLY);
	mkdir("d/e", 0755);
	is(SC(unlinkat, dir, "e", 0), -EISDIR);
	is(SC(unlinkat, dir, "f", AT_REMOVEDIR), -ENOTDIR);
	is(SC(unlinkat, dir, "f", 0), 0);
	is(SC(unlinkat, dir, "e", AT_REMOVEDIR), 0);
	is(SC(unlinkat, dir, ".", AT_REMOVEDIR), -EINVAL);
	is(SC(unlinkat, AT_FDCWD, "f", 1), -EINVAL);
	is(SC(unlinkat, AT_FDCWD, "closed", AT_REMOVEDIR), -ENOTEMPTY);
	bad_dirfd(unlinkat, 0, 0, (long)"x", 0);
	bad_paths(unlinkat, 1, EXISTS | AS_USER, AT_FDCWD, 0, 0);
	is(SC(unlinkat, AT_FDCWD, "d", AT_REMOVEDIR), 0);
	is(SC(unlinkat, dir, "x", 0), -ENOENT);
	is(SC(unlinkat, dir, "..", AT_REMOVEDIR), -ENOTEMPTY);
}
