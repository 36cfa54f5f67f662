/*
 * types.h - the basic types of the kernel, on every machine and on the host
 * that compiles pure code for its unit tests.
 */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

typedef signed char s8;
typedef unsigned char u8;
typedef short s16;
typedef unsigned short u16;
typedef int s32;
typedef unsigned int u32;
typedef long long s64;
typedef unsigned long long u64;

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef long ssize_t;
typedef long off_t;
typedef long long loff_t;
typedef int pid_t;
typedef long time_t;
typedef u32 uid_t;
typedef u32 gid_t;
typedef u32 mode_t;
typedef u32 dev_t;			/* linux/fs.h: MKDEV() */

typedef _Bool bool;
#define true	1
#define false	0

#ifndef NULL
#define NULL	((void *)0)
#endif

#define offsetof(type, member)	__builtin_offsetof(type, member)

#endif
