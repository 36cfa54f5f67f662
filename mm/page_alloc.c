/*
 * page_alloc.c - the page allocator: blocks of 2^order pages, split and
 * merged by the buddy system, in two zones: below 16 MB for ISA DMA, and the
 * rest. Single pages, by far the most frequent, come from a small stock that
 * each CPU keeps, and cost no lock.
 *
 * Any context; a caller that may sleep and reclaim is told apart by its gfp
 * flags. Requests that do not ask for DMA memory use it last.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/poison.h>
#include <linux/spinlock.h>
#include <asm/bitops.h>
#include <asm/cpu.h>
#include <asm/jitter.h>
#include <asm/smplock.h>
#include <asm/system.h>

#define HOT_BATCH	(HOT_PAGES / 2)	/* moved between stock and zone */

#define RECLAIM_BATCH	32		/* pages of files taken at a time, */
#define RECLAIM_TRIES	8		/* for one request */

#define RESERVE_PART	64		/* of all memory is the reserve, */
#define RESERVE_MIN	24UL		/* but at least so many pages, */
#define RESERVE_MAX	256UL		/* and at most */

struct page *mem_map;
unsigned long max_mapnr;
static unsigned long reserve;		/* [i] pages; 0 while booting */

/* [p] is `lock', interrupts off. */
static struct zone {
	spinlock_t lock;
	unsigned long nr_free;			/* [p] pages on the lists */
	unsigned long nr_total;			/* [i] after boot */
	struct list_head free[MAX_ORDER];	/* [p] by page->list */
} zones[NR_ZONES];

static const char *const use_names[NR_PAGE_USES] = {
	"free", "reserved", "kmalloc", "vmalloc", "stacks", "page tables",
	"cache", "processes", "kernel",
};

const char *page_use_name(enum page_use use)
{
	return use_names[use];
}

static void free_list_add(struct zone *z, struct page *page, int order)
{
	page->buddy = 1;
	page->order = order;
	list_add(&page->list, &z->free[order]);
}

static void free_list_del(struct page *page)
{
	page->buddy = 0;
	list_del(&page->list);
}

/* The other half of the block twice as large, if it is free and whole. */
static struct page *free_buddy(const struct page *page, int order)
{
	unsigned long pfn = page_to_pfn(page) ^ 1UL << order;
	struct page *buddy = mem_map + pfn;

	if (pfn >= max_mapnr || !buddy->buddy || buddy->order != order ||
	    buddy->zone != page->zone)
		return NULL;
	return buddy;
}

/* Puts a block on its zone's lists, merged as far as possible. [p] */
static void zone_free(struct page *page, int order)
{
	struct zone *z = &zones[page->zone];
	struct page *buddy;

	z->nr_free += 1UL << order;
	while (order < MAX_ORDER - 1) {
		buddy = free_buddy(page, order);
		if (!buddy)
			break;
		free_list_del(buddy);
		if (buddy < page)
			page = buddy;
		order++;
	}
	free_list_add(z, page, order);
}

/* Takes a block off a zone's lists, or returns NULL. [p] */
static struct page *zone_alloc(struct zone *z, int order)
{
	struct page *page;
	int o;

	for (o = order; o < MAX_ORDER; o++)
		if (!list_empty(&z->free[o]))
			break;
	if (o == MAX_ORDER)
		return NULL;
	page = list_first_entry(&z->free[o], struct page, list);
	free_list_del(page);
	while (o > order) {		/* give the upper halves back */
		o--;
		free_list_add(z, page + (1UL << o), o);
	}
	z->nr_free -= 1UL << order;
	return page;
}

/* From the first zone of those allowed that has a block. Interrupts off. */
static struct page *alloc_from_zones(int gfp, int order)
{
	int id = gfp & GFP_DMA ? ZONE_DMA : ZONE_NORMAL;
	struct page *page = NULL;

	for (; id >= 0 && !page; id--) {
		spin_lock(&zones[id].lock);
		page = zone_alloc(&zones[id], order);
		spin_unlock(&zones[id].lock);
	}
	return page;
}

