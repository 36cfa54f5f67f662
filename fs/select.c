/*
 * select.c - select() and pselect(): three sets of descriptors, as bits.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "poll_table.h"

#define WORD_BITS	32
#define USEC_PER_SEC	1000000
#define NSEC_PER_USEC	1000

enum { SET_IN, SET_OUT, SET_EX, NR_SETS };

/* The events that each set means. */
static const u32 set_events[NR_SETS] = {
	[SET_IN] = POLLIN | POLLRDNORM | POLLRDBAND | POLLHUP | POLLERR,
	[SET_OUT] = POLLOUT | POLLWRNORM | POLLWRBAND | POLLERR,
	[SET_EX] = POLLPRI,
};

/* Bits [0, n) of each set, as asked for, and as found. */
struct fd_sets {
	u32 n;
	u32 words;			/* of one set */
	u32 *want[NR_SETS], *found[NR_SETS];
};

/* --- the sets ----------------------------------------------------------- */

/* Memory for the sets, found ones empty; free want[0]. 0 or -ENOMEM. */
static int alloc_sets(struct fd_sets *sets, u32 n)
{
	u32 *memory, i;

	sets->n = n;
	sets->words = (n + WORD_BITS - 1) / WORD_BITS;
	memory = kzalloc(max(sets->words, 1U) * 2 * NR_SETS * sizeof(u32),
			 GFP_KERNEL);
	for (i = 0; i < NR_SETS; i++) {
		sets->want[i] = memory + i * sets->words;
		sets->found[i] = memory + (NR_SETS + i) * sets->words;
	}
	return memory ? 0 : -ENOMEM;
}

/* Copies the user's sets, of which any may be NULL, in. */
static int get_sets(struct fd_sets *sets, u32 __user *const user[])
{
	u32 i;

	for (i = 0; i < NR_SETS; i++)
		if (user[i] && copy_from_user(sets->want[i], user[i],
					      sets->words * sizeof(u32)))
			return -EFAULT;
	return 0;
}

static int put_sets(const struct fd_sets *sets, u32 __user *const user[])
{
	u32 i;

	for (i = 0; i < NR_SETS; i++)
		if (user[i] && copy_to_user(user[i], sets->found[i],
					    sets->words * sizeof(u32)))
			return -EFAULT;
	return 0;
}

/* The descriptors of word w that are in any set. */
static u32 wanted(const struct fd_sets *sets, u32 w)
{
	u32 bits = sets->want[SET_IN][w] | sets->want[SET_OUT][w] |
		   sets->want[SET_EX][w];

	if (w == sets->n / WORD_BITS)
		bits &= ~(~0U << sets->n % WORD_BITS);
	return bits;
}

/* All in the sets have to be open: 0 or -EBADF. */
static int check_open(const struct fd_sets *sets)
{
	u32 w, bits, fd;

	for (w = 0; w < sets->words; w++)
		for (bits = wanted(sets, w); bits; bits &= bits - 1) {
			fd = w * WORD_BITS + __builtin_ctz(bits);
			if (!fcheck(current->files, fd))
				return -EBADF;
		}
	return 0;
}

/* --- looking and waiting ------------------------------------------------ */

/* Asks one file; in how many sets it is found. */
static u32 look_at(struct fd_sets *sets, u32 fd, struct poll_table *table)
{
	u32 mask = poll_file(fd, table), w = fd / WORD_BITS;
	u32 bit = 1U << fd % WORD_BITS, i, n = 0;

	for (i = 0; i < NR_SETS; i++)
		if (sets->want[i][w] & bit && mask & set_events[i]) {
			sets->found[i][w] |= bit;
			n++;
		}
	if (n)
		table->queued = true;
	return n;
}

static long look(struct fd_sets *sets, struct poll_table *table)
{
	u32 w, bits, asked = 0;
	long n = 0;

	for (w = 0; w < sets->words; w++)
		for (bits = wanted(sets, w); bits; bits &= bits - 1) {
			n += look_at(sets, w * WORD_BITS +
				     __builtin_ctz(bits), table);
			poll_step(&asked);
		}
	return n;
}

static noinline long wait_for_sets(struct fd_sets *sets, long ticks)
{
	struct poll_table table;
	long n;

	poll_start(&table, ticks);
	do
		n = look(sets, &table);
	while (!n && poll_sleep(&table));
	n = poll_end(&table, n);
	return n == -EINTR ? -ERESTARTNOHAND : n;
}

