/*
 * filesystems.c - the kinds of file systems that there are.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "names.h"

struct file_system_type *file_systems;	/* [k] in order of registration */

/* Makes a kind known; it must stay. 0 or -EBUSY. */
int register_filesystem(struct file_system_type *type)
{
	struct file_system_type **p;

	for (p = &file_systems; *p; p = &(*p)->next)
		if (strcmp((*p)->name, type->name) == 0)
			return -EBUSY;
	type->next = NULL;
	*p = type;
	return 0;
}

/* The kind of that name, or NULL. */
struct file_system_type *get_fs_type(const char *name)
{
	struct file_system_type *type;

	for (type = file_systems; type; type = type->next)
		if (strcmp(type->name, name) == 0)
			break;
	return type;
}

static long fs_index(const char __user *name)
{
	char *kname = getname_flags(name, LOOKUP_EMPTY);
	struct file_system_type *type;
	long index = 0;

	if (IS_ERR(kname))
		return PTR_ERR(kname);
	for (type = file_systems; type; type = type->next, index++)
		if (strcmp(type->name, kname) == 0)
			break;
	putname(kname);
	return type ? index : -EINVAL;
}

static long fs_name(unsigned long index, char __user *buf)
{
	struct file_system_type *type = file_systems;

	while (type && index--)
		type = type->next;
	if (!type)
		return -EINVAL;
	return copy_to_user(buf, type->name, strlen(type->name) + 1);
}

/* 1: the number of the kind of that name; 2: the name of a number; 3: how
   many there are. */
SYSCALL3(sysfs, int, option, unsigned long, arg1, unsigned long, arg2)
{
	struct file_system_type *type;
	long n = 0;

	switch (option) {
	case 1:
		return fs_index((const char __user *)arg1);
	case 2:
		return fs_name(arg1, (char __user *)arg2);
	case 3:
		for (type = file_systems; type; type = type->next)
			n++;
		return n;
	default:
		return -EINVAL;
	}
}
