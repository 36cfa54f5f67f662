/*
 * data.c - bytes on their way: lines and echo, ends and hang-ups, what there
 * is no room for.
 */
#include "pty.h"

TEST(cooked, "what is typed is echoed, and read as lines")
{
	struct pair p = new_pair();
	char buf[16];

	put(p.master, "ab\x7f" "c\n");
	ok(gets_text(p.master, "ab\b \bc\r\n"));
	is(read(p.tty, buf, sizeof(buf)), 3);
	ok(!memcmp(buf, "ac\n", 3));
	put(p.tty, "one\ntwo");
	ok(gets_text(p.master, "one\r\ntwo"));
	put(p.master, "\x04");
	is(read(p.tty, buf, sizeof(buf)), 0);
}

TEST(early, "what is typed before the terminal is open is not lost")
{
	struct pair p = new_master();

	put(p.master, "early\n");
	ok(gets_text(p.master, "early\r\n"));
	nonblock(p.master);
	fails(read(p.master, p.name, 1), EAGAIN);
	p.tty = open(p.name, O_RDWR | O_NOCTTY);
	ok(gets_text(p.tty, "early\n"));
	put(p.master, "between\n");
	close(p.tty);
	p.tty = open(p.name, O_RDWR | O_NOCTTY);
	ok(gets_text(p.tty, "between\n"));
}

TEST(eof, "after the terminal's last close the master reads the rest, then EIO")
{
	struct pair p = new_pair();
	int other = dup(p.tty);
	char c;

	nonblock(p.master);
	put(p.tty, "rest");
	close(p.tty);
	is(poll_of(p.master, POLLIN, 0), POLLIN);
	close(other);
	is(poll_of(p.master, POLLIN | POLLOUT, 0), POLLIN | POLLOUT | POLLHUP);
	ok(gets_text(p.master, "rest"));
	fails(read(p.master, &c, 1), EIO);
	is(poll_of(p.master, POLLIN, 0), POLLHUP);
	p.tty = open(p.name, O_RDWR | O_NOCTTY);
	fails(read(p.master, &c, 1), EAGAIN);
	is(poll_of(p.master, POLLIN, 0), 0);
	put(p.tty, "again");
	ok(gets_text(p.master, "again"));
}

static int read_one(void *fd)
{
	char c;
	int n = read((long)fd, &c, 1);

	return n < 0 ? errno : n + 100;
}

static int write_much(void *fd)
{
	char buf[8192] = "";
	int n = write((long)fd, buf, sizeof(buf));

	return n < 0 ? errno : n < (int)sizeof(buf) ? 100 : 101;
}

TEST(sleepers, "who sleeps in read() or write() finds out when a side closes")
{
	struct pair p = new_pair();
	pid_t reader, writer, other;

	make_raw(p.tty);
	reader = fork();		/* it must not have the master */
	if (!reader) {
		close(p.master);
		_exit(read_one((void *)(long)p.tty) != 100);
	}
	writer = fork();
	if (!writer) {
		close(p.master);
		write_much((void *)(long)p.tty);
		_exit(write_much((void *)(long)p.tty) != EIO);
	}
	while (poll_of(p.tty, POLLOUT, 0))
		usleep(1000);
	close(p.master);
	is(status_of(reader), 0);
	is(status_of(writer), 0);

	p = new_pair();
	other = fork();
	if (!other) {
		close(p.tty);
		_exit(read_one((void *)(long)p.master) != EIO);
	}
	close(p.tty);
	is(status_of(other), 0);
}

TEST(hangup, "the master's end is the terminal's end")
{
	struct pair p = new_pair();
	int modem;
	char c;

	put(p.master, "lost\n");
	close(p.master);
	is(read(p.tty, &c, 1), 0);
	fails(write(p.tty, "x", 1), EIO);
	ok(poll_of(p.tty, POLLIN, 0) & POLLHUP);
	fails(ioctl(p.tty, TIOCMGET, &modem), EIO);
	fails(tcsetpgrp(p.tty, getpgrp()), ENOTTY);
}

