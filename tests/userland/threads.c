/*
 * threads.c - POSIX threads as programs use them: locks of every kind,
 * condition variables, cancellation, variables of each thread, signals, fork
 * and exec among threads.
 *
 *	threads		the checks
 *	threads last	the main thread ends first; the last one says so
 *	threads exec	a thread that is not the first calls exec()
 *	threads exit	exit() while others run
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "checks.h"

#define THREADS		64
#define ROUNDS		500
#define MANY		400		/* threads, one after the other */

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static sem_t sem;
static volatile int counter, inits, destroyed, turn;
static __thread int own;

static void start(pthread_t *t, void *(*fn)(void *), void *arg)
{
	int err = pthread_create(t, NULL, fn, arg);

	if (!err)
		return;
	errno = err;
	CHECK(!"a thread can be made");
	exit(sum_up());
}

static struct timespec from_now(long ms)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	ts.tv_nsec += ms * 1000000;
	ts.tv_sec += ts.tv_nsec / 1000000000;
	ts.tv_nsec %= 1000000000;
	return ts;
}

static void init_once(void) { inits++; }
static void destroy(void *value)
{
	__sync_fetch_and_add(&destroyed, (long)value);
}


static void *add(void *arg)
{
	int i;

	pthread_once(&once, init_once);
	pthread_setspecific(key, (void *)1);
	CHECK(own == 0);
	pthread_barrier_wait(&barrier);
	for (i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&mutex);
		counter++;
		pthread_mutex_unlock(&mutex);
		own++;
	}
	CHECK(own == ROUNDS);
	return arg;
}

static void test_mutex(void)
{
	pthread_t t[THREADS];
	void *result;
	long i;

	pthread_barrier_init(&barrier, NULL, THREADS);
	pthread_key_create(&key, destroy);
	own = 5;
	for (i = 0; i < THREADS; i++)
		start(&t[i], add, (void *)i);
	for (i = 0; i < THREADS; i++)
		CHECK(pthread_join(t[i], &result) == 0 && result == (void *)i);
	CHECK(counter == THREADS * ROUNDS && inits == 1 && own == 5);
	CHECK(destroyed == THREADS);
}

static void *nothing(void *arg) { return arg; }

static void test_many(void)
{
	pthread_t t;
	int i;

	for (i = 0; i < MANY; i++) {
		start(&t, nothing, NULL);
		if (i % 2)
			CHECK(pthread_join(t, NULL) == 0);
		else
			CHECK(pthread_detach(t) == 0);
	}
}

/* Each of two waits for its turn, and gives it to the other. */
static void *take_turns(void *arg)
{
	int i, me = (long)arg;

	for (i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&mutex);
		while (turn != me)
			pthread_cond_wait(&cond, &mutex);
		turn = !me;
		pthread_cond_broadcast(&cond);
		pthread_mutex_unlock(&mutex);
	}
	return NULL;
}

static void test_cond(void)
{
	struct timespec soon;
	pthread_t t[2];
	long i;

	for (i = 0; i < 2; i++)
		start(&t[i], take_turns, (void *)i);
	for (i = 0; i < 2; i++)
		CHECK(pthread_join(t[i], NULL) == 0);
	CHECK(turn == 0);
	soon = from_now(20);
	pthread_mutex_lock(&mutex);
	CHECK(pthread_cond_timedwait(&cond, &mutex, &soon) == ETIMEDOUT);
	pthread_mutex_unlock(&mutex);
}

static void *share(void *arg)
{
	static volatile int writers;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		if ((i + (long)arg) % 8) {
			pthread_rwlock_rdlock(&rwlock);
			if (writers)
				CHECK(!"no writer beside a reader");
		} else {
			pthread_rwlock_wrlock(&rwlock);
			if (writers++)
				CHECK(!"no writer beside a writer");
			writers--;
		}
		pthread_rwlock_unlock(&rwlock);
		sem_wait(&sem);
		sem_post(&sem);
	}
	return NULL;
}

