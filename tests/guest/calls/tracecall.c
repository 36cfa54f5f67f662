/*
 * tracecall.c - stops at system calls, single steps, debug registers.
 */
#include "tracer.h"

/* --- system calls -------------------------------------------------------- */

static int ask_ppid(void *unused)
{
	(void)unused;
	return SC(getppid) == 12345 ? 1 : 2;
}

/* From the SIGSTOP to the entry of getppid(): kill() ends, and the C library's
   calls pass. */
static pid_t at_getppid(void)
{
	pid_t pid = traced_child(ask_ppid, NULL);
	int i;

	is(trace(PT_SETOPTIONS, pid, 0, O_SYSGOOD), 0);
	for (i = 0; i < 20; i++) {
		is(go(PT_SYSCALL, pid, 0), CALL_STOP);
		if (peek_user(pid, U_ORIG_EAX) == NR_getppid)
			break;
	}
	is(peek_user(pid, U_EAX), -ENOSYS);
	return pid;
}

static void test_calls(void)
{
	pid_t pid = at_getppid();
	siginfo_t info;

	is(trace(PT_GETSIGINFO, pid, 0, &info), 0);
	is(info.si_code, SIGTRAP | 0x80);
	is(go(PT_SYSCALL, pid, 0), CALL_STOP);
	is(peek_user(pid, U_EAX), getpid());
	is(trace(PT_POKEUSER, pid, U_EAX, 12345), 0);	/* another result */
	is(go(PT_CONT, pid, 0), 1 << 8);
	pid = at_getppid();				/* without the option */
	is(trace(PT_SETOPTIONS, pid, 0, 0), 0);
	is(go(PT_SYSCALL, pid, 0), STOPPED(SIGTRAP));
	is(go(PT_CONT, pid, 0), 2 << 8);
}

/* Another call, or none, is made instead. */
static void test_other_call(void)
{
	pid_t pid = at_getppid();

	is(trace(PT_POKEUSER, pid, U_ORIG_EAX, NR_getpid), 0);
	is(go(PT_SYSCALL, pid, 0), CALL_STOP);
	is(peek_user(pid, U_EAX), pid);
	is(go(PT_CONT, pid, 0), 2 << 8);
	pid = at_getppid();
	is(trace(PT_POKEUSER, pid, U_ORIG_EAX, -1), 0);
	is(go(PT_SYSCALL, pid, 0), CALL_STOP);
	is(peek_user(pid, U_EAX), -ENOSYS);
	is(go(PT_CONT, pid, 0), 2 << 8);
	pid = at_getppid();
	is(trace(PT_POKEUSER, pid, U_ORIG_EAX, -1), 0);
	is(trace(PT_POKEUSER, pid, U_EAX, 12345), 0);
	is(go(PT_CONT, pid, 0), 1 << 8);
	pid = at_getppid();			/* killed at the entry */
	kill_tracee(pid);
}

static int no_such_call(void *unused)
{
	(void)unused;
	return -raw_call(100000, 0, 0, 0, 0, 0, 0);
}

static void test_bad_call(void)
{
	pid_t pid = traced_child(no_such_call, NULL);
	int i;

	is(trace(PT_SETOPTIONS, pid, 0, O_SYSGOOD), 0);
	for (i = 0; i < 20 && peek_user(pid, U_ORIG_EAX) != 100000; i++)
		is(go(PT_SYSCALL, pid, 0), CALL_STOP);
	is(go(PT_SYSCALL, pid, 0), CALL_STOP);
	is(peek_user(pid, U_EAX), -ENOSYS);
	is(go(PT_CONT, pid, 0), ENOSYS << 8);
}

#define FIRST_MS	200
#define LONGEST_MS	30000

static int sleep_once(void *ms)
{
	struct timespec32 ts = { (long)ms / 1000, (long)ms % 1000 * 1000000 };

	return -SC(nanosleep, &ts, NULL);
}

/* A call that a dropped signal interrupts goes on. If it is over before the
   signal comes, because the host is slow, a longer one is tried. */
