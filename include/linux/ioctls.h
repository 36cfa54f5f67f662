/*
 * ioctls.h - numbers of ioctl() that any file or any terminal may be asked
 * for, and what they exchange (Linux/i386 ABI).
 */
#ifndef _LINUX_IOCTLS_H
#define _LINUX_IOCTLS_H

#include <linux/types.h>

/* Modes of a terminal: struct termios, then System V's struct termio. */
#define TCGETS		0x5401
#define TCSETS		0x5402		/* now */
#define TCSETSW		0x5403		/* when output has left */
#define TCSETSF		0x5404		/* and without the input so far */
#define TCGETA		0x5405
#define TCSETA		0x5406
#define TCSETAW		0x5407
#define TCSETAF		0x5408
#define TCSBRK		0x5409		/* 0: a break; else tcdrain() */
#define TCXONC		0x540a		/* tcflow() */
#define TCFLSH		0x540b		/* tcflush() */

#define TIOCEXCL	0x540c
#define TIOCNXCL	0x540d
#define TIOCSCTTY	0x540e
#define TIOCGPGRP	0x540f
#define TIOCSPGRP	0x5410
#define TIOCOUTQ	0x5411
#define TIOCSTI		0x5412
#define TIOCGWINSZ	0x5413
#define TIOCSWINSZ	0x5414
#define TIOCMGET	0x5415
#define TIOCMBIS	0x5416
#define TIOCMBIC	0x5417
#define TIOCMSET	0x5418
#define TIOCGSOFTCAR	0x5419
#define TIOCSSOFTCAR	0x541a
#define FIONREAD	0x541b
#define TIOCINQ		FIONREAD
#define TIOCLINUX	0x541c
#define TIOCCONS	0x541d
#define TIOCGSERIAL	0x541e
#define TIOCSSERIAL	0x541f
#define TIOCPKT		0x5420
#define FIONBIO		0x5421
#define TIOCNOTTY	0x5422
#define TIOCSETD	0x5423
#define TIOCGETD	0x5424
#define TCSBRKP		0x5425		/* a break of so many 0.1 s */
#define TIOCSBRK	0x5427
#define TIOCCBRK	0x5428
#define TIOCGSID	0x5429
#define TCGETS2		0x802c542a	/* struct termios2 */
#define TCSETS2		0x402c542b
#define TCSETSW2	0x402c542c
#define TCSETSF2	0x402c542d
#define TIOCGPTN	0x80045430	/* of a pty's master */
#define TIOCSPTLCK	0x40045431
#define TIOCGDEV	0x80045432
#define TIOCSIG		0x40045436
#define TIOCVHANGUP	0x5437
#define TIOCGPKT	0x80045438
#define TIOCGPTLCK	0x80045439
#define TIOCGEXCL	0x80045440

#define FIONCLEX	0x5450
#define FIOCLEX		0x5451
#define FIOASYNC	0x5452
#define TIOCSERGETLSR	0x5459
#define TIOCMIWAIT	0x545c		/* until one of these lines changes */
#define TIOCGICOUNT	0x545d
#define FIOQSIZE	0x5460

/* Block devices; sizes in bytes unless said otherwise. */
#define BLKROSET	0x125d		/* int: read-only */
#define BLKROGET	0x125e
#define BLKGETSIZE	0x1260		/* long: sectors of 512 bytes */
#define BLKFLSBUF	0x1261		/* writes, and forgets, its pages */
#define BLKRASET	0x1262		/* read-ahead: the argument itself */
#define BLKRAGET	0x1263		/* long: sectors */
#define BLKSSZGET	0x1268		/* int: the medium's sectors */
#define BLKBSZGET	0x80041270	/* int: blocks */
#define BLKBSZSET	0x40041271
#define BLKGETSIZE64	0x80041272	/* 64 bits */

/* TCXONC */
#define TCOOFF		0		/* stop output */
#define TCOON		1
#define TCIOFF		2		/* send STOP */
#define TCION		3		/* send START */

/* TCFLSH */
#define TCIFLUSH	0
#define TCOFLUSH	1
#define TCIOFLUSH	2

/* TIOCPKT: the first byte of what the master of a pty reads */
#define TIOCPKT_DATA	0x00		/* what the terminal shows follows */
#define TIOCPKT_FLUSHREAD 0x01		/* its input was flushed, */
#define TIOCPKT_FLUSHWRITE 0x02		/* its output */
#define TIOCPKT_STOP	0x04
#define TIOCPKT_START	0x08
#define TIOCPKT_NOSTOP	0x10		/* ^S and ^Q mean nothing any more */
#define TIOCPKT_DOSTOP	0x20
#define TIOCPKT_IOCTL	0x40		/* EXTPROC: other modes */

/* TIOCMGET and its like: lines of the modem */
#define TIOCM_DTR	0x002
#define TIOCM_RTS	0x004
#define TIOCM_CTS	0x020
#define TIOCM_CAR	0x040
#define TIOCM_RNG	0x080
#define TIOCM_DSR	0x100
#define TIOCM_OUT1	0x2000
#define TIOCM_OUT2	0x4000
#define TIOCM_LOOP	0x8000

#define TIOCSER_TEMT	1		/* TIOCSERGETLSR: all is sent */

struct winsize {			/* TIOCGWINSZ */
	u16 ws_row, ws_col;
	u16 ws_xpixel, ws_ypixel;
};

struct serial_struct {			/* TIOCGSERIAL */
	int type;			/* PORT_ */
	int line;
	u32 port;
	int irq;
	int flags;
	int xmit_fifo_size;
	int custom_divisor;
	int baud_base;
	u16 close_delay;
	u8 io_type;
	u8 reserved;
	int hub6;
	u16 closing_wait, closing_wait2;
	u32 iomem_base;
	u16 iomem_reg_shift;
	u32 port_high;
	u32 iomap_base;
};

/* serial_struct.flags: what 38400 bits/s really means */
#define ASYNC_SPD_HI	0x0010		/* 57600 */
#define ASYNC_SPD_VHI	0x0020		/* 115200 */
#define ASYNC_SPD_CUST	0x0030		/* baud_base / custom_divisor */
#define ASYNC_SPD_MASK	0x1030
#define ASYNC_LOW_LATENCY 0x2000	/* nothing is slower without it */

/* serial_struct.closing_wait, else in 0.01 s */
#define CLOSING_WAIT_INF 0
#define CLOSING_WAIT_NONE 65535

#define PORT_UNKNOWN	0
#define PORT_8250	1
#define PORT_16450	2
#define PORT_16550	3
#define PORT_16550A	4

struct serial_icounter {		/* TIOCGICOUNT */
	int cts, dsr, rng, dcd;		/* changes of these lines */
	int rx, tx;			/* bytes */
	int frame, overrun, parity, brk;
	int buf_overrun;		/* bytes for which we had no room */
	int reserved[9];
};

#endif
