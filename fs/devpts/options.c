/*
 * options.c - mount options of devpts:
 *
 *	uid=N gid=N	owners of new terminals; else those of who opens ptmx
 *	mode=OCTAL	permissions of new terminals
 *	ptmxmode=OCTAL	permissions of the node ptmx
 *	max=N		terminals
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

#define DEFAULT_MODE	0600		/* of a terminal */
#define NOT_EASY	0000		/* ptmx: /dev/ptmx is what is used */

#define INITIAL_OPTIONS	\
	{ .mode = DEFAULT_MODE, .ptmxmode = NOT_EASY, .max = NR_PTS }

struct devpts_options devpts_options = INITIAL_OPTIONS;

/* A number of this base; the whole text has to be one. */
static bool parse_number(const char *text, int base, u32 *number)
{
	char *end;

	*number = simple_strtoul(text, &end, base);
	return end != text && *end == '\0';
}

static bool parse_mode(const char *text, mode_t *mode)
{
	return parse_number(text, 8, mode) && !(*mode & ~S_IALLUGO);
}

static bool set_option(struct devpts_options *o, const char *name,
		       const char *value)
{
	if (!strcmp(name, "uid"))
		return o->set_uid = parse_number(value, 10, &o->uid);
	if (!strcmp(name, "gid"))
		return o->set_gid = parse_number(value, 10, &o->gid);
	if (!strcmp(name, "mode"))
		return parse_mode(value, &o->mode);
	if (!strcmp(name, "ptmxmode"))
		return parse_mode(value, &o->ptmxmode);
	if (!strcmp(name, "max"))
		return parse_number(value, 10, &o->max) && o->max <= NR_PTS;
	return false;
}

/*
 * Takes over what `options', which are taken apart, say; what they do not say
 * is as at the start. NULL: all stays as it is. -EINVAL, with a line in the
 * log, and nothing is changed.
 */
int devpts_parse_options(char *options)
{
	struct devpts_options new = INITIAL_OPTIONS;
	char *word, *value;

	if (!options || !*options)
		return 0;
	while ((word = strsep(&options, ",")) != NULL) {
		if (!*word)
			continue;
		value = strchr(word, '=');
		if (value)
			*value++ = '\0';
		if (value && set_option(&new, word, value))
			continue;
		printk(KERN_WARNING "devpts: bad mount option %s\n", word);
		return -EINVAL;
	}
	devpts_options = new;
	return 0;
}

/* For /proc/mounts. Returns the length. */
int devpts_show_options(struct super_block *sb __unused, char *buf, int size)
{
	const struct devpts_options *o = &devpts_options;
	int n = 0;

	if (o->set_uid)
		n += snprintf(buf + n, size - n, ",uid=%u", o->uid);
	if (o->set_gid)
		n += snprintf(buf + n, size - n, ",gid=%u", o->gid);
	n += snprintf(buf + n, size - n, ",mode=%03o,ptmxmode=%03o", o->mode,
		      o->ptmxmode);
	if (o->max != NR_PTS)
		n += snprintf(buf + n, size - n, ",max=%u", o->max);
	return n;
}
