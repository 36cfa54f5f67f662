/*
 * pipe.c - pipes and FIFOs: order, ends, limits and waiting.
 */
#define _GNU_SOURCE
#include <sys/ioctl.h>
#include <sys/resource.h>

#include "files.h"

#define ATOMIC		4096		/* PIPE_BUF */
#define CHUNK		1000
#define TOTAL		300000
#define SOON		30		/* ms */

static char buf[2 * ATOMIC];

static void fresh_pipe(int fds[2], int flags)
{
	is(SC(pipe2, fds, flags), 0);
}

static void close_pipe(const int fds[2])
{
	SC(close, fds[0]);
	SC(close, fds[1]);
}

/* What is in when it is full; a whole number of PIPE_BUFs. */
static int capacity(void)
{
	int fds[2], n = 0;
	long result;

	fresh_pipe(fds, O_NONBLOCK);
	while ((result = SC(write, fds[1], buf, ATOMIC)) == ATOMIC)
		n += ATOMIC;
	is(result, -EAGAIN);
	is(SC(write, fds[1], buf, 1), -EAGAIN);
	is(SC(read, fds[0], buf, 1), 1);
	/* a small write is all or nothing */
	is(SC(write, fds[1], buf, ATOMIC), -EAGAIN);
	is(SC(read, fds[0], buf, ATOMIC - 1), ATOMIC - 1);
	is(SC(write, fds[1], buf, ATOMIC), ATOMIC);
	is(SC(read, fds[0], buf, ATOMIC), ATOMIC);
	/* a large one is as much as there is room for */
	is(SC(write, fds[1], buf, 2 * ATOMIC), ATOMIC);
	close_pipe(fds);
	return n;
}

static void ends(void)
{
	int fds[2];

	catch(SIGPIPE, 0);
	caught = 0;
	fresh_pipe(fds, 0);
	is(SC(write, fds[1], "last", 4), 4);
	SC(close, fds[1]);
	is(SC(read, fds[0], buf, 100), 4);
	is(SC(read, fds[0], buf, 100), 0);
	is(SC(read, fds[0], buf, 100), 0);
	SC(close, fds[0]);
	fresh_pipe(fds, 0);
	SC(close, fds[0]);
	is(SC(write, fds[1], "x", 1), -EPIPE);
	is(caught, 1);
	signal(SIGPIPE, SIG_IGN);
	is(SC(write, fds[1], "x", 1), -EPIPE);
	is(SC(write, fds[1], "x", 0), 0);
	SC(close, fds[1]);
	signal(SIGPIPE, SIG_DFL);
}

/* Writes TOTAL bytes in odd pieces, a byte's value tells its place. */
static int writes_all(void *arg)
{
	int *fds = arg, at = 0, i, n;

	SC(close, fds[0]);
	while (at < TOTAL) {
		n = 1 + at * 7 % (2 * CHUNK);
		if (n > TOTAL - at)
			n = TOTAL - at;
		for (i = 0; i < n; i++)
			buf[i] = (at + i) % 251;
		if (SC(write, fds[1], buf, n) != n)
			return 1;
		at += n;
	}
	return 0;
}

static void in_order(void)
{
	int fds[2], at = 0, i, n, wrong = 0;
	pid_t pid;

	fresh_pipe(fds, 0);
	pid = start_child(writes_all, fds);
	SC(close, fds[1]);
	while ((n = SC(read, fds[0], buf, 1 + at % sizeof(buf))) > 0) {
		for (i = 0; i < n; i++)
			wrong += buf[i] != (char)((at + i) % 251);
		at += n;
	}
	is(n, 0);
	is(at, TOTAL);
	is(wrong, 0);
	is(exit_of(pid), 0);
	SC(close, fds[0]);
}

/* Four write 100 records each of CHUNK equal bytes: none is torn. */
static int writes_records(void *arg)
{
	static int me;
	int *fds = arg, i;

	me = getpid() & 0x7f;
	memset(buf, me, CHUNK);
	for (i = 0; i < 100; i++)
		if (SC(write, fds[1], buf, CHUNK) != CHUNK)
			return 1;
	return 0;
}

static void records(void)
{
	int fds[2], i, at, n, torn = 0, bytes = 0;
	pid_t pids[4];

	fresh_pipe(fds, 0);
	for (i = 0; i < 4; i++)
		pids[i] = start_child(writes_records, fds);
	SC(close, fds[1]);
	for (;;) {
		for (at = 0; at < CHUNK; at += n) {
			n = SC(read, fds[0], buf + at, CHUNK - at);
			if (n <= 0)
				break;
		}
		if (at < CHUNK)
			break;
		for (i = 1; i < CHUNK; i++)
			torn += buf[i] != buf[0];
		bytes += CHUNK;
	}
	is(bytes, 4 * 100 * CHUNK);
	is(torn, 0);
	for (i = 0; i < 4; i++)
		is(exit_of(pids[i]), 0);
	SC(close, fds[0]);
}

static volatile int *noted;		/* shared: signals seen */

static void note_signal(int sig)
{
	(void)sig;
	++*noted;
}

