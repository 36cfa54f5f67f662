/*
 * flock.c - flock(): locks of whole files, whose owner is the open file: dup()
 * and fork() share it, and the last close ends it.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "file_io.h"
#include "locks.h"

#define LOCK_SH		1
#define LOCK_EX		2
#define LOCK_NB		4
#define LOCK_UN		8

/* Takes away the lock that the file has; the last close does this. */
void locks_remove_flock(struct inode *inode, const struct file *file)
{
	struct file_lock **at, *l;

	for (at = &inode->i_flock; (l = *at) != NULL; at = &l->next)
		if (l->kind == LOCK_FLOCK && l->owner == file) {
			*at = l->next;
			lock_free(l);
			lock_wake(inode);
			return;
		}
}

/* The lock that the file has, or NULL. */
static const struct file_lock *flock_of(const struct inode *inode,
					const struct file *file)
{
	const struct file_lock *l;

	for (l = inode->i_flock; l; l = l->next)
		if (l->kind == LOCK_FLOCK && l->owner == file)
			return l;
	return NULL;
}

/*
 * Gets the lock for the file, which is counted. Changing the type is giving
 * the old one up and asking for the new, which may fail or have to wait.
 */
static long do_flock(struct file *file, u8 type, bool wait)
{
	struct inode *inode = file->f_dentry->d_inode;
	struct file_lock want = {
		.owner = file, .pid = current->tgid, .kind = LOCK_FLOCK,
		.type = type, .end = LOCK_TO_EOF,
	};
	const struct file_lock *old;
	struct file_lock *fresh = lock_new();
	int err = 0;

	if (!fresh)
		return -ENOLCK;
	do {
		old = flock_of(inode, file);
		if (old && old->type == type)
			break;
		locks_remove_flock(inode, file);
		if (!lock_conflict(inode, &want)) {
			lock_insert(inode, &want, fresh);
			return 0;
		}
		err = wait ? lock_wait(inode, &want) : -EAGAIN;
	} while (err >= 0);
	lock_free(fresh);
	return min(err, 0);
}

SYSCALL2(flock, u32, fd, u32, cmd)
{
	struct file *file = fget(fd);
	u32 type = cmd & ~LOCK_NB;
	long err = -EBADF;

	if (!file)
		return -EBADF;
	if (file->f_flags & O_PATH)
		goto out;
	if (type != LOCK_SH && type != LOCK_EX && type != LOCK_UN) {
		err = -EINVAL;
	} else if (type == LOCK_UN) {
		locks_remove_flock(file->f_dentry->d_inode, file);
		err = 0;
	} else if (file->f_mode & (FMODE_READ | FMODE_WRITE)) {
		err = do_flock(file, type == LOCK_SH ? F_RDLCK : F_WRLCK,
			       !(cmd & LOCK_NB));
	}
out:
	fput(file);
	return err;
}
