/*
 * signals.c - signals between all: realtime signals are counted and none is
 * lost; processes are killed, stopped and continued at any moment.
 */
#include <limits.h>
#include <linux/futex.h>
#include <time.h>
#include "stress.h"

#define TALKERS		12
#define RT_EACH		40		/* by each to each */
#define VICTIMS		12
#define KILLS		120
#define STOPPERS	8
#define STOPS		150

static volatile u32 rt_seen, rt_sum;

static void on_rt(int sig, siginfo_t *info, void *context)
{
	(void)sig;
	(void)context;
	rt_seen++;
	rt_sum += info->si_value.sival_int;
}

static void on_usr(int sig)
{
	(void)sig;
}

static void send_rt(u32 to, u32 value)
{
	union sigval v = { .sival_int = value };

	while (sigqueue(shared->pid[to], SIGRTMIN + value % 3, v))
		if (errno == EAGAIN) {
			sys(sched_yield);
		} else {
			wrong("sigqueue: %s", strerror(errno));
			return;
		}
}

static void talker(u32 number)
{
	struct sigaction rt = { .sa_sigaction = on_rt, .sa_flags = SA_SIGINFO };
	u32 state = seed_for(number), each = scale(RT_EACH), i, to;
	u32 want = each * (TALKERS - 1), sum = want / each * each *
		(each - 1) / 2;

	for (i = 0; i < 3; i++)
		sigaction(SIGRTMIN + i, &rt, NULL);
	atomic_add(&shared->go, 1);
	while (shared->go < TALKERS)
		sys(sched_yield);
	for (i = 0; i < each; i++)
		for (to = 0; to < TALKERS; to++) {
			if (to == number)
				continue;
			send_rt(to, i);
			if (!rnd(&state, 3))
				kill(shared->pid[to], SIGUSR1);
		}
	while (rt_seen < want)
		usleep(10000);
	if (rt_seen != want || rt_sum != sum)
		wrong("talker %u: %u signals for %u, sum %u for %u", number,
		      rt_seen, want, rt_sum, sum);
	atomic_add(&shared->stop, 1);	/* others may send to us still */
	while (shared->stop < TALKERS)
		sys(sched_yield);
}

STRESS(signals, "signals from all to all, none of the counted ones is lost")
{
	struct sigaction usr = { .sa_handler = on_usr, .sa_flags = SA_RESTART };

	sigaction(SIGUSR1, &usr, NULL);
	run_workers(TALKERS, talker);
}

/* --- killed at any moment ------------------------------------------------ */

static void busy_child(u32 *state)
{
	pid_t pid = rnd(state, 2) ? fork() : vfork();

	if (!pid)
		_exit(0);
	if (pid > 0)
		waitpid(pid, NULL, 0);
}

static void busy_pipe(void)
{
	int p[2];
	char c = 1;

	if (pipe(p))
		return;
	if (write(p[1], &c, 1) != 1 || read(p[0], &c, 1) != 1)
		wrong("a pipe of one's own: %s", strerror(errno));
	close(p[0]);
	close(p[1]);
}

static void busy_file(u32 *state)
{
	char name[32];
	int fd;

	snprintf(name, sizeof(name), "victim.%u", rnd(state, 4));
	fd = open(name, O_RDWR | O_CREAT, 0600);
	if (fd < 0)
		return;
	if (ftruncate(fd, rnd(state, 20000)) || write(fd, name, 32) < 0)
		wrong("%s: %s", name, strerror(errno));
	close(fd);
	unlink(name);
}

/* Something different each time; it is interrupted anywhere. */
static void be_busy(u32 *state)
{
	static u32 word;
	struct timespec ts = { 0, 3000000 };
	u32 *p;

	switch (rnd(state, 7)) {
	case 0:
		busy_child(state);
		break;
	case 1:
		busy_pipe();
		break;
	case 2:
		busy_file(state);
		break;
	case 3:
		nanosleep(&ts, NULL);
		break;
	case 4:
		sys(futex, &word, FUTEX_WAIT, 0, &ts);
		break;
	case 5:
		p = mmap(NULL, 16 * PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (p == MAP_FAILED)
			break;
		p[rnd(state, 16) * PAGE / 4] = 1;
		munmap(p, 16 * PAGE);
		break;
	default:
		sys(sched_yield);
	}
}

static void busy_for_ever(u32 number)
{
	u32 state = seed_for(number);

	for (;;)
		be_busy(&state);
}

STRESS(kills, "processes are killed whatever they do")
{
	u32 state = seed_for(0), i, who;
	int status;
	pid_t pid;

	start_workers(VICTIMS, busy_for_ever);
	for (i = 0; i < scale(KILLS); i++) {
		if (!rnd(&state, 3))
			usleep(rnd(&state, 3000));
		who = rnd(&state, VICTIMS);
		kill(shared->pid[who], SIGKILL);
		if (waitpid(shared->pid[who], &status, 0) < 0 ||
		    status != SIGKILL)
			wrong("a victim ended with %x", status);
		pid = fork_or_quit();
		if (!pid)
			busy_for_ever(i + VICTIMS);
		shared->pid[who] = pid;
	}
	for (who = 0; who < VICTIMS; who++) {
		kill(shared->pid[who], SIGKILL);
		waitpid(shared->pid[who], &status, 0);
	}
	for (i = 0; i < 4; i++) {
		char name[32];

		snprintf(name, sizeof(name), "victim.%u", i);
		unlink(name);
	}
}

/* --- stopped and continued ----------------------------------------------- */

static void busy_a_while(u32 number)
{
	u32 state = seed_for(number);

	while (!shared->stop) {
		be_busy(&state);
		shared->count[number]++;
	}
}

/* Each stop is reported once, and nobody goes on before SIGCONT. */
static void stop_and_go(u32 who)
{
	int status;
	u32 count;

	kill(shared->pid[who], SIGSTOP);
	if (waitpid(shared->pid[who], &status, WUNTRACED) < 0 ||
	    !WIFSTOPPED(status) || WSTOPSIG(status) != SIGSTOP)
		wrong("no stop: status %x", status);
	count = shared->count[who];
	sys(sched_yield);
	if (shared->count[who] != count)
		wrong("process %u runs while stopped", who);
	kill(shared->pid[who], SIGCONT);
	if (waitpid(shared->pid[who], &status, WCONTINUED) < 0 ||
	    !WIFCONTINUED(status))
		wrong("no continuation: status %x", status);
}

STRESS(stops, "processes stop and go on, and their parent is told")
{
	u32 state = seed_for(1), i, who;

	start_workers(STOPPERS, busy_a_while);
	for (i = 0; i < scale(STOPS); i++) {
		who = rnd(&state, STOPPERS);
		if (rnd(&state, 3)) {
			stop_and_go(who);
			continue;
		}
		kill(shared->pid[who], SIGSTOP);	/* perhaps both at */
		kill(shared->pid[who], SIGCONT);	/* once: no matter */
		usleep(rnd(&state, 500));
		while (waitpid(shared->pid[who], NULL,
			       WNOHANG | WUNTRACED | WCONTINUED) > 0)
			;
	}
	shared->stop = 1;
	wait_workers();
	for (i = 0; i < 4; i++) {
		char name[32];

		snprintf(name, sizeof(name), "victim.%u", i);
		unlink(name);
	}
}
