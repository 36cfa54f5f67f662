/* needs: */
/*
 * pagetree_test.c - the tree of a file's pages against an array: insertions,
 * look-ups, deletions and walks at random, small and large indexes mixed,
 * with memory that is short now and then. No node may be left in the end.
 */
#include <stdlib.h>
#include "../../mm/pagetree.c"
#include "tap.h"

#define NR_PAGES	300		/* in the model */
#define ROUNDS		400000

static struct model {
	unsigned long index;
	struct page page;
	int in;
} model[NR_PAGES];
static unsigned int seed = 1993;
static int objects, fail_in, sleepy;
static struct address_space map;

void *kzalloc(size_t size, int gfp)
{
	sleepy += !(gfp & GFP_ATOMIC);
	if (fail_in && --fail_in == 0)
		return NULL;
	objects++;
	return calloc(1, size);
}

void kfree(const void *p)
{
	if (p)
		objects--;
	free((void *)p);
}

/* Indexes that are near, far, and at the edges of nodes. */
static unsigned long random_index(void)
{
	unsigned long index = rnd(&seed) >> (4 + rnd(&seed) % 28);

	return rnd(&seed) % 3 ? index : index & ~0xfUL;
}

static struct model *find(unsigned long index)
{
	int i;

	for (i = 0; i < NR_PAGES; i++)
		if (model[i].in && model[i].index == index)
			return &model[i];
	return NULL;
}

static struct page *model_next(unsigned long index, unsigned long *found)
{
	struct model *best = NULL;
	int i;

	for (i = 0; i < NR_PAGES; i++)
		if (model[i].in && model[i].index >= index &&
		    (!best || model[i].index < best->index))
			best = &model[i];
	if (best)
		*found = best->index;
	return best ? &best->page : NULL;
}

static int insert_one(struct model *m)
{
	unsigned long index = random_index();
	int err, want = find(index) ? -EEXIST : 0;

	fail_in = rnd(&seed) % 4 ? 0 : 1 + rnd(&seed) % 4;
	err = pagetree_insert(&map, index, &m->page);
	if (err == -ENOMEM && !want && fail_in == 0)
		return 1;
	fail_in = 0;
	if (err != want)
		return 0;
	if (!err) {
		m->in = 1;
		m->index = index;
	}
	return 1;
}

static int delete_one(struct model *m)
{
	if (pagetree_delete(&map, m->index) != &m->page)
		return 0;
	m->in = 0;
	return !pagetree_delete(&map, m->index);
}

static int look(void)
{
	unsigned long index = random_index(), found = 0, want = 0;
	struct model *m = find(index);
	struct page *page;

	if (pagetree_lookup(&map, index) != (m ? &m->page : NULL))
		return 0;
	page = pagetree_next(&map, index, &found);
	return page == model_next(index, &want) && (!page || found == want);
}

static int count(void)
{
	int i, n = 0;

	for (i = 0; i < NR_PAGES; i++)
		n += model[i].in;
	return n;
}

/* Fills and empties the tree in turns, so that it is often quite empty. */
static int random_rounds(void)
{
	struct model *m;
	int i, fills = 1;

	for (i = 0; i < ROUNDS; i++) {
		if (i % 2000 == 0)
			fills = !fills;
		m = &model[rnd(&seed) % NR_PAGES];
		if (m->in && (!fills || rnd(&seed) % 4 == 0)) {
			if (!delete_one(m))
				return 0;
		} else if (!m->in && (fills || rnd(&seed) % 4 == 0)) {
			if (!insert_one(m))
				return 0;
		}
		if (!look() || map.nrpages != count())
			return 0;
		if (!map.nrpages && (map.root || map.shift || objects))
			return 0;
	}
	return 1;
}

int main(void)
{
	unsigned long found = 0;
	int i;

	ok(random_rounds(), "random operations agree with the array");
	for (i = 0; i < NR_PAGES; i++)
		if (model[i].in)
			pagetree_delete(&map, model[i].index);
	is(map.nrpages, 0, "all pages are out");
	is(objects, 0, "no node is left");
	is(pagetree_insert(&map, 1UL << TREE_MAX_SHIFT, &model[0].page),
	   -EFBIG, "an index that is too large");
	is(pagetree_insert(&map, (1UL << TREE_MAX_SHIFT) - 1, &model[0].page),
	   0, "the largest index");
	ok(pagetree_next(&map, 0, &found) == &model[0].page &&
	   found == (1UL << TREE_MAX_SHIFT) - 1, "and it is found");
	ok(!pagetree_lookup(&map, ~0UL), "nothing is at the largest number");
	pagetree_delete(&map, found);
	is(objects, 0, "its nodes are gone");
	is(sleepy, 0, "nothing has slept");
	return done();
}