static void free_to_zone(struct page *page, int order)
{
	struct zone *z = &zones[page->zone];

	spin_lock(&z->lock);
	zone_free(page, order);
	spin_unlock(&z->lock);
}

/* Is less free than the reserve? */
static bool below_reserve(void)
{
	return zones[ZONE_DMA].nr_free + zones[ZONE_NORMAL].nr_free < reserve;
}

/*
 * Is as much free as the reserve? It is for the kernel, and for a process
 * that has been killed to get memory. What programs can make grow without
 * bound stays above it: their pages, tables, stacks, and the page cache.
 */
static bool above_reserve(int gfp, enum page_use use)
{
	switch (use) {
	case PAGE_STACK:
	case PAGE_TABLE:
	case PAGE_CACHE:
	case PAGE_ANON:
		break;
	default:
		return true;
	}
	return !below_reserve() || gfp & GFP_ATOMIC || may_use_reserve();
}

/* The order of the block to take for `n' single pages at most: the smallest
   there is, to use up remnants, or a part of a larger one. [p] */
static int stock_order(const struct zone *z, u32 n)
{
	int order = 0, most = __fls(n);

	while (order < most && list_empty(&z->free[order]))
		order++;
	return order;
}

/* Puts the pages of one block of the zone into a CPU's stock, which is not
   full to a half; false if the zone has none. Irqs off. */
static bool stock_block(struct cpu *cpu, struct zone *z)
{
	struct page *page, *p;
	int order;

	spin_lock(&z->lock);
	order = stock_order(z, HOT_BATCH - cpu->nr_hot);
	page = zone_alloc(z, order);
	spin_unlock(&z->lock);
	if (!page)
		return false;
	for (p = page + (1 << order); p-- > page; )	/* lowest comes first */
		cpu->hot[cpu->nr_hot++] = p;
	return true;
}

/* Fills this CPU's stock to a half, or as far as there is memory. Irqs off. */
static void fill_stock(struct cpu *cpu, int gfp, enum page_use use)
{
	if (!above_reserve(gfp, use))
		return;
	while (cpu->nr_hot < HOT_BATCH &&
	       (stock_block(cpu, &zones[ZONE_NORMAL]) ||
		stock_block(cpu, &zones[ZONE_DMA])))
		;
}

/* A page from this CPU's stock, filled up first if empty. Interrupts off. */
static struct page *alloc_hot_page(int gfp, enum page_use use)
{
	struct cpu *cpu = this_cpu->self;

	if (unlikely(!cpu->nr_hot)) {
		fill_stock(cpu, gfp, use);
		if (!cpu->nr_hot)
			return NULL;
	}
	return cpu->hot[--cpu->nr_hot];
}

/* Into this CPU's stock; the coldest pages leave it if full. Irqs off. */
static void free_hot_page(struct page *page)
{
	struct cpu *cpu = this_cpu->self;
	int i;

	if (unlikely(cpu->nr_hot == HOT_PAGES)) {
		for (i = 0; i < HOT_BATCH; i++)
			free_to_zone(cpu->hot[i], 0);
		for (i = HOT_BATCH; i < HOT_PAGES; i++)
			cpu->hot[i - HOT_BATCH] = cpu->hot[i];
		cpu->nr_hot -= HOT_BATCH;
	}
	cpu->hot[cpu->nr_hot++] = page;
}

/* Is the page worth keeping in a stock? Not if it is from the DMA zone, which
   is to be used last; but on small machines there is no other. */
static bool may_be_hot(const struct page *page)
{
	return page->zone == ZONE_NORMAL || !zones[ZONE_NORMAL].nr_total;
}

/* Empties this CPU's stock; returns whether there was any. Interrupts off. */
static bool drain_stock(void)
{
	struct cpu *cpu = this_cpu->self;
	bool any = cpu->nr_hot != 0;

	while (cpu->nr_hot)
		free_to_zone(cpu->hot[--cpu->nr_hot], 0);
	return any;
}

/* Gives this CPU's stock back to the zones: exact figures, larger blocks. */
void drain_hot_pages(void)
{
	unsigned long flags;

	save_flags_cli(flags);
	drain_stock();
	restore_flags(flags);
}

