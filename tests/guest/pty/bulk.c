/*
 * bulk.c - much data both ways while all CPUs are busy, and pairs that come
 * and go in many processes at once.
 */
#include "pty.h"

#define PIECE		3000
#define LINE		61		/* bytes, with the \n */
#define BULK		(17190 * LINE)	/* a megabyte of whole lines */

/* Byte i of what is sent: all values, or lines of letters. */
static unsigned char byte_at(int i, bool cooked, int seed)
{
	if (cooked)
		return i % LINE == LINE - 1 ? '\n' :
		       'a' + (i * 7 + i / LINE + seed) % 26;
	return i * 31 + (i >> 8) * 7 + seed;
}

static int send_all(int fd, bool cooked, int seed)
{
	unsigned char buf[PIECE];
	int i, n, at = 0, len;

	while (at < BULK) {
		len = BULK - at < PIECE ? BULK - at : PIECE;
		for (i = 0; i < len; i++)
			buf[i] = byte_at(at + i, cooked, seed);
		n = write(fd, buf, len);
		if (n <= 0)
			return 1;
		at += n;
	}
	return 0;
}

/* Compares all that comes. returns: a byte \r stands before each \n. */
static int receive_all(int fd, bool cooked, bool returns, int seed)
{
	unsigned char buf[PIECE];
	int i, n, at = 0;

	while (at < BULK) {
		n = read(fd, buf, sizeof(buf));
		if (n <= 0)
			return 1;
		for (i = 0; i < n; i++) {
			if (returns && buf[i] == '\r')
				continue;
			if (buf[i] != byte_at(at++, cooked, seed)) {
				check(false, __FILE__, __LINE__,
				      "byte %d is %02x", at - 1, buf[i]);
				return 2;
			}
		}
	}
	return 0;
}

/* The terminal's and the master's ends, each with a sender and a receiver. */
static void both_ways(struct pair p, bool cooked)
{
	pid_t pids[3];
	int i;

	keep_busy(nr_cpus());
	fflush(stdout);
	pids[0] = fork();
	if (!pids[0])
		_exit(send_all(p.tty, cooked, 1));
	pids[1] = fork();
	if (!pids[1])
		_exit(send_all(p.master, cooked, 2));
	pids[2] = fork();
	if (!pids[2])
		_exit(receive_all(p.tty, cooked, false, 2));
	is(receive_all(p.master, cooked, cooked, 1), 0);
	for (i = 0; i < 3; i++)
		is(status_of(pids[i]), 0);
	nonblock(p.master);
	nonblock(p.tty);
	fails(read(p.master, &i, 1), EAGAIN);	/* and nothing more */
	fails(read(p.tty, &i, 1), EAGAIN);
}

TEST(raw_bulk, "a megabyte each way, all byte values, raw")
{
	struct pair p = new_pair();

	make_raw(p.tty);
	both_ways(p, false);
}

TEST(cooked_bulk, "a megabyte each way in lines, cooked")
{
	struct pair p = bsd_pair(1);

	change_lflag(p.tty, 0, ECHO);
	both_ways(p, true);
}

/* --- pairs that come and go ---------------------------------------------- */

#define RACERS		8
#define ROUNDS		60

/* Opens whatever terminals there are, and uses them shortly. */
static int intruder(unsigned seed)
{
	char name[20], c;
	int i, fd;

	for (i = 0; i < ROUNDS * 4; i++) {
		seed = seed * 1103515245 + 12345;
		snprintf(name, sizeof(name), "/dev/pts/%u", seed / 65536 % 6);
		fd = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK);
		if (fd < 0)
			continue;
		if (write(fd, "intruder", 8) < 0 || read(fd, &c, 1) < 0)
			poll_of(fd, POLLIN, seed / 65536 % 3);
		close(fd);
	}
	return 0;
}

/* A pair with a child that sleeps in read() or write() while it goes. */
static int owner(unsigned seed)
{
	char buf[6000] = "";
	struct pair p;
	pid_t pid;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		p = i % 4 ? new_pair() : new_master();
		if (p.tty < 0)
			p.tty = open(p.name, O_RDWR | O_NOCTTY);
		pid = fork();
		if (!pid) {
			close(p.master);
			setsid();
			signal(SIGHUP, SIG_IGN);
			ioctl(p.tty, TIOCSCTTY, 0);
			if (i & 1)
				_exit(read(p.tty, buf, 1) > 1);
			_exit(write(p.tty, buf, sizeof(buf)) == 0);
		}
		if (i & 2)
			put(p.master, "x\n");
		if ((i + seed) % 3 == 0)
			usleep(1000);
		if (i & 4) {
			close(p.tty);
			close(p.master);
		} else {
			close(p.master);
			close(p.tty);
		}
		if (status_of(pid))
			return 1;
	}
	return 0;
}

TEST(races, "pairs come and go in eight processes, some of them in use")
{
	pid_t pids[RACERS];
	int i;

	fflush(stdout);
	for (i = 0; i < RACERS; i++) {
		pids[i] = fork();
		if (!pids[i])
			_exit(i & 1 ? intruder(i + 1) : owner(i));
	}
	for (i = 0; i < RACERS; i++)
		is(status_of(pids[i]), 0);
}
