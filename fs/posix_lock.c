/*
 * posix_lock.c - record locks: fcntl(F_GETLK, F_SETLK, F_SETLKW).
 *
 * Their owner is the process, that is, its table of descriptors. What one
 * owner has on a file is kept as disjoint ranges, no two neighbours of the
 * same type: setting a lock cuts its range out of all that are there, and
 * swallows what is of its own type.
 */
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/uaccess.h>
#include "file_io.h"
#include "locks.h"

struct flock {				/* as fcntl() has it */
	s16 l_type, l_whence;
	off_t l_start, l_len;
	pid_t l_pid;
};

struct flock64 {
	s16 l_type, l_whence;
	loff_t l_start, l_len;
	pid_t l_pid;
} __packed __aligned(4);

_Static_assert(sizeof(struct flock64) == 24, "Linux/i386 ABI");

/* --- ranges ------------------------------------------------------------- */

/* Do a and b overlap, or stand side by side? The last byte of all has no
   successor. */
static bool touch(const struct file_lock *a, const struct file_lock *b)
{
	return (b->end == LOCK_TO_EOF || a->start <= b->end + 1) &&
	       (a->end == LOCK_TO_EOF || b->start <= a->end + 1);
}

static bool overlap(const struct file_lock *a, const struct file_lock *b)
{
	return a->start <= b->end && b->start <= a->end;
}

/*
 * Takes the range `cut' out of l, which begins before it and overlaps it. What
 * remains behind it is put into *spare.
 */
static void cut_lock(struct inode *inode, struct file_lock *l,
		     const struct file_lock *cut, struct file_lock **spare)
{
	struct file_lock right = *l;

	l->end = cut->start - 1;
	if (right.end <= cut->end)
		return;
	right.start = cut->end + 1;
	lock_insert(inode, &right, *spare);
	*spare = NULL;			/* no second one lies around `cut' */
}

static void remove_lock(struct file_lock **at)
{
	struct file_lock *l = *at;

	*at = l->next;
	lock_free(l);
}

/*
 * Makes room for the lock `set', which grows by those of its own type that
 * touch it. One that loses its beginning is put where it belongs now by being
 * taken out and in again.
 */
static void clear_range(struct inode *inode, struct file_lock *set,
			struct file_lock **spare)
{
	const struct file_lock cut = *set;
	struct file_lock **at = &inode->i_flock, *l;

	while ((l = *at) != NULL) {
		if (l->kind != LOCK_POSIX || l->owner != cut.owner) {
			at = &l->next;
		} else if (l->type == cut.type && touch(l, &cut)) {
			set->start = min(set->start, l->start);
			set->end = max(set->end, l->end);
			remove_lock(at);
		} else if (!overlap(l, &cut)) {
			at = &l->next;
		} else if (l->start >= cut.start && l->end <= cut.end) {
			remove_lock(at);
		} else if (l->start >= cut.start) {
			*at = l->next;
			l->start = cut.end + 1;
			lock_insert(inode, l, l);
		} else {
			cut_lock(inode, l, &cut, spare);
			at = &l->next;
		}
	}
}

/*
 * Sets, changes or takes away what want->owner has on the range. 0, or
 * nothing has changed: -EAGAIN, another owner's lock is in the way; -ENOLCK.
 * May sleep, before it looks.
 */
int posix_lock_set(struct inode *inode, const struct file_lock *want)
{
	struct file_lock *fresh = NULL, *spare, set = *want;
	int err = -ENOLCK;

	spare = lock_new();
	if (want->type != F_UNLCK)
		fresh = lock_new();
	if (!spare || (!fresh && want->type != F_UNLCK))
		goto out;
	err = -EAGAIN;
	if (want->type != F_UNLCK && lock_conflict(inode, want))
		goto out;
	err = 0;
	clear_range(inode, &set, &spare);
	if (fresh) {
		lock_insert(inode, &set, fresh);
		fresh = NULL;
	}
	lock_wake(inode);
out:
	lock_free(fresh);
	lock_free(spare);
	return err;
}

/* The owner has closed a descriptor of the file: it has no locks on it any
   more. */
void locks_remove_posix(struct inode *inode, const void *owner)
{
	struct file_lock **at = &inode->i_flock, *l;

	while ((l = *at) != NULL) {
		if (l->kind == LOCK_POSIX && l->owner == owner)
			remove_lock(at);
		else
			at = &l->next;
	}
	lock_wake(inode);
}

/* --- the calls ---------------------------------------------------------- */

