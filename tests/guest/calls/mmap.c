/*
 * mmap.c - mapping and unmapping.
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

static int looks(void *p)
{
	volatile char c = *(volatile char *)p;

	(void)c;
	return 0;
}

static char *map(void *addr, unsigned long len, int prot, int flags, int fd,
		 unsigned long page)
{
	return (char *)SC(mmap2, addr, len, prot, flags, fd, page);
}

static void test_anonymous(void)
{
	char *p = map(NULL, 3 * PAGE - 5, RW, ANON, -1, 0), *q;

	is((long)p & (PAGE - 1), 0);
	ok(!p[0] && !p[3 * PAGE - 1]);
	p[0] = p[3 * PAGE - 1] = 1;
	is((long)map(p, PAGE, RW, ANON | MAP_FIXED, -1, 0), (long)p);
	ok(!p[0] && p[3 * PAGE - 1] == 1);	/* over the old one */
	q = map(p, PAGE, RW, ANON, -1, 0);	/* a hint: it is taken */
	ok(q != p && ((long)q & (PAGE - 1)) == 0);
	is(SC(munmap, q, PAGE), 0);
	is((long)map(q, PAGE, RW, ANON, -1, 0), (long)q);
	is(SC(munmap, p + PAGE, PAGE), 0);	/* a hole */
	is(dies_of(looks, p + PAGE), SIGSEGV);
	is(dies_of(touches, p + 2 * PAGE), 0);
	p = map(NULL, PAGE, PROT_NONE, ANON, -1, 0);
	is(dies_of(looks, p), SIGSEGV);
	is(SC(write, 1, p, 1), -EFAULT);
	p = map(NULL, PAGE, PROT_READ, ANON, -1, 0);
	is(p[5], 0);
	is(dies_of(touches, p), SIGSEGV);
	is((long)map((void *)0x10000, PAGE, RW, ANON | MAP_FIXED, -1, 0),
	   0x10000);
	is(SC(munmap, 0x10000, PAGE), 0);
}

static void test_shared(void)
{
	volatile char *p = map(NULL, 2 * PAGE, RW, MAP_SHARED | MAP_ANONYMOUS,
			       -1, 0);

	p[0] = 1;
	if (fork() == 0) {
		p[0] = 2;
		p[PAGE] = 3;
		_exit(0);
	}
	wait(NULL);
	ok(p[0] == 2 && p[PAGE] == 3);
	munmap((void *)p, 2 * PAGE);
}

/* Private: ours alone once written. Shared: read(), write() and all who map
   it see the same. */
static void test_file(void)
{
	int fd = open("file", O_CREAT | O_RDWR | O_TRUNC, 0600);
	char *priv, *a, *b, buf[8];

	is(write(fd, "abcdefgh", 8), 8);
	is(ftruncate(fd, PAGE + 10), 0);
	priv = map(NULL, 2 * PAGE, RW, MAP_PRIVATE, fd, 0);
	a = map(NULL, 2 * PAGE, RW, MAP_SHARED, fd, 0);
	b = map(NULL, PAGE, RW, MAP_SHARED, fd, 1);
	ok(!memcmp(priv, "abcdefgh", 8));
	a[0] = 'A';
	is(priv[0], 'A');			/* not yet written there */
	priv[1] = 'P';
	is(a[1], 'b');
	priv[PAGE] = 'Q';
	is(b[0], 0);
	b[2] = 'z';
	is(a[PAGE + 2], 'z');
	is(SC(pread64, fd, buf, 8, 0, 0), 8);
	ok(!memcmp(buf, "Abcdefgh", 8));
	is(SC(pwrite64, fd, "12", 2, 4, 0), 2);
	ok(!memcmp(a, "Abcd12gh", 8));
	is(SC(pread64, fd, buf, 8, PAGE, 0), 8);
	is(buf[2], 'z');
	if (fork() == 0) {
		a[3] = 'F';
		priv[2] = 'F';
		_exit(0);
	}
	wait(NULL);
	ok(a[3] == 'F' && priv[2] == 'c');
	close(fd);				/* the mapping stays */
	unlink("file");
	is(a[0], 'A');
	a[100] = 1;
	munmap(a, 2 * PAGE);
	is(b[2], 'z');
	munmap(b, PAGE);
	munmap(priv, 2 * PAGE);
}

