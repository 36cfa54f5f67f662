/*
 * setid.c - who a program runs as, in words, and whether its libraries may
 * trust the environment (AT_SECURE).
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(void)
{
	uid_t r, e, s;
	gid_t gr, ge, gs;

	getresuid(&r, &e, &s);
	getresgid(&gr, &ge, &gs);
	printf("uid %d %d %d gid %d %d %d secure %lu dumpable %d\n", r, e, s,
	       gr, ge, gs, getauxval(AT_SECURE), prctl(PR_GET_DUMPABLE));
	return 0;
}
