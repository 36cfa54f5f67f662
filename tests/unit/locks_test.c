/* needs: */
/*
 * locks_test.c - record locks against a model that knows for each byte what
 * each owner has on it: random locks and unlocks, with and without memory;
 * then waiting, deadlocks, and what fcntl() makes of its arguments.
 *
 * The file has CELLS bytes, the last of which stands for all that follow.
 */
#include "../../fs/locks.c"
#include "../../fs/posix_lock.c"
#include "../../fs/flock.c"

#include <malloc.h>
#include "host.h"
#include "tap.h"

#define CELLS		40
#define OWNERS		4
#define ROUNDS		200000

struct cpu boot_cpu, *host_cpu = &boot_cpu;
unsigned long host_memory = ~0UL;	/* where user addresses end */

static struct task_struct tasks[OWNERS];
static struct files_struct tables[OWNERS];
static struct signal_struct signals;
static struct inode inode;
static struct dentry dentry = { .d_inode = &inode };
static struct file files[OWNERS];
static unsigned int seed = 1994;

/* --- what the code calls ------------------------------------------------ */

static int fail_in, woken;
static void (*while_asleep)(void);

void *kmalloc(size_t size, int gfp __unused)
{
	if (fail_in && --fail_in == 0)
		return NULL;
	return malloc(size);
}

void kfree(const void *p)
{
	free((void *)p);
}

bool wake_up_process(struct task_struct *p)
{
	woken |= 1 << (p - tasks);
	return true;
}

/* Others run now; then the sleeper goes on. */
void schedule(void)
{
	struct task_struct *sleeper = current;
	void (*others)(void) = while_asleep;

	while_asleep = NULL;
	if (others)
		others();
	boot_cpu.task = sleeper;
}

size_t __copy_user(void *to, const void *from, size_t n)
{
	memcpy(to, from, n);
	return 0;
}

struct file *fget(u32 fd __unused)
{
	return NULL;
}

void fput(struct file *file __unused)
{
}

/* --- the model ---------------------------------------------------------- */

static u8 model[OWNERS][CELLS];		/* 0 none, else type + 1 */

static int model_conflict(int owner, int type, int first, int last)
{
	int o, i;

	for (o = 0; o < OWNERS; o++)
		for (i = first; i <= last && o != owner; i++)
			if (model[o][i] && (type == F_WRLCK ||
					    model[o][i] == F_WRLCK + 1))
				return 1;
	return 0;
}

static struct file_lock lock(int owner, int type, int first, int last)
{
	return (struct file_lock) {
		.owner = &tables[owner], .pid = owner, .kind = LOCK_POSIX,
		.type = type, .start = first,
		.end = last == CELLS - 1 ? LOCK_TO_EOF : last,
	};
}

/* What the list says about the owner's byte. */
static u8 listed(int owner, int i)
{
	const struct file_lock *l;
	u8 found = 0;

	for (l = inode.i_flock; l; l = l->next)
		if (l->owner == &tables[owner] && l->start <= i && i <= l->end)
			found = found ? 99 : l->type + 1;
	return found;
}

/* Sorted, disjoint for each owner (listed() sees that), joined, and true. */
static int list_is_right(void)
{
	const struct file_lock *l, *m;
	int o, i, n = 0;

	for (l = inode.i_flock; l; l = l->next, n++) {
		if (l->next && l->start > l->next->start)
			return 0;
		for (m = inode.i_flock; m; m = m->next)
			if (m != l && m->owner == l->owner &&
			    m->type == l->type && l->end != LOCK_TO_EOF &&
			    m->start == l->end + 1)
				return 0;
	}
	for (o = 0; o < OWNERS; o++)
		for (i = 0; i < CELLS; i++)
			if (listed(o, i) != model[o][i])
				return 0;
	return n == nr_locks;
}

static int random_lock(void)
{
	int owner = rnd(&seed) % OWNERS, type = rnd(&seed) % 3;
	int first = rnd(&seed) % CELLS, last = rnd(&seed) % CELLS;
	struct file_lock want;
	int want_err, err;

	if (first > last) {
		int swap = first;

		first = last;
		last = swap;
	}
	want = lock(owner, type, first, last);
	want_err = type != F_UNLCK && model_conflict(owner, type, first, last) ?
		   -EAGAIN : 0;
	if (rnd(&seed) % 16 == 0)
		fail_in = 1 + (type != F_UNLCK && rnd(&seed) % 2);
	if (fail_in)
		want_err = -ENOLCK;
	if (type != F_UNLCK && !fail_in &&
	    !lock_conflict(&inode, &want) != !want_err)
		return 0;
	err = posix_lock_set(&inode, &want);
	fail_in = 0;
	if (!err)
		memset(&model[owner][first], type == F_UNLCK ? 0 : type + 1,
		       last - first + 1);
	return err == want_err;
}

