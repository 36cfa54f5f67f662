/*
 * permission.c - who may do what with a file: the mode bits, the
 * capabilities that go beyond them, the rules for names in a directory, and
 * writers against running programs. Nothing here sleeps, unless a file
 * system's own permission() does.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include "names.h"

/* MAY_EXEC, MAY_WRITE, MAY_READ are the three bits of "others". */
#define GROUP_SHIFT	3
#define OWNER_SHIFT	6

/* Do capabilities give what the mode bits refuse? */
static bool capable_of(const struct inode *inode, int mask)
{
	if (capable(CAP_DAC_OVERRIDE) &&
	    (!(mask & MAY_EXEC) || S_ISDIR(inode->i_mode) ||
	     inode->i_mode & S_IXUGO))
		return true;
	if (!capable(CAP_DAC_READ_SEARCH))
		return false;
	return mask == MAY_READ ||
	       (S_ISDIR(inode->i_mode) && !(mask & MAY_WRITE));
}

/* What mode bits and capabilities say about `mask': 0 or -EACCES. */
int inode_permission(struct inode *inode, int mask)
{
	mode_t mode = inode->i_mode;

	if (current->fsuid == inode->i_uid)
		mode >>= OWNER_SHIFT;
	else if (in_group(inode->i_gid))
		mode >>= GROUP_SHIFT;
	if ((mode & mask) == mask || capable_of(inode, mask))
		return 0;
	return -EACCES;
}

/* May current do that with the file? 0, -EACCES, -EROFS, or -EPERM if it is
   immutable. A device on a read-only file system may be written. */
int permission(struct inode *inode, int mask)
{
	mode_t mode = inode->i_mode;

	if (mask & MAY_WRITE && IS_RDONLY(inode) &&
	    (S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode)))
		return -EROFS;
	if (mask & MAY_WRITE && inode->i_flags & S_IMMUTABLE)
		return -EPERM;
	mask &= MAY_READ | MAY_WRITE | MAY_EXEC;
	if (inode->i_op->permission)
		return inode->i_op->permission(inode, mask);
	return inode_permission(inode, mask);
}

/* May current do what is the owner's right? */
bool owner_or_capable(const struct inode *inode)
{
	return current->fsuid == inode->i_uid || capable(CAP_FOWNER);
}

/* May current look for a name in dir? 0, -ENOTDIR, -EACCES. */
int may_search(struct inode *dir)
{
	if (!S_ISDIR(dir->i_mode))
		return -ENOTDIR;
	return permission(dir, MAY_EXEC);
}

/* May current make a name in dir? */
int may_create(struct inode *dir)
{
	if (dir->i_flags & S_DEAD)
		return -ENOENT;
	return permission(dir, MAY_WRITE | MAY_EXEC);
}

/* In a sticky directory, as /tmp, everybody may remove his own only. */
static bool sticky_forbids(const struct inode *dir, const struct inode *inode)
{
	return dir->i_mode & S_ISVTX && current->fsuid != inode->i_uid &&
	       current->fsuid != dir->i_uid && !capable(CAP_FOWNER);
}

/*
 * May current take the name `victim', which is not negative, out of dir, by
 * a call for directories or by one for other files?
 */
int may_delete(struct inode *dir, struct dentry *victim, bool is_dir)
{
	struct inode *inode = victim->d_inode;
	int err = permission(dir, MAY_WRITE | MAY_EXEC);

	if (err)
		return err;
	if (sticky_forbids(dir, inode) || dir->i_flags & S_APPEND ||
	    inode->i_flags & (S_APPEND | S_IMMUTABLE))
		return -EPERM;
	if (is_dir && !S_ISDIR(inode->i_mode))
		return -ENOTDIR;
	if (!is_dir && S_ISDIR(inode->i_mode))
		return -EISDIR;
	if (d_is_root(victim) || d_mounted(victim))
		return -EBUSY;
	return dir->i_flags & S_DEAD ? -ENOENT : 0;
}

/* One writer more; -ETXTBSY while a program runs from the file. */
int get_write_access(struct inode *inode)
{
	if (inode->i_writecount < 0)
		return -ETXTBSY;
	inode->i_writecount++;
	return 0;
}

void put_write_access(struct inode *inode)
{
	inode->i_writecount--;
}

/* One more reason against writers; -ETXTBSY while there are some. */
int deny_write_access(struct inode *inode)
{
	if (inode->i_writecount > 0)
		return -ETXTBSY;
	inode->i_writecount--;
	return 0;
}

void allow_write_access(struct inode *inode)
{
	inode->i_writecount++;
}
