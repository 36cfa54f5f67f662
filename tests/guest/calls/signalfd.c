/*
 * signalfd.c - signals read from a file.
 */
#include "help.h"
#include <poll.h>
#include <sys/signalfd.h>

static uint64_t bit_of(int sig)
{
	return 1ULL << (sig - 1);
}

static void queued(int fd)
{
	union sigval value = { .sival_int = 4711 };
	struct signalfd_siginfo got[3];

	sigqueue(getpid(), SIGUSR1, value);
	raise(SIGUSR2);
	is(SC(read, fd, got, sizeof(got)), 2 * sizeof(*got));
	is(got[0].ssi_signo + got[1].ssi_signo, SIGUSR1 + SIGUSR2);
	if (got[0].ssi_signo != SIGUSR1)
		got[0] = got[1];
	is(got[0].ssi_code, SI_QUEUE);
	is(got[0].ssi_int, 4711);
	is(got[0].ssi_pid, getpid());
	is(SC(read, fd, got, sizeof(*got) - 1), -EINVAL);
	raise(SIGUSR2);
	is(SC(read, fd, 1, sizeof(*got)), -EFAULT);
}

/* A child's end wakes a poll() and a read() that sleep. */
static void sleeps(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct signalfd_siginfo got;
	pid_t parent = getpid(), pid = fork();

	if (pid == 0) {
		gets_state(parent, 'S');
		_exit(3);
	}
	is(poll(&p, 1, -1), 1);
	is(p.revents, POLLIN);
	is(SC(read, fd, &got, sizeof(got)), sizeof(got));
	is(got.ssi_signo, SIGCHLD);
	is(got.ssi_code, CLD_EXITED);
	is(got.ssi_status, 3);
	is(got.ssi_pid, pid);
	is(waitpid(pid, NULL, 0), pid);
	is(poll(&p, 1, 0), 0);
}

static void test_both(int fd)
{
	ok(fd >= 0);
	queued(fd);
	sleeps(fd);
	is(SC(close, fd), 0);
}

TEST(signalfd4)
{
	uint64_t set = bit_of(SIGUSR1) | bit_of(SIGUSR2) | bit_of(SIGCHLD);
	uint64_t none = bit_of(SIGKILL);
	struct signalfd_siginfo got;
	int fd;

	block(SIGUSR1);
	block(SIGUSR2);
	block(SIGCHLD);
	test_both(SC(signalfd4, -1, &set, 8, 0));

	fd = SC(signalfd4, -1, &none, 8, O_NONBLOCK | O_CLOEXEC);
	is(SC(fcntl, fd, F_GETFD), FD_CLOEXEC);
	raise(SIGUSR1);
	is(SC(read, fd, &got, sizeof(got)), -EAGAIN);
	is(SC(signalfd4, fd, &set, 8, 0), fd);	/* other signals from now on */
	is(SC(read, fd, &got, sizeof(got)), sizeof(got));
	is(SC(write, fd, &got, sizeof(got)), -EINVAL);

	is(SC(signalfd4, -1, &set, 4, 0), -EINVAL);
	is(SC(signalfd4, -1, &set, 8, 1), -EINVAL);
	is(SC(signalfd4, 99, &set, 8, 0), -EBADF);
	is(SC(signalfd4, 0, &set, 8, 0), -EINVAL);
	wild(signalfd4, 1, 0, -1, 0, 8, 0);
}

TEST(signalfd)
{
	uint64_t set = bit_of(SIGUSR1) | bit_of(SIGUSR2) | bit_of(SIGCHLD);

	block(SIGUSR1);
	block(SIGUSR2);
	block(SIGCHLD);
	test_both(SC(signalfd, -1, &set, 8));
	is(SC(signalfd, -1, &set, 4), -EINVAL);
	wild(signalfd, 1, 0, -1, 0, 8);
}
