/*
 * cpus.c - a live picture of what each CPU does: user programs, the kernel,
 * spinning for the kernel lock, idle; and the process that keeps it busiest.
 *
 *	cpus [-1] [SECONDS]	-1: one picture, of SECONDS (1), and no more
 *
 * With lockstat (echo lockstat on > /proc/smp) also how much of the time each
 * CPU has had the lock, and the longest hold so far.
 *
 * Reads /proc/stat, /proc/smp and /proc/PID/stat. Ctrl-C ends it.
 */
#include "ulib.h"

#define MAX_CPUS	32
#define MAX_PROCS	1024
#define TEXT_SIZE	32768
#define BAR		20		/* characters: of 80 in a line */
#define HELD		6		/* fewer with the column `held' */
#define BUSIEST		12		/* left for a number and a name */
#define NAME_SIZE	16
#define PLACE_SIZE	32
#define HZ		100		/* ticks of /proc in a second */

/* Ticks since boot; `hold' in cycles. */
struct cpu_ticks {
	u32 user, system, spin, idle, locks, contended;
	u64 hold;
};

struct proc {
	u32 pid, ticks, cpu, used;	/* used: since the last look */
	char name[NAME_SIZE];
};

static struct cpu_ticks now[MAX_CPUS], before[MAX_CPUS];
static struct proc procs[MAX_PROCS], old_procs[MAX_PROCS];
static u32 nr_cpus, nr_procs, nr_old_procs;
static u32 khz;				/* cycles in a ms; 0: no lockstat */
static struct {
	u32 cycles, cpu;
	char from[PLACE_SIZE], to[PLACE_SIZE];
} longest;				/* hold of the lock */
static char text[TEXT_SIZE];

/* --- reading ------------------------------------------------------------- */

/* "cpu0 user nice system idle ..." */
static void read_stat(void)
{
	const char *p;
	u32 cpu;

	read_file("/proc/stat", text, TEXT_SIZE);
	nr_cpus = 0;
	for (p = text; (p = strstr(p, "\ncpu")); ) {
		cpu = to_number(p + 4, &p);
		if (cpu >= MAX_CPUS)
			break;
		now[cpu].user = to_number(p, &p);
		now[cpu].user += to_number(p, &p);
		now[cpu].system = to_number(p, &p);
		now[cpu].idle = to_number(p, &p);
		nr_cpus = cpu + 1;
	}
}

/* Where the columns of a line of /proc/smp begin, or NULL. */
static const char *smp_line(const char *label)
{
	const char *p = strstr(text, label);

	return p ? strstr(p, ":") + 1 : NULL;
}

/* A number without end. */
static u64 long_number(const char *p, const char **end)
{
	u64 n = 0;

	while (*p == ' ')
		p++;
	for (; *p >= '0' && *p <= '9'; p++)
		n = n * 10 + (*p - '0');
	*end = p;
	return n;
}

/* A word, as much of it as there is room for. */
static void read_place(char *place, const char **from)
{
	const char *p = *from;
	u32 n = 0;

	while (*p == ' ')
		p++;
	for (; *p > ' '; p++)
		if (n < PLACE_SIZE - 1)
			place[n++] = *p;
	place[n] = '\0';
	*from = p;
}

/* What is there with lockstat only. "longest hold of 3   :  1234 from to" */
static void read_lockstat(void)
{
	const char *p = smp_line("\nTSC kHz "), *hold;
	u32 i, cpu, cycles;

	khz = p ? to_number(p, NULL) : 0;
	longest.cycles = 0;
	hold = smp_line("\nhold cycles ");
	for (i = 0; khz && hold && i < nr_cpus; i++)
		now[i].hold = long_number(hold, &hold);
	for (p = text; (p = strstr(p, "\nlongest hold of ")); ) {
		cpu = to_number(p + 17, &p);
		cycles = to_number(strstr(p, ":") + 1, &p);
		if (cycles <= longest.cycles)
			continue;
		longest.cycles = cycles;
		longest.cpu = cpu;
		read_place(longest.from, &p);
		read_place(longest.to, &p);
	}
}

