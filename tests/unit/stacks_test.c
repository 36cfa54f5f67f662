/* needs: lib/find_bit.c */
/*
 * stacks_test.c - kernel stacks: each is somebody's alone, mapped, with a
 * guard below it; memory may fail at any step, and whoever waits for memory
 * gives up the kernel lock meanwhile.
 */
#include "../../mm/stacks.c"
#include "../../kernel/spinlock.c"

#include <stdlib.h>
#include "kmap_model.h"

#define MAX_STACKS	200
#define ROUNDS		20000		/* of random operations */
#define STACK_PAGES	(STACK_SIZE >> PAGE_SHIFT)
#define FLAGS		(KPAGE_RW | PAGE_GLOBAL)

static unsigned long held[MAX_STACKS];	/* 0: none */
static unsigned int seed = 8192;

/* A stack at the top of its slot, mapped to pages, nothing below it. */
static int is_good(unsigned long stack)
{
	unsigned long addr;
	pte_t pte;

	if (stack < STACKS_START || stack >= STACKS_END ||
	    (stack - STACKS_START) % STACK_SLOT != STACK_SLOT - STACK_SIZE)
		return 0;
	for (addr = stack; addr < stack + STACK_SIZE; addr += PAGE_SIZE) {
		pte = kmap_ptes[kmap_index(addr)];
		if ((pte & ~PAGE_MASK) != FLAGS ||
		    kmap_pool[pte >> PAGE_SHIFT].use != PAGE_STACK)
			return 0;
	}
	for (addr = stack - (STACK_SLOT - STACK_SIZE); addr < stack;
	     addr += PAGE_SIZE)
		if (kmap_ptes[kmap_index(addr)])
			return 0;
	return 1;
}

/* No stack has two holders, no page two stacks. */
static int state_is_good(void)
{
	int i, k, good = 1;

	for (i = 0; i < MAX_STACKS; i++) {
		if (!held[i])
			continue;
		good &= is_good(held[i]);
		for (k = 0; k < i; k++)
			good &= held[k] != held[i];
	}
	return good && kmap_used == stack_slots() * STACK_PAGES &&
	       !kmap_wrong;
}

static void give_all(void)
{
	int i;

	for (i = 0; i < MAX_STACKS; i++) {
		if (held[i])
			free_stack(held[i]);
		held[i] = 0;
	}
}

static void test_random(void)
{
	int i, n, failing, bad = 0;

	for (i = 0; i < ROUNDS; i++) {
		n = rnd(&seed) % MAX_STACKS;
		if (held[n]) {
			free_stack(held[n]);
			held[n] = 0;
		} else {
			failing = kmap_fail_in = rnd(&seed) % 4;
			held[n] = alloc_stack();
			bad += !held[n] && (!failing || kmap_fail_in);
			kmap_fail_in = 0;
		}
		if (i % 50 == 0)
			bad += !state_is_good();
	}
	is(bad, 0, "%d random operations", ROUNDS);
	give_all();
	is(stack_slots(), MAX_KEPT, "some stacks are kept");
	ok(state_is_good(), "nothing else is left");
}

/* Two ask for a stack; the first sleeps, and the second comes in between. */
static unsigned long second;

static void ask_meanwhile(void)
{
	second = alloc_stack();
}

static void test_sleep(void)
{
	unsigned long kept_ones[MAX_KEPT];
	int i;

	for (i = 0; i < MAX_KEPT; i++)		/* those need no memory */
		kept_ones[i] = alloc_stack();
	kmap_sleep = ask_meanwhile;
	held[0] = alloc_stack();
	held[1] = second;
	ok(held[0] && held[1] && held[0] != held[1],
	   "who sleeps for memory has a slot of his own");
	ok(state_is_good(), "and it is well mapped");
	if (held[0] == held[1])
		held[1] = 0;
	give_all();
	for (i = 0; i < MAX_KEPT; i++)
		free_stack(kept_ones[i]);
}

static void test_exhaustion(void)
{
	static unsigned long all[NR_SLOTS + 1];
	int n = 0, bad = 0, i;

	while (n <= NR_SLOTS && (all[n] = alloc_stack()))
		bad += !is_good(all[n++]);
	is(n, NR_SLOTS, "as many stacks as there are slots");
	is(bad, 0, "all good");
	ok(!alloc_stack(), "then none");
	for (i = 0; i < n; i++)
		free_stack(all[i]);
	is(stack_slots(), MAX_KEPT, "all come back");
	is(kmap_used, MAX_KEPT * STACK_PAGES, "and their pages");
	is(kmap_wrong, 0, "none of which anybody could still reach");
}

/* A processor's page as a stack: a slot of its own, given back without it. */
static void test_boot_stack(void)
{
	unsigned long phys = 0x2000, a = map_boot_stack(phys);
	unsigned long b = map_boot_stack(phys + PAGE_SIZE);

	ok(a && b && a != b, "two boot stacks have slots of their own");
	is((a + PAGE_SIZE) % STACK_SLOT, 0, "at the top of a slot");
	is(pte_page_addr(*kernel_pte(a)), phys, "mapping the page");
	unmap_boot_stack(a);
	is(*kernel_pte(a), 0, "not any more");
	is(map_boot_stack(phys), a, "the slot is free again");
	unmap_boot_stack(a);
	unmap_boot_stack(b);
}

static void test_depth(void)
{
	u32 *stack = aligned_alloc(PAGE_SIZE, STACK_SIZE);
	struct task_struct p = {
		.stack = (unsigned long)stack,
		.stack_top = (unsigned long)stack + STACK_SIZE,
	};

	memset(stack, 0, STACK_SIZE);
	stack[0] = STACK_CANARY;
	is(stack_depth(&p), 0, "a new stack");
	stack[STACK_SIZE / 4 - 1] = 1;
	is(stack_depth(&p), 4, "one word");
	stack[STACK_SIZE / 4 - 100] = 1;
	is(stack_depth(&p), 400, "a hundred");
	stack[1] = 1;
	is(stack_depth(&p), STACK_SIZE - 4, "all of it");
	free(stack);
}

int main(void)
{
	kmap_start();
	test_depth();
	test_boot_stack();
	test_random();
	test_sleep();
	test_exhaustion();
	return done();
}