/* From the stock or the zones. Interrupts off. */
static struct page *take_pages(int gfp, int order, enum page_use use)
{
	if (order == 0 && !(gfp & GFP_DMA))
		return alloc_hot_page(gfp, use);
	return alloc_from_zones(gfp, order);
}

/* Memory from the page cache, for who may sleep and has the kernel lock; was
   there any? */
static bool reclaim(int gfp, int order)
{
	return !(gfp & GFP_ATOMIC) && kernel_lock_held() && !in_interrupt() &&
	       shrink_cache(RECLAIM_BATCH << order);
}

/* The same; this CPU's stock included. */
static struct page *take_all(int gfp, int order, enum page_use use)
{
	unsigned long flags;
	struct page *page;

	save_flags_cli(flags);
	page = take_pages(gfp, order, use);
	if (unlikely(!page) && drain_stock())	/* it may have what lacks */
		page = take_pages(gfp, order, use);
	if (likely(page != NULL))
		this_cpu->page_uses[use] += 1 << order;
	restore_flags(flags);
	return page;
}

/* There is none. A large block may take several rounds to come together. */
static noinline struct page *take_reclaimed(int gfp, int order,
					    enum page_use use)
{
	struct page *page = NULL;
	int tries;

	for (tries = 0; tries < RECLAIM_TRIES && !page; tries++) {
		if (!reclaim(gfp, order))
			break;
		page = take_all(gfp, order, use);
	}
	return page;
}

/*
 * Allocates 2^order pages in a row for `use', with one user counted. Returns
 * the first one's struct page, or NULL. Any context.
 */
struct page *alloc_pages(int gfp, int order, enum page_use use)
{
	struct page *page;

	if (order >= MAX_ORDER)
		return NULL;
	if (!(gfp & GFP_ATOMIC))
		may_sleep();
	if (unlikely(!this_cpu->nr_hot) && below_reserve())
		reclaim(gfp, order);
	page = take_all(gfp, order, use);
	if (unlikely(!page))
		page = take_reclaimed(gfp, order, use);
	if (!page)
		return NULL;
	page->use = use;
	page->order = order;
	atomic_set(&page->count, 1);
	poison_check_pages(page, order);
	if (gfp & GFP_ZERO)
		for (int i = 0; i < 1 << order; i++)
			clear_page(page_address(page + i));
	return page;
}

/*
 * One page that is not asked to be anything special, by far the most frequent
 * request: as alloc_pages() with order 0 and GFP_KERNEL. Interrupts on.
 */
struct page *alloc_page(enum page_use use)
{
	struct page *page;
	u32 n;

	may_sleep();
	cli();
	n = this_cpu->nr_hot;
	if (unlikely(!n)) {
		sti();
		return alloc_pages(GFP_KERNEL, 0, use);
	}
	page = this_cpu->hot[n - 1];
	this_cpu->nr_hot = n - 1;
	this_cpu->page_uses[use]++;
	sti();
	page->use = use;
	page->order = 0;
	atomic_set(&page->count, 1);
	poison_check_pages(page, 0);
	return page;
}

/* Gives pages back that have no user any more. */
static void release_pages(struct page *page, int order)
{
	unsigned long flags;

	poison_fill_pages(page, order);
	save_flags_cli(flags);
	this_cpu->page_uses[page->use] -= 1 << order;
	page->use = PAGE_FREE;
	if (order == 0 && may_be_hot(page))
		free_hot_page(page);
	else
		free_to_zone(page, order);
	restore_flags(flags);
}

/*
 * Gives back what alloc_pages() returned, with the same order. Any context.
 * A page that is free already, or has other users, is a BUG.
 */
void free_pages(struct page *page, int order)
{
	BUG_ON(page->use <= PAGE_RESERVED || page->order != order);
	BUG_ON(!atomic_dec_and_test(&page->count));
	release_pages(page, order);
}

/* Frees a page that put_page() has found without users. */
void free_unused_page(struct page *page)
{
	BUG_ON(page->use <= PAGE_RESERVED || page->order != 0);
	release_pages(page, 0);
}