static void test_beyond_end(void)
{
	int fd = open("end", O_CREAT | O_RDWR | O_TRUNC, 0600);
	char *p, buf[16];

	is(write(fd, "abc", 3), 3);
	p = map(NULL, 3 * PAGE, RW, MAP_SHARED, fd, 0);
	is(p[3], 0);
	p[3] = p[PAGE - 1] = 'x';		/* goes nowhere */
	is(lseek(fd, 0, SEEK_END), 3);
	is(dies_of(looks, p + PAGE), SIGBUS);
	is(dies_of(touches, p + 2 * PAGE), SIGBUS);
	is(SC(write, 1, p + PAGE, 1), -EFAULT);
	is(ftruncate(fd, 2 * PAGE), 0);
	is(p[PAGE], 0);
	is(SC(pread64, fd, buf, 8, 3, 0), 8);
	is(dies_of(looks, p + 2 * PAGE), SIGBUS);
	is(ftruncate(fd, 1), 0);
	is(p[0], 'a');
	is(p[1], 0);
	is(dies_of(looks, p + PAGE), SIGBUS);
	munmap(p, 3 * PAGE);
	p = map(NULL, PAGE, RW, MAP_PRIVATE, fd, 5);
	is(dies_of(looks, p), SIGBUS);
	close(fd);
}

static void test_errors(void)
{
	int ro = open("ro", O_CREAT | O_RDONLY, 0600);
	int wo = open("ro", O_WRONLY), dir = open(".", O_RDONLY), fds[2];

	is((long)map(NULL, 0, RW, ANON, -1, 0), -EINVAL);
	is((long)map(NULL, PAGE, RW, MAP_ANONYMOUS, -1, 0), -EINVAL);
	is((long)map(NULL, PAGE, RW, MAP_PRIVATE, -1, 0), -EBADF);
	is((long)map(NULL, PAGE, RW, MAP_SHARED, 99, 0), -EBADF);
	is((long)map((void *)1, PAGE, RW, ANON | MAP_FIXED, -1, 0), -EINVAL);
	is((long)map((void *)-PAGE, PAGE, RW, ANON | MAP_FIXED, -1, 0),
	   -ENOMEM);
	is((long)map(NULL, 0xfffffff0, RW, ANON, -1, 0), -ENOMEM);
	is((long)map(NULL, 0xffffe000, RW, ANON, -1, 0), -ENOMEM);
	is((long)map(NULL, PAGE, RW, MAP_SHARED, ro, 0), -EACCES);
	is((long)map(NULL, PAGE, PROT_READ, MAP_PRIVATE, wo, 0), -EACCES);
	is((long)map(NULL, PAGE, PROT_READ, MAP_PRIVATE, dir, 0), -ENODEV);
	is(pipe(fds), 0);
	is((long)map(NULL, PAGE, PROT_READ, MAP_SHARED, fds[0], 0), -ENODEV);
	is((long)map(NULL, 2 * PAGE, PROT_READ, MAP_PRIVATE, ro, 0xffffffff),
	   -EOVERFLOW);
	ok((long)map(NULL, PAGE, PROT_READ, MAP_SHARED, ro, 0) != -1);
	ok((long)map(NULL, PAGE, RW, MAP_PRIVATE, ro, 0) != -1);
}

