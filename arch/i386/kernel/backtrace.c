/*
 * backtrace.c - the call chain, found on a stack without frame pointers.
 *
 * Any word on the stack may be a return address or what is left of one. A
 * word is a candidate if the bytes before it are a CALL; for a direct call we
 * know which function it called, and that must be the one in which the frame
 * before it lies (or one that ended by jumping there). An indirect call could
 * have called anything, and an interrupt (EIP, CS, EFLAGS on the stack) could
 * have come anywhere.
 *
 * Of all ways to link candidates, from the function that runs now to the
 * outermost one that can be reached, the way with the most proven links is
 * taken. Its members are printed plainly, the other candidates with a `?'.
 *
 * Reads only the given stack and the kernel's code; takes no lock.
 */
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <asm/backtrace.h>
#include <asm/page.h>
#include <asm/processor.h>
#include <asm/segment.h>
#include <asm/vmlayout.h>

#define WINDOW		20		/* candidates considered together */
#define LINES_MAX	48		/* printed of one stack */
#define PROVEN		2		/* weight of a link that was checked */
#define POSSIBLE	1		/* of one that cannot be */

/* Opcodes, Intel SDM volume 2 */
#define OP_CALL		0xe8		/* rel32 */
#define  CALL_LEN	5
#define OP_JMP		0xe9		/* rel32 */
#define OP_JMP_SHORT	0xeb		/* rel8 */
#define OP_TWO_BYTE	0x0f
#define OP_JCC		0x80		/* second byte, +condition: rel32 */
#define OP_JCC_SHORT	0x70		/* +condition: rel8 */
#define OP_CONDITION	0x0f		/* mask of the condition */
#define OP_GROUP5	0xff		/* /2: indirect call */
#define  GROUP5_CALL	2
#define  INDIRECT_MAX	7		/* bytes of its longest form */
#define RM_SIB		4		/* ModRM: a SIB byte follows */
#define RM_DISP32	5		/* ModRM, SIB: no base but disp32 */

#define EFLAGS_ONE	0x00000002	/* always set */
#define EFLAGS_NEVER	0xffc08028	/* never set in kernel mode */

struct window {
	unsigned int n;
	u32 addr[WINDOW];	/* what was on the stack */
	u32 func[WINDOW];	/* start of the function it lies in */
	u32 called[WINDOW];	/* start of what it called; 0: unknown */
	u8 score[WINDOW];	/* of the best chain that ends here, or 0 */
	s8 prev[WINDOW];	/* the member before in that chain, or -1 */
	bool member[WINDOW];	/* of the chain that was chosen */
};

/* --- code ---------------------------------------------------------------- */

/* Four bytes of code as a displacement. */
static s32 rel32(const u8 *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (u32)p[3] << 24;
}

/* The length of the indirect call at p by its ModRM byte, 0 if it is none. */
static unsigned int indirect_length(const u8 *p)
{
	unsigned int mod = p[1] >> 6, rm = p[1] & 7;
	unsigned int len = 2;

	if (p[0] != OP_GROUP5 || (p[1] >> 3 & 7) != GROUP5_CALL)
		return 0;
	if (mod == 3)			/* a register */
		return len;
	if (rm == RM_SIB) {
		len++;
		if (mod == 0 && (p[2] & 7) == RM_DISP32)
			return len + 4;
	}
	if (mod == 0)
		return rm == RM_DISP32 ? len + 4 : len;
	return len + (mod == 1 ? 1 : 4);
}

/* Is there an indirect call that ends at addr? */
static bool after_indirect_call(u32 addr)
{
	unsigned int len;

	for (len = 2; len <= INDIRECT_MAX; len++)
		if (kernel_text_address(addr - len) &&
		    indirect_length((const u8 *)addr - len) == len)
			return true;
	return false;
}

/* The start of the function that the direct call before addr calls, or 0. */
static u32 direct_target(u32 addr)
{
	const u8 *p = (const u8 *)addr - CALL_LEN;
	unsigned long end;

	if (!kernel_text_address((unsigned long)p) || *p != OP_CALL)
		return 0;
	return function_start(addr + rel32(p + 1), &end);
}

