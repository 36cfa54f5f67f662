/*
 * cpus_meet.h - made-up CPUs that are inside the same code at once. Each is a
 * coroutine with a stack of its own; it hands over to another, by chance,
 * wherever CPUs can meet: before and after a locked instruction, a barrier, a
 * READ_ONCE(), a spinlock, a message, a switch. All of that is the kernel's
 * own, with meet() around it, so this header comes before the kernel sources.
 *
 *	cpus_start(loop)	all smp_num_cpus CPUs are to begin loop()
 *	cpus_run(seed)		they do, until all are content; false: they
 *				come to no end
 *	rest()			a CPU is content until there is something new
 *	something_new(cpu)	the test says whether there is
 *	interrupts()		the test's; called where interrupts are on
 *
 * Everything is decided by *seed, so each run can be repeated. Not seen: that
 * a store is late for other CPUs. Memory is as if each instruction were locked.
 */
#ifndef UNIT_CPUS_MEET_H
#define UNIT_CPUS_MEET_H

#include <stdlib.h>
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <asm/bitops.h>
#include <asm/cpu.h>
#include <asm/jitter.h>
#include <asm/system.h>
#include "tap.h"

#define MOST_CPUS	8
#define STACK_BYTES	(256 << 10)
#define MOST_STEPS	200000		/* more: a livelock */
#define NOBODY		(-1)

static void interrupts(void);
static bool something_new(const struct cpu *cpu);

/* --- stacks --------------------------------------------------------------- */

/* Keeps what a function must, and goes on with the other stack. */
void stacks_switch(void **from, void *to);
__asm__("stacks_switch:\n"
	"	pushl	%ebp\n"
	"	pushl	%ebx\n"
	"	pushl	%esi\n"
	"	pushl	%edi\n"
	"	movl	20(%esp), %eax\n"	/* from */
	"	movl	24(%esp), %edx\n"	/* to */
	"	movl	%esp, (%eax)\n"
	"	movl	%edx, %esp\n"
	"	popl	%edi\n"
	"	popl	%esi\n"
	"	popl	%ebx\n"
	"	popl	%ebp\n"
	"	ret\n");

static struct {
	void *sp;			/* while another runs */
	unsigned long flags;
	bool content;
	unsigned int not_before;	/* of `step' */
} made_up[MOST_CPUS];

static char stacks[MOST_CPUS][STACK_BYTES] __attribute__((aligned(64)));
static void *host_sp;
static const void *host_stack;		/* where the sanitizer has it */
static size_t host_bytes;
static void (*cpu_loop)(void);
static int on = NOBODY;			/* whose stack this is */

static void cpu_begins(void)
{
	__sanitizer_finish_switch_fiber(NULL, &host_stack, &host_bytes);
	cpu_loop();
}

static void to_host(void)
{
	void *fake;

	__sanitizer_start_switch_fiber(&fake, host_stack, host_bytes);
	stacks_switch(&made_up[on].sp, host_sp);
	__sanitizer_finish_switch_fiber(fake, NULL, NULL);
}

/* CPU n goes on, until it hands over. */
static void to_cpu(int n)
{
	void *fake;

	on = n;
	host_cpu = cpu_table[n];
	host_flags = made_up[n].flags;
	__sanitizer_start_switch_fiber(&fake, stacks[n], STACK_BYTES);
	stacks_switch(&host_sp, made_up[n].sp);
	__sanitizer_finish_switch_fiber(fake, NULL, NULL);
	made_up[n].flags = host_flags;
	on = NOBODY;
}

static void cpus_start(void (*loop)(void))
{
	void **sp;
	int n;

	cpu_loop = loop;
	for (n = 0; n < smp_num_cpus; n++) {
		__asan_unpoison_memory_region(stacks[n], STACK_BYTES);
		sp = (void **)(stacks[n] + STACK_BYTES);
		*--sp = NULL;		/* nowhere to return to */
		*--sp = cpu_begins;
		sp -= 4;		/* registers of stacks_switch() */
		memset(sp, 0, 4 * sizeof(*sp));
		memset(&made_up[n], 0, sizeof(made_up[n]));
		made_up[n].sp = sp;
		made_up[n].flags = EFLAGS_IF;
	}
}

