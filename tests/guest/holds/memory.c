/*
 * memory.c - much memory comes, changes and goes; many areas of it.
 */
#include "holds.h"

#define SIZE		(32 * MB)
#define WIDE		(1024u * MB)	/* mapped, with nothing in it */
#define AREAS		5000		/* of a page each, with a gap between */
#define SHARERS		32		/* areas that map one file */

/* Pages that are there. */
static char *full(u32 size)
{
	return map(size, MAP_PRIVATE | MAP_POPULATE);
}

HOLD(munmap, "munmap() of 32 MB")
{
	must(munmap(full(SIZE), SIZE));
}

HOLD(exit, "exit with 32 MB")
{
	full(SIZE);
}

static void write_it_all(void)
{
}

HOLD(fork, "fork() and exit of a child with 32 MB")
{
	full(SIZE);
	in_child(write_it_all);
}

HOLD(exec, "exec() with 32 MB")
{
	full(SIZE);
	execl("/init", "init", "exec", NULL);
}

HOLD(mprotect, "mprotect() of 32 MB")
{
	char *p = full(SIZE);

	must(mprotect(p, SIZE, PROT_READ));
	must(mprotect(p, SIZE, PROT_READ | PROT_WRITE));
}

HOLD(mremap, "mremap() of 32 MB to another place")
{
	char *p = full(SIZE), *to = map(SIZE, MAP_PRIVATE);

	must(mremap(p, SIZE, SIZE, MREMAP_MAYMOVE | MREMAP_FIXED, to));
}

HOLD(mlock, "mlock() and munlock() of 32 MB")
{
	char *p = map(SIZE, MAP_PRIVATE);

	must(mlock(p, SIZE));
	must(munlock(p, SIZE));
}

HOLD(madvise, "madvise(MADV_DONTNEED) of 32 MB")
{
	must(madvise(full(SIZE), SIZE, MADV_DONTNEED));
}

HOLD(brk, "brk() down by 32 MB")
{
	char *p = sbrk(SIZE);

	touch(p, SIZE);
	must(brk(p));
}

HOLD(mincore, "mincore() of 64 MB, half of it there")
{
	char *p = map(2 * SIZE, MAP_PRIVATE);
	static u8 vec[2 * SIZE / PAGE];

	touch((char *)vec, sizeof(vec));
	touch(p, SIZE);
	must(mincore(p, 2 * SIZE, vec));
}

HOLD(zeroes, "a gigabyte of one page of zeroes comes and goes")
{
	char *p = (char *)must(mmap(NULL, WIDE, PROT_READ, MAP_PRIVATE |
			       MAP_ANONYMOUS | MAP_POPULATE, -1, 0));

	must(mprotect(p, WIDE, PROT_NONE));
	must(munmap(p, WIDE));
}

/* --- many areas ----------------------------------------------------------- */

/* One page in two: they stay apart. */
static char *many_areas(void)
{
	char *p = (char *)must(mmap(NULL, 2 * AREAS * PAGE, PROT_NONE,
			       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	u32 i;

	for (i = 0; i < AREAS; i++)
		must(mprotect(p + 2 * i * PAGE, PAGE, PROT_READ | PROT_WRITE));
	return p;
}

HOLD(areas_munmap, "munmap() of 10,000 areas")
{
	must(munmap(many_areas(), 2 * AREAS * PAGE));
}

HOLD(areas_exit, "exit with 10,000 areas")
{
	many_areas();
}

HOLD(areas_fork, "fork() with 10,000 areas")
{
	many_areas();
	in_child(write_it_all);
}

HOLD(areas_mprotect, "mprotect() of 10,000 areas")
{
	char *p = many_areas();

	must(mprotect(p, 2 * AREAS * PAGE, PROT_READ));
	must(mprotect(p, 2 * AREAS * PAGE, PROT_READ | PROT_WRITE));
}

HOLD(areas_mlock, "mlockall() with 10,000 areas")
{
	many_areas();
	must(mlockall(MCL_CURRENT));
	must(munlockall());
}

HOLD(areas_sync, "msync() and madvise() of 10,000 areas")
{
	char *p = many_areas();

	must(msync(p, 2 * AREAS * PAGE, MS_SYNC));
	must(madvise(p, 2 * AREAS * PAGE, MADV_DONTNEED));
	must(madvise(p, 2 * AREAS * PAGE, MADV_WILLNEED));
}

HOLD(areas_maps, "/proc/self maps, status, statm of 10,000 areas")
{
	many_areas();
	read_all("/proc/self/maps");
	read_all("/proc/self/status");
	read_all("/proc/self/statm");
}

/* --- of files ------------------------------------------------------------- */

static char *map_file(int fd, u32 size)
{
	return (char *)must(mmap(NULL, size, PROT_READ | PROT_WRITE,
				 MAP_SHARED, fd, 0));
}

HOLD(msync, "msync() of 32 MB of a memory file, all written to")
{
	int fd = must(open("big", O_RDWR | O_CREAT | O_TRUNC, 0600));
	char *p;

	must(ftruncate(fd, SIZE));
	p = map_file(fd, SIZE);
	touch(p, SIZE);
	must(msync(p, SIZE, MS_SYNC));
	must(unlink("big"));
}

HOLD(truncate, "ftruncate() of 32 MB that are mapped 32 times")
{
	int fd = make_file("big", SIZE);
	u32 i;

	for (i = 0; i < SHARERS; i++)
		must(mmap(NULL, SIZE, PROT_READ, MAP_SHARED | MAP_POPULATE,
			  fd, 0));
	must(ftruncate(fd, PAGE));
	must(unlink("big"));
}

HOLD(truncate_few, "ftruncate() of a page that is mapped 5,000 times")
{
	int fd = make_file("small", PAGE);
	u32 i;

	for (i = 0; i < AREAS; i++)
		must(mmap(NULL, PAGE, PROT_READ, MAP_SHARED | MAP_POPULATE,
			  fd, 0));
	must(ftruncate(fd, 0));
	must(unlink("small"));
}

HOLD(reclaim, "memory is short: a file of 64 MB, and a process of 80 MB")
{
	int fd = make_file("big", 16 * MB);

	close(fd);
	read_all("/disk.img");
	touch(map(48 * MB, MAP_PRIVATE), 48 * MB);
	must(unlink("big"));
}

HOLD(drop_caches, "/proc/drop_caches")
{
	int fd = must(open("/proc/drop_caches", O_WRONLY));

	read_all("/disk.img");
	must(write(fd, "1", 1));
}
