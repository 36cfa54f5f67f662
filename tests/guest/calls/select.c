/*
 * select.c - waiting for files, the older way: select and pselect.
 */
#define _GNU_SOURCE

#include "files.h"

#define SOON		30		/* ms */
#define MASK_SIZE	8		/* bytes of a signal set */
#define SET_WORDS	32		/* 1024 descriptors */

typedef struct { uint32_t bits[SET_WORDS]; } set_t;

struct old_arguments {
	int32_t n;
	set_t *in, *out, *ex;
	struct time_32 *timeout;
};

struct mask_argument {
	const uint64_t *mask;
	uint32_t size;
};

static void add(set_t *set, int fd)
{
	set->bits[fd / 32] |= 1u << fd % 32;
}

static int has(const set_t *set, int fd)
{
	return set->bits[fd / 32] >> fd % 32 & 1;
}

/* When the parent sleeps, and some time has passed. */
static int writes_soon(void *arg)
{
	gets_state(getppid(), 'S');
	usleep(SOON * 1000);
	return SC(write, *(int *)arg, "x", 1) != 1;
}

static void select_ready(void)
{
	set_t in = { { 0 } }, out = { { 0 } }, ex = { { 0 } };
	struct time_32 none = { 0, 0 };
	int fds[2];
	char byte;

	make_pipe(fds);
	add(&in, fds[0]);
	add(&out, fds[1]);
	add(&ex, fds[0]);
	is(SC(_newselect, fds[1] + 1, &in, &out, &ex, &none), 1);
	ok(!has(&in, fds[0]) && has(&out, fds[1]) && !has(&ex, fds[0]));
	SC(write, fds[1], "x", 1);
	add(&in, fds[0]);
	is(SC(_newselect, fds[1] + 1, &in, &out, NULL, NULL), 2);
	ok(has(&in, fds[0]) && has(&out, fds[1]));
	is(SC(_newselect, fds[1], &in, &out, NULL, NULL), 1);
	SC(read, fds[0], &byte, 1);
	SC(close, fds[1]);
	is(SC(_newselect, fds[0] + 1, &in, NULL, NULL, NULL), 1);
	is(SC(dup2, fds[0], 200), 200);		/* beyond a few words */
	add(&in, 200);
	is(SC(_newselect, 201, &in, NULL, NULL, &none), 2);
	ok(has(&in, 200) && has(&in, fds[0]));
	SC(close, 200);
	SC(close, fds[0]);
}

static void select_waits(void)
{
	set_t in = { { 0 } };
	struct time_32 t = { 0, SOON * 1000 };
	long then = now_ms();
	int fds[2];
	pid_t pid;

	is(SC(_newselect, 0, NULL, NULL, NULL, &t), 0);
	ok(now_ms() - then >= SOON);
	is(t.sec, 0);
	is(t.frac, 0);			/* Linux says what is left */
	make_pipe(fds);
	add(&in, fds[0]);
	t = (struct time_32){ 0, SOON * 1000 };
	is(SC(_newselect, fds[0] + 1, &in, NULL, NULL, &t), 0);
	ok(!has(&in, fds[0]));
	add(&in, fds[0]);
	pid = start_child(writes_soon, &fds[1]);
	t = (struct time_32){ 1000, 0 };
	is(SC(_newselect, fds[0] + 1, &in, NULL, NULL, &t), 1);
	ok(has(&in, fds[0]));
	ok(t.sec >= 900 && t.sec < 1000);
	is(exit_of(pid), 0);
	SC(read, fds[0], &pid, 1);
	catch(SIGUSR1, SA_RESTART);
	signal_after(SIGUSR1, SOON);
	is(SC(_newselect, fds[0] + 1, &in, NULL, NULL, NULL), -EINTR);
	ok(has(&in, fds[0]));
}

