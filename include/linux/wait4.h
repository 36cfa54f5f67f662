/*
 * wait4.h - options and results of wait4() (POSIX.1, Linux/i386 ABI).
 */
#ifndef _LINUX_WAIT4_H
#define _LINUX_WAIT4_H

#define WNOHANG		0x00000001
#define WUNTRACED	0x00000002	/* stopped children, too */
#define WCONTINUED	0x00000008
#define __WNOTHREAD	0x20000000	/* only the caller's own children */
#define __WALL		0x40000000
#define __WCLONE	0x80000000	/* those whose exit signal is another */

#define W_STOPCODE(sig)	((sig) << 8 | 0x7f)
#define W_CONTINUED	0xffff

#endif
