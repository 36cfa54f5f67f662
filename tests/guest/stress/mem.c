/*
 * mem.c - mremap() and brk(): what was in memory is where it has moved to.
 */
#include "stress.h"

#define MOVERS		6
#define MOVES		150
#define AREAS		8
#define MAX_PAGES	12

struct area {
	u32 *start;
	u32 pages, tag;
};

static void tag_pages(struct area *a, u32 from)
{
	u32 i;

	for (i = from; i < a->pages; i++)
		a->start[i * PAGE / 4] = a->tag + i;
}

static void check_area(const struct area *a)
{
	u32 i;

	for (i = 0; i < a->pages; i++)
		if (a->start[i * PAGE / 4] != a->tag + i ||
		    a->start[i * PAGE / 4 + 1])
			wrong("page %u of %x is %x", i, a->tag,
			      a->start[i * PAGE / 4]);
}

static void resize(struct area *a, u32 pages)
{
	u32 old = a->pages;
	void *p = mremap(a->start, old * PAGE, pages * PAGE, MREMAP_MAYMOVE);

	if (p == MAP_FAILED) {
		wrong("mremap from %u to %u pages: %s", old, pages,
		      strerror(errno));
		return;
	}
	a->start = p;
	a->pages = pages;
	check_area(&(struct area) { p, old < pages ? old : pages, a->tag });
	if (pages > old)
		tag_pages(a, old);
}

/* The heap ends somewhere else; new pages are zeroes. */
static void move_break(char *base, u32 *state)
{
	static u32 pages;
	u32 want = rnd(state, 20), i;

	if ((char *)sys(brk, base + want * PAGE) != base + want * PAGE)
		wrong("brk to %u pages", want);
	for (i = 0; i < want; i++) {
		u32 *p = (u32 *)(base + i * PAGE);

		if (*p != (i < pages ? i + 1 : 0))
			wrong("page %u of the heap is %x", i, *p);
		*p = i + 1;
	}
	pages = want;
}

static void remapper(u32 number)
{
	u32 state = seed_for(number), i, n;
	struct area areas[AREAS];
	char *base = (char *)((sys(brk, 0) + PAGE - 1) & -PAGE);

	for (i = 0; i < AREAS; i++) {
		areas[i].pages = rnd(&state, MAX_PAGES) + 1;
		areas[i].tag = number << 24 | i << 16;
		areas[i].start = map(areas[i].pages * PAGE, MAP_PRIVATE);
		tag_pages(&areas[i], 0);
	}
	for (i = 0; i < scale(MOVES); i++) {
		n = rnd(&state, AREAS);
		check_area(&areas[n]);
		resize(&areas[n], rnd(&state, MAX_PAGES) + 1);
		if (!rnd(&state, 3))
			move_break(base, &state);
		if (!rnd(&state, 10) && !fork_or_quit()) {
			for (n = 0; n < AREAS; n++)
				check_area(&areas[n]);
			_exit(0);
		}
	}
	wait_workers();
	for (i = 0; i < AREAS; i++)
		check_area(&areas[i]);
}

STRESS(mremap, "areas and the heap move with what is in them")
{
	run_workers(MOVERS, remapper);
}
