/*
 * control.c - sizes, modes, sessions, packet mode.
 */
#include "pty.h"

static volatile sig_atomic_t seen;

static void count(int sig)
{
	seen += sig;
}

/* Has such a signal come within some seconds? */
static bool comes(int sig)
{
	int i;

	for (i = 0; i < 20000 && seen != sig; i++)
		usleep(1000);
	i = seen == sig;
	seen = 0;
	return i;
}

TEST(winsize,
     "the size is one on both sides, and SIGWINCH says that it changed")
{
	struct winsize ws = { .ws_row = 30, .ws_col = 90 }, back;
	struct pair p = new_pair();

	signal(SIGWINCH, count);
	is(ioctl(p.tty, TIOCSCTTY, 0), 0);
	is(ioctl(p.tty, TIOCGWINSZ, &back), 0);
	is(back.ws_row, 0);
	is(ioctl(p.master, TIOCSWINSZ, &ws), 0);
	ok(comes(SIGWINCH));
	is(ioctl(p.tty, TIOCGWINSZ, &back), 0);
	ok(!memcmp(&ws, &back, sizeof(ws)));
	is(ioctl(p.master, TIOCSWINSZ, &ws), 0);
	is(seen, 0);				/* nothing has changed */
	ws.ws_row = 31;
	is(ioctl(p.tty, TIOCSWINSZ, &ws), 0);
	ok(comes(SIGWINCH));
	is(ioctl(p.master, TIOCGWINSZ, &back), 0);
	is(back.ws_row, 31);
}

TEST(modes, "the modes that the master sees are the terminal's")
{
	struct pair p = new_pair();
	struct termios t, u;

	is(tcgetattr(p.master, &t), 0);
	ok(t.c_lflag & ICANON && t.c_lflag & ECHO);
	t.c_lflag &= ~(ICANON | ECHO);
	t.c_cc[VINTR] = 'i';
	is(tcsetattr(p.master, TCSADRAIN, &t), 0);
	is(tcgetattr(p.tty, &u), 0);
	is(u.c_lflag, t.c_lflag);
	is(u.c_cc[VINTR], 'i');
	close(p.tty);
	close(p.master);
	p = new_pair();
	is(tcgetattr(p.tty, &u), 0);
	ok(u.c_lflag & ICANON);			/* a new terminal is new */
	is(u.c_cc[VINTR], 3);
}

/* The leader of a new session, with the terminal. */
static int session(void *arg)
{
	struct pair *p = arg;
	char c;
	int fd;

	close(p->master);
	close(p->tty);
	if (setsid() < 0)
		return 1;
	fd = open(p->name, O_RDWR);		/* becomes ours */
	signal(SIGINT, count);
	signal(SIGQUIT, count);
	signal(SIGHUP, count);
	signal(SIGCONT, SIG_IGN);
	if (fd < 0 || tcgetpgrp(fd) != getpid() || tcgetsid(fd) != getpid())
		return 2;
	put(fd, "ready");
	if (!comes(SIGINT))
		return 3;
	put(fd, "ready");
	if (!comes(SIGQUIT))
		return 4;
	if (open("/dev/tty", O_RDWR) < 0)
		return 5;
	put(fd, "ready");
	if (!comes(SIGHUP))
		return 6;
	if (read(fd, &c, 1) != 0)
		return 7;
	return open("/dev/tty", O_RDWR) < 0 && errno == ENXIO ? 0 : 8;
}

TEST(session, "a session on the terminal: its signals, its group, its end")
{
	struct pair p = new_pair();
	pid_t pid = fork();
	int n = 0;

	if (!pid)
		_exit(session(&p));
	ok(gets_text(p.master, "ready"));
	is(ioctl(p.master, TIOCGPGRP, &n), 0);
	is(n, pid);
	is(ioctl(p.master, TIOCGSID, &n), 0);
	is(n, pid);
	fails(ioctl(p.tty, TIOCGPGRP, &n), ENOTTY);
	fails(ioctl(p.tty, TIOCSCTTY, 0), EPERM);
	put(p.master, "\x03");
	ok(gets_text(p.master, "^Cready"));
	fails(ioctl(p.master, 0x40045436 /* TIOCSIG */, SIGKILL), EINVAL);
	is(ioctl(p.master, 0x40045436, SIGQUIT), 0);
	ok(gets_text(p.master, "ready"));
	close(p.tty);
	close(p.master);
	is(status_of(pid), 0);
}

