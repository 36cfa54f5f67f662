/*
 * futex.c - sleeping and waking by a word of memory.
 */
#include <linux/futex.h>
#include <sched.h>

#include "help.h"

#define PRIVATE	FUTEX_PRIVATE_FLAG
#define THREADS	(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | \
		 CLONE_THREAD)

static volatile int *words;

/* A child that waits as long as words[at] is 0, by this operation; it sleeps
   already. Its exit status is what the call gave, negated. */
static void waiter(int at, int op, int bitset)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(-SC(futex, &words[at], op, 0, NULL, NULL, bitset));
	ok(gets_state(pid, 'S'));
}

static void ended(int n, int code)
{
	int status;

	while (n--) {
		ok(wait(&status) > 0);
		is(status, code << 8);
	}
}

static void test_wake(void)
{
	int i;

	is(SC(futex, words, FUTEX_WAKE, 5), 0);
	is(SC(futex, words, FUTEX_WAIT, 1, NULL), -EAGAIN);
	for (i = 0; i < 5; i++)
		waiter(0, FUTEX_WAIT, 0);
	is(SC(futex, words, FUTEX_WAKE, 2), 2);
	ended(2, 0);
	is(SC(futex, words + 1, FUTEX_WAKE, 9), 0);
	is(SC(futex, words, FUTEX_WAKE, 0x7fffffff), 3);
	ended(3, 0);
}

static void test_requeue(void)
{
	int i;

	for (i = 0; i < 5; i++)
		waiter(0, FUTEX_WAIT, 0);
	is(SC(futex, words, FUTEX_CMP_REQUEUE, 1, 2, words + 1, 7), -EAGAIN);
	is(SC(futex, words, FUTEX_CMP_REQUEUE, 1, 2, words + 1, 0), 3);
	ended(1, 0);
	is(SC(futex, words + 1, FUTEX_WAKE, 9), 2);
	ended(2, 0);
	is(SC(futex, words, FUTEX_REQUEUE, 0, 9, words + 2), 2);
	is(SC(futex, words, FUTEX_WAKE, 9), 0);
	is(SC(futex, words + 2, FUTEX_WAKE, 9), 2);
	ended(2, 0);
	is(SC(futex, words, FUTEX_CMP_REQUEUE, -1, 0, words + 1, 0), -EINVAL);
	is(SC(futex, words, FUTEX_CMP_REQUEUE, 0, -1, words + 1, 0), -EINVAL);
}

static void test_wake_op(void)
{
	waiter(0, FUTEX_WAIT, 0);
	waiter(1, FUTEX_WAIT, 0);
	waiter(1, FUTEX_WAIT, 0);
	/* words[1] += 3; if the old one was 0, these wake up, too. */
	is(SC(futex, words, FUTEX_WAKE_OP, 1, 9, words + 1,
	      FUTEX_OP(FUTEX_OP_ADD, 3, FUTEX_OP_CMP_EQ, 0)), 3);
	is(words[1], 3);
	ended(3, 0);
	is(SC(futex, words, FUTEX_WAKE_OP, 1, 9, words + 1,
	      FUTEX_OP(FUTEX_OP_OR, 4, FUTEX_OP_CMP_GT, 5)), 0);
	is(words[1], 7);
	SC(futex, words, FUTEX_WAKE_OP, 1, 9, words + 1,
	   FUTEX_OP(FUTEX_OP_ANDN, 2, FUTEX_OP_CMP_NE, 5));
	is(words[1], 5);
	SC(futex, words, FUTEX_WAKE_OP, 1, 9, words + 1,
	   FUTEX_OP(FUTEX_OP_XOR, 1, FUTEX_OP_CMP_LT, 5));
	is(words[1], 4);
	SC(futex, words, FUTEX_WAKE_OP, 1, 9, words + 1,
	   FUTEX_OP(FUTEX_OP_SET, -1, FUTEX_OP_CMP_LE, 5));
	is(words[1], -1);
	is(SC(futex, words, FUTEX_WAKE_OP, 1, 9, words + 1,
	      FUTEX_OP(6, 1, FUTEX_OP_CMP_LE, 5)), -ENOSYS);
	is(SC(futex, words, FUTEX_WAKE_OP, 1, 9, 8, 0), -EFAULT);
	words[1] = 0;
}

static void test_bitset(void)
{
	struct timespec32 past = { 1, 0 };

	waiter(0, FUTEX_WAIT_BITSET, 6);
	is(SC(futex, words, FUTEX_WAKE_BITSET, 9, NULL, NULL, 9), 0);
	is(SC(futex, words, FUTEX_WAKE_BITSET, 9, NULL, NULL, 4), 1);
	ended(1, 0);
	is(SC(futex, words, FUTEX_WAIT_BITSET, 0, NULL, NULL, 0), -EINVAL);
	is(SC(futex, words, FUTEX_WAKE_BITSET, 0, NULL, NULL, 0), -EINVAL);
	is(SC(futex, words, FUTEX_WAIT_BITSET, 0, &past, NULL, 1), -ETIMEDOUT);
	is(SC(futex, words, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 0,
	      &past, NULL, 1), -ETIMEDOUT);
}

