/*
 * serial.c - the calls of serial lines: setserial's, and waiting for a modem.
 * On ttyS1, to which nothing is connected.
 */
#include <linux/serial.h>

#include "pty.h"

#define LINE		"/dev/ttyS1"
#define PORT		0x2f8
#define LCR		(PORT + 3)
#define DLAB		0x80
#define ASYNC_SPD	0x30

/* What the chip divides its clock by; while it is looked at, nobody sends. */
static int divisor(void)
{
	int port = open("/dev/port", O_RDWR);
	uint8_t lcr, dlab, div[2];

	if (pread(port, &lcr, 1, LCR) != 1)
		return -1;
	dlab = lcr | DLAB;
	if (pwrite(port, &dlab, 1, LCR) != 1 ||
	    pread(port, div, 2, PORT) != 2 ||
	    pwrite(port, &lcr, 1, LCR) != 1)
		return -1;
	close(port);
	return div[0] | div[1] << 8;
}

static void speed(int fd, speed_t speed)
{
	struct termios t;

	tcgetattr(fd, &t);
	cfsetspeed(&t, speed);
	t.c_cflag |= CLOCAL;
	tcsetattr(fd, TCSANOW, &t);
}

TEST(setserial,
     "TIOCSSERIAL: what 38400 means, how long a close waits, no more")
{
	int fd = open(LINE, O_RDWR | O_NOCTTY | O_NONBLOCK);
	struct serial_struct s, bad;

	is(ioctl(fd, TIOCGSERIAL, &s), 0);
	is(s.port, PORT);
	is(s.baud_base, 115200);
	is(s.closing_wait, 3000);
	speed(fd, B38400);
	is(divisor(), 3);
	s.flags = ASYNC_SPD;
	s.custom_divisor = 1234;
	is(ioctl(fd, TIOCSSERIAL, &s), 0);
	is(divisor(), 1234);
	speed(fd, B9600);
	is(divisor(), 12);
	speed(fd, B38400);
	is(divisor(), 1234);
	s.flags = 0x10;
	is(ioctl(fd, TIOCSSERIAL, &s), 0);
	is(divisor(), 2);
	s.flags = 0x20;
	s.closing_wait = 65535;
	is(ioctl(fd, TIOCSSERIAL, &s), 0);
	is(divisor(), 1);
	is(ioctl(fd, TIOCGSERIAL, &bad), 0);
	is(bad.flags, 0x20);
	is(bad.closing_wait, 65535);
	bad.port++;
	fails(ioctl(fd, TIOCSSERIAL, &bad), EINVAL);
	bad = s;
	bad.irq = 5;
	fails(ioctl(fd, TIOCSSERIAL, &bad), EINVAL);
	bad = s;
	bad.flags = ASYNC_SPD;
	bad.custom_divisor = 0;
	fails(ioctl(fd, TIOCSSERIAL, &bad), EINVAL);
	bad.flags = -1;
	fails(ioctl(fd, TIOCSSERIAL, &bad), EINVAL);
	fails(ioctl(fd, TIOCSSERIAL, 8), EFAULT);
	s.flags = s.custom_divisor = 0;
	s.closing_wait = 3000;
	is(ioctl(fd, TIOCSSERIAL, &s), 0);
	is(divisor(), 3);
	speed(fd, B9600);
}

static void nothing(int sig)
{
	(void)sig;
}

static int waits(void *fd)
{
	struct sigaction sa = { .sa_handler = nothing };	/* no restart */

	sigaction(SIGUSR1, &sa, NULL);
	return ioctl((long)fd, TIOCMIWAIT, TIOCM_CAR | TIOCM_CTS) ? errno : 0;
}

TEST(miwait, "TIOCMIWAIT ends with a signal, and with the line")
{
	int fd = open(LINE, O_RDWR | O_NOCTTY | O_NONBLOCK), counts[20];
	pid_t pid;

	speed(fd, B9600);
	pid = sleeper(waits, (void *)(long)fd);
	kill(pid, SIGUSR1);
	is(status_of(pid), EINTR);
	pid = sleeper(waits, (void *)(long)fd);
	is(ioctl(fd, 0x5437 /* TIOCVHANGUP */), 0);
	is(status_of(pid), EIO);
	fails(ioctl(fd, TIOCGICOUNT, counts), EIO);
}
