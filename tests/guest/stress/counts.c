/*
 * counts.c - has anything been lost? /proc/counts says what the kernel has in
 * use: pages by what they serve, objects, files, processes. Before and after
 * the stresses it must say the same, caches aside, which /proc/drop_caches
 * empties.
 */
#include <ctype.h>
#include <dirent.h>
#include "stress.h"

#define MAX_COUNTS	64
#define TEXT		4096
#define QUIET_TRIES	50		/* of 20 ms: the last ones go */
#define EQUAL_TRIES	1000		/* of 60 ms or more: one CPU is slow */

struct count {
	char name[32];
	long value;
};

/* Not on the stack, which would grow by a page when it is first needed. */
static struct count before[MAX_COUNTS], now[MAX_COUNTS], last[MAX_COUNTS];

static int read_text(const char *path, char *text, int size)
{
	int fd = open(path, O_RDONLY), n, len = 0;

	if (fd < 0)
		return -1;
	while (len < size - 1 && (n = read(fd, text + len, size - 1 - len)) > 0)
		len += n;
	close(fd);
	text[len] = '\0';
	return len;
}

/* Lines of a name, which may contain blanks, a colon and a number. */
static int get_counts(struct count *c)
{
	static char text[TEXT];
	char *line, *colon;
	int n = 0;

	if (read_text("/proc/counts", text, sizeof(text)) < 0)
		return 0;
	for (line = strtok(text, "\n"); line && n < MAX_COUNTS - 1;
	     line = strtok(NULL, "\n")) {
		colon = strchr(line, ':');
		if (!colon)
			continue;
		*colon = '\0';
		snprintf(c[n].name, sizeof(c[n].name), "%s", line);
		c[n++].value = atol(colon + 1);
	}
	c[n].name[0] = '\0';
	return n;
}

static void drop_caches(void)
{
	int fd = open("/proc/drop_caches", O_WRONLY);

	if (fd < 0)
		return;
	if (write(fd, "1", 1) != 1)
		wrong("/proc/drop_caches: %s", strerror(errno));
	close(fd);
}

/* A CPU that has run us is done with whatever has ended on it. */
static void visit_cpus(void)
{
	u32 all, mask;

	if (sys(sched_getaffinity, 0, sizeof(all), &all) <= 0)
		return;
	for (mask = 1; mask; mask <<= 1)
		if (all & mask)
			sys(sched_setaffinity, 0, sizeof(mask), &mask);
	sys(sched_setaffinity, 0, sizeof(all), &all);
}

/* Takes what has no parent any more, and waits until nothing changes. */
void settle(void)
{
	int i, same = 0;

	memset(last, 0, sizeof(last));
	for (i = 0; i < QUIET_TRIES && same < 2; i++) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		usleep(20000);
		visit_cpus();
		drop_caches();
		memset(now, 0, sizeof(now));
		get_counts(now);
		same = memcmp(now, last, sizeof(now)) ? 0 : same + 1;
		memcpy(last, now, sizeof(now));
	}
}

void note_counts(void)
{
	settle();
	memset(before, 0, sizeof(before));
	get_counts(before);
}

/* Pages of small objects depend on which of them were freed; the objects
   themselves are counted. Page tables of the kernel stay for ever. What is
   free follows from the rest. */
static bool is_derived(const char *name)
{
	return !strcmp(name, "pages kmalloc") ||
	       !strcmp(name, "pages kernel tables") ||
	       !strcmp(name, "pages free");
}

static bool is_good(const struct count *c, const struct count *old)
{
	if (strcmp(c->name, old->name))
		return false;
	if (!strcmp(c->name, "pages lost") && c->value)
		return false;
	return c->value == old->value || is_derived(c->name);
}

static bool all_good(void)
{
	int i;

	settle();
	memset(now, 0, sizeof(now));
	get_counts(now);
	for (i = 0; now[i].name[0]; i++)
		if (!is_good(&now[i], &before[i]))
			return false;
	return i > 0;
}

/* What is lost stays lost: time is given to what is only late. */
void compare_counts(void)
{
	int i;

	for (i = 0; i < EQUAL_TRIES; i++)
		if (all_good())
			return;
	if (!now[0].name[0])
		wrong("/proc/counts cannot be read");
	for (i = 0; now[i].name[0]; i++) {
		if (strcmp(now[i].name, before[i].name))
			wrong("/proc/counts has changed its lines");
		else if (!is_good(&now[i], &before[i]))
			wrong("%s: %ld before, %ld after", now[i].name,
			      before[i].value, now[i].value);
	}
}

/* One line of a file in /proc, cut off where it gets long. */
static void show_text(const char *pid, const char *tid, const char *file)
{
	static char path[600], text[TEXT];

	snprintf(path, sizeof(path), "/proc/%s/task/%s/%s", pid, tid, file);
	if (read_text(path, text, sizeof(text)) > 0) {
		text[strcspn(text, "\n")] = '\0';
		text[60] = '\0';
		say("%s %s: %s", tid, file, text);
	}
}

/* What sleeps, and where. */
static void show_threads(const char *pid)
{
	static char path[300];
	struct dirent *e;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%s/task", pid);
	dir = opendir(path);
	while (dir && (e = readdir(dir)) != NULL)
		if (isdigit(e->d_name[0])) {
			show_text(pid, e->d_name, "stat");
			show_text(pid, e->d_name, "wchan");
		}
	if (dir)
		closedir(dir);
}

/* For a stress that hangs: who is there, and what do they do? */
void show_processes(void)
{
	DIR *dir = opendir("/proc");
	struct dirent *e;
	int fd;

	while (dir && (e = readdir(dir)) != NULL)
		if (isdigit(e->d_name[0]))
			show_threads(e->d_name);
	if (dir)
		closedir(dir);
	fd = open("/proc/sysrq-trigger", O_WRONLY);
	if (fd >= 0) {
		write(fd, "t", 1);
		close(fd);
		usleep(100000);		/* a thread of the kernel shows them */
	}
}
