/* needs: */
/*
 * kmalloc_test.c - kmalloc() on top of the page allocator: random objects,
 * each byte of which is its owner's alone; nothing is left when all are given
 * back. This is the build without CONFIG_DEBUG; kmalloc_debug_test.c compiles
 * the other one, which has to catch those who write where they may not.
 */
#ifndef UNIT_DEBUG
#undef CONFIG_DEBUG
#endif
#include "../../mm/page_alloc.c"
#include "../../kernel/spinlock.c"
#ifdef CONFIG_DEBUG
#include "../../mm/poison.c"
#endif

/* What kmalloc() calls in place of alloc_pages(). */
static struct page *watched_pages(int gfp, int order, enum page_use use);
#define alloc_pages watched_pages
#include "../../mm/kmalloc.c"
#undef alloc_pages

#include "machine.h"

#define DMA_PAGES	(ZONE_DMA_END >> PAGE_SHIFT)
#define NR_PAGES	(DMA_PAGES + 2048)
#define MAX_OBJECTS	3000
#define EXTRA		redzone_gross(0)	/* bytes around each object */
#ifdef CONFIG_DEBUG
#define ALIGNMENT	8
#define ROUNDS		100000		/* of random operations */
#else
#define ALIGNMENT	16
#define ROUNDS		400000
#endif

static struct page map[NR_PAGES];
static unsigned int seed = 1991;
static struct object {
	u8 *p;				/* NULL: not in use */
	size_t size;			/* as asked for */
	size_t usable;			/* as ksize() said */
	u8 fill;
} objects[MAX_OBJECTS];

static int fail_in;			/* the nth call gets nothing; 0: none */
static int slept_badly;			/* calls that could not have slept */

/*
 * Memory may be short at any time. A caller that does not say GFP_ATOMIC has
 * to be ready to sleep: no lock, and interrupts on.
 */
static struct page *watched_pages(int gfp, int order, enum page_use use)
{
	if (!(gfp & GFP_ATOMIC) && !machine_idle())
		slept_badly++;
	if (fail_in && --fail_in == 0)
		return NULL;
	return alloc_pages(gfp, order, use);
}

/* All memory is RAM, and free. */
static void start(int cpus)
{
	unsigned long pfn;

	machine_start(NR_PAGES, cpus);
	memset(map, 0, sizeof(map));
	memset(zones, 0, sizeof(zones));
	memset(classes, 0, sizeof(classes));
	memset(objects, 0, sizeof(objects));
	atomic_set(&large_objects, 0);
	fail_in = slept_badly = 0;
	init_page_alloc(map, NR_PAGES);
	for (pfn = 0; pfn < NR_PAGES; pfn++)
		release_boot_page(pfn);
	kmalloc_init();
}

static int all_are(const u8 *p, size_t n, u8 value)
{
	return !n || (*p == value && !memcmp(p, p + 1, n - 1));
}

/* Gets an object and fills all of it. Returns 1 if it is as it has to be. */
static int take(struct object *o, size_t size, int gfp, int zero)
{
	o->size = size;
	o->p = zero ? kzalloc(size, gfp) : kmalloc(size, gfp);
	if (!o->p)
		return 0;
	o->usable = ksize(o->p);
	if ((unsigned long)o->p % ALIGNMENT || o->usable < size ||
	    (zero && !all_are(o->p, size, 0)))
		return 0;
	if (gfp & GFP_DMA &&
	    __pa(o->p) + o->usable > ZONE_DMA_END)
		return 0;
	o->fill = rnd(&seed);
	memset(o->p, o->fill, o->usable);
	return 1;
}

/* Gives it back; returns 1 if it still was as it had been filled. */
static int give(struct object *o)
{
	int good = all_are(o->p, o->usable, o->fill);

	kfree(o->p);
	o->p = NULL;
	return good;
}

