/*
 * maps.c - threads that change the memory they share while others use it. The
 * region has slots; each belongs to one thread, which maps, unmaps and
 * protects it. All others load from it and store into it all the time: that
 * faults, or it is what belongs there and nowhere else. A page that a CPU
 * reaches after it was given back would show up with another slot's words, or
 * in the memory of the processes that run besides.
 */
#include "stress.h"

#define THREADS		8
#define SLOTS		32		/* of two pages */
#define SLOT_WORDS	(2 * PAGE / 4)
#define TURNS		400		/* of each thread */
#define NEIGHBOURS	3
#define NEIGHBOUR_PAGES	32
#define LOOKS		5		/* at a slot that must not change */

#define OWN(slot)	(0xa0000000u | (slot) << 16)	/* | turn */
#define FOREIGN(slot)	(0xb0000000u | (slot) << 16)	/* | thread */
#define KIND		0xffff0000u

static volatile u32 *region;
static volatile u32 rest;		/* threads that are not done */

static volatile u32 *slot_word(u32 slot, u32 word)
{
	return region + slot * SLOT_WORDS + word;
}

static bool belongs(u32 slot, u32 value)
{
	return !value || (value & KIND) == OWN(slot) ||
	       (value & KIND) == FOREIGN(slot);
}

/* What a thread does with slots of others. */
static void visit(u32 number, u32 *state)
{
	u32 slot = rnd(state, SLOTS), word = rnd(state, SLOT_WORDS), value;

	if (rnd(state, 3) == 0) {
		probe_store(slot_word(slot, word), FOREIGN(slot) | number);
		return;
	}
	if (!probe_load(slot_word(slot, word), &value) &&
	    !belongs(slot, value))
		wrong("slot %u, word %u: %x", slot, word, value);
}

/* New pages: nothing of ours can be there, whoever stores into them. */
static void renew(u32 slot, u32 turn)
{
	void *p = (void *)slot_word(slot, 0);
	u32 word, value;
	long res;

	res = sys(mmap2, p, 2 * PAGE, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	if (res != (long)p)
		wrong("mmap of slot %u: %ld", slot, res);
	for (word = 0; word < SLOT_WORDS; word += 61) {
		if (probe_load(slot_word(slot, word), &value))
			wrong("slot %u is not there", slot);
		else if (value && (value & KIND) != FOREIGN(slot))
			wrong("new slot %u, word %u: %x", slot, word, value);
		*slot_word(slot, word) = OWN(slot) | turn;
	}
}

/* Once mprotect() has returned, nobody's store may arrive. */
static void freeze(u32 slot, u32 *state)
{
	u32 word = rnd(state, SLOT_WORDS), value, again, i;

	if (sys(mprotect, slot_word(slot, 0), 2 * PAGE, PROT_READ))
		return;			/* it is unmapped */
	if (probe_load(slot_word(slot, word), &value))
		wrong("slot %u cannot be read", slot);
	if (!probe_store(slot_word(slot, word), 0))
		wrong("slot %u can be written", slot);
	for (i = 0; i < LOOKS; i++) {
		sys(sched_yield);
		if (!probe_load(slot_word(slot, word), &again) &&
		    again != value)
			wrong("slot %u, word %u changed: %x, %x", slot, word,
			      value, again);
	}
	if (rnd(state, 2))
		sys(mprotect, slot_word(slot, 0), 2 * PAGE,
		    PROT_READ | PROT_WRITE);
}

static void take_away(u32 slot, bool unmap)
{
	volatile u32 *p = slot_word(slot, 0);
	u32 value;

	if (unmap ? sys(munmap, p, 2 * PAGE) :
		    sys(mprotect, p, 2 * PAGE, PROT_NONE) && 0)
		wrong("slot %u cannot be unmapped", slot);
	if (unmap && !probe_load(p, &value))
		wrong("slot %u is still there: %x", slot, value);
}

static void map_thread(u32 number)
{
	u32 state = seed_for(number), turn, slot, i;

	for (turn = 0; turn < scale(TURNS); turn++) {
		slot = rnd(&state, SLOTS / THREADS) * THREADS + number;
		switch (rnd(&state, 4)) {
		case 0:
			renew(slot, turn);
			break;
		case 1:
			freeze(slot, &state);
			break;
		case 2:
			take_away(slot, rnd(&state, 2));
			break;
		}
		for (i = 0; i < 20; i++)
			visit(number, &state);
	}
	atomic_add(&rest, -1);
}

/* Memory that has nothing to do with it, and must not notice. */
static void neighbour(u32 number)
{
	u32 state = seed_for(number + 100), i, *p;

	while (!shared->stop) {
		p = map(NEIGHBOUR_PAGES * PAGE, MAP_PRIVATE);
		for (i = 0; i < NEIGHBOUR_PAGES * PAGE / 4; i++) {
			if (p[i])
				wrong("a new page has %x", p[i]);
			p[i] = 0xc0000000u + i;
		}
		if (rnd(&state, 2))
			sys(sched_yield);
		for (i = 0; i < NEIGHBOUR_PAGES * PAGE / 4; i++)
			if (p[i] != 0xc0000000u + i)
				wrong("a neighbour's page has %x", p[i]);
		munmap(p, NEIGHBOUR_PAGES * PAGE);
	}
}

static void run_maps(void (*thread)(u32), u32 n)
{
	pid_t pid;

	start_workers(NEIGHBOURS, neighbour);
	pid = fork_or_quit();
	if (!pid) {
		catch_probes();
		region = map(SLOTS * 2 * PAGE, MAP_PRIVATE);
		rest = n;
		run_threads(n, thread);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	shared->stop = 1;
	wait_workers();
}

STRESS(maps, "threads map, unmap and protect what others use")
{
	run_maps(map_thread, THREADS);
}

/* --- and fork ------------------------------------------------------------ */

#define CHILD		0xd0000000u
#define FORKS		25

/* A copy of the region: what is in it belongs there, and what is stored now
   is seen by nobody else. */
static void check_copy(u32 *state)
{
	u32 i, slot, word, value;

	for (i = 0; i < 200; i++) {
		slot = rnd(state, SLOTS);
		word = rnd(state, SLOT_WORDS);
		if (!probe_load(slot_word(slot, word), &value) &&
		    value != (CHILD | slot) && !belongs(slot, value))
			wrong("copy of slot %u: %x", slot, value);
		if (!probe_store(slot_word(slot, word), CHILD | slot) &&
		    (probe_load(slot_word(slot, word), &value) ||
		     value != (CHILD | slot)))
			wrong("slot %u of a copy changes: %x", slot, value);
	}
	sys(exit_group, 0);
}

static void fork_thread(u32 number)
{
	u32 state = seed_for(number), i, k;
	long pid;

	if (number >= THREADS / 2) {
		map_thread(number);
		return;
	}
	for (i = 0; i < scale(FORKS); i++) {
		pid = sys(fork);
		if (!pid) {
			state = seed_for(i * 10 + number);
			check_copy(&state);
		}
		if (pid < 0)
			wrong("fork in a thread: %ld", pid);
		for (k = 0; k < 200; k++)
			visit(number, &state);
		if (sys(wait4, pid, &k, 0x40000000, 0) != pid || k)
			wrong("a copy ended with %x", k);
	}
}

STRESS(forkmaps, "threads fork while others map and store")
{
	run_maps(fork_thread, THREADS);
}
