/*
 * tasks.c - many processes, many threads, long arguments.
 */
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <linux/futex.h>
#include "holds.h"

#define MANY		600
#define THREADS		1000
#define STACK		4096
#define ARG_BYTES	(120 * 1024)

static u32 futex_word;

/* Kills and takes all children. */
static void end_all(void)
{
	must(kill(-1, SIGKILL));
	reap();
}

HOLD(kill_all, "kill(-1) of 600 processes, which end")
{
	sleepers(MANY);
	end_all();
}

HOLD(group, "a signal to a group of 600, setpriority() of all")
{
	setpgid(0, 0);
	signal(SIGUSR1, SIG_IGN);
	sleepers(MANY);
	must(kill(0, SIGUSR1));
	must(setpriority(PRIO_USER, 0, 5));
	must(setpriority(PRIO_PGRP, 0, 6));
	must(kill(-1, SIGSTOP));
	must(kill(-1, SIGCONT));
	end_all();
}

static void orphan_many(void)
{
	sleepers(MANY);
}

HOLD(orphans, "exit of a process with 600 children")
{
	in_child(orphan_many);
	end_all();
}

HOLD(proc, "/proc with 600 processes is listed, and their files read")
{
	sleepers(MANY);
	list("/proc");
	read_all("/proc/stat");
	read_all("/proc/loadavg");
	read_all("/proc/counts");
	read_all("/proc/ksyms");
	read_all("/proc/meminfo");
	end_all();
}

HOLD(processors, "/proc has a column for each CPU")
{
	read_all("/proc/smp");
	read_all("/proc/interrupts");
	read_all("/proc/stat");
	read_all("/proc/cpuinfo");
}

/* --- threads -------------------------------------------------------------- */

static int wait_for_ever(void *arg)
{
	(void)arg;
	syscall(SYS_futex, &futex_word, FUTEX_WAIT, 0, NULL, NULL, 0);
	while (pause())
		;
	return 0;
}

static void make_threads(u32 n)
{
	char *stacks = map(n * STACK, MAP_PRIVATE);
	u32 i;

	for (i = 0; i < n; i++)
		must(clone(wait_for_ever, stacks + (i + 1) * STACK,
			   CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND |
			   CLONE_THREAD | CLONE_SYSVSEM, NULL));
	usleep(1000);
}

HOLD(threads_exit, "exit_group() of 1000 threads")
{
	make_threads(THREADS);
}

HOLD(threads_exec, "exec() of one of 1000 threads")
{
	make_threads(THREADS);
	execl("/init", "init", "exec", NULL);
}

HOLD(threads_wake, "1000 threads that wait for one futex are woken")
{
	make_threads(THREADS);
	must(syscall(SYS_futex, &futex_word, FUTEX_WAKE, THREADS, NULL, NULL,
		     0));
	list("/proc/self/task");
}

HOLD(threads_stop, "600 threads stop and go on")
{
	pid_t pid = must(fork());

	if (!pid) {
		make_threads(MANY);
		for (;;)
			pause();
	}
	usleep(200000);
	must(kill(pid, SIGSTOP));
	must(waitpid(pid, NULL, WUNTRACED));
	must(kill(pid, SIGCONT));
	must(kill(pid, SIGKILL));
	reap();
}

/* --- arguments ------------------------------------------------------------ */

HOLD(args, "exec() with 120 KB of arguments of a byte each")
{
	static char *argv[ARG_BYTES / 6 + 1];
	u32 i;

	for (i = 0; i < ARG_BYTES / 6; i++)
		argv[i] = i ? "" : "init";
	argv[1] = "exec";
	execv("/init", argv);
	fail("execv");
}

HOLD(long_arg, "exec() with an argument of 120 KB")
{
	static char arg[ARG_BYTES];
	char *argv[] = { "init", "exec", arg, NULL };

	memset(arg, 'x', sizeof(arg) - 1);
	execv("/init", argv);
	fail("execv");
}

HOLD(core, "a core dump of 16 MB")
{
	struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	pid_t pid = must(fork());
	int status;

	if (!pid) {
		must(setrlimit(RLIMIT_CORE, &all));
		touch(map(16 * MB, MAP_PRIVATE), 16 * MB);
		abort();
	}
	must(waitpid(pid, &status, 0));
	if (!WCOREDUMP(status))
		printf("# no core dump: status %x\n", status);
	unlink("core");
}
