/* needs: */
/*
 * page_alloc_test.c - the page allocator against an array that says whose
 * each page is: on memory with random holes, by CPUs that take turns. After
 * all is given back, its lists must be what they were. This is the build
 * without CONFIG_DEBUG; page_alloc_debug_test.c compiles the other one.
 */
#ifndef UNIT_DEBUG
#undef CONFIG_DEBUG
#endif
#include "../../mm/page_alloc.c"
#include "../../kernel/spinlock.c"
#ifdef CONFIG_DEBUG
#include "../../mm/poison.c"
#endif

#include "page_model.h"

#define MACHINES	6		/* with other holes each */
#define ROUNDS		20000		/* of operations on each */
#define CHECK_EVERY	500		/* of the whole state */

/* --- random operations --------------------------------------------------- */

static int random_operation(int fill)
{
	struct block *b = &blocks[rnd(&seed) % MAX_BLOCKS];
	int gfp = rnd(&seed) % 8, order = 0;

	machine_turn(rnd(&seed) % smp_num_cpus);
	host_flags = rnd(&seed) % 2 ? EFLAGS_IF : 0;
	if (rnd(&seed) % 100 == 0)
		drain_hot_pages();
	if (b->page)
		return rnd(&seed) % 8 < fill ? 1 : give(b);
	if (rnd(&seed) % 2)
		order = rnd(&seed) % (rnd(&seed) % 8 ? 4 : MAX_ORDER + 1);
	if (rnd(&seed) % 4)
		gfp &= ~GFP_DMA;
	return take(b, gfp, order, PAGE_KMALLOC +
		    rnd(&seed) % (NR_PAGE_USES - PAGE_KMALLOC));
}

/* Waves of more and of less; memory runs out on the way. */
static int random_machine(int cpus)
{
	static struct picture before, after;
	int i, bad = 0;

	random_holes();
	start(cpus);
	if (draw(&before) != ram_pages)
		return 0;
	for (i = 0; i < ROUNDS && !bad; i++) {
		bad |= !random_operation(i / 3000 % 2 ? 0 : 7);
		host_flags = EFLAGS_IF;
		if (i % CHECK_EVERY == 0)
			bad |= !state_is_good();
		if (bad)
			diag("operation %d", i);
	}
	bad |= !give_all() || !state_is_good();
	drain_all();
	return !bad && draw(&after) == ram_pages &&
	       !memcmp(&before, &after, sizeof(after));
}

static void test_random(void)
{
	int i, good;

	for (i = 0; i < MACHINES; i++) {
		good = random_machine(i % 2 ? MACHINE_CPUS : 1);
		ok(good, "%d random operations on %lu pages, CPUs: %d", ROUNDS,
		   ram_pages, smp_num_cpus);
	}
}

/* --- one thing at a time ------------------------------------------------- */

/* How many blocks of an order the lists would give. */
static long blocks_listed(const struct picture *pic, int order,
			  unsigned long end)
{
	unsigned long pfn;
	long n = 0;

	for (pfn = 0; pfn < end; pfn++)
		if (pic->order[pfn] > order)
			n += 1L << (pic->order[pfn] - 1 - order);
	return n;
}

/* Takes blocks until there is none; gives them back in a random order. */
static long exhaust(int gfp, int order)
{
	static struct page *got[NR_PAGES];
	long n = 0, i, k;

	while (n < NR_PAGES && (got[n] = alloc_pages(gfp, order, PAGE_ANON)))
		n++;
	for (i = n; i > 0; i--) {
		k = rnd(&seed) % i;
		free_pages(got[k], order);
		got[k] = got[i - 1];
	}
	return n;
}

static void test_exhaustion(void)
{
	static struct picture before, after;
	int order, gfp, bad = 0, unlike = 0;

	random_holes();
	start(1);
	draw(&before);
	for (order = 0; order < MAX_ORDER; order++)
		for (gfp = 0; gfp <= GFP_DMA; gfp += GFP_DMA) {
			bad += exhaust(gfp, order) != blocks_listed(&before,
				order, gfp ? DMA_PAGES : NR_PAGES);
			bad += exhaust(gfp, order) != blocks_listed(&before,
				order, gfp ? DMA_PAGES : NR_PAGES);
			drain_hot_pages();
			draw(&after);
			unlike += memcmp(&before, &after, sizeof(after)) != 0;
		}
	is(bad, 0, "every block of every order can be had, twice");
	is(unlike, 0, "and all merge again");
	ok(!alloc_pages(0, MAX_ORDER, PAGE_ANON), "too large an order");
	ok(machine_idle() && nr_used_pages(PAGE_ANON) == 0, "nothing is left");
}

