/*
 * siginfo.c - what handlers are told about faults and children.
 */
#include <ucontext.h>

#include "help.h"

static volatile siginfo_t *told;	/* shared: written by children */
static volatile greg_t *regs;

static void note(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;

	memcpy((void *)told, info, sizeof(*info));
	memcpy((void *)regs, uc->uc_mcontext.gregs,
	       sizeof(uc->uc_mcontext.gregs));
	regs[30] = uc->uc_mcontext.cr2;
	_exit(sig);
}

/* Has a child do fn(arg), which is to give it `sig' with this code, and the
   address unless it is -1. */
static void faults(int (*fn)(void *), void *arg, int sig, int code, long addr)
{
	int status;

	memset((void *)told, 0, sizeof(*told));
	handle(sig, note, SA_SIGINFO);
	status = in_child(fn, arg);
	handle(sig, SIG_DFL, 0);
	is(status, sig << 8);
	is(told->si_signo, sig);
	is(told->si_code, code);
	if (addr != -1)
		is((long)told->si_addr, addr);
}

static int reads(void *p)
{
	return *(volatile int *)p;
}

static int writes(void *p)
{
	*(volatile int *)p = 1;
	return 0;
}

static int jumps(void *p)
{
	((void (*)(void))p)();
	return 0;
}

#define DOES(name, code)						\
	static int name(void *unused)					\
	{								\
		(void)unused;						\
		__asm__ volatile(code : : : "eax", "ecx", "edx", "cc",	\
				 "memory");				\
		return 0;						\
	}

DOES(divides, "xorl %%ecx, %%ecx\n movl $1, %%eax\n cltd\n idivl %%ecx")
DOES(overflows, "movl $0x80000000, %%eax\n movl $-1, %%ecx\n cltd\n"
		"idivl %%ecx")
DOES(undefined, "ud2")
DOES(halts, "hlt")
DOES(clears_interrupts, "cli")
DOES(outputs, "movl $0x80, %%edx\n outb %%al, %%dx")
DOES(breaks, "int3")
DOES(other_int, "int $0x20")
DOES(kernel_int, "int $0xef")
DOES(traps, "pushf\n orl $0x100, (%%esp)\n popf\n nop\n nop")
DOES(floats, "fninit\n pushl $0x033b\n fldcw (%%esp)\n popl %%eax\n"
	     "fld1\n fldz\n fdivrp\n fwait")
DOES(bad_selector, "movl $0x58, %%eax\n movw %%ax, %%es\n movl $0x5c, %%eax\n"
		   "movw %%ax, %%ds\n movl $0xfff8, %%eax\n movw %%ax, %%fs")
DOES(no_stack, "xorl %%esp, %%esp\n pushl %%eax")
DOES(sse_float, "pushl $0x1d80\n ldmxcsr (%%esp)\n xorps %%xmm0, %%xmm0\n"
		"pushl $0x3f800000\n movss (%%esp), %%xmm1\n"
		"divss %%xmm0, %%xmm1\n addl $8, %%esp")

static void test_memory(void)
{
	char *page = private_pages(2);

	munmap(page + PAGE, PAGE);
	faults(reads, (void *)8, SIGSEGV, SEGV_MAPERR, 8);
	faults(writes, (void *)8, SIGSEGV, SEGV_MAPERR, 8);
	is(regs[REG_TRAPNO], 14);
	is(regs[REG_ERR], 6);
	is(regs[30], 8);
	faults(reads, page + PAGE, SIGSEGV, SEGV_MAPERR, (long)page + PAGE);
	is(regs[REG_ERR], 4);
	faults(reads, page + PAGE - 2, SIGSEGV, SEGV_MAPERR,
	       (long)page + PAGE);
	mprotect(page, PAGE, PROT_READ);
	faults(writes, page + 4, SIGSEGV, SEGV_ACCERR, (long)page + 4);
	mprotect(page, PAGE, PROT_NONE);
	faults(reads, page + 4, SIGSEGV, SEGV_ACCERR, (long)page + 4);
	faults(jumps, (void *)16, SIGSEGV, SEGV_MAPERR, 16);
	is(regs[REG_EIP], 16);
	is(dies_of(reads, (void *)0xffffffff), SIGSEGV);
	is(dies_of(no_stack, NULL), SIGSEGV);
}

static void test_kernel_memory(void)
{
	static const uint32_t kernel[] = {
		0xc0000000, 0xc0100000, 0xfee00000, 0xfffff000,
	};
	int i;

	for (i = 0; i < 4; i++) {
		is(dies_of(reads, (void *)kernel[i]), SIGSEGV);
		is(dies_of(writes, (void *)kernel[i]), SIGSEGV);
		is(dies_of(jumps, (void *)kernel[i]), SIGSEGV);
	}
}

