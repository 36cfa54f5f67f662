/*
 * crash.c - dies with registers, variables and threads that a debugger can be
 * asked about. `crash threads': three more threads sit in a loop.
 */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int global = 12345;
char bss_text[10000];
char *mapped_text;
double twice = 6.5;

static pthread_barrier_t started;

static void *spin_here(void *arg)
{
	pthread_barrier_wait(&started);
	for (;;)
		__asm__ volatile("pause");
	return arg;
}

static void start_threads(void)
{
	pthread_t t;
	int i;

	pthread_barrier_init(&started, NULL, 4);
	for (i = 0; i < 3; i++)
		pthread_create(&t, NULL, spin_here, NULL);
	pthread_barrier_wait(&started);
}

/* Known values in registers of every kind, then a store to address 16. */
static int __attribute__((noinline)) die(int depth)
{
	if (depth)
		return die(depth - 1) + 1;
	__asm__ volatile("fldl twice\n\t"
			 "movss global, %%xmm3\n\t"
			 "movl $0x11223344, %%ebx\n\t"
			 "movl $0x55667788, %%esi\n\t"
			 "movl $16, %%edi\n"
			 "crash_here: movl %%esi, (%%edi)"
			 : : : "ebx", "esi", "edi", "xmm3", "memory");
	return 0;
}

int main(int argc, char **argv)
{
	mapped_text = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	strcpy(mapped_text + 500000, "in the middle");
	strcpy(bss_text + 5000, "in the bss");
	global = 777;
	if (argc > 1 && !strcmp(argv[1], "threads"))
		start_threads();
	return die(3);
}
