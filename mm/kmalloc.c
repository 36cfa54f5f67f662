/*
 * kmalloc.c - memory in pieces of any size. Small ones come from pages cut
 * into equal objects, a size class for each of a dozen sizes; the free
 * objects of a page are chained through themselves. Large ones are whole
 * pages. Objects are aligned to KMALLOC_ALIGN bytes.
 *
 * A debug build puts a red zone with the size on both sides of each object
 * and poisons the free ones.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <asm/jitter.h>
#include "redzone.h"

#define GRAIN		16		/* sizes are looked up in these steps */
#define LARGEST		2048		/* of the classes */
#define CLASS_LARGE	0xffff		/* page->class of whole pages */

static const u16 class_sizes[] = {
	16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048,
};
#define NR_CLASSES	ARRAY_SIZE(class_sizes)

/* [m] is `lock', interrupts off; it guards the class's pages, too. */
static struct size_class {
	spinlock_t lock;
	struct list_head partial;	/* [m] pages with free objects */
	unsigned long objects;		/* [m] given out */
	u16 empty;			/* [m] pages with no object in use */
} __aligned(32) classes[NR_CLASSES];

static u8 class_of[LARGEST / GRAIN + 1];	/* [i] by size in GRAINs */
static atomic_t large_objects;			/* [a] given out */

void kmalloc_init(void)
{
	int i, c = 0;

	for (i = 0; i < ARRAY_SIZE(class_of); i++) {
		if (i * GRAIN > class_sizes[c])
			c++;
		class_of[i] = c;
	}
	for (c = 0; c < NR_CLASSES; c++) {
		spin_lock_init(&classes[c].lock, RANK_KMALLOC);
		INIT_LIST_HEAD(&classes[c].partial);
	}
}

/* Cuts a new page into objects of a class and puts it on its list. */
static struct page *new_page(int c, int gfp)
{
	struct page *page = alloc_pages(gfp & ~GFP_ZERO, 0, PAGE_KMALLOC);
	u32 size = class_sizes[c], offset;
	char *base;
	void *next = NULL;

	if (!page)
		return NULL;
	base = page_address(page);
	for (offset = PAGE_SIZE / size * size; offset; ) {
		offset -= size;
		redzone_cut(base + offset, size);
		*(void **)(base + offset) = next;
		next = base + offset;
	}
	page->freelist = next;
	page->inuse = 0;
	page->class = c;
	return page;
}

/* Takes an object of a class; NULL if no page has one. [m] */
static inline void *take_object(struct size_class *sc)
{
	struct page *page;
	void *obj;

	if (list_empty(&sc->partial))
		return NULL;
	page = list_first_entry(&sc->partial, struct page, list);
	obj = page->freelist;
	page->freelist = *(void **)obj;
	if (page->inuse++ == 0)
		sc->empty--;
	if (!page->freelist)
		list_del(&page->list);
	sc->objects++;
	return obj;
}

/* The same with a new page. */
static noinline void *alloc_from_new(int c, int gfp)
{
	struct page *page = new_page(c, gfp);		/* may sleep */
	struct size_class *sc = &classes[c];
	unsigned long flags;
	void *obj;

	if (!page)
		return NULL;
	spin_lock_irqsave(&sc->lock, flags);
	list_add(&page->list, &sc->partial);
	sc->empty++;
	obj = take_object(sc);
	spin_unlock_irqrestore(&sc->lock, flags);
	return obj;
}

static inline void *alloc_small(int c, int gfp)
{
	struct size_class *sc = &classes[c];
	unsigned long flags;
	void *obj;

	spin_lock_irqsave(&sc->lock, flags);
	obj = take_object(sc);
	spin_unlock_irqrestore(&sc->lock, flags);
	return likely(obj != NULL) ? obj : alloc_from_new(c, gfp);
}

/* The order of the smallest block of `size' bytes. */
static int size_order(size_t size)
{
	int order = 0;

	while ((size_t)PAGE_SIZE << order < size)
		order++;
	return order;
}

