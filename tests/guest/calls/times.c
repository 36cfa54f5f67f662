/*
 * times.c - access and modification times, set in five ways.
 */
#define _GNU_SOURCE
#include <time.h>

#include "files.h"

#define EMPTY_PATH	0x1000		/* AT_EMPTY_PATH */
#define NO_FOLLOW	0x100		/* AT_SYMLINK_NOFOLLOW */
#define NOW		0x3fffffff	/* UTIME_NOW, UTIME_OMIT */
#define OMIT		0x3ffffffe
#define LATE		0x7ffffff0
#define MINUTE		60		/* seconds */

static bool has_times(const char *name, uint32_t atime, uint32_t ansec,
		      uint32_t mtime, uint32_t mnsec)
{
	struct stat_64 st = look(name);

	return check(st.atime == atime && st.atime_nsec == ansec &&
		     st.mtime == mtime && st.mtime_nsec == mnsec,
		     __FILE__, __LINE__, "%s: %u.%09u %u.%09u, not %u.%09u "
		     "%u.%09u", name, st.atime, st.atime_nsec, st.mtime,
		     st.mtime_nsec, atime, ansec, mtime, mnsec);
}

/* Both times are now, or were a moment ago: not in 1970, nor to come. */
static bool has_now(const char *name)
{
	struct stat_64 st = look(name);
	uint32_t now = time(NULL);

	return now - st.atime <= MINUTE && now - st.mtime <= MINUTE;
}

/* f and open are root's, mine the user's; all of 1970. */
static void set_up(void)
{
	struct time_64 old[2] = { { 1, 2 }, { 3, 4 } };
	static const char *const names[] = { "f", "open", "mine" };
	int i;

	make_places();
	put_file("open", "x", 1);
	chmod("open", 0666);
	put_file("mine", "x", 1);
	if (chown("mine", USER, USER))
		ok(!"chown");
	for (i = 0; i < 3; i++) {
		is(SC(utimensat_time64, AT_FDCWD, names[i], old, 0), 0);
		has_times(names[i], 1, 2, 3, 4);
	}
}

static int utime_as_user(void *arg)
{
	int32_t times[2] = { 100, 200 };

	(void)arg;
	is(SC(utime, "f", NULL), -EACCES);
	is(SC(utime, "f", times), -EPERM);
	is(SC(utime, "open", times), -EPERM);
	is(SC(utime, "open", NULL), 0);
	is(SC(utime, "mine", times), 0);
	return 0;
}

TEST(utime)
{
	int32_t times[2] = { 100, 200 };
	uint32_t now = time(NULL);

	set_up();
	is(SC(utime, "f", times), 0);
	has_times("f", 100, 0, 200, 0);
	ok(look("f").ctime >= now);
	is(SC(utime, "sf", NULL), 0);
	ok(has_now("f"));
	times[0] = LATE;
	is(SC(utime, "d", times), 0);
	has_times("d", LATE, 0, 200, 0);
	is(as_user(USER, utime_as_user, NULL), 0);
	has_times("mine", 100, 0, 200, 0);
	wild(utime, 1, 0, (long)"f", 0);
	bad_paths(utime, 0, EXISTS | FOLLOW | AS_USER, 0, 0);
}

static int utimes_as_user(void *arg)
{
	struct time_32 times[2] = { { 100, 5 }, { 200, 6 } };

	(void)arg;
	is(SC(utimes, "f", NULL), -EACCES);
	is(SC(utimes, "open", times), -EPERM);
	is(SC(utimes, "open", NULL), 0);
	is(SC(utimes, "mine", times), 0);
	return 0;
}

TEST(utimes)
{
	struct time_32 times[2] = { { 100, 5 }, { 200, 999999 } };

	set_up();
	is(SC(utimes, "f", times), 0);
	has_times("f", 100, 5000, 200, 999999000);
	is(SC(utimes, "f", NULL), 0);
	ok(has_now("f"));
	times[1].frac = 1000000;
	is(SC(utimes, "f", times), -EINVAL);
	times[1].frac = -1;
	is(SC(utimes, "f", times), -EINVAL);
	is(as_user(USER, utimes_as_user, NULL), 0);
	has_times("mine", 100, 5000, 200, 6000);
	wild(utimes, 1, 0, (long)"f", 0);
	bad_paths(utimes, 0, EXISTS | FOLLOW | AS_USER, 0, 0);
}

