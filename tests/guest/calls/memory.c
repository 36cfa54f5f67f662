/*
 * memory.c - brk, protection, and the small calls about pages.
 */
#include <sys/resource.h>

#include "help.h"

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

static int limited_brk(void *unused)
{
	struct rlimit limit = { 1 << 20, 1 << 20 };
	long now = SC(brk, 0);

	(void)unused;
	setrlimit(RLIMIT_DATA, &limit);
	is(SC(brk, now + (8 << 20)), now);
	return 0;
}

TEST(brk)
{
	unsigned long start = SC(brk, 0), end = (start + PAGE - 1) & -PAGE;
	char *p = (char *)end;

	is(SC(brk, end), (long)end);
	is(dies_of(touches, p), SIGSEGV);
	is(SC(brk, end + 3 * PAGE), (long)end + 3 * PAGE);
	is(p[0] | p[3 * PAGE - 1], 0);
	memset(p, 7, 3 * PAGE);
	is(SC(brk, end + PAGE + 1), (long)end + PAGE + 1);
	is(p[2 * PAGE - 1], 7);			/* the rest of the page stays */
	is(dies_of(looks, p + 2 * PAGE), SIGSEGV);
	is(SC(brk, end + 3 * PAGE), (long)end + 3 * PAGE);
	is(p[2 * PAGE], 0);			/* and new ones are empty */
	is(SC(brk, 4096), (long)end + 3 * PAGE);	/* refused: no change */
	is(SC(brk, 0xbffff000), (long)end + 3 * PAGE);
	is(SC(brk, 0xffffffff), (long)end + 3 * PAGE);
	ok(mmap(p + 4 * PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS |
		MAP_FIXED, -1, 0) == p + 4 * PAGE);
	is(SC(brk, end + 6 * PAGE), (long)end + 3 * PAGE);
	is(SC(brk, end), (long)end);
	is(dies_of(looks, p), SIGSEGV);
	munmap(p + 4 * PAGE, PAGE);
	is(in_child(limited_brk, NULL), 0);
}

static int calls_at(void *p)
{
	return ((int (*)(void))p)();
}

/* Each page with a protection of its own, over and over. */
static void test_splits(void)
{
	char *p = private_pages(8);
	int i;

	memset(p, 5, 8 * PAGE);
	for (i = 0; i < 8; i += 2)
		is(SC(mprotect, p + i * PAGE, PAGE, PROT_READ), 0);
	for (i = 0; i < 8; i++)
		is(dies_of(touches, p + i * PAGE), i % 2 ? 0 : SIGSEGV);
	is(SC(mprotect, p + PAGE, 4 * PAGE, PROT_NONE), 0);
	for (i = 0; i < 8; i++)
		is(dies_of(looks, p + i * PAGE), i > 0 && i < 5 ? SIGSEGV : 0);
	is(SC(mprotect, p, 8 * PAGE, PROT_READ | PROT_WRITE), 0);
	for (i = 0; i < 8; i++)
		is(p[i * PAGE]++, 5);
	is(SC(munmap, p + 2 * PAGE, PAGE), 0);
	is(SC(mprotect, p, 8 * PAGE, PROT_READ), -ENOMEM);
	munmap(p, 8 * PAGE);
}

/* Shared and private pages after fork, made writable again. */
static void test_cow_protect(void)
{
	volatile char *p = private_pages(1), *s = shared_pages(1);
	pid_t pid;
	int status;

	p[0] = s[0] = 1;
	pid = fork();
	if (pid == 0) {
		mprotect((void *)p, PAGE, PROT_READ);
		mprotect((void *)p, PAGE, PROT_READ | PROT_WRITE);
		mprotect((void *)s, PAGE, PROT_READ);
		mprotect((void *)s, PAGE, PROT_READ | PROT_WRITE);
		p[0] = s[0] = 2;
		_exit(0);
	}
	waitpid(pid, &status, 0);
	is(status, 0);
	is(p[0], 1);
	is(s[0], 2);
}