static void read_smp(void)
{
	const char *spin, *locks, *contended;
	u32 i;

	read_file("/proc/smp", text, TEXT_SIZE);
	spin = smp_line("\nspinning ");
	locks = smp_line("\nlock taken ");
	contended = smp_line("\nlock contended ");
	for (i = 0; spin && locks && contended && i < nr_cpus; i++) {
		now[i].spin = to_number(spin, &spin);
		now[i].locks = to_number(locks, &locks);
		now[i].contended = to_number(contended, &contended);
	}
	read_lockstat();
}

/* Behind n words. */
static const char *skip_words(const char *p, u32 n)
{
	while (n--) {
		while (*p == ' ')
			p++;
		while (*p && *p != ' ')
			p++;
	}
	return p;
}

/* The last ')' ends the name: it may contain some itself. */
static void read_name(struct proc *proc, const char *open, const char **end)
{
	const char *p, *close = open;
	u32 len;

	for (p = open; *p; p++)
		if (*p == ')')
			close = p;
	len = close - open - 1;
	if (close == open || len >= NAME_SIZE)
		len = close == open ? 0 : NAME_SIZE - 1;
	memcpy(proc->name, open + 1, len);
	proc->name[len] = '\0';
	*end = close + 1;
}

static const struct proc *find_old(u32 pid)
{
	u32 i;

	for (i = 0; i < nr_old_procs; i++)
		if (old_procs[i].pid == pid)
			return &old_procs[i];
	return NULL;
}

/* Fields 2, 14, 15 and 39 of /proc/PID/stat. */
static void read_proc(const char *pid)
{
	struct proc *proc = &procs[nr_procs];
	const struct proc *old;
	char name[32] = "/proc/", *open;
	const char *p;

	memcpy(name + 6, pid, strlen(pid));
	memcpy(name + 6 + strlen(pid), "/stat", 6);
	if (nr_procs == MAX_PROCS || read_file(name, text, TEXT_SIZE) <= 0)
		return;
	open = strstr(text, "(");
	if (!open)
		return;
	proc->pid = to_number(pid, NULL);
	read_name(proc, open, &p);
	p = skip_words(p, 11);
	proc->ticks = to_number(p, &p);
	proc->ticks += to_number(p, &p);
	proc->cpu = to_number(skip_words(p, 23), NULL);
	old = find_old(proc->pid);
	proc->used = proc->ticks - (old ? old->ticks : 0);
	nr_procs++;
}

struct dirent64 {
	u64 ino, off;
	unsigned short reclen;
	u8 type;
	char name[];
} __attribute__((packed));

static void read_procs(void)
{
	static char buf[PAGE_SIZE];
	const struct dirent64 *d;
	int fd, n, at;

	memcpy(old_procs, procs, sizeof(procs));
	nr_old_procs = nr_procs;
	nr_procs = 0;
	fd = syscall3(NR_open, (u32)"/proc", O_RDONLY, 0);
	if (fd < 0)
		return;
	while ((n = syscall3(NR_getdents64, fd, (u32)buf, sizeof(buf))) > 0)
		for (at = 0; at < n; at += d->reclen) {
			d = (const struct dirent64 *)(buf + at);
			if (d->name[0] >= '1' && d->name[0] <= '9' &&
			    strlen(d->name) < 12)
				read_proc(d->name);
		}
	syscall1(NR_close, fd);
}

static void look(void)
{
	memcpy(before, now, sizeof(now));
	read_stat();
	read_smp();
	read_procs();
}

/* --- showing ------------------------------------------------------------- */

static u32 percent(u32 part, u32 all)
{
	return all ? divide((u64)part * 100 + all / 2, all) : 0;
}

/* Microseconds; an hour or more is as much as fits. */
static u32 us(u64 cycles)
{
	cycles *= 1000;
	return cycles >> 32 < khz ? divide(cycles, khz) : ~0U;
}

