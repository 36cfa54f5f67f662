/*
 * proc.c - all of /proc is read all the time while processes come and go.
 */
#include <dirent.h>
#include "execs.h"
#include "stress.h"

#define READERS		3
#define BREEDERS	4
#define BROODS		25
#define DEPTH		4

/* Reading these would take the log away or wait for it, or never end. */
static bool is_left_out(const char *name)
{
	return !strcmp(name, "kmsg") || !strcmp(name, "mem") ||
	       !strcmp(name, "drop_caches") || !strcmp(name, "ksyms");
}

static void read_file(const char *path, u32 *state)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK);
	char buf[512];
	int left = 64;

	if (fd < 0)
		return;
	while (left-- && read(fd, buf, rnd(state, sizeof(buf)) + 1) > 0)
		;
	close(fd);
}

static void read_tree(const char *path, u32 depth, u32 *state)
{
	DIR *dir = opendir(path);
	char name[300];
	struct dirent *e;

	while (dir && !shared->stop && (e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.' || is_left_out(e->d_name))
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, e->d_name);
		if (e->d_type == DT_DIR && depth)
			read_tree(name, depth - 1, state);
		else if (e->d_type == DT_LNK)
			readlink(name, name + 280, 10);
		else if (e->d_type == DT_REG)
			read_file(name, state);
	}
	if (dir)
		closedir(dir);
}

static void reader(u32 number)
{
	u32 state = seed_for(number);

	while (!shared->stop)
		read_tree("/proc", DEPTH, &state);
}

static void idle_thread(u32 number)
{
	while (number-- % 16)
		sys(sched_yield);
}

static void breeder(u32 number)
{
	u32 state = seed_for(number), i;
	int status;
	pid_t pid;

	for (i = 0; i < scale(BROODS); i++) {
		pid = fork_or_quit();
		if (!pid && rnd(&state, 3) == 0)
			exec_self(2);
		if (!pid) {
			run_threads(4, idle_thread);
			_exit(0);
		}
		rnd(&state, 3);
		waitpid(pid, &status, 0);
	}
}

STRESS(proc, "all of /proc is read while processes come and go")
{
	pid_t pid;

	start_workers(READERS, reader);
	pid = fork_or_quit();
	if (!pid) {
		run_workers(BREEDERS, breeder);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	shared->stop = 1;
	wait_workers();
}
