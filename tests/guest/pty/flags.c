/*
 * flags.c - what stty's words do: set by the program stty on a terminal, then
 * something is typed at its master; what the terminal shows, and what is read
 * from it.
 */
#include "pty.h"

static const struct {
	const char *words, *typed, *shown, *read;
} rows[] = {
{ "", "ab\r", "ab\r\n", "ab\n" },
{ "igncr", "a\rb\n", "ab\r\n", "ab\n" },
{ "-icrnl", "a\r\n", "a^M\r\n", "a\r\n" },
{ "-icrnl inlcr -icanon", "a\n", "a^M", "a\r" },
{ "-iutf8 istrip", "\xe1\n", "a\r\n", "a\n" },
{ "iuclc", "AB\n", "ab\r\n", "ab\n" },
{ "parmrk", "\xff\n", "\xff\r\n", "\xff\xff\n" },
{ "-ixon", "\x13\n", "^S\r\n", "\x13\n" },
{ "olcuc", "ab\n", "AB\r\n", "ab\n" },
{ "-onlcr", "a\n", "a\n", "a\n" },
{ "-opost", "a\n", "a\n", "a\n" },
{ "ocrnl -icrnl -echoctl -icanon", "a\r", "a\n", "a\r" },
{ "onocr -icrnl -echoctl", "\rab\n", "ab\r\n", "\rab\n" },
{ "-tabs", "a\tb\n", "a       b\r\n", "a\tb\n" },
{ "tabs", "a\tb\n", "a\tb\r\n", "a\tb\n" },
{ "-echo", "a\n", "", "a\n" },
{ "-echo echonl", "a\n", "\r\n", "a\n" },
{ "echoe", "ab\x7f\n", "ab\b \b\r\n", "a\n" },
{ "-echoe", "ab\x7f\n", "ab^?\r\n", "a\n" },
{ "echoprt", "ab\x7f\n", "ab\\b/\r\n", "a\n" },
{ "echoctl", "\x01\n", "^A\r\n", "\x01\n" },
{ "-echoctl", "\x01\n", "\x01\r\n", "\x01\n" },
{ "echok echoke", "ab\x15" "c\n", "ab\b \b\b \bc\r\n", "c\n" },
{ "echok -echoke", "ab\x15" "c\n", "ab^U\r\nc\r\n", "c\n" },
{ "-echok -echoke", "ab\x15" "c\n", "ab^Uc\r\n", "c\n" },
{ "-iexten", "a\x16\n", "a^V\r\n", "a\x16\n" },
{ "-isig", "\x03\n", "^C\r\n", "\x03\n" },
{ "isig", "a\x03" "b\n", "^Cb\r\n", "b\n" },
{ "isig noflsh", "a\x03" "b\n", "a^Cb\r\n", "ab\n" },
{ "-icanon", "ab\x7f", "ab^?", "ab\x7f" },
{ "ixany", "a\x13" "b\x01\n", "ab^A\r\n", "ab\x01\n" },
{ "intr x", "axb\n", "xb\r\n", "b\n" },
{ "intr undef", "a\x03\n", "a^C\r\n", "a\x03\n" },
{ "eol x", "ax", "ax", "ax" },
{ "eol2 x", "ax", "ax", "ax" },
{ "eof x", "ax", "a", "a" },
{ "erase x", "abx\n", "ab\b \b\r\n", "a\n" },
{ "kill x", "abxc\n", "ab\b \b\b \bc\r\n", "c\n" },
{ "werase x", "a bcx\n", "a bc\b \b\b \b\r\n", "a \n" },
{ "lnext x", "ax\x7f\n", "a^\b^?\r\n", "a\x7f\n" },
{ "rprnt x", "abx\n", "abx\r\nab\r\n", "ab\n" },
{ "start x stop y", "aybxc\n", "abc\r\n", "abc\n" },
{ "raw -echo", "\x03\x04\r\n\x7f", "", "\x03\x04\r\n\x7f" },
{ "raw echo", "a\n\x01", "a\n^A", "a\n\x01" },
{ "cbreak", "ab\r", "ab\r\n", "ab\n" },
{ "nl", "a\n", "a\n", "a\n" },
};

static void try_row(int i)
{
	struct pair p = new_pair();
	char command[100];

	if (*rows[i].words) {
		snprintf(command, sizeof(command), "stty %s < %s",
			 rows[i].words, p.name);
		is(system(command), 0);
	}
	put(p.master, rows[i].typed);
	check(gets_text(p.master, rows[i].shown) &&
	      gets_text(p.tty, rows[i].read) &&
	      !poll_of(p.master, POLLIN, 0) && !poll_of(p.tty, POLLIN, 0),
	      __FILE__, __LINE__, "stty %s: row %d", rows[i].words, i);
	close(p.tty);
	close(p.master);
}

TEST(flags, "what stty sets has its effect")
{
	int i;

	for (i = 0; i < (int)(sizeof(rows) / sizeof(rows[0])); i++)
		try_row(i);
}

TEST(imaxbel, "a line that is too long: a bell for each byte, or none")
{
	struct pair p = new_pair();
	struct termios t;
	char line[4096];
	int n;

	tcgetattr(p.tty, &t);
	t.c_iflag |= IMAXBEL;
	t.c_lflag &= ~ECHO;
	tcsetattr(p.tty, TCSANOW, &t);
	memset(line, 'x', sizeof(line));
	is(write(p.master, line, 4096), 4096);
	ok(gets_text(p.master, "\a"));
	put(p.master, "y\n");
	ok(gets_text(p.master, "\a"));
	t.c_iflag &= ~IMAXBEL;
	tcsetattr(p.tty, TCSANOW, &t);
	is(ioctl(p.tty, FIONREAD, &n), 0);
	is(n, 4096);
	is(read(p.tty, line, sizeof(line)), 4096);
	ok(line[4094] == 'x' && line[4095] == '\n');
}

static int writes_behind(void *arg)
{
	struct pair *p = arg;

	setpgid(0, 0);
	signal(SIGTTOU, SIG_DFL);
	return write(p->tty, "x", 1) != 1;
}

TEST(tostop, "tostop: who writes in the background is stopped")
{
	struct pair p = new_pair();
	int status, round;
	pid_t pid;

	is(ioctl(p.tty, TIOCSCTTY, 0), 0);
	for (round = 0; round < 2; round++) {
		change_lflag(p.tty, round ? TOSTOP : 0, round ? 0 : TOSTOP);
		pid = sleeper(writes_behind, &p);
		is(waitpid(pid, &status, WUNTRACED), pid);
		if (!round) {
			is(status, 0);
			continue;
		}
		ok(WIFSTOPPED(status) && WSTOPSIG(status) == SIGTTOU);
		change_lflag(p.tty, 0, TOSTOP);
		kill(pid, SIGCONT);
		is(status_of(pid), 0);
	}
	ok(gets_text(p.master, "xx"));
}
