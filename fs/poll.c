/*
 * poll.c - poll() and ppoll().
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "poll_table.h"

#define FAST_FDS	8		/* so many are kept on the stack */
#define MSEC_PER_SEC	1000
#define NSEC_PER_MSEC	1000000

struct pollfd {
	int fd;
	u16 events, revents;
};

/* Asks each file once; how many are ready. With the first of them the caller
   will not sleep any more. */
static long look(struct pollfd *fds, u32 nr, struct poll_table *table)
{
	long ready = 0;
	u32 i, mask, n = 0;

	for (i = 0; i < nr; i++) {
		poll_step(&n);
		fds[i].revents = 0;
		if (fds[i].fd < 0)
			continue;
		mask = poll_file(fds[i].fd, table);
		mask &= fds[i].events | POLLERR | POLLHUP | POLLNVAL;
		fds[i].revents = mask;
		if (mask) {
			ready++;
			table->queued = true;
		}
	}
	return ready;
}

static int put_events(struct pollfd __user *user, const struct pollfd *fds,
		      u32 nr)
{
	u32 i;

	for (i = 0; i < nr; i++)
		if (put_user(fds[i].revents, &user[i].revents))
			return -EFAULT;
	return 0;
}

/* Waits for the files; the result of the call, -ERESTARTNOHAND after a
   signal. */
static noinline long wait_for_files(struct pollfd *fds, u32 nr, long ticks)
{
	struct poll_table table;
	long n;

	poll_start(&table, ticks);
	do
		n = look(fds, nr, &table);
	while (!n && poll_sleep(&table));
	n = poll_end(&table, n);
	return n == -EINTR ? -ERESTARTNOHAND : n;
}

static long do_poll(struct pollfd __user *user, u32 nr, long ticks)
{
	struct pollfd fast[FAST_FDS], *fds = fast;
	long n = -EFAULT;

	if (nr > rlimit(RLIMIT_NOFILE) || nr > NR_OPEN)
		return -EINVAL;
	if (nr > FAST_FDS)
		fds = kmalloc(nr * sizeof(*fds), GFP_KERNEL);
	if (!fds)
		return -ENOMEM;
	if (!copy_from_user(fds, user, nr * sizeof(*fds))) {
		n = wait_for_files(fds, nr, ticks);
		if (put_events(user, fds, nr))
			n = -EFAULT;
	}
	if (fds != fast)
		kfree(fds);
	return n;
}

SYSCALL3(poll, struct pollfd __user *, fds, u32, nr, int, msec)
{
	struct timespec ts = {
		.tv_sec = msec / MSEC_PER_SEC,
		.tv_nsec = msec % MSEC_PER_SEC * NSEC_PER_MSEC,
	};
	long ticks = LONG_MAX;

	if (msec >= 0)
		ticks = msec ? timespec_to_ticks(&ts) : 0;
	return do_poll(fds, nr, ticks);
}

static long do_ppoll(struct pollfd __user *fds, u32 nr, void __user *timeout,
		     bool wide, const sigset_t __user *mask, size_t size)
{
	struct time_limit limit;
	long n = get_limit(&limit, timeout, wide);

	if (!n)
		n = poll_set_mask(mask, size);
	if (n)
		return n;
	n = do_poll(fds, nr, limit.ticks);
	poll_unset_mask(mask != NULL, n);
	return put_limit(&limit, timeout, wide, n);
}

SYSCALL5(ppoll, struct pollfd __user *, fds, u32, nr, void __user *, timeout,
	 const sigset_t __user *, mask, size_t, size)
{
	return do_ppoll(fds, nr, timeout, false, mask, size);
}

SYSCALL5(ppoll_time64, struct pollfd __user *, fds, u32, nr, void __user *,
	 timeout, const sigset_t __user *, mask, size_t, size)
{
	return do_ppoll(fds, nr, timeout, true, mask, size);
}