static void remove_all(void)
{
	int i;

	for (i = 0; i < OWNERS; i++)
		locks_remove_posix(&inode, &tables[i]);
	memset(model, 0, sizeof(model));
}

static void test_random(void)
{
	int i, bad = 0;

	for (i = 0; i < ROUNDS && !bad; i++) {
		if (!random_lock() || !list_is_right())
			bad = i + 1;
		if (i % 1000 == 999)
			remove_all();
	}
	is(bad, 0, "random record locks do what the model does");
	remove_all();
	is(nr_locks, 0, "and all are gone with their owners");
	ok(inode.i_flock == NULL, "the list, too");
}

/* --- waiting ------------------------------------------------------------ */

static void turn(int owner)
{
	boot_cpu.task = &tasks[owner];
}

static int set(int owner, int type, int first, int last)
{
	struct file_lock want = lock(owner, type, first, last);

	return posix_lock_set(&inode, &want);
}

static int wait_for(int owner, int type, int first, int last)
{
	struct file_lock want = lock(owner, type, first, last);

	turn(owner);
	return lock_wait(&inode, &want);
}

static int inner;

/* Owner 0 sleeps, for what 1 has. */
static void one_wants_zeros(void)
{
	inner = wait_for(1, F_WRLCK, 0, 0);
}

static void one_releases(void)
{
	woken = 0;
	set(1, F_UNLCK, 1, 1);
	inner = woken;
}

static void two_wants_zeros(void)
{
	inner = wait_for(2, F_WRLCK, 0, 0);
}

/* 1 sleeps, too, for what 2 has; then 2 wants what 0 has. */
static void one_then_two(void)
{
	while_asleep = two_wants_zeros;
	wait_for(1, F_WRLCK, 2, 2);
}

static void two_wants_something_else(void)
{
	while_asleep = NULL;
	inner = wait_for(2, F_RDLCK, 10, 20);
}

static void test_waiting(void)
{
	set(0, F_WRLCK, 0, 0);
	set(1, F_WRLCK, 1, 1);
	set(2, F_WRLCK, 2, 2);
	is(wait_for(0, F_WRLCK, 10, 20), 1, "nothing is in the way");
	while_asleep = one_releases;
	is(wait_for(0, F_WRLCK, 1, 1), 0, "asleep until it is released");
	is(inner, 1, "the release wakes the one that waits");
	set(1, F_WRLCK, 1, 1);
	while_asleep = one_wants_zeros;
	is(wait_for(0, F_WRLCK, 1, 1), 0, "0 waits for 1");
	is(inner, -EDEADLK, "and 1 may not wait for 0");
	while_asleep = one_then_two;
	wait_for(0, F_WRLCK, 1, 1);
	is(inner, -EDEADLK, "nor 2, when 0 waits for 1 and 1 for 2");
	while_asleep = two_wants_something_else;
	wait_for(0, F_WRLCK, 1, 1);
	is(inner, 1, "who asks for a free range does not wait");
	tasks[0].work = 1 << WORK_SIGNAL;
	is(wait_for(0, F_WRLCK, 1, 1), -ERESTARTSYS, "a signal ends it");
	tasks[0].work = 0;
	ok(list_empty(&waiters), "nobody is left behind");
	is(tasks[0].state, TASK_RUNNING, "and 0 runs");
	remove_all();
}

/* --- fcntl() ------------------------------------------------------------ */

static const struct {
	s64 start, len;
	int whence, err;
	s64 first, last;
} ranges[] = {
	{ 0, 0, SEEK_SET, 0, 0, LOCK_TO_EOF },
	{ 5, 1, SEEK_SET, 0, 5, 5 },
	{ 5, 10, SEEK_CUR, 0, 105, 114 },
	{ -10, 10, SEEK_END, 0, 990, 999 },
	{ 10, -10, SEEK_SET, 0, 0, 9 },
	{ 10, -11, SEEK_SET, -EINVAL, 0, 0 },
	{ -1, 1, SEEK_SET, -EINVAL, 0, 0 },
	{ -101, 5, SEEK_CUR, -EINVAL, 0, 0 },
	{ LLONG_MAX, 1, SEEK_SET, 0, LLONG_MAX, LLONG_MAX },
	{ LLONG_MAX, 2, SEEK_SET, -EOVERFLOW, 0, 0 },
	{ LLONG_MAX, 1, SEEK_CUR, -EOVERFLOW, 0, 0 },
	{ LLONG_MIN, LLONG_MIN, SEEK_SET, -EINVAL, 0, 0 },
	{ 0, LLONG_MAX, SEEK_SET, 0, 0, LLONG_MAX - 1 },
	{ 0, LLONG_MIN, SEEK_SET, -EINVAL, 0, 0 },
	{ 0, 0, 3, -EINVAL, 0, 0 },
	{ 0, 0, -1, -EINVAL, 0, 0 },
};