/* Nothing is given out, and no class keeps more than one page. */
static int nothing_left(void)
{
	unsigned long kept = nr_used_pages(PAGE_KMALLOC);
	int c;

	for (c = 0; c < NR_CLASSES; c++)
		if (classes[c].empty > 1)
			return 0;
	return kmalloc_objects() == 0 && kept <= NR_CLASSES &&
	       nr_free_pages() + kept == NR_PAGES && machine_idle();
}

/* Mostly small ones, as in life; the largest is a few pages. */
static size_t random_size(void)
{
	switch (rnd(&seed) % 16) {
	case 0:
		return rnd(&seed) % 60000;
	case 1:
	case 2:
		return rnd(&seed) % 5000;
	case 3:					/* at the end of a class */
		return class_sizes[rnd(&seed) % NR_CLASSES] - 12 +
		       rnd(&seed) % 16;
	default:
		return rnd(&seed) % 300;
	}
}

static int random_operation(int fill)
{
	struct object *o = &objects[rnd(&seed) % MAX_OBJECTS];
	int gfp = rnd(&seed) % 4 ? GFP_KERNEL : GFP_ATOMIC, good;
	unsigned long flags;

	machine_turn(rnd(&seed) % smp_num_cpus);
	if (gfp == GFP_ATOMIC)
		host_flags = rnd(&seed) % 2 ? EFLAGS_IF : 0;
	flags = host_flags;
	if (o->p)
		good = rnd(&seed) % 8 < fill || give(o);
	else
		good = take(o, random_size(), gfp, rnd(&seed) % 4 == 0);
	good &= host_flags == flags;
	host_flags = EFLAGS_IF;
	return good;
}

static void test_random(int cpus)
{
	unsigned long live;
	int i, bad = 0, miscounted = 0;

	start(cpus);
	for (i = 0; i < ROUNDS; i++) {
		bad += !random_operation(i / 40000 % 2 ? 1 : 7);
		if (i % 20000)
			continue;
		live = 0;
		for (struct object *o = objects; o < objects + MAX_OBJECTS; o++)
			live += o->p != NULL;
		miscounted += live != kmalloc_objects();
	}
	is(bad, 0, "%d random operations, CPUs: %d", ROUNDS, cpus);
	is(miscounted, 0, "the objects are counted");
	for (i = bad = 0; i < MAX_OBJECTS; i++)
		if (objects[i].p)
			bad += !give(&objects[i]);
	is(bad, 0, "all come back as they were");
	ok(nothing_left(), "and no page is missing");
	is(slept_badly, 0, "GFP_KERNEL allocations could sleep for a page");
}

/* Every size there is a class for, and some above. */
static void test_sizes(void)
{
	size_t size, wasted = 0;
	int bad = 0;

	start(1);
	for (size = 0; size <= 3 * PAGE_SIZE; size++) {
		bad += !take(&objects[0], size, GFP_ATOMIC, 0);
		bad += !take(&objects[1], size, GFP_ATOMIC, 1);
		bad += !take(&objects[2], size, GFP_ATOMIC | GFP_DMA, 0);
		if (size + EXTRA <= LARGEST && size > 32)
			wasted += objects[0].usable > 2 * size;
		bad += !give(&objects[2]) + !give(&objects[0]) +
		       !give(&objects[1]);
	}
	is(bad, 0, "all sizes up to three pages, for DMA as well");
	is(wasted, 0, "an object is at most twice as large as asked for");
	ok(nothing_left(), "all were given back");
}

static void test_limits(void)
{
	size_t most = KMALLOC_MAX - EXTRA;
	int bad = 0, n;

	start(1);
	ok(take(&objects[0], most, GFP_KERNEL, 0), "the largest object");
	ok(take(&objects[1], 0, GFP_KERNEL, 0) &&
	   take(&objects[2], 0, GFP_KERNEL, 0) && objects[1].p != objects[2].p,
	   "objects of no bytes differ");
	ok(!kmalloc(most + 1, GFP_KERNEL) && !kmalloc(KMALLOC_MAX + 1, 0) &&
	   !kzalloc(1UL << 31, 0), "larger ones are refused");
	for (n = 0; n < 40; n++)
		bad += kmalloc(~0UL - n, GFP_KERNEL) != NULL;
	is(bad, 0, "also where the sum wraps");
	kfree(NULL);
	give(&objects[0]);
	give(&objects[1]);
	give(&objects[2]);
	ok(nothing_left(), "kfree(NULL) does nothing");
}

