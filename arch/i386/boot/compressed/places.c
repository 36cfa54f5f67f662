/*
 * places.c - host program: the kernel with the places of calls and jumps, to
 * be packed (branch.h). Checks that it can be undone.
 *
 *	places < VMLINUX.BIN > VMLINUX.PLACES
 */
#include <stdio.h>
#include <string.h>
#include "branch.h"

#define MAX_FILE	(16 << 20)

static u8 plain[MAX_FILE], changed[MAX_FILE], back[MAX_FILE];

int main(void)
{
	size_t size = fread(plain, 1, MAX_FILE, stdin);

	if (ferror(stdin) || size == MAX_FILE) {
		fputs("places: the kernel cannot be read\n", stderr);
		return 1;
	}
	memcpy(changed, plain, size);
	branches_to_places(changed, size);
	memcpy(back, changed, size);
	branches_to_distances(back, size);
	if (memcmp(back, plain, size)) {
		fputs("places: the change cannot be undone\n", stderr);
		return 1;
	}
	return fwrite(changed, 1, size, stdout) != size || fflush(stdout);
}
