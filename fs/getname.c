/*
 * getname.c - the names that system calls are given, copied into the kernel.
 *
 * Nearly every call that deals with files wants a buffer of PATH_MAX bytes
 * for a moment, so a few are kept instead of going back to the allocator.
 */
#include <linux/fs.h>
#include <linux/malloc.h>
#include <asm/uaccess.h>
#include "names.h"

#define KEEP	8

static char *kept[KEEP];		/* [k] */
static int nr_kept;			/* [k] */

/* A buffer of PATH_MAX bytes, to be given back by putname(); NULL. */
char *name_buffer(void)
{
	return nr_kept ? kept[--nr_kept] : kmalloc(PATH_MAX, GFP_KERNEL);
}

void putname(char *name)
{
	if (nr_kept < KEEP)
		kept[nr_kept++] = name;
	else
		kfree(name);
}

/* Keeps no buffer. Kernel lock. */
void shrink_names(void)
{
	while (nr_kept)
		kfree(kept[--nr_kept]);
}

/*
 * A user's path, to be given back by putname(). -EFAULT, -ENAMETOOLONG,
 * -ENOMEM; an empty one is -ENOENT unless flags have LOOKUP_EMPTY.
 */
char *getname_flags(const char __user *name, u32 flags)
{
	char *buf = name_buffer();
	long len;

	if (!buf)
		return ERR_PTR(-ENOMEM);
	len = strncpy_from_user(buf, name, PATH_MAX);
	if (likely(len > 0 && len < PATH_MAX))
		return buf;
	if (len == PATH_MAX)
		len = -ENAMETOOLONG;
	else if (len == 0 && flags & LOOKUP_EMPTY)
		return buf;
	else if (len == 0)
		len = -ENOENT;
	putname(buf);
	return ERR_PTR(len);
}

/* The same for names that must not be empty. */
char *getname(const char __user *name)
{
	return getname_flags(name, 0);
}
