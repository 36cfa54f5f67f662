/*
 * unistd.h - numbers of the system calls. Included by assembly.
 */
#ifndef _ASM_UNISTD_H
#define _ASM_UNISTD_H

#include <linux/errno.h>

#define __NR_exit	1
#define __NR_getpid	20

#define NR_syscalls	164		/* Linux 2.0 ends with 163 */

#endif
