/*
 * ids.c - user and group numbers, the 32-bit calls and the 16-bit ones.
 */
#include "help.h"

/* Runs fn in a child as root: what it does to itself does not come back. */
#define as_root(fn)	is(in_child(fn, NULL), 0)

static void uids_are(int r, int e, int s)
{
	uint32_t ids[3];

	is(SC(getresuid, &ids[0], &ids[1], &ids[2]), 0);
	is(ids[0], r);
	is(ids[1], e);
	is(ids[2], s);
	is(SC(getuid), r);
	is(SC(geteuid), e);
}

static void gids_are(int r, int e, int s)
{
	uint32_t ids[3];

	is(SC(getresgid, &ids[0], &ids[1], &ids[2]), 0);
	is(ids[0], r);
	is(ids[1], e);
	is(ids[2], s);
	is(SC(getgid), r);
	is(SC(getegid), e);
}

static int sets_uid(void *unused)
{
	(void)unused;
	is(SC(setresuid, 10, 20, 30), 0);
	uids_are(10, 20, 30);
	is(SC(setuid, 40), -EPERM);
	is(SC(setuid, 10), 0);			/* only the effective one */
	uids_are(10, 10, 30);
	is(SC(setuid, 30), 0);
	uids_are(10, 30, 30);
	is(SC(setuid, -1), -EINVAL);
	return 0;
}

static int root_sets_uid(void *unused)
{
	(void)unused;
	is(SC(setuid, 100000), 0);		/* all three, for good */
	uids_are(100000, 100000, 100000);
	is(SC(setuid, 0), -EPERM);
	return 0;
}

TEST(setuid)
{
	as_root(sets_uid);
	as_root(root_sets_uid);
	is(SC(setuid, -1), -EINVAL);
}

static int sets_gid(void *unused)
{
	(void)unused;
	is(SC(setresgid, 10, 20, 30), 0);
	is(SC(setgid, 77777), 0);		/* root may */
	gids_are(77777, 77777, 77777);
	is(SC(setresgid, 10, 20, 30), 0);
	is(SC(setuid, 5), 0);
	is(SC(setgid, 40), -EPERM);
	is(SC(setgid, 10), 0);
	gids_are(10, 10, 30);
	is(SC(setgid, 30), 0);
	gids_are(10, 30, 30);
	return 0;
}

TEST(setgid)
{
	as_root(sets_gid);
	is(SC(setgid, -1), -EINVAL);
}

static int sets_reuid(void *unused)
{
	(void)unused;
	is(SC(setresuid, 10, 20, 30), 0);
	is(SC(setreuid, -1, -1), 0);
	uids_are(10, 20, 30);
	is(SC(setreuid, 30, -1), -EPERM);	/* real: real or effective */
	is(SC(setreuid, -1, 30), 0);
	uids_are(10, 30, 30);
	is(SC(setreuid, -1, 10), 0);
	uids_are(10, 10, 30);
	is(SC(setreuid, -1, 30), 0);
	is(SC(setreuid, 30, 10), 0);		/* swapped, and saved */
	uids_are(30, 10, 10);
	is(SC(setreuid, -1, 40), -EPERM);
	is(SC(setreuid, 40, -1), -EPERM);
	return 0;
}

static int root_sets_reuid(void *unused)
{
	(void)unused;
	is(SC(setreuid, 5, -1), 0);
	uids_are(5, 0, 0);
	is(SC(setreuid, -1, 6), 0);
	uids_are(5, 6, 6);
	is(SC(setreuid, -1, 0), -EPERM);
	return 0;
}

TEST(setreuid)
{
	as_root(sets_reuid);
	as_root(root_sets_reuid);
}

static int sets_regid(void *unused)
{
	(void)unused;
	is(SC(setresgid, 10, 20, 30), 0);
	is(SC(setresuid, 9, 9, 9), 0);
	is(SC(setregid, 30, -1), -EPERM);
	is(SC(setregid, -1, 30), 0);
	gids_are(10, 30, 30);
	is(SC(setregid, 30, 10), 0);
	gids_are(30, 10, 10);
	is(SC(setregid, -1, 40), -EPERM);
	return 0;
}

TEST(setregid)
{
	as_root(sets_regid);
}