static int limited(void *unused)
{
	struct rlimit limit = { 40 << 20, 40 << 20 };

	(void)unused;
	is(setrlimit(RLIMIT_AS, &limit), 0);
	is((long)map(NULL, 100 << 20, RW, ANON, -1, 0), -ENOMEM);
	ok((long)map(NULL, 1 << 20, RW, ANON, -1, 0) > 0 ||
	   (unsigned long)map(NULL, 1 << 20, RW, ANON, -1, 0) < -4096UL);
	return 0;
}

/* Thousands of areas, and none when they are gone. */
static void test_many(void)
{
	char *p = map(NULL, 2000 * PAGE, PROT_NONE, ANON, -1, 0);
	int i;

	for (i = 0; i < 2000; i += 2)
		is(SC(mprotect, p + i * PAGE, PAGE, PROT_READ), 0);
	is(dies_of(looks, p + 1998 * PAGE), 0);
	is(dies_of(looks, p + 1999 * PAGE), SIGSEGV);
	for (i = 0; i < 2000; i += 2)
		is(SC(munmap, p + i * PAGE, PAGE), 0);
	is(SC(munmap, p, 2000 * PAGE), 0);
	is((long)map(p, 2000 * PAGE, RW, ANON, -1, 0), (long)p);
	is(SC(munmap, p, 2000 * PAGE), 0);
}

/* Children that all write to pages of one shared mapping. */
static void test_parallel(void)
{
	volatile int *p = shared_pages(64);
	int i, j;

	for (i = 0; i < 4; i++) {
		if (fork())
			continue;
		for (j = 0; j < 64 * 10; j++)
			__sync_fetch_and_add(&p[j % 64 * 1024], 1);
		_exit(0);
	}
	for (i = 0; i < 4; i++)
		wait(NULL);
	for (i = 0; i < 64; i++)
		is(p[i * 1024], 40);
}

TEST(mmap2)
{
	test_anonymous();
	test_shared();
	test_file();
	test_beyond_end();
	test_errors();
	test_many();
	test_parallel();
	is(in_child(limited, NULL), 0);
}

TEST(old_mmap)
{
	unsigned long args[6] = { 0, PAGE, RW, ANON, -1UL, 0 };
	char *p = (char *)SC(old_mmap, args);
	int fd;

	ok(p[0] == 0);
	p[0] = 1;
	args[5] = 1;				/* bytes, not pages */
	is(SC(old_mmap, args), -EINVAL);
	put_file("file", "abc", 3);
	fd = open("file", O_RDWR);
	is(ftruncate(fd, 2 * PAGE), 0);
	is(SC(pwrite64, fd, "x", 1, PAGE, 0), 1);
	args[3] = MAP_SHARED;
	args[4] = fd;
	args[5] = PAGE;
	p = (char *)SC(old_mmap, args);
	is(p[0], 'x');
	wild(old_mmap, 0, 0, 0);
}

TEST(munmap)
{
	char *p = private_pages(6);
	volatile int *word = shared_pages(1);

	is(SC(munmap, p + 2 * PAGE, 2 * PAGE - 1), 0);
	is(dies_of(touches, p + PAGE), 0);
	is(dies_of(touches, p + 2 * PAGE), SIGSEGV);
	is(dies_of(touches, p + 3 * PAGE), SIGSEGV);
	is(dies_of(touches, p + 4 * PAGE), 0);
	is(SC(munmap, p + 2 * PAGE, PAGE), 0);	/* nothing there: fine */
	is(SC(munmap, p, 6 * PAGE), 0);		/* with gaps */
	is(dies_of(touches, p), SIGSEGV);
	is(SC(munmap, p + 1, PAGE), -EINVAL);
	is(SC(munmap, p, 0), -EINVAL);
	is(SC(munmap, p, 0xfffff000), -EINVAL);
	is(SC(munmap, 0xc0000000, 0x40000000), -EINVAL);
	is(SC(munmap, 0xfffff000, PAGE), -EINVAL);
	is(SC(munmap, word, PAGE), 0);
	is(dies_of(touches, (void *)word), SIGSEGV);
}
