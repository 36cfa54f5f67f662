/*
 * lib.c - what the stresses share: system calls, random numbers, complaints,
 * processes and threads.
 */
#include <dirent.h>
#include <linux/futex.h>
#include "stress.h"

#define MOST_COMPLAINTS	10		/* lines; the rest is counted */
#define LINE		200
#define STACK		16384
#define MAX_THREADS	64

struct shared *shared;
u32 seed = 1, nr_cpus = 1;

/* The call itself: a result or a negative errno. */
long sys_call(long nr, long a, long b, long c, long d, long e, long f)
{
	long res;

	__asm__ volatile("pushl %7; push %%ebp; mov 4(%%esp),%%ebp\n"
			 "	int $0x80\n"
			 "	pop %%ebp; add $4,%%esp\n"
			 : "=a" (res)
			 : "a" (nr), "b" (a), "c" (b), "d" (c), "S" (d),
			   "D" (e), "m" (f) : "memory");
	return res;
}

static void vsay(const char *fmt, va_list args)
{
	char line[LINE];
	int len = snprintf(line, sizeof(line), "# ");

	len += vsnprintf(line + len, sizeof(line) - len - 1, fmt, args);
	if (len > (int)sizeof(line) - 2)
		len = sizeof(line) - 2;
	line[len++] = '\n';
	sys(write, 1, line, len);
}

void say(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsay(fmt, args);
	va_end(args);
}

/* Something is as it should not be. */
void wrong(const char *fmt, ...)
{
	va_list args;

	if (atomic_add(&shared->errors, 1) >= MOST_COMPLAINTS)
		return;
	va_start(args, fmt);
	vsay(fmt, args);
	va_end(args);
}

u32 seed_for(u32 number)
{
	u32 s = seed * 2654435761u ^ (number + 1) * 40503u;

	return s ? s : 1;
}

/* xorshift32 */
u32 rnd(u32 *state, u32 n)
{
	u32 x = *state;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	*state = x;
	return x % n;
}

/* --- processes ----------------------------------------------------------- */

pid_t fork_or_quit(void)
{
	pid_t pid = fork();

	if (pid < 0) {
		wrong("fork: %s", strerror(errno));
		_exit(1);
	}
	return pid;
}

void start_workers(u32 n, void (*fn)(u32 number))
{
	pid_t pid;
	u32 i;

	for (i = 0; i < n; i++) {
		pid = fork_or_quit();
		if (!pid) {
			shared->pid[i] = getpid();
			fn(i);
			_exit(0);
		}
		shared->pid[i] = pid;
	}
}

/* Until there is no child left. */
void wait_workers(void)
{
	int status, pid;

	while ((pid = wait(&status)) > 0 || errno == EINTR)
		if (pid > 0 && status)
			wrong("process %d ended with status %x", pid, status);
}

void run_workers(u32 n, void (*fn)(u32 number))
{
	start_workers(n, fn);
	wait_workers();
}

void *map(size_t size, int flags)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		       flags | MAP_ANONYMOUS, -1, 0);

	if (p != MAP_FAILED)
		return p;
	wrong("mmap of %zu bytes: %s", size, strerror(errno));
	_exit(1);
}

/* Has a process (0: the caller) run on one CPU only; it may be gone. */
void move_to(int pid, u32 cpu)
{
	u32 mask = 1u << cpu % nr_cpus;
	long err = sys(sched_setaffinity, pid, sizeof(mask), &mask);

	if (err && err != -ESRCH)
		wrong("sched_setaffinity(%d, %x): error %ld", pid, mask, -err);
}

/* --- threads ------------------------------------------------------------- */

/* On the new thread's stack: %ebx fn, the number below. Never returns. */
static long clone_thread(u32 flags, void *stack, volatile u32 *tid)
{
	long res;

	__asm__ volatile("int $0x80\n"
			 "	test %%eax,%%eax\n"
			 "	jnz 1f\n"
			 "	pop %%eax\n"
			 "	call *%%eax\n"
			 "	xor %%ebx,%%ebx\n"
			 "	mov %5,%%eax\n"
			 "	int $0x80\n"
			 "1:"
			 : "=a" (res)
			 : "a" (SYS_clone), "b" (flags), "c" (stack),
			   "d" (tid), "i" (SYS_exit), "S" (0), "D" (tid)
			 : "memory");
	return res;
}

static bool start_thread(u32 i, void (*fn)(u32), char *stack,
			 volatile u32 *tid)
{
	u32 *top = (u32 *)(stack + STACK) - 4;

	top[0] = (u32)fn;
	top[1] = i;			/* its argument */
	*tid = 1;
	if (clone_thread(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND |
			 CLONE_THREAD | CLONE_SYSVSEM | CLONE_PARENT_SETTID |
			 CLONE_CHILD_CLEARTID, top, tid) > 0)
		return true;
	*tid = 0;
	return false;
}

/* A thread may call it, too. */
void run_threads(u32 n, void (*fn)(u32 number))
{
	volatile u32 tids[MAX_THREADS];
	char *stacks = map(n * STACK, MAP_PRIVATE);
	u32 i, tid;

	for (i = 0; i < n; i++)
		if (!start_thread(i, fn, stacks + i * STACK, &tids[i]))
			wrong("thread %u cannot be started", i);
	for (i = 0; i < n; i++)
		while ((tid = tids[i]) != 0)
			sys(futex, &tids[i], FUTEX_WAIT, tid);
	munmap(stacks, n * STACK);
}

/* Removes a folder and what is in it. */
void remove_tree(const char *name)
{
	DIR *dir = opendir(name);
	struct dirent *e;
	char path[300];

	while (dir && (e = readdir(dir)) != NULL) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		snprintf(path, sizeof(path), "%s/%s", name, e->d_name);
		if (e->d_type == DT_DIR)
			remove_tree(path);
		else if (unlink(path))
			wrong("unlink(%s): %s", path, strerror(errno));
	}
	if (dir)
		closedir(dir);
	if (rmdir(name))
		wrong("rmdir(%s): %s", name, strerror(errno));
}
