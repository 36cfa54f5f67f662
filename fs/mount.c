/*
 * mount.c - the calls mount, umount and umount2: what users say, made the
 * kernel's own. See namespace.c for what is done then.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "names.h"

#define MNT_FORCE	1		/* tried as without it */
#define MNT_DETACH	2
#define UMOUNT_NOFOLLOW	8

/* A string that may be missing: NULL then. ERR_PTR. */
static char *optional_name(const char __user *name)
{
	return name ? getname_flags(name, LOOKUP_EMPTY) : NULL;
}

static void put_optional(char *name)
{
	if (name && !IS_ERR(name))
		putname(name);
}

/*
 * The options: as much of a page as there is, since programs pass short
 * strings and binary data alike. Ends in a NUL. May be missing, too.
 */
static char *copy_options(const void __user *data)
{
	size_t n = min((size_t)PATH_MAX - 1, TASK_SIZE - (size_t)data);
	char *page;

	if (!data)
		return NULL;
	page = name_buffer();
	if (!page)
		return ERR_PTR(-ENOMEM);
	memset(page, 0, PATH_MAX);
	if (copy_from_user_partial(page, data, n) == n) {
		putname(page);
		return ERR_PTR(-EFAULT);
	}
	return page;
}

SYSCALL5(mount, const char __user *, udev, const char __user *, udir,
	 const char __user *, utype, u32, flags, const void __user *, udata)
{
	char *dev, *dir, *type, *data;
	long err;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	dir = getname(udir);
	dev = optional_name(udev);
	type = optional_name(utype);
	data = copy_options(udata);
	if (IS_ERR(dir))
		err = PTR_ERR(dir);
	else if (IS_ERR(dev))
		err = PTR_ERR(dev);
	else if (IS_ERR(type))
		err = PTR_ERR(type);
	else if (IS_ERR(data))
		err = PTR_ERR(data);
	else
		err = do_mount(dev ? dev : "none", dir, type, flags, data);
	put_optional(data);
	put_optional(type);
	put_optional(dev);
	put_optional(dir);
	return err;
}

static long do_umount(const char __user *name, u32 flags)
{
	struct dentry *dentry;

	if (flags & ~(MNT_FORCE | MNT_DETACH | UMOUNT_NOFOLLOW))
		return -EINVAL;
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	dentry = user_path_at(AT_FDCWD, name, flags & UMOUNT_NOFOLLOW ?
			      0 : LOOKUP_FOLLOW);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	return umount_dentry(dentry, flags & MNT_DETACH);
}

SYSCALL2(umount2, const char __user *, name, u32, flags)
{
	return do_umount(name, flags);
}

SYSCALL1(umount, const char __user *, name)
{
	return do_umount(name, 0);
}