/* Where a jump at p, if it is one, leads to; 0 if it is none. */
static u32 jump_target(const u8 *p)
{
	u32 next = (u32)p;

	if (p[0] == OP_JMP)
		return next + 5 + rel32(p + 1);
	if (p[0] == OP_TWO_BYTE && (p[1] & ~OP_CONDITION) == OP_JCC)
		return next + 6 + rel32(p + 2);
	if (p[0] == OP_JMP_SHORT || (p[0] & ~OP_CONDITION) == OP_JCC_SHORT)
		return next + 2 + (s8)p[1];
	return 0;
}

/* Could function `from' have ended by a jump into function `to'? */
static bool jumps_to(u32 from, u32 to)
{
	unsigned long from_end, to_end;
	u32 p;

	if (!function_start(from, &from_end) || !function_start(to, &to_end))
		return false;
	for (p = from; p + 6 <= from_end; p++)
		if (jump_target((const u8 *)p) - to < to_end - to)
			return true;
	return false;
}

/* --- candidates ---------------------------------------------------------- */

/* Did an interrupt push these three words in kernel mode? */
static bool interrupt_frame(const u32 *word, const u32 *end)
{
	return end - word >= 3 && kernel_text_address(word[0]) &&
	       (word[1] & 0xffff) == KERNEL_CS && (word[2] & EFLAGS_ONE) &&
	       !(word[2] & EFLAGS_NEVER);
}

/*
 * Fills in entry i of the window from a word on the stack; false if it
 * cannot be part of a chain. A return address belongs to the function of the
 * CALL before it, even if it is the last instruction there.
 */
static bool candidate(struct window *w, unsigned int i, const u32 *word,
		      const u32 *end)
{
	unsigned long func_end;

	if (!kernel_text_address(*word) || !kernel_text_address(*word - 1))
		return false;
	w->addr[i] = *word;
	w->func[i] = function_start(*word - 1, &func_end);
	w->called[i] = direct_target(*word);
	if (w->called[i] || after_indirect_call(*word))
		return w->func[i] != 0;
	w->func[i] = function_start(*word, &func_end);
	return w->func[i] && interrupt_frame(word, end);
}

/* Collects candidates from *word on, which is left where it stopped. */
static void fill(struct window *w, const u32 **word, const u32 *end)
{
	for (w->n = 0; *word < end && w->n < WINDOW; (*word)++)
		if (candidate(w, w->n, *word, end))
			w->n++;
}

/* --- the chain ----------------------------------------------------------- */

/* The weight of the link by which candidate i called `func'; 0: it did not. */
static unsigned int link_weight(const struct window *w, unsigned int i,
				u32 func)
{
	if (!func || !w->called[i])
		return POSSIBLE;
	if (w->called[i] == func || jumps_to(w->called[i], func))
		return PROVEN;
	return 0;
}

/* Finds the best chain from function `func' to each of the candidates. */
static void score(struct window *w, u32 func)
{
	unsigned int i, j, weight;

	for (i = 0; i < w->n; i++) {
		w->score[i] = link_weight(w, i, func);
		w->prev[i] = -1;
		w->member[i] = false;
		for (j = 0; j < i; j++) {
			if (!w->score[j] || w->score[j] + PROVEN <= w->score[i])
				continue;
			weight = link_weight(w, i, w->func[j]);
			if (weight && w->score[j] + weight > w->score[i]) {
				w->score[i] = w->score[j] + weight;
				w->prev[i] = j;
			}
		}
	}
}

/*
 * Marks the members of the chain to the outermost candidate that can be
 * reached; returns its function, `func' if there is no chain.
 */
static u32 choose(struct window *w, u32 func)
{
	int i = w->n;

	while (--i >= 0 && !w->score[i])
		;
	if (i >= 0)
		func = w->func[i];
	for (; i >= 0; i = w->prev[i])
		w->member[i] = true;
	return func;
}

