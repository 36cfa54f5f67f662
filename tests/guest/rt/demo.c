/*
 * demo.c - a little of everything, for a picture: two processes that play
 * ball through pipes, on idle CPUs that have to be woken; a process of two
 * threads, one of which gives memory back, so that the other's CPU has to
 * flush its TLB, and sometimes does so while it waits for the kernel lock.
 */
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "rt.h"

#define ROUNDS		20
#define SHORT		400		/* turns of a loop */
#define LONG		3000
#define CALLS		800
#define MAPPINGS	60
#define STEPS		7		/* of pauses that differ, so that */
#define STEP		50		/* all things meet at some time */
#define PAGES		4
#define PAGE		4096

/* As the picture calls the process from now on, which stays on this CPU, so
   that pictures of different kernels are alike. */
static void enter(const char *name, u32 cpu)
{
	u32 mask = 1 << cpu;

	check(prctl(PR_SET_NAME, name), name);
	check(syscall(SYS_sched_setaffinity, 0, sizeof(mask), &mask), name);
}

/* Takes the ball, looks around, for which the kernel lock is wanted, and throws
   it back. */
static void play_ball(int from, int to)
{
	char ball = 'o';
	int i;

	for (i = 0; i < ROUNDS; i++) {
		check(read(from, &ball, 1), "read");
		compute(LONG / 2);
		access("/proc", F_OK);
		compute(LONG / 2);
		check(write(to, &ball, 1), "write");
	}
}

static void ball_players(void)
{
	int there[2], back[2];

	check(pipe(there), "pipe");
	check(pipe(back), "pipe");
	if (!fork()) {
		enter("pong", 3);
		play_ball(there[0], back[1]);
		_exit(0);
	}
	enter("ping", 0);
	check(write(there[1], "o", 1), "write");
	play_ball(back[0], there[1]);
	wait(NULL);
}

/* Calls that take the kernel lock. */
static void *caller(void *unused)
{
	int i;

	enter("caller", 1);
	for (i = 0; i < CALLS; i++) {
		access("/proc", F_OK);
		compute(SHORT + i % STEPS * STEP);
	}
	return unused;
}

static void mapper(void)
{
	pthread_t thread;
	char *p;
	int i, j;

	enter("mapper", 2);
	pthread_create(&thread, NULL, caller, NULL);
	for (i = 0; i < MAPPINGS; i++) {
		p = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		for (j = 0; j < PAGES; j++)
			p[j * PAGE] = 1;
		munmap(p, PAGES * PAGE);
		compute(LONG);
	}
	pthread_join(thread, NULL);
}

void demo(void)
{
	if (!fork()) {
		ball_players();
		_exit(0);
	}
	if (!fork()) {
		mapper();
		_exit(0);
	}
	while (wait(NULL) > 0)
		;
}
