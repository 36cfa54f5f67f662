/*
 * sigframe.c - the way into a handler and back: registers, frames that
 * programs have changed, alternate stacks.
 */
#include <ucontext.h>

#include "help.h"

/* All registers and flags survive a handler that destroys them. */
static void destroy(int sig)
{
	seen[sig]++;
	__asm__ volatile("movl $0x55555555, %%eax\n movl %%eax, %%ecx\n"
			 "movl %%eax, %%edx\n std\n cld\n"
			 "fninit\n fldpi\n fldpi\n"
			 : : : "eax", "ecx", "edx", "cc");
}

/* kill(getpid(), sig) with known registers; true if they are still there. */
static bool survives(int sig)
{
	uint32_t good;
	pid_t pid = getpid();

	__asm__ volatile(
		"pushl %%ebp\n pushl %%ebx\n"
		"movl %%ecx, %%ebx\n movl %%edx, %%ecx\n"
		"movl $0x11111111, %%edx\n movl $0x22222222, %%esi\n"
		"movl $0x33333333, %%edi\n movl $0x44444444, %%ebp\n"
		"pushl %%ebx\n"
		"movl $37, %%eax\n"
		"stc\n"
		"int $0x80\n"
		"jnc 1f\n"
		"cmpl %%ebx, (%%esp)\n jne 1f\n"
		"cmpl $0x11111111, %%edx\n jne 1f\n"
		"cmpl $0x22222222, %%esi\n jne 1f\n"
		"cmpl $0x33333333, %%edi\n jne 1f\n"
		"cmpl $0x44444444, %%ebp\n jne 1f\n"
		"testl %%eax, %%eax\n jne 1f\n"
		"incl %%eax\n jmp 2f\n"
		"1: xorl %%eax, %%eax\n"
		"2: addl $4, %%esp\n popl %%ebx\n popl %%ebp\n"
		: "=a" (good), "+c" (pid), "+d" (sig)
		: : "esi", "edi", "memory", "cc");
	return good;
}

static uint32_t some_sum(void)
{
	uint32_t sum = 0, i;

	for (i = 0; i < 100000; i++)
		sum += i ^ sum << 1;
	return sum;
}

/* Any place of a program, not only system calls. */
static void test_timer(void)
{
	struct itimerval32 fast = { { 0, 10000 }, { 0, 10000 } };
	struct itimerval32 off = { { 0, 0 }, { 0, 0 } };
	uint32_t sum = some_sum();

	handle(SIGVTALRM, destroy, 0);
	clear_seen();
	SC(setitimer, 1, &fast, NULL);
	while (seen[SIGVTALRM] < 10)
		ok(some_sum() == sum);
	SC(setitimer, 1, &off, NULL);
}

static void change_regs(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;

	(void)info;
	seen[sig]++;
	uc->uc_mcontext.gregs[REG_EAX] = 12345;
	sigaddset(&uc->uc_sigmask, SIGUSR2);
}

/* What the handler writes into the frame is what the program gets. */
static void test_changes(void)
{
	handle(SIGUSR1, change_regs, SA_SIGINFO);
	is(SC(kill, getpid(), SIGUSR1), 12345);
	ok(get_mask() == bit(SIGUSR2));
	set_mask(0);
}

/* Which frame word a garbage test spoils, and with what. */
static struct {
	int word;
	uint32_t value;
} garbage;

static void spoil(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;

	(void)sig, (void)info;
	((uint32_t *)&uc->uc_mcontext)[garbage.word] = garbage.value;
}

static void spoil_old(int sig)
{
	struct sigcontext *sc = (void *)(&sig + 1);

	((uint32_t *)sc)[garbage.word] = garbage.value;
}

static int run_spoiled(void *flags)
{
	struct kernel_sigaction act = {
		flags ? (void *)spoil : (void *)spoil_old,
		(unsigned long)flags, NULL, 0
	};

	SC(rt_sigaction, SIGUSR1, &act, NULL, 8);
	SC(kill, getpid(), SIGUSR1);
	return 0;
}

/* Words of struct sigcontext: gs fs es ds, edi ... eax, trapno, err, eip, cs,
   eflags, esp, ss, fpstate. Anything may be in them: the process may go on or
   die of SIGSEGV (or of what its registers then do), the kernel stays well. */
static void test_spoiled(void)
{
	static const uint32_t values[] = {
		0, 1, 8, 0x10, 0x18, 0x23, 0x2b, 0x60, 0x68, 0x73, 0x7b,
		0xffff, 0xfff8, 0x80000000, 0xc0000000, 0xc0100000,
		0xffffffff, 0xfffffff0, 0x3000, 0x20000, 0x4000, 0x200,
	};
	unsigned int i;
	int word, sig;

	for (word = 0; word < 22; word++)
		for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
			garbage.word = word;
			garbage.value = values[i];
			sig = dies_of(run_spoiled,
				      (void *)(i % 2 ? SA_SIGINFO : 0));
			ok(!sig || sig == SIGSEGV || sig == SIGBUS ||
			   sig == SIGTRAP || sig == SIGILL || sig == SIGFPE);
		}
}

static int bad_return(void *sp)
{
	__asm__ volatile("movl %0, %%esp\n movl %1, %%eax\n int $0x80\n"
			 : : "r" (sp), "i" (NR_sigreturn) : "eax", "memory");
	return 0;
}

