/*
 * rlimit.c - limits: reading and setting them, and what happens at each.
 */
#include <sys/resource.h>

#include "help.h"

struct limit32 {
	uint32_t cur, max;
};

struct limit64 {
	uint64_t cur, max;
};

static int user_sets_limits(void *unused)
{
	struct limit32 limit = { 10, 20 };

	(void)unused;
	is(SC(setrlimit, RLIMIT_NOFILE, &limit), 0);
	limit.cur = 20;
	is(SC(setrlimit, RLIMIT_NOFILE, &limit), 0);
	limit.max = 21;
	is(SC(setrlimit, RLIMIT_NOFILE, &limit), -EPERM);
	limit.cur = 21;
	limit.max = 20;
	is(SC(setrlimit, RLIMIT_NOFILE, &limit), -EINVAL);
	limit.cur = limit.max = 0;
	is(SC(setrlimit, RLIMIT_NOFILE, &limit), 0);
	is(SC(dup, 0), -EMFILE);
	is(SC(open, "/", O_RDONLY), -EMFILE);
	return 0;
}

static int writes_too_far(void *unused)
{
	struct limit32 limit = { 1000, 1000 };
	char buf[600];
	int fd = open("big", O_CREAT | O_RDWR | O_TRUNC, 0600);

	(void)unused;
	memset(buf, 'x', sizeof(buf));
	is(SC(setrlimit, RLIMIT_FSIZE, &limit), 0);
	is(SC(write, fd, buf, 600), 600);
	is(SC(write, fd, buf, 600), 400);	/* what fits */
	handle(SIGXFSZ, SIG_IGN, 0);
	is(SC(write, fd, buf, 1), -EFBIG);
	is(SC(ftruncate, fd, 1001), -EFBIG);
	is(SC(ftruncate, fd, 1000), 0);
	handle(SIGXFSZ, SIG_DFL, 0);
	SC(write, fd, buf, 1);
	return 0;
}

static int computes_too_long(void *hard)
{
	struct limit32 limit = { 1, hard ? 1 : 2 };
	volatile int i;

	handle(SIGXCPU, hard ? SIG_DFL : SIG_IGN, 0);
	SC(setrlimit, RLIMIT_CPU, &limit);
	for (;;)
		i++;
	return 0;
}

TEST(setrlimit)
{
	struct limit32 limit, old;

	is(SC(ugetrlimit, RLIMIT_STACK, &old), 0);
	ok(old.cur >= 1 << 20);
	limit = (struct limit32){ 5 << 20, old.max };
	is(SC(setrlimit, RLIMIT_STACK, &limit), 0);
	is(SC(ugetrlimit, RLIMIT_STACK, &limit), 0);
	ok(limit.cur == 5 << 20 && limit.max == old.max);
	is(SC(setrlimit, RLIMIT_STACK, &old), 0);
	is(SC(setrlimit, 16, &limit), -EINVAL);
	is(SC(setrlimit, -1, &limit), -EINVAL);
	limit = (struct limit32){ 2, 1 };
	is(SC(setrlimit, RLIMIT_CORE, &limit), -EINVAL);
	wild(setrlimit, 1, 0, RLIMIT_CORE, 0);
	is(as_user(9001, user_sets_limits, NULL), 0);
	is(dies_of(writes_too_far, NULL), SIGXFSZ);
	is(dies_of(computes_too_long, (void *)1), SIGKILL);
	is(dies_of(computes_too_long, NULL), SIGKILL);
	test_core();
}

TEST(getrlimit)
{
	struct limit32 limit = { 0xffffffff, 0xffffffff }, now;

	is(SC(setrlimit, RLIMIT_CPU, &limit), 0);
	is(SC(ugetrlimit, RLIMIT_CPU, &now), 0);
	ok(now.cur == 0xffffffff);
	is(SC(getrlimit, RLIMIT_CPU, &now), 0);	/* signed, the old call */
	ok(now.cur == 0x7fffffff && now.max == 0x7fffffff);
	is(SC(getrlimit, 16, &now), -EINVAL);
	is(SC(ugetrlimit, 16, &now), -EINVAL);
	is(SC(ugetrlimit, -1, &now), -EINVAL);
	wild(getrlimit, 1, 1, RLIMIT_CPU, 0);
	wild(ugetrlimit, 1, 1, RLIMIT_CPU, 0);
}

ALSO(ugetrlimit)

static int user_limits_others(void *pid)
{
	struct limit64 limit = { 10, 10 };

	is(SC(prlimit64, pid, RLIMIT_NOFILE, NULL, &limit), -EPERM);
	is(SC(prlimit64, pid, RLIMIT_NOFILE, &limit, NULL), -EPERM);
	is(SC(prlimit64, 0, RLIMIT_NOFILE, &limit, NULL), 0);
	return 0;
}

TEST(prlimit64)
{
	struct limit64 limit = { 100, 200 }, old;
	pid_t pid = idle_child();

	is(SC(prlimit64, pid, RLIMIT_NOFILE, &limit, &old), 0);
	ok(old.cur >= 256);
	is(SC(prlimit64, pid, RLIMIT_NOFILE, NULL, &old), 0);
	ok(old.cur == 100 && old.max == 200);
	is(SC(prlimit64, 0, RLIMIT_NOFILE, NULL, &old), 0);
	ok(old.cur != 100);			/* ours is our own */
	limit = (struct limit64){ 1ULL << 40, ~0ULL };
	is(SC(prlimit64, pid, RLIMIT_CPU, &limit, NULL), 0);
	is(SC(prlimit64, pid, RLIMIT_CPU, NULL, &old), 0);
	ok(old.max == ~0ULL && old.cur >= 0xffffffff);
	is(as_user(9002, user_limits_others, (void *)pid), 0);
	is(SC(prlimit64, pid, 16, NULL, NULL), -EINVAL);
	limit = (struct limit64){ 2, 1 };
	is(SC(prlimit64, pid, RLIMIT_CPU, &limit, NULL), -EINVAL);
	wild(prlimit64, 2, 0, 0, RLIMIT_CPU, 0, 0);
	wild(prlimit64, 3, 1, 0, RLIMIT_CPU, 0, 0);
	end_child(pid);
	is(SC(prlimit64, pid, RLIMIT_CPU, NULL, &old), -ESRCH);
}
