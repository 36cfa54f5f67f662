/*
 * vt.c - ioctl() of virtual consoles, as programs see them. Run as root from
 * a terminal that is not one of them; TAP on standard output.
 *
 *	vt		all tests that need nobody to look on
 *	vt graphics	takes the screen of console 1, KD_GRAPHICS, for as long
 *			as standard input is open
 *	vt blank	blanks the screen
 *	vt die		takes the screen and ends: for an init of this name
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/kd.h>
#include <linux/vt.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FREE_VT		8		/* that nobody uses */
#define RELSIG		SIGUSR1
#define ACQSIG		SIGUSR2
#define PATIENCE	10		/* seconds */

static int tests;
static volatile sig_atomic_t released, acquired;

static void ok(bool good, const char *name)
{
	printf("%s %d - %s\n", good ? "ok" : "not ok", ++tests, name);
	if (!good)
		printf("# errno is %d\n", errno);
	fflush(stdout);
}

/* An ioctl() that is to fail with this error. */
static void fails(int fd, unsigned long cmd, unsigned long arg, int err,
		  const char *name)
{
	int res = ioctl(fd, cmd, arg);

	ok(res < 0 && errno == err, name);
}

static int open_vt(int n, int flags)
{
	char name[20];

	sprintf(name, "/dev/tty%d", n);
	return open(name, flags | O_NOCTTY);
}

static int active(int fd)
{
	struct vt_stat s = { 0 };

	return ioctl(fd, VT_GETSTATE, &s) ? -1 : s.v_active;
}

/* Brings a console to the front and waits until it is there. */
static bool switch_to(int fd, int n)
{
	return !ioctl(fd, VT_ACTIVATE, n) && !ioctl(fd, VT_WAITACTIVE, n) &&
	       active(fd) == n;
}

static void on_signal(int sig)
{
	if (sig == RELSIG)
		released++;
	else
		acquired++;
}

/* Waits for a handler to have run. */
static bool comes(volatile sig_atomic_t *flag)
{
	int i;

	for (i = 0; i < PATIENCE * 100 && !*flag; i++)
		usleep(10000);
	return *flag;
}

static void test_state(int fd)
{
	struct vt_stat s;
	int n = 0;

	ok(!ioctl(fd, VT_GETSTATE, &s) && s.v_state & 1 &&
	   s.v_state & 1 << 1, "VT_GETSTATE");
	ok(!ioctl(fd, VT_OPENQRY, &n) && n > 1, "VT_OPENQRY");
	fails(fd, VT_GETSTATE, 1, EFAULT, "a wild pointer");
	fails(fd, VT_ACTIVATE, 0, ENXIO, "VT_ACTIVATE 0");
	fails(fd, VT_ACTIVATE, 64, ENXIO, "VT_ACTIVATE 64");
	fails(fd, VT_WAITACTIVE, 0, ENXIO, "VT_WAITACTIVE 0");
	fails(fd, VT_SENDSIG, 0, EINVAL, "VT_SENDSIG");
	fails(fd, 0x56ff, 0, ENOTTY, "an unknown one");
	fails(1, VT_GETSTATE, (unsigned long)&s, ENOTTY, "a serial line");
}

static void test_sizes(int fd)
{
	struct vt_sizes s = { 25, 80, 0 };
	struct vt_consize c = { 0 };

	ok(!ioctl(fd, VT_RESIZE, &s), "VT_RESIZE to the same");
	s.v_rows = 50;
	fails(fd, VT_RESIZE, (unsigned long)&s, EINVAL, "and to another");
	ok(!ioctl(fd, VT_RESIZEX, &c), "VT_RESIZEX to nothing new");
}

static void test_switching(int fd)
{
	int other;

	ok(switch_to(fd, 2) && switch_to(fd, FREE_VT) && switch_to(fd, 1),
	   "VT_ACTIVATE, VT_WAITACTIVE");
	other = open_vt(FREE_VT, O_RDWR);
	ok(other >= 0, "tty8");
	fails(fd, VT_DISALLOCATE, FREE_VT, EBUSY, "one that is open stays");
	close(other);
	ok(!ioctl(fd, VT_DISALLOCATE, FREE_VT), "VT_DISALLOCATE");
	fails(fd, VT_DISALLOCATE, 1, EBUSY, "one in front stays");
	ok(!ioctl(fd, VT_DISALLOCATE, 0), "all that nobody uses");
	ok(!ioctl(fd, VT_DISALLOCATE, FREE_VT), "one that is not there");
	ok(!ioctl(fd, VT_LOCKSWITCH, 0) && !ioctl(fd, VT_ACTIVATE, 2) &&
	   (usleep(100000), active(fd) == 1), "VT_LOCKSWITCH");
	ok(!ioctl(fd, VT_UNLOCKSWITCH, 0) && switch_to(fd, 2) &&
	   switch_to(fd, 1), "VT_UNLOCKSWITCH");
}

