/*
 * terminals.c - much to a virtual console, a pseudo terminal, the log.
 */
#include <sys/ioctl.h>
#include <linux/vt.h>
#include <termios.h>
#include "holds.h"

#define TEXT	(64 * 1024)

static char text[TEXT];

static void fill_lines(u32 width)
{
	u32 i;

	for (i = 0; i < TEXT; i++)
		text[i] = i % width == width - 1 ? '\n' : 'a' + i % 26;
}

HOLD(vt, "64 KB of lines to a virtual console, which scrolls")
{
	int fd = must(open("/dev/tty1", O_RDWR));

	fill_lines(2);
	must(write(fd, text, TEXT));
	fill_lines(70);
	must(write(fd, text, TEXT));
}

/* Each sequence is a few bytes and a whole screen of work. */
HOLD(vt_screens, "sequences that clear, scroll and fill the screen")
{
	static const char *const seqs[] = { "\033[2J", "\033[25L", "\033[25M",
		"\033#8", "\033[99S", "\033[99T", "\033[999@", "\033[999P",
		"\033[1;1H\033M", "\033c" };
	int fd = must(open("/dev/tty1", O_RDWR));
	u32 i, n, len;

	for (i = 0; i < sizeof(seqs) / sizeof(*seqs); i++) {
		len = strlen(seqs[i]);
		for (n = 0; n + len < TEXT / 8; n += len)
			memcpy(text + n, seqs[i], len);
		must(write(fd, text, n));
	}
}

HOLD(vt_switch, "virtual consoles are switched, read and cleared")
{
	int fd = must(open("/dev/tty2", O_RDWR));

	must(ioctl(fd, VT_ACTIVATE, 2));
	must(ioctl(fd, VT_WAITACTIVE, 2));
	read_all("/dev/vcsa2");
	must(ioctl(fd, VT_ACTIVATE, 1));
	must(ioctl(fd, VT_WAITACTIVE, 1));
}

HOLD(log, "a thousand lines for the log")
{
	int fd = must(open("/dev/kmsg", O_WRONLY));
	u32 i;

	for (i = 0; i < 1000; i++)
		must(write(fd, "<7>a line for the log of the kernel\n", 36));
}

HOLD(pty, "64 KB through a pseudo terminal, with echo")
{
	int master = must(open("/dev/ptyp0", O_RDWR));
	int slave = must(open("/dev/ttyp0", O_RDWR));
	pid_t pid = must(fork());
	char buf[PAGE];
	u32 n;

	fill_lines(50);
	if (!pid) {
		close(slave);
		for (n = 0; n < 60 * 1024; n += must(read(master, buf, PAGE)))
			;
		_exit(0);
	}
	must(write(slave, text, TEXT));
	kill(pid, SIGKILL);
	reap();
}

HOLD(flush, "a line of 4000 characters is erased, with echo")
{
	int master = must(open("/dev/ptyp1", O_RDWR | O_NONBLOCK));
	int slave = must(open("/dev/ttyp1", O_RDWR));
	char buf[PAGE];

	memset(text, '\t', TEXT);
	write(master, text, 4000);
	write(master, "\x12\x15", 2);		/* reprint, kill */
	while (read(master, buf, PAGE) > 0)
		;
	must(tcflush(slave, TCIOFLUSH));
}
