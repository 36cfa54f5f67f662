/*
 * thread.c - clone(): what is shared and what is not, thread-local storage,
 * and how threads end.
 */
#include <asm/ldt.h>
#include <linux/futex.h>
#include <sched.h>

#include "help.h"

#define STACK	16384
#define THREAD	(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | \
		 CLONE_THREAD)
#define IDS	(CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID)

static volatile int tid, result[8];

static void *new_stack(void)
{
	return (char *)mmap(NULL, STACK, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) + STACK - 16;
}

/* The C library's functions are not for threads that it does not know. */
#define CALL0(name)	raw_call(NR_##name, 0, 0, 0, 0, 0, 0)

/* Starts a thread and waits until it has ended: the kernel then writes 0 to
   tid and wakes up who waits for that. */
static void run_thread(int (*fn)(void *), void *arg, int more)
{
	int now;
	long id = clone(fn, new_stack(), THREAD | IDS | more, arg, &tid, NULL,
			&tid);

	if (!check(id > 0, __FILE__, __LINE__, "clone: errno %d", errno))
		return;
	while ((now = tid) != 0)
		SC(futex, &tid, FUTEX_WAIT, now, NULL);
}

/* A thread clears its tid a little before it is gone itself. */
static bool is_gone(int id)
{
	long end = now_ms() + PATIENCE_MS, err;

	while ((err = SC(tkill, id, 0)) == 0 && now_ms() < end)
		sleep_ms(1);
	return err == -ESRCH;
}

static int notes_ids(void *unused)
{
	(void)unused;
	result[0] = CALL0(getpid);
	result[1] = CALL0(gettid);
	result[2] = CALL0(getppid);
	result[3] = tid;
	return 0;
}

static void test_ids(void)
{
	run_thread(notes_ids, NULL, 0);
	is(result[0], getpid());
	ok(result[1] != getpid());
	is(result[2], getppid());
	is(result[3], result[1]);
	ok(is_gone(result[1]));
	is(SC(wait4, -1, NULL, WNOHANG | 0x40000000, NULL), -ECHILD);
}

static int changes_all(void *fd)
{
	raw_call(NR_chdir, (long)"/", 0, 0, 0, 0, 0);
	raw_call(NR_umask, 0123, 0, 0, 0, 0, 0);
	raw_call(NR_close, (long)fd, 0, 0, 0, 0, 0);
	handle(SIGUSR2, SIG_IGN, 0);
	block(SIGUSR1);
	return 0;
}

static void test_shared(void)
{
	struct kernel_sigaction act;
	int fd = open("/", O_RDONLY);
	char cwd[64];

	run_thread(changes_all, (void *)fd, 0);
	ok(getcwd(cwd, sizeof(cwd)) && !strcmp(cwd, "/"));
	is(umask(022), 0123);
	is(SC(fcntl64, fd, F_GETFD), -EBADF);
	SC(rt_sigaction, SIGUSR2, NULL, &act, 8);
	ok(act.handler == SIG_IGN);
	ok(!(get_mask() & bit(SIGUSR1)));	/* masks are each one's own */
}

/* Only the memory: the rest is a copy. */
static void test_vm_only(void)
{
	struct kernel_sigaction act;
	int fd = open("/dev/null", O_RDONLY), status;
	char cwd[64], now[64];
	pid_t pid;

	handle(SIGUSR2, SIG_DFL, 0);
	ok(getcwd(cwd, sizeof(cwd)) != NULL);
	pid = clone(changes_all, new_stack(), CLONE_VM | SIGCHLD, (void *)fd);
	ok(pid > 0);
	is(waitpid(pid, &status, 0), pid);
	is(status, 0);
	ok(getcwd(now, sizeof(now)) && !strcmp(cwd, now));
	is(umask(022), 022);
	is(SC(fcntl64, fd, F_GETFD), 0);
	SC(rt_sigaction, SIGUSR2, NULL, &act, 8);
	ok(act.handler == SIG_DFL);
}

static int ends_early(void *unused)
{
	(void)unused;
	return 5;
}

