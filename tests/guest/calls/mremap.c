/*
 * mremap.c - mappings that grow, shrink and move; and the stack, which grows
 * by itself.
 */
#include <sys/resource.h>

#include "help.h"

#define ANON	(MAP_PRIVATE | MAP_ANONYMOUS)
#define RW	(PROT_READ | PROT_WRITE)

static int touches(void *p)
{
	*(volatile char *)p = 1;
	return 0;
}

/* A place with `n' pages and nothing in them. */
static char *free_place(int n)
{
	char *p = private_pages(n);

	munmap(p, n * PAGE);
	return p;
}

static char *map_at(char *p, int n)
{
	return mmap(p, n * PAGE, RW, ANON | MAP_FIXED, -1, 0);
}

static void test_in_place(void)
{
	char *p = free_place(8);

	map_at(p, 2);
	p[0] = 1;
	p[PAGE] = 2;
	is(SC(mremap, p, 2 * PAGE, 2 * PAGE, 0), (long)p);
	is(SC(mremap, p, 2 * PAGE, 4 * PAGE, 0), (long)p);
	ok(p[0] == 1 && p[PAGE] == 2 && p[3 * PAGE] == 0);
	p[3 * PAGE] = 3;
	is(SC(mremap, p, 4 * PAGE, PAGE, 0), (long)p);
	is(dies_of(touches, p + PAGE), SIGSEGV);
	is(SC(mremap, p, PAGE, 4 * PAGE - 7, 0), (long)p);
	ok(p[0] == 1 && p[PAGE] == 0 && p[3 * PAGE] == 0);
	map_at(p + 5 * PAGE, 1);
	is(SC(mremap, p, 4 * PAGE, 6 * PAGE, 0), -ENOMEM);
	p[3 * PAGE] = 7;
	munmap(p, 8 * PAGE);
}

static void test_move(void)
{
	char *p = free_place(8), *q, *target;

	map_at(p, 2);
	map_at(p + 2 * PAGE, 1);
	mprotect(p + 2 * PAGE, PAGE, PROT_READ);
	p[0] = 1;
	p[PAGE] = 2;
	q = (char *)SC(mremap, p, 2 * PAGE, 4 * PAGE, MREMAP_MAYMOVE);
	ok(q != p && q[0] == 1 && q[PAGE] == 2 && q[3 * PAGE] == 0);
	is(dies_of(touches, p), SIGSEGV);
	target = free_place(16);
	map_at(target, 1)[0] = 9;
	is(SC(mremap, q, 4 * PAGE, 3 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED,
	      target), (long)target);
	ok(target[0] == 1 && target[PAGE] == 2 && target[2 * PAGE] == 0);
	is(dies_of(touches, q), SIGSEGV);
	is(dies_of(touches, q + 3 * PAGE), SIGSEGV);
	is(dies_of(touches, target + 3 * PAGE), SIGSEGV);
	/* The middle of an area. */
	is(SC(mremap, target + PAGE, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED,
	      target + 8 * PAGE), (long)target + 8 * PAGE);
	is(target[8 * PAGE], 2);
	is(dies_of(touches, target + PAGE), SIGSEGV);
	is(target[0], 1);
}

static void test_shared(void)
{
	char *p = shared_pages(2), *q, *file;
	int fd;

	p[0] = 5;
	q = (char *)SC(mremap, p, 0, 2 * PAGE, MREMAP_MAYMOVE);
	ok(q != p && (unsigned long)q < -4096UL);	/* a second view */
	p[PAGE] = 6;
	ok(q[0] == 5 && q[PAGE] == 6);
	put_file("file", "abc", 3);
	fd = open("file", O_RDWR);
	is(ftruncate(fd, 3 * PAGE), 0);
	is(SC(pwrite64, fd, "z", 1, 2 * PAGE, 0), 1);
	file = mmap(NULL, PAGE, RW, MAP_SHARED, fd, 0);
	file = (char *)SC(mremap, file, PAGE, 3 * PAGE, MREMAP_MAYMOVE);
	ok(file[0] == 'a' && file[2 * PAGE] == 'z');
	file[PAGE] = 'y';
	is(SC(pread64, fd, file, 1, PAGE, 0), 1);
	is(file[0], 'y');
}

static void test_errors(void)
{
	char *p = private_pages(4);

	is(SC(mremap, p + 1, PAGE, PAGE, 0), -EINVAL);
	is(SC(mremap, p, PAGE, 0, 0), -EINVAL);
	is(SC(mremap, p, PAGE, PAGE, 8), -EINVAL);
	is(SC(mremap, p, PAGE, PAGE, MREMAP_FIXED, p), -EINVAL);
	is(SC(mremap, p, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED,
	      p + PAGE), -EINVAL);		/* onto itself */
	is(SC(mremap, p, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED,
	      p + 5), -EINVAL);
	is(SC(mremap, p, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED,
	      0xfffff000), -EINVAL);
	is(SC(mremap, p, PAGE, 0xfffff000, MREMAP_MAYMOVE), -EINVAL);
	munmap(p + PAGE, PAGE);
	is(SC(mremap, p + PAGE, PAGE, 2 * PAGE, MREMAP_MAYMOVE), -EFAULT);
	is(SC(mremap, p, 3 * PAGE, 5 * PAGE, MREMAP_MAYMOVE), -EFAULT);
	is(SC(mremap, 0xfffff000, PAGE, PAGE, 0), -EFAULT);
	is(SC(mremap, 0, PAGE, 2 * PAGE, MREMAP_MAYMOVE), -EFAULT);
	is(p[0], 0);
}

static int deep(int n)
{
	volatile char space[3000];

	space[0] = n;
	return n ? deep(n - 1) + space[0] * 0 : 1;
}

static int uses_stack(void *kilobytes)
{
	return deep((int)(intptr_t)kilobytes / 3) - 1;
}

static int far_below(void *unused)
{
	uintptr_t here = (uintptr_t)&unused;

	return touches((void *)(here - (64 << 20)));
}

HELPER(stack)
{
	(void)argc, (void)argv;
	is(in_child(uses_stack, (void *)700), 0);
	is(dies_of(uses_stack, (void *)1500), SIGSEGV);
	is(dies_of(far_below, NULL), SIGSEGV);
	return failures;
}

static int with_small_stack(void *unused)
{
	struct rlimit limit = { 1 << 20, 1 << 20 };

	(void)unused;
	setrlimit(RLIMIT_STACK, &limit);
	become("stack");
	return 0;
}

TEST(mremap)
{
	test_in_place();
	test_move();
	test_shared();
	test_errors();
	is(in_child(uses_stack, (void *)4000), 0);
	is(in_child(with_small_stack, NULL), 0);
}