/* A program that is asked before its console goes, and told when it comes. */
static void test_process(int fd)
{
	struct vt_mode m = { VT_PROCESS, 0, RELSIG, ACQSIG, 0 }, got;

	signal(RELSIG, on_signal);
	signal(ACQSIG, on_signal);
	fails(fd, VT_RELDISP, 1, EINVAL, "VT_RELDISP by nobody");
	ok(!ioctl(fd, VT_SETMODE, &m) && !ioctl(fd, VT_GETMODE, &got) &&
	   got.mode == VT_PROCESS && got.relsig == RELSIG &&
	   got.acqsig == ACQSIG, "VT_SETMODE, VT_GETMODE");
	ioctl(fd, VT_ACTIVATE, 2);
	ok(comes(&released) && active(fd) == 1, "the program is asked");
	ok(!ioctl(fd, VT_RELDISP, 0) && active(fd) == 1, "it may say no");
	released = 0;
	ioctl(fd, VT_ACTIVATE, 2);
	ok(comes(&released) && !ioctl(fd, VT_RELDISP, 1) && active(fd) == 2,
	   "or yes");
	ioctl(fd, VT_ACTIVATE, 1);
	ok(comes(&acquired) && !ioctl(fd, VT_RELDISP, VT_ACKACQ) &&
	   active(fd) == 1, "it is told when its console comes");
	m.mode = 7;
	fails(fd, VT_SETMODE, (unsigned long)&m, EINVAL, "no such mode");
	m.mode = VT_PROCESS;
	m.relsig = 1000;
	fails(fd, VT_SETMODE, (unsigned long)&m, EINVAL, "no such signal");
	m.mode = VT_AUTO;
	m.relsig = 0;
	ok(!ioctl(fd, VT_SETMODE, &m) && switch_to(fd, 2) && switch_to(fd, 1),
	   "VT_AUTO: nobody is asked");
}

/* One that ends without a word does not keep its console in front. */
static void test_dead_process(int fd)
{
	struct vt_mode m = { VT_PROCESS, 0, RELSIG, ACQSIG, 0 };
	pid_t child = fork();

	if (!child) {
		ioctl(fd, VT_SETMODE, &m);
		ioctl(fd, KDSETMODE, KD_GRAPHICS);
		_exit(0);
	}
	waitpid(child, NULL, 0);
	ok(switch_to(fd, 2) && switch_to(fd, 1), "a program that has ended");
}

static void test_kd(int fd)
{
	unsigned char map[3 * 16], user[256];
	int mode = -1;
	char what;

	ok(!ioctl(fd, KDGETMODE, &mode) && mode == KD_TEXT, "KDGETMODE");
	fails(fd, KDSETMODE, 9, EINVAL, "KDSETMODE 9");
	ok(!ioctl(fd, KDSETMODE, KD_GRAPHICS) &&
	   !ioctl(fd, VT_ACTIVATE, 2) && (usleep(100000), active(fd) == 1),
	   "graphics that nobody can be asked about stay in front");
	ok(!ioctl(fd, KDSETMODE, KD_TEXT), "KDSETMODE");
	ok(!ioctl(fd, GIO_CMAP, map) && map[3] == 0xaa && !map[4] &&
	   !ioctl(fd, PIO_CMAP, map), "GIO_CMAP, PIO_CMAP");
	ok(!ioctl(fd, GIO_SCRNMAP, user) && user[200] == 200 &&
	   !ioctl(fd, PIO_SCRNMAP, user), "GIO_SCRNMAP, PIO_SCRNMAP");
	fails(fd, PIO_CMAP, 1, EFAULT, "a wild colour map");
	ok(!ioctl(fd, KDMKTONE, 50 << 16 | 1193) &&
	   !ioctl(fd, KIOCSOUND, 1193) && !ioctl(fd, KIOCSOUND, 0),
	   "KDMKTONE, KIOCSOUND");
	what = 12;
	ok(ioctl(fd, TIOCLINUX, &what) == 0, "TIOCLINUX 12: which is in front");
	what = 99;
	fails(fd, TIOCLINUX, (unsigned long)&what, EINVAL, "TIOCLINUX 99");
}

