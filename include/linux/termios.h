/*
 * termios.h - how a terminal treats what is typed and what is written
 * (POSIX.1 chapter 11, Linux/i386 ABI).
 */
#ifndef _LINUX_TERMIOS_H
#define _LINUX_TERMIOS_H

#include <linux/types.h>
#include <linux/ioctls.h>

#define NCCS	19
#define NCC	8

struct termios {			/* TCGETS */
	u32 c_iflag, c_oflag, c_cflag, c_lflag;
	u8 c_line;
	u8 c_cc[NCCS];
};

struct termios2 {			/* TCGETS2; and the kernel itself */
	u32 c_iflag, c_oflag, c_cflag, c_lflag;
	u8 c_line;
	u8 c_cc[NCCS];
	u32 c_ispeed, c_ospeed;		/* bits/s */
};

struct termio {				/* TCGETA */
	u16 c_iflag, c_oflag, c_cflag, c_lflag;
	u8 c_line;
	u8 c_cc[NCC];
};

/* c_cc[]; a character of value 0 is not there at all */
#define VINTR		0
#define VQUIT		1
#define VERASE		2
#define VKILL		3
#define VEOF		4
#define VTIME		5
#define VMIN		6
#define VSWTC		7
#define VSTART		8
#define VSTOP		9
#define VSUSP		10
#define VEOL		11
#define VREPRINT	12
#define VDISCARD	13
#define VWERASE		14
#define VLNEXT		15
#define VEOL2		16

/* c_iflag */
#define IGNBRK		0000001
#define BRKINT		0000002
#define IGNPAR		0000004
#define PARMRK		0000010
#define INPCK		0000020
#define ISTRIP		0000040
#define INLCR		0000100
#define IGNCR		0000200
#define ICRNL		0000400
#define IUCLC		0001000
#define IXON		0002000
#define IXANY		0004000
#define IXOFF		0010000
#define IMAXBEL		0020000
#define IUTF8		0040000

/* c_oflag */
#define OPOST		0000001
#define OLCUC		0000002
#define ONLCR		0000004
#define OCRNL		0000010
#define ONOCR		0000020
#define ONLRET		0000040
#define OFILL		0000100
#define OFDEL		0000200
#define TABDLY		0014000
#define XTABS		0014000

/* c_cflag */
#define CBAUD		0010017
#define CBAUDEX		0010000
#define BOTHER		0010000		/* the speed is in c_ospeed */
#define B0		0000000		/* hang up */
#define B9600		0000015
#define B38400		0000017
#define B115200		0010002
#define CSIZE		0000060
#define CS5		0000000
#define CS6		0000020
#define CS7		0000040
#define CS8		0000060
#define CSTOPB		0000100
#define CREAD		0000200
#define PARENB		0000400
#define PARODD		0001000
#define HUPCL		0002000
#define CLOCAL		0004000
#define CIBAUD		002003600000
#define CMSPAR		010000000000	/* mark or space parity */
#define CRTSCTS		020000000000

/* c_lflag */
#define ISIG		0000001
#define ICANON		0000002
#define XCASE		0000004
#define ECHO		0000010
#define ECHOE		0000020
#define ECHOK		0000040
#define ECHONL		0000100
#define NOFLSH		0000200
#define TOSTOP		0000400
#define ECHOCTL		0001000
#define ECHOPRT		0002000
#define ECHOKE		0004000
#define FLUSHO		0010000
#define PENDIN		0040000
#define IEXTEN		0100000
#define EXTPROC		0200000

#define CTRL(letter)	((letter) & 0x1f)
#define ASCII_DEL	0x7f

/* What a terminal starts with. */
#define INIT_C_CC {							\
	[VINTR] = CTRL('C'), [VQUIT] = CTRL('\\'), [VERASE] = ASCII_DEL, \
	[VKILL] = CTRL('U'), [VEOF] = CTRL('D'), [VTIME] = 0, [VMIN] = 1, \
	[VSTART] = CTRL('Q'), [VSTOP] = CTRL('S'), [VSUSP] = CTRL('Z'),	\
	[VREPRINT] = CTRL('R'), [VDISCARD] = CTRL('O'),			\
	[VWERASE] = CTRL('W'), [VLNEXT] = CTRL('V'),			\
}

#define INIT_TERMIOS(cflag, speed) {					\
	.c_iflag = ICRNL | IXON,					\
	.c_oflag = OPOST | ONLCR,					\
	.c_cflag = (cflag),						\
	.c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL |	\
		   ECHOKE | IEXTEN,					\
	.c_cc = INIT_C_CC,						\
	.c_ispeed = (speed), .c_ospeed = (speed),			\
}

#endif
