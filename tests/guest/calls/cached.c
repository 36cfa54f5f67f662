/*
 * cached.c - reads and writes whose memory is a mapping of the same file, and
 * what a mapping shows of writes, holes and truncation. One copy of the
 * contents serves them all.
 */
#include <setjmp.h>

#include "files.h"

#define PAGE	4096
#define PAGES	40

static char data[PAGES * PAGE];
static sigjmp_buf before;
static int fd;
static char *map;

static void leave(int sig)
{
	siglongjmp(before, sig);
}

/* Writes there: 0, or the signal that it gave. */
static int touch(volatile char *at)
{
	int sig = sigsetjmp(before, 1);

	if (!sig)
		*at = 1;
	return sig;
}

static bool all_zero(const char *at, int n)
{
	int i;

	for (i = 0; i < n && !at[i]; i++)
		;
	return i == n;
}

static void one_copy(void)
{
	char byte;

	is(SC(write, fd, data, 100000), 100000);
	is(look("f").blocks, 25 * 8);
	ok(memcmp(map, data, 100000) == 0);
	ok(all_zero(map + 100000, 25 * PAGE - 100000));
	is(touch(map + 25 * PAGE), SIGBUS);
	map[5] = 'X';
	is(SC(pread64, fd, &byte, 1, 5, 0), 1);
	is(byte, 'X');
	is(SC(pwrite64, fd, data + 5, 1, 5, 0), 1);
	is(map[5], data[5]);
}

/* Memory and file are the same pages. */
static void onto_itself(void)
{
	is(SC(pwrite64, fd, map, 2 * PAGE, 200000, 0), 2 * PAGE);
	ok(memcmp(map, data, 2 * PAGE) == 0);
	is(SC(pwrite64, fd, map + PAGE, PAGE, PAGE, 0), PAGE);
	ok(memcmp(map + PAGE, data + PAGE, PAGE) == 0);
	is(SC(pread64, fd, map + 2 * PAGE, PAGE, PAGE, 0), PAGE);
	ok(memcmp(map + 2 * PAGE, data + PAGE, PAGE) == 0);
	/* pages that are made by the fault, while one writes them */
	is(SC(ftruncate, fd, 0), 0);
	is(SC(ftruncate, fd, PAGES * PAGE), 0);
	map[(PAGES - 1) * PAGE] = 0;
	is(SC(pwrite64, fd, map + 3 * PAGE + 5, PAGE, 3 * PAGE, 0), PAGE);
	is(SC(pwrite64, fd, map + 7 * PAGE, 3 * PAGE, 8 * PAGE, 0), 3 * PAGE);
	ok(all_zero(map, PAGES * PAGE));
}

/* What lies behind the end is never seen again. */
static void behind_the_end(void)
{
	char *own = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE, fd, 0);
	char bytes[4];

	is(SC(pwrite64, fd, data, PAGES * PAGE, 0, 0), PAGES * PAGE);
	own[0] = own[20 * PAGE] = 'P';
	is(map[0], data[0]);
	is(SC(ftruncate, fd, 10 * PAGE + 100), 0);
	is(touch(own + 20 * PAGE), SIGBUS);	/* the private copy, too */
	is(own[0], 'P');
	ok(all_zero(map + 10 * PAGE + 100, PAGE - 100));
	is(map[10 * PAGE + 99], data[10 * PAGE + 99]);
	map[10 * PAGE + 200] = 'Z';
	is(SC(ftruncate, fd, 50000), 0);
	is(map[10 * PAGE + 200], 0);
	map[50003] = 'Z';
	is(SC(pwrite64, fd, "e", 1, 60000, 0), 1);
	is(SC(pread64, fd, bytes, 4, 50000, 0), 4);
	is(bytes[3], 0);
	munmap(own, PAGES * PAGE);
}

/* The copy ends where the memory does, and the file with it. */
static void partial(void)
{
	char *two = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	munmap(two + PAGE, PAGE);
	is(SC(pread64, fd, two + PAGE - 1000, 3000, 0, 0), 1000);
	ok(memcmp(two + PAGE - 1000, map, 1000) == 0);
	is(SC(ftruncate, fd, 0), 0);
	is(SC(pwrite64, fd, two + PAGE - 1001, 3000, 10, 0), 1001);
	is(look("f").size, 1011);
	is(SC(pwrite64, fd, two, 65536, PAGE, 0), PAGE);
	is(look("f").size, 2 * PAGE);
	munmap(two, PAGE);
}

#define WORKERS	6
#define ROUNDS	1000

/* Writers, a truncater, mappers and readers of one file. */
static int one_of_many(void *arg)
{
	uint32_t kind = *(int *)arg, seed = kind + 1, at;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		seed = seed * 1103515245 + 12345;
		at = (seed >> 8) % (PAGES * PAGE);
		switch (kind) {
		case 0:
		case 1:
			SC(pwrite64, fd, data, seed & 0x7fff, at, 0);
			break;
		case 2:
			if (i % 10 == 0)
				SC(ftruncate, fd, at);
			break;
		case 3:
			touch(map + at);
			break;
		case 4:
			SC(pread64, fd, map + at / PAGE * PAGE, 2 * PAGE, at,
			   0);
			break;
		case 5:
			SC(pwrite64, fd, map + at / PAGE * PAGE, 3 * PAGE,
			   seed >> 4 & 0x1ffff, 0);
			break;
		}
	}
	return 0;
}

static void together(void)
{
	pid_t pids[WORKERS];
	int i;

	for (i = 0; i < WORKERS; i++)
		pids[i] = start_child(one_of_many, &i);
	for (i = 0; i < WORKERS; i++)
		is(exit_of(pids[i]), 0);
}

void cached_tests(void)
{
	int i;

	signal(SIGBUS, leave);
	for (i = 0; i < PAGES * PAGE; i++)
		data[i] = i * 7 + i / PAGE;
	fd = fd_of("f", O_RDWR | O_CREAT | O_TRUNC);
	map = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
		   0);
	one_copy();
	onto_itself();
	behind_the_end();
	partial();
	together();
	munmap(map, PAGES * PAGE);
	is(SC(ftruncate, fd, 0), 0);
	is(look("f").blocks, 0);
	SC(close, fd);
	signal(SIGBUS, SIG_DFL);
}