/* One page for `use', by its kernel address; NULL if there is none. */
void *get_free_page(int gfp, enum page_use use)
{
	struct page *page = alloc_pages(gfp, 0, use);

	return page ? page_address(page) : NULL;
}

void free_page(void *addr)
{
	free_pages(virt_to_page(addr), 0);
}

/* Pages that are free now, the CPUs' stocks included. */
unsigned long nr_free_pages(void)
{
	unsigned long n = 0;
	int i;

	for (i = 0; i < NR_ZONES; i++)
		n += zones[i].nr_free;
	for (i = 0; i < smp_num_cpus; i++)
		n += cpu_table[i]->nr_hot;
	return n;
}

/* Pages that the allocator was given in all. */
unsigned long nr_total_pages(void)
{
	return zones[ZONE_DMA].nr_total + zones[ZONE_NORMAL].nr_total;
}

/* Pages that serve `use' now; exact while no CPU allocates. */
unsigned long nr_used_pages(enum page_use use)
{
	int i, n = 0;

	for (i = 0; i < smp_num_cpus; i++)
		n += cpu_table[i]->page_uses[use];
	return n;
}

/* From now on programs leave something for the kernel. Once, after boot. */
void init_page_reserve(void)
{
	reserve = min(max(nr_total_pages() / RESERVE_PART, RESERVE_MIN),
		      RESERVE_MAX);
}

/* Logs what memory is used for; on a console key, and when there is none. */
void show_mem(void)
{
	int i;

	printk(KERN_INFO "Memory: %lu of %lu KB free;", nr_free_pages() * 4,
	       nr_total_pages() * 4);
	for (i = PAGE_KMALLOC; i < NR_PAGE_USES; i++)
		if (nr_used_pages(i))
			printk(" %s %lu", use_names[i], nr_used_pages(i) * 4);
	printk("\n");
}

/*
 * Takes over `map', which has an entry, filled with zeroes, for each of
 * `npages' page frames. All are reserved until release_boot_page().
 */
void init_page_alloc(struct page *map, unsigned long npages)
{
	unsigned long pfn;
	int id, order;

	mem_map = map;
	max_mapnr = npages;
	for (pfn = 0; pfn < npages; pfn++) {
		map[pfn].use = PAGE_RESERVED;
		map[pfn].zone = pfn < ZONE_DMA_END >> PAGE_SHIFT ?
				ZONE_DMA : ZONE_NORMAL;
		INIT_LIST_HEAD(&map[pfn].list);
	}
	for (id = 0; id < NR_ZONES; id++) {
		spin_lock_init(&zones[id].lock, RANK_PAGE);
		for (order = 0; order < MAX_ORDER; order++)
			INIT_LIST_HEAD(&zones[id].free[order]);
	}
}

/* The order of the largest block that begins at `pfn' and has at most `n'
   pages. A zone ends where blocks end, so none lies in two. */
static int block_order(unsigned long pfn, unsigned long n)
{
	int order = 0;

	while (order < MAX_ORDER - 1 && !(pfn & 1UL << order) &&
	       2UL << order <= n)
		order++;
	return order;
}

static void release_block(struct page *page, int order)
{
	struct zone *z = &zones[page->zone];
	unsigned long flags, i;

	for (i = 0; i < 1UL << order; i++) {
		BUG_ON(page[i].use != PAGE_RESERVED);
		page[i].use = PAGE_FREE;
	}
	poison_fill_pages(page, order);
	spin_lock_irqsave(&z->lock, flags);
	z->nr_total += 1UL << order;
	zone_free(page, order);
	spin_unlock_irqrestore(&z->lock, flags);
}

/* Hands over `n' pages that were reserved. Boot, or freeing boot memory. */
void release_boot_range(unsigned long pfn, unsigned long n)
{
	int order;

	while (n) {
		order = block_order(pfn, n);
		release_block(pfn_to_page(pfn), order);
		pfn += 1UL << order;
		n -= 1UL << order;
	}
}

void release_boot_page(unsigned long pfn)
{
	release_boot_range(pfn, 1);
}
