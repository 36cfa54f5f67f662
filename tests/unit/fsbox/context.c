/*
 * context.c - stacks that a host program switches between, and the address
 * sanitizer is told. (The C library's swapcontext() would do, but makes two
 * system calls each time, and the sanitizer complains of it.)
 */
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <stdlib.h>
#include <sys/mman.h>
#include "inside.h"

#define STACK_BYTES	(256 << 10)
#define SAVED		4		/* registers that switch_stack() pops */
#define PAD		10		/* words: 16 bytes align the stack as
					   if begin() had been called */

struct context {
	void *esp;			/* of one that does not run */
	const void *stack;
	size_t size;
	void *fake;			/* the sanitizer's */
	void (*entry)(void);
};

/*
 * void switch_stack(void **save, void *esp): pushes what C wants to have kept,
 * stores its own %esp in *save, and goes on where the owner of `esp' called
 * this function, or at the address that context_restart() put there.
 */
void switch_stack(void **save, void *esp);

__asm__(".text\n"
	"switch_stack:\n"
	"	movl 4(%esp),%eax\n"
	"	movl 8(%esp),%edx\n"
	"	pushl %ebp\n"
	"	pushl %ebx\n"
	"	pushl %esi\n"
	"	pushl %edi\n"
	"	movl %esp,(%eax)\n"
	"	movl %edx,%esp\n"
	"	popl %edi\n"
	"	popl %esi\n"
	"	popl %ebx\n"
	"	popl %ebp\n"
	"	ret\n");

static struct context first, *running = &first, *previous;

/* What the sanitizer wants to hear first in the new context. */
static void arrive(void *fake)
{
	const void *stack;
	size_t size;

	__sanitizer_finish_switch_fiber(fake, &stack, &size);
	if (previous == &first) {
		first.stack = stack;
		first.size = size;
	}
}

static void begin(void)
{
	arrive(NULL);
	running->entry();
	abort();
}

struct context *context_first(void)
{
	return &first;
}

struct context *context_make(void (*entry)(void))
{
	struct context *c = calloc(1, sizeof(*c));
	void *stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (!c || stack == MAP_FAILED)
		box_fail("no memory for a process");
	c->stack = stack;
	c->size = STACK_BYTES;
	context_restart(c, entry);
	return c;
}

void context_restart(struct context *c, void (*entry)(void))
{
	unsigned long *top;

	__asan_unpoison_memory_region(c->stack, c->size);
	c->entry = entry;
	top = (unsigned long *)((char *)c->stack + c->size) - PAD;
	*top = (unsigned long)begin;
	c->esp = top - SAVED;
}

void context_switch(struct context *to)
{
	struct context *from = running;

	previous = from;
	running = to;
	__sanitizer_start_switch_fiber(&from->fake, to->stack, to->size);
	switch_stack(&from->esp, to->esp);
	arrive(from->fake);
}
