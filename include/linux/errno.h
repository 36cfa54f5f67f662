/*
 * errno.h - the error numbers of the Linux/i386 ABI. The kernel returns them
 * negated; user programs see them in errno. Assembly includes this file too,
 * so there is nothing here but numbers.
 */
#ifndef _LINUX_ERRNO_H
#define _LINUX_ERRNO_H

#define EPERM		1	/* not permitted */
#define ENOENT		2	/* no such file */
#define ESRCH		3	/* no such process */
#define EINTR		4	/* a signal came first */
#define EIO		5	/* the device failed */
#define ENXIO		6	/* no such device or address */
#define E2BIG		7	/* arguments too long */
#define ENOEXEC		8	/* not a known executable */
#define EBADF		9	/* not an open file */
#define ECHILD		10	/* no children */
#define EAGAIN		11	/* try again later */
#define ENOMEM		12	/* out of memory */
#define EACCES		13	/* permission denied */
#define EFAULT		14	/* bad user address */
#define ENOTBLK		15	/* not a block device */
#define EBUSY		16	/* in use */
#define EEXIST		17	/* exists already */
#define EXDEV		18	/* link across file systems */
#define ENODEV		19	/* device cannot do it */
#define ENOTDIR		20	/* not a directory */
#define EISDIR		21	/* is a directory */
#define EINVAL		22	/* bad argument */
#define ENFILE		23	/* system has too many open files */
#define EMFILE		24	/* process has too many open files */
#define ENOTTY		25	/* ioctl not for this file */
#define ETXTBSY		26	/* text is being executed */
#define EFBIG		27	/* file too large */
#define ENOSPC		28	/* device full */
#define ESPIPE		29	/* cannot seek */
#define EROFS		30	/* read-only file system */
#define EMLINK		31	/* too many links */
#define EPIPE		32	/* nobody reads the pipe */
#define EDOM		33	/* argument out of domain */
#define ERANGE		34	/* result does not fit */
#define EDEADLK		35	/* would deadlock */
#define ENAMETOOLONG	36	/* name too long */
#define ENOLCK		37	/* no lock left */
#define ENOSYS		38	/* no such system call */
#define ENOTEMPTY	39	/* directory not empty */
#define ELOOP		40	/* too many symbolic links */

/* System V messages, streams and networks: few are used here. */
#define ENOMSG		42	/* no message of that type */
#define EIDRM		43	/* identifier removed */
#define ECHRNG		44
#define EL2NSYNC	45
#define EL3HLT		46
#define EL3RST		47
#define ELNRNG		48
#define EUNATCH		49
#define ENOCSI		50
#define EL2HLT		51
#define EBADE		52
#define EBADR		53
#define EXFULL		54
#define ENOANO		55
#define EBADRQC		56
#define EBADSLT		57
#define EBFONT		59
#define ENOSTR		60
#define ENODATA		61
#define ETIME		62
#define ENOSR		63
#define ENONET		64
#define ENOPKG		65
#define EREMOTE		66
#define ENOLINK		67
#define EADV		68
#define ESRMNT		69
#define ECOMM		70
#define EPROTO		71
#define EMULTIHOP	72
#define EDOTDOT		73
#define EBADMSG		74
#define EOVERFLOW	75	/* value does not fit its type */
#define ENOTUNIQ	76
#define EBADFD		77
#define EREMCHG		78
#define ELIBACC		79
#define ELIBBAD		80
#define ELIBSCN		81
#define ELIBMAX		82
#define ELIBEXEC	83
#define EILSEQ		84	/* bad byte sequence */
#define ERESTART	85
#define ESTRPIPE	86
#define EUSERS		87
#define ENOTSOCK	88
#define EDESTADDRREQ	89
#define EMSGSIZE	90
#define EPROTOTYPE	91
#define ENOPROTOOPT	92
#define EPROTONOSUPPORT	93
#define ESOCKTNOSUPPORT	94
#define EOPNOTSUPP	95
#define EPFNOSUPPORT	96
#define EAFNOSUPPORT	97
#define EADDRINUSE	98
#define EADDRNOTAVAIL	99
#define ENETDOWN	100
#define ENETUNREACH	101
#define ENETRESET	102
#define ECONNABORTED	103
#define ECONNRESET	104
#define ENOBUFS		105
#define EISCONN		106
#define ENOTCONN	107
#define ESHUTDOWN	108
#define ETOOMANYREFS	109
#define ETIMEDOUT	110	/* it took too long */
#define ECONNREFUSED	111
#define EHOSTDOWN	112
#define EHOSTUNREACH	113
#define EALREADY	114
#define EINPROGRESS	115
#define ESTALE		116
#define EUCLEAN		117	/* file system needs repair */
#define ENOTNAM		118
#define ENAVAIL		119
#define EISNAM		120
#define EREMOTEIO	121
#define EDQUOT		122
#define ENOMEDIUM	123
#define EMEDIUMTYPE	124
#define ECANCELED	125
#define ENOKEY		126
#define EKEYEXPIRED	127
#define EKEYREVOKED	128
#define EKEYREJECTED	129
#define EOWNERDEAD	130
#define ENOTRECOVERABLE	131
#define ERFKILL		132
#define EHWPOISON	133

#define EWOULDBLOCK	EAGAIN
#define EDEADLOCK	EDEADLK

/*
 * Only between the parts of the kernel: a system call that a signal
 * interrupted says how it wants to go on. User programs never see these.
 */
#define ERESTARTSYS	512	/* restart if the handler has SA_RESTART */
#define ERESTARTNOINTR	513	/* restart always */
#define ERESTARTNOHAND	514	/* restart if there was no handler */
#define ENOIOCTLCMD	515	/* not my ioctl: ask the next layer */
#define ERESTART_RESTARTBLOCK 516 /* if there was no handler: go on by
					   restart_syscall() */

#endif
