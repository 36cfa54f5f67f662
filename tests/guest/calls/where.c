/*
 * where.c - the working directory, the root, and access checks.
 */
#include "files.h"

#define EFFECTIVE	0x200		/* AT_EACCESS */
#define NO_FOLLOW	0x100		/* AT_SYMLINK_NOFOLLOW */
#define EMPTY_PATH	0x1000		/* AT_EMPTY_PATH */

TEST(chdir)
{
	make_places();
	bad_paths(chdir, 0, EXISTS | FOLLOW | AS_USER, 0);
	is(SC(chdir, "f"), -ENOTDIR);
	is(SC(chdir, "sf"), -ENOTDIR);
	is(SC(chdir, "."), 0);
	is(SC(chdir, "sd"), 0);
	ok(holds("f", "in d\n", 5));
	is(SC(chdir, ".."), 0);
	ok(holds("f", "hello\n", 6));
	is(SC(chdir, "d/"), 0);
	/* removed under one's feet */
	unlink("f");
	is(rmdir("../d"), 0);
	is(SC(open, "x", O_CREAT | O_RDWR, 0600), -ENOENT);
	ok(SC(open, ".", O_RDONLY) >= 0);
	is(SC(chdir, ".."), 0);
	ok(there("f"));
	is(SC(chdir, "/"), 0);
	is(SC(chdir, ".."), 0);
	ok(there("proc"));
}

static int fchdir_as_user(void *arg)
{
	int *fds = arg;

	is(SC(fchdir, fds[0]), -EACCES);
	is(SC(fchdir, fds[1]), 0);
	return 0;
}

TEST(fchdir)
{
	int fds[2];

	make_places();
	fds[0] = fd_of("closed", O_RDONLY);
	fds[1] = fd_of("d", O_RDONLY);
	is(as_user(USER, fchdir_as_user, fds), 0);
	is(SC(fchdir, fds[1]), 0);
	ok(holds("f", "in d\n", 5));
	is(SC(fchdir, fd_of("f", O_RDONLY)), -ENOTDIR);
	bad_fd(fchdir, 0);
}

static int in_chroot(void *arg)
{
	char buf[64];

	(void)arg;
	is(SC(chroot, "jail"), 0);
	is(SC(chdir, "/"), 0);
	ok(holds("/in", "jailed", 6));
	ok(holds("/../../in", "jailed", 6));
	ok(!there("/proc"));
	ok(holds("/up", "jailed", 6));	/* a link to /in */
	is(SC(getcwd, buf, 64), 2);
	ok(strcmp(buf, "/") == 0);
	is(SC(mkdir, "/sub", 0755), 0);
	is(SC(chdir, "sub/../.."), 0);
	ok(there("in"));
	return failures;
}

static int chroot_as_user(void *arg)
{
	(void)arg;
	is(SC(chroot, "jail"), -EPERM);
	is(SC(chroot, "f"), -ENOTDIR);
	return 0;
}

TEST(chroot)
{
	make_places();
	mkdir("jail", 0755);
	put_file("jail/in", "jailed", 6);
	if (symlink("/in", "jail/up"))
		ok(!"symlink");
	is(exit_of(start_child(in_chroot, NULL)), 0);
	is(as_user(USER, chroot_as_user, NULL), 0);
	is(SC(chroot, "f"), -ENOTDIR);
	bad_paths(chroot, 0, EXISTS | FOLLOW | AS_USER, 0);
	ok(there("/proc"));
}

TEST(getcwd)
{
	char buf[PATH_BYTES], want[64];
	int n;

	make_places();
	n = snprintf(want, sizeof(want), "/tmp/call-%d", NR_getcwd);
	is(SC(getcwd, buf, PATH_BYTES), n + 1);
	ok(strcmp(buf, want) == 0);
	is(SC(getcwd, buf, n + 1), n + 1);
	is(SC(getcwd, buf, n), -ERANGE);
	is(SC(getcwd, buf, 1), -ERANGE);
	is(SC(getcwd, buf, 0), -ERANGE);
	is(SC(getcwd, at_edge(n + 1), PATH_BYTES), n + 1);
	wild(getcwd, 0, 1, 0, PATH_BYTES);
	chdir("sd");
	is(SC(getcwd, buf, PATH_BYTES), n + 3);
	unlink("f");
	rmdir("../d");
	is(SC(getcwd, buf, PATH_BYTES), -ENOENT);
	chdir("/");
	is(SC(getcwd, buf, PATH_BYTES), 2);
	ok(strcmp(buf, "/") == 0);
}

