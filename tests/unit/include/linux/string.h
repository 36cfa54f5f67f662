/*
 * string.h - the C library's functions take the place of the kernel's in
 * tests: the address sanitizer watches them. lib/string.c itself is compiled
 * with KERNEL_STRINGS, and all its functions get other names: memcpy() is
 * k_memcpy(). Those that the C library lacks keep theirs.
 */
#include <linux/types.h>
#include <string.h>

#ifndef KERNEL_STRINGS
#ifndef UNIT_STRING_H
#define UNIT_STRING_H

size_t strlcpy(char *to, const char *from, size_t size);
unsigned long simple_strtoul(const char *s, char **end, unsigned int base);
long simple_strtol(const char *s, char **end, unsigned int base);
unsigned long long simple_strtoull(const char *s, char **end,
				   unsigned int base);

#endif
#else
#include "renames.h"
#include_next <linux/string.h>
#endif
