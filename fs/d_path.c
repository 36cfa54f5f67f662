/*
 * d_path.c - from a dentry back to its path, for getcwd() and /proc, and
 * which names lie below which.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "names.h"

/* Text that grows towards the front of a buffer. */
struct text {
	char *buf, *p;			/* p == NULL: it did not fit */
};

static void prepend(struct text *t, const char *s, u32 len)
{
	if (!t->p)
		return;
	if (t->p - t->buf < len) {
		t->p = NULL;
		return;
	}
	t->p -= len;
	memcpy(t->p, s, len);
}

/* The path from root to dentry, across mounts. False if root is not above
   it: then it is the path from the top of the tree of all mounts. */
static bool prepend_path(struct text *t, struct dentry *dentry,
			 const struct dentry *root)
{
	const char *end = t->p;

	while (dentry != root) {
		if (!d_is_root(dentry)) {
			prepend(t, dentry->d_name.name, dentry->d_name.len);
			prepend(t, "/", 1);
			dentry = dentry->d_parent;
		} else if (dentry->d_covers != dentry) {
			dentry = dentry->d_covers;
		} else {
			break;
		}
	}
	if (t->p == end)
		prepend(t, "/", 1);
	return dentry == root;
}

static bool is_deleted(const struct dentry *dentry)
{
	return d_unhashed(dentry) && !d_is_root(dentry);
}

/* What has no place in the tree has a name like pipe:[17]. */
static bool is_nameless(const struct dentry *dentry)
{
	const struct qstr *name = &dentry->d_name;

	return dentry->d_sb->s_flags & MS_PSEUDO && name->len &&
	       name->name[name->len - 1] == ']';
}

char *d_path(struct dentry *dentry, struct dentry *root, char *buf, int size)
{
	struct text t = { buf, buf + size };

	prepend(&t, "", 1);
	if (is_nameless(dentry)) {
		prepend(&t, dentry->d_name.name, dentry->d_name.len);
	} else {
		if (is_deleted(dentry))
			prepend(&t, " (deleted)", strlen(" (deleted)"));
		prepend_path(&t, dentry, root);
	}
	return t.p ? t.p : ERR_PTR(-ENAMETOOLONG);
}

/* Is dentry `of' itself, or below it in the same file system? */
bool is_subdir(struct dentry *dentry, struct dentry *of)
{
	while (dentry != of) {
		if (d_is_root(dentry))
			return false;
		dentry = dentry->d_parent;
	}
	return true;
}

/* Length with the NUL, or an error. A directory that chroot() has put out of
   reach is marked so. */
SYSCALL2(getcwd, char __user *, ubuf, size_t, size)
{
	struct fs_struct *fs = current->fs;
	char *buf = name_buffer();
	struct text t = { buf, buf + PATH_MAX };
	long len;

	if (!buf)
		return -ENOMEM;
	prepend(&t, "", 1);
	len = -ENOENT;
	if (is_deleted(fs->pwd))
		goto out;
	if (!prepend_path(&t, fs->pwd, fs->root))
		prepend(&t, "(unreachable)", strlen("(unreachable)"));
	len = -ENAMETOOLONG;
	if (!t.p)
		goto out;
	len = buf + PATH_MAX - t.p;
	if (len > size)
		len = -ERANGE;
	else if (copy_to_user(ubuf, t.p, len))
		len = -EFAULT;
out:
	putname(buf);
	return len;
}
