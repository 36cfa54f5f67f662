/*
 * files.h - what the tests of calls for files and names share: the layouts
 * that the kernel uses, a set of files to work on, and the errors that every
 * call with a name has in common (files.c, paths.c).
 */
#ifndef TESTS_GUEST_FILES_H
#define TESTS_GUEST_FILES_H

#include "help.h"

#define USER		1000		/* nobody in particular */
#define NO_FD		99		/* not an open descriptor */
#define NAME_BYTES	255		/* NAME_MAX */
#define PATH_BYTES	4096		/* PATH_MAX, with the NUL */
#define MOST_LINKS	40		/* followed in one look-up */
#define BIG_FILE	0100000		/* O_LARGEFILE, which glibc hides */
#define GB		(1LL << 30)

#define LOW(x)		((uint32_t)(x))
#define HIGH(x)		((uint32_t)((uint64_t)(x) >> 32))

struct stat_1991 {			/* oldstat() and friends */
	uint16_t dev, ino, mode, nlink, uid, gid, rdev;
	uint32_t size, atime, mtime, ctime;
};

struct stat_1993 {			/* stat() and friends */
	uint32_t dev, ino;
	uint16_t mode, nlink, uid, gid;
	uint32_t rdev, size, blksize, blocks;
	uint32_t atime, atime_nsec, mtime, mtime_nsec, ctime, ctime_nsec;
	uint32_t unused[2];
};

struct stat_64 {			/* stat64() and friends */
	uint64_t dev;
	uint32_t pad0, old_ino, mode, nlink, uid, gid;
	uint64_t rdev;
	uint32_t pad3;
	int64_t size;
	uint32_t blksize;
	uint64_t blocks;
	uint32_t atime, atime_nsec, mtime, mtime_nsec, ctime, ctime_nsec;
	uint64_t ino;
};

struct statfs_32 {
	uint32_t type, bsize, blocks, bfree, bavail, files, ffree, fsid[2];
	uint32_t namelen, frsize, flags, spare[4];
};

struct statfs_64 {
	uint32_t type, bsize;
	uint64_t blocks, bfree, bavail, files, ffree;
	uint32_t fsid[2], namelen, frsize, flags, spare[4];
};

struct time_32 { int32_t sec, frac; };
struct time_64 { int64_t sec, nsec; };

/* --- files.c --- */

/* Opens, or reports that it cannot. */
int fd_of(const char *name, int flags);
/* lstat64(); all zero when there is no such name. */
struct stat_64 look(const char *name);
/* Is there such a name? */
bool there(const char *name);
/* Does the file have just these contents? */
bool holds(const char *name, const void *data, size_t size);
/* A pipe. */
void make_pipe(int fds[2]);
/* A signal handler that only counts, in `caught'; flags as SA_RESTART. */
extern volatile int caught;
void catch(int sig, int flags);
/* Waits for a child; its exit status, or -1 if it was killed. */
int exit_of(pid_t pid);
/* A child that runs fn(arg), and exits with what that returns. */
pid_t start_child(int (*fn)(void *), void *arg);

/* --- parts of tests that have a file of their own --- */

void cached_tests(void);		/* for write and pwrite64 */
void lock_tests_32(int nr);		/* for fcntl and fcntl64 */
void lock_tests_64(void);

/* --- paths.c --- */

/*
 * Makes, in the current directory:
 *
 *	f		a file of 6 bytes, "hello\n", mode 0644
 *	d/		a directory, with a file d/f
 *	sf, sd		symbolic links to f and d
 *	nil, loop	links to nowhere, and to itself
 *	closed/		a directory of root's, mode 0700, with a file closed/f
 */
void make_places(void);

/*
 * Calls with one bad name after the other in argument `index'; the places
 * must be there. EXISTS: it has to name something. FOLLOW: it is followed if
 * it is a symbolic link. AS_USER: that a closed directory refuses comes first.
 */
#define EXISTS	1
#define FOLLOW	2
#define AS_USER	4
void bad_paths_call(int nr, const char *name, int index, int how,
		    const long *args, const char *file, int line);
#define bad_paths(name, index, how, ...) \
	bad_paths_call(NR_##name, #name, index, how, \
		       (long[6]){ __VA_ARGS__ }, __FILE__, __LINE__)

/* The errors of a directory descriptor in argument `index'; the name in the
   next one is relative. */
void bad_dirfd_call(int nr, const char *name, int index, const long *args,
		    const char *file, int line);
#define bad_dirfd(name, index, ...) \
	bad_dirfd_call(NR_##name, #name, index, (long[6]){ __VA_ARGS__ }, \
		       __FILE__, __LINE__)

/* The errors of a plain descriptor in argument 0. */
void bad_fd_call(int nr, const char *name, const long *args, const char *file,
		 int line);
#define bad_fd(name, ...) \
	bad_fd_call(NR_##name, #name, (long[6]){ __VA_ARGS__ }, __FILE__, \
		    __LINE__)

/* A path of `length' bytes to name: "././" and more slashes before it. */
char *long_path(const char *name, int length);
/* c1 leads to name, c2 to c1, and so on to the last, whose name it returns. */
const char *link_chain(const char *name, int links);

#endif