static int leader(void *arg)
{
	struct pair *p = arg;
	int ready[2];
	pid_t pid;
	char c;

	close(p->master);
	setsid();
	put(open(p->name, O_RDWR), "bye");
	if (pipe(ready))
		return 1;
	pid = fork();
	if (pid == 0) {			/* of the foreground */
		signal(SIGHUP, count);
		if (write(ready[1], "x", 1) == 1 && comes(SIGHUP))
			put(p->tty, "HUP");
		_exit(0);
	}
	return read(ready[0], &c, 1) != 1;
}

TEST(exits, "the session's leader ends: SIGHUP, and the terminal is free")
{
	struct pair p = new_pair();
	char c;

	is(in_child(leader, &p), 0);
	ok(gets_text(p.master, "byeHUP"));
	put(p.tty, "still here");
	is(ioctl(p.tty, TIOCSCTTY, 0), 0);
	close(p.tty);
	ok(gets_text(p.master, "still here"));
	fails(read(p.master, &c, 1), EIO);
}

TEST(sti, "TIOCSTI types, TIOCCONS shows")
{
	struct pair p = new_pair();
	int console;

	is(ioctl(p.tty, TIOCSTI, "x"), 0);
	is(ioctl(p.tty, TIOCSTI, "\n"), 0);
	ok(gets_text(p.tty, "x\n"));
	ok(gets_text(p.master, "x\r\n"));
	is(ioctl(p.tty, TIOCCONS), 0);
	console = open("/dev/console", O_WRONLY | O_NOCTTY);
	put(console, "to the console\n");
	ok(gets_text(p.master, "to the console\r\n"));
	is(ioctl(console, TIOCCONS), 0);
}

/* Packet mode: the next read is this byte. */
static void status_is(int fd, int want)
{
	char buf[8];

	is(poll_of(fd, POLLIN | POLLPRI, 0), POLLIN | POLLPRI);
	is(read(fd, buf, sizeof(buf)), 1);
	is(buf[0], want);
}

TEST(packet, "packet mode tells what happens to the terminal")
{
	struct pair p = new_pair();
	int on = 1, off = 0, is_on = 0;
	struct termios t;
	char buf[8];

	is(ioctl(p.master, TIOCPKT, &on), 0);
	is(ioctl(p.master, 0x80045438 /* TIOCGPKT */, &is_on), 0);
	is(is_on, 1);
	change_lflag(p.tty, 0, ECHO);
	put(p.tty, "abc");
	is(read(p.master, buf, sizeof(buf)), 4);
	ok(!memcmp(buf, "\0abc", 4));
	tcflush(p.tty, TCIFLUSH);
	status_is(p.master, TIOCPKT_FLUSHREAD);
	tcflush(p.tty, TCOFLUSH);
	status_is(p.master, TIOCPKT_FLUSHWRITE);
	put(p.master, "\x03");
	status_is(p.master, TIOCPKT_FLUSHREAD | TIOCPKT_FLUSHWRITE);
	tcflow(p.tty, TCOOFF);
	status_is(p.master, TIOCPKT_STOP);
	tcflow(p.tty, TCOON);
	status_is(p.master, TIOCPKT_START);
	tcgetattr(p.tty, &t);
	t.c_iflag &= ~IXON;
	tcsetattr(p.tty, TCSANOW, &t);
	status_is(p.master, TIOCPKT_NOSTOP);
	t.c_iflag |= IXON;
	tcsetattr(p.tty, TCSANOW, &t);
	status_is(p.master, TIOCPKT_DOSTOP);
	t.c_cc[VSTOP] = 'x';
	tcsetattr(p.tty, TCSANOW, &t);
	status_is(p.master, TIOCPKT_NOSTOP);
	t.c_lflag |= EXTPROC;
	tcsetattr(p.tty, TCSANOW, &t);
	status_is(p.master, 64 /* TIOCPKT_IOCTL */);
	is(poll_of(p.master, POLLPRI | POLLIN, 0), 0);
	put(p.tty, "d");
	tcflush(p.tty, TCIFLUSH);
	is(ioctl(p.master, TIOCPKT, &off), 0);
	is(read(p.master, buf, sizeof(buf)), 1);
	is(buf[0], 'd');
}

TEST(extproc, "EXTPROC: what is typed is passed on as it is")
{
	struct pair p = new_pair();

	change_lflag(p.tty, EXTPROC, 0);
	put(p.master, "a\x7f\x03");
	ok(gets_text(p.tty, "a\x7f\x03"));
	is(poll_of(p.master, POLLIN, 0), 0);
}