/* Copies a struct flock64 or flock from the user. */
static int get_flock(struct flock64 *f, const void __user *user, bool wide)
{
	struct flock narrow;

	if (wide)
		return copy_from_user(f, user, sizeof(*f));
	if (copy_from_user(&narrow, user, sizeof(narrow)))
		return -EFAULT;
	f->l_type = narrow.l_type;
	f->l_whence = narrow.l_whence;
	f->l_start = narrow.l_start;
	f->l_len = narrow.l_len;
	f->l_pid = narrow.l_pid;
	return 0;
}

/* And back; -EOVERFLOW if it does not fit. */
static int put_flock(void __user *user, const struct flock64 *f, bool wide)
{
	struct flock narrow = {
		.l_type = f->l_type, .l_whence = f->l_whence,
		.l_start = f->l_start, .l_len = f->l_len, .l_pid = f->l_pid,
	};

	if (wide)
		return copy_to_user(user, f, sizeof(*f));
	if (f->l_type != F_UNLCK && f->l_start + f->l_len > LONG_MAX)
		return -EOVERFLOW;
	return copy_to_user(user, &narrow, sizeof(narrow));
}

/* What l_start counts from; -EINVAL is below all. */
static loff_t flock_base(const struct file *file, int whence)
{
	switch (whence) {
	case SEEK_SET:
		return 0;
	case SEEK_CUR:
		return file->f_pos;
	case SEEK_END:
		return file->f_dentry->d_inode->i_size;
	default:
		return -EINVAL;
	}
}

/* The bytes that l_start and l_len mean, counted from base. 0 or -errno. */
static int set_range(struct file_lock *want, const struct flock64 *f,
		     loff_t base)
{
	if (base < 0)
		return -EINVAL;
	if (f->l_start > LLONG_MAX - base)
		return -EOVERFLOW;
	want->start = base + f->l_start;
	want->end = LOCK_TO_EOF;
	if (want->start < 0)
		return -EINVAL;
	if (f->l_len > 0) {
		if (f->l_len - 1 > LLONG_MAX - want->start)
			return -EOVERFLOW;
		want->end = want->start + (f->l_len - 1);
	} else if (f->l_len < 0) {
		if (want->start + f->l_len < 0)
			return -EINVAL;
		want->end = want->start - 1;
		want->start += f->l_len;
	}
	return 0;
}

/* What the user wants, as a lock of current's. 0 or -errno. */
static int get_want(struct file_lock *want, struct flock64 *f,
		    const struct file *file, const void __user *user,
		    bool wide)
{
	int err = get_flock(f, user, wide);

	if (err)
		return err;
	if (f->l_type < F_RDLCK || f->l_type > F_UNLCK)
		return -EINVAL;
	*want = (struct file_lock) {
		.owner = current->files, .pid = current->tgid,
		.kind = LOCK_POSIX, .type = f->l_type,
	};
	return set_range(want, f, flock_base(file, f->l_whence));
}

/* fcntl(F_GETLK): the first lock in the way. The file is counted. */
long fcntl_getlk(struct file *file, void __user *user, bool wide)
{
	const struct file_lock *l;
	struct file_lock want;
	struct flock64 f;
	int err = get_want(&want, &f, file, user, wide);

	if (!err && want.type == F_UNLCK)
		err = -EINVAL;
	if (err)
		return err;
	l = lock_conflict(file->f_dentry->d_inode, &want);
	if (l) {
		f.l_type = l->type;
		f.l_whence = SEEK_SET;
		f.l_start = l->start;
		f.l_len = l->end == LOCK_TO_EOF ? 0 : l->end - l->start + 1;
		f.l_pid = l->pid;
	} else {
		f.l_type = F_UNLCK;
	}
	return put_flock(user, &f, wide);
}

static bool lock_allowed(const struct file *file, int type)
{
	return type == F_UNLCK ||
	       file->f_mode & (type == F_RDLCK ? FMODE_READ : FMODE_WRITE);
}

/*
 * fcntl(F_SETLK) and, with `wait', F_SETLKW. The file is counted. If another
 * thread has closed the descriptor meanwhile, that close has not seen this
 * lock: it goes now.
 */
long fcntl_setlk(u32 fd, struct file *file, void __user *user, bool wide,
		 bool wait)
{
	struct inode *inode = file->f_dentry->d_inode;
	struct file_lock want;
	struct flock64 f;
	int err = get_want(&want, &f, file, user, wide);

	if (err)
		return err;
	if (!lock_allowed(file, want.type))
		return -EBADF;
	while ((err = posix_lock_set(inode, &want)) == -EAGAIN && wait) {
		err = lock_wait(inode, &want);
		if (err < 0)
			return err;
	}
	if (!err && fcheck(current->files, fd) != file) {
		locks_remove_posix(inode, current->files);
		return -EBADF;
	}
	return err;
}
