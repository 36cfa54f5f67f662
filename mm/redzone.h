/*
 * redzone.h - the debug build's view of an object of kmalloc():
 *
 *	size | RED_ZONE | what the caller uses ... | RED_ZONE
 *
 * The caller's part is rounded up to a multiple of 4. Free objects hold the
 * chain's pointer in their first word and POISON_FREE in the rest. Private to
 * mm/kmalloc.c.
 */
#ifndef _MM_REDZONE_H
#define _MM_REDZONE_H

#include <linux/poison.h>

#ifdef CONFIG_DEBUG

struct red_head {
	u32 size, red;
};
#define RED_BYTES	(sizeof(struct red_head) + sizeof(u32))

static inline size_t redzone_gross(size_t size)
{
	return ALIGN(size, sizeof(u32)) + RED_BYTES;
}

static inline u32 *red_tail(void *p, size_t size)
{
	return (u32 *)((char *)p + ALIGN(size, sizeof(u32)));
}

/* A page is cut into objects: poison the one at `obj'. */
static inline void redzone_cut(void *obj, size_t size)
{
	poison_fill(obj, size, POISON_FREE);
}

/* An object is handed out: returns the caller's part. `gross' is its class's
   size, 0 for whole pages. */
static inline void *redzone_open(void *obj, size_t size, size_t gross)
{
	size_t net = ALIGN(size, sizeof(u32));
	struct red_head *h = obj;

	if (gross)
		poison_check((u32 *)obj + 1, gross - sizeof(u32),
			     "a free object");
	h->size = size;
	h->red = RED_ZONE;
	poison_fill(h + 1, net, POISON_NEW);
	*red_tail(h + 1, size) = RED_ZONE;
	return h + 1;
}

/* An object comes back; `gross' is as above. */
static inline void *redzone_close(void *p, size_t gross)
{
	struct red_head *h = (struct red_head *)p - 1;

	if (h->red != RED_ZONE ||
	    h->size > (gross ? gross : KMALLOC_MAX) - RED_BYTES ||
	    *red_tail(p, h->size) != RED_ZONE)
		panic("kfree: %p was freed twice or written beyond its ends",
		      p);
	if (gross)
		poison_fill(h, gross, POISON_FREE);
	return h;
}

/* A page of free objects goes back: all of it looks like a free page. */
static inline void redzone_discard(struct page *page)
{
	poison_fill_pages(page, 0);
}

static inline size_t redzone_net(const void *p, size_t gross __unused)
{
	return ((const struct red_head *)p - 1)->size;
}

#else

static inline size_t redzone_gross(size_t size)
{
	return size;
}

static inline void redzone_cut(void *obj __unused, size_t size __unused) { }

static inline void *redzone_open(void *obj, size_t size __unused,
				 size_t gross __unused)
{
	return obj;
}

static inline void *redzone_close(void *p, size_t gross __unused)
{
	return p;
}

static inline void redzone_discard(struct page *page __unused) { }

static inline size_t redzone_net(const void *p __unused, size_t gross)
{
	return gross;
}

#endif
#endif
