/* needs: arch/i386/kernel/fpconv.c */
/*
 * fpconv_test.c - conversions of the FPU's state against the host's own FPU:
 * a random state is loaded and saved in both forms; each, converted, must be
 * the other, but for pointers that processors do not all keep.
 */
#include <linux/signal.h>
#include <linux/types.h>
#include <asm/fpstate.h>
#include <stdlib.h>
#include "tap.h"

#define ROUNDS		20000
#define CWD_MASKS	0x3f

static unsigned int seed = 1980;

/* One register: any bits, or one of the kinds that tags tell apart. */
static void random_register(u16 *r)
{
	int i;

	for (i = 0; i < FP_REG_WORDS; i++)
		r[i] = rnd(&seed);
	switch (rnd(&seed) % 6) {
	case 0:
		memset(r, 0, FP_REG_WORDS * sizeof(*r));
		break;
	case 1:
		r[4] &= 0x8000;			/* zero exponent */
		break;
	case 2:
		r[4] |= 0x7fff;			/* infinite, or no number */
		break;
	case 3:
		r[3] |= 0x8000;			/* normal */
		break;
	}
}

static void random_state(struct fnsave_state *fn)
{
	int i;

	memset(fn, 0, sizeof(*fn));
	fn->cwd = FP_INITIAL_CWD | FP_UPPER_ONES;
	fn->swd = (rnd(&seed) & 0x7f00) | FP_UPPER_ONES;
	fn->twd = rnd(&seed) | FP_UPPER_ONES;
	for (i = 0; i < FP_REGISTERS; i++)
		random_register(fn->st[i]);
}

/* What the processor makes of a state, in both forms. */
static void through_fpu(const struct fnsave_state *in,
			struct fnsave_state *fn, struct fxsave_state *fx)
{
	struct fnsave_state saved;

	__asm__ volatile("fnsave %0" : "=m" (saved) : : "memory");
	__asm__ volatile("frstor %2; fxsave %1; fnsave %0"
			 : "=m" (*fn), "=m" (*fx) : "m" (*in) : "memory");
	__asm__ volatile("frstor %0" : : "m" (saved));
}

static void forget_pointers(struct fnsave_state *fn, struct fxsave_state *fx)
{
	fn->fip = fn->fcs = fn->foo = fn->fos = 0;
	fx->fop = fx->fip = fx->fcs = fx->foo = fx->fos = 0;
}

static int same_fx(const struct fxsave_state *a, const struct fxsave_state *b)
{
	int i;

	if (a->cwd != b->cwd || a->swd != b->swd || a->twd != b->twd)
		return 0;
	for (i = 0; i < FP_REGISTERS; i++)
		if (memcmp(a->st[i].value, b->st[i].value,
			   sizeof(a->st[i].value)))
			return 0;
	return 1;
}

static void test_against_fpu(void)
{
	static struct fxsave_state fx __attribute__((aligned(16))), fx2;
	struct fnsave_state in, fn, fn2;
	int i, bad_fn = 0, bad_fx = 0;

	for (i = 0; i < ROUNDS; i++) {
		random_state(&in);
		through_fpu(&in, &fn, &fx);
		forget_pointers(&fn, &fx);
		fnsave_from_fxsave(&fn2, &fx);
		fn2.fos = 0;
		bad_fn += fn.cwd != fn2.cwd || fn.swd != fn2.swd ||
			  fn.twd != fn2.twd ||
			  memcmp(fn.st, fn2.st, sizeof(fn.st)) != 0;
		memset(&fx2, 0, sizeof(fx2));
		fxsave_from_fnsave(&fx2, &fn);
		bad_fx += !same_fx(&fx, &fx2);
	}
	is(bad_fn, 0, "FXSAVE's form becomes FNSAVE's");
	is(bad_fx, 0, "FNSAVE's form becomes FXSAVE's");
}

static void test_pointers(void)
{
	struct fxsave_state fx = {
		.fop = 0x5a1, .fip = 0x08048123, .fcs = 0x23,
		.foo = 0xbffff120, .fos = 0x2b,
	}, back = { 0 };
	struct fnsave_state fn;

	fnsave_from_fxsave(&fn, &fx);
	ok(fn.fip == fx.fip && fn.foo == fx.foo && fn.fcs == 0x05a10023 &&
	   fn.fos == 0xffff002b, "pointers, selectors, opcode are at their "
	   "places");
	fxsave_from_fnsave(&back, &fn);
	ok(back.fop == fx.fop && back.fip == fx.fip && back.fcs == fx.fcs &&
	   back.foo == fx.foo && back.fos == fx.fos, "and come back");
}

static void test_codes(void)
{
	is(fpe_code(0x01), FPE_FLTINV, "invalid operation");
	is(fpe_code(0x04), FPE_FLTDIV, "division by zero");
	is(fpe_code(0x08), FPE_FLTOVF, "overflow");
	is(fpe_code(0x10), FPE_FLTUND, "underflow");
	is(fpe_code(0x02), FPE_FLTUND, "a denormal operand");
	is(fpe_code(0x20), FPE_FLTRES, "an inexact result");
	is(fpe_code(0x28), FPE_FLTOVF, "the graver of two is told");
}

int main(void)
{
	test_against_fpu();
	test_pointers();
	test_codes();
	return done();
}
