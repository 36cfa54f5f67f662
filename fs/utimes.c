/*
 * utimes.c - the times of a file are set: utime, utimes, futimesat, utimensat.
 *
 * Who may write a file may set its times to now; only the owner may set them
 * to anything else.
 */
#include <linux/fs.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "names.h"

#define UTIME_NOW	0x3fffffff	/* tv_nsec: the present time */
#define UTIME_OMIT	0x3ffffffe	/* leave that one as it is */

struct utimbuf {
	time_t actime, modtime;
};

/* What of `attr' the two times ask for. */
static void set_times(struct iattr *attr, const struct timespec *times)
{
	if (times[0].tv_nsec != UTIME_OMIT)
		attr->ia_valid |= ATTR_ATIME;
	if (times[1].tv_nsec != UTIME_OMIT)
		attr->ia_valid |= ATTR_MTIME;
	if (attr->ia_valid & ATTR_ATIME && times[0].tv_nsec != UTIME_NOW) {
		attr->ia_valid |= ATTR_ATIME_SET;
		attr->ia_atime = times[0];
	}
	if (attr->ia_valid & ATTR_MTIME && times[1].tv_nsec != UTIME_NOW) {
		attr->ia_valid |= ATTR_MTIME_SET;
		attr->ia_mtime = times[1];
	}
}

/* May current do it? `now': both times to the present one. */
static int may_set_times(struct inode *inode, bool now)
{
	if (owner_or_capable(inode))
		return 0;
	return now ? permission(inode, MAY_WRITE) : -EPERM;
}

/* Sets the times of a counted dentry, which is put; it may be an error. NULL
   is now. */
static long utimes_dentry(struct dentry *dentry, const struct timespec *times)
{
	static const struct timespec now[2] = {
		{ 0, UTIME_NOW }, { 0, UTIME_NOW },
	};
	struct iattr attr = { .ia_valid = 0 };
	long err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	if (!times)
		times = now;
	set_times(&attr, times);
	err = may_set_times(dentry->d_inode, times[0].tv_nsec == UTIME_NOW &&
					     times[1].tv_nsec == UTIME_NOW);
	if (!err)
		return change_attr(dentry, &attr);
	dput(dentry);
	return err;
}

SYSCALL2(utime, const char __user *, name, const struct utimbuf __user *, ubuf)
{
	struct timespec times[2];
	struct utimbuf buf;

	if (ubuf) {
		if (copy_from_user(&buf, ubuf, sizeof(buf)))
			return -EFAULT;
		times[0] = (struct timespec){ buf.actime, 0 };
		times[1] = (struct timespec){ buf.modtime, 0 };
	}
	return utimes_dentry(user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW),
			     ubuf ? times : NULL);
}

/* Without a name it is about the file of the descriptor. */
static struct dentry *utimes_path(int dfd, const char __user *name, int flags)
{
	u32 lookup = flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;

	if (!name && dfd != AT_FDCWD)
		return flags ? ERR_PTR(-EINVAL) : dentry_of_fd(dfd);
	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	return user_path_at(dfd, name, lookup);
}

static long do_utimes(int dfd, const char __user *name,
		      const struct timeval __user *utimes)
{
	struct timespec times[2];
	struct timeval tv[2];
	int i;

	if (utimes && copy_from_user(tv, utimes, sizeof(tv)))
		return -EFAULT;
	for (i = 0; utimes && i < 2; i++) {
		if (tv[i].tv_usec < 0 || tv[i].tv_usec >= USEC_PER_SEC)
			return -EINVAL;
		times[i].tv_sec = tv[i].tv_sec;
		times[i].tv_nsec = tv[i].tv_usec * NSEC_PER_USEC;
	}
	return utimes_dentry(utimes_path(dfd, name, 0), utimes ? times : NULL);
}

SYSCALL2(utimes, const char __user *, name, const struct timeval __user *,
	 utimes)
{
	return do_utimes(AT_FDCWD, name, utimes);
}

SYSCALL3(futimesat, int, dfd, const char __user *, name,
	 const struct timeval __user *, utimes)
{
	return do_utimes(dfd, name, utimes);
}

static bool valid_nsec(long nsec)
{
	return (nsec >= 0 && nsec < NSEC_PER_SEC) || nsec == UTIME_NOW ||
	       nsec == UTIME_OMIT;
}

static long do_utimensat(int dfd, const char __user *name,
			 const struct timespec *times, int flags)
{
	if (times && (!valid_nsec(times[0].tv_nsec) ||
		      !valid_nsec(times[1].tv_nsec)))
		return -EINVAL;
	if (times && times[0].tv_nsec == UTIME_OMIT &&
	    times[1].tv_nsec == UTIME_OMIT)
		return 0;
	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	return utimes_dentry(utimes_path(dfd, name, flags), times);
}

SYSCALL4(utimensat, int, dfd, const char __user *, name,
	 const struct timespec __user *, utimes, int, flags)
{
	struct timespec times[2];

	if (utimes && copy_from_user(times, utimes, sizeof(times)))
		return -EFAULT;
	return do_utimensat(dfd, name, utimes ? times : NULL, flags);
}

/* What an inode can keep of a time of 64 bits: the nearest. */
static time_t clamp_seconds(s64 seconds)
{
	if (seconds < LONG_MIN)
		return LONG_MIN;
	return seconds > LONG_MAX ? LONG_MAX : seconds;
}

SYSCALL4(utimensat_time64, int, dfd, const char __user *, name,
	 const struct timespec64 __user *, utimes, int, flags)
{
	struct timespec64 wide[2];
	struct timespec times[2];
	int i;

	if (utimes && copy_from_user(wide, utimes, sizeof(wide)))
		return -EFAULT;
	for (i = 0; utimes && i < 2; i++) {
		times[i].tv_sec = clamp_seconds(wide[i].tv_sec);
		times[i].tv_nsec = (long)wide[i].tv_nsec;
	}
	return do_utimensat(dfd, name, utimes ? times : NULL, flags);
}