static void *alloc_large(size_t size, int gfp)
{
	struct page *page;

	if (size > KMALLOC_MAX)
		return NULL;
	page = alloc_pages(gfp & ~GFP_ZERO, size_order(size), PAGE_KMALLOC);
	if (!page)
		return NULL;
	page->class = CLASS_LARGE;
	atomic_inc(&large_objects);
	return page_address(page);
}

/* The bytes of an object of a class, 0 for whole pages. */
static size_t object_gross(const struct page *page)
{
	return page->class == CLASS_LARGE ? 0 : class_sizes[page->class];
}

/*
 * `size' bytes of any contents, or NULL. Any context. A size of 0 gives a
 * valid object, too.
 */
void *kmalloc(size_t size, int gfp)
{
	size_t gross = redzone_gross(size);
	void *obj;

	if (gross < size)
		return NULL;
	if (!(gfp & GFP_ATOMIC))
		may_sleep();
	if (gross <= LARGEST && !(gfp & GFP_DMA))
		obj = alloc_small(class_of[(gross + GRAIN - 1) / GRAIN], gfp);
	else
		obj = alloc_large(gross, gfp);
	if (!obj)
		return NULL;
	return redzone_open(obj, size, object_gross(virt_to_page(obj)));
}

/* As kmalloc(), filled with zeroes. */
void *kzalloc(size_t size, int gfp)
{
	void *p = kmalloc(size, gfp);

	if (p)
		memset(p, 0, size);
	return p;
}

/* Puts an object back into its page; a page that is empty twice over goes. */
static void free_small(struct page *page, void *obj)
{
	struct size_class *sc = &classes[page->class];
	struct page *spare = NULL;
	unsigned long flags;

	spin_lock_irqsave(&sc->lock, flags);
	if (!page->freelist)
		list_add(&page->list, &sc->partial);
	*(void **)obj = page->freelist;
	page->freelist = obj;
	sc->objects--;
	if (--page->inuse == 0 && sc->empty++) {
		sc->empty--;
		list_del(&page->list);
		spare = page;
	}
	spin_unlock_irqrestore(&sc->lock, flags);
	if (spare) {
		redzone_discard(spare);
		free_pages(spare, 0);
	}
}

/*
 * Gives back what kmalloc() returned; NULL is allowed. Any context. An
 * address that did not come from kmalloc() is a BUG.
 */
void kfree(const void *p)
{
	struct page *page;
	void *obj;

	if (!p)
		return;
	BUG_ON(__pa(p) >> PAGE_SHIFT >= max_mapnr);
	page = virt_to_page(p);
	BUG_ON(page->use != PAGE_KMALLOC);
	obj = redzone_close((void *)p, object_gross(page));
	if (page->class == CLASS_LARGE) {
		atomic_dec(&large_objects);
		free_pages(page, page->order);
	} else {
		free_small(page, obj);
	}
}

/* Bytes that may be used of an object; at least what was asked for. */
size_t ksize(const void *p)
{
	struct page *page = virt_to_page(p);
	size_t gross = page->class == CLASS_LARGE ?
		       (size_t)PAGE_SIZE << page->order :
		       class_sizes[page->class];

	return redzone_net(p, gross);
}

/* Size of a class, 0 behind the last one, and how many of its objects are given
   out now. */
u32 kmalloc_class(u32 c, unsigned long *objects)
{
	if (c >= NR_CLASSES)
		return 0;
	*objects = classes[c].objects;
	return class_sizes[c];
}

/* Objects of whole pages that are given out now. */
unsigned long kmalloc_large(void)
{
	return atomic_read(&large_objects);
}

/* Objects that are given out now. */
unsigned long kmalloc_objects(void)
{
	unsigned long n = atomic_read(&large_objects);
	int c;

	for (c = 0; c < NR_CLASSES; c++)
		n += classes[c].objects;
	return n;
}
