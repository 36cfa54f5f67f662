/*
 * stale.c - what a CPU still has in its TLB while another changes the entry.
 * Until the flush is over, the page that the entry showed must be nobody
 * else's, and nobody may see a newer one in its place.
 */
#include "stress.h"

#define PAUSE		3000		/* loops at most */

static void pause_a_while(u32 *state)
{
	volatile u32 n = rnd(state, PAUSE);

	while (n)
		n--;
}

/*
 * A page that is to be copied when it is written to has three users on three
 * CPUs. The copier writes to it. The writer writes to it, and then a number to
 * another page; who reads the number and then the page must not find less
 * there: the old page, while others have the new one already.
 */
#define ROUNDS		300

static volatile u32 *page;		/* copied once in each round */
static volatile u32 number, round, done;

static void reader(void)
{
	u32 n, value;

	while (!shared->stop) {
		n = number;
		value = page[0];
		if (value < n)
			wrong("the number is %u, the page has %u", n, value);
	}
}

static void writer(u32 *state)
{
	u32 last = 0;

	while (!shared->stop) {
		if (round == last)
			continue;
		last = round;
		pause_a_while(state);
		page[0] = last;
		number = last;
		atomic_add(&done, 1);
	}
}

/* Has a child share the pages during the copy. */
static void copy_once(u32 i, u32 *state)
{
	long pid = sys(fork);
	int status;

	if (!pid) {
		while (shared->go != i)
			sys(sched_yield);
		sys(exit_group, 0);
	}
	done = 0;
	round = i;
	pause_a_while(state);
	page[1] = i;
	while (!done)
		sys(sched_yield);
	shared->go = i;
	sys(wait4, pid, &status, 0, 0);
}

static void order_thread(u32 who)
{
	u32 state = seed_for(who), i;

	sys(sched_setaffinity, 0, 4, &(u32){ 1u << who % nr_cpus });
	if (who == 1) {
		reader();
	} else if (who == 2) {
		writer(&state);
	} else {
		for (i = 1; i <= scale(ROUNDS); i++)
			copy_once(i, &state);
		shared->stop = 1;
	}
}

STRESS(order, "a page is not seen after its copy has been written to")
{
	if (nr_cpus < 3)
		return;
	page = map(PAGE, MAP_PRIVATE);
	page[0] = 0;
	run_threads(3, order_thread);
}

/*
 * One thread moves the mapping of a file to and fro, across the edge of a page
 * table; the others cut the file off and see to it that nothing is left of
 * it, at neither place.
 */
#define MOVES		1500
#define MOVED		8		/* pages */
#define TABLE		(1024 * PAGE)
#define CUTTERS		2

static u32 *places[2];
static int fd;
static volatile u32 cutter_lock;

static void mover(void)
{
	const u32 size = MOVED * PAGE;
	u32 i;
	long p;

	for (i = 0; i < scale(MOVES); i++) {
		p = sys(mremap, places[i % 2], size, size,
			MREMAP_MAYMOVE | MREMAP_FIXED, places[(i + 1) % 2]);
		if (p != (long)places[(i + 1) % 2])
			wrong("mremap: %ld", p);
	}
	shared->stop = 1;
}

/* With the file cut off, nothing can be there, wherever we look: at a page
   that is moved first, while the mover gets a table for the last one. */
static void cut(u32 *state)
{
	u32 n = rnd(state, MOVED / 2) * PAGE / 4, value;
	u32 *place = places[rnd(state, 2)];

	sys(ftruncate, fd, MOVED * PAGE);
	probe_store(place + (MOVED - 1) * PAGE / 4, 1);
	probe_store(place + n, n);
	sys(ftruncate, fd, 0);
	if (!probe_load(places[0] + n, &value) ||
	    !probe_load(places[1] + n, &value))
		wrong("a page of a file that is empty has %x", value);
}

static void move_thread(u32 who)
{
	u32 state = seed_for(who);

	if (!who) {
		mover();
		return;
	}
	while (!shared->stop) {
		if (__sync_lock_test_and_set(&cutter_lock, 1)) {
			sys(sched_yield);
			continue;
		}
		cut(&state);
		__sync_lock_release(&cutter_lock);
	}
}

STRESS(moves, "a file that is cut while its mapping moves is gone")
{
	const u32 size = MOVED * PAGE;
	char *p;
	u32 i;

	catch_probes();
	fd = open("moved", O_RDWR | O_CREAT | O_TRUNC, 0600);
	p = mmap(NULL, 4 * TABLE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		 0);
	munmap(p, 4 * TABLE);		/* else its tables would stay */
	p = (char *)(((u32)p + TABLE) & ~(TABLE - 1));
	for (i = 0; i < 2; i++)
		places[i] = (u32 *)(p + (i + 1) * TABLE - size / 2);
	if (mmap(places[0], size, PROT_READ | PROT_WRITE,
		 MAP_SHARED | MAP_FIXED, fd, 0) != places[0])
		wrong("mmap: %s", strerror(errno));
	run_threads(1 + CUTTERS, move_thread);
	close(fd);
	unlink("moved");
}