/* Takes n single pages one after the other. */
static void take_singles(struct page **pages, int n)
{
	while (n--)
		*pages++ = alloc_pages(0, 0, PAGE_CACHE);
}

static void test_stock(void)
{
	struct page *p[HOT_PAGES + 1];
	int i, bad = 0;

	no_holes();
	start(1);
	take_singles(p, HOT_PAGES + 1);
	drain_hot_pages();
	is(host_cpu->nr_hot, 0, "a drained stock is empty");
	for (i = 0; i < HOT_PAGES; i++)
		free_pages(p[i], 0);
	is(host_cpu->nr_hot, HOT_PAGES, "pages given back fill the stock");
	free_pages(p[HOT_PAGES], 0);
	is(host_cpu->nr_hot, HOT_PAGES / 2 + 1, "one more: half of it goes");
	is(nr_free_pages(), NR_PAGES, "the stock is counted as free");
	for (i = HOT_PAGES; i >= HOT_PAGES / 2; i--)
		bad += alloc_pages(0, 0, PAGE_CACHE) != p[i];
	is(bad, 0, "the warmest page is given out first");
	is(host_cpu->nr_hot, 0, "until the stock is empty");
	alloc_pages(0, 0, PAGE_CACHE);
	is(host_cpu->nr_hot, HOT_PAGES / 2 - 1, "then half of it is fetched");
	is(nr_used_pages(PAGE_CACHE), HOT_PAGES / 2 + 2, "the use is counted");
}

/*
 * How many blocks are had from above the DMA zone, before one from below. A
 * stock that is filled when little is left may mix the two.
 */
static long normal_first(int order)
{
	struct page *page;
	long n = 0;

	while ((page = alloc_pages(0, order, PAGE_ANON)) &&
	       page_to_phys(page) >= ZONE_DMA_END)
		n++;
	return n;
}

static void test_zones(void)
{
	struct page *page;
	int i, bad = 0;

	no_holes();
	start(1);
	ok(normal_first(0) > NR_PAGES - DMA_PAGES - HOT_BATCH,
	   "DMA memory is used last");
	start(1);
	is(normal_first(2), (NR_PAGES - DMA_PAGES) >> 2, "also by blocks");
	start(1);
	for (i = 0; i < 2 * HOT_PAGES; i++) {
		page = alloc_pages(GFP_DMA, 0, PAGE_KERNEL);
		bad += page_to_phys(page) >= ZONE_DMA_END;
		free_pages(page, 0);
		page = alloc_pages(0, 0, PAGE_ANON);
		bad += page_to_phys(page) < ZONE_DMA_END;
	}
	is(bad, 0, "a DMA page that was given back is not used first");
}

/* What only this CPU's stock holds can be had as well. */
static void test_stock_is_last_reserve(void)
{
	unsigned long pfn = NR_PAGES - 4;

	no_holes();
	start(1);
	while (alloc_pages(0, 0, PAGE_ANON))
		;
	free_pages(map + pfn, 0);
	free_pages(map + pfn + 1, 0);
	ok(alloc_pages(0, 1, PAGE_ANON) == map + pfn,
	   "two free pages side by side are a block of two");
	free_pages(map + 8, 0);
	ok(alloc_pages(GFP_DMA, 0, PAGE_ANON) == map + 8,
	   "the last free page is had for DMA");
	ok(!alloc_pages(0, 0, PAGE_ANON) && !alloc_pages(0, 3, PAGE_ANON) &&
	   machine_idle(), "then there is none");
}

/* --- the page cache gives pages up ---------------------------------------- */

static struct page *cached[NR_PAGES + 1];
static unsigned long nr_in_cache, cache_calls;

/* Gives back up to n of those in `cached', the last ones first. */
static unsigned long give_cached(unsigned long n)
{
	unsigned long i;

	cache_calls++;
	for (i = 0; i < n && nr_in_cache; i++)
		put_page(cached[--nr_in_cache]);
	return i;
}

/* All memory becomes pages of files. */
static void fill_cache(void)
{
	no_holes();
	start(1);
	machine_cache = NULL;
	nr_in_cache = cache_calls = 0;
	while ((cached[nr_in_cache] = alloc_pages(0, 0, PAGE_CACHE)))
		nr_in_cache++;
	kernel_flag = host_cpu->lock_id;
	machine_cache = give_cached;
}