/* Takes objects of one size until there are none; chains them. */
static long exhaust(size_t size, int gfp)
{
	void **chain = NULL, **obj;
	long n = 0;

	while ((obj = kmalloc(size, gfp))) {
		*obj = chain;
		chain = obj;
		n++;
	}
	while (chain) {
		obj = chain;
		chain = *obj;
		kfree(obj);
	}
	return n;
}

static void test_exhaustion(void)
{
	size_t page_of_48 = PAGE_SIZE / 48 * (NR_PAGES - 1);

	start(1);
	ok(exhaust(48 - EXTRA, 0) >= page_of_48, "memory full of objects");
	ok(nothing_left(), "comes back");
	start(1);
	is(exhaust(9000, 0), NR_PAGES / 4, "memory full of large objects");
	ok(nothing_left(), "comes back");
	start(1);
	is(exhaust(20, GFP_DMA), DMA_PAGES, "DMA memory full of objects");
	ok(nothing_left(), "comes back");
}

/* Objects that came back are given out again before a new page is taken. */
static void test_reuse(void)
{
	unsigned long used;
	int c, i, bad = 0;

	start(1);
	for (c = 0; c < NR_CLASSES; c++) {
		for (i = 0; i < MAX_OBJECTS; i++)
			bad += !take(&objects[i], class_sizes[c] - EXTRA, 0, 0);
		used = nr_used_pages(PAGE_KMALLOC);
		for (i = 0; i < MAX_OBJECTS; i += 2)
			bad += !give(&objects[i]);
		for (i = 0; i < MAX_OBJECTS; i += 2)
			bad += !take(&objects[i], class_sizes[c] - EXTRA, 0, 0);
		bad += nr_used_pages(PAGE_KMALLOC) != used;
		for (i = 0; i < MAX_OBJECTS; i++)
			bad += !give(&objects[i]);
	}
	is(bad, 0, "each class gives out what came back, without new pages");
	ok(nothing_left(), "all were given back");
}

static void test_no_memory(void)
{
	size_t size;
	int bad = 0;

	start(1);
	for (size = 1; size < 3 * PAGE_SIZE; size += 97) {
		start(1);
		fail_in = 1;
		bad += kmalloc(size, GFP_KERNEL) != NULL;
		fail_in = 1;
		bad += kzalloc(size, GFP_KERNEL) != NULL;
		bad += !take(&objects[0], size, GFP_KERNEL, 0);
		bad += !give(&objects[0]) || !nothing_left();
	}
	is(bad, 0, "without a page: NULL, and later it works");
}

/* Apart from who keeps count, because panic() jumps. */
static noinline int free_is_bug(const void *p)
{
	return panics(kfree(p));
}

static void test_bugs(void)
{
	char *p;
	struct page *page;

	start(1);
	page = alloc_pages(0, 0, PAGE_ANON);
	ok(free_is_bug(page_address(page)), "kfree() of a page that is not "
	   "its own");
	p = kmalloc(3 * PAGE_SIZE, GFP_KERNEL);
	ok(free_is_bug(p + 2 * PAGE_SIZE), "kfree() inside a large object");
	kfree(p);
	ok(free_is_bug(p), "a large object freed twice");
	start(1);
	ok(free_is_bug((void *)(host_memory + NR_PAGES * PAGE_SIZE)), "kfree() "
	   " of an address behind all RAM");
}

#ifdef CONFIG_DEBUG
static const size_t sizes[] = { 0, 1, 4, 5, 20, 36, 100, 500, 700, 1000, 2036,
	2037, 4000, 9000 };

