/*
 * mm.h - physical pages: struct page, the page allocator, and what each page
 * is used for.
 */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/page_use.h>
#include <asm/atomic.h>
#include <asm/page.h>

#define MAX_ORDER	11		/* blocks of 1 to 1024 pages */

/* Flags of an allocation. */
#define GFP_KERNEL	0x00		/* may sleep, may reclaim */
#define GFP_ATOMIC	0x01		/* may do neither */
#define GFP_DMA		0x02		/* below 16 MB, for ISA DMA */
#define GFP_ZERO	0x04		/* filled with zeroes */

struct address_space;

/*
 * One for each page frame: mem_map[physical address / PAGE_SIZE].
 * [p] the lock of the page's zone, [o] whoever owns the page.
 */
struct page {
	struct list_head list;		/* [p] free list; else [o] */
	union {
		void *freelist;		/* [o] kmalloc: free objects */
		struct address_space *mapping;	/* [k] cache: whose page, or
						   NULL once taken out */
	};
	atomic_t count;			/* [a] users; 0 when free */
	u8 use;				/* [p] enum page_use */
	u8 order;			/* [p] of the block that starts here */
	u8 zone;			/* [i] enum zone_id */
	u8 buddy;			/* [p] heads a block on a free list */
	u16 inuse;			/* [o] kmalloc: objects given out */
	u16 class;			/* [o] kmalloc: size class */
	union {
		u32 private;		/* [o] */
		unsigned long index;	/* [k] cache: which page of the file */
	};
	u32 flags;			/* [k] cache: PG_, linux/pagemap.h */
};

extern struct page *mem_map;		/* [i] */
extern unsigned long max_mapnr;		/* [i] entries of mem_map */

#define page_to_pfn(page)	((unsigned long)((page) - mem_map))
/* As page_to_pfn(page) << PAGE_SHIFT, by one shift. */
#define page_to_phys(p)							\
	(((unsigned long)(p) - (unsigned long)mem_map) *		\
	 (PAGE_SIZE / sizeof(struct page)))
_Static_assert(PAGE_SIZE % sizeof(struct page) == 0, "page_to_phys()");
#define page_address(page)	__va(page_to_phys(page))
#define virt_to_page(addr)	(mem_map + (__pa(addr) >> PAGE_SHIFT))
#define pfn_to_page(pfn)	(mem_map + (pfn))

enum zone_id { ZONE_DMA, ZONE_NORMAL, NR_ZONES };
#define ZONE_DMA_END	(16UL << 20)

/* mm/page_alloc.c */
void init_page_alloc(struct page *map, unsigned long npages);
void release_boot_page(unsigned long pfn);
void release_boot_range(unsigned long pfn, unsigned long n);
struct page *alloc_pages(int gfp, int order, enum page_use use);
struct page *alloc_page(enum page_use use);
void free_pages(struct page *page, int order);
unsigned long nr_free_pages(void);
unsigned long nr_total_pages(void);
unsigned long nr_used_pages(enum page_use use);
const char *page_use_name(enum page_use use);
void drain_hot_pages(void);
void init_page_reserve(void);
void show_mem(void);

void free_unused_page(struct page *page);

/* Counted pages, whoever shares them: a page of a file or of processes. The
   last put_page() frees it. */
static inline void get_page(struct page *page)
{
	atomic_inc(&page->count);
}

static inline void put_page(struct page *page)
{
	if (unlikely(atomic_dec_and_test(&page->count)))
		free_unused_page(page);
}

void *get_free_page(int gfp, enum page_use use);
void free_page(void *addr);

/* mm/oom.c: is current being killed for memory? Any context. */
bool may_use_reserve(void);

#endif
