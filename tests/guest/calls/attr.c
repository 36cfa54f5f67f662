/*
 * attr.c - modes and owners.
 */
#include "files.h"

#define NO_FOLLOW	0x100		/* AT_SYMLINK_NOFOLLOW */
#define EMPTY_PATH	0x1000		/* AT_EMPTY_PATH */
#define OTHER		1001		/* another user, another group */
#define WIDE		123456		/* an id of more than 16 bits */
#define KEEP		-1

static int mode_of(const char *name)
{
	return look(name).mode & 07777;
}

static bool owned(const char *name, uint32_t uid, uint32_t gid)
{
	struct stat_64 st = look(name);

	return check(st.uid == uid && st.gid == gid, __FILE__, __LINE__,
		     "%s is %u:%u's, not %u:%u's", name, st.uid, st.gid, uid,
		     gid);
}

static void give(const char *name, int uid, int gid)
{
	if (chown(name, uid, gid))
		ok(!"chown");
}

static int chmod_as_user(void *arg)
{
	int fd = *(int *)arg;

	is(SC(chmod, "f", 0777), -EPERM);
	is(SC(fchmod, fd, 0777), -EPERM);
	is(SC(fchmodat, AT_FDCWD, "f", 0777), -EPERM);
	is(SC(chmod, "mine", 0640), 0);
	is(mode_of("mine"), 0640);
	is(SC(chmod, "mine", 06755), 0);
	is(mode_of("mine"), 06755);
	is(SC(chmod, "foreign", 02755), 0);	/* of a group not his: no */
	is(mode_of("foreign"), 0755);
	return 0;
}

static void make_owned(void)
{
	make_places();
	put_file("mine", "x", 1);
	give("mine", USER, USER);
	put_file("foreign", "x", 1);
	give("foreign", USER, OTHER);
}

TEST(chmod)
{
	int fd;

	make_owned();
	fd = fd_of("f", O_RDONLY);
	is(SC(chmod, "f", 0123), 0);
	is(look("f").mode, S_IFREG | 0123);
	is(SC(chmod, "f", 07777), 0);
	is(look("f").mode, S_IFREG | 07777);
	is(SC(chmod, "f", 0170644), 0);	/* the kind stays */
	is(look("f").mode, S_IFREG | 0644);
	is(SC(chmod, "sf", 0600), 0);
	is(mode_of("f"), 0600);
	ok(S_ISLNK(look("sf").mode));
	is(SC(chmod, "d", 01777), 0);
	is(look("d").mode, S_IFDIR | 01777);
	is(SC(chmod, "f", 0), 0);
	ok(SC(open, "f", O_RDWR) >= 0);		/* root may */
	SC(chmod, "f", 0644);
	is(as_user(USER, chmod_as_user, &fd), 0);
	is(mode_of("f"), 0644);
	bad_paths(chmod, 0, EXISTS | FOLLOW | AS_USER, 0, 0644);
}

TEST(fchmod)
{
	int fd;

	make_places();
	fd = fd_of("f", O_RDONLY);
	is(SC(fchmod, fd, 0751), 0);
	is(mode_of("f"), 0751);
	unlink("f");
	is(SC(fchmod, fd, 0700), 0);
	is(SC(fchmod, fd_of("d", O_RDONLY), 0711), 0);
	is(look("d").mode, S_IFDIR | 0711);
	bad_fd(fchmod, 0, 0700);
}

TEST(fchmodat)
{
	int dir;

	make_places();
	dir = fd_of("d", O_RDONLY);
	is(SC(fchmodat, dir, "f", 0751), 0);
	is(mode_of("d/f"), 0751);
	is(mode_of("f"), 0644);
	is(SC(fchmodat, AT_FDCWD, "sf", 0600), 0);
	is(mode_of("f"), 0600);
	bad_dirfd(fchmodat, 0, 0, (long)"f", 0600);
	bad_paths(fchmodat, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0, 0644);
}

TEST(umask)
{
	is(SC(umask, 027), 022);
	is(SC(umask, 07777), 027);
	is(SC(umask, -1), 0777);	/* nine bits are kept */
	is(SC(umask, 0), 0777);
	put_file("f", "x", 1);
	is(mode_of("f"), 0666);
	is(SC(umask, 077), 0);
	put_file("g", "x", 1);
	is(mode_of("g"), 0600);
	mkdir("d", 0777);
	is(mode_of("d"), 0700);
}

static int chown_as_user(void *arg)
{
	int fd = *(int *)arg;

	is(SC(chown, "f", USER, USER), -EPERM);
	is(SC(chown, "mine", OTHER, KEEP), -EPERM);
	is(SC(chown, "mine", KEEP, OTHER), -EPERM);
	is(SC(chown, "mine", USER, USER), 0);
	is(SC(chown, "mine", KEEP, USER), 0);
	is(SC(fchown, fd, USER, USER), -EPERM);
	is(SC(lchown, "sf", USER, KEEP), -EPERM);
	is(SC(chown16, "f", USER, USER), -EPERM);
	is(SC(lchown16, "sf", USER, USER), -EPERM);
	is(SC(fchown16, fd, USER, USER), -EPERM);
	is(SC(fchownat, AT_FDCWD, "f", USER, USER, 0), -EPERM);
	return 0;
}