static noinline int alloc_is_bug(size_t size)
{
	return panics(kmalloc(size, GFP_KERNEL));
}

/* After a panic: what was allocated is lost, and nobody holds a lock. */
static void forget(void)
{
	machine_start(NR_PAGES, 1);
	memset(classes, 0, sizeof(classes));
	kmalloc_init();
}

/* Does kfree() find a byte that was changed `at' bytes from the object? */
static int damage_is_found(size_t size, long at)
{
	char *p = kmalloc(size, GFP_KERNEL);
	int found;

	p[at] ^= 0x10;
	found = free_is_bug(p);
	if (!found)
		diag("%zu bytes, damaged at %ld", size, at);
	forget();
	return found;
}

static void test_red_zones(void)
{
	size_t round, i;
	int at, over = 0, under = 0;

	start(1);
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		round = ALIGN(sizes[i], sizeof(u32));
		for (at = 0; at < 4; at++)
			over += !damage_is_found(sizes[i], round + at);
		for (at = 1; at <= 8; at++)
			under += !damage_is_found(sizes[i], -at);
	}
	is(over, 0, "a byte written behind an object is found");
	is(under, 0, "a byte written before an object is found");
	ok(strstr(host_log, "beyond its ends") != NULL, "and told");
}

static void test_double_free(void)
{
	size_t i;
	int bad = 0;
	void *p, *other;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		forget();
		p = kmalloc(sizes[i], GFP_KERNEL);
		other = kmalloc(sizes[i], GFP_KERNEL);
		kfree(p);
		bad += !free_is_bug(p);
		kfree(other);
		bad += !free_is_bug(p);
	}
	is(bad, 0, "an object freed twice is found");
}

/*
 * A byte of a free object is changed; the next object in its place may be
 * smaller. At 8 bytes before the object the chain of free ones begins, which
 * no one reaches by an object's address.
 */
static int use_is_found(size_t size, size_t next_size, long at)
{
	char *p = kmalloc(size, GFP_KERNEL), *keep;
	int found;

	keep = kmalloc(size, GFP_KERNEL);	/* else the page may go */
	kfree(p);
	p[at] ^= 0x10;
	found = alloc_is_bug(next_size);
	if (!found)
		diag("%zu bytes, then %zu, written to at %ld", size, next_size,
		     at);
	(void)keep;
	forget();
	return found;
}

static void test_use_after_free(void)
{
	long at, bad = 0;

	for (at = -4; at < 100; at += 3)
		bad += !use_is_found(100, 100, at);
	is(bad, 0, "a write to an object after it was freed is found");
	for (at = -4, bad = 0; at < 1000; at += 31)
		bad += !use_is_found(1000, 800, at);
	is(bad, 0, "also when a smaller one takes its place");
	ok(strstr(host_log, "written to after it was freed") != NULL,
	   "and told");
}

static void test_poison(void)
{
	static u8 *last[64];
	size_t i;
	int found;

	start(1);
	last[0] = kmalloc(100, GFP_KERNEL);
	ok(all_are(last[0], 100, POISON_NEW & 0xff), "a new object looks new");
	is(ksize(last[0]), 100, "ksize() is what was asked for");
	for (i = 0; i < ARRAY_SIZE(last); i++)
		last[i] = kmalloc(1000, GFP_KERNEL);
	for (i = 0; i < ARRAY_SIZE(last); i++)
		kfree(last[i]);
	last[63][500] ^= 1;			/* its page has gone back */
	for (i = found = 0; i < NR_PAGES && !found; i++)
		found = alloc_is_bug(3000);
	ok(found, "a write to an object whose page was given back is found");
}
#endif

int main(void)
{
	test_sizes();
	test_limits();
	test_exhaustion();
	test_reuse();
	test_no_memory();
	test_bugs();
#ifdef CONFIG_DEBUG
	test_red_zones();
	test_double_free();
	test_use_after_free();
	test_poison();
#endif
	test_random(1);
	test_random(MACHINE_CPUS);
	return done();
}
