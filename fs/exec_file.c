/*
 * exec_file.c - files that may be run: what has to be true of them, and what
 * exec() learns by a first look.
 */
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/string.h>

/* May current run it? 0 or -EACCES. */
static int may_exec(struct inode *inode)
{
	if (!S_ISREG(inode->i_mode) || inode->i_sb->s_flags & MS_NOEXEC)
		return -EACCES;
	if (!(inode->i_mode & S_IXUGO))
		return -EACCES;		/* not even root */
	return permission(inode, MAY_EXEC);
}

/* Opens it, whether or not it may be read. */
static struct file *open_dentry(struct dentry *dentry)
{
	struct file *file;
	int err = may_exec(dentry->d_inode);

	if (err) {
		dput(dentry);
		return ERR_PTR(err);
	}
	file = dentry_open(dentry, O_RDONLY | O_LARGEFILE);
	if (IS_ERR(file))
		return file;
	err = -EACCES;			/* what is in no page cache */
	if (file->f_op && file->f_op->mmap)
		err = deny_write_access(file->f_dentry->d_inode);
	if (!err)
		return file;
	fput(file);
	return ERR_PTR(err);
}

/* Opens `name', a kernel string, to be run; see linux/binfmts.h. */
struct file *open_exec(const char *name)
{
	struct dentry *dentry = lookup_at(AT_FDCWD, name, LOOKUP_FOLLOW);

	if (IS_ERR(dentry))
		return (struct file *)dentry;
	if (!dentry->d_inode) {
		dput(dentry);
		return ERR_PTR(-ENOENT);
	}
	return open_dentry(dentry);
}

void close_exec(struct file *file)
{
	allow_write_access(file->f_dentry->d_inode);
	fput(file);
}

/*
 * Looks at the file that is to be run: its first bytes, who the process will
 * be, and whether it may be read. Again for a script's interpreter. 0 or
 * -errno.
 */
int prepare_binprm(struct linux_binprm *bprm)
{
	struct inode *inode = bprm->file->f_dentry->d_inode;
	ssize_t n;

	exec_ids(bprm);
	if (permission(inode, MAY_READ))
		bprm->secret = true;
	memset(bprm->buf, 0, sizeof(bprm->buf));
	n = kernel_read(bprm->file, 0, bprm->buf, sizeof(bprm->buf));
	return n < 0 ? n : 0;
}