/* Interrupts the parent, who reads, and writes when it reads again. */
static int writes_later(void *arg)
{
	int *fds = arg;

	gets_state(getppid(), 'S');
	kill(getppid(), SIGUSR1);
	becomes(noted, 1);
	gets_state(getppid(), 'S');
	return SC(write, fds[1], "x", 1) != 1;
}

static void waiting(void)
{
	int fds[2];
	pid_t pid;

	fresh_pipe(fds, 0);
	catch(SIGUSR1, 0);
	signal_after(SIGUSR1, SOON);
	is(SC(read, fds[0], buf, 1), -EINTR);
	noted = shared_pages(1);
	handle(SIGUSR1, note_signal, SA_RESTART);
	pid = start_child(writes_later, fds);
	is(SC(read, fds[0], buf, 1), 1);
	is(*noted, 1);
	is(exit_of(pid), 0);
	/* a writer that waits is told of what it has written */
	catch(SIGUSR1, 0);
	SC(fcntl64, fds[1], F_SETFL, O_NONBLOCK);
	while (SC(write, fds[1], buf, ATOMIC) > 0)
		;
	SC(fcntl64, fds[1], F_SETFL, 0);
	signal_after(SIGUSR1, SOON);
	is(SC(write, fds[1], buf, 1), -EINTR);
	is(SC(read, fds[0], buf, ATOMIC), ATOMIC);
	signal_after(SIGUSR1, SOON);
	is(SC(write, fds[1], buf, 2 * ATOMIC), ATOMIC);
	close_pipe(fds);
}

TEST(pipe)
{
	struct rlimit old, few;
	int fds[2], first = SC(dup, 0);

	SC(close, first);
	is(SC(pipe, fds), 0);
	is(fds[0], first);
	is(fds[1], first + 1);
	is(SC(fcntl64, fds[0], F_GETFL), O_RDONLY);
	is(SC(fcntl64, fds[1], F_GETFL), O_WRONLY);
	is(SC(write, fds[1], "hello", 5), 5);
	is(SC(read, fds[0], buf, 2), 2);
	is(SC(read, fds[0], buf + 2, 100), 3);
	ok(memcmp(buf, "hello", 5) == 0);
	is(SC(read, fds[1], buf, 1), -EBADF);
	is(SC(write, fds[0], buf, 1), -EBADF);
	close_pipe(fds);
	wild(pipe, 0, 1, 0);
	is(SC(dup, 0), first);			/* no descriptor was lost */
	getrlimit(RLIMIT_NOFILE, &old);
	few = old;
	few.rlim_cur = first + 2;
	setrlimit(RLIMIT_NOFILE, &few);
	is(SC(pipe, fds), -EMFILE);
	is(SC(dup, 0), first + 1);
	is(SC(pipe, fds), -EMFILE);
	setrlimit(RLIMIT_NOFILE, &old);
	ends();
	ok(capacity() >= ATOMIC);
	in_order();
	records();
	waiting();
}

static int opens_for_writing(void *arg)
{
	int fd = SC(open, arg, O_WRONLY);

	return fd < 0 || SC(write, fd, "hi", 2) != 2;
}

/* A FIFO is a pipe with a name, whose ends wait for one another. */
static void fifos(void)
{
	int fd, out;
	pid_t pid;

	is(SC(mknod, "fifo", S_IFIFO | 0600, 0), 0);
	pid = start_child(opens_for_writing, "fifo");
	fd = SC(open, "fifo", O_RDONLY);
	is(SC(read, fd, buf, 10), 2);
	is(SC(read, fd, buf, 10), 0);
	is(exit_of(pid), 0);
	out = SC(open, "fifo", O_WRONLY | O_NONBLOCK);
	ok(out >= 0);
	is(SC(close, fd), 0);
	signal(SIGPIPE, SIG_IGN);
	is(SC(write, out, "x", 1), -EPIPE);
	is(SC(close, out), 0);
	fd = SC(open, "fifo", O_RDWR);		/* never waits */
	is(SC(write, fd, "both", 4), 4);
	is(SC(read, fd, buf, 10), 4);
	is(SC(lseek, fd, 0, SEEK_SET), -ESPIPE);
	is(SC(close, fd), 0);
	catch(SIGUSR1, 0);
	signal_after(SIGUSR1, SOON);
	is(SC(open, "fifo", O_RDONLY), -EINTR);
}

TEST(pipe2)
{
	int fds[2];

	is(SC(pipe2, fds, O_CLOEXEC | O_NONBLOCK), 0);
	is(SC(fcntl64, fds[0], F_GETFD), FD_CLOEXEC);
	is(SC(fcntl64, fds[1], F_GETFD), FD_CLOEXEC);
	is(SC(fcntl64, fds[0], F_GETFL), O_NONBLOCK);
	is(SC(fcntl64, fds[1], F_GETFL), O_WRONLY | O_NONBLOCK);
	is(SC(read, fds[0], buf, 1), -EAGAIN);
	is(SC(read, fds[0], buf, 0), 0);
	close_pipe(fds);
	is(SC(pipe2, fds, O_CREAT), -EINVAL);
	is(SC(pipe2, fds, -1), -EINVAL);
	wild(pipe2, 0, 1, 0, 0);
	fifos();
}