static void test_interrupted_call(void)
{
	long ms;
	int status = 0;
	pid_t pid = 0;

	for (ms = FIRST_MS; status == 0 && ms < LONGEST_MS; ms *= 5) {
		pid = traced_child(sleep_once, (void *)ms);
		is(trace(PT_CONT, pid, 0, 0), 0);
		comes_to_rest(pid);
		kill(pid, SIGUSR1);
		status = next_stop(pid);
	}
	is(status, STOPPED(SIGUSR1));
	is(go(PT_CONT, pid, 0), 0);
}

void test_trace_calls(void)
{
	test_calls();
	test_other_call();
	test_bad_call();
	test_interrupted_call();
}

/* --- single steps -------------------------------------------------------- */

extern const char steps_start[], steps_call[], steps_popf[], steps_end[];

__asm__(".pushsection .text\n"
	"steps_start:\n"
	"	movl	$20, %eax\n"
	"steps_call:\n"
	"	int	$0x80\n"
	"	pushfl\n"
	"	popl	%edx\n"
	"	pushl	%edx\n"
	"steps_popf:\n"
	"	popfl\n"
	"	xorl	%eax, %eax\n"
	"steps_end:\n"
	"	ret\n"
	".popsection");

static int take_steps(void *unused)
{
	int flags;

	(void)unused;
	__asm__ volatile("call steps_start" : "=d" (flags) : : "eax", "memory",
			 "cc");
	return flags & 0x100 ? 1 : 0;
}

static int handled;

static void take_signal(int sig)
{
	handled = sig;
}

static int raise_handled(void *unused)
{
	(void)unused;
	handle(SIGUSR1, take_signal, 0);
	raise(SIGUSR1);
	return handled;
}

/* Runs the tracee to the instruction `where' by a breakpoint. */
static void run_to(pid_t pid, const char *where)
{
	long word = peek(pid, where);

	is(trace(PT_POKETEXT, pid, where, (word & ~0xffL) | 0xcc), 0);
	is(go(PT_CONT, pid, 0), STOPPED(SIGTRAP));
	is(peek_user(pid, U_EIP), (long)where + 1);
	is(trace(PT_POKETEXT, pid, where, word), 0);
	is(trace(PT_POKEUSER, pid, U_EIP, where), 0);
}

/* Every instruction is a step, int $80h is one, too, and what the step needs
   is not to be seen. */
static void test_instructions(void)
{
	pid_t pid = traced_child(take_steps, NULL);
	siginfo_t info;
	int i;

	run_to(pid, steps_start);
	is(go(PT_STEP, pid, 0), STOPPED(SIGTRAP));
	is(trace(PT_GETSIGINFO, pid, 0, &info), 0);
	is(info.si_code, TRAP_TRACE);
	is(peek_user(pid, U_EIP), (long)steps_call);
	is(peek_user(pid, U_EFLAGS) & 0x100, 0);
	is(go(PT_STEP, pid, 0), STOPPED(SIGTRAP));
	is(peek_user(pid, U_EIP), (long)steps_call + 2);
	is(peek_user(pid, U_EAX), pid);
	for (i = 0; i < 5; i++)
		is(go(PT_STEP, pid, 0), STOPPED(SIGTRAP));
	is(peek_user(pid, U_EIP), (long)steps_end);
	is(trace(PT_CONT, pid, 0, 0), 0);
	is(next_stop(pid) & 0x7f, 0);
}

/* A step with a signal ends before the handler's first instruction. */
static void test_step_to_handler(void)
{
	pid_t pid = traced_child(raise_handled, NULL);

	is(go(PT_CONT, pid, 0), STOPPED(SIGUSR1));
	is(go(PT_STEP, pid, SIGUSR1), STOPPED(SIGTRAP));
	is(peek_user(pid, U_EIP), (long)take_signal);
	is(peek_user(pid, U_EFLAGS) & 0x100, 0);
	is(go(PT_CONT, pid, 0), SIGUSR1 << 8);
}

extern const char steps_fork[];

