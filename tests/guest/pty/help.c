/*
 * help.c - what many tests of ptys need.
 */
#include <sched.h>

#include "pty.h"

#define PATIENCE	20000		/* ms for what must come */

static void give_up(const char *what)
{
	check(false, __FILE__, __LINE__, "%s: %s", what, strerror(errno));
	fflush(stdout);
	_exit(2);
}

struct pair new_master(void)
{
	struct pair p = { .tty = -1 };
	int n, off = 0;

	p.master = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	if (p.master < 0)
		give_up("/dev/ptmx");
	if (ioctl(p.master, TIOCGPTN, &n) || ioctl(p.master, TIOCSPTLCK, &off))
		give_up("TIOCGPTN, TIOCSPTLCK");
	snprintf(p.name, sizeof(p.name), "/dev/pts/%d", n);
	return p;
}

struct pair new_pair(void)
{
	struct pair p = new_master();

	p.tty = open(p.name, O_RDWR | O_NOCTTY);
	if (p.tty < 0)
		give_up(p.name);
	return p;
}

struct pair bsd_pair(int n)
{
	struct pair p;

	snprintf(p.name, sizeof(p.name), "/dev/ptyp%d", n);
	p.master = open(p.name, O_RDWR | O_NOCTTY);
	p.name[5] = 't';		/* /dev/ttyp */
	p.name[6] = 't';
	p.name[7] = 'y';
	p.tty = open(p.name, O_RDWR | O_NOCTTY);
	if (p.master < 0 || p.tty < 0)
		give_up(p.name);
	return p;
}

void make_raw(int fd)
{
	struct termios t;

	tcgetattr(fd, &t);
	cfmakeraw(&t);
	tcsetattr(fd, TCSANOW, &t);
}

void change_lflag(int fd, tcflag_t set, tcflag_t clear)
{
	struct termios t;

	tcgetattr(fd, &t);
	t.c_lflag = (t.c_lflag & ~clear) | set;
	tcsetattr(fd, TCSANOW, &t);
}

void nonblock(int fd)
{
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

void put(int fd, const char *text)
{
	is(write(fd, text, strlen(text)), (long)strlen(text));
}

bool got(int fd, const char *want, const char *file, int line)
{
	int len = strlen(want), done = 0, n;
	char text[512] = "";

	if (!len)
		return true;
	while (done < len) {
		if (!poll_of(fd, POLLIN, PATIENCE))
			break;
		n = read(fd, text + done, len - done);
		if (n <= 0)
			break;
		done += n;
	}
	return check(done == len && !memcmp(text, want, len), file, line,
		     "%d bytes, \"%.*s\", not \"%s\"", done, done, text, want);
}

int poll_of(int fd, int events, int ms)
{
	struct pollfd p = { .fd = fd, .events = events };

	return poll(&p, 1, ms) < 0 ? -1 : p.revents;
}

int fill(int fd)
{
	char junk[100];
	int flags = fcntl(fd, F_GETFL), n, sum = 0;

	memset(junk, 'x', sizeof(junk));
	fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	while ((n = write(fd, junk, sizeof(junk))) > 0)
		sum += n;
	is(errno, EAGAIN);
	fcntl(fd, F_SETFL, flags);
	return sum;
}

/* The letter of a process's state in /proc. */
static char state_of(pid_t pid)
{
	char name[32], text[64] = "", *end;
	int fd;

	snprintf(name, sizeof(name), "/proc/%d/stat", pid);
	fd = open(name, O_RDONLY);
	if (fd < 0)
		return 'X';
	if (read(fd, text, sizeof(text) - 1) < 0)
		text[0] = '\0';
	close(fd);
	end = strchr(text, ')');
	return end ? end[2] : '?';
}

pid_t sleeper(int (*fn)(void *), void *arg)
{
	pid_t pid;
	int i;

	fflush(stdout);
	pid = fork();
	if (pid == 0)
		_exit(fn(arg));
	for (i = 0; i < PATIENCE && strchr("R?", state_of(pid)); i++)
		usleep(1000);
	return pid;
}

int status_of(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid)
		return -2;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int nr_cpus(void)
{
	cpu_set_t set;

	sched_getaffinity(0, sizeof(set), &set);
	return CPU_COUNT(&set);
}

void keep_busy(int n)
{
	volatile unsigned turn = 0;

	while (n--)
		if (fork() == 0)
			for (;;)
				if (++turn % 4096 == 0 && getppid() == 1)
					_exit(0);
}
