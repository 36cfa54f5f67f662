/*
 * readdir.c - the entries of a directory, in three layouts: one at a time
 * (1991), many (getdents) and many with 64 bits and kinds (getdents64).
 *
 * The file system fills a kernel buffer, with the directory locked; that is
 * copied out afterwards. So the user's memory cannot make a file system sleep
 * in the middle of its work, and a call that fails leaves the position alone.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "names.h"

struct old_dirent {
	u32 d_ino, d_offset;
	u16 d_namlen;
	char d_name[NAME_MAX + 1];
};

struct dirent {				/* the last byte is d_type */
	u32 d_ino, d_off;
	u16 d_reclen;
	char d_name[];
};

struct dirent64 {
	u64 d_ino;
	s64 d_off;
	u16 d_reclen;
	u8 d_type;
	char d_name[];
} __packed;

/* A buffer that is being filled. An entry's d_off is where the next one
   begins, and is set when that is known. */
struct filling {
	char *buf;
	u32 used, size;			/* at most PATH_MAX */
	void *last;			/* entry, or NULL */
	bool too_small;			/* for the very first entry */
};

/* Room for an entry of `len' bytes; NULL if there is none. */
static void *make_room(struct filling *f, u32 len)
{
	void *entry = f->buf + f->used;

	if (len > f->size - f->used) {
		f->too_small = f->used == 0;
		return NULL;
	}
	memset(entry, 0, len);
	f->used += len;
	f->last = entry;
	return entry;
}

static int fill_dirent(void *buf, const char *name, u32 len, loff_t offset,
		       unsigned long ino, u32 type)
{
	struct filling *f = buf;
	struct dirent *entry = f->last;
	u32 reclen = ALIGN(offsetof(struct dirent, d_name) + len + 2,
			   sizeof(u32));

	if (entry)
		entry->d_off = offset;
	entry = make_room(f, reclen);
	if (!entry)
		return -EINVAL;
	entry->d_ino = ino;
	entry->d_reclen = reclen;
	memcpy(entry->d_name, name, len);
	((char *)entry)[reclen - 1] = type;
	return 0;
}

static int fill_dirent64(void *buf, const char *name, u32 len, loff_t offset,
			 unsigned long ino, u32 type)
{
	struct filling *f = buf;
	struct dirent64 *entry = f->last;
	u32 reclen = ALIGN(offsetof(struct dirent64, d_name) + len + 1,
			   sizeof(u64));

	if (entry)
		entry->d_off = offset;
	entry = make_room(f, reclen);
	if (!entry)
		return -EINVAL;
	entry->d_ino = ino;
	entry->d_reclen = reclen;
	entry->d_type = type;
	memcpy(entry->d_name, name, len);
	return 0;
}

/* Has the file system give entries to `fill', from file->f_pos on. */
static int read_entries(struct file *file, void *buf, filldir_t fill)
{
	struct inode *inode = file->f_dentry->d_inode;
	int err;

	if (!file->f_op->readdir)
		return -ENOTDIR;
	mutex_lock(&inode->i_sem);
	err = -ENOENT;
	if (!(inode->i_flags & S_DEAD))
		err = file->f_op->readdir(file, buf, fill);
	mutex_unlock(&inode->i_sem);
	if (err >= 0)
		update_atime(inode);
	return err < 0 ? err : 0;
}

/* Bytes that were filled into f and copied out, or -errno. */
static long give_entries(struct file *file, struct filling *f, filldir_t fill,
			 void __user *ubuf)
{
	loff_t start = file->f_pos;
	int err = read_entries(file, f, fill);

	if (!f->used && f->too_small)
		return -EINVAL;
	if (!f->used)
		return err;
	if (fill == fill_dirent)
		((struct dirent *)f->last)->d_off = file->f_pos;
	else
		((struct dirent64 *)f->last)->d_off = file->f_pos;
	if (!copy_to_user(ubuf, f->buf, f->used))
		return f->used;
	file->f_pos = start;
	return -EFAULT;
}

static long do_getdents(u32 fd, void __user *ubuf, u32 count, filldir_t fill)
{
	struct filling f = { .size = min(count, (u32)PATH_MAX) };
	struct file *file = fget(fd);
	long n = -EBADF;

	if (!file)
		return n;
	if (file->f_flags & O_PATH)
		goto out;
	n = -ENOMEM;
	f.buf = name_buffer();
	if (!f.buf)
		goto out;
	n = give_entries(file, &f, fill, ubuf);
	putname(f.buf);
out:
	fput(file);
	return n;
}

SYSCALL3(getdents, u32, fd, void __user *, buf, u32, count)
{
	return do_getdents(fd, buf, count, fill_dirent);
}

SYSCALL3(getdents64, u32, fd, void __user *, buf, u32, count)
{
	return do_getdents(fd, buf, count, fill_dirent64);
}

/* Takes one entry and then no more. */
static int fill_old(void *buf, const char *name, u32 len, loff_t offset,
		    unsigned long ino, u32 type __unused)
{
	struct old_dirent *entry = buf;

	if (entry->d_namlen || len > NAME_MAX)
		return -EINVAL;
	entry->d_ino = ino;
	entry->d_offset = offset;
	entry->d_namlen = len;
	memcpy(entry->d_name, name, len);
	return 0;
}

static long read_one(struct file *file, struct old_dirent __user *ubuf)
{
	struct old_dirent entry;
	loff_t start = file->f_pos;
	int err;

	memset(&entry, 0, sizeof(entry));
	err = read_entries(file, &entry, fill_old);
	if (err || !entry.d_namlen)
		return err;
	if (!copy_to_user(ubuf, &entry, offsetof(struct old_dirent, d_name) +
			  entry.d_namlen + 1))
		return 1;
	file->f_pos = start;
	return -EFAULT;
}

/* The one entry that the call of 1991 gives; 1, or 0 at the end. */
SYSCALL3(old_readdir, u32, fd, struct old_dirent __user *, buf, u32,
	 count __unused)
{
	struct file *file = fget(fd);
	long n = -EBADF;

	if (!file)
		return n;
	if (!(file->f_flags & O_PATH))
		n = read_one(file, buf);
	fput(file);
	return n;
}
