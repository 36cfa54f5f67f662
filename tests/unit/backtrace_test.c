/* needs: arch/i386/kernel/backtrace.c */
/*
 * backtrace_test.c - call chains on made-up stacks, in made-up code: real
 * machine code of functions that call and jump to each other, with stale
 * return addresses, numbers that look like code, and interrupts in between.
 */
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <asm/backtrace.h>
#include <asm/segment.h>
#include <asm/page.h>
#include "host.h"
#include "tap.h"

#define FUNC_SIZE	0x40		/* all functions have one size */
#define FUNCTIONS	32		/* a, b, c, ... */
#define STACK_WORDS	200
#define NOISE_ROUNDS	4000

static u8 code[FUNCTIONS * FUNC_SIZE];
static u32 stack[STACK_WORDS];
static unsigned int depth;		/* words used, from the low end */
static unsigned int seed = 77;

static u32 start_of(char func)
{
	return (u32)code + (func - 'a') * FUNC_SIZE;
}

bool kernel_text_address(unsigned long addr)
{
	return addr - (u32)code < sizeof(code);
}

unsigned long function_start(unsigned long addr, unsigned long *end)
{
	unsigned long start;

	if (!kernel_text_address(addr))
		return 0;
	start = addr - (addr - (u32)code) % FUNC_SIZE;
	*end = start + FUNC_SIZE;
	return start;
}

const char *lookup_symbol(unsigned long addr, unsigned long *offset,
			  unsigned long *size, char *name)
{
	unsigned long end, start = function_start(addr, &end);

	if (!start)
		return NULL;
	*offset = addr - start;
	*size = end - start;
	name[0] = 'a' + (start - (u32)code) / FUNC_SIZE;
	name[1] = '\0';
	return name;
}

/* --- writing code and stacks --------------------------------------------- */

/* Puts an instruction into a function; returns the address behind it. */
static u32 emit(char func, u32 offset, const char *bytes, u32 len)
{
	u8 *p = (u8 *)start_of(func) + offset;

	memcpy(p, bytes, len);
	return (u32)p + len;
}

/* A direct call or jump to an address; returns the address behind it. */
static u32 branch(char func, u32 offset, u8 opcode, u32 to)
{
	u32 from = start_of(func) + offset, rel = to - (from + 5);
	char bytes[5] = { opcode };

	memcpy(bytes + 1, &rel, 4);
	return emit(func, offset, bytes, 5);
}

static u32 call(char func, u32 offset, char callee)
{
	return branch(func, offset, 0xe8, start_of(callee));
}

static void push(u32 word)
{
	stack[depth++] = word;
}

static void clear(void)
{
	memset(code, 0x90, sizeof(code));
	memset(stack, 0, sizeof(stack));
	depth = 0;
}

/*
 * The trace of the stack, for code that runs in `func': the letters of the
 * functions, with a ? before the uncertain ones.
 */
static const char *trace(char func)
{
	static char letters[200];
	char *p, *out = letters;

	host_log_clear();
	show_trace(func ? start_of(func) + 8 : 0, (u32)stack, (u32)stack,
		   (u32)(stack + depth));
	for (p = host_log; (p = strstr(p, ">] ")) != NULL; ) {
		p += 3;
		if (*p == '?') {
			*out++ = '?';
			p += 2;
		}
		*out++ = *p;
	}
	*out = '\0';
	return letters;
}

/* --- tests --------------------------------------------------------------- */

static void test_plain(void)
{
	char want[100];

	clear();
	push(5);
	push(call('b', 0x10, 'a'));
	push(call('c', 0x3b, 'b'));		/* its very last instruction */
	is_str(trace('a'), "abc", "a called by b called by c");
	snprintf(want, sizeof(want), " [<%08x>] c+0x40/0x40", start_of('c')
		 + 0x40);
	ok(strstr(host_log, want) != NULL, "printed: %s", want + 1);
	ok(strstr(host_log, "Call trace:\n") != NULL, "with a title");
	push(start_of('d') + 4);		/* no call before it */
	push((u32)stack);
	push(0xffffffff);
	is_str(trace('a'), "abc", "other words are dropped");
}

static void test_stale(void)
{
	u32 stale = call('x', 4, 'y'), other = call('y', 4, 'z');

	clear();
	call('x', 4, 'y');
	call('y', 4, 'z');
	push(stale);
	push(call('b', 0x10, 'a'));
	push(other);
	push(stale);
	push(call('c', 0x10, 'b'));
	push(stale);
	is_str(trace('a'), "a?xb?y?xc?x", "what is left of earlier calls");
}

static void test_indirect(void)
{
	static const struct {
		const char *bytes;
		u32 len;
	} forms[] = {
		{ "\xff\xd0", 2 }, { "\xff\x13", 2 }, { "\xff\x14\x24", 3 },
		{ "\xff\x53\x08", 3 }, { "\xff\x54\x24\x08", 4 },
		{ "\xff\x15\x01\x02\x03\x04", 6 },
		{ "\xff\x90\x01\x02\x03\x04", 6 },
		{ "\xff\x14\x85\x01\x02\x03\x04", 7 },
		{ "\xff\x94\x24\x01\x02\x03\x04", 7 },
	};
	int i, bad = 0;

	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		clear();
		push(emit('b', 0x10, forms[i].bytes, forms[i].len));
		push(call('c', 0x10, 'b'));
		bad += strcmp(trace('a'), "abc") != 0;
	}
	is(bad, 0, "all forms of an indirect call");
	clear();
	push(emit('b', 0x10, "\xff\xe0", 2));	/* a jump */
	push(emit('b', 0x20, "\xff\x33", 2));	/* a push */
	is_str(trace('a'), "a", "other instructions of the group are none");
	clear();
	emit('x', 4, "\xff\xd0", 2);
	push(start_of('x') + 6);
	push(call('b', 0x10, 'a'));
	push(start_of('x') + 6);
	push(call('c', 0x10, 'b'));
	is_str(trace('a'), "a?xb?xc", "proven links win over possible ones");
}

