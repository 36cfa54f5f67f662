/*
 * ptrace.c - ptrace(): registers and memory of a stopped process, and the
 * errors of all requests. Other parts are in trace*.c.
 */
#include <sys/uio.h>
#include "tracer.h"

static int answer(void *word)
{
	return *(volatile int *)word;
}

static int spin(void *unused)
{
	(void)unused;
	for (;;)
		;
	return 0;
}

static void test_errors(void)
{
	static int word = 7;
	pid_t pid = fork();
	long value;

	if (pid == 0)
		spin(NULL);
	is(trace(PT_PEEKDATA, pid, &word, &value), -ESRCH);	/* not ours */
	is(trace(PT_CONT, pid, 0, 0), -ESRCH);
	is(trace(PT_ATTACH, 0x7ffffff, 0, 0), -ESRCH);
	is(trace(PT_ATTACH, getpid(), 0, 0), -EPERM);
	is(trace(PT_ATTACH, pid, 0, 0), 0);
	is(trace(PT_ATTACH, pid, 0, 0), -EPERM);
	is(next_stop(pid), STOPPED(SIGSTOP));
	is(trace(99, pid, 0, 0), -EIO);
	is(trace(0x420e, pid, 0, 0), -EIO);	/* GET_SYSCALL_INFO */
	is(trace(PT_CONT, pid, 0, 65), -EIO);
	is(trace(PT_DETACH, pid, 0, -1), -EIO);
	is(trace(PT_SETOPTIONS, pid, 0, 0x80), -EINVAL);
	is(trace(PT_PEEKUSER, pid, 2, &value), -EIO);
	is(trace(PT_PEEKUSER, pid, U_SIZE, &value), -EIO);
	is(trace(PT_PEEKUSER, pid, -4, &value), -EIO);
	is(trace(PT_PEEKUSER, pid, U_DEBUGREG(0) - 4, &value), 0);
	is(trace(PT_POKEUSER, pid, U_DEBUGREG(0) - 4, 0), -EIO);
	is(trace(PT_INTERRUPT, pid, 0, 0), -EIO);	/* not seized */
	is(trace(PT_LISTEN, pid, 0, 0), -EIO);
	is(trace(PT_CONT, pid, 0, 0), 0);
	is(trace(PT_CONT, pid, 0, 0), -ESRCH);		/* it runs */
	is(trace(PT_GETREGS, pid, 0, &value), -ESRCH);
	kill_tracee(pid);
	is(trace(PT_CONT, pid, 0, 0), -ESRCH);
}

static void test_wild(void)
{
	pid_t pid = traced_child(answer, NULL);

	wild(ptrace, 3, 1, PT_PEEKDATA, pid, (long)&pid, 0);
	wild(ptrace, 3, 1, PT_PEEKUSER, pid, U_EIP, 0);
	wild(ptrace, 3, 1, PT_GETREGS, pid, 0, 0);
	wild(ptrace, 3, 0, PT_SETREGS, pid, 0, 0);
	wild(ptrace, 3, 1, PT_GETFPREGS, pid, 0, 0);
	wild(ptrace, 3, 1, PT_GETSIGINFO, pid, 0, 0);
	wild(ptrace, 3, 0, PT_SETSIGINFO, pid, 0, 0);
	wild(ptrace, 3, 1, PT_EVENTMSG, pid, 0, 0);
	wild(ptrace, 3, 1, PT_GETSIGMASK, pid, 8, 0);
	wild(ptrace, 3, 0, PT_SETSIGMASK, pid, 8, 0);
	wild(ptrace, 3, 1, PT_GETTLS, pid, 6, 0);
	wild(ptrace, 3, 0, PT_GETREGSET, pid, 1, 0);
	is(trace(PT_PEEKDATA, pid, 0, &pid), -EIO);
	is(trace(PT_PEEKDATA, pid, 0xc0000000, &pid), -EIO);
	is(trace(PT_POKEDATA, pid, 0, 1), -EIO);
	is(trace(PT_POKEDATA, pid, 0xc0000000, 1), -EIO);
	kill_tracee(pid);
}

/* A word of data, of a private page that cannot be written to, of text: only
   the tracee sees the change. */
static void test_memory(void)
{
	static volatile int word = 7;
	const int *text = (const int *)(long)answer;
	char *page = private_pages(2);
	int before = *text;
	pid_t pid;

	strcpy(page, "abcdefgh");
	mprotect(page, PAGE, PROT_READ);
	pid = traced_child(answer, (void *)&word);
	is(peek(pid, &word), 7);
	is(trace(PT_POKEDATA, pid, &word, 42), 0);
	is(peek(pid, &word), 42);
	is(trace(PT_POKEDATA, pid, page, 0x64636278), 0);
	is(peek(pid, page), 0x64636278);
	is(trace(PT_POKETEXT, pid, text, 0xc3), 0);
	is(peek(pid, text), 0xc3);
	is(trace(PT_POKETEXT, pid, text, before), 0);
	is(trace(PT_POKEDATA, pid, page + PAGE - 2, 0x31323334), 0);
	is(peek(pid, page + PAGE - 2), 0x31323334);
	is(word, 7);
	is(page[0], 'a');
	is(*text, before);
	is(go(PT_CONT, pid, 0), 42 << 8);
}

