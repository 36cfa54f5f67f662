/* needs: */
/*
 * sigqueue_test.c - queues of signals against a model: for each signal, the
 * values that were sent and not yet taken. Memory may be short. In the end no
 * entry and no user's count is left. Then the order, the limit, and the sets
 * of default actions.
 */
#include "../../kernel/sigqueue.c"

#include <stdlib.h>
#include "host.h"
#include "tap.h"

#define ROUNDS		300000
#define MAX_WAITING	40		/* of one signal, in the model */
#define LIMIT		100

struct cpu boot_cpu, *host_cpu = &boot_cpu;

static unsigned int seed = 1970;
static int objects, fail_in;
static struct signal_struct process;
static struct task_struct task = { .uid = 1000, .signal = &process };
static struct sigpending pending;

void *kmalloc(size_t size, int gfp)
{
	(void)gfp;
	if (fail_in && --fail_in == 0)
		return NULL;
	objects++;
	return malloc(size);
}

void kfree(const void *p)
{
	objects--;
	free((void *)p);
}

/* What waits of each signal, oldest first; -1: sent without a message. */
static struct waiting {
	int n, value[MAX_WAITING];
} model[NSIG + 1];
static int messages;			/* entries of realtime signals */

static siginfo_t message(int sig, int value)
{
	siginfo_t info = { .si_signo = sig, .si_code = SI_QUEUE };

	info.f.rt.pid = 77;
	info.f.rt.value.sival_int = value;
	return info;
}

static void reset(unsigned long limit)
{
	free_sigpending(&pending);
	memset(model, 0, sizeof(model));
	messages = 0;
	process.rlim[RLIMIT_SIGPENDING].rlim_cur = limit;
}

/* As dequeue_signal() does it. */
static int take_first(sigset_t blocked, siginfo_t *info)
{
	int sig = first_signal(pending.signal & ~blocked);

	if (sig)
		dequeue_from(&pending, sig, info);
	return sig;
}

/* send_signal() drops a plain signal that waits already. */
static int send_random(int *wrong)
{
	int sig = rnd(&seed) % NSIG + 1, value = rnd(&seed) & 0xffff, err;
	struct waiting *w = &model[sig];
	siginfo_t info = message(sig, value);

	if (w->n == MAX_WAITING || (sig < SIGRTMIN && w->n))
		return 0;
	err = queue_signal(&pending, sig, &info, &task);
	if (err) {
		*wrong += err != -EAGAIN || sig < SIGRTMIN;
		return 1;
	}
	if (sig >= SIGRTMIN)
		messages++;
	w->value[w->n++] = value;
	*wrong += messages > LIMIT;
	return 0;
}

/* The one that is to come next. */
static int model_first(sigset_t blocked)
{
	int sig;

	for (sig = 1; sig <= NSIG; sig++)
		if (model[sig].n && !(blocked & sigmask(sig)) &&
		    sigmask(sig) & FAULT_SIGNALS)
			return sig;
	for (sig = 1; sig <= NSIG; sig++)
		if (model[sig].n && !(blocked & sigmask(sig)))
			return sig;
	return 0;
}

static void take_random(int *wrong)
{
	sigset_t blocked = (sigset_t)rnd(&seed) << 32 | rnd(&seed);
	int sig, want = model_first(blocked), i;
	struct waiting *w;
	siginfo_t info;

	sig = take_first(blocked, &info);
	*wrong += sig != want;
	if (!sig)
		return;
	w = &model[sig];
	*wrong += info.si_signo != sig;
	if (info.si_code == SI_QUEUE)
		*wrong += info.f.rt.value.sival_int != w->value[0];
	else				/* there was no memory for it */
		*wrong += sig >= SIGRTMIN || info.si_code != SI_USER;
	if (sig >= SIGRTMIN)
		messages--;
	w->n--;
	for (i = 0; i < w->n; i++)
		w->value[i] = w->value[i + 1];
}

static void drop_random(void)
{
	int sig = rnd(&seed) % NSIG + 1;

	drop_signals(&pending, sigmask(sig));
	if (sig >= SIGRTMIN)
		messages -= model[sig].n;
	model[sig].n = 0;
}

