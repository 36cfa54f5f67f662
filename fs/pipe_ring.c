/*
 * pipe_ring.c - the bytes of a pipe: where the next ones go, where the oldest
 * are, and the pages that come and go with them. Not who waits for what.
 *
 * Pipes may have 64 KB each until all together might take too much of memory;
 * later ones get a page, the least that POSIX asks for.
 */
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <asm/smplock.h>
#include "pipe.h"

#define MEMORY_SHARE	8		/* of all pages, a pipe may want one
					   in so many */

static unsigned long pages_promised;	/* [k] to all pipes */

/* A pipe with nothing in it and no ends; NULL when memory is short. May
   sleep. */
struct pipe_inode_info *pipe_alloc(void)
{
	struct pipe_inode_info *p = kzalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return NULL;
	p->size = PIPE_SIZE;
	if (pages_promised + PIPE_PAGES > nr_total_pages() / MEMORY_SHARE)
		p->size = PIPE_BUF;
	pages_promised += p->size / PAGE_SIZE;
	sleep_lock_init(&p->lock);
	init_waitqueue_head(&p->rd_wait);
	init_waitqueue_head(&p->wr_wait);
	init_waitqueue_head(&p->open_wait);
	return p;
}

/* Nobody uses it any more. */
void pipe_free(struct pipe_inode_info *p)
{
	u32 i;

	for (i = 0; i < PIPE_PAGES; i++)
		if (p->page[i])
			free_page(p->page[i]);
	pages_promised -= p->size / PAGE_SIZE;
	kfree(p);
}

/* *n, if it is more, becomes the bytes from `byte' to the end of its page. */
static inline u32 within_page(u32 byte, size_t *n)
{
	u32 offset = byte % PAGE_SIZE;

	if (*n > PAGE_SIZE - offset)
		*n = PAGE_SIZE - offset;
	return offset;
}

/*
 * Where the next bytes go: at most *n, which there is room for, and which is
 * reduced to what lies in one piece. p->in counts them once they are there.
 * NULL when memory is short. [m] May sleep.
 */
char *pipe_space(struct pipe_inode_info *p, size_t *n)
{
	char **page = pipe_slot(p, p->in);

	if (unlikely(!*page)) {
		lock_kernel();		/* memory may have to be reclaimed */
		*page = get_free_page(GFP_KERNEL, PAGE_KERNEL);
		unlock_kernel();
		if (!*page)
			return NULL;
	}
	return *page + within_page(p->in, n);
}

/* The oldest bytes, at most *n, which is reduced to those in one piece. The
   pipe is not empty. [m] */
const char *pipe_data(struct pipe_inode_info *p, size_t *n)
{
	if (*n > p->in - p->out)
		*n = p->in - p->out;
	return *pipe_slot(p, p->out) + within_page(p->out, n);
}

/* All bytes are out: the last page is kept, as the first one. */
static void start_again(struct pipe_inode_info *p)
{
	char **last = pipe_slot(p, p->out - 1);

	p->in = p->out = 0;
	if (last == &p->page[0])
		return;
	if (p->page[0])			/* of a write that failed */
		free_page(*last);
	else
		p->page[0] = *last;
	*last = NULL;
}

/*
 * The first n of what pipe_data() showed, one or more, are done with. [m] A
 * page whose last byte was read goes, unless the newest bytes have come round
 * to its beginning.
 */
void pipe_taken(struct pipe_inode_info *p, size_t n)
{
	char **page = pipe_slot(p, p->out);

	p->out += n;
	if (p->in == p->out) {
		start_again(p);
	} else if (p->out % PAGE_SIZE == 0 &&
		   p->in - p->out <= PIPE_SIZE - PAGE_SIZE) {
		free_page(*page);
		*page = NULL;
	}
}
