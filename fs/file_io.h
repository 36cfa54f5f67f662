/*
 * file_io.h - what the files of fs/ that deal with open files and
 * descriptors have in common. All is [k].
 */
#ifndef _FS_FILE_IO_H
#define _FS_FILE_IO_H

#include <linux/fs.h>
#include <linux/types.h>

/* The most that one read() or write() moves: what fits a result. */
#define MAX_RW_COUNT	0x7ffff000

struct iovec {				/* as readv() has it */
	void __user *iov_base;
	size_t iov_len;
};

/* fs/file.c: a descriptor of current's table is given up */
struct file *take_fd(u32 fd);
int close_file(struct files_struct *files, struct file *file);
int claim_fd(u32 fd);

/* fs/dup.c */
long do_dupfd(u32 fd, unsigned long from, u32 flags);

/* fs/locks.c, called when inode->i_flock says that there is anything */
void locks_remove_posix(struct inode *inode, const void *owner);
void locks_remove_flock(struct inode *inode, const struct file *file);

/* fs/posix_lock.c: fcntl() with struct flock and struct flock64 */
long fcntl_getlk(struct file *file, void __user *user, bool wide);
long fcntl_setlk(u32 fd, struct file *file, void __user *user, bool wide,
		 bool wait);

#endif
