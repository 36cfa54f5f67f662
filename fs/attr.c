/*
 * attr.c - the attributes of a file change: who may do it, and what goes
 * along with it.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include "names.h"

#define TIMES_SET	(ATTR_ATIME_SET | ATTR_MTIME_SET)

/* Only the owner may give a file to another of his groups; root may do all. */
static bool may_chown(const struct inode *inode, const struct iattr *attr)
{
	bool owner = current->fsuid == inode->i_uid;

	if (capable(CAP_CHOWN))
		return true;
	if (attr->ia_valid & ATTR_UID &&
	    (!owner || attr->ia_uid != inode->i_uid))
		return false;
	if (attr->ia_valid & ATTR_GID &&
	    (!owner || (attr->ia_gid != inode->i_gid &&
			!in_group(attr->ia_gid))))
		return false;
	return true;
}

/*
 * May current change that of the inode? 0 or -EPERM. A set-gid bit for a
 * group that is not current's is taken out of attr.
 */
int inode_change_ok(struct inode *inode, struct iattr *attr)
{
	u32 valid = attr->ia_valid;
	gid_t gid = valid & ATTR_GID ? attr->ia_gid : inode->i_gid;

	if (valid & ATTR_FORCE)
		return 0;
	if (!may_chown(inode, attr))
		return -EPERM;
	if (valid & (ATTR_MODE | TIMES_SET) && !owner_or_capable(inode))
		return -EPERM;
	if (valid & ATTR_MODE && !in_group(gid) && !capable(CAP_FSETID))
		attr->ia_mode &= ~S_ISGID;
	return 0;
}

/* Changes the inode: 0, or why its size cannot be that. */
int inode_setattr(struct inode *inode, struct iattr *attr)
{
	u32 valid = attr->ia_valid;
	int err;

	if (valid & ATTR_SIZE) {
		err = vmtruncate(inode, attr->ia_size);
		if (err)
			return err;
	}
	if (valid & ATTR_UID)
		inode->i_uid = attr->ia_uid;
	if (valid & ATTR_GID)
		inode->i_gid = attr->ia_gid;
	if (valid & ATTR_MODE)
		inode->i_mode = (inode->i_mode & S_IFMT) |
				(attr->ia_mode & S_IALLUGO);
	if (valid & ATTR_ATIME)
		inode->i_atime = attr->ia_atime;
	if (valid & ATTR_MTIME)
		inode->i_mtime = attr->ia_mtime;
	if (valid & ATTR_CTIME)
		inode->i_ctime = attr->ia_ctime;
	mark_inode_dirty(inode);
	return 0;
}

/*
 * A set-uid program that somebody has written to, or that has changed hands,
 * must not be one any more; nor a set-gid one. (Set-gid without the right to
 * execute means something else.) A writer need not be the owner for that; who
 * calls chown() must, also if it changes nothing else.
 */
static void kill_set_id(const struct inode *inode, struct iattr *attr)
{
	mode_t mode = attr->ia_valid & ATTR_MODE ? attr->ia_mode :
		      inode->i_mode;
	mode_t kill = mode & S_ISUID;

	attr->ia_valid &= ~ATTR_KILL_SUID;
	if ((mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP))
		kill |= S_ISGID;
	if (!kill)
		return;
	if (attr->ia_valid & ATTR_SIZE)
		attr->ia_valid |= ATTR_FORCE;
	attr->ia_valid |= ATTR_MODE;
	attr->ia_mode = mode & ~kill;
}

/* Immutable files stay as they are; those to which is only appended may get
   the present time. */
static bool is_protected(const struct inode *inode, u32 valid)
{
	return inode->i_flags & S_IMMUTABLE ||
	       (inode->i_flags & S_APPEND &&
		valid & (ATTR_MODE | ATTR_UID | ATTR_GID | ATTR_SIZE |
			 TIMES_SET));
}

/*
 * Changes attributes of a file: what attr->ia_valid says. Times that are not
 * given are the present one; i_ctime always is. [inode's i_sem]
 */
int notify_change(struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = dentry->d_inode;
	struct timespec now = current_fs_time();
	int err;

	if (IS_RDONLY(inode))
		return -EROFS;
	if (is_protected(inode, attr->ia_valid))
		return -EPERM;
	attr->ia_valid |= ATTR_CTIME;
	attr->ia_ctime = now;
	if (!(attr->ia_valid & ATTR_ATIME_SET))
		attr->ia_atime = now;
	if (!(attr->ia_valid & ATTR_MTIME_SET))
		attr->ia_mtime = now;
	if (attr->ia_valid & ATTR_KILL_SUID)
		kill_set_id(inode, attr);
	if (inode->i_op->setattr)
		return inode->i_op->setattr(dentry, attr);
	err = inode_change_ok(inode, attr);
	return err ? err : inode_setattr(inode, attr);
}
