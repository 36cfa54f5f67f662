/*
 * types.h - the kernel's types beside the C library's, which differ in two:
 * ssize_t is an int there and a long here, of the same size, and dev_t has 64
 * bits there. Tests use the C library's.
 */
#ifndef UNIT_TYPES_H
#define UNIT_TYPES_H

#include <stddef.h>
#include <sys/types.h>
#undef offsetof
#undef bool
#undef true
#undef false
#define ssize_t kernel_ssize_t
#define dev_t kernel_dev_t
#include_next <linux/types.h>
#undef ssize_t
#undef dev_t
#ifndef __ssize_t_defined
typedef int ssize_t;
#define __ssize_t_defined
#endif

#endif