__asm__(".pushsection .text\n"
	"steps_fork:\n"
	"	movl	$2, %eax\n"
	"	int	$0x80\n"
	"	ret\n"
	".popsection");

static int take_fork(void *unused)
{
	int pid, status = -1;

	(void)unused;
	__asm__ volatile("call steps_fork" : "=a" (pid) : : "memory", "cc");
	if (pid == 0)
		_exit(3);
	waitpid(pid, &status, 0);
	return status == 3 << 8 ? 0 : 1;
}

/* The child of a step over fork() takes no steps. */
static void test_step_over_fork(void)
{
	pid_t pid = traced_child(take_fork, NULL);

	run_to(pid, steps_fork);
	is(go(PT_STEP, pid, 0), STOPPED(SIGTRAP));
	is(go(PT_STEP, pid, 0), STOPPED(SIGTRAP));
	is(go(PT_CONT, pid, 0), STOPPED(SIGCHLD));
	is(go(PT_CONT, pid, 0), 0);
}

void test_trace_steps(void)
{
	test_instructions();
	test_step_to_handler();
	test_step_over_fork();
}

/* --- debug registers ----------------------------------------------------- */

#define DR7_WRITE_4	0x000d0001	/* DR0: four bytes are written to */
#define DR7_EXECUTE	0x00000001

static volatile int watched;

static int write_watched(void *fd)
{
	int *pipe_fd = fd;

	watched = 1;
	SC(getppid);
	watched = 2;
	if (SC(write, pipe_fd[1], "abcd", 4) != 4 ||
	    SC(read, pipe_fd[0], &watched, 4) != 4)
		return 99;
	return 5;
}

/* Written by the program, and by the kernel for it. */
static void test_watchpoint(void)
{
	siginfo_t info;
	int fd[2];
	pid_t pid;

	pipe(fd);
	watched = 0;
	pid = traced_child(write_watched, fd);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(0), &watched), 0);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(7), DR7_WRITE_4), 0);
	is(go(PT_CONT, pid, 0), STOPPED(SIGTRAP));
	is(peek(pid, &watched), 1);
	is(peek_user(pid, U_DEBUGREG(6)) & 15, 1);
	is(trace(PT_GETSIGINFO, pid, 0, &info), 0);
	is(info.si_code, 4);				/* TRAP_HWBKPT */
	watched = 7;					/* ours: not theirs */
	is(go(PT_CONT, pid, 0), STOPPED(SIGTRAP));
	is(peek(pid, &watched), 2);
	is(go(PT_CONT, pid, 0), STOPPED(SIGTRAP));
	is(peek(pid, &watched), 0x64636261);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(7), 0), 0);
	is(go(PT_CONT, pid, 0), 5 << 8);
	close(fd[0]);
	close(fd[1]);
}

static void test_breakpoint(void)
{
	pid_t pid = traced_child(take_steps, NULL);

	is(trace(PT_POKEUSER, pid, U_DEBUGREG(0), steps_call), 0);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(7), DR7_EXECUTE), 0);
	is(go(PT_CONT, pid, 0), STOPPED(SIGTRAP));
	is(peek_user(pid, U_EIP), (long)steps_call);
	is(go(PT_CONT, pid, 0), 0);			/* not there again */
}

static void test_bad_debugregs(void)
{
	pid_t pid = traced_child(take_steps, NULL);

	is(trace(PT_POKEUSER, pid, U_DEBUGREG(0), 0xc0100000), -EIO);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(3), 0xbffffffe), -EIO);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(4), 0), -EIO);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(7), 0x00020001), -EIO);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(7), 0x00040001), -EIO);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(7), 0x00090001), -EIO);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(7), 0x00002000), 0); /* GD */
	is(peek_user(pid, U_DEBUGREG(7)) & 0x2000, 0);
	is(go(PT_CONT, pid, 0), 0);
}

void test_trace_watch(void)
{
	test_watchpoint();
	test_breakpoint();
	if (in_guest())			/* Linux says EINVAL for some */
		test_bad_debugregs();
}
