/*
 * locks.h - locks on files: record locks (fcntl) and whole-file locks (flock),
 * which do not see one another. Both hang in one list of the inode, by their
 * first byte. All is [k].
 */
#ifndef _FS_LOCKS_H
#define _FS_LOCKS_H

#include <linux/fs.h>
#include <linux/types.h>

#define F_RDLCK		0
#define F_WRLCK		1
#define F_UNLCK		2

#define LOCK_TO_EOF	LLONG_MAX	/* the last byte of a lock with l_len
					   0, and of every flock() */

enum lock_kind { LOCK_POSIX, LOCK_FLOCK };

struct file_lock {
	struct file_lock *next;		/* in inode->i_flock */
	const void *owner;		/* files_struct, for flock() the file */
	pid_t pid;			/* of who set it, for F_GETLK */
	u8 kind;			/* enum lock_kind */
	u8 type;			/* F_RDLCK, F_WRLCK; asked for: or
					   F_UNLCK */
	loff_t start, end;		/* first and last byte */
};

/* fs/locks.c */
struct file_lock *lock_new(void);
void lock_free(struct file_lock *l);
void lock_insert(struct inode *inode, const struct file_lock *value,
		 struct file_lock *l);
struct file_lock *lock_conflict(const struct inode *inode,
				const struct file_lock *want);
int lock_wait(struct inode *inode, const struct file_lock *want);
void lock_wake(const struct inode *inode);

/* fs/posix_lock.c */
int posix_lock_set(struct inode *inode, const struct file_lock *want);

#endif