static void test_rwlock(void)
{
	struct timespec soon;
	pthread_t t[8];
	long i;
	int value;

	sem_init(&sem, 0, 3);
	for (i = 0; i < 8; i++)
		start(&t[i], share, (void *)i);
	for (i = 0; i < 8; i++)
		CHECK(pthread_join(t[i], NULL) == 0);
	CHECK(sem_getvalue(&sem, &value) == 0 && value == 3);
	for (i = 0; i < 3; i++)
		CHECK(sem_trywait(&sem) == 0);
	soon = from_now(20);
	CHECK(sem_timedwait(&sem, &soon) == -1 && errno == ETIMEDOUT);
}

static void cleanup(void *arg) { __sync_fetch_and_add((int *)arg, 1); }
static void unlock(void *arg) { pthread_mutex_unlock(arg); }

static volatile int cleaned;

static void *wait_for_ever(void *arg)
{
	static pthread_mutex_t mine = PTHREAD_MUTEX_INITIALIZER;
	static pthread_cond_t never = PTHREAD_COND_INITIALIZER;

	pthread_cleanup_push(cleanup, (void *)&cleaned);
	sem_post(&sem);
	if (arg) {
		pthread_mutex_lock(&mine);
		pthread_cleanup_push(unlock, &mine);
		for (;;)
			pthread_cond_wait(&never, &mine);
		pthread_cleanup_pop(1);
	}
	for (;;)
		pause();
	pthread_cleanup_pop(1);
	return NULL;
}

static void *spin_for_ever(void *arg)
{
	pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	sem_post(&sem);
	for (;;)
		counter++;
	return arg;
}

static void test_cancel(void)
{
	pthread_t t[9];
	void *result;
	long i;

	sem_init(&sem, 0, 0);
	for (i = 0; i < 8; i++)
		start(&t[i], wait_for_ever, (void *)(i % 2));
	start(&t[8], spin_for_ever, NULL);
	for (i = 0; i < 9; i++)
		sem_wait(&sem);
	for (i = 0; i < 9; i++)
		CHECK(pthread_cancel(t[i]) == 0);
	for (i = 0; i < 9; i++) {
		CHECK(pthread_join(t[i], &result) == 0);
		CHECK(result == PTHREAD_CANCELED);
	}
	CHECK(cleaned == 8);
}

static volatile int handled_by, handled;

static void handle(int sig)
{
	(void)sig;
	handled_by = own;
	__sync_fetch_and_add(&handled, 1);
}

static void *get_signals(void *arg)
{
	own = (long)arg;
	sem_post(&sem);
	while (handled < (long)arg)
		sched_yield();
	return NULL;
}

static void test_signals(void)
{
	pthread_t t[4];
	sigset_t set;
	int sig = 0;
	long i;

	signal(SIGUSR1, handle);
	sem_init(&sem, 0, 0);
	for (i = 0; i < 4; i++) {
		start(&t[i], get_signals, (void *)(i + 1));
		sem_wait(&sem);
	}
	for (i = 0; i < 4; i++) {
		CHECK(pthread_kill(t[i], SIGUSR1) == 0);
		CHECK(pthread_join(t[i], NULL) == 0);
		CHECK(handled_by == i + 1 && handled == i + 1);
	}
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	CHECK(kill(getpid(), SIGUSR2) == 0);
	CHECK(sigwait(&set, &sig) == 0 && sig == SIGUSR2);
}

/* Locks that processes share. */
struct shared {
	pthread_mutex_t mutex;
	pthread_cond_t cond;
	int count;
};

static void init_shared(struct shared *s)
{
	pthread_mutexattr_t ma;
	pthread_condattr_t ca;

	pthread_mutexattr_init(&ma);
	pthread_mutexattr_setpshared(&ma, PTHREAD_PROCESS_SHARED);
	pthread_mutex_init(&s->mutex, &ma);
	pthread_condattr_init(&ca);
	pthread_condattr_setpshared(&ca, PTHREAD_PROCESS_SHARED);
	pthread_cond_init(&s->cond, &ca);
}