/* The same checks for the three calls: f is 0644, x 0711, none 0000. */
static void make_modes(void)
{
	make_places();
	put_file("x", "x", 1);
	chmod("x", 0711);
	put_file("none", "x", 1);
	chmod("none", 0);
}

static int access_as_user(void *arg)
{
	(void)arg;
	is(SC(access, "f", R_OK), 0);
	is(SC(access, "f", W_OK), -EACCES);
	is(SC(access, "f", R_OK | W_OK), -EACCES);
	is(SC(access, "f", X_OK), -EACCES);
	is(SC(access, "x", X_OK), 0);
	is(SC(access, "x", R_OK), -EACCES);
	is(SC(access, "none", F_OK), 0);
	is(SC(access, "none", R_OK), -EACCES);
	is(SC(access, "closed", F_OK), 0);
	is(SC(access, "closed", X_OK), -EACCES);
	is(SC(access, "sd", R_OK | X_OK), 0);
	return 0;
}

/* The real user counts, not the effective one. */
static int access_set_uid(void *arg)
{
	(void)arg;
	if (setreuid(USER, 0))
		return 1;
	is(SC(access, "f", W_OK), -EACCES);
	is(SC(faccessat2, AT_FDCWD, "f", W_OK, 0), -EACCES);
	is(SC(faccessat2, AT_FDCWD, "f", W_OK, EFFECTIVE), 0);
	ok(SC(open, "f", O_WRONLY) >= 0);	/* nothing has changed */
	return failures;
}

TEST(access)
{
	make_modes();
	is(SC(access, "f", F_OK), 0);
	is(SC(access, "f", R_OK | W_OK), 0);
	is(SC(access, "f", X_OK), -EACCES);	/* not even for root */
	is(SC(access, "x", X_OK), 0);
	is(SC(access, "none", R_OK | W_OK), 0);
	is(SC(access, "d", X_OK), 0);
	is(SC(access, "f", 8), -EINVAL);
	is(SC(access, "f", -1), -EINVAL);
	bad_paths(access, 0, EXISTS | FOLLOW | AS_USER, 0, F_OK);
	is(as_user(USER, access_as_user, NULL), 0);
	is(exit_of(start_child(access_set_uid, NULL)), 0);
}

static int faccessat_as_user(void *arg)
{
	int dir = *(int *)arg;

	is(SC(faccessat, dir, "f", R_OK), 0);
	is(SC(faccessat, dir, "f", W_OK), -EACCES);
	is(SC(faccessat, AT_FDCWD, "x", X_OK), 0);
	return 0;
}

TEST(faccessat)
{
	int dir;

	make_modes();
	dir = fd_of("d", O_RDONLY);
	is(SC(faccessat, dir, "f", R_OK | W_OK), 0);
	is(SC(faccessat, dir, "x", F_OK), -ENOENT);
	is(SC(faccessat, dir, "f", 8), -EINVAL);
	is(as_user(USER, faccessat_as_user, &dir), 0);
	bad_dirfd(faccessat, 0, 0, (long)"f", F_OK);
	bad_paths(faccessat, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0, F_OK);
}

TEST(faccessat2)
{
	int fd;

	make_modes();
	fd = fd_of("f", O_RDONLY);
	is(SC(faccessat2, AT_FDCWD, "f", R_OK, 0), 0);
	is(SC(faccessat2, AT_FDCWD, "nil", F_OK, 0), -ENOENT);
	is(SC(faccessat2, AT_FDCWD, "nil", F_OK, NO_FOLLOW), 0);
	is(SC(faccessat2, fd, "", R_OK, EMPTY_PATH), 0);
	is(SC(faccessat2, fd, "", R_OK, 0), -ENOENT);
	is(SC(faccessat2, AT_FDCWD, "f", R_OK, 1), -EINVAL);
	is(SC(faccessat2, AT_FDCWD, "f", 8, 0), -EINVAL);
	bad_dirfd(faccessat2, 0, 0, (long)"f", F_OK, 0);
	bad_paths(faccessat2, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0, F_OK,
		  0);
}
