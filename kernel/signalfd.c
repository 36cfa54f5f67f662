/*
 * signalfd.c - signals as bytes of a file. The reader blocks the signals that
 * it wants to read, so that they wait in the queues; read() takes them from
 * there, those of the thread that reads and of its process, and poll() says
 * whether there are any. Who inherits the descriptor reads its own signals.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/poll.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "signal_internal.h"

struct signalfd {
	sigset_t wanted;		/* [k] */
};

/* What read() gives for each signal; 128 bytes. */
struct signalfd_siginfo {
	u32 ssi_signo;
	int ssi_errno, ssi_code;
	u32 ssi_pid, ssi_uid;
	int ssi_fd;
	u32 ssi_tid, ssi_band, ssi_overrun, ssi_trapno;
	int ssi_status, ssi_int;
	u64 ssi_ptr, ssi_utime, ssi_stime, ssi_addr;
	u8 pad[48];
} __attribute__((packed));

_Static_assert(sizeof(struct signalfd_siginfo) == 128, "as programs have it");

static bool any_pending(const struct signalfd *s)
{
	return (current->pending.signal |
		current->signal->shared_pending.signal) & s->wanted;
}

static u32 signalfd_poll(struct file *file, struct poll_table *table)
{
	poll_wait(file, &current->signal->signalfd_wait, table);
	return any_pending(file->private_data) ? POLLIN | POLLRDNORM : 0;
}

/* What a kernel siginfo says, in the other form: which fields there are
   depends on who sent the signal. */
static void convert(struct signalfd_siginfo *to, const siginfo_t *info)
{
	memset(to, 0, sizeof(*to));
	to->ssi_signo = info->si_signo;
	to->ssi_errno = info->si_errno;
	to->ssi_code = info->si_code;
	if (info->si_code > SI_USER && info->si_code < SI_KERNEL) {
		if (info->si_signo != SIGCHLD) {
			to->ssi_addr = (unsigned long)info->f.fault.addr;
			to->ssi_trapno = info->f.fault.trapno;
			return;
		}
		to->ssi_status = info->f.chld.status;
		to->ssi_utime = info->f.chld.utime;
		to->ssi_stime = info->f.chld.stime;
	} else {
		to->ssi_int = info->f.rt.value.sival_int;
		to->ssi_ptr = (u32)to->ssi_int;
	}
	to->ssi_pid = info->f.rt.pid;
	to->ssi_uid = info->f.rt.uid;
}

/* Takes the next signal off the queues; false if there is none. */
static bool take_signal(const struct signalfd *s, siginfo_t *info)
{
	int sig;

	cli();
	sig = dequeue_signal(~s->wanted, info);
	sti();
	return sig != 0;
}

/* Waits for the first one. 0, -EAGAIN or -ERESTARTSYS. */
static int wait_first(const struct file *file, siginfo_t *info)
{
	const struct signalfd *s = file->private_data;
	int err;

	while (!take_signal(s, info)) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = wait_event_interruptible(&current->signal->signalfd_wait,
					       any_pending(s));
		if (err)
			return err;
	}
	return 0;
}

static ssize_t signalfd_read(struct file *file, char __user *buf,
			     size_t count, loff_t *pos __unused)
{
	struct signalfd_siginfo out;
	size_t done = 0;
	siginfo_t info;
	int err;

	if (count < sizeof(out))
		return -EINVAL;
	err = wait_first(file, &info);
	if (err)
		return err;
	do {
		convert(&out, &info);
		if (copy_to_user(buf + done, &out, sizeof(out)))
			return done ? (ssize_t)done : -EFAULT;
		done += sizeof(out);
	} while (count - done >= sizeof(out) &&
		 take_signal(file->private_data, &info));
	return done;
}

static void signalfd_release(struct inode *inode __unused, struct file *file)
{
	kfree(file->private_data);
}

static const struct file_operations signalfd_fops = {
	.llseek		= no_llseek,
	.read		= signalfd_read,
	.poll		= signalfd_poll,
	.release	= signalfd_release,
};

static long new_signalfd(sigset_t wanted, u32 flags)
{
	struct signalfd *s = kmalloc(sizeof(*s), GFP_KERNEL);
	int fd;

	if (!s)
		return -ENOMEM;
	s->wanted = wanted;
	fd = anon_inode_getfd(&signalfd_fops, s, flags);
	if (fd < 0)
		kfree(s);
	return fd;
}

/* Other signals for an open one; those that wait already may be among them. */
static long change_signalfd(u32 fd, sigset_t wanted)
{
	struct file *file = fget(fd);
	long err = -EINVAL;

	if (!file)
		return -EBADF;
	if (file->f_op == &signalfd_fops) {
		((struct signalfd *)file->private_data)->wanted = wanted;
		wake_up(&current->signal->signalfd_wait);
		err = fd;
	}
	fput(file);
	return err;
}

static long do_signalfd(int fd, const sigset_t __user *user, size_t size,
			u32 flags)
{
	sigset_t wanted;

	if (size != sizeof(wanted) || flags & ~(O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	if (copy_from_user(&wanted, user, sizeof(wanted)))
		return -EFAULT;
	wanted &= ~SURE_SIGNALS;
	return fd == -1 ? new_signalfd(wanted, flags) :
			  change_signalfd(fd, wanted);
}

SYSCALL4(signalfd4, int, fd, const sigset_t __user *, wanted, size_t, size,
	 u32, flags)
{
	return do_signalfd(fd, wanted, size, flags);
}

SYSCALL3(signalfd, int, fd, const sigset_t __user *, wanted, size_t, size)
{
	return do_signalfd(fd, wanted, size, 0);
}