static void count_shared(struct shared *s)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&s->mutex);
		if (++s->count == 4 * ROUNDS)
			pthread_cond_broadcast(&s->cond);
		pthread_mutex_unlock(&s->mutex);
	}
	pthread_mutex_lock(&s->mutex);
	while (s->count < 4 * ROUNDS)
		pthread_cond_wait(&s->cond, &s->mutex);
	pthread_mutex_unlock(&s->mutex);
}

static void test_shared(void)
{
	struct shared *s = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int i, status;

	CHECK(s != MAP_FAILED);
	init_shared(s);
	fflush(stdout);
	for (i = 0; i < 4; i++) {
		if (!fork()) {
			count_shared(s);
			_exit(0);
		}
	}
	for (i = 0; i < 4; i++)
		CHECK(wait(&status) > 0 && status == 0);
	CHECK(s->count == 4 * ROUNDS);
}

/* fork() in a thread, while others lock and allocate. */
static void *churn(void *arg)
{
	volatile int *stop = arg;

	while (!*stop)
		free(malloc(1000));
	return NULL;
}

static void *fork_here(void *arg)
{
	int status = 0, i;
	pid_t pid;

	for (i = 0; i < 10; i++) {
		pid = fork();
		if (!pid)
			_exit(own + 1);
		CHECK(pid > 0 && waitpid(pid, &status, 0) == pid);
		CHECK(status == 8 << 8);
	}
	return arg;
}

static void *fork_at_7(void *arg)
{
	own = 7;
	return fork_here(arg);
}

static void test_fork(void)
{
	volatile int stop = 0;
	pthread_t t[3];
	int i;

	start(&t[0], churn, (void *)&stop);
	start(&t[1], fork_at_7, NULL);
	start(&t[2], fork_at_7, NULL);
	for (i = 1; i < 3; i++)
		CHECK(pthread_join(t[i], NULL) == 0);
	stop = 1;
	CHECK(pthread_join(t[0], NULL) == 0);
}

static void *name_it(void *arg)
{
	char name[20] = "";

	CHECK(pthread_setname_np(pthread_self(), "worker") == 0);
	CHECK(pthread_getname_np(pthread_self(), name, sizeof(name)) == 0);
	CHECK_STR(name, "worker");
	CHECK(getpid() != (pid_t)syscall(SYS_gettid));
	return arg;
}

static void *say_last(void *arg)
{
	void *result = &result;

	CHECK(pthread_join(*(pthread_t *)arg, &result) == 0 && !result);
	usleep(20000);
	exit(sum_up());
}

static void *exec_here(void *arg)
{
	execl("/proc/self/exe", "threads", "last", (char *)NULL);
	CHECK(!"exec() in a thread");
	return arg;
}

static void *exit_here(void *arg)
{
	(void)arg;
	exit(sum_up());
}

/* The ways in which a process of several threads ends. */
static int ending(const char *how)
{
	static int never;
	static pthread_t main_thread, t;
	int i;

	main_thread = pthread_self();
	for (i = 0; i < 8 && *how == 'e'; i++)
		start(&t, churn, &never);
	if (!strcmp(how, "last")) {
		start(&t, say_last, &main_thread);
		pthread_exit(NULL);
	}
	start(&t, !strcmp(how, "exec") ? exec_here : exit_here, NULL);
	for (;;)
		pause();
}

int main(int argc, char **argv)
{
	pthread_t t;

	if (argc > 1)
		return ending(argv[1]);
	test_mutex();
	test_many();
	test_cond();
	test_rwlock();
	test_cancel();
	test_signals();
	test_shared();
	test_fork();
	start(&t, name_it, NULL);
	CHECK(pthread_join(t, NULL) == 0);
	return sum_up();
}
