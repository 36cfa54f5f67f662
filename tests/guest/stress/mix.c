/*
 * mix.c - several of the other stresses at once, each with a `shared' of its
 * own, while meddlers do to their processes and threads what they like: other
 * CPUs, priorities and policies, stops, a debugger that comes, steps, looks
 * and goes. All must still find what they check. The seed says which run.
 */
#include <ctype.h>
#include <dirent.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/user.h>
#include "stress.h"

#define AT_ONCE		4
#define MEDDLERS	2
#define MOST_VICTIMS	400
#define MEDDLERS_PRIO	50		/* above all that they set */
#define SHORT_WHILE	3000		/* microseconds at most */
#define STEPS		20		/* at most, of one process */
#define RESCUE		1		/* seconds */

/* Not those that count stops, or how long something takes. */
static const char *const kinds[] = {
	"pipelines", "fpu", "maps", "signals", "cow", "mutex", "execs",
	"forkmaps", "trees", "cache", "duels", "kills", "mremap", "text",
	"poll", "files",
};
#define KINDS		(sizeof(kinds) / sizeof(*kinds))

static pid_t victims[MOST_VICTIMS];
static u32 nr_victims;

/* --- who there is ----------------------------------------------- */

/* The threads of process `pid'. */
static void find_threads(int pid)
{
	char name[40];
	struct dirent *e;
	DIR *dir;

	snprintf(name, sizeof(name), "/proc/%d/task", pid);
	dir = opendir(name);
	while (dir && (e = readdir(dir)) && nr_victims < MOST_VICTIMS)
		if (isdigit(e->d_name[0]))
			victims[nr_victims++] = atoi(e->d_name);
	if (dir)
		closedir(dir);
}

/* All of this group but its leader, who waits for the rest, and meddlers. */
static void find_victims(void)
{
	struct dirent *e;
	DIR *dir = opendir("/proc");
	int pid;
	u32 i;

	nr_victims = 0;
	while (dir && (e = readdir(dir))) {
		pid = atoi(e->d_name);
		if (pid <= 0 || pid == getpgrp() || getpgid(pid) != getpgrp())
			continue;
		for (i = 0; i < MEDDLERS && shared->pid[i] != pid; i++)
			;
		if (i == MEDDLERS)
			find_threads(pid);
	}
	if (dir)
		closedir(dir);
}

/* --- a debugger ----------------------------------------------- */

/* The one thread that this meddler traces, if any. A thread that becomes
   another program gets the number of its process, so it may change. */
static pid_t tracee;

static void let_go(void);

/* What its next stop is for; -1: it is over, and it was waited for here, or its
   parent would never hear of it. A step into a call ends with the call, which
   may wait for somebody who was stopped. When all meddlers wait for such steps,
   nobody is left to let them go on: the clock calls (RESCUE). */
static int next_stop(void)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, __WALL)) < 0 && errno == EINTR) {
		find_victims();
		let_go();
	}
	if (pid < 0 || !WIFSTOPPED(status))
		return -1;
	tracee = pid;
	return WSTOPSIG(status);
}

/* It goes on until its next stop, with a signal that it is owed, or 0. One that
   was killed in its stop takes no request any more. */
static int resume(int request, int sig)
{
	if (!ptrace(request, tracee, NULL, sig == SIGTRAP || sig == SIGSTOP ?
		    0 : sig))
		return next_stop();
	while (next_stop() >= 0)
		ptrace(PTRACE_CONT, tracee, NULL, 0);
	return -1;
}

/* Puts a word of its stack back where it was. */
static void touch_stack(u32 esp)
{
	long word;

	errno = 0;
	word = ptrace(PTRACE_PEEKDATA, tracee, esp & ~3u, NULL);
	if (!errno && ptrace(PTRACE_POKEDATA, tracee, esp & ~3u, word) &&
	    errno != ESRCH)
		wrong("a word of a stack is read but not written: %s",
		      strerror(errno));
}

/* One step; returns 0, or -1. A signal, or a stop of the group, may come before
   the trap: only when that was seen, it is not left to the tracee. */
static int step(void)
{
	int sig = 0;

	do {
		sig = resume(PTRACE_SINGLESTEP, sig);
	} while (sig >= 0 && sig != SIGTRAP);
	return sig < 0 ? -1 : 0;
}