static void test_file_protect(void)
{
	int fd;
	char *p;

	put_file("file", "0123456789", 10);
	fd = open("file", O_RDONLY);
	p = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, 0);
	is(SC(mprotect, p, PAGE, PROT_READ | PROT_WRITE), -EACCES);
	munmap(p, PAGE);
	p = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
	is(SC(mprotect, p, PAGE, PROT_READ | PROT_WRITE), 0);
	p[0] = 'x';
	lseek(fd, 0, SEEK_SET);
	is(read(fd, p + 100, 10), 10);
	is(p[100], '0');
	close(fd);
	munmap(p, PAGE);
}

TEST(mprotect)
{
	static const unsigned char returns_7[] = { 0xb8, 7, 0, 0, 0, 0xc3 };
	char *p = private_pages(2);

	test_splits();
	test_cow_protect();
	test_file_protect();
	memcpy(p, returns_7, sizeof(returns_7));
	is(SC(mprotect, p, PAGE, PROT_READ | PROT_EXEC), 0);
	is(in_child(calls_at, p), 0x700);
	is(dies_of(touches, p), SIGSEGV);
	is(SC(mprotect, p + 1, PAGE, PROT_READ), -EINVAL);
	is(SC(mprotect, p, 0, PROT_READ), 0);
	is(SC(mprotect, p, PAGE, 0x80), -EINVAL);
	is(SC(mprotect, 0xbfff0000, 0x50000000, PROT_READ), -ENOMEM);
	is(SC(mprotect, 0xc0000000, PAGE, PROT_READ), -ENOMEM);
	is(SC(mprotect, 0, PAGE, PROT_READ), -ENOMEM);
}

static int user_locks(void *page)
{
	struct rlimit limit = { 2 * PAGE, 2 * PAGE };

	is(setrlimit(RLIMIT_MEMLOCK, &limit), 0);
	is(SC(mlock, page, 2 * PAGE), 0);
	is(SC(mlock, page, 3 * PAGE), -ENOMEM);
	is(SC(mlockall, MCL_CURRENT), -ENOMEM);
	is(SC(munlock, page, 2 * PAGE), 0);
	limit.rlim_cur = limit.rlim_max = 0;
	is(setrlimit(RLIMIT_MEMLOCK, &limit), 0);
	is(SC(mlock, page, 1), -EPERM);
	is(SC(mlockall, MCL_CURRENT), -EPERM);
	return 0;
}

TEST(mlock)
{
	char *p = private_pages(4);
	unsigned char vec[4];

	is(SC(mlock, p + 1, PAGE), 0);		/* both pages, present now */
	is(SC(mincore, p, 4 * PAGE, vec), 0);
	ok(vec[0] & 1 && vec[1] & 1 && !(vec[2] & 1) && !(vec[3] & 1));
	is(SC(madvise, p, PAGE, MADV_DONTNEED), -EINVAL);
	is(SC(munlock, p, 2 * PAGE), 0);
	is(SC(madvise, p, PAGE, MADV_DONTNEED), 0);
	munmap(p + 3 * PAGE, PAGE);
	is(SC(mlock, p, 4 * PAGE), -ENOMEM);
	is(SC(munlock, p, 4 * PAGE), -ENOMEM);
	is(SC(mlock, 0, PAGE), -ENOMEM);
	is(SC(mlock, p, 0), 0);
	is(SC(mlock, 0xfffff000, PAGE), -EINVAL);
	is(as_user(5001, user_locks, p), 0);
}

ALSO(munlock)

static int locks_all(void *unused)
{
	unsigned char vec[2] = { 0, 0 };
	char *p;

	(void)unused;
	is(SC(mlockall, 0), -EINVAL);
	is(SC(mlockall, 0x10), -EINVAL);
	is(SC(mlockall, MCL_CURRENT | MCL_FUTURE), 0);
	p = private_pages(2);
	is(SC(mincore, p, 2 * PAGE, vec), 0);
	ok(vec[0] & vec[1] & 1);
	is(SC(munlockall), 0);
	p = private_pages(2);
	is(SC(mincore, p, 2 * PAGE, vec), 0);
	ok(!(vec[0] & 1));
	return 0;
}

TEST(mlockall)
{
	is(in_child(locks_all, NULL), 0);
}

