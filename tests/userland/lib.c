/*
 * lib.c - a library for uselib(), with data and bss of its own.
 */
int enter(int n);

static int count = 55;
static volatile char bss[9000];

int enter(int n)
{
	return count++ + n + bss[sizeof(bss) - 1];
}
