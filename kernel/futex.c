/*
 * futex.c - sleeping on a word of user memory. A sleeper queues itself under
 * the word's key and then looks at the word; a waker changes the word and then
 * looks at the queue: either the sleeper sees the new value or the waker sees
 * the sleeper. Looking at the word may sleep, and that does not matter: who is
 * woken meanwhile is off the queue and does not go to sleep.
 *
 * The key of private memory is mm and address, that of a shared mapping its
 * inode and place in the file. All [k].
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/uaccess.h>

#define WOKEN_AT_ONCE	64		/* with the kernel lock in one piece */
#define BUCKETS		64

struct futex_key {
	const void *object;		/* mm_struct, or inode */
	unsigned long page;		/* address, or page of the file */
	u32 offset;			/* in the page */
};

struct futex_waiter {
	struct list_head list;		/* empty: woken */
	struct futex_key key;
	u32 bitset;
	struct task_struct *task;
};

static struct list_head buckets[BUCKETS];

static struct list_head *bucket(const struct futex_key *key)
{
	u32 hash = (u32)key->object >> 4 ^ key->page ^ key->offset >> 2;
	struct list_head *b = &buckets[(hash ^ hash >> 6) % BUCKETS];

	if (!b->next)
		INIT_LIST_HEAD(b);
	return b;
}

static bool same_key(const struct futex_key *a, const struct futex_key *b)
{
	return a->object == b->object && a->page == b->page &&
	       a->offset == b->offset;
}

/* 0, -EINVAL if the word is not aligned, -EFAULT if nothing is there. */
static int get_key(const int __user *uaddr, bool private,
		   struct futex_key *key)
{
	unsigned long addr = (__force unsigned long)uaddr;
	struct vm_area_struct *vma;

	if (addr & 3)
		return -EINVAL;
	if (!access_ok(uaddr, sizeof(int)))
		return -EFAULT;
	*key = (struct futex_key) { current->mm, addr & PAGE_MASK,
				    addr & ~PAGE_MASK };
	if (private)
		return 0;
	vma = find_vma_now(current->mm, addr);
	if (!vma || vma->vm_start > addr)
		return -EFAULT;
	if (vma->vm_flags & VM_SHARED && vma->vm_file) {
		key->object = vma->vm_file->f_dentry->d_inode;
		key->page = vma->vm_pgoff +
			    ((addr - vma->vm_start) >> PAGE_SHIFT);
	}
	return 0;
}

static void wake_waiter(struct futex_waiter *w)
{
	list_del(&w->list);
	wake_up_process(w->task);	/* w is gone when the lock is free */
}

static int wake_key(const struct futex_key *key, int n, u32 bitset)
{
	struct futex_waiter *w, *next;
	int woken = 0;

	list_for_each_entry_safe(w, next, bucket(key), list) {
		if (woken >= n)
			break;
		if (!same_key(&w->key, key) || !(w->bitset & bitset))
			continue;
		wake_waiter(w);
		woken++;
	}
	return woken;
}

/* Wakes up to n, in batches between which others run; who comes to wait
   meanwhile may be woken, too. */
static int wake_bitset(int __user *addr, int n, u32 bitset, bool private)
{
	struct futex_key key;
	int err = get_key(addr, private, &key), woken = 0, some;

	if (err)
		return err;
	for (;;) {
		some = wake_key(&key, min(n - woken, WOKEN_AT_ONCE), bitset);
		woken += some;
		if (some < WOKEN_AT_ONCE || woken >= n)
			return woken;
		safe_point();
	}
}

int futex_wake(int __user *addr, int n, bool private)
{
	return wake_bitset(addr, n, FUTEX_BITSET_ANY, private);
}

/* Sleeps until woken, a signal, or `ticks' have passed. */
static int sleep_on_word(struct futex_waiter *w, long ticks)
{
	for (;;) {
		current->state = TASK_INTERRUPTIBLE;
		mb();		/* before the looks below, as prepare_to_wait */
		if (list_empty(&w->list) || signal_pending(current) || !ticks)
			break;
		if (ticks == LONG_MAX)
			schedule();
		else
			ticks = schedule_timeout(ticks);
	}
	current->state = TASK_RUNNING;
	if (list_empty(&w->list))
		return 0;
	list_del(&w->list);
	if (!ticks)
		return -ETIMEDOUT;
	return ticks == LONG_MAX ? -ERESTARTSYS : -EINTR;
}

static int futex_wait(int __user *addr, int value, u32 bitset, long ticks,
		      bool private)
{
	struct futex_waiter w = { .bitset = bitset, .task = current };
	int err = get_key(addr, private, &w.key), now;

	if (err)
		return err;
	list_add_tail(&w.list, bucket(&w.key));
	err = get_user(now, addr);
	if (!err && now == value)
		return sleep_on_word(&w, ticks);
	if (list_empty(&w.list))
		return 0;		/* woken while we looked */
	list_del(&w.list);
	return err ? err : -EAGAIN;
}

/* Wakes n sleepers of `from' and makes at most `most' others sleep on `to'. */
static int requeue(const struct futex_key *from, const struct futex_key *to,
		   int n, int most)
{
	struct futex_waiter *w, *next;
	int done = wake_key(from, n, FUTEX_BITSET_ANY), moved = 0;

	if (same_key(from, to))
		return done;
	list_for_each_entry_safe(w, next, bucket(from), list) {
		if (moved >= most)
			break;
		if (!same_key(&w->key, from))
			continue;
		w->key = *to;
		list_move_tail(&w->list, bucket(to));
		moved++;
	}
	return done + moved;
}

