/*
 * sigfpu.c - what the FPU holds: kept over handlers, fork, and the work of
 * others; x87 and SSE.
 */
#include <cpuid.h>
#include <ucontext.h>

#include "help.h"

#define ROUNDS	200

static bool has_sse(void)
{
	unsigned int a, b, c, d;

	return __get_cpuid(1, &a, &b, &c, &d) && d & bit_SSE;
}

/* All eight x87 registers and xmm0-7 from `seed'. */
static void fill_fpu(int seed)
{
	int v[8], i;
	unsigned short control = 0x037f;

	for (i = 0; i < 8; i++)
		v[i] = seed * 8 + i;
	__asm__ volatile("fninit\n fldcw %0\n"
			 "fildl 0(%1)\n fildl 4(%1)\n fildl 8(%1)\n"
			 "fildl 12(%1)\n fildl 16(%1)\n fildl 20(%1)\n"
			 "fildl 24(%1)\n fildl 28(%1)\n"
			 : : "m" (control), "r" (v) : "memory");
	if (!has_sse())
		return;
	__asm__ volatile("movss 0(%0), %%xmm0\n movss 4(%0), %%xmm1\n"
			 "movss 8(%0), %%xmm2\n movss 12(%0), %%xmm3\n"
			 "movss 16(%0), %%xmm4\n movss 20(%0), %%xmm5\n"
			 "movss 24(%0), %%xmm6\n movss 28(%0), %%xmm7\n"
			 : : "r" (v) : "memory");
}

/* Empties the x87 registers and says whether all is as filled. */
static bool check_fpu(int seed)
{
	int v[8], w[8], i;
	bool good = true;

	for (i = 0; i < 8; i++)
		v[i] = w[i] = seed * 8 + i;
	if (has_sse())
		__asm__ volatile("movss %%xmm0, 0(%0)\n movss %%xmm1, 4(%0)\n"
				 "movss %%xmm2, 8(%0)\n movss %%xmm3, 12(%0)\n"
				 "movss %%xmm4, 16(%0)\n movss %%xmm5, 20(%0)\n"
				 "movss %%xmm6, 24(%0)\n movss %%xmm7, 28(%0)\n"
				 : : "r" (w) : "memory");
	__asm__ volatile("fistpl 28(%0)\n fistpl 24(%0)\n fistpl 20(%0)\n"
			 "fistpl 16(%0)\n fistpl 12(%0)\n fistpl 8(%0)\n"
			 "fistpl 4(%0)\n fistpl 0(%0)\n"
			 : : "r" (v) : "memory");
	for (i = 0; i < 8; i++)
		good = good && v[i] == seed * 8 + i && w[i] == seed * 8 + i;
	return good;
}

static volatile bool clean;

/* A handler finds an FPU that is as new, and may do with it what it likes. */
static void spoil(int sig)
{
	unsigned short control = 0, status = 0xff;

	seen[sig]++;
	__asm__ volatile("fnstcw %0\n fnstsw %1\n"
			 : "=m" (control), "=m" (status));
	clean = control == 0x37f && (status & 0x3800) == 0;
	fill_fpu(-seen[sig]);
	check_fpu(7);
	fill_fpu(1000);
}

static void spoil_info(int sig, siginfo_t *info, void *context)
{
	(void)info, (void)context;
	spoil(sig);
}

static void test_handlers(void)
{
	int i;

	handle(SIGUSR1, spoil, 0);
	handle(SIGUSR2, spoil_info, SA_SIGINFO);
	for (i = 0; i < 20; i++) {
		fill_fpu(i);
		SC(kill, getpid(), i % 2 ? SIGUSR1 : SIGUSR2);
		ok(check_fpu(i));
		ok(clean);
	}
}

static void test_fork(void)
{
	pid_t pid;
	int status;

	fill_fpu(50);
	pid = SC(fork);
	if (pid == 0)
		_exit(!check_fpu(50));
	ok(check_fpu(50));
	waitpid(pid, &status, 0);
	is(status, 0);
}

/* Several compute on few CPUs, giving them up all the time. */
static int computes(void *seed)
{
	int i, n = (int)(intptr_t)seed;

	for (i = 0; i < ROUNDS; i++) {
		fill_fpu(n * ROUNDS + i);
		SC(sched_yield);
		if (!check_fpu(n * ROUNDS + i))
			return 1;
	}
	return 0;
}

static void test_switches(void)
{
	int i, status, bad = 0;

	for (i = 0; i < 8; i++)
		if (fork() == 0)
			_exit(computes((void *)(intptr_t)i));
	for (i = 0; i < 8; i++) {
		wait(&status);
		bad += status != 0;
	}
	is(bad, 0);
}

/* The frame has the state, and what is changed there is changed. */
static void change_frame(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;
	struct _libc_fpstate *fp = uc->uc_mcontext.fpregs;

	(void)info;
	seen[sig]++;
	ok(fp != NULL);
	if (fp) {
		is(fp->cw & 0xffff, 0x37f);
		fp->cw = 0xffff0f7f;		/* round toward zero */
	}
}

static void test_frame(void)
{
	unsigned short control = 0x037f;

	handle(SIGUSR1, change_frame, SA_SIGINFO);
	fill_fpu(3);
	SC(kill, getpid(), SIGUSR1);
	__asm__ volatile("fnstcw %0\n fninit\n" : "=m" (control));
	is(control, 0xf7f);
}

/* MXCSR with reserved bits set would fault in the kernel. */
static void spoil_mxcsr(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;
	uint32_t *words = (uint32_t *)uc->uc_mcontext.fpregs;

	(void)info;
	seen[sig]++;
	if (words)
		memset(words + 28, 0xff, 512);
}

static int bad_mxcsr(void *unused)
{
	(void)unused;
	handle(SIGUSR1, spoil_mxcsr, SA_SIGINFO);
	fill_fpu(3);
	SC(kill, getpid(), SIGUSR1);
	fill_fpu(3);
	return 0;
}

void test_fpu(void)
{
	int sig;

	test_handlers();
	test_fork();
	test_switches();
	test_frame();
	sig = dies_of(bad_mxcsr, NULL);
	ok(sig == 0 || sig == SIGSEGV);
}