/* Prints one line about a place in the function that starts at `func'. */
static void show_entry(u32 addr, u32 func, bool certain)
{
	unsigned long offset, size;
	char name[KSYM_NAME_LEN];

	if (!lookup_symbol(func, &offset, &size, name))
		return;
	printk(KERN_EMERG " [<%08x>] %s%s+0x%x/0x%lx\n", addr,
	       certain ? "" : "? ", name, addr - func, size);
}

/* What has been printed of a stack. */
struct shown {
	unsigned int lines;
	u32 last;			/* address on the last line */
	unsigned int again;		/* how often it came again since */
};

static void show_repeats(struct shown *shown)
{
	if (shown->again)
		printk(KERN_EMERG " ... the same %u times more\n",
		       shown->again);
	shown->again = 0;
}

/* Prints a window; a recursion takes two lines only. False: enough. */
static bool show_window(const struct window *w, struct shown *shown)
{
	unsigned int i;

	for (i = 0; i < w->n; i++) {
		if (w->addr[i] == shown->last) {
			shown->again++;
			continue;
		}
		show_repeats(shown);
		if (shown->lines++ == LINES_MAX) {
			printk(KERN_EMERG " ... and more\n");
			return false;
		}
		show_entry(w->addr[i], w->func[i], w->member[i]);
		shown->last = w->addr[i];
	}
	return true;
}

/* Prints the chains of a stack on which `func' runs; 0: nobody knows. */
static void show_stack_chain(const u32 *word, const u32 *end, u32 func)
{
	struct shown shown = { 0, 0, 0 };
	struct window w;

	while (word < end) {
		fill(&w, &word, end);
		score(&w, func);
		func = choose(&w, func);
		if (!show_window(&w, &shown))
			return;
	}
	show_repeats(&shown);
}

/*
 * Prints who called whom: eip and esp are of the code that runs or was
 * interrupted, esp's stack may be read from stack_lo up to stack_hi. Any
 * context.
 */
void show_trace(unsigned long eip, unsigned long esp, unsigned long stack_lo,
		unsigned long stack_hi)
{
	unsigned long end, func = function_start(eip, &end);

	esp = max(esp, stack_lo);
	printk(KERN_EMERG "Call trace:\n");
	if (func)
		show_entry(eip, func, true);
	if (stack_hi >= sizeof(u32) && esp <= stack_hi - sizeof(u32))
		show_stack_chain((const u32 *)ALIGN(esp, sizeof(u32)),
				 (const u32 *)(stack_hi & ~(sizeof(u32) - 1)),
				 func);
}

/*
 * The innermost place of the chain that called `callee', whose return address
 * is at esp or above, in a function whose name is not one to skip; or 0. For
 * the stack of a process that does not run.
 */
unsigned long caller_on_stack(unsigned long callee, unsigned long esp,
			      unsigned long stack_hi,
			      bool (*skip)(const char *name))
{
	const u32 *word = (const u32 *)esp, *end = (const u32 *)stack_hi;
	unsigned long offset, size;
	char name[KSYM_NAME_LEN];
	u32 func = callee;
	struct window w;
	unsigned int i;

	while (word < end) {
		fill(&w, &word, end);
		score(&w, func);
		func = choose(&w, func);
		for (i = 0; i < w.n; i++)
			if (w.member[i] &&
			    lookup_symbol(w.func[i], &offset, &size, name) &&
			    !skip(name))
				return w.addr[i];
	}
	return 0;
}

/*
 * The end of the stack that esp lies on: of its slot for a process, else of
 * the page, the boot processor's first stack being page-aligned too.
 */
static unsigned long stack_end(unsigned long esp)
{
	if (esp >= STACKS_START && esp < STACKS_END)
		return (esp | (STACK_SLOT - 1)) + 1;
	return (esp | (PAGE_SIZE - 1)) + 1;
}

/* Prints who called the caller, and from where. Any context. */
void dump_stack(void)
{
	unsigned long *frame = __builtin_frame_address(0);
	unsigned long esp = (unsigned long)(frame + 2);

	show_trace((unsigned long)__builtin_return_address(0), esp, esp,
		   stack_end(esp));
}