static void test_ranges(void)
{
	struct file *file = &files[0];
	struct file_lock want;
	struct flock64 f;
	int i, err;

	file->f_pos = 100;
	inode.i_size = 1000;
	for (i = 0; i < ARRAY_SIZE(ranges); i++) {
		f = (struct flock64) { F_WRLCK, ranges[i].whence,
				       ranges[i].start, ranges[i].len, 0 };
		err = set_range(&want, &f, flock_base(file, f.l_whence));
		ok(err == ranges[i].err &&
		   (err || (want.start == ranges[i].first &&
			    want.end == ranges[i].last)),
		   "range %d: %lld, %lld", i, ranges[i].start, ranges[i].len);
	}
}

static long call(int owner, int cmd, struct flock64 *f)
{
	turn(owner);
	if (cmd == F_GETLK)
		return fcntl_getlk(&files[owner], f, true);
	return fcntl_setlk(owner, &files[owner], f, true, cmd == F_SETLKW);
}

static void test_calls(void)
{
	struct flock64 f = { F_WRLCK, SEEK_SET, 10, 10, 0 };

	is(call(0, F_SETLK, &f), 0, "F_SETLK");
	f = (struct flock64) { F_RDLCK, SEEK_SET, 0, 0, 0 };
	is(call(0, F_GETLK, &f), 0, "F_GETLK of the owner itself");
	is(f.l_type, F_UNLCK, "sees nothing in the way");
	f = (struct flock64) { F_RDLCK, SEEK_SET, 0, 0, 77 };
	is(call(1, F_GETLK, &f), 0, "F_GETLK of another");
	ok(f.l_type == F_WRLCK && f.l_start == 10 && f.l_len == 10 &&
	   f.l_pid == 1000, "sees the lock, and whose it is");
	f = (struct flock64) { F_RDLCK, SEEK_SET, 19, 1, 0 };
	is(call(1, F_SETLK, &f), -EAGAIN, "which is in the way");
	f.l_type = 3;
	is(call(1, F_SETLK, &f), -EINVAL, "a type that there is not");
	f.l_type = F_UNLCK;
	is(call(1, F_GETLK, &f), -EINVAL, "F_GETLK of F_UNLCK");
	files[1].f_mode = FMODE_READ;
	f.l_type = F_WRLCK;
	is(call(1, F_SETLK, &f), -EBADF, "to write needs a file open so");
	f.l_start = 100;
	f.l_type = F_RDLCK;
	tables[1].fd_array[1] = NULL;
	is(call(1, F_SETLK, &f), -EBADF, "closed by another thread meanwhile");
	locks_remove_posix(&inode, &tables[0]);
	is(nr_locks, 0, "leaves no lock behind");
}

static void test_flock(void)
{
	turn(0);
	is(do_flock(&files[0], F_RDLCK, false), 0, "flock, shared");
	is(do_flock(&files[1], F_RDLCK, false), 0, "by two");
	is(do_flock(&files[1], F_WRLCK, false), -EAGAIN, "not alone");
	ok(!flock_of(&inode, &files[1]), "the attempt costs the old lock");
	is(do_flock(&files[0], F_WRLCK, false), 0, "the other one may");
	is(do_flock(&files[0], F_WRLCK, false), 0, "and again");
	is(set(1, F_WRLCK, 0, 5), 0, "record locks are another world");
	remove_all();
	fail_in = 1;
	is(do_flock(&files[1], F_RDLCK, false), -ENOLCK, "no memory");
	locks_remove_flock(&inode, &files[0]);
	is(do_flock(&files[1], F_WRLCK, true), 0, "free after the last close");
	locks_remove_flock(&inode, &files[1]);
	is(nr_locks, 0, "no lock is left");
}

int main(void)
{
	int i;

	for (i = 0; i < OWNERS; i++) {
		tasks[i].files = &tables[i];
		tasks[i].signal = &signals;
		tasks[i].tgid = 1000 + i;
		tables[i].fd = tables[i].fd_array;
		tables[i].max_fds = ARRAY_SIZE(tables[i].fd_array);
		tables[i].fd_array[i] = &files[i];
		files[i].f_dentry = &dentry;
		files[i].f_mode = FMODE_READ | FMODE_WRITE;
	}
	turn(0);
	test_random();
	test_waiting();
	test_ranges();
	test_calls();
	test_flock();
	return done();
}
