/*
 * fuzz.c - processes without privileges call anything with any arguments, and
 * threads do it in the same process. Whatever they are told is right, as long
 * as the kernel goes on and nothing is lost.
 *
 * A process that hangs, because it has stopped itself or sleeps for ever, is
 * killed; so is all that is left of its user.
 */
#include <sys/resource.h>
#include "stress.h"

#define FUZZERS		6
#define FUZZ_ROUNDS	10		/* processes of each */
#define FUZZ_CALLS	300		/* of each of them */
#define FUZZ_UID	5000
#define FUZZ_TASKS	12
#define MEGABYTE	(1 << 20)
#define POOL_PAGES	4
#define TRIES		400		/* of 5 ms, until one is killed */
#define KILL_TRIES	30000		/* of 1 ms, until all are gone */

static const struct {
	int nr;
	const char *name;
} calls[] = {
#define CALL(nr, name, args, flags) { nr, #name },
#include "../../../include/asm-i386/syscall_table.h"
#undef CALL
};
#define NR_CALLS	(sizeof(calls) / sizeof(*calls))

static const char *const names[] = {
	".", "..", "/", "a", "b", "d", "d/a", "a/b", "", "/proc/self/maps",
	"/proc/self/fd/3", "/proc/self/exe", "/dev/null", "/dev/zero",
	"/dev/tty", "/proc", "/proc/self/mem", "/proc/1/stat", "l", "f",
};
#define NR_NAMES	(sizeof(names) / sizeof(*names))

static u32 *pool;			/* pages that any call may change */
static u32 fuzz_seed, fuzz_calls;

static u32 random_pointer(u32 *state)
{
	switch (rnd(state, 8)) {
	case 0:
		return 0;
	case 1:
		return (u32)pool + POOL_PAGES * PAGE - rnd(state, 64);
	case 2:
		return 0xc0000000 + rnd(state, 0x400000);
	case 3:
		return 0xbfffff00 + rnd(state, 256);
	case 4:
		return (u32)names[rnd(state, NR_NAMES)];
	default:
		return (u32)pool + rnd(state, POOL_PAGES * PAGE) / 4 * 4;
	}
}

static u32 random_number(u32 *state)
{
	switch (rnd(state, 8)) {
	case 0:
		return -1 - rnd(state, 4);
	case 1:
		return 1u << rnd(state, 32);
	case 2:
		return rnd(state, 0x10000) * PAGE;
	case 3:
		return rnd(state, 1 << 16) << 16 | rnd(state, 1 << 16);
	default:
		return rnd(state, 12);
	}
}

static u32 random_argument(u32 *state)
{
	switch (rnd(state, 4)) {
	case 0:
		return random_pointer(state);
	case 1:
		return (u32)names[rnd(state, NR_NAMES)];
	default:
		return random_number(state);
	}
}

/* The end of the process, or of its group: not each time. */
static bool is_left_out(const char *name, u32 *state)
{
	return (!strncmp(name, "exit", 4) || !strcmp(name, "pause") ||
		!strcmp(name, "rt_sigreturn") || !strcmp(name, "sigreturn") ||
		!strcmp(name, "rt_sigsuspend") ||
		!strcmp(name, "sigsuspend")) && rnd(state, 50);
}

static void fuzz_thread(u32 number)
{
	u32 state = seed_for(fuzz_seed * 8 + number), i, k, n;
	u32 args[6];

	for (i = 0; i < fuzz_calls; i++) {
		n = rnd(&state, NR_CALLS);
		if (is_left_out(calls[n].name, &state))
			continue;
		for (k = 0; k < 6; k++)
			args[k] = random_argument(&state);
		for (k = 0; k < 16; k++)
			pool[rnd(&state, POOL_PAGES * PAGE / 4)] =
				random_number(&state);
		sys_call(calls[n].nr, args[0], args[1], args[2], args[3],
			 args[4], args[5]);
	}
}

static void set_limit(int what, u32 value)
{
	struct rlimit r = { value, value };

	if (setrlimit(what, &r))
		wrong("setrlimit(%d): %s", what, strerror(errno));
}

/* A user of his own, in a folder of his own, with nothing to break. */
static void confine(u32 uid)
{
	char folder[20];
	int fd;

	sprintf(folder, "fuzz%u", uid);
	mkdir(folder, 0700);
	if (chown(folder, uid, uid) || chdir(folder) || chroot("."))
		wrong("%s: %s", folder, strerror(errno));
	set_limit(RLIMIT_NPROC, FUZZ_TASKS);
	set_limit(RLIMIT_AS, 24 * MEGABYTE);
	set_limit(RLIMIT_FSIZE, MEGABYTE);
	set_limit(RLIMIT_CORE, 0);
	fd = open("f", O_RDWR | O_CREAT, 0666);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	setpgid(0, 0);
	if (setgid(uid) || setuid(uid))
		_exit(1);
}

static void fuzz(u32 uid)
{
	pool = map(POOL_PAGES * PAGE, MAP_PRIVATE);
	confine(uid);
	munmap(shared, sizeof(*shared));
	shared = map(sizeof(*shared), MAP_PRIVATE);	/* for wrong() */
	fuzz_calls = FUZZ_CALLS;
	if (fuzz_seed % 2)
		fuzz_thread(0);
	else
		run_threads(4, fuzz_thread);
	_exit(0);
}

/* Has the caller's user, who may have two, no other process? */
static bool is_alone(void)
{
	pid_t pid = fork();

	if (!pid)
		_exit(0);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	return pid > 0;
}

/* A child that kills all processes of the user, what they have become
   included, and ends when nobody is left: zombies are to be waited for. */
static pid_t kill_user(u32 uid)
{
	pid_t pid = fork_or_quit();
	u32 tries;

	if (!pid) {
		set_limit(RLIMIT_NPROC, 2);
		if (setuid(uid))
			_exit(1);
		for (tries = 0; tries < KILL_TRIES; tries++) {
			kill(-1, SIGCONT);
			kill(-1, SIGKILL);
			if (is_alone())
				_exit(0);
			usleep(1000);
		}
		wrong("the processes of user %u cannot be killed", uid);
		_exit(0);
	}
	return pid;
}

static void remove_folder(u32 uid)
{
	char command[40];

	sprintf(command, "fuzz%u", uid);
	remove_tree(command);
}

/*
 * Has the process ended? One that has asked to be traced tells of its stops,
 * too, and its threads are waited for like itself: all of them are heard.
 */
static bool has_ended(pid_t pid, int options)
{
	int status;
	pid_t who;

	while ((who = waitpid(-1, &status, options | __WALL)) > 0)
		if (who == pid && !WIFSTOPPED(status))
			return true;
	return false;
}

static void fuzzer(u32 number)
{
	u32 i, tries, uid = FUZZ_UID + number;
	pid_t pid, killer;

	for (i = 0; i < scale(FUZZ_ROUNDS); i++) {
		fuzz_seed = seed * 1000 + number * 100 + i;
		pid = fork_or_quit();
		if (!pid)
			fuzz(uid);
		for (tries = 0; tries < TRIES; tries++) {
			if (has_ended(pid, WNOHANG))
				break;
			usleep(5000);
		}
		killer = kill_user(uid);
		if (tries == TRIES && !has_ended(pid, 0))
			wrong("%d is lost", pid);
		has_ended(killer, 0);
		while (waitpid(-1, NULL, WNOHANG | __WALL) > 0)
			;
		remove_folder(uid);
	}
}

STRESS(fuzz, "any call with any arguments does no harm")
{
	run_workers(FUZZERS, fuzzer);
}