TEST(_newselect)
{
	set_t set = { { 0 } };
	struct time_32 t = { 0, 0 };

	select_ready();
	select_waits();
	is(SC(_newselect, -1, NULL, NULL, NULL, &t), -EINVAL);
	add(&set, NO_FD);
	is(SC(_newselect, NO_FD + 1, &set, NULL, NULL, &t), -EBADF);
	is(SC(_newselect, NO_FD, &set, NULL, NULL, &t), 0);
	t = (struct time_32){ -1, 0 };
	is(SC(_newselect, 0, NULL, NULL, NULL, &t), -EINVAL);
	t = (struct time_32){ 0, 0 };
	/* no more than there are descriptors are looked at */
	memset(&set, 0, sizeof(set));
	is(SC(_newselect, 1024, &set, &set, &set, &t), 0);
	wild(_newselect, 1, 1, 1, 0, 0, 0, (long)&t);
	wild(_newselect, 2, 1, 1, 0, 0, 0, (long)&t);
	wild(_newselect, 3, 1, 1, 0, 0, 0, (long)&t);
	wild(_newselect, 4, 0, 0, 0, 0, 0, 0);
}

TEST(old_select)
{
	set_t in = { { 0 } };
	struct time_32 t = { 0, 0 };
	struct old_arguments a = { 0, &in, NULL, NULL, &t };
	int fds[2];

	make_pipe(fds);
	add(&in, fds[0]);
	a.n = fds[0] + 1;
	is(SC(old_select, &a), 0);
	SC(write, fds[1], "x", 1);
	add(&in, fds[0]);
	is(SC(old_select, &a), 1);
	ok(has(&in, fds[0]));
	a.n = -1;
	is(SC(old_select, &a), -EINVAL);
	a.n = 1;
	a.in = (set_t *)8;
	is(SC(old_select, &a), -EFAULT);
	wild(old_select, 0, 0, 0);
}

/* For both: nanoseconds, and a mask behind a pointer to pointer and size. */
#define check_pselect(name, time_type, nsec_field) do {			\
	time_type ts = { 0, SOON * 1000000 };				\
	uint64_t mask = 0, all = -1;					\
	struct mask_argument m = { &mask, MASK_SIZE };			\
	set_t in = { { 0 } };						\
	long then = now_ms();						\
	int fds[2];							\
									\
	make_pipe(fds);							\
	add(&in, fds[0]);						\
	is(SC(name, fds[0] + 1, &in, NULL, NULL, &ts, NULL), 0);	\
	ok(now_ms() - then >= SOON);					\
	is(ts.sec, 0);							\
	is(ts.nsec_field, 0);						\
	SC(write, fds[1], "x", 1);					\
	add(&in, fds[0]);						\
	is(SC(name, fds[0] + 1, &in, NULL, NULL, NULL, &m), 1);		\
	ok(has(&in, fds[0]));						\
	catch(SIGUSR1, 0);						\
	caught = 0;							\
	SC(rt_sigprocmask, SIG_BLOCK, &all, NULL, MASK_SIZE);		\
	kill(getpid(), SIGUSR1);					\
	is(SC(name, 0, NULL, NULL, NULL, NULL, &m), -EINTR);		\
	is(caught, 1);							\
	SC(rt_sigprocmask, SIG_SETMASK, &mask, NULL, MASK_SIZE);	\
	m.size = 4;							\
	is(SC(name, 0, NULL, NULL, NULL, &ts, &m), -EINVAL);		\
	m = (struct mask_argument){ NULL, 0 };				\
	is(SC(name, 0, NULL, NULL, NULL, &ts, &m), 0);			\
	m = (struct mask_argument){ (uint64_t *)8, MASK_SIZE };		\
	is(SC(name, 0, NULL, NULL, NULL, &ts, &m), -EFAULT);		\
	ts.nsec_field = 1000000000;					\
	is(SC(name, 0, NULL, NULL, NULL, &ts, NULL), -EINVAL);		\
	ts.nsec_field = -1;						\
	is(SC(name, 0, NULL, NULL, NULL, &ts, NULL), -EINVAL);		\
	ts.nsec_field = 0;						\
	is(SC(name, -1, NULL, NULL, NULL, &ts, NULL), -EINVAL);		\
	wild(name, 1, 1, 1, 0, 0, 0, (long)&ts, 0);			\
	wild(name, 4, 0, 0, 0, 0, 0, 0, 0);				\
	wild(name, 5, 0, 0, 0, 0, 0, (long)&ts, 0);			\
} while (0)

TEST(pselect6)
{
	check_pselect(pselect6, struct time_32, frac);
}

TEST(pselect6_time64)
{
	check_pselect(pselect6_time64, struct time_64, nsec);
}