static void trace(pid_t pid, u32 *state)
{
	struct user_regs_struct regs;
	u32 steps = rnd(state, STEPS);
	int sig;

	if (ptrace(PTRACE_ATTACH, pid, NULL, NULL))
		return;
	for (sig = next_stop(); sig != SIGSTOP; )
		if (sig < 0 || (sig = resume(PTRACE_CONT, sig)) < 0)
			return;
	if (!ptrace(PTRACE_GETREGS, tracee, NULL, &regs)) {
		touch_stack(regs.esp);
		ptrace(PTRACE_SETREGS, tracee, NULL, &regs);
	}
	while (steps--)
		if (step())
			return;
	if (ptrace(PTRACE_DETACH, tracee, NULL, 0))
		resume(PTRACE_CONT, 0);
}

/* --- what else ----------------------------------------------- */

static void set_policy(pid_t pid, int policy, int priority)
{
	struct sched_param param = { .sched_priority = priority };

	if (sched_setscheduler(pid, policy, &param) && errno != ESRCH)
		wrong("sched_setscheduler(%d, %d, %d): %s", pid, policy,
		      priority, strerror(errno));
}

static void meddle(pid_t pid, u32 *state)
{
	u32 mask = 1 + rnd(state, (1u << nr_cpus) - 1);

	switch (rnd(state, 6)) {
	case 0:
	case 1:
		sys(sched_setaffinity, pid, sizeof(mask), &mask);
		break;
	case 2:
		setpriority(PRIO_PROCESS, pid, (int)rnd(state, 40) - 20);
		break;
	case 3:
		set_policy(pid, rnd(state, 2) ? SCHED_FIFO : SCHED_RR,
			   1 + rnd(state, MEDDLERS_PRIO - 1));
		usleep(rnd(state, SHORT_WHILE));
		break;
	case 4:
		kill(pid, SIGSTOP);
		usleep(rnd(state, SHORT_WHILE));
		break;
	default:
		trace(pid, state);
	}
}

/* Nobody stays stopped, or above those whom he may be waiting for; also not
   one who was made meanwhile by one who was. */
static void let_go(void)
{
	u32 i;

	for (i = 0; i < nr_victims; i++) {
		if (sched_getscheduler(victims[i]) > SCHED_OTHER)
			set_policy(victims[i], SCHED_OTHER, 0);
		kill(victims[i], SIGCONT);
	}
}

static void on_clock(int sig)
{
	(void)sig;
}

static void interrupt_waits(void)
{
	struct sigaction sa = { .sa_handler = on_clock };	/* no restart */
	struct itimerval it = { { RESCUE, 0 }, { RESCUE, 0 } };

	sigaction(SIGALRM, &sa, NULL);
	setitimer(ITIMER_REAL, &it, NULL);
}

static void meddler(u32 number)
{
	u32 state = seed_for(number), i;

	interrupt_waits();
	while (!shared->go)
		usleep(1000);
	set_policy(0, SCHED_FIFO, MEDDLERS_PRIO);
	while (!shared->stop) {
		find_victims();
		for (i = 0; i < 4 && nr_victims; i++)
			meddle(victims[rnd(&state, nr_victims)], &state);
		usleep(rnd(&state, SHORT_WHILE));
		find_victims();
		let_go();
	}
}

/* One of the other stresses. */
static void work(u32 number)
{
	struct shared *outer = shared;

	shared = map(sizeof(*shared), MAP_SHARED);
	run_stress(kinds[(seed * AT_ONCE + number) % KINDS]);
	atomic_add(&outer->errors, shared->errors);
}

STRESS(mix, "the others work while they are moved, stopped, traced")
{
	pid_t workers[AT_ONCE];
	u32 i;
	int status;

	/* A group without a parent that cares, with members that are stopped,
	   gets one when an orphan ends (POSIX.1, 3.2.2.2). */
	signal(SIGHUP, SIG_IGN);
	start_workers(MEDDLERS, meddler);
	shared->go = 1;			/* all meddlers are known */
	for (i = 0; i < AT_ONCE; i++) {
		workers[i] = fork_or_quit();
		if (workers[i])
			continue;
		work(i);
		_exit(0);
	}
	for (i = 0; i < AT_ONCE; i++)
		if (waitpid(workers[i], &status, 0) != workers[i] || status)
			wrong("%s ended with status %x",
			      kinds[(seed * AT_ONCE + i) % KINDS], status);
	shared->stop = 1;
	wait_workers();
}
