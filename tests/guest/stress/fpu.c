/*
 * fpu.c - processes that compute, with x87 and SSE, while they are moved from
 * CPU to CPU, take signals whose handlers compute, too, and fork with their
 * registers full. Every result is compared bit for bit.
 */
#include <cpuid.h>
#include "stress.h"

#define WORKERS		64
#define ROUNDS		12
#define STEPS		3000		/* of a sum */
#define HOLDS		6		/* system calls with full registers */

static bool has_sse;

/* --- sums ----------------------------------------------------------------- */

struct sums {
	u8 x87[10];			/* a long double without its filling */
	float sse[4];
};

static void sum_x87(u32 number, struct sums *s)
{
	long double sum = number, term = 1.0L / (number + 3);
	u32 i;

	for (i = 1; i <= STEPS; i++) {
		term = term * 0.9990234375L + 1.0L / i;
		sum += term;
	}
	memcpy(s->x87, &sum, sizeof(s->x87));
}

/* Four sums at once, which stay in their registers to the end. */
static void sum_sse(u32 number, struct sums *s)
{
	float start[4] = { number + 1, number + 2, number + 3, number + 4 };
	static const float factor[4] = { 0.999f, 0.998f, 0.997f, 0.996f };
	u32 i = STEPS;

	__asm__ volatile("movups %2,%%xmm5\n"
			 "	movups %3,%%xmm6\n"
			 "	xorps %%xmm7,%%xmm7\n"
			 "1:	mulps %%xmm6,%%xmm5\n"
			 "	addps %%xmm5,%%xmm7\n"
			 "	dec %0\n"
			 "	jnz 1b\n"
			 "	movups %%xmm7,%1\n"
			 : "+r" (i), "=m" (s->sse)
			 : "m" (start), "m" (factor));
}

static void compute(u32 number, struct sums *s)
{
	memset(s, 0, sizeof(*s));
	sum_x87(number, s);
	if (has_sse)
		sum_sse(number, s);
}

/* --- registers that are full during system calls -------------------------- */

struct held {
	u32 xmm[8][4];
	double st[4];
};

static void fill(struct held *h, u32 number)
{
	u32 i;

	for (i = 0; i < 32; i++)
		h->xmm[i / 4][i % 4] = number << 16 | i;
	for (i = 0; i < 4; i++)
		h->st[i] = number * 1.25 + i;
}

static void load_xmm(const struct held *h)
{
	__asm__ volatile("movups (%0),%%xmm0; movups 16(%0),%%xmm1\n"
			 "movups 32(%0),%%xmm2; movups 48(%0),%%xmm3\n"
			 "movups 64(%0),%%xmm4; movups 80(%0),%%xmm5\n"
			 "movups 96(%0),%%xmm6; movups 112(%0),%%xmm7\n"
			 : : "r" (h->xmm) : "memory");
}

static void store_xmm(struct held *h)
{
	__asm__ volatile("movups %%xmm0,(%0); movups %%xmm1,16(%0)\n"
			 "movups %%xmm2,32(%0); movups %%xmm3,48(%0)\n"
			 "movups %%xmm4,64(%0); movups %%xmm5,80(%0)\n"
			 "movups %%xmm6,96(%0); movups %%xmm7,112(%0)\n"
			 : : "r" (h->xmm) : "memory");
}

/* System call `nr' (of no arguments), with all registers full. */
static long hold(u32 nr, u32 number)
{
	struct held want, have;
	long res = nr;

	fill(&want, number);
	memset(&have, 0, sizeof(have));
	if (has_sse)
		load_xmm(&want);
	__asm__ volatile("fldl 24(%1); fldl 16(%1); fldl 8(%1); fldl (%1)\n"
			 "	int $0x80\n"
			 "	fstpl (%2); fstpl 8(%2); fstpl 16(%2)\n"
			 "	fstpl 24(%2)\n"
			 : "+a" (res)
			 : "r" (want.st), "r" (have.st) : "memory");
	if (has_sse)
		store_xmm(&have);
	else
		memcpy(have.xmm, want.xmm, sizeof(have.xmm));
	if (memcmp(&want, &have, sizeof(want)))
		wrong("registers of %u changed in call %u, result %ld",
		      number, nr, res);
	return res;
}

/* --- the processes -------------------------------------------------------- */

static volatile u32 handled;

/* Leaves the registers in disorder; its own sums must be right, too. */
static void on_signal(int sig)
{
	static struct sums first;
	static bool known;
	struct sums s;

	compute(sig + 1000, &s);
	if (!known)
		first = s;
	known = true;
	if (memcmp(&s, &first, sizeof(s)))
		wrong("a handler computes wrong");
	handled++;
}

static void fork_full(u32 number)
{
	int status;
	long pid = hold(SYS_fork, number);

	if (!pid)
		sys(exit_group, shared->errors != 0);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status)
		wrong("a child with full registers: %ld, %x", pid, status);
}

static void computer(u32 number)
{
	u32 state = seed_for(number), i, k;
	struct sums first, again;
	pid_t other;

	compute(number, &first);
	for (i = 0; i < scale(ROUNDS); i++) {
		if (!rnd(&state, 3))
			move_to(0, rnd(&state, nr_cpus));
		for (k = 0; k < HOLDS; k++)
			hold(rnd(&state, 2) ? SYS_sched_yield : SYS_getppid,
			     number);
		if (!rnd(&state, 6))
			fork_full(number);
		compute(number, &again);
		if (memcmp(&first, &again, sizeof(first)))
			wrong("process %u computes wrong", number);
		other = shared->pid[rnd(&state, WORKERS)];
		if (other)		/* it has begun */
			kill(other, SIGUSR1);
	}
	atomic_add(&shared->stop, 1);
	while (shared->stop < WORKERS)	/* signals come still */
		usleep(5000);
}

/* Moves them about. */
static void mover(void)
{
	u32 state = seed_for(12345);

	while (shared->stop < WORKERS && !shared->errors) {
		move_to(shared->pid[rnd(&state, WORKERS)],
			rnd(&state, nr_cpus));
		if (!rnd(&state, 4))
			usleep(1000);
	}
}

STRESS(fpu, "64 processes compute right while they move and take signals")
{
	struct sigaction sa = { .sa_handler = on_signal,
				.sa_flags = SA_RESTART };
	u32 a, b, c, d;

	has_sse = __get_cpuid(1, &a, &b, &c, &d) && d & bit_SSE;
	sigaction(SIGUSR1, &sa, NULL);
	start_workers(WORKERS, computer);
	mover();
	wait_workers();
}
