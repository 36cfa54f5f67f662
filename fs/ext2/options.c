/*
 * options.c - mount options:
 *
 *	errors=continue|remount-ro|panic	what to do after fs_error()
 *	sb=N		the super block is at N KB: a copy of it (read only)
 *	bsddf, minixdf	statfs(): usable blocks, or all
 *	grpid, bsdgroups	a new file gets its directory's group
 *	nogrpid, sysvgroups	that of who makes it, unless the directory
 *				is set-gid
 *	resuid=N, resgid=N	who may use the reserved blocks
 *	check=none, nocheck	(nothing is ever checked at mount)
 *
 * "ro" is a flag of mount(), not an option; it is understood, too.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "ext2.h"

static bool parse_number(const char *text, u32 *number)
{
	char *end;

	*number = simple_strtoul(text, &end, 0);
	return end != text && *end == '\0';
}

static bool set_errors(struct ext2_options *opt, const char *value)
{
	if (!strcmp(value, "continue"))
		opt->errors = EXT2_ERRORS_CONTINUE;
	else if (!strcmp(value, "remount-ro"))
		opt->errors = EXT2_ERRORS_RO;
	else if (!strcmp(value, "panic"))
		opt->errors = EXT2_ERRORS_PANIC;
	else
		return false;
	return true;
}

/* An option with a value. */
static bool set_value(struct ext2_options *opt, const char *word,
		      const char *value)
{
	if (!strcmp(word, "errors"))
		return set_errors(opt, value);
	if (!strcmp(word, "sb"))
		return parse_number(value, &opt->sb_block);
	if (!strcmp(word, "resuid"))
		return opt->resuid_given = parse_number(value, &opt->resuid);
	if (!strcmp(word, "resgid"))
		return opt->resgid_given = parse_number(value, &opt->resgid);
	return !strcmp(word, "check") && !strcmp(value, "none");
}

static bool set_group_rule(struct ext2_options *opt, bool grpid)
{
	opt->grpid = grpid;
	return opt->grpid_given = true;
}

/* An option without one. */
static bool set_word(struct ext2_options *opt, const char *word)
{
	if (!strcmp(word, "minixdf"))
		return opt->minix_df = true;
	if (!strcmp(word, "grpid") || !strcmp(word, "bsdgroups"))
		return set_group_rule(opt, true);
	if (!strcmp(word, "nogrpid") || !strcmp(word, "sysvgroups"))
		return set_group_rule(opt, false);
	if (!strcmp(word, "bsddf")) {
		opt->minix_df = false;
		return true;
	}
	return !strcmp(word, "nocheck") || !strcmp(word, "ro") ||
	       !strcmp(word, "rw");
}

/*
 * Reads the options, which are taken apart (NULL: none), into *opt; what they
 * do not mention stays. -EINVAL with one line for one that is unknown.
 */
int ext2_parse_options(char *options, struct ext2_options *opt)
{
	char *word, *value;

	while ((word = strsep(&options, ",")) != NULL) {
		if (!*word)
			continue;
		value = strchr(word, '=');
		if (value)
			*value++ = '\0';
		if (value ? set_value(opt, word, value) : set_word(opt, word))
			continue;
		printk(KERN_WARNING "EXT2-fs: bad mount option %s\n", word);
		return -EINVAL;
	}
	return 0;
}

/* For /proc/mounts: what is not as usual. Returns the length. */
int ext2_show_options(struct super_block *sb, char *buf, int size)
{
	static const char *const errors[] = {
		[EXT2_ERRORS_CONTINUE] = ",errors=continue",
		[EXT2_ERRORS_RO] = "",
		[EXT2_ERRORS_PANIC] = ",errors=panic",
	};
	const struct ext2_options *opt = &EXT2_SB(sb)->s_opt;
	char uid[24] = "", gid[24] = "";

	if (opt->resuid_given)
		snprintf(uid, sizeof(uid), ",resuid=%u", opt->resuid);
	if (opt->resgid_given)
		snprintf(gid, sizeof(gid), ",resgid=%u", opt->resgid);
	return snprintf(buf, size, "%s%s%s%s%s", errors[opt->errors],
			opt->minix_df ? ",minixdf" : "",
			opt->grpid ? ",grpid" : "", uid, gid);
}