static int bad_rt_return(void *sp)
{
	__asm__ volatile("movl %0, %%esp\n movl %1, %%eax\n int $0x80\n"
			 : : "r" (sp), "i" (NR_rt_sigreturn)
			 : "eax", "memory");
	return 0;
}

static const uint32_t bad_stacks[] = {
	0, 8, 0xbffffffc, 0xc0000000, 0xc0100000, 0xfffffff0, 0xffffffff,
};

TEST(sigreturn)
{
	unsigned int i;

	handle(SIGUSR1, destroy, 0);
	ok(survives(SIGUSR1));
	is(seen[SIGUSR1], 1);
	test_timer();
	for (i = 0; i < 7; i++)
		is(dies_of(bad_return, (void *)bad_stacks[i]), SIGSEGV);
	is(dies_of(bad_return, at_edge(64)), SIGSEGV);
	memset(at_edge(PAGE), 0xff, PAGE);
	is(dies_of(bad_return, at_edge(PAGE)), SIGSEGV);
	test_spoiled();
	test_fpu();
}

static void destroy_info(int sig, siginfo_t *info, void *context)
{
	(void)info, (void)context;
	destroy(sig);
}

TEST(rt_sigreturn)
{
	unsigned int i;

	handle(SIGUSR1, destroy_info, SA_SIGINFO);
	ok(survives(SIGUSR1));
	is(seen[SIGUSR1], 1);
	test_changes();
	for (i = 0; i < 7; i++)
		is(dies_of(bad_rt_return, (void *)bad_stacks[i]), SIGSEGV);
	is(dies_of(bad_rt_return, at_edge(128)), SIGSEGV);
	memset(at_edge(PAGE), 0xff, PAGE);
	is(dies_of(bad_rt_return, at_edge(PAGE)), SIGSEGV);
}

static char *alt_stack;
static volatile long depth_used;

static void on_alt(int sig)
{
	char here;
	stack_t stack;

	seen[sig]++;
	ok(&here > alt_stack && &here < alt_stack + 16384);
	is(SC(sigaltstack, NULL, &stack), 0);
	is(stack.ss_flags, SS_ONSTACK);
	is(SC(sigaltstack, &stack, NULL), -EPERM);
	if (seen[sig] < 3)
		raise(sig);			/* goes on below */
}

static void off_alt(int sig)
{
	char here;

	seen[sig]++;
	ok(&here < alt_stack || &here > alt_stack + 16384);
}

/* Each nested frame takes some of it, until there is no room. */
static void eat_stack(int sig)
{
	volatile char space[1024];

	space[0] = sig;
	depth_used++;
	raise(sig);
	space[1] = space[0];
}

static int overflow(void *unused)
{
	stack_t stack = { alt_stack, 0, 4 * PAGE };

	(void)unused;
	is(SC(sigaltstack, &stack, NULL), 0);
	handle(SIGUSR1, eat_stack, SA_ONSTACK | SA_NODEFER);
	raise(SIGUSR1);
	return 0;
}

/* A stack overflow is survived on another stack. */
static void leave(int sig, siginfo_t *info, void *context)
{
	(void)sig, (void)info, (void)context;
	_exit(7);
}

static int recursion(int n)
{
	volatile char space[4096];

	space[0] = n;
	return n > 1000000 ? n : recursion(n + 1) + space[0];
}

static int overflow_stack(void *unused)
{
	stack_t stack = { alt_stack, 0, 4 * PAGE };

	(void)unused;
	SC(sigaltstack, &stack, NULL);
	handle(SIGSEGV, leave, SA_ONSTACK | SA_SIGINFO);
	return recursion(0);
}

TEST(sigaltstack)
{
	stack_t stack = { NULL, 0, 0 }, old;

	alt_stack = private_pages(4);
	is(SC(sigaltstack, NULL, &old), 0);
	is(old.ss_flags, SS_DISABLE);
	stack = (stack_t){ alt_stack, 0, 2047 };
	is(SC(sigaltstack, &stack, NULL), -ENOMEM);
	stack = (stack_t){ alt_stack, 0x10, 4 * PAGE };
	is(SC(sigaltstack, &stack, NULL), -EINVAL);
	stack = (stack_t){ alt_stack, 0, 4 * PAGE };
	is(SC(sigaltstack, &stack, NULL), 0);
	is(SC(sigaltstack, NULL, &old), 0);
	ok(old.ss_sp == alt_stack && old.ss_size == 4 * PAGE);
	is(old.ss_flags, 0);
	handle(SIGUSR1, on_alt, SA_ONSTACK | SA_NODEFER);
	raise(SIGUSR1);
	is(seen[SIGUSR1], 3);
	handle(SIGUSR2, off_alt, 0);
	raise(SIGUSR2);
	is(seen[SIGUSR2], 1);
	is(dies_of(overflow, NULL), SIGSEGV);
	is(in_child(overflow_stack, NULL), 0x700);
	stack.ss_flags = SS_DISABLE;
	is(SC(sigaltstack, &stack, &old), 0);
	ok(old.ss_sp == alt_stack);
	handle(SIGUSR1, off_alt, SA_ONSTACK);
	raise(SIGUSR1);
	wild(sigaltstack, 0, 0, 0, 0);
	wild(sigaltstack, 1, 1, 0, 0);
}