static void test_tail_calls(void)
{
	clear();
	branch('t', 0x20, 0xe9, start_of('a'));
	push(call('b', 0x10, 't'));
	is_str(trace('a'), "ab", "b called t, which jumped to a");
	clear();
	emit('b', 0x3a, "\xeb\x04", 2);		/* to the start of c */
	push(call('d', 0x10, 'b'));
	is_str(trace('c'), "cd", "a short jump");
	clear();
	branch('t', 0x21, 0x84, start_of('a') + 16);
	emit('t', 0x20, "\x0f", 1);
	push(call('b', 0x10, 't'));
	is_str(trace('a'), "ab", "a conditional one, into a part of a");
	clear();
	push(call('b', 0x10, 't'));
	is_str(trace('a'), "a?b", "without the jump it is not believed");
}

static void test_interrupt(void)
{
	clear();
	push(call('i', 0x10, 'a'));	/* the entry called a, */
	push(KERNEL_CS);		/* and its frame begins, */
	push(start_of('f') + 9);	/* having interrupted f, */
	push(KERNEL_CS);
	push(0x246);
	push(call('g', 0x10, 'f'));	/* which g had called */
	is_str(trace('a'), "aifg", "through an interrupt");
	stack[4] = 0x80000246;
	is_str(trace('a'), "ai?g", "not with impossible flags");
}

static void test_wild_eip(void)
{
	clear();
	push(emit('b', 0x10, "\xff\xd0", 2));
	push(call('c', 0x10, 'b'));
	is_str(trace(0), "bc", "a call through a wild pointer");
}

static void test_long(void)
{
	char want[200], *w = want;
	int i;

	clear();
	*w++ = 'a';
	for (i = 0; i < 100; i++) {
		push(call('a' + (i + 1) % 20, 8 + i / 20 * 8, 'a' + i % 20));
		push(i);
		if (i < 48)
			*w++ = 'a' + (i + 1) % 20;
	}
	*w = '\0';
	is_str(trace('a'), want, "a chain longer than one window");
	ok(strstr(host_log, " ... and more\n") != NULL, "is cut, and says so");
}

static void test_recursion(void)
{
	int i;

	clear();
	for (i = 0; i < 150; i++)
		push(call('a', 8, 'a'));
	push(call('b', 8, 'a'));
	is_str(trace('a'), "aab", "a recursion, and where it came from");
	ok(strstr(host_log, " ... the same 149 times more\n") != NULL,
	   "its depth is counted");
}

static void test_bounds(void)
{
	clear();
	push(call('b', 0x10, 'a'));
	host_log_clear();
	show_trace(start_of('a'), (u32)stack - 4096, (u32)stack,
		   (u32)(stack + 1));
	ok(strstr(host_log, "] b+") != NULL, "esp below the stack");
	host_log_clear();
	show_trace(start_of('a'), (u32)stack + 1, (u32)stack,
		   (u32)stack + 7);
	ok(strstr(host_log, "] b+") == NULL, "an odd esp, an odd end");
	host_log_clear();
	show_trace(start_of('a'), 0xfffffffd, 0, 0xffffffff);
	ok(strstr(host_log, "] a+") != NULL, "esp at the end of everything");
}

static bool is_b_or_c(const char *name)
{
	return *name == 'b' || *name == 'c';
}

static bool is_any(const char *name)
{
	return *name != '\0';
}

/* A process that sleeps: a switched away for b, which c has called for d. */
static void test_sleeper(void)
{
	u32 place;

	clear();
	push(call('b', 4, 'a'));
	push(call('x', 4, 'y'));		/* stale */
	push(call('c', 4, 'b'));
	push(12345);
	place = call('d', 12, 'c');
	push(place);
	push(call('e', 4, 'd'));
	is(caller_on_stack(start_of('a'), (u32)stack, (u32)(stack + depth),
			   is_b_or_c), place, "the first that is not skipped");
	is(caller_on_stack(start_of('a'), (u32)stack, (u32)(stack + depth),
			   is_any), 0, "none");
	is(caller_on_stack(start_of('a'), (u32)stack, (u32)stack, is_b_or_c),
	   0, "an empty stack");
}

/*
 * Random code and stacks: nothing is read outside, and a chain that is there
 * is found in all the noise.
 */
static void test_noise(void)
{
	int round, i, bad = 0;

	for (round = 0; round < NOISE_ROUNDS; round++) {
		clear();
		for (i = 0; i < (int)sizeof(code); i++)
			code[i] = rnd(&seed) % 4 ? rnd(&seed) :
				  "\xe8\xff\xe9\xeb"[rnd(&seed) % 4];
		for (i = 0; i < STACK_WORDS; i++)
			push(rnd(&seed) % 3 ? (u32)code + rnd(&seed) %
			     (sizeof(code) + 8) : rnd(&seed));
		caller_on_stack(start_of('a'), (u32)stack,
				(u32)(stack + depth), is_any);
		trace(rnd(&seed) % 8 ? 'a' + rnd(&seed) % FUNCTIONS : 0);
		bad += !strstr(host_log, "Call trace:\n");
	}
	is(bad, 0, "%d stacks of noise", NOISE_ROUNDS);
}

int main(void)
{
	test_plain();
	test_stale();
	test_indirect();
	test_tail_calls();
	test_interrupt();
	test_wild_eip();
	test_long();
	test_recursion();
	test_bounds();
	test_sleeper();
	test_noise();
	return done();
}