/* Since the last look; all of it, if it was set to 0 in between. */
static u32 held_us(u32 cpu)
{
	u64 from = before[cpu].hold, to = now[cpu].hold;

	return us(to >= from ? to - from : to);
}

static u32 bar_width(void)
{
	return khz ? BAR - HELD : BAR;
}

static void bar_part(char c, u32 part, u32 all, u32 *shown)
{
	u32 width = bar_width();
	u32 n = all ? (part * width + all / 2) / all : 0;

	for (; n && *shown < width; n--, ++*shown)
		print("%c", c);
}

/* The process that has used the most of this CPU. */
static void show_busiest(u32 cpu)
{
	u32 i, best = MAX_PROCS, room = BUSIEST;

	for (i = 0; i < nr_procs; i++)
		if (procs[i].cpu == cpu && procs[i].used &&
		    (best == MAX_PROCS || procs[i].used > procs[best].used))
			best = i;
	if (best == MAX_PROCS)
		return;
	for (i = procs[best].pid; i; i /= 10)
		room--;
	procs[best].name[room] = '\0';
	print("  %u %s", procs[best].pid, procs[best].name);
}

static void show_cpu(u32 cpu, u32 ms)
{
	const struct cpu_ticks *a = &before[cpu], *b = &now[cpu];
	u32 user = b->user - a->user, system = b->system - a->system;
	u32 spin = b->spin - a->spin, idle = b->idle - a->idle;
	u32 all = user + system + idle, shown = 0;

	if (spin > system)
		spin = system;
	print("%3u %4u%% %4u%% %4u%% %4u%% ", cpu, percent(user, all),
	      percent(system - spin, all), percent(spin, all),
	      percent(idle, all));
	if (khz)
		print("%4u%% ", percent(held_us(cpu), ms * 1000));
	print("|");
	bar_part('#', user, all, &shown);
	bar_part('+', system - spin, all, &shown);
	bar_part('x', spin, all, &shown);
	bar_part(' ', 1, 1, &shown);
	print("| %7u %6u", divide((u64)(b->locks - a->locks) * 1000, ms),
	      divide((u64)(b->contended - a->contended) * 1000, ms));
	show_busiest(cpu);
}

/* A new process takes the lock nowhere: its parent has. */
static void show_longest(const char *eol)
{
	const char *from = longest.from;

	if (*from == '-')
		from = "the beginning of a process";
	print("%slongest hold of the lock: %u us, CPU %u%s", eol,
	      us(longest.cycles), longest.cpu, eol);
	print("from %s to %s%s", from, longest.to, eol);
}

static void show(u32 ms, int live)
{
	const char *eol = live ? "\033[K\n" : "\n";
	u32 i, shown = 0;

	print("%s%u CPUs, %u processes   # user  + kernel  x spinning%s",
	      live ? "\033[H" : "", nr_cpus, nr_procs, eol);
	print("CPU  user  kern  spin  idle  %s", khz ? "held  " : "");
	bar_part(' ', 1, 1, &shown);
	print("  locks/s  waits  busiest%s", eol);
	for (i = 0; i < nr_cpus; i++) {
		show_cpu(i, ms);
		print("%s", eol);
	}
	if (khz)
		show_longest(eol);
	if (live)
		print("\033[J");
	flush();
}

int main(int argc, char **argv, char **envp __attribute__((unused)))
{
	int live = 1, i;
	u32 ms = 1000;

	for (i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "-1")) {
			live = 0;
		} else {
			ms = to_number(argv[i], NULL) * 1000;
			if (!ms || ms > 3600000) {
				print("usage: cpus [-1] [SECONDS]\n");
				quit(2);
			}
		}
	}
	look();
	if (!nr_cpus) {
		print("cpus: /proc/stat cannot be read\n");
		quit(1);
	}
	if (live)
		print("\033[2J");
	do {
		sleep_ms(ms);
		look();
		show(ms, live);
	} while (live);
	quit(0);
}
