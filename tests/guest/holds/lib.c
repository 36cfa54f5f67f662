/*
 * lib.c - what the long operations share: files, memory, processes.
 */
#include <sys/syscall.h>
#include "holds.h"

#define PIECE	(64 * 1024)

static char piece[PIECE];

void fail(const char *what)
{
	printf("# %s: %s\n", what, strerror(errno));
	fflush(stdout);
	_exit(1);
}

long must_be(long result, const char *call)
{
	if (result == -1)
		fail(call);
	return result;
}

char *map(u32 size, int flags)
{
	return (char *)must(mmap(NULL, size, PROT_READ | PROT_WRITE,
				 flags | MAP_ANONYMOUS, -1, 0));
}

void touch(char *p, u32 size)
{
	char *end = p + size;

	for (; p < end; p += PAGE)
		*(volatile char *)p = 1;
}

void fill_file(int fd, u32 size)
{
	u32 n;

	memset(piece, 'x', sizeof(piece));
	for (; size; size -= n) {
		n = size < PIECE ? size : PIECE;
		must(write(fd, piece, n));
	}
}

int make_file(const char *path, u32 size)
{
	int fd = must(open(path, O_RDWR | O_CREAT | O_TRUNC, 0600));

	fill_file(fd, size);
	return fd;
}

void read_all(const char *path)
{
	int fd = must(open(path, O_RDONLY));

	while (must(read(fd, piece, PIECE)) > 0)
		;
	close(fd);
}

void list(const char *path)
{
	int fd = must(open(path, O_RDONLY | O_DIRECTORY));

	while (must(syscall(SYS_getdents64, fd, piece, PIECE / 2)) > 0)
		;
	close(fd);
}

void reap(void)
{
	int status;

	while (wait(&status) > 0)
		;
}

void in_child(void (*fn)(void))
{
	pid_t pid = must(fork());

	if (!pid) {
		fn();
		_exit(0);
	}
	must(waitpid(pid, NULL, 0));
}

void sleepers(u32 n)
{
	while (n--)
		if (!must(fork()))
			for (;;)
				pause();
}