static void test_random(void)
{
	int i, wrong = 0, refused = 0;

	reset(LIMIT);
	for (i = 0; i < ROUNDS; i++) {
		if (rnd(&seed) % 50 == 0)
			fail_in = 1 + rnd(&seed) % 3;
		if (rnd(&seed) % 100 == 0)
			drop_random();
		else if (rnd(&seed) % 9 < 5)
			refused += send_random(&wrong);
		else
			take_random(&wrong);
	}
	fail_in = 0;
	is(wrong, 0, "what is taken out is what was put in, in order");
	ok(refused > 0, "and some were refused");
	reset(LIMIT);
	is(objects, 0, "all memory is given back");
	ok(list_empty(&sig_users), "no user is counted any more");
}

static void test_limit(void)
{
	siginfo_t info = message(SIGRTMIN, 1), plain = message(SIGUSR1, 2);
	int i, err = 0;

	reset(3);
	for (i = 0; i < 3; i++)
		err |= queue_signal(&pending, SIGRTMIN, &info, &task);
	is(err, 0, "as many as the limit says");
	is(queue_signal(&pending, SIGRTMIN, &info, &task), -EAGAIN,
	   "not one more");
	is(queue_signal(&pending, SIGUSR1, &plain, &task), 0,
	   "plain signals do not count");
	info.si_code = SI_USER;
	is(queue_signal(&pending, SIGRTMIN + 1, &info, &task), 0,
	   "kill() gets through without a message");
	is(queue_signal(&pending, SIGRTMIN + 2, SEND_KERNEL, &task), 0,
	   "and so does the kernel");
	ok(pending.signal & sigmask(SIGRTMIN + 1) &&
	   pending.signal & sigmask(SIGRTMIN + 2), "both wait");
	task.uid = 1001;
	info = message(SIGRTMIN, 5);
	is(queue_signal(&pending, SIGRTMIN, &info, &task), 0,
	   "another user has a limit of his own");
	task.uid = 1000;
	reset(0);
	is(queue_signal(&pending, SIGRTMIN, &info, &task), -EAGAIN,
	   "a limit of 0 is one, too");
}

static void test_info(void)
{
	siginfo_t info;

	reset(LIMIT);
	queue_signal(&pending, SIGUSR1, SEND_NOINFO, &task);
	is(take_first(0, &info), SIGUSR1, "without a message");
	ok(info.si_signo == SIGUSR1 && info.si_code == SI_USER &&
	   !info.f.rt.pid, "nothing is known of it");
	queue_signal(&pending, SIGALRM, SEND_KERNEL, &task);
	take_first(0, &info);
	ok(info.si_signo == SIGALRM && info.si_code == SI_KERNEL,
	   "the kernel's own says so");
	is(take_first(0, &info), 0, "then there is none");
}

/* Terminate, core, stop, ignore: signal(7). */
static void test_defaults(void)
{
	sigset_t all = STOP_SIGNALS | IGNORED_SIGNALS | CORE_SIGNALS;
	int sig, wrong = 0;

	ok(!(STOP_SIGNALS & IGNORED_SIGNALS) &&
	   !(STOP_SIGNALS & CORE_SIGNALS) &&
	   !(IGNORED_SIGNALS & CORE_SIGNALS), "no signal has two defaults");
	is(all >> 31, 0, "realtime signals end the process");
	for (sig = 1; sig < SIGRTMIN; sig++) {
		bool stop = sig >= SIGSTOP && sig <= SIGTTOU;
		bool ignore = sig == SIGCHLD || sig == SIGCONT ||
			      sig == SIGURG || sig == SIGWINCH;
		bool core = (sig >= SIGQUIT && sig <= SIGFPE) ||
			    sig == SIGSEGV || sig == SIGXCPU ||
			    sig == SIGXFSZ || sig == SIGSYS;

		wrong += stop != !!(STOP_SIGNALS & sigmask(sig)) ||
			 ignore != !!(IGNORED_SIGNALS & sigmask(sig)) ||
			 core != !!(CORE_SIGNALS & sigmask(sig));
	}
	is(wrong, 0, "default actions are those of signal(7)");
}

int main(void)
{
	init_sigpending(&pending);
	test_random();
	test_limit();
	test_info();
	test_defaults();
	return done();
}
