/*
 * script_line.c - the first line of a script: "#!", the interpreter's path,
 * and perhaps one argument, which is all the rest of the line.
 */
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/string.h>

#define BLANKS	" \t"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/*
 * Takes the line apart in place. buf has BINPRM_BUF_SIZE bytes, the file's
 * first ones and then zeroes. Returns 0, with *name and *arg inside buf and
 * *arg NULL when there is none; or -ENOEXEC if it is no script, names no
 * interpreter, or a path that goes on beyond the buffer.
 */
int parse_script_line(char *buf, char **name, char **arg)
{
	char *last = buf + BINPRM_BUF_SIZE - 1, *end, *p;
	bool cut;			/* the last word goes on */

	if (buf[0] != '#' || buf[1] != '!')
		return -ENOEXEC;
	end = memchr(buf, '\n', BINPRM_BUF_SIZE);
	cut = !end && *last && !is_blank(*last);
	if (!end)
		end = last;
	*end = '\0';
	p = buf + 2;
	end = p + strlen(p);
	while (end > p && is_blank(end[-1]))
		*--end = '\0';
	p += strspn(p, BLANKS);
	*name = p;
	p += strcspn(p, BLANKS);
	if (p == *name || (cut && p == end))
		return -ENOEXEC;	/* part of a path is another path */
	*arg = NULL;
	if (p == end)
		return 0;
	*p++ = '\0';
	*arg = p + strspn(p, BLANKS);
	return 0;
}
