/* needs: */
/*
 * kmalloc_debug_test.c - kmalloc_test.c for the build with CONFIG_DEBUG: red
 * zones, poison, and spinlocks that know their holder.
 */
#define UNIT_DEBUG
#undef CONFIG_DEBUG
#define CONFIG_DEBUG	1

#include "kmalloc_test.c"