/* A change of owner takes the set-id bits of a program. */
static void set_id_bits(void)
{
	chmod("f", 06755);
	is(SC(chown, "f", 1, 1), 0);
	is(mode_of("f"), 0755);
	chmod("f", 02644);		/* not of a group that may not run it */
	is(SC(chown, "f", 2, 2), 0);
	is(mode_of("f"), 02644);
	chmod("d", 06755);
	is(SC(chown, "d", 2, 2), 0);
	is(mode_of("d"), 06755);
	chmod("f", 0644);
}

TEST(chown)
{
	int fd;

	make_owned();
	fd = fd_of("f", O_RDONLY);
	is(SC(chown, "f", USER, OTHER), 0);
	owned("f", USER, OTHER);
	is(SC(chown, "f", KEEP, 5), 0);
	owned("f", USER, 5);
	is(SC(chown, "f", 6, KEEP), 0);
	owned("f", 6, 5);
	is(SC(chown, "f", KEEP, KEEP), 0);
	owned("f", 6, 5);
	is(SC(chown, "sf", WIDE, WIDE + 1), 0);
	owned("f", WIDE, WIDE + 1);
	owned("sf", 0, 0);
	set_id_bits();
	is(as_user(USER, chown_as_user, &fd), 0);
	bad_paths(chown, 0, EXISTS | FOLLOW | AS_USER, 0, KEEP, KEEP);
}

TEST(lchown)
{
	make_places();
	is(SC(lchown, "sf", WIDE, 8), 0);
	owned("sf", WIDE, 8);
	owned("f", 0, 0);
	is(SC(lchown, "nil", 7, 8), 0);
	owned("nil", 7, 8);
	is(SC(lchown, "f", 7, KEEP), 0);
	owned("f", 7, 0);
	bad_paths(lchown, 0, EXISTS | AS_USER, 0, KEEP, KEEP);
}

TEST(fchown)
{
	int fd;

	make_places();
	fd = fd_of("f", O_RDONLY);
	is(SC(fchown, fd, WIDE, 8), 0);
	owned("f", WIDE, 8);
	is(SC(fchown, fd, KEEP, KEEP), 0);
	owned("f", WIDE, 8);
	bad_fd(fchown, 0, 1, 1);
}

TEST(chown16)
{
	make_places();
	is(SC(chown16, "f", 7, 8), 0);
	owned("f", 7, 8);
	is(SC(chown16, "f", 0xffff, 9), 0);	/* -1 in 16 bits */
	owned("f", 7, 9);
	is(SC(chown16, "f", 0xfffe, 0xffff), 0);
	owned("f", 0xfffe, 9);
	is(SC(chown16, "f", 0x10003, 0x10004), 0);
	owned("f", 3, 4);
	is(SC(chown16, "sf", 1, 2), 0);
	owned("sf", 0, 0);
	owned("f", 1, 2);
	bad_paths(chown16, 0, EXISTS | FOLLOW | AS_USER, 0, 0xffff, 0xffff);
}

TEST(lchown16)
{
	make_places();
	is(SC(lchown16, "sf", 7, 8), 0);
	owned("sf", 7, 8);
	owned("f", 0, 0);
	is(SC(lchown16, "sf", 0xffff, 0xffff), 0);
	owned("sf", 7, 8);
	bad_paths(lchown16, 0, EXISTS | AS_USER, 0, 0xffff, 0xffff);
}

TEST(fchown16)
{
	int fd;

	make_places();
	fd = fd_of("f", O_RDONLY);
	is(SC(fchown16, fd, 7, 8), 0);
	owned("f", 7, 8);
	is(SC(fchown16, fd, 0xffff, 9), 0);
	owned("f", 7, 9);
	bad_fd(fchown16, 0, 1, 1);
}

TEST(fchownat)
{
	int dir, fd;

	make_places();
	dir = fd_of("d", O_RDONLY);
	fd = fd_of("f", O_RDONLY);
	is(SC(fchownat, dir, "f", 7, 8, 0), 0);
	owned("d/f", 7, 8);
	is(SC(fchownat, AT_FDCWD, "sf", 1, 2, 0), 0);
	owned("f", 1, 2);
	is(SC(fchownat, AT_FDCWD, "sf", 3, 4, NO_FOLLOW), 0);
	owned("sf", 3, 4);
	owned("f", 1, 2);
	is(SC(fchownat, fd, "", 5, 6, EMPTY_PATH), 0);
	owned("f", 5, 6);
	is(SC(fchownat, fd, "", 5, 6, 0), -ENOENT);
	is(SC(fchownat, AT_FDCWD, "f", 1, 1, 1), -EINVAL);
	bad_dirfd(fchownat, 0, 0, (long)"f", KEEP, KEEP, 0);
	bad_paths(fchownat, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0, KEEP,
		  KEEP, 0);
}