ALSO(munlockall)

TEST(mincore)
{
	char *p = private_pages(4);
	unsigned char vec[8];
	int fd;

	p[PAGE] = 1;
	memset(vec, 0xee, sizeof(vec));
	is(SC(mincore, p, 3 * PAGE + 1, vec), 0);
	ok(!(vec[0] & 1) && vec[1] & 1 && !(vec[2] & 1) && !(vec[3] & 1));
	is(vec[4], 0xee);
	is(SC(mincore, p + 1, PAGE, vec), -EINVAL);
	is(SC(mincore, 0, PAGE, vec), -ENOMEM);
	is(SC(mincore, p, 0, vec), 0);
	is(SC(mincore, p, 0xfffff000, vec), -ENOMEM);
	wild(mincore, 2, 1, (long)p, PAGE, 0);
	put_file("file", "x", 1);
	fd = open("file", O_RDONLY);
	p = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, 0);
	is(SC(mincore, p, PAGE, vec), 0);	/* in the cache: just written */
	ok(vec[0] & 1);
}

TEST(madvise)
{
	char *p = private_pages(4), *s = shared_pages(1);
	int status, i;

	memset(p, 9, 4 * PAGE);
	s[0] = 9;
	is(SC(madvise, p, 2 * PAGE, MADV_DONTNEED), 0);
	ok(p[0] == 0 && p[PAGE] == 0 && p[2 * PAGE] == 9);
	is(SC(madvise, s, PAGE, MADV_DONTNEED), 0);
	is(s[0], 9);
	for (i = MADV_NORMAL; i <= MADV_WILLNEED; i++)
		is(SC(madvise, p, 4 * PAGE, i), 0);
	is(p[2 * PAGE], 9);
	is(SC(madvise, p + 3 * PAGE, PAGE, MADV_DONTFORK), 0);
	is(dies_of(looks, p + 3 * PAGE), SIGSEGV);
	is(SC(madvise, p, 4 * PAGE, MADV_DOFORK), 0);
	status = in_child(looks, p + 3 * PAGE);
	is(status, 0);
	is(SC(madvise, p + 1, PAGE, MADV_NORMAL), -EINVAL);
	is(SC(madvise, p, PAGE, 77), -EINVAL);
	is(SC(madvise, p, PAGE, -1), -EINVAL);
	is(SC(madvise, p, 0, MADV_DONTNEED), 0);
	is(SC(madvise, 0xfffff000, PAGE, MADV_NORMAL), -EINVAL);
	munmap(p + PAGE, PAGE);
	memset(p + 2 * PAGE, 9, PAGE);
	is(SC(madvise, p, 4 * PAGE, MADV_DONTNEED), -ENOMEM);
	is(p[2 * PAGE], 0);			/* done beyond the gap, too */
}

TEST(msync)
{
	char *p, buf[4] = "";
	int fd;

	put_file("file", "0123", 4);
	fd = open("file", O_RDWR);
	p = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	p[1] = 'x';
	is(SC(msync, p, 2 * PAGE, MS_SYNC), 0);
	is(SC(pread64, fd, buf, 4, 0, 0), 4);
	ok(!memcmp(buf, "0x23", 4));
	is(SC(msync, p, 1, MS_ASYNC), 0);
	is(SC(msync, p, 0, MS_ASYNC), 0);
	is(SC(msync, p, PAGE, MS_INVALIDATE), 0);
	is(SC(msync, p, PAGE, MS_SYNC | MS_ASYNC), -EINVAL);
	is(SC(msync, p, PAGE, 8), -EINVAL);
	is(SC(msync, p + 1, PAGE, MS_SYNC), -EINVAL);
	is(SC(msync, p, 0xfffff000, MS_SYNC), -ENOMEM);
	munmap(p + PAGE, PAGE);
	is(SC(msync, p, 2 * PAGE, MS_SYNC), -ENOMEM);
	is(SC(msync, 0, PAGE, MS_SYNC), -ENOMEM);
	mlock(p, PAGE);
	is(SC(msync, p, PAGE, MS_INVALIDATE), -EBUSY);
}