/* Beyond the end of a file that is mapped. */
static void test_bus(void)
{
	int fd = open("short", O_CREAT | O_RDWR, 0600);
	char *p;

	is(write(fd, "x", 1), 1);
	p = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	ok(p != MAP_FAILED);
	is(p[PAGE - 1], 0);
	faults(reads, p + PAGE + 8, SIGBUS, BUS_ADRERR, (long)p + PAGE + 8);
	faults(writes, p + PAGE, SIGBUS, BUS_ADRERR, (long)p + PAGE);
	is(ftruncate(fd, 0), 0);		/* what was there is gone */
	faults(reads, p, SIGBUS, BUS_ADRERR, (long)p);
	is(ftruncate(fd, 2 * PAGE), 0);
	is(p[PAGE], 0);
}

static void test_others(void)
{
	faults(divides, NULL, SIGFPE, FPE_INTDIV, -1);
	is((long)told->si_addr, regs[REG_EIP]);
	is(regs[REG_TRAPNO], 0);
	faults(overflows, NULL, SIGFPE, FPE_INTDIV, -1);
	faults(floats, NULL, SIGFPE, FPE_FLTDIV, -1);
	is(regs[REG_TRAPNO], 16);
	faults(undefined, NULL, SIGILL, ILL_ILLOPN, -1);
	is((long)told->si_addr, regs[REG_EIP]);
	faults(breaks, NULL, SIGTRAP, SI_KERNEL, -1);
	faults(traps, NULL, SIGTRAP, TRAP_TRACE, -1);
	faults(halts, NULL, SIGSEGV, SI_KERNEL, 0);
	is(regs[REG_TRAPNO], 13);
	faults(clears_interrupts, NULL, SIGSEGV, SI_KERNEL, 0);
	faults(outputs, NULL, SIGSEGV, SI_KERNEL, 0);
	faults(other_int, NULL, SIGSEGV, SI_KERNEL, 0);
	faults(kernel_int, NULL, SIGSEGV, SI_KERNEL, 0);
	faults(bad_selector, NULL, SIGSEGV, SI_KERNEL, 0);
}

/* A fault whose signal is blocked or ignored kills. */
static int blocked_fault(void *handler)
{
	if (handler)
		block(SIGSEGV);
	handle(SIGSEGV, handler ? (void *)count_signal : SIG_IGN, 0);
	return reads(NULL);
}

static void note_child(int sig, siginfo_t *info, void *context)
{
	(void)context;
	seen[sig]++;
	memcpy((void *)told, info, sizeof(*info));
}

static void child_says(pid_t pid, int code, int status)
{
	ok(becomes(&seen[SIGCHLD], 1));
	is(told->si_code, code);
	is(told->si_status, status);
	is(told->si_pid, pid);
	is(told->si_uid, 0);
	clear_seen();
}

static void test_child(void)
{
	pid_t pid = idle_child();

	clear_seen();
	handle(SIGCHLD, note_child, SA_SIGINFO);
	kill(pid, SIGSTOP);
	child_says(pid, CLD_STOPPED, SIGSTOP);
	kill(pid, SIGCONT);
	child_says(pid, CLD_CONTINUED, SIGCONT);
	kill(pid, SIGTERM);
	child_says(pid, CLD_KILLED, SIGTERM);
	waitpid(pid, NULL, 0);
	pid = fork();
	if (pid == 0)
		_exit(33);
	child_says(pid, CLD_EXITED, 33);
	waitpid(pid, NULL, 0);
	handle(SIGCHLD, note_child, SA_SIGINFO | SA_NOCLDSTOP);
	pid = idle_child();
	kill(pid, SIGSTOP);
	waitpid(pid, NULL, WUNTRACED);
	is(seen[SIGCHLD], 0);
	kill(pid, SIGKILL);
	child_says(pid, CLD_KILLED, SIGKILL);
	waitpid(pid, NULL, 0);
	handle(SIGCHLD, SIG_DFL, 0);
}

static void test_sender(void)
{
	pid_t pid = fork();

	handle(SIGUSR1, note_child, SA_SIGINFO);
	if (pid == 0) {
		setuid(321);
		sleep_ms(50);
		_exit(0);
	}
	kill(getpid(), SIGUSR1);
	is(told->si_code, SI_USER);
	is(told->si_pid, getpid());
	is(told->si_uid, 0);
	SC(tkill, getpid(), SIGUSR1);
	is(told->si_code, SI_TKILL);
	waitpid(pid, NULL, 0);
}

static int writes_to_nobody(void *unused)
{
	int fds[2];

	(void)unused;
	is(pipe(fds), 0);
	close(fds[0]);
	return SC(write, fds[1], "x", 1);
}

void test_siginfo(void)
{
	int sig;

	told = shared_pages(1);
	regs = shared_pages(1);
	test_memory();
	test_kernel_memory();
	test_bus();
	test_others();
	is(dies_of(blocked_fault, (void *)1), SIGSEGV);
	is(dies_of(blocked_fault, NULL), SIGSEGV);
	test_child();
	test_sender();
	is(dies_of(writes_to_nobody, NULL), SIGPIPE);
	handle(SIGPIPE, SIG_IGN, 0);
	is(in_child(writes_to_nobody, NULL), (-EPIPE & 0xff) << 8);
	sig = dies_of(sse_float, NULL);		/* QEMU does not fault */
	ok(sig == SIGFPE || sig == 0 || sig == SIGILL);
}
