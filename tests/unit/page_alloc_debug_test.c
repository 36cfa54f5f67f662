/* needs: */
/*
 * page_alloc_debug_test.c - page_alloc_test.c for the build with CONFIG_DEBUG:
 * poisoned pages, and spinlocks that know their holder.
 */
#define UNIT_DEBUG
#undef CONFIG_DEBUG
#define CONFIG_DEBUG	1

#include "page_alloc_test.c"
