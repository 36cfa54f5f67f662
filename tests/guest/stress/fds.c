/*
 * fds.c - threads open, close, duplicate and use the same few descriptors, and
 * sleep in calls on files that others close.
 */
#include <linux/futex.h>
#include <poll.h>
#include <sys/select.h>
#include "stress.h"

#define THREADS		8
#define FDS		24
#define FIRST		3
#define FD_TURNS	500
#define PROCESSES	3

/* One of the descriptors that all of them use. */
static long some_fd(u32 *state)
{
	return FIRST + rnd(state, FDS);
}

static void open_something(u32 *state)
{
	static const char *const names[] = {
		"fds.a", "fds.b", "/dev/zero", "/dev/null", ".", "fds.fifo",
		"/proc/self/status", "/proc/stat",
	};
	long fd = sys(open, names[rnd(state, 8)],
		      O_RDWR | O_CREAT | O_NONBLOCK, 0600);

	if (fd >= FIRST + FDS)
		sys(close, fd);
}

static void make_pipe(u32 *state)
{
	int p[2];

	if (sys(pipe2, p, rnd(state, 2) ? O_NONBLOCK : 0))
		return;
	sys(dup2, p[0], some_fd(state));
	sys(dup2, p[1], some_fd(state));
	sys(close, p[0]);
	sys(close, p[1]);
}

static void poll_some(u32 *state)
{
	struct pollfd p[4];
	u32 i;

	for (i = 0; i < 4; i++)
		p[i] = (struct pollfd) { .fd = some_fd(state),
					 .events = rnd(state, 8) };
	sys(poll, p, 4, rnd(state, 3));
}

static void select_some(u32 *state)
{
	u32 in = rnd(state, 1 << 16) << 8, out = rnd(state, 1 << 16) << 8;
	struct { long s, us; } tv = { 0, 2000 };

	sys(_newselect, FIRST + FDS, &in, &out, 0, &tv);
}

static void map_some(u32 *state)
{
	long p = sys(mmap2, 0, 2 * PAGE, PROT_READ | PROT_WRITE,
		     rnd(state, 2) ? MAP_SHARED : MAP_PRIVATE, some_fd(state),
		     0);
	u32 value;

	if (p < 0 && p > -4096)
		return;
	probe_load((u32 *)p, &value);
	probe_store((u32 *)p + rnd(state, PAGE / 2), value);
	sys(munmap, p, 2 * PAGE);
}

static void lock_some(u32 *state)
{
	struct flock64 lock = { .l_type = rnd(state, 3),
				.l_start = rnd(state, 100),
				.l_len = rnd(state, 100) };

	sys(fcntl64, some_fd(state), F_SETLK64, &lock);
	sys(flock, some_fd(state), rnd(state, 2) ? 8 : 2 | 4);
}

static void use_some(u32 *state)
{
	static char buf[3 * PAGE];
	u32 n = rnd(state, 8) ? rnd(state, 200) : rnd(state, sizeof(buf));

	switch (rnd(state, 5)) {
	case 0:
		sys(read, some_fd(state), buf, n);
		break;
	case 1:
		sys(write, some_fd(state), buf, n);
		break;
	case 2:
		sys(lseek, some_fd(state), rnd(state, 9000), 0);
		break;
	case 3:
		sys(ftruncate, some_fd(state), rnd(state, 9000));
		break;
	default:
		sys(getdents64, some_fd(state), buf, sizeof(buf));
	}
}

static void fd_turn(u32 *state)
{
	switch (rnd(state, 12)) {
	case 0:
	case 1:
		open_something(state);
		break;
	case 2:
		make_pipe(state);
		break;
	case 3:
	case 4:
		sys(close, some_fd(state));
		break;
	case 5:
		sys(dup2, some_fd(state), some_fd(state));
		break;
	case 6:
		poll_some(state);
		break;
	case 7:
		select_some(state);
		break;
	case 8:
		map_some(state);
		break;
	case 9:
		lock_some(state);
		break;
	default:
		use_some(state);
	}
}

/* A read of a pipe may sleep until nobody is left to write: the last thread
   ends the process after a while. */
static volatile u32 finished;

static void fd_thread(u32 number)
{
	u32 state = seed_for(number + sys(getpid) * 100), i;
	struct { long s, ns; } ts = { 0, 20000000 };

	if (!number) {
		for (i = 0; i < 50 && finished < THREADS - 1; i++)
			sys(nanosleep, &ts, 0);
		sys(exit_group, 0);
	}
	for (i = 0; i < scale(FD_TURNS); i++)
		fd_turn(&state);
	atomic_add(&finished, 1);
}

static void fd_process(u32 number)
{
	u32 i;

	(void)number;
	for (i = 0; i < 3; i++) {
		if (fork_or_quit()) {
			wait_workers();
			continue;
		}
		catch_probes();
		signal(SIGPIPE, SIG_IGN);
		run_threads(THREADS, fd_thread);
		_exit(0);
	}
}

STRESS(fds, "threads close the files that others use")
{
	mkfifo("fds.fifo", 0600);
	run_workers(PROCESSES, fd_process);
	unlink("fds.a");
	unlink("fds.b");
	unlink("fds.fifo");
}