TEST(vhangup, "a hang-up of the terminal leaves its last words to the master")
{
	struct pair p = new_pair();
	int other;
	char c;

	put(p.tty, "last words");
	put(p.master, "never read\n");
	is(ioctl(p.tty, TIOCSCTTY, 0), 0);
	signal(SIGHUP, SIG_IGN);
	is(ioctl(p.tty, 0x5437 /* TIOCVHANGUP */), 0);
	is(read(p.tty, &c, 1), 0);
	ok(gets_text(p.master, "last wordsnever read\r\n"));
	nonblock(p.master);			/* not gone yet, */
	fails(read(p.master, &c, 1), EAGAIN);
	other = open(p.name, O_RDWR | O_NOCTTY);
	close(p.tty);				/* nor now */
	fails(read(p.master, &c, 1), EAGAIN);
	nonblock(other);
	fails(read(other, &c, 1), EAGAIN);
	close(other);
	fails(read(p.master, &c, 1), EIO);
}

TEST(full, "no room: EAGAIN, poll() says so, and nothing is lost")
{
	struct pair p = new_pair();
	char buf[8192];
	int n, left;

	make_raw(p.tty);
	n = fill(p.tty);
	ok(n >= 3000);
	is(poll_of(p.tty, POLLOUT, 0), 0);
	for (left = n; left > 0; left -= n) {
		n = read(p.master, buf, sizeof(buf));
		if (!ok(n > 0))
			return;
	}
	is(left, 0);
	is(poll_of(p.tty, POLLOUT, 0), POLLOUT);
	n = fill(p.master);
	ok(n >= 3000);
	is(poll_of(p.master, POLLOUT, 0), 0);
	for (left = n; left > 0; left -= n) {
		n = read(p.tty, buf, sizeof(buf));
		if (!ok(n > 0))
			return;
	}
	is(left, 0);
	is(poll_of(p.master, POLLOUT, 0), POLLOUT);
}

TEST(wakes, "who waits for room is woken")
{
	struct pair p = new_pair();
	char buf[8192];
	pid_t pid;
	int n, sum = 0;

	make_raw(p.tty);
	pid = sleeper(write_much, (void *)(long)p.tty);
	while (sum < 8192 && (n = read(p.master, buf, 700)) > 0)
		sum += n;
	is(sum, 8192);
	is(status_of(pid), 101);
	pid = sleeper(write_much, (void *)(long)p.master);
	for (sum = 0; sum < 8192 && (n = read(p.tty, buf, 700)) > 0; sum += n)
		;
	is(sum, 8192);
	is(status_of(pid), 101);
}

TEST(stop, "^S stops the output, ^Q lets all of it go on")
{
	struct pair p = new_pair();

	put(p.tty, "before");
	put(p.master, "\x13");
	put(p.tty, "after");
	put(p.master, "typed");
	ok(gets_text(p.master, "before"));
	is(poll_of(p.master, POLLIN, 0), 0);
	put(p.master, "\x11");
	ok(gets_text(p.master, "aftertyped"));
}

TEST(flush, "flushing either way, and the count of what is there")
{
	struct pair p = new_pair();
	int n;

	put(p.tty, "shown");
	is(ioctl(p.master, FIONREAD, &n), 0);
	is(n, 5);
	is(tcflush(p.tty, TCOFLUSH), 0);
	is(ioctl(p.master, FIONREAD, &n), 0);
	is(n, 0);
	put(p.tty, "shown");
	is(tcflush(p.master, TCIFLUSH), 0);
	is(poll_of(p.master, POLLIN, 0), 0);
	change_lflag(p.tty, 0, ECHO);
	put(p.master, "typed\n");
	is(ioctl(p.tty, FIONREAD, &n), 0);
	is(n, 6);
	is(tcflush(p.master, TCOFLUSH), 0);
	is(ioctl(p.tty, FIONREAD, &n), 0);
	is(n, 0);
	put(p.master, "typed\n");
	is(tcflush(p.tty, TCIFLUSH), 0);
	is(poll_of(p.tty, POLLIN, 0), 0);
	put(p.tty, "not read by anybody");
	is(tcdrain(p.tty), 0);
	is(tcsendbreak(p.tty, 0), 0);
}
