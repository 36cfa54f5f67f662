/*
 * plug.c - a library for dynamic.c: data of its own, a variable of each
 * thread, a constructor, a call into the C library.
 */
#include <stdlib.h>

int plug_next(void);

int plug_loaded;
static __thread int count = 1;

__attribute__((constructor)) static void load(void)
{
	plug_loaded = abs(-1);
}

int plug_next(void)
{
	return 100 + count++;
}
