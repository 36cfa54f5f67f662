/*
 * tracefork.c - what a tracer is told of fork, exec and exit, and of threads.
 */
#include <sched.h>
#include "tracer.h"

static int forks(void *unused)
{
	pid_t pid;
	int status;

	(void)unused;
	pid = fork();
	if (pid == 0)
		_exit(4);
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

static int vforks(void *unused)
{
	pid_t pid;
	int status;

	(void)unused;
	pid = vfork();
	if (pid == 0)
		_exit(6);
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

/* The child is traced, too, from its first instruction on. */
static void test_fork(void)
{
	pid_t pid = traced_child(forks, NULL);
	long child;

	is(trace(PT_SETOPTIONS, pid, 0, O_FORK), 0);
	is(go(PT_CONT, pid, 0), EVENT(EVENT_FORK));
	is(trace(PT_EVENTMSG, pid, 0, &child), 0);
	ok(child > pid);
	is(next_stop(child), STOPPED(SIGSTOP));
	is(peek_user(child, U_EAX), 0);
	is(trace(PT_CONT, pid, 0, 0), 0);
	is(go(PT_CONT, child, 0), 4 << 8);
	is(next_stop(pid), STOPPED(SIGCHLD));
	is(go(PT_CONT, pid, SIGCHLD), 4 << 8);
}

static void test_vfork(void)
{
	pid_t pid = traced_child(vforks, NULL);
	long child, done;

	is(trace(PT_SETOPTIONS, pid, 0, O_VFORK | O_VFORKDONE), 0);
	is(go(PT_CONT, pid, 0), EVENT(EVENT_VFORK));
	is(trace(PT_EVENTMSG, pid, 0, &child), 0);
	is(next_stop(child), STOPPED(SIGSTOP));
	is(trace(PT_DETACH, child, 0, 0), 0);
	is(go(PT_CONT, pid, 0), EVENT(EVENT_VFORKDONE));
	is(trace(PT_EVENTMSG, pid, 0, &done), 0);
	is(done, child);
	is(go(PT_CONT, pid, 0), STOPPED(SIGCHLD));
	is(go(PT_CONT, pid, 0), 6 << 8);
}

/* Without the option nobody is told, but CLONE_PTRACE alone traces. */
static int clones(void *flags)
{
	int status = 0;
	pid_t pid = SC(clone, *(int *)flags, 0, 0, 0, 0);

	if (pid == 0)
		_exit(2);
	waitpid(pid, &status, 0);
	return status >> 8;
}

static void test_clone_flags(void)
{
	int flags = SIGCHLD;
	pid_t pid = traced_child(clones, &flags), child;
	int status;

	is(go(PT_CONT, pid, 0), STOPPED(SIGCHLD));
	is(go(PT_CONT, pid, 0), 2 << 8);
	flags = SIGCHLD | CLONE_PTRACE;
	pid = traced_child(clones, &flags);
	is(trace(PT_CONT, pid, 0, 0), 0);
	child = waitpid(-1, &status, ANY_CHILD);
	ok(child > pid);
	is(status, STOPPED(SIGSTOP));
	is(go(PT_CONT, child, 0), 2 << 8);
	is(next_stop(pid), STOPPED(SIGCHLD));
	is(go(PT_CONT, pid, 0), 2 << 8);
	flags = SIGCHLD | CLONE_UNTRACED;
	pid = traced_child(clones, &flags);
	is(trace(PT_SETOPTIONS, pid, 0, O_FORK), 0);
	is(go(PT_CONT, pid, 0), STOPPED(SIGCHLD));
	is(go(PT_CONT, pid, 0), 2 << 8);
}

HELPER(traced)
{
	(void)argc;
	(void)argv;
	return 9;
}

static int becomes_other(void *unused)
{
	(void)unused;
	become("traced");
	return 1;
}

static void test_exec(void)
{
	pid_t pid = traced_child(becomes_other, NULL);
	long word;

	is(go(PT_CONT, pid, 0), STOPPED(SIGTRAP));	/* as in 1995 */
	is(go(PT_CONT, pid, 0), 9 << 8);
	pid = traced_child(becomes_other, NULL);
	is(trace(PT_SETOPTIONS, pid, 0, O_EXEC | O_EXIT), 0);
	is(go(PT_CONT, pid, 0), EVENT(EVENT_EXEC));
	is(trace(PT_EVENTMSG, pid, 0, &word), 0);
	is(word, pid);
	is(go(PT_CONT, pid, 0), EVENT(EVENT_EXIT));
	is(trace(PT_EVENTMSG, pid, 0, &word), 0);
	is(word, 9 << 8);
	is(go(PT_CONT, pid, 0), 9 << 8);
	pid = traced_child(becomes_other, NULL);
	is(trace(PT_SETOPTIONS, pid, 0, O_EXIT), 0);
	kill_tracee(pid);				/* no stop on the way */
}

void test_trace_events(void)
{
	test_fork();
	test_vfork();
	test_clone_flags();
	test_exec();
}

/* --- threads ------------------------------------------------------------- */

#define THREAD	(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | \
		 CLONE_THREAD | CLONE_SYSVSEM)

static volatile int *turns, *orders;	/* shared with the tracer */

static int thread(void *unused)
{
	(void)unused;
	while (!*orders)
		++*turns;
	if (*orders == 2)
		become("traced");
	return 0;
}

static int has_thread(void *unused)
{
	(void)unused;
	clone(thread, (char *)private_pages(4) + 4 * PAGE - 16, THREAD, NULL);
	while (*orders != 1)
		sleep_ms(1);
	SC(exit, 3);
	return 0;
}

static void share_orders(void)
{
	turns = shared_pages(1);
	orders = turns + 1;
}

/* A tracee with a thread, traced, too, that has stopped: *tid. */
static pid_t with_thread(pid_t *tid)
{
	pid_t pid = traced_child(has_thread, NULL);
	long new = 0;

	*turns = *orders = 0;
	is(trace(PT_SETOPTIONS, pid, 0, O_CLONE | O_EXEC), 0);
	is(go(PT_CONT, pid, 0), EVENT(EVENT_CLONE));
	is(trace(PT_EVENTMSG, pid, 0, &new), 0);
	*tid = new;
	is(next_stop(*tid), STOPPED(SIGSTOP));
	return pid;
}

/* Each stops and goes on alone, and each one's end is told, the leader's
   last. */
static void test_each_alone(void)
{
	pid_t tid, pid = with_thread(&tid);
	int before;

	is(trace(PT_CONT, tid, 0, 0), 0);
	while (!*turns)				/* the other one is stopped */
		sleep_ms(1);
	SC(tgkill, pid, tid, SIGUSR1);
	is(next_stop(tid), STOPPED(SIGUSR1));
	before = *turns;
	is(trace(PT_CONT, pid, 0, 0), 0);
	sleep_ms(20);
	is(*turns, before);
	is(trace(PT_CONT, tid, 0, 0), 0);
	*orders = 1;
	is(next_stop(tid), 0);
	is(next_stop(pid), 3 << 8);
}

/* exec() by the other thread: it becomes the process. */
static void test_thread_exec(void)
{
	pid_t tid, pid = with_thread(&tid);
	long old = 0;

	is(trace(PT_CONT, pid, 0, 0), 0);
	is(trace(PT_CONT, tid, 0, 0), 0);
	*orders = 2;
	is(next_stop(pid), EVENT(EVENT_EXEC));
	is(trace(PT_EVENTMSG, pid, 0, &old), 0);
	is(old, tid);
	is(go(PT_CONT, pid, 0), 9 << 8);
	is(waitpid(tid, NULL, ANY_CHILD), -1);
}

/* A child's child, not ours, with a thread; orders[1] is its number. When
   orders[2] is set, the thread becomes another program as soon as the tracer
   waits. */
static void become_grandparent(void)
{
	pid_t child = fork(), pid;

	if (child != 0)
		return;
	pid = fork();
	if (pid == 0)
		has_thread(NULL);
	orders[1] = pid;
	while (!orders[2])
		sleep_ms(1);
	gets_state(getppid(), 'S');
	*orders = 2;
	while (orders[2] != 2)		/* nobody else wakes the tracer up */
		sleep_ms(1);
	_exit(0);
}

/* A thread that nobody traces takes the place of its leader, which somebody
   waits for: there is nothing more to wait for. */
static void test_place_is_taken(void)
{
	*turns = *orders = orders[1] = orders[2] = 0;
	become_grandparent();
	while (!*turns || !orders[1])
		sleep_ms(1);
	is(trace(PT_ATTACH, orders[1], 0, 0), 0);
	is(next_stop(orders[1]), STOPPED(SIGSTOP));
	orders[2] = 1;
	is(waitpid(orders[1], NULL, ANY_CHILD), -1);
	is(errno, ECHILD);
	orders[2] = 2;
	ok(wait(NULL) > 0);
}

/* A group stop, with one thread in its tracer's hands, and the end of all. */
static void test_stop_and_kill(void)
{
	pid_t tid, pid = with_thread(&tid);

	is(trace(PT_CONT, pid, 0, 0), 0);
	is(trace(PT_CONT, tid, 0, 0), 0);
	kill(pid, SIGTSTP);
	if (waitpid(-1, NULL, ANY_CHILD) == pid)
		is(go(PT_CONT, pid, SIGSTOP), STOPPED(SIGSTOP));
	else
		is(go(PT_CONT, tid, SIGSTOP), STOPPED(SIGSTOP));
	ok(waitpid(-1, NULL, ANY_CHILD) > 0);	/* the other one */
	kill(pid, SIGKILL);
	is(next_stop(tid), SIGKILL);
	is(next_stop(pid), SIGKILL);
}

static int pokes(void *pid)
{
	(void)pid;
	return 0;
}

/* A breakpoint is set and taken away while threads of that memory run. */
static void test_running_others(void)
{
	pid_t tid, pid = with_thread(&tid);
	const int *text = (const int *)(long)pokes;
	int i, before = *text;

	is(trace(PT_CONT, tid, 0, 0), 0);
	for (i = 0; i < 100; i++) {
		is(trace(PT_POKETEXT, pid, text, 0xcc), 0);
		is(trace(PT_POKETEXT, pid, text, before), 0);
		is(peek(pid, text), before);
	}
	kill(pid, SIGKILL);
	is(next_stop(tid), SIGKILL);
	is(next_stop(pid), SIGKILL);
}

void test_trace_threads(void)
{
	share_orders();
	test_each_alone();
	test_thread_exec();
	test_place_is_taken();
	test_stop_and_kill();
	test_running_others();
}
