/*
 * lock.c - locks of ranges (fcntl) and of whole files (flock).
 */
#define _GNU_SOURCE
#include <sys/file.h>

#include "files.h"

#define GETLK_64	12		/* F_GETLK64, F_SETLK64, F_SETLKW64 */
#define SETLK_64	13
#define SETLKW_64	14
#define SOON		30		/* ms */

struct lock_32 {
	int16_t type, whence;
	int32_t start, len, pid;
};

struct lock_64 {
	int16_t type, whence;
	int64_t start, len;
	int32_t pid;
};

static int nr_fcntl, the_fd;
static volatile int *kept;		/* shared: holders are to hold on */

static long lock(int cmd, int type, int start, int len)
{
	struct lock_32 l = { type, SEEK_SET, start, len, 0 };

	return raw_call(nr_fcntl, the_fd, cmd, (long)&l, 0, 0, 0);
}

/* In another process: may the range be locked so? */
static int try_lock(void *arg)
{
	const int *a = arg;

	return lock(F_SETLK, a[0], a[1], a[2]) == 0 ? 0 : 1;
}

static bool free_for(int type, int start, int len)
{
	int a[3] = { type, start, len };

	return exit_of(start_child(try_lock, a)) == 0;
}

static void conflicts(void)
{
	is(lock(F_SETLK, F_RDLCK, 10, 10), 0);
	ok(free_for(F_RDLCK, 0, 0));
	ok(!free_for(F_WRLCK, 0, 0));
	ok(!free_for(F_WRLCK, 19, 1));
	ok(free_for(F_WRLCK, 20, 0));
	ok(free_for(F_WRLCK, 0, 10));
	ok(!free_for(F_WRLCK, 0, 11));
	is(lock(F_SETLK, F_WRLCK, 14, 2), 0);	/* in the middle of it */
	ok(free_for(F_RDLCK, 10, 4));
	ok(!free_for(F_RDLCK, 14, 1));
	ok(free_for(F_RDLCK, 16, 4));
	is(lock(F_SETLK, F_UNLCK, 12, 3), 0);
	ok(free_for(F_WRLCK, 12, 3));
	ok(!free_for(F_WRLCK, 15, 1));
	ok(!free_for(F_WRLCK, 11, 1));
	is(lock(F_SETLK, F_UNLCK, 0, 0), 0);
	ok(free_for(F_WRLCK, 0, 0));
}

static int ask(void *arg)
{
	struct lock_32 l = { F_WRLCK, SEEK_SET, 0, 0, 0 };

	is(raw_call(nr_fcntl, the_fd, F_GETLK, (long)&l, 0, 0, 0), 0);
	is(l.type, F_RDLCK);
	is(l.start, 5);
	is(l.len, 7);
	is(l.pid, *(int *)arg);
	l = (struct lock_32){ F_RDLCK, SEEK_SET, 0, 0, 0 };
	is(raw_call(nr_fcntl, the_fd, F_GETLK, (long)&l, 0, 0, 0), 0);
	is(l.type, F_UNLCK);
	is(l.start, 0);
	is(lock(F_SETLK, F_WRLCK, 5, 1), -EAGAIN);
	return failures;
}

static void who_holds(void)
{
	struct lock_32 l = { F_RDLCK, SEEK_CUR, -5, 7, 0 };
	int pid = getpid(), copy;

	SC(lseek, the_fd, 10, SEEK_SET);
	is(raw_call(nr_fcntl, the_fd, F_SETLK, (long)&l, 0, 0, 0), 0);
	is(exit_of(start_child(ask, &pid)), 0);
	/* any close of the file gives up all of the process's locks */
	copy = SC(dup, the_fd);
	SC(close, copy);
	ok(free_for(F_WRLCK, 0, 0));
	l = (struct lock_32){ F_WRLCK, SEEK_END, -5, -5, 0 };
	is(raw_call(nr_fcntl, the_fd, F_SETLK, (long)&l, 0, 0, 0), 0);
	ok(free_for(F_WRLCK, 95, 5));		/* the file has 100 bytes */
	ok(!free_for(F_WRLCK, 90, 1));
	ok(!free_for(F_WRLCK, 94, 1));
	ok(free_for(F_WRLCK, 0, 90));
	is(lock(F_SETLK, F_UNLCK, 0, 0), 0);
}

/* Until it may be given up and the parent waits for it, or for our end. */
static void hold(void)
{
	becomes(kept, 0);
	gets_state(getppid(), 'S');
}

/* Locks, tells it, holds it, and ends. */
static int holder(void *arg)
{
	int *fds = arg;

	is(lock(F_SETLK, F_WRLCK, 0, 10), 0);
	SC(write, fds[1], "x", 1);
	hold();
	return failures;
}

