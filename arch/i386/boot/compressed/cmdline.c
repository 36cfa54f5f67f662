/*
 * cmdline.c - looks for a word of the command line. The kernel's own reader
 * comes much later; the unpacker only asks for console= and quiet.
 */
#include "console.h"

#define CMDLINE_MAX	2047

/*
 * The rest of the first word that begins with this one: "" if it is just
 * that (up to a blank or the end). A missing command line has no words.
 */
const char *cmdline_find(const struct boot_params *bp, const char *word)
{
	const char *p = (const char *)bp->hdr.cmd_line_ptr;
	const char *end = p + CMDLINE_MAX;
	int i;

	while (p && p < end && *p) {
		for (i = 0; word[i] && p[i] == word[i]; i++)
			;
		if (!word[i])
			return p + i;
		while (p < end && *p && *p != ' ')
			p++;
		while (p < end && *p == ' ')
			p++;
	}
	return NULL;
}
