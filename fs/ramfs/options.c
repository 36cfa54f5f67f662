/*
 * options.c - mount options of the memory file system:
 *
 *	size=BYTES	of all files; with k, m or g, or % of memory; 0: no
 *			limit
 *	nr_blocks=PAGES	the same in pages
 *	nr_inodes=N	files, directories and other nodes; 0: no limit
 *	mode=OCTAL	of the root directory
 *	uid=N gid=N	its owner
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>
#include "internal.h"

enum option { OPT_SIZE, OPT_BLOCKS, OPT_INODES, OPT_MODE, OPT_UID, OPT_GID };

static const char *const option_names[] = {
	"size", "nr_blocks", "nr_inodes", "mode", "uid", "gid",
};

/* A number with k, m, g or % behind it; the whole text has to be one. */
static bool parse_size(const char *text, u64 *size)
{
	char *end;

	*size = simple_strtoull(text, &end, 0);
	if (end == text)
		return false;
	switch (*end) {
	case 'g': case 'G':
		*size <<= 30;
		end++;
		break;
	case 'm': case 'M':
		*size <<= 20;
		end++;
		break;
	case 'k': case 'K':
		*size <<= 10;
		end++;
		break;
	case '%':
		if (*size > 100)
			return false;
		*size = (u64)(nr_total_pages() * (u32)*size / 100) <<
			PAGE_SHIFT;
		end++;
		break;
	}
	return *end == '\0';
}

static bool parse_number(const char *text, int base, u32 *number)
{
	char *end;

	*number = simple_strtoul(text, &end, base);
	return end != text && *end == '\0';
}

/* A number of pages or inodes; in KB it fits in a word. */
static bool parse_limit(const char *text, u32 shift, unsigned long *limit)
{
	u64 size;

	if (!parse_size(text, &size))
		return false;
	size = (size + (1UL << shift) - 1) >> shift;
	*limit = size > LONG_MAX / 4 ? LONG_MAX / 4 : size;
	return true;
}

static bool set_option(struct ramfs_sb *rs, int option, const char *value)
{
	switch (option) {
	case OPT_SIZE:
		return parse_limit(value, PAGE_SHIFT, &rs->max_pages);
	case OPT_BLOCKS:
		return parse_limit(value, 0, &rs->max_pages);
	case OPT_INODES:
		return parse_limit(value, 0, &rs->max_inodes);
	case OPT_MODE:
		if (!parse_number(value, 8, &rs->mode))
			return false;
		rs->mode &= S_IALLUGO;
		return true;
	case OPT_UID:
		return parse_number(value, 10, &rs->uid);
	case OPT_GID:
		return parse_number(value, 10, &rs->gid);
	default:
		return !rs->strict;
	}
}

/*
 * Reads options, which are taken apart, into *rs. -EINVAL for bad values, and
 * for unknown names where rs->strict says so.
 */
int ramfs_parse_options(struct ramfs_sb *rs, char *options)
{
	char *word, *value;
	int i;

	while ((word = strsep(&options, ",")) != NULL) {
		if (!*word)
			continue;
		value = strchr(word, '=');
		if (value)
			*value++ = '\0';
		for (i = 0; i < ARRAY_SIZE(option_names); i++)
			if (value && !strcmp(word, option_names[i]))
				break;
		if (set_option(rs, i, value))
			continue;
		printk(KERN_WARNING "ramfs: bad mount option %s\n", word);
		return -EINVAL;
	}
	return 0;
}

/* For /proc/mounts: what is not as usual. Returns the length. */
int ramfs_show_options(struct super_block *sb, char *buf, int size)
{
	const struct ramfs_sb *rs = sb->s_fs_info;
	int n = 0;

	buf[0] = '\0';
	if (rs->max_pages)
		n += snprintf(buf + n, size - n, ",size=%luk",
			      rs->max_pages << (PAGE_SHIFT - 10));
	if (rs->max_inodes && n < size)
		n += snprintf(buf + n, size - n, ",nr_inodes=%lu",
			      rs->max_inodes);
	if (rs->mode != RAMFS_ROOT_MODE && n < size)
		n += snprintf(buf + n, size - n, ",mode=%o", rs->mode);
	return n < size ? n : size - 1;
}
