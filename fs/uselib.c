/*
 * uselib.c - uselib(): an a.out program maps a library at the address that
 * the library was made for.
 */
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/syscalls.h>

/* Opens a library, which must be readable, too. */
static struct file *open_library(const char *name)
{
	struct file *file = open_exec(name);
	int err;

	if (IS_ERR(file))
		return file;
	err = permission(file->f_dentry->d_inode, MAY_READ);
	if (!err)
		return file;
	close_exec(file);
	return ERR_PTR(err);
}

SYSCALL1(uselib, const char __user *, user_name)
{
	char *name = getname(user_name);
	struct file *file;
	int err;

	if (IS_ERR(name))
		return PTR_ERR(name);
	file = open_library(name);
	putname(name);
	if (IS_ERR(file))
		return PTR_ERR(file);
	err = load_aout_library(file);
	close_exec(file);
	return err;
}