static void test_parent(void)
{
	int ptid = 0, ctid = 7, status;
	pid_t pid;

	pid = clone(ends_early, new_stack(), CLONE_PARENT_SETTID |
		    CLONE_CHILD_SETTID | SIGCHLD, NULL, &ptid, NULL, &ctid);
	is(ptid, pid);
	is(ctid, 7);				/* in the child's memory */
	is(waitpid(pid, &status, 0), pid);
	is(status, 0x500);
	if (fork() == 0) {			/* a brother, not a child */
		pid = clone(ends_early, new_stack(), CLONE_PARENT | SIGCHLD,
			    NULL);
		is(waitpid(pid, &status, 0), -1);
		_exit(pid > 0 && failures == 0 ? 9 : 1);
	}
	is(wait(&status) > 0, 1);
	ok(status == 0x500 || status == 0x900);
	is(wait(&status) > 0, 1);
}

static void test_clone_errors(void)
{
	is(SC(clone, CLONE_THREAD | SIGCHLD, 0), -EINVAL);
	is(SC(clone, CLONE_SIGHAND | SIGCHLD, 0), -EINVAL);
	is(SC(clone, CLONE_THREAD | CLONE_VM, 0), -EINVAL);
}

/* Waits until it is killed with the rest. */
static int spins(void *unused)
{
	(void)unused;
	result[0] = 1;
	for (;;)
		CALL0(sched_yield);
	return 0;
}

static int sleeps(void *unused)
{
	(void)unused;
	result[1] = 1;
	for (;;)
		CALL0(pause);
	return 0;
}

static void start(int (*fn)(void *))
{
	if (clone(fn, new_stack(), THREAD, NULL) < 0)
		_exit(99);
}

static int group_ends(void *how)
{
	result[0] = result[1] = 0;
	start(spins);
	start(sleeps);
	becomes(&result[0], 1);
	becomes(&result[1], 1);
	switch ((int)(intptr_t)how) {
	case 0:
		SC(exit_group, 7);
		break;
	case 1:
		SC(kill, getpid(), SIGKILL);
		break;
	case 2:
		*(volatile int *)8 = 1;
		break;
	}
	return 1;
}

static int exits_group(void *unused)
{
	(void)unused;
	raw_call(NR_exit_group, 11, 0, 0, 0, 0, 0);
	return 0;
}

static int ended_by_thread(void *unused)
{
	(void)unused;
	start(spins);
	start(exits_group);
	return sleeps(NULL);
}

/* The first thread may end before the others: the process goes on, and its
   end is the last one's, which comes when *may_end is set. */
static volatile int *may_end;

static int late(void *unused)
{
	struct timespec32 ts = { 0, 200000000 };

	(void)unused;
	do
		raw_call(NR_nanosleep, (long)&ts, 0, 0, 0, 0, 0);
	while (!*may_end);
	raw_call(NR_exit_group, 13, 0, 0, 0, 0, 0);
	return 0;
}

static int leader_ends(void *unused)
{
	(void)unused;
	start(late);
	SC(exit, 1);
	return 2;
}

static void test_leader_ends(void)
{
	pid_t pid;
	int status;

	may_end = shared_pages(1);
	*may_end = 1;
	is(in_child(leader_ends, NULL), 0xd00);
	*may_end = 0;
	pid = fork();
	if (pid == 0)
		_exit(leader_ends(NULL));
	ok(gets_state(pid, 'Z'));
	is(SC(waitpid, pid, &status, WNOHANG), 0);	/* not all of it */
	*may_end = 1;
	is(SC(waitpid, pid, &status, 0), pid);
	is(status, 0xd00);
}

static void test_ends(void)
{
	int i;

	for (i = 0; i < 10; i++) {
		is(in_child(group_ends, (void *)0), 0x700);
		is(dies_of(group_ends, (void *)1), SIGKILL);
		is(dies_of(group_ends, (void *)2), SIGSEGV);
		is(in_child(ended_by_thread, NULL), 0xb00);
	}
	test_leader_ends();
}

/* A signal of the process goes to a thread that does not block it. */
static int waits_for_signal(void *unused)
{
	(void)unused;
	unblock(SIGUSR1);
	result[2] = 1;
	while (!seen[SIGUSR1])
		CALL0(sched_yield);
	result[3] = CALL0(gettid);
	result[5] = 1;
	return 0;
}

static void note_thread(int sig)
{
	seen[sig]++;
	result[4] = CALL0(gettid);
}