static int sets_resuid(void *unused)
{
	(void)unused;
	is(SC(setresuid, 10, 20, 30), 0);
	is(SC(setresuid, 30, 10, 20), 0);
	uids_are(30, 10, 20);
	is(SC(setresuid, -1, 30, -1), 0);
	uids_are(30, 30, 20);
	is(SC(setresuid, -1, -1, 0), -EPERM);
	is(SC(setresuid, 30, 20, 10), -EPERM);
	uids_are(30, 30, 20);
	return 0;
}

TEST(setresuid)
{
	as_root(sets_resuid);
}

static int sets_resgid(void *unused)
{
	(void)unused;
	is(SC(setresgid, 10, 20, 30), 0);
	is(SC(setresuid, 9, 9, 9), 0);
	is(SC(setresgid, 30, 10, 20), 0);
	gids_are(30, 10, 20);
	is(SC(setresgid, -1, -1, 0), -EPERM);
	return 0;
}

TEST(setresgid)
{
	as_root(sets_resgid);
}

TEST(getresuid)
{
	uint32_t a, b;

	wild(getresuid, 0, 1, 0, (long)&a, (long)&b);
	wild(getresuid, 1, 1, (long)&a, 0, (long)&b);
	wild(getresuid, 2, 1, (long)&a, (long)&b, 0);
}

TEST(getresgid)
{
	uint32_t a, b;

	wild(getresgid, 0, 1, 0, (long)&a, (long)&b);
	wild(getresgid, 1, 1, (long)&a, 0, (long)&b);
	wild(getresgid, 2, 1, (long)&a, (long)&b, 0);
}

static int plain_ids(void *unused)
{
	(void)unused;
	is(SC(getuid), 70001);
	is(SC(geteuid), 70001);
	is(SC(getgid), 70001);
	is(SC(getegid), 70001);
	is(SC(getuid16), 65534);		/* does not fit */
	is(SC(geteuid16), 65534);
	is(SC(getgid16), 65534);
	is(SC(getegid16), 65534);
	return 0;
}

TEST(getuid)
{
	is(SC(getuid), 0);
	is(SC(geteuid), 0);
	is(SC(getgid), 0);
	is(SC(getegid), 0);
	is(as_user(70001, plain_ids, NULL), 0);
}

ALSO(geteuid)
ALSO(getgid)
ALSO(getegid)
ALSO(getuid16)
ALSO(geteuid16)
ALSO(getgid16)
ALSO(getegid16)

/* Files are looked at with this number; the old one is the result. */
static int sets_fsuid(void *unused)
{
	(void)unused;
	put_file("secret", "x", 1);
	chmod("secret", 0600);
	is(SC(setfsuid, 33), 0);
	is(SC(setfsuid, -1), 33);
	is(SC(open, "secret", O_RDONLY), -EACCES);
	is(SC(geteuid), 0);
	is(SC(setfsuid, 0), 33);
	ok(SC(open, "secret", O_RDONLY) >= 0);
	is(SC(setfsuid, 34), 0);
	is(SC(setresuid, -1, 0, -1), 0);	/* the file number follows */
	is(SC(setfsuid, -1), 0);
	is(SC(setresuid, 10, 20, 30), 0);
	is(SC(setfsuid, 30), 20);
	is(SC(setfsuid, 40), 30);		/* refused, and says so thus */
	is(SC(setfsuid, 10), 30);
	is(SC(setfsuid16, 20), 10);
	is(SC(setfsuid16, 10), 20);
	return 0;
}

TEST(setfsuid)
{
	as_root(sets_fsuid);
}

ALSO(setfsuid16)

static int sets_fsgid(void *unused)
{
	struct stat st;

	(void)unused;
	is(SC(setfsgid, 44), 0);
	put_file("group", "x", 1);
	is(stat("group", &st), 0);
	is(st.st_gid, 44);
	is(SC(setfsgid16, 45), 44);
	is(SC(setfsgid, -1), 45);
	is(SC(setresgid, 10, 20, 30), 0);
	is(SC(setresuid, 9, 9, 9), 0);
	is(SC(setfsgid, 77), 20);
	is(SC(setfsgid, 30), 20);
	is(SC(setfsgid, -1), 30);
	return 0;
}

TEST(setfsgid)
{
	as_root(sets_fsgid);
}

ALSO(setfsgid16)