static void test_reclaim(void)
{
	fill_cache();
	ok(!alloc_pages(GFP_ATOMIC, 0, PAGE_KERNEL) && !cache_calls,
	   "who may not sleep gets nothing from the page cache");
	kernel_flag = 0;
	ok(!alloc_pages(0, 0, PAGE_KERNEL) && !cache_calls,
	   "nor does who has not the kernel lock");
	kernel_flag = host_cpu->lock_id;
	ok(alloc_pages(0, 0, PAGE_KERNEL) != NULL, "others do");
	is(nr_in_cache, NR_PAGES - RECLAIM_BATCH, "a batch is given up");
	fill_cache();
	ok(alloc_pages(0, 4, PAGE_KERNEL) != NULL && nr_in_cache,
	   "a large block comes together");
	fill_cache();
	nr_in_cache = 0;
	ok(!alloc_pages(0, 0, PAGE_KERNEL), "an empty cache: no page");
	kernel_flag = 0;
	machine_cache = NULL;
}

static void test_bugs(void)
{
	struct page *page, *block;

	no_holes();
	start(1);
	page = alloc_pages(0, 0, PAGE_ANON);
	block = alloc_pages(0, 2, PAGE_ANON);
	ok(panics(free_pages(block, 1)), "a wrong order is a BUG");
	ok(panics(free_pages(block + 1, 0)), "a page inside a block");
	ok(panics(release_boot_page(page_to_pfn(page))), "a page freed as if "
	   "it had been reserved");
	free_pages(block, 2);
	ok(panics(free_pages(block, 2)), "a block freed twice");
	free_pages(page, 0);
	ok(panics(free_pages(page, 0)), "a page freed twice");
	drain_hot_pages();
	ok(panics(free_pages(page, 0)), "also later");
	page = alloc_pages(0, 0, PAGE_ANON);
	atomic_inc(&page->count);
	ok(panics(free_pages(page, 0)), "a page that has other users");
	owner[7] = HOLE;
	start(1);
	ok(panics(free_pages(map + 7, 0)), "a page that is reserved");
}

#ifdef CONFIG_DEBUG
/* Writes a byte to a free page; does taking pages of that order tell? */
static int write_is_found(int order, unsigned long offset)
{
	struct page *page = alloc_pages(0, order, PAGE_ANON);
	char *p = page_address(page);
	int found;

	free_pages(page, order);
	p[offset] ^= 1;
	found = panics(alloc_pages(0, order, PAGE_ANON));
	machine_cpus(1);
	return found;
}

static void test_poison(void)
{
	unsigned long i;
	u32 *p;
	int bad = 0;

	no_holes();
	start(1);
	for (i = 0; i < PAGE_SIZE; i += 61)
		bad += !write_is_found(0, i);
	bad += !write_is_found(0, PAGE_SIZE - 1);
	bad += !write_is_found(3, 8 * PAGE_SIZE - 1);
	is(bad, 0, "a write to a free page is found");
	ok(strstr(host_log, "a free page was written to") != NULL,
	   "and the message says it");
	start(1);
	p = get_free_page(0, PAGE_ANON);
	for (i = bad = 0; i < PAGE_SIZE / 4; i++)
		bad += p[i] != POISON_NEW;
	is(bad, 0, "a new page looks new");
}
#endif

static void test_by_address(void)
{
	char *p;

	no_holes();
	start(1);
	p = get_free_page(GFP_ZERO, PAGE_TABLE);
	ok(p && !((unsigned long)p & ~PAGE_MASK) &&
	   virt_to_page(p)->use == PAGE_TABLE, "a page by its address");
	host_log_clear();
	show_mem();
	ok(strstr(host_log, "page tables 4") && strstr(host_log, " KB free") &&
	   !strstr(host_log, "stacks"), "show_mem() says what is in use");
	free_page(p);
	is(nr_used_pages(PAGE_TABLE), 0, "and it comes back");
	is(nr_free_pages(), NR_PAGES, "as a free one");
	is_str(page_use_name(PAGE_KERNEL), "kernel", "uses have names");
}

int main(void)
{
	test_by_address();
	test_stock();
	test_zones();
	test_exhaustion();
	test_stock_is_last_reserve();
	test_reclaim();
	test_bugs();
#ifdef CONFIG_DEBUG
	test_poison();
#endif
	test_random();
	return done();
}