/* --- whose turn it is ----------------------------------------------------- */

static unsigned int *chance, step;
static unsigned int one_in;		/* times that CPUs meet: hand over */
static unsigned int slow_in;		/* and then one stands still; 0: none */
static bool in_turn;			/* one after the other: as CPUs that
					   are equally fast */

static void stand_still(void)
{
	made_up[on].not_before = step + (1 << rnd(chance) % 9);
	to_host();
}

static void hand_over(void)
{
	if (slow_in && rnd(chance) % slow_in == 0)
		stand_still();
	else
		to_host();
}

/* CPUs can meet here. */
static void meet(void)
{
	if (on == NOBODY)
		return;
	if (rnd(chance) % one_in == 0)
		hand_over();
	if (interrupts_enabled())
		interrupts();
}

/* Here they meet most: between two locks a CPU believes what it saw under the
   first. */
static void meet_unlocked(void)
{
	if (on != NOBODY && slow_in && rnd(chance) % 4 == 0)
		stand_still();
	else
		meet();
}

/* A CPU waits for another: in any case the other goes on. */
static void meet_waiting(void)
{
	if (on != NOBODY)
		hand_over();
	else
		abort();
}

static void rest(void)
{
	made_up[on].content = true;
	to_host();
	made_up[on].content = false;
}

/* Who goes on: the next in turn or any, but those last that stand still. */
static int choose(int last)
{
	int n = in_turn ? last : rnd(chance) % (u32)smp_num_cpus;
	int i, found = NOBODY;

	for (i = 0; i < smp_num_cpus; i++) {
		if (++n >= smp_num_cpus)
			n = 0;
		if (made_up[n].content && !something_new(cpu_table[n]))
			continue;
		if (made_up[n].not_before <= step)
			return n;
		if (found == NOBODY ||
		    made_up[n].not_before < made_up[found].not_before)
			found = n;
	}
	return found;
}

/* How they meet this time: equally fast, but not begun at once, so that two may
   do the same again and again; or in no order, some of them very slowly. */
static void choose_speed(void)
{
	int n;

	in_turn = rnd(chance) % 3 == 0;
	one_in = in_turn ? 1 : 1 << rnd(chance) % 6;
	slow_in = in_turn ? 0 : 1 << rnd(chance) % 5;
	for (n = 0; n < smp_num_cpus; n++)
		made_up[n].not_before = rnd(chance) % 64;
}

static bool cpus_run(unsigned int *seed)
{
	int n = 0;

	chance = seed;
	choose_speed();
	for (step = 0; step < MOST_STEPS; step++) {
		n = choose(n);
		if (n == NOBODY)
			break;
		to_cpu(n);
	}
	host_cpu = cpu_table[0];
	host_flags = EFLAGS_IF;
	return step < MOST_STEPS;
}

/* --- where they meet ------------------------------------------------------ */

#define met(type, operation) ({ \
	type met_; \
	meet(); \
	met_ = (operation); \
	meet(); \
	met_; \
})

#define set_bit(nr, a)		(meet(), set_bit(nr, a), meet())
#define clear_bit(nr, a)	(meet(), clear_bit(nr, a), meet())
#define test_and_clear_bit(nr, a) met(bool, test_and_clear_bit(nr, a))
#define xchg(p, v)		met(u32, xchg(p, v))
#define jitter()		meet()
#undef mb
#undef wmb
#undef cpu_relax
#undef READ_ONCE
#define mb()			meet()
#define wmb()			meet()
#define cpu_relax()		meet_waiting()
#define READ_ONCE(x) \
	met(__typeof__(x), *(const volatile __typeof__(x) *)&(x))

#include <asm/smplock.h>
#include <asm/switch.h>
#include "../../kernel/spinlock.c"

#define spin_unlock(lock)	(spin_unlock(lock), meet_unlocked())

/* Does a process run on two CPUs? */
static void runs_once(const struct task_struct *next)
{
	int n;

	for (n = 0; n < smp_num_cpus; n++)
		if (cpu_table[n] != host_cpu && cpu_table[n]->task == next)
			panic("CPU%d and CPU%d run the same process",
			      (int)host_cpu->id, n);
}

#define switch_to(prev, next) \
	(meet(), runs_once(next), switch_to(prev, next))

#endif
