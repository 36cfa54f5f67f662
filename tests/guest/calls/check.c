/*
 * check.c - the checks, and what many tests need.
 */
#include <grp.h>
#include <stdarg.h>

#include "calls.h"

#define PAGE		4096
#define STACK_END	(long)0xbffffffc

int failures;

long raw_call(int nr, long a, long b, long c, long d, long e, long f)
{
	long args[6] = { a, b, c, d, e, f };
	long result;

	/* %ebp and %ebx are the compiler's: saved here by hand. */
	__asm__ volatile("pushl %%ebp\n"
			 "pushl %%ebx\n"
			 "movl %2,%%eax\n"
			 "movl 0(%1),%%ebx\n"
			 "movl 4(%1),%%ecx\n"
			 "movl 8(%1),%%edx\n"
			 "movl 16(%1),%%edi\n"
			 "movl 20(%1),%%ebp\n"
			 "movl 12(%1),%%esi\n"
			 "int $0x80\n"
			 "popl %%ebx\n"
			 "popl %%ebp\n"
			 : "=&a" (result) : "S" (args), "d" (nr)
			 : "ecx", "edi", "memory", "cc");
	return result;
}

bool check(bool good, const char *file, int line, const char *fmt, ...)
{
	va_list args;

	if (good)
		return true;
	failures++;
	printf("# %s:%d: ", file, line);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
	return false;
}

bool check_is(long have, long want, const char *what, const char *file,
	      int line)
{
	return check(have == want, file, line, "%s is %ld, not %ld", what,
		     have, want);
}

/* Two pages: one that can be read and written, one that cannot be touched. */
static char *edge_pages(void)
{
	static char *pages;

	if (!pages) {
		pages = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
			     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (pages == MAP_FAILED || mprotect(pages + PAGE, PAGE, 0))
			_exit(101);
	}
	return pages;
}

void *at_edge(size_t size)
{
	return edge_pages() + PAGE - size;
}

static void *read_only_page(void)
{
	return mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

void wild_call(int nr, const char *name, int index, int written,
	       const long *args, const char *file, int line)
{
	long a[6], bad[] = {
		8, (long)edge_pages() + PAGE, STACK_END, 0xc0000000,
		0xc0100000, 0xfee00020, 0xfffffff0, 0xffffffff,
		(long)read_only_page(),
	};
	int i, n = sizeof(bad) / sizeof(bad[0]) - !written;
	long result;

	for (i = 0; i < n; i++) {
		memcpy(a, args, sizeof(a));
		a[index] = bad[i];
		result = raw_call(nr, a[0], a[1], a[2], a[3], a[4], a[5]);
		if (bad[i] == STACK_END)	/* there may be four bytes */
			continue;
		check(result == -EFAULT, file, line,
		      "%s, argument %d at %08lx: %ld, not -EFAULT", name,
		      index + 1, bad[i], result);
	}
}

int as_user(int id, int (*fn)(void *), void *arg)
{
	pid_t pid;
	int status;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		failures = 0;
		if (setgroups(0, NULL) || setgid(id) || setuid(id))
			_exit(102);
		status = fn(arg);
		fflush(stdout);
		_exit(failures ? 103 : status);
	}
	if (waitpid(pid, &status, 0) != pid)
		return -1;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 103)
		failures++;
	return status;
}

void put_file(const char *name, const void *data, size_t size)
{
	int fd = open(name, O_CREAT | O_TRUNC | O_WRONLY, 0666);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		check(false, __FILE__, __LINE__, "cannot write %s: errno %d",
		      name, errno);
	close(fd);
}