/* The font is read, changed, and as the BIOS has it again. */
static void test_fonts(int fd)
{
	static unsigned char font[8192], changed[8192];
	struct consolefontdesc d = { 256, 0, (char *)changed };

	ok(!ioctl(fd, GIO_FONT, font) && memcmp(font + 32 * 'A', font + 32 *
	   'B', 32) && !font[32 * ' ' + 8] && font[32 * 0xdb + 8] == 0xff,
	   "GIO_FONT");
	memcpy(changed, font, sizeof(font));
	memset(changed + 32 * 'A', 0x55, 16);
	ok(!ioctl(fd, PIO_FONT, changed) && (memset(changed, 0, 8192),
	   !ioctl(fd, GIO_FONTX, &d)) && d.charheight == 16 &&
	   changed[32 * 'A'] == 0x55 && !memcmp(changed + 32 * 'B',
	   font + 32 * 'B', 32), "PIO_FONT, GIO_FONTX");
	ok(!ioctl(fd, PIO_FONTRESET, 0) && !ioctl(fd, GIO_FONT, changed) &&
	   !memcmp(changed, font, sizeof(font)), "PIO_FONTRESET");
	ok(!ioctl(fd, PIO_FONTX, &d), "PIO_FONTX");
	d.charheight = 8;
	fails(fd, PIO_FONTX, (unsigned long)&d, EINVAL, "another height");
	fails(fd, PIO_FONT, 1, EFAULT, "a wild font");
}

/* What only the console's user, or root, may do. */
static void test_rights(int fd)
{
	static const unsigned long calls[] = {
		VT_ACTIVATE, VT_SETMODE, VT_DISALLOCATE, VT_RESIZE,
		VT_LOCKSWITCH, KDSETMODE, KIOCSOUND, KDMKTONE, PIO_CMAP,
		PIO_SCRNMAP, PIO_FONT,
	};
	pid_t child = fork();
	unsigned i, n = 0;
	int status;

	if (!child) {
		if (setuid(1000))
			_exit(1);
		for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
			n += ioctl(fd, calls[i], 1) < 0 && errno == EPERM;
		_exit(n != i);
	}
	waitpid(child, &status, 0);
	ok(!status, "others may not");
}

static void test_vcs(void)
{
	unsigned char head[4], cells[4096];
	int fd = open("/dev/vcsa1", O_RDWR), vt = open_vt(1, O_RDWR);
	int text = open("/dev/vcs1", O_RDONLY);

	dprintf(vt, "\033c\033[3;5H\033[31mred");
	ok(read(fd, head, 4) == 4 && head[0] == 25 && head[1] == 80 &&
	   head[2] == 7 && head[3] == 2, "vcsa: size and cursor");
	ok(pread(fd, cells, 6, 4 + (2 * 80 + 4) * 2) == 6 &&
	   !memcmp(cells, "r\4e\4d\4", 6), "cells");
	ok(pread(text, cells, 5, 2 * 80 + 3) == 5 &&
	   !memcmp(cells, " red ", 5), "vcs: text");
	ok(read(text, cells, 4096) == 2000 && !read(text, cells, 9),
	   "all of it is 2000 bytes");
	ok(lseek(fd, 0, SEEK_END) == 4004, "vcsa has 4004");
	ok(pwrite(fd, "\31\120\11\1X\22", 6, 0) == 6 &&
	   pread(fd, cells, 6, 0) == 6 && cells[2] == 9 && cells[3] == 1 &&
	   cells[4] == 'X' && cells[5] == 022, "vcsa is written");
	ok(pwrite(fd, "x", 1, 4004) < 0 && errno == ENOSPC, "its end");
	ok(open("/dev/vcs6", O_RDONLY) >= 0 && !mknod("/tmp/vcs60", S_IFCHR |
	   0600, 7 << 8 | 60) && open("/tmp/vcs60", O_RDONLY) < 0 &&
	   errno == ENXIO, "a console that is not there");
	unlink("/tmp/vcs60");
	dprintf(vt, "\033c");
	close(fd);
	close(vt);
	close(text);
}

/* A report is typed, as if by the keyboard. */
static void test_report(void)
{
	int vt = open_vt(FREE_VT, O_RDWR);
	char got[16] = "";

	system("stty raw -echo < /dev/tty8");
	dprintf(vt, "\033[7;9H\033[6n");
	ok(read(vt, got, sizeof(got)) == 6 && !strcmp(got, "\033[7;9R"),
	   "a report is read");
	close(vt);
}

static void take_screen(int fd)
{
	ioctl(fd, KDSETMODE, KD_GRAPHICS);
	printf("taken\n");
	fflush(stdout);
	getchar();
	ioctl(fd, KDSETMODE, KD_TEXT);
	printf("given back\n");
}

int main(int argc, char **argv)
{
	int fd = open_vt(1, O_RDWR);
	char blank = 14;

	if (fd < 0)
		return 1;
	if (argc > 1 && !strcmp(argv[1], "graphics")) {
		take_screen(fd);
		return 0;
	}
	if (argc > 1 && !strcmp(argv[1], "die"))
		return ioctl(fd, KDSETMODE, KD_GRAPHICS) != 0;
	if (argc > 1)
		return ioctl(fd, TIOCLINUX, &blank) != 0;
	printf("TAP version 13\n");
	test_state(fd);
	test_sizes(fd);
	test_switching(fd);
	test_process(fd);
	test_dead_process(fd);
	test_kd(fd);
	test_fonts(fd);
	test_rights(fd);
	test_vcs();
	test_report();
	printf("1..%d\n", tests);
	return 0;
}
