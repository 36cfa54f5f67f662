/*
 * files.c - looking at files, pipes, signals and children: small things that
 * the tests of file calls need.
 */
#include "files.h"

#define MOST		65536

volatile int caught;

int fd_of(const char *name, int flags)
{
	int fd = SC(open, name, flags, 0666);

	check(fd >= 0, __FILE__, __LINE__, "open %s: %d", name, fd);
	return fd;
}

struct stat_64 look(const char *name)
{
	struct stat_64 st;

	if (SC(lstat64, name, &st) < 0)
		memset(&st, 0, sizeof(st));
	return st;
}

bool there(const char *name)
{
	return look(name).mode != 0;
}

bool holds(const char *name, const void *data, size_t size)
{
	static char buf[MOST];
	int fd = SC(open, name, O_RDONLY | BIG_FILE);
	long n = SC(read, fd, buf, MOST);

	SC(close, fd);
	return n == (long)size && memcmp(buf, data, size) == 0;
}

void make_pipe(int fds[2])
{
	if (SC(pipe, fds))
		_exit(104);
}

static void count_caught(int sig)
{
	(void)sig;
	caught++;
}

void catch(int sig, int flags)
{
	struct sigaction act = { .sa_handler = count_caught,
				 .sa_flags = flags };

	sigaction(sig, &act, NULL);
}

int exit_of(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

pid_t start_child(int (*fn)(void *), void *arg)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		int status;

		failures = 0;
		status = fn(arg);

		fflush(stdout);
		_exit(status);
	}
	return pid;
}
