/*
 * tty.c - lines are typed on the console while all CPUs are busy and others
 * write. Only with somebody at the other end who types the lines when he reads
 * "tty: type", which typist=1 promises.
 */
#include <termios.h>
#include "stress.h"

#define LINES		200
#define TALKERS		2

static void busy(u32 number)
{
	u32 state = seed_for(number), turn;

	for (turn = 0; !shared->stop; turn++) {
		if (!fork_or_quit())
			_exit(0);
		wait(NULL);
		if (number < TALKERS && turn % 50 == 0)
			say("tty: talker %u, %u", number, rnd(&state, 1000));
	}
}

/* Line n is its number and so many letters. */
static void check_line(const char *line, int len, u32 n)
{
	char want[100];
	u32 i;

	snprintf(want, sizeof(want), "%04u", n);
	for (i = 0; i < n % 60; i++)
		want[4 + i] = 'a' + (n + i) % 26;
	want[4 + i] = '\n';
	if (len != (int)i + 5 || memcmp(line, want, len))
		wrong("line %u: %d bytes, %.10s", n, len, line);
}

static void read_lines(void)
{
	struct termios t;
	char line[200];
	int fd = open("/dev/console", O_RDWR), len;
	u32 n;

	if (tcgetattr(fd, &t)) {
		wrong("the console: %s", strerror(errno));
		return;
	}
	t.c_lflag = ICANON;
	t.c_iflag = ICRNL;
	tcsetattr(fd, TCSANOW, &t);
	say("tty: type");
	for (n = 0; n < LINES; n++) {
		len = read(fd, line, sizeof(line));
		if (len <= 0) {
			wrong("read: %d, %s", len, strerror(errno));
			break;
		}
		check_line(line, len, n);
	}
	close(fd);
}

STRESS(tty, "lines that are typed arrive while all CPUs are busy")
{
	if (!typist)
		return;
	start_workers(nr_cpus, busy);
	read_lines();
	shared->stop = 1;
	wait_workers();
}