static void waiting(void)
{
	int fds[2];
	char byte;
	pid_t pid;

	make_pipe(fds);
	kept = shared_pages(1);
	pid = start_child(holder, fds);
	SC(read, fds[0], &byte, 1);
	is(lock(F_SETLKW, F_WRLCK, 9, 1), 0);	/* when it ends */
	is(exit_of(pid), 0);
	is(lock(F_SETLK, F_UNLCK, 0, 0), 0);
	*kept = 1;
	pid = start_child(holder, fds);
	SC(read, fds[0], &byte, 1);
	catch(SIGUSR1, 0);
	signal_after(SIGUSR1, SOON);
	is(lock(F_SETLKW, F_WRLCK, 0, 1), -EINTR);
	*kept = 0;
	is(exit_of(pid), 0);
	SC(close, fds[0]);
	SC(close, fds[1]);
}

/* Holds byte 1 and wants 0, while the parent holds 0 and wants 1. */
static int embrace(void *arg)
{
	int *fds = arg;
	long result;

	is(lock(F_SETLK, F_WRLCK, 1, 1), 0);
	SC(write, fds[1], "x", 1);
	result = lock(F_SETLKW, F_WRLCK, 0, 1);
	ok(result == 0 || result == -EDEADLK);
	return failures ? 2 : result != 0;
}

static void deadlock(void)
{
	int fds[2], status;
	char byte;
	pid_t pid;
	long result;

	make_pipe(fds);
	is(lock(F_SETLK, F_WRLCK, 0, 1), 0);
	pid = start_child(embrace, fds);
	SC(read, fds[0], &byte, 1);
	result = lock(F_SETLKW, F_WRLCK, 1, 1);
	ok(result == 0 || result == -EDEADLK);
	is(lock(F_SETLK, F_UNLCK, 0, 0), 0);
	status = exit_of(pid);
	ok((status == 1) != (result == -EDEADLK));	/* one of the two */
	ok(status != 2);
	SC(close, fds[0]);
	SC(close, fds[1]);
}

static void bad_locks(void)
{
	struct lock_32 l = { F_WRLCK, SEEK_SET, 0, 0, 0 };
	int in = fd_of("f", O_RDONLY), out = fd_of("f", O_WRONLY);

	is(raw_call(nr_fcntl, in, F_SETLK, (long)&l, 0, 0, 0), -EBADF);
	l.type = F_RDLCK;
	is(raw_call(nr_fcntl, out, F_SETLK, (long)&l, 0, 0, 0), -EBADF);
	is(lock(F_SETLK, 99, 0, 0), -EINVAL);
	is(lock(F_SETLK, -1, 0, 0), -EINVAL);
	is(lock(F_SETLK, F_RDLCK, -1, 0), -EINVAL);
	is(lock(F_SETLK, F_RDLCK, 4, -5), -EINVAL);
	is(lock(F_GETLK, F_UNLCK, 0, 0), -EINVAL);
	l.whence = 9;
	is(raw_call(nr_fcntl, the_fd, F_SETLK, (long)&l, 0, 0, 0), -EINVAL);
	wild_call(nr_fcntl, "fcntl", 2, 0, (long[6]){ the_fd, F_SETLK },
		  __FILE__, __LINE__);
	wild_call(nr_fcntl, "fcntl", 2, 1, (long[6]){ the_fd, F_GETLK },
		  __FILE__, __LINE__);
	SC(close, in);
	SC(close, out);
}

void lock_tests_32(int nr)
{
	nr_fcntl = nr;
	put_file("f", "x", 1);
	the_fd = fd_of("f", O_RDWR | BIG_FILE);
	SC(ftruncate, the_fd, 100);
	conflicts();
	who_holds();
	waiting();
	deadlock();
	bad_locks();
	SC(close, the_fd);
}

/* In another process: asks for what is locked beyond 4 GB. */
static int ask_64(void *arg)
{
	struct lock_64 l = { F_WRLCK, SEEK_SET, 0, 0, 0 };
	struct lock_32 old = { F_WRLCK, SEEK_SET, 0, 0, 0 };

	is(SC(fcntl64, the_fd, GETLK_64, &l), 0);
	is(l.type, F_WRLCK);
	ok(l.start == 4 * GB && l.len == 3);
	is(l.pid, *(int *)arg);
	is(SC(fcntl64, the_fd, F_GETLK, &old), -EOVERFLOW);
	l = (struct lock_64){ F_WRLCK, SEEK_SET, 0, 4 * GB, 0 };
	is(SC(fcntl64, the_fd, SETLK_64, &l), 0);
	l.len++;
	is(SC(fcntl64, the_fd, SETLK_64, &l), -EAGAIN);
	return failures;
}

