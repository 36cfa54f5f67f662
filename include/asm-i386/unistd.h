/*
 * unistd.h - how many system calls there are, and for C their numbers, made
 * from the table. Included by assembly.
 */
#ifndef _ASM_UNISTD_H
#define _ASM_UNISTD_H

#include <linux/errno.h>

#define NR_syscalls	452		/* one more than the highest number */

#ifndef __ASSEMBLY__
enum {
#define CALL(nr, name, args, flags) __NR_##name = nr,
#include <asm/syscall_table.h>
#undef CALL
};
#endif
#endif