TEST(futimesat)
{
	struct time_32 times[2] = { { 100, 5 }, { 200, 6 } };
	int dir;

	set_up();
	dir = fd_of("d", O_RDONLY);
	is(SC(futimesat, dir, "f", times), 0);
	has_times("d/f", 100, 5000, 200, 6000);
	is(SC(futimesat, dir, NULL, times), 0);	/* the directory itself */
	has_times("d", 100, 5000, 200, 6000);
	times[0].frac = 1000000;
	is(SC(futimesat, dir, "f", times), -EINVAL);
	wild(futimesat, 2, 0, AT_FDCWD, (long)"f", 0);
	bad_dirfd(futimesat, 0, 0, (long)"f", 0);
	bad_paths(futimesat, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0, 0);
}

static int utimensat_as_user(void *arg)
{
	struct time_64 set[2] = { { 1, 1 }, { 2, 2 } };
	struct time_64 now[2] = { { 0, NOW }, { 0, NOW } };
	struct time_64 half[2] = { { 0, NOW }, { 0, OMIT } };
	struct time_64 none[2] = { { 0, OMIT }, { 0, OMIT } };

	(void)arg;
	is(SC(utimensat_time64, AT_FDCWD, "f", set, 0), -EPERM);
	is(SC(utimensat_time64, AT_FDCWD, "f", now, 0), -EACCES);
	is(SC(utimensat_time64, AT_FDCWD, "f", none, 0), 0);
	is(SC(utimensat_time64, AT_FDCWD, "open", now, 0), 0);
	is(SC(utimensat_time64, AT_FDCWD, "open", half, 0), -EPERM);
	is(SC(utimensat_time64, AT_FDCWD, "mine", half, 0), 0);
	is(SC(utimensat_time64, AT_FDCWD, "mine", set, 0), 0);
	return 0;
}

TEST(utimensat_time64)
{
	struct time_64 times[2] = { { 100, 5 }, { 200, 999999999 } };
	int dir;

	set_up();
	dir = fd_of("d", O_RDONLY);
	is(SC(utimensat_time64, dir, "f", times, 0), 0);
	has_times("d/f", 100, 5, 200, 999999999);
	is(SC(utimensat_time64, fd_of("f", O_RDONLY), NULL, times, 0), 0);
	has_times("f", 100, 5, 200, 999999999);
	times[0] = (struct time_64){ 0, OMIT };
	times[1] = (struct time_64){ 300, 7 };
	is(SC(utimensat_time64, AT_FDCWD, "sf", times, 0), 0);
	has_times("f", 100, 5, 300, 7);
	is(SC(utimensat_time64, AT_FDCWD, "sf", times, NO_FOLLOW), 0);
	is(look("sf").mtime, 300);
	times[0].nsec = times[1].nsec = NOW;
	is(SC(utimensat_time64, AT_FDCWD, "f", times, 0), 0);
	ok(has_now("f"));
	times[0] = (struct time_64){ 1, 1000000000 };
	is(SC(utimensat_time64, AT_FDCWD, "f", times, 0), -EINVAL);
	times[0].nsec = -1;
	is(SC(utimensat_time64, AT_FDCWD, "f", times, 0), -EINVAL);
	is(SC(utimensat_time64, AT_FDCWD, "f", NULL, 1), -EINVAL);
	is(SC(utimensat_time64, AT_FDCWD, NULL, NULL, 0), -EFAULT);
	is(as_user(USER, utimensat_as_user, NULL), 0);
	has_times("mine", 1, 1, 2, 2);
	wild(utimensat_time64, 2, 0, AT_FDCWD, (long)"f", 0, 0);
	bad_dirfd(utimensat_time64, 0, 0, (long)"f", 0, 0);
	bad_paths(utimensat_time64, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0,
		  0, 0);
}

TEST(utimensat)
{
	struct time_32 times[2] = { { 100, 5 }, { 200, 999999999 } };

	set_up();
	is(SC(utimensat, AT_FDCWD, "f", times, 0), 0);
	has_times("f", 100, 5, 200, 999999999);
	times[0].frac = OMIT;
	times[1].frac = NOW;
	is(SC(utimensat, AT_FDCWD, "f", times, 0), 0);
	is(look("f").atime, 100);
	ok(look("f").mtime > 1000);
	times[0].frac = 1000000000;
	is(SC(utimensat, AT_FDCWD, "f", times, 0), -EINVAL);
	is(SC(utimensat, AT_FDCWD, "f", NULL, 1), -EINVAL);
	is(SC(utimensat, AT_FDCWD, "sf", NULL, NO_FOLLOW), 0);
	wild(utimensat, 2, 0, AT_FDCWD, (long)"f", 0, 0);
	bad_dirfd(utimensat, 0, 0, (long)"f", 0, 0);
	bad_paths(utimensat, 1, EXISTS | FOLLOW | AS_USER, AT_FDCWD, 0, 0, 0);
}
