/*
 * threads.c - threads hand a mutex over, end, are killed; exec() and exit()
 * of the same process at once.
 */
#include <linux/futex.h>
#include "execs.h"
#include "stress.h"

#define THREADS		8
#define HANDS		150
#define DUELS		60
#define DUELISTS	6

/* 0 free, 1 taken, 2 taken and somebody sleeps. */
static volatile u32 lock, inside, total;

static void take(void)
{
	if (__sync_val_compare_and_swap(&lock, 0, 1) == 0)
		return;
	while (__atomic_exchange_n(&lock, 2, __ATOMIC_SEQ_CST))
		sys(futex, &lock, FUTEX_WAIT, 2);
}

static void give(void)
{
	if (__atomic_exchange_n(&lock, 0, __ATOMIC_SEQ_CST) == 2)
		sys(futex, &lock, FUTEX_WAKE, 1);
}

static void hand_over(u32 number)
{
	u32 state = seed_for(number), i;

	for (i = 0; i < scale(HANDS); i++) {
		take();
		if (inside++)
			wrong("two threads hold the mutex");
		total++;
		if (!rnd(&state, 4))
			sys(sched_yield);
		inside--;
		give();
	}
}

/* Threads of a process that is killed while they do it. */
static void doomed(u32 number)
{
	(void)number;
	run_threads(THREADS, hand_over);
	for (;;)
		run_threads(3, hand_over);
}

STRESS(mutex, "threads hand a mutex over, some of them until they are killed")
{
	u32 i;

	start_workers(4, doomed);
	run_threads(THREADS, hand_over);
	run_threads(THREADS, hand_over);
	if (total != 2 * THREADS * scale(HANDS))
		wrong("%u times for %u", total, 2 * THREADS * scale(HANDS));
	for (i = 0; i < 4; i++) {
		kill(shared->pid[i], SIGKILL);
		waitpid(shared->pid[i], NULL, 0);
	}
}

/* --- the end of a process, in several ways at once ------------------------ */

#define EXIT_STATUS	7

static u32 duel_seed;

static void raise_kill(void)
{
	long pid = sys(getpid);

	sys(kill, pid, SIGKILL);
}

static void duelist(u32 number)
{
	u32 state = seed_for(duel_seed * 16 + number), n = rnd(&state, 30);

	while (n--)
		sys(sched_yield);
	switch (rnd(&state, 6)) {
	case 0:
		sys(exit_group, EXIT_STATUS);
		break;
	case 1:
		exec_self(rnd(&state, 2));
		break;
	case 2:
		sys(exit, 0);
		break;
	case 3:
		raise_kill();
		break;
	case 4:
		if (!sys(fork))
			sys(exit_group, 0);
		break;
	default:
		break;
	}
}

static bool may_end_so(int status)
{
	return status == SIGKILL || status == EXIT_STATUS << 8 ||
	       status == EXEC_STATUS << 8 || !status;
}

static void duel(u32 number)
{
	int status;
	pid_t pid;
	u32 i;

	for (i = 0; i < scale(DUELS); i++) {
		pid = fork_or_quit();
		if (!pid) {
			duel_seed = number * 1000 + i;
			run_threads(DUELISTS, duelist);
			_exit(0);
		}
		if (waitpid(pid, &status, 0) != pid || !may_end_so(status))
			wrong("a process of threads ended with %x", status);
	}
}

STRESS(duels, "threads end, execute and kill their process at once")
{
	run_workers(4, duel);
}
