/*
 * sched.c - the processes of the box, which take turns, and the part of the
 * kernel's scheduler that file code calls. Time stands still but for
 * box_ticks(), and when everybody sleeps.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include "box.h"
#include "inside.h"

#define MAX_PROCS	24
#define NEVER		(~0UL)

struct proc {
	struct task_struct task;	/* first: a task is its process */
	struct fs_struct fs;
	struct files_struct files;
	struct context *context;
	void (*fn)(void *);
	int (*thread)(void *);		/* of the kernel: nobody waits for it */
	void *arg;
	unsigned long wake_at;		/* jiffies, or NEVER */
	bool used, ended;
};

struct cpu boot_cpu, *host_cpu = &boot_cpu;
volatile unsigned long jiffies = 100;
int smp_num_cpus = 2;			/* copies give the kernel lock up */
volatile u32 kernel_flag;
int box_chance;

static struct proc procs[MAX_PROCS];
static struct signal_struct signals;
static struct sighand_struct handlers;
static unsigned int chance_state = 1;

void box_reseed(unsigned int seed)
{
	chance_state = seed * 2654435761u | 1;
}

unsigned int box_rnd(unsigned int below)
{
	chance_state ^= chance_state << 13;
	chance_state ^= chance_state >> 17;
	chance_state ^= chance_state << 5;
	return (chance_state >> 3) % below;
}

void box_ticks(unsigned long n)
{
	jiffies += n;
}

static struct proc *me(void)
{
	return (struct proc *)current;
}

static bool can_run(const struct proc *p)
{
	return p->used && !p->ended && (p->task.state == TASK_RUNNING ||
		(p->wake_at != NEVER && (long)(jiffies - p->wake_at) >= 0));
}

/* It is p's turn. Comes back when it is the caller's again. */
static void switch_turn(struct proc *p)
{
	p->task.state = TASK_RUNNING;
	p->wake_at = NEVER;
	if (p == me())
		return;
	host_cpu->task = &p->task;
	context_switch(p->context);
}

/* One by chance of those that can run; NULL: none can. */
static struct proc *choose(void)
{
	struct proc *able[MAX_PROCS];
	int i, n = 0;

	for (i = 0; i < MAX_PROCS; i++)
		if (can_run(&procs[i]))
			able[n++] = &procs[i];
	return n ? able[box_rnd(n)] : NULL;
}

/* Everybody sleeps: the clock goes on to the first that wakes by itself. */
static bool skip_time(void)
{
	unsigned long at = NEVER;
	int i;

	for (i = 0; i < MAX_PROCS; i++)
		if (procs[i].used && !procs[i].ended &&
		    procs[i].wake_at != NEVER &&
		    (at == NEVER || time_after(at, procs[i].wake_at)))
			at = procs[i].wake_at;
	if (at == NEVER)
		return false;
	jiffies = at;
	return true;
}

void schedule(void)
{
	struct proc *p = choose();

	while (!p) {
		if (!skip_time())
			box_fail("everybody sleeps for ever");
		p = choose();
	}
	switch_turn(p);
}

/* A place where a process may sleep, but need not. */
void host_may_sleep(void)
{
	if (!box_chance || !host_cpu->task || box_rnd(box_chance))
		return;
	if (current->state != TASK_RUNNING)
		box_fail("would sleep while it waits for something else");
	schedule();
}

void box_yield(void)
{
	schedule();
}

void safe_point(void)
{
	host_may_sleep();
}

/* Sleeps at most so many ticks; how many were left. */
long schedule_timeout(long ticks)
{
	unsigned long until = jiffies + ticks;

	me()->wake_at = until;
	schedule();
	return time_after(until, jiffies) ? (long)(until - jiffies) : 0;
}

bool wake_up_process(struct task_struct *p)
{
	bool slept = p->state != TASK_RUNNING;

	p->state = TASK_RUNNING;
	return slept;
}

bool make_runnable(struct task_struct *p, long states)
{
	return wake_up_state(p, states);
}

bool wake_up_state(struct task_struct *p, long states)
{
	return p->state & states ? wake_up_process(p) : false;
}

/* --- beginnings and ends -------------------------------------------------- */

static void empty_table(struct files_struct *files)
{
	files->count = 1;
	files->fd = files->fd_array;
	files->close_on_exec = files->close_array;
	files->open_fds = files->open_array;
	files->max_fds = ARRAY_SIZE(files->fd_array);
}

static void init_proc(struct proc *p)
{
	static pid_t last_pid;
	struct context *context = p->context;

	memset(p, 0, sizeof(*p));
	p->context = context;
	p->used = true;
	p->wake_at = NEVER;
	p->fs.count = 1;
	empty_table(&p->files);
	p->task.pid = p->task.tgid = ++last_pid;
	p->task.cap_effective = CAP_FULL_SET;
	p->task.fs = &p->fs;
	p->task.files = &p->files;
	p->task.signal = &signals;
	p->task.sighand = &handlers;
	INIT_LIST_HEAD(&p->task.tasks);
	INIT_LIST_HEAD(&p->task.thread_group);
}

static void run_proc(void)
{
	struct proc *p = me();

	if (p->thread)
		p->thread(p->arg);
	else
		p->fn(p->arg);
	dput(p->fs.root);
	dput(p->fs.pwd);
	p->ended = true;
	schedule();
}

static struct proc *new_proc(void)
{
	struct proc *p = procs;

	while (p < procs + MAX_PROCS && p->used && !p->ended)
		p++;
	if (p == procs + MAX_PROCS)
		box_fail("too many processes");
	init_proc(p);
	if (p->context)
		context_restart(p->context, run_proc);
	else
		p->context = context_make(run_proc);
	return p;
}

/* A process that runs fn(arg), in the root; it begins at its first turn. */
void box_spawn(void (*fn)(void *), void *arg)
{
	struct proc *p = new_proc();

	p->fn = fn;
	p->arg = arg;
	p->fs.root = dget(current->fs->root);
	p->fs.pwd = dget(current->fs->root);
}

pid_t kernel_thread(int (*fn)(void *), void *arg, const char *name)
{
	struct proc *p = new_proc();

	p->thread = fn;
	p->arg = arg;
	strlcpy(p->task.comm, name, sizeof(p->task.comm));
	return p->task.pid;
}

static bool all_ended(void)
{
	int i;

	for (i = 1; i < MAX_PROCS; i++)
		if (procs[i].used && !procs[i].thread && !procs[i].ended)
			return false;
	return true;
}

/* Returns when all processes have ended, but for threads of the kernel. */
void box_join(void)
{
	while (!all_ended())
		schedule();
}

/* The caller becomes the first process. */
void box_sched_start(unsigned int seed)
{
	int i;

	box_reseed(seed);
	for (i = 0; i < RLIM_NLIMITS; i++)
		signals.rlim[i].rlim_cur = RLIM_INFINITY;
	signals.rlim[RLIMIT_NOFILE].rlim_cur = 1024;
	init_proc(&procs[0]);
	procs[0].context = context_first();
	boot_cpu.task = &procs[0].task;
	boot_cpu.lock_id = 1;
}
