/*
 * types.h - the kernel's types beside the C library's, which differ in one:
 * ssize_t is an int there and a long here, of the same size.
 */
#ifndef UNIT_TYPES_H
#define UNIT_TYPES_H

#include <stddef.h>
#undef offsetof
#undef bool
#undef true
#undef false
#define ssize_t kernel_ssize_t
#include_next <linux/types.h>
#undef ssize_t
#ifndef __ssize_t_defined
typedef int ssize_t;
#define __ssize_t_defined
#endif

#endif