void lock_tests_64(void)
{
	struct lock_64 l = { F_WRLCK, SEEK_SET, 4 * GB, 3, 0 };
	int pid = getpid();

	put_file("g", "x", 1);
	the_fd = fd_of("g", O_RDWR | BIG_FILE);
	is(SC(fcntl, the_fd, SETLK_64, &l), -EINVAL);	/* not the old call */
	is(SC(fcntl64, the_fd, SETLK_64, &l), 0);
	is(exit_of(start_child(ask_64, &pid)), 0);
	l.type = F_UNLCK;
	is(SC(fcntl64, the_fd, SETLKW_64, &l), 0);
	l = (struct lock_64){ F_RDLCK, SEEK_SET, INT64_MAX, 2, 0 };
	is(SC(fcntl64, the_fd, SETLK_64, &l), -EOVERFLOW);
	wild(fcntl64, 2, 0, the_fd, SETLK_64, 0);
	wild(fcntl64, 2, 1, the_fd, GETLK_64, 0);
}

/* --- flock ---------------------------------------------------------------- */

static int flock_holder(void *arg)
{
	int *fds = arg, fd = fd_of("f", O_RDONLY);

	is(SC(flock, fd, LOCK_EX), 0);
	SC(write, fds[1], "x", 1);
	hold();
	return failures;
}

static void flock_waits(int fd)
{
	int fds[2];
	char byte;
	pid_t pid;

	make_pipe(fds);
	kept = shared_pages(1);
	*kept = 1;
	pid = start_child(flock_holder, fds);
	SC(read, fds[0], &byte, 1);
	is(SC(flock, fd, LOCK_SH | LOCK_NB), -EAGAIN);
	catch(SIGUSR1, 0);
	signal_after(SIGUSR1, SOON);
	is(SC(flock, fd, LOCK_EX), -EINTR);
	*kept = 0;
	is(SC(flock, fd, LOCK_EX), 0);
	is(exit_of(pid), 0);
}

static int unlocks(void *arg)
{
	return SC(flock, *(int *)arg, LOCK_UN) != 0;
}

TEST(flock)
{
	int a, b, copy;

	put_file("f", "x", 1);
	a = fd_of("f", O_RDONLY);
	b = fd_of("f", O_RDONLY);
	is(SC(flock, a, LOCK_SH), 0);
	is(SC(flock, b, LOCK_SH | LOCK_NB), 0);
	is(SC(flock, b, LOCK_EX | LOCK_NB), -EAGAIN);
	is(SC(flock, a, LOCK_UN), 0);
	is(SC(flock, b, LOCK_EX | LOCK_NB), 0);
	is(SC(flock, a, LOCK_SH | LOCK_NB), -EAGAIN);
	/* the lock is the open file's: shared by dup and fork */
	copy = SC(dup, b);
	is(SC(close, b), 0);
	is(SC(flock, a, LOCK_SH | LOCK_NB), -EAGAIN);
	is(exit_of(start_child(unlocks, &copy)), 0);
	is(SC(flock, a, LOCK_EX | LOCK_NB), 0);
	is(SC(close, a), 0);
	is(SC(flock, copy, LOCK_EX | LOCK_NB), 0);
	is(SC(flock, copy, LOCK_UN), 0);
	flock_waits(copy);
	is(SC(flock, copy, 0), -EINVAL);
	is(SC(flock, copy, LOCK_NB), -EINVAL);
	is(SC(flock, copy, LOCK_SH | LOCK_EX), -EINVAL);
	is(SC(flock, copy, 0x100), -EINVAL);
	is(SC(flock, fd_of(".", O_RDONLY), LOCK_EX), 0);
	bad_fd(flock, 0, LOCK_SH);
}

/* Does /proc/locks have a line with this in it? */
static bool is_listed(const char *text)
{
	char buf[4096] = "";
	int fd = fd_of("/proc/locks", O_RDONLY), n;

	n = SC(read, fd, buf, sizeof(buf) - 1);
	SC(close, fd);
	return n >= 0 && strstr(buf, text);
}

BUG(flock, "/proc/locks lists locks")
{
	char line[64];
	struct stat st;
	int fd;

	put_file("f", "x", 1);
	fd = fd_of("f", O_RDWR);
	is(fstat(fd, &st), 0);
	snprintf(line, sizeof(line), "FLOCK  ADVISORY  WRITE %d 00:%02x:%lu "
		 "0 EOF\n", getpid(), (int)st.st_dev & 0xff,
		 (unsigned long)st.st_ino);
	ok(!is_listed(line));
	is(SC(flock, fd, LOCK_EX), 0);
	ok(is_listed(line));
	is(SC(flock, fd, LOCK_UN), 0);
	ok(!is_listed(line));
}
