/* needs: */
/*
 * pipe_ring_test.c - the bytes of a pipe against a plain queue: random writes
 * and reads, some of which stop half-way or for want of a page. The pages are
 * counted: none is lost, and no more are kept than the bytes need, but for
 * one.
 */
#include "../../fs/pipe_ring.c"

#include <malloc.h>
#include "host.h"
#include "tap.h"

#define ROUNDS		100000
#define PAGES_OF_MACHINE 2000

unsigned long host_memory;

static int pages, fail_in;
static unsigned int seed = 1973;

void *get_free_page(int gfp __unused, enum page_use use __unused)
{
	if (fail_in && --fail_in == 0)
		return NULL;
	pages++;
	return memalign(PAGE_SIZE, PAGE_SIZE);
}

void free_page(void *addr)
{
	pages--;
	free(addr);
}

void *kzalloc(size_t size, int gfp __unused)
{
	return fail_in && --fail_in == 0 ? NULL : calloc(1, size);
}

void kfree(const void *p)
{
	free((void *)p);
}

unsigned long nr_total_pages(void)
{
	return PAGES_OF_MACHINE;
}

void sleep_lock_init(struct sleeplock *l)
{
	l->locked = 0;
}

void init_waitqueue_head(wait_queue_head_t *q)
{
	INIT_LIST_HEAD(&q->waiters);
}

/* The nth byte that is ever written. */
static u8 byte(u32 n)
{
	return n * 2654435761U >> 24;
}

static u32 written, taken;		/* the model: bytes ever */

/* Writes up to n bytes, and stops in the middle if so told. */
static int put(struct pipe_inode_info *p, size_t n, int stop)
{
	size_t part, i;
	char *to;

	while (n) {
		part = n;
		to = pipe_space(p, &part);
		if (!to)
			return 1;
		if (part > n || part > PAGE_SIZE)
			return 0;
		if (stop)
			part /= 2;
		for (i = 0; i < part; i++)
			to[i] = byte(written++);
		p->in += part;
		n -= part;
		if (stop)
			return 1;
	}
	return 1;
}

static int take(struct pipe_inode_info *p, size_t n, int stop)
{
	const char *from;
	size_t part, i;

	while (n && !pipe_empty(p)) {
		part = n;
		from = pipe_data(p, &part);
		if (!part || part > n)
			return 0;
		if (stop)
			part = (part + 1) / 2;
		for (i = 0; i < part; i++)
			if ((u8)from[i] != byte(taken++))
				return 0;
		pipe_taken(p, part);
		n -= part;
		if (stop)
			return 1;
	}
	return 1;
}

static size_t random_size(void)
{
	size_t n = 1 + rnd(&seed) % (rnd(&seed) % 2 ? 20000 : 100);

	return rnd(&seed) % 4 ? n : PAGE_SIZE;
}

/* Pages that hold bytes; in a full pipe one may hold the first and the last. */
static int pages_needed(const struct pipe_inode_info *p)
{
	u32 first = p->out % PAGE_SIZE, n = p->in - p->out;

	return min((first + n + PAGE_SIZE - 1) / PAGE_SIZE * !!n,
		   (u32)PIPE_PAGES);
}

static int step(struct pipe_inode_info *p)
{
	size_t n = random_size();
	int right;

	if (rnd(&seed) % 50 == 0)
		fail_in = 1 + rnd(&seed) % 3;
	if (rnd(&seed) % 2)
		right = put(p, min(n, (size_t)pipe_room(p)),
			    rnd(&seed) % 20 == 0);
	else
		right = take(p, n, rnd(&seed) % 20 == 0);
	fail_in = 0;
	return right && p->in - p->out == written - taken &&
	       pages <= pages_needed(p) + 1 + pipe_empty(p) &&
	       pages >= pages_needed(p);
}

static void test_random(u32 start)
{
	struct pipe_inode_info *p = pipe_alloc();
	int i, bad = 0;

	p->in = p->out = start;
	written = taken = 0;
	for (i = 0; i < ROUNDS && !bad; i++) {
		if (!step(p))
			bad = i + 1;
		if (i % 5000 == 0)
			take(p, PIPE_SIZE, 0);
	}
	is(bad, 0, "bytes come out as they went in, from %#x on", start);
	pipe_free(p);
	is(pages, 0, "no page is lost");
}

static void test_empty(void)
{
	struct pipe_inode_info *p = pipe_alloc();

	put(p, 1, 0);
	take(p, 1, 0);
	is(pages, 1, "an empty pipe keeps a page");
	put(p, 1, 0);
	ok(pages == 1 && p->in == 1, "and uses it again");
	put(p, PIPE_SIZE - 1, 0);
	is(pipe_room(p), 0, "64 KB fit");
	is(pages, PIPE_PAGES, "into 16 pages");
	take(p, PIPE_SIZE - 1, 0);
	is(pages, 1, "which go as they are read");
	pipe_free(p);
}

static void test_share(void)
{
	struct pipe_inode_info *p[40];
	int i, full = 0;

	for (i = 0; i < ARRAY_SIZE(p); i++) {
		p[i] = pipe_alloc();
		full += p[i]->size == PIPE_SIZE;
	}
	is(full, PAGES_OF_MACHINE / MEMORY_SHARE / PIPE_PAGES,
	   "as many large pipes as an eighth of memory allows");
	is(p[39]->size, PIPE_BUF, "then small ones");
	for (i = 0; i < ARRAY_SIZE(p); i++)
		pipe_free(p[i]);
	is(pages_promised, 0, "all is given back");
	fail_in = 1;
	ok(pipe_alloc() == NULL, "no memory, no pipe");
}

int main(void)
{
	test_empty();
	test_random(0);
	test_random(-3 * PIPE_SIZE);
	test_share();
	return done();
}