static int futex_requeue(int __user *addr, int __user *addr2, int n, int most,
			 const int *expect, bool private)
{
	struct futex_key from, to;
	int now, err;

	if (n < 0 || most < 0)
		return -EINVAL;
	if (expect) {
		err = get_user(now, addr);
		if (err)
			return err;
		if (now != *expect)
			return -EAGAIN;
	}
	err = get_key(addr, private, &from);
	if (!err)
		err = get_key(addr2, private, &to);
	return err ? err : requeue(&from, &to, n, most);
}

/* Does what the encoded operation of FUTEX_WAKE_OP says to the word; returns
   whether its comparison holds, or an error. The kernel lock is not enough to
   make it atomic against programs: cmpxchg is. */
static int futex_op(u32 op, int __user *addr)
{
	int arg = (int)(op << 8) >> 20, cmparg = (int)(op << 20) >> 20;
	int old, new, err;

	if (op >> 28 & 8)
		arg = 1 << (arg & 31);
	do {
		err = get_user(old, addr);
		if (err)
			return err;
		switch (op >> 28 & 7) {
		case 0:
			new = arg;
			break;
		case 1:
			new = old + arg;
			break;
		case 2:
			new = old | arg;
			break;
		case 3:
			new = old & ~arg;
			break;
		case 4:
			new = old ^ arg;
			break;
		default:
			return -ENOSYS;
		}
		err = cmpxchg_user(addr, old, new);
		if (err < 0)
			return err;
	} while (!err);
	switch (op >> 24 & 15) {
	case 0:
		return old == cmparg;
	case 1:
		return old != cmparg;
	case 2:
		return old < cmparg;
	case 3:
		return old <= cmparg;
	case 4:
		return old > cmparg;
	case 5:
		return old >= cmparg;
	}
	return -ENOSYS;
}

static int futex_wake_op(int __user *addr, int __user *addr2, int n, int n2,
			 u32 op, bool private)
{
	struct futex_key key, key2;
	int holds = futex_op(op, addr2), err;

	if (holds < 0)
		return holds;
	err = get_key(addr, private, &key);
	if (!err)
		err = get_key(addr2, private, &key2);
	if (err)
		return err;
	n = wake_key(&key, n, FUTEX_BITSET_ANY);
	return holds ? n + wake_key(&key2, n2, FUTEX_BITSET_ANY) : n;
}

/* What FUTEX_WAIT's and FUTEX_WAIT_BITSET's time means in ticks. */
static long wait_ticks(const struct timespec *ts, u32 cmd, u32 flags)
{
	if (!ts)
		return LONG_MAX;
	if (cmd == FUTEX_WAIT)
		return timespec_to_ticks(ts);
	return ticks_until(flags & FUTEX_CLOCK_REALTIME ? CLOCK_REALTIME :
							  CLOCK_MONOTONIC, ts);
}

static int do_futex(int __user *addr, u32 op, int value,
		    const struct timespec *ts, int __user *addr2, int value2,
		    u32 value3)
{
	u32 cmd = op & ~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
	bool private = op & FUTEX_PRIVATE_FLAG;
	u32 bitset = FUTEX_BITSET_ANY;

	if (cmd == FUTEX_WAIT_BITSET || cmd == FUTEX_WAKE_BITSET) {
		bitset = value3;
		if (!bitset)
			return -EINVAL;
	}
	switch (cmd) {
	case FUTEX_WAIT:
	case FUTEX_WAIT_BITSET:
		return futex_wait(addr, value, bitset, wait_ticks(ts, cmd, op),
				  private);
	case FUTEX_WAKE:
		return futex_wake(addr, value, private);
	case FUTEX_WAKE_BITSET:
		return wake_bitset(addr, value, bitset, private);
	case FUTEX_REQUEUE:
		return futex_requeue(addr, addr2, value, value2, NULL,
				     private);
	case FUTEX_CMP_REQUEUE:
		return futex_requeue(addr, addr2, value, value2,
				     (int *)&value3, private);
	case FUTEX_WAKE_OP:
		return futex_wake_op(addr, addr2, value, value2, value3,
				     private);
	}
	return -ENOSYS;
}

static bool has_time(u32 op)
{
	u32 cmd = op & ~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);

	return cmd == FUTEX_WAIT || cmd == FUTEX_WAIT_BITSET;
}

SYSCALL6(futex, int __user *, addr, u32, op, int, value,
	 const void __user *, time_or_value2, int __user *, addr2, u32, value3)
{
	const struct timespec *time = NULL;
	struct timespec ts;

	if (has_time(op) && time_or_value2) {
		if (copy_from_user(&ts, time_or_value2, sizeof(ts)))
			return -EFAULT;
		if (!timespec_valid(&ts))
			return -EINVAL;
		time = &ts;
	}
	return do_futex(addr, op, value, time, addr2,
			(__force int)time_or_value2, value3);
}

SYSCALL6(futex_time64, int __user *, addr, u32, op, int, value,
	 const void __user *, time_or_value2, int __user *, addr2, u32, value3)
{
	const struct timespec *time = NULL;
	struct timespec ts;
	int err;

	if (has_time(op) && time_or_value2) {
		err = get_timespec64(&ts, time_or_value2);
		if (err)
			return err;
		time = &ts;
	}
	return do_futex(addr, op, value, time, addr2,
			(__force int)time_or_value2, value3);
}