/*
 * The call: n descriptors, which are cut to those that the table has. The
 * user's sets are changed only if all goes well.
 */
static long do_select(int n, u32 __user *const user[], long ticks)
{
	struct fd_sets sets;
	long result;

	if (n < 0)
		return -EINVAL;
	result = alloc_sets(&sets, min((u32)n, current->files->max_fds));
	if (result)
		return result;
	result = get_sets(&sets, user);
	if (!result)
		result = check_open(&sets);
	if (!result)
		result = wait_for_sets(&sets, ticks);
	if (result >= 0 && put_sets(&sets, user))
		result = -EFAULT;
	kfree(sets.want[0]);
	return result;
}

/* --- the calls ---------------------------------------------------------- */

/* A struct timeval, whose microseconds may be more than a second. */
static int get_timeval(struct time_limit *limit,
		       const struct timeval __user *user)
{
	struct timeval tv;
	struct timespec ts;

	limit->ticks = LONG_MAX;
	if (!user)
		return 0;
	if (copy_from_user(&tv, user, sizeof(tv)))
		return -EFAULT;
	if (tv.tv_sec < 0 || tv.tv_usec < 0)
		return -EINVAL;
	ts.tv_sec = min(tv.tv_sec, LONG_MAX - tv.tv_usec / USEC_PER_SEC) +
		    tv.tv_usec / USEC_PER_SEC;
	ts.tv_nsec = tv.tv_usec % USEC_PER_SEC * NSEC_PER_USEC;
	return limit_set(limit, &ts);
}

/* Linux tells what is left of the time; a restart goes on with that. */
static long put_timeval(const struct time_limit *limit,
			struct timeval __user *user, long result)
{
	struct timespec ts;
	struct timeval tv;

	if (!user || !limit->ticks)
		return result;
	limit_left(limit, &ts);
	tv.tv_sec = ts.tv_sec;
	tv.tv_usec = ts.tv_nsec / NSEC_PER_USEC;
	if (copy_to_user(user, &tv, sizeof(tv)) && result == -ERESTARTNOHAND)
		return -EINTR;
	return result;
}

static long select_timeval(int n, u32 __user *in, u32 __user *out,
			   u32 __user *ex, struct timeval __user *timeout)
{
	u32 __user *const user[NR_SETS] = { in, out, ex };
	struct time_limit limit;
	long result = get_timeval(&limit, timeout);

	if (result)
		return result;
	result = do_select(n, user, limit.ticks);
	return put_timeval(&limit, timeout, result);
}

SYSCALL5(_newselect, int, n, u32 __user *, in, u32 __user *, out,
	 u32 __user *, ex, struct timeval __user *, timeout)
{
	return select_timeval(n, in, out, ex, timeout);
}

/* The arguments of call 82, in memory. */
struct select_args {
	int n;
	u32 __user *in, *out, *ex;
	struct timeval __user *timeout;
};

SYSCALL1(old_select, const struct select_args __user *, user)
{
	struct select_args a;

	if (copy_from_user(&a, user, sizeof(a)))
		return -EFAULT;
	return select_timeval(a.n, a.in, a.out, a.ex, a.timeout);
}

/* The last argument of pselect6(). */
struct mask_arg {
	const sigset_t __user *mask;
	size_t size;
};

static long do_pselect(int n, u32 __user *const user[], void __user *timeout,
		       bool wide, const struct mask_arg __user *arg)
{
	struct mask_arg m = { NULL, 0 };
	struct time_limit limit;
	long result;

	if (arg && copy_from_user(&m, arg, sizeof(m)))
		return -EFAULT;
	result = get_limit(&limit, timeout, wide);
	if (!result)
		result = poll_set_mask(m.mask, m.size);
	if (result)
		return result;
	result = do_select(n, user, limit.ticks);
	poll_unset_mask(m.mask != NULL, result);
	return put_limit(&limit, timeout, wide, result);
}

SYSCALL6(pselect6, int, n, u32 __user *, in, u32 __user *, out, u32 __user *,
	 ex, void __user *, timeout, const struct mask_arg __user *, mask)
{
	u32 __user *const user[NR_SETS] = { in, out, ex };

	return do_pselect(n, user, timeout, false, mask);
}

SYSCALL6(pselect6_time64, int, n, u32 __user *, in, u32 __user *, out,
	 u32 __user *, ex, void __user *, timeout,
	 const struct mask_arg __user *, mask)
{
	u32 __user *const user[NR_SETS] = { in, out, ex };

	return do_pselect(n, user, timeout, true, mask);
}