/* What others share and the tracee may not write to, its tracer may not. */
static void test_shared_memory(void)
{
	int *page = shared_pages(1);
	pid_t pid;

	*page = 5;
	mprotect(page, PAGE, PROT_READ);
	pid = traced_child(answer, page);
	is(peek(pid, page), 5);
	is(trace(PT_POKEDATA, pid, page, 6), -EIO);
	mprotect(page, PAGE, PROT_READ | PROT_WRITE);
	kill_tracee(pid);
	pid = traced_child(answer, page);
	is(trace(PT_POKEDATA, pid, page, 6), 0);
	is(*page, 6);
	is(go(PT_CONT, pid, 0), 6 << 8);
}

static void test_registers(void)
{
	pid_t pid = traced_child(answer, &pid);
	struct regs r, r2;
	struct iovec iov = { &r2, sizeof(r2) + 40 };

	is(trace(PT_GETREGS, pid, 0, &r), 0);
	is(r.eip, peek_user(pid, U_EIP));
	is(r.esp, peek_user(pid, U_ESP));
	is(r.gs, peek_user(pid, U_GS));
	is(r.cs & 3, 3);
	ok(r.eflags & 0x200);
	is(trace(PT_GETREGSET, pid, 1, &iov), 0);
	is(iov.iov_len, sizeof(r2));
	ok(!memcmp(&r, &r2, sizeof(r)));
	is(trace(PT_GETREGSET, pid, 99, &iov), -EINVAL);
	iov.iov_len = 3;
	is(trace(PT_GETREGSET, pid, 1, &iov), -EINVAL);
	iov.iov_len = 8;
	r2.ebx = 0x1234;
	is(trace(PT_SETREGSET, pid, 1, &iov), 0);
	is(peek_user(pid, U_EBX), 0x1234);
	is(trace(PT_POKEUSER, pid, U_ECX, 77), 0);
	is(peek_user(pid, U_ECX), 77);
	is(trace(PT_POKEUSER, pid, U_CS, 0x10), -EIO);	/* the kernel's */
	is(trace(PT_POKEUSER, pid, U_CS, 0), -EIO);
	is(trace(PT_POKEUSER, pid, U_GS, 0x18), -EIO);
	is(trace(PT_POKEUSER, pid, U_EFLAGS, 0x3002), 0);
	is(peek_user(pid, U_EFLAGS) & 0x3200, 0x200);	/* IF, IOPL stay */
	r.eip = (long)answer;		/* any return address faults */
	is(trace(PT_SETREGS, pid, 0, &r), 0);
	is(peek_user(pid, U_EIP), r.eip);
	kill_tracee(pid);
}

static int add_floats(void *unused)
{
	volatile double d = 1.5;
	int before = d * 2, after;

	(void)unused;
	__asm__ volatile("fldl %1; int3; fistpl %0"
			 : "=m" (after) : "m" (d));
	return before == 3 ? after : 99;
}

/* The tracer sees the FPU's registers and what it writes there counts. */
static void test_fpu_registers(void)
{
	static const unsigned char nine[10] = {
		0, 0, 0, 0, 0, 0, 0, 0x90, 0x02, 0x40
	};
	unsigned char fp[108], fx[512];
	pid_t pid = traced_child(add_floats, NULL);

	is(trace(PT_GETFPREGS, pid, 0, fp), 0);		/* not used yet */
	is(*(short *)fp, 0x37f);
	is(go(PT_CONT, pid, 0), STOPPED(SIGTRAP));
	is(trace(PT_GETFPREGS, pid, 0, fp), 0);
	is(fp[28 + 9], 0x3f);				/* of 1.5 */
	is(fp[28 + 7], 0xc0);
	memcpy(fp + 28, nine, sizeof(nine));
	is(trace(PT_SETFPREGS, pid, 0, fp), 0);
	if (trace(PT_GETFPXREGS, pid, 0, fx) == 0) {
		ok(!memcmp(fx + 32, nine, sizeof(nine)));
		fx[32 + 7] = 0xa0;			/* 9 becomes 10 */
		is(trace(PT_SETFPXREGS, pid, 0, fx), 0);
		is(go(PT_CONT, pid, 0), 10 << 8);
	} else {
		is(trace(PT_GETFPXREGS, pid, 0, fx), -EIO);
		is(go(PT_CONT, pid, 0), 9 << 8);
	}
}

struct descriptor {
	unsigned nr, base, limit, flags;
};

static void test_tls(void)
{
	pid_t pid = traced_child(answer, &pid);
	struct descriptor d = { 0, 0x1000, 0xfffff, 0x51 }, back;
	int last = 8;		/* of the three, the one glibc leaves free */

	is(trace(PT_SETTLS, pid, last, &d), 0);
	is(trace(PT_GETTLS, pid, last, &back), 0);
	is(back.nr, last);
	is(back.base, d.base);
	is(back.flags, d.flags);
	is(trace(PT_GETTLS, pid, 99, &back), -EINVAL);
	is(trace(PT_SETTLS, pid, 99, &d), -EINVAL);
	kill_tracee(pid);
}

TEST(ptrace)
{
	test_errors();
	test_wild();
	test_memory();
	test_shared_memory();
	test_registers();
	test_fpu_registers();
	if (in_guest())			/* Linux numbers them otherwise */
		test_tls();
}

BUG(ptrace, "signals and stops") { test_trace_signals(); }
BUG(ptrace, "system calls") { test_trace_calls(); }
BUG(ptrace, "single steps") { test_trace_steps(); }
BUG(ptrace, "breakpoints and watchpoints") { test_trace_watch(); }
BUG(ptrace, "fork, exec and exit") { test_trace_events(); }
BUG(ptrace, "threads") { test_trace_threads(); }
BUG(ptrace, "who may trace whom") { test_trace_rights(); }
BUG(ptrace, "seizing") { test_trace_seize(); }