static void test_time(void)
{
	struct timespec32 ts = { 0, 100000000 }, bad = { 0, 1000000000 };
	long start = now_ms();
	pid_t pid;

	is(SC(futex, words, FUTEX_WAIT, 0, &ts), -ETIMEDOUT);
	ok(now_ms() - start >= 100);
	is(SC(futex, words, FUTEX_WAIT, 0, &bad), -EINVAL);
	bad.sec = -1;
	bad.nsec = 0;
	is(SC(futex, words, FUTEX_WAIT, 0, &bad), -EINVAL);
	handle(SIGUSR1, count_signal, 0);
	pid = signal_after(SIGUSR1, 50);
	is(SC(futex, words, FUTEX_WAIT, 0, NULL), -EINTR);
	is(seen[SIGUSR1], 1);
	waitpid(pid, NULL, 0);
}

/* A word of a file's page is the same one for all who map it. */
static void test_file(void)
{
	int fd = open("word", O_CREAT | O_RDWR, 0600);
	volatile int *p, *q;
	pid_t pid;

	is(ftruncate(fd, PAGE), 0);
	p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	pid = fork();
	if (pid == 0) {
		q = mmap((void *)0x60000000, PAGE, PROT_READ | PROT_WRITE,
			 MAP_SHARED, fd, 0);
		_exit(-SC(futex, q, FUTEX_WAIT, 0, NULL));
	}
	ok(gets_state(pid, 'S'));
	is(SC(futex, p, FUTEX_WAKE, 1), 1);
	ended(1, 0);
}

static void test_wild(void)
{
	struct timespec32 ts = { 0, 1 };

	is(SC(futex, 8, FUTEX_WAIT, 1, &ts), -EFAULT);
	is(SC(futex, 0xc0100000, FUTEX_WAIT, 1, &ts), -EFAULT);
	is(SC(futex, 0xfffffffc, FUTEX_WAIT, 1, &ts), -EFAULT);
	is(SC(futex, at_edge(0), FUTEX_WAIT, 1, &ts), -EFAULT);
	wild(futex, 3, 0, (long)words, FUTEX_WAIT, 0, 0, 0, 0);
	is(SC(futex, (long)words + 1, FUTEX_WAIT, 0, NULL), -EINVAL);
	is(SC(futex, (long)words + 2, FUTEX_WAKE, 1), -EINVAL);
	is(SC(futex, 0xc0000000, FUTEX_WAKE, 1), -EFAULT);
	is(SC(futex, words, 99, 0, NULL), -ENOSYS);
	is(SC(futex, words, FUTEX_WAKE | PRIVATE, 1), 0);
}

/* A mutex of three states between threads. */
static volatile int lock, total, done;

static void take(void)
{
	int old = __sync_val_compare_and_swap(&lock, 0, 1);

	while (old) {
		if (old == 2 || __sync_val_compare_and_swap(&lock, 1, 2))
			raw_call(NR_futex, (long)&lock, FUTEX_WAIT | PRIVATE,
				 2, 0, 0, 0);
		old = __sync_val_compare_and_swap(&lock, 0, 2);
	}
}

static void give(void)
{
	if (__sync_fetch_and_sub(&lock, 1) != 1) {
		lock = 0;
		raw_call(NR_futex, (long)&lock, FUTEX_WAKE | PRIVATE, 1, 0, 0,
			 0);
	}
}

static int adds(void *unused)
{
	int i;

	(void)unused;
	for (i = 0; i < 2000; i++) {
		take();
		total++;
		give();
	}
	__sync_fetch_and_add(&done, 1);
	return 0;
}

static void test_mutex(void)
{
	static char stacks[4][8192] __attribute__((aligned(16)));
	int i;

	for (i = 0; i < 4; i++)
		ok(clone(adds, stacks[i] + sizeof(stacks[i]) - 16, THREADS,
			 NULL) > 0);
	ok(becomes(&done, 4));
	is(total, 8000);
	is(lock, 0);
	sleep_ms(20);
}

TEST(futex)
{
	words = shared_pages(1);
	test_wake();
	test_requeue();
	test_wake_op();
	test_bitset();
	test_time();
	test_file();
	test_wild();
	test_mutex();
}

TEST(futex_time64)
{
	struct timespec64 ts = { 0, 50000000 };
	long start = now_ms();
	int word = 0;

	is(SC(futex_time64, &word, FUTEX_WAIT, 0, &ts), -ETIMEDOUT);
	ok(now_ms() - start >= 50);
	is(SC(futex_time64, &word, FUTEX_WAIT, 1, &ts), -EAGAIN);
	is(SC(futex_time64, &word, FUTEX_WAKE, 1), 0);
	ts.sec = 1;
	is(SC(futex_time64, &word, FUTEX_WAIT_BITSET, 0, &ts, NULL, 1),
	   -ETIMEDOUT);
	ts.nsec = -1;
	is(SC(futex_time64, &word, FUTEX_WAIT, 0, &ts), -EINVAL);
	wild(futex_time64, 3, 0, (long)&word, FUTEX_WAIT, 0, 0, 0, 0);
}