/* 65535 is -1 here: no change. */
static int sets_16(void *unused)
{
	uint16_t ids[3];

	(void)unused;
	is(SC(setresgid16, 10, 20, 30), 0);
	gids_are(10, 20, 30);
	is(SC(setregid16, 65535, 10), 0);
	gids_are(10, 10, 30);
	is(SC(getresgid16, &ids[0], &ids[1], &ids[2]), 0);
	ok(ids[0] == 10 && ids[1] == 10 && ids[2] == 30);
	is(SC(setgid16, 50), 0);
	gids_are(50, 50, 50);
	is(SC(setresuid16, 10, 20, 30), 0);
	uids_are(10, 20, 30);
	is(SC(setresuid16, 65535, 65535, 65535), 0);
	uids_are(10, 20, 30);
	is(SC(setreuid16, 20, 10), 0);
	uids_are(20, 10, 10);
	is(SC(getresuid16, &ids[0], &ids[1], &ids[2]), 0);
	ok(ids[0] == 20 && ids[1] == 10 && ids[2] == 10);
	is(SC(setuid16, 20), 0);
	uids_are(20, 20, 10);
	is(SC(setuid16, 0), -EPERM);
	is(SC(setgid16, 1), -EPERM);
	is(SC(setreuid16, 0, 0), -EPERM);
	is(SC(setregid16, 1, 1), -EPERM);
	is(SC(setresuid16, 1, 1, 1), -EPERM);
	is(SC(setresgid16, 1, 1, 1), -EPERM);
	return 0;
}

TEST(setuid16)
{
	uint16_t a, b;

	as_root(sets_16);
	wild(getresuid16, 0, 1, 0, (long)&a, (long)&b);
	wild(getresuid16, 2, 1, (long)&a, (long)&b, 0);
	wild(getresgid16, 1, 1, (long)&a, 0, (long)&b);
}

ALSO(setgid16)
ALSO(setreuid16)
ALSO(setregid16)
ALSO(setresuid16)
ALSO(setresgid16)
ALSO(getresuid16)
ALSO(getresgid16)

static int uses_groups(void *unused)
{
	uint32_t list[40] = { 5, 70000, 7 }, got[40];
	int i;

	(void)unused;
	is(SC(setgroups, 3, list), 0);
	is(SC(getgroups, 0, NULL), 3);
	is(SC(getgroups, 40, got), 3);
	/* In whatever order. */
	ok(got[0] + got[1] + got[2] == 70012);
	is(SC(getgroups, 2, got), -EINVAL);
	is(SC(getgroups, -1, got), -EINVAL);
	for (i = 0; i < 32; i++)
		list[i] = i + 100;
	is(SC(setgroups, 32, list), 0);
	is(SC(getgroups, 32, got), 32);
	wild(getgroups, 1, 1, 32, 0);
	put_file("grouped", "x", 1);
	is(chown("grouped", 1, 131), 0);
	chmod("grouped", 0040);
	is(SC(setresuid, 9, 9, 9), 0);
	ok(SC(open, "grouped", O_RDONLY) >= 0);
	is(SC(setgroups, 0, NULL), -EPERM);
	return 0;
}

static int uses_groups16(void *unused)
{
	uint16_t list[3] = { 5, 6, 7 }, got[4] = { 9, 9, 9, 9 };
	uint32_t wide = 70000;

	(void)unused;
	is(SC(setgroups16, 3, list), 0);
	is(SC(getgroups16, 4, got), 3);
	is(got[0] + got[1] + got[2], 18);
	is(got[3], 9);
	is(SC(setgroups, 1, &wide), 0);
	is(SC(getgroups16, 4, got), 1);
	is(got[0], 65534);
	wild(getgroups16, 1, 1, 1, 0);
	is(SC(getgroups16, 0, NULL), 1);
	is(SC(setresuid, 9, 9, 9), 0);
	is(SC(setgroups16, 0, NULL), -EPERM);
	return 0;
}

TEST(setgroups)
{
	as_root(uses_groups);
	is(SC(setgroups, -1, NULL), -EINVAL);
	is(SC(setgroups, 65537, NULL), -EINVAL);
	is(SC(setgroups, 0, NULL), 0);
	is(SC(getgroups, 0, NULL), 0);
	wild(setgroups, 1, 0, 1, 0);
}

ALSO(getgroups)

TEST(setgroups16)
{
	as_root(uses_groups16);
	is(SC(setgroups16, -1, NULL), -EINVAL);
	wild(setgroups16, 1, 0, 1, 0);
}

ALSO(getgroups16)
