/*
 * limits.h - how large numbers and names may get.
 */
#ifndef _LINUX_LIMITS_H
#define _LINUX_LIMITS_H

#define CHAR_BIT	8
#define SCHAR_MAX	127
#define UCHAR_MAX	255
#define SHRT_MIN	(-SHRT_MAX - 1)
#define SHRT_MAX	32767
#define USHRT_MAX	65535
#define INT_MIN		(-INT_MAX - 1)
#define INT_MAX		2147483647
#define UINT_MAX	4294967295U
#define LONG_MIN	(-LONG_MAX - 1L)
#define LONG_MAX	2147483647L
#define ULONG_MAX	4294967295UL
#define LLONG_MIN	(-LLONG_MAX - 1LL)
#define LLONG_MAX	9223372036854775807LL
#define ULLONG_MAX	18446744073709551615ULL

/* What the ABI promises to programs. */
#define NR_OPEN		1024	/* open files of one process */
#define NGROUPS_MAX	32	/* supplementary groups */
#define ARG_MAX		131072	/* bytes of arguments and environment */
#define LINK_MAX	127	/* links to one file, at least */
#define MAX_CANON	255	/* bytes of one line from a terminal */
#define MAX_INPUT	255	/* bytes typed ahead */
#define NAME_MAX	255	/* bytes of one file name */
#define PATH_MAX	4096	/* bytes of a path, with the final NUL */
#define PIPE_BUF	4096	/* bytes that a pipe takes as one piece */

#endif