static void test_signals(void)
{
	result[2] = result[3] = result[4] = result[5] = 0;
	handle(SIGUSR1, note_thread, 0);
	block(SIGUSR1);
	start(waits_for_signal);
	becomes(&result[2], 1);
	kill(getpid(), SIGUSR1);
	ok(becomes(&result[5], 1));
	is(seen[SIGUSR1], 1);
	is(result[4], result[3]);
	ok(result[4] != getpid());
	unblock(SIGUSR1);
}

TEST(clone)
{
	test_ids();
	test_shared();
	test_vm_only();
	test_parent();
	test_clone_errors();
	test_ends();
	test_signals();
}

TEST(set_tid_address)
{
	int word = 5;

	is(SC(set_tid_address, &word), gettid());
	is(SC(set_tid_address, NULL), gettid());
	is(SC(set_tid_address, 8), gettid());	/* found out at the end */
	is(SC(set_tid_address, 0xc0100000), gettid());
}

static int data[4] = { 11, 22, 33, 44 };

static int load_gs_word(int selector, int offset)
{
	int value;

	__asm__ volatile("pushl %%fs\n movl %1, %%fs\n"
			 "movl %%fs:(%2), %0\n popl %%fs\n"
			 : "=&r" (value) : "r" (selector), "r" (offset));
	return value;
}

static int reads_gs(void *entry)
{
	return load_gs_word((int)(intptr_t)entry << 3 | 3, 0);
}

static int reads_far(void *entry)
{
	return load_gs_word((int)(intptr_t)entry << 3 | 3, PAGE);
}

static struct user_desc desc_of(int entry, void *base)
{
	struct user_desc desc = {
		.entry_number = entry, .base_addr = (unsigned int)base,
		.limit = 0xfffff, .seg_32bit = 1, .limit_in_pages = 1,
		.useable = 1,
	};

	return desc;
}

TEST(set_thread_area)
{
	struct user_desc desc = desc_of(-1, data), got;
	int entry, i;

	is(SC(set_thread_area, &desc), 0);
	entry = desc.entry_number;
	ok(entry >= 6 && entry <= 14);
	is(load_gs_word(entry << 3 | 3, 0), 11);
	is(load_gs_word(entry << 3 | 3, 8), 33);
	memset(&got, 0, sizeof(got));
	got.entry_number = entry;
	is(SC(get_thread_area, &got), 0);
	is(got.base_addr, (long)data);
	is(got.limit, 0xfffff);
	ok(got.useable && got.seg_32bit && got.limit_in_pages);
	is(in_child(reads_gs, (void *)entry), 11 << 8);	/* inherited */
	desc = desc_of(entry, data + 1);
	is(SC(set_thread_area, &desc), 0);
	is(load_gs_word(entry << 3 | 3, 0), 22);
	desc.limit = 15;			/* bytes */
	desc.limit_in_pages = 0;
	is(SC(set_thread_area, &desc), 0);
	is(in_child(reads_gs, (void *)entry), 22 << 8);
	i = dies_of(reads_far, (void *)entry);
	ok(i == SIGSEGV || i == 0);		/* QEMU knows no limits */
	for (i = 0; i < 5; i++) {		/* there are three */
		desc = desc_of(-1, data);
		if (SC(set_thread_area, &desc))
			break;
	}
	ok(i <= 2);
	is(SC(set_thread_area, &desc), -ESRCH);
	memset(&desc, 0, sizeof(desc));		/* none any more */
	desc.entry_number = entry;
	desc.read_exec_only = 1;
	desc.seg_not_present = 1;
	is(SC(set_thread_area, &desc), 0);
	is(dies_of(reads_gs, (void *)entry), SIGSEGV);
	desc = desc_of(0, data);
	is(SC(set_thread_area, &desc), -EINVAL);
	desc = desc_of(1000, data);
	is(SC(set_thread_area, &desc), -EINVAL);
	got.entry_number = 0;
	is(SC(get_thread_area, &got), -EINVAL);
	got.entry_number = -1;
	is(SC(get_thread_area, &got), -EINVAL);
	wild(set_thread_area, 0, 0, 0);
	is(SC(get_thread_area, 8), -EFAULT);
	is(SC(get_thread_area, 0xc0000000), -EFAULT);
}

ALSO(get_thread_area)
