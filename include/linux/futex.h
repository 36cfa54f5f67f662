/*
 * futex.h - sleeping on a word of user memory (Linux/i386 ABI).
 */
#ifndef _LINUX_FUTEX_H
#define _LINUX_FUTEX_H

#include <linux/compiler.h>
#include <linux/types.h>

#define FUTEX_WAIT		0
#define FUTEX_WAKE		1
#define FUTEX_REQUEUE		3
#define FUTEX_CMP_REQUEUE	4
#define FUTEX_WAKE_OP		5
#define FUTEX_WAIT_BITSET	9
#define FUTEX_WAKE_BITSET	10
#define FUTEX_PRIVATE_FLAG	0x80
#define FUTEX_CLOCK_REALTIME	0x100
#define FUTEX_BITSET_ANY	0xffffffff

/* kernel/futex.c: wakes at most n that sleep on addr of current's memory, if
   `private' only such as said so, too; how many, or -EFAULT, -EINVAL. Kernel
   lock. */
int futex_wake(int __user *addr, int n, bool private);

#endif
