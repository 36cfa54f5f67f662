/*
 * fpconv.c - the state of the x87 from FXSAVE's form to FNSAVE's and back. The
 * one difference that takes work is the tag word: FXSAVE says of each register
 * only whether it is empty, FNSAVE what kind of number it holds.
 */
#include <linux/signal.h>
#include <linux/string.h>
#include <asm/fpstate.h>

#define TAG_VALID	0
#define TAG_ZERO	1
#define TAG_SPECIAL	2		/* denormal, infinite, not a number */
#define TAG_EMPTY	3

#define TOP(swd)	((swd) >> 11 & 7)	/* physical number of ST(0) */
#define EXPONENT	0x7fff
#define INTEGER_BIT	0x8000		/* of the significand's top word */

#define FCS_SELECTOR	0x0000ffff
#define OPCODE_BITS	0x07ff

/* The kind of number in a register that is not empty. */
static u32 tag_of(const u16 *r)
{
	u32 exponent = r[4] & EXPONENT;

	if (exponent == EXPONENT)
		return TAG_SPECIAL;
	if (exponent)
		return r[3] & INTEGER_BIT ? TAG_VALID : TAG_SPECIAL;
	return r[0] | r[1] | r[2] | r[3] ? TAG_SPECIAL : TAG_ZERO;
}

/* Tags go by physical register, the register image by place on the stack. */
static u32 full_tags(const struct fxsave_state *fx)
{
	u32 tags = 0, tag;
	int i;

	for (i = 0; i < FP_REGISTERS; i++) {
		tag = TAG_EMPTY;
		if (fx->twd >> i & 1)
			tag = tag_of(fx->st[(i - TOP(fx->swd)) & 7].value);
		tags |= tag << 2 * i;
	}
	return tags;
}

static u16 short_tags(u32 tags)
{
	u16 bits = 0;
	int i;

	for (i = 0; i < FP_REGISTERS; i++)
		if ((tags >> 2 * i & 3) != TAG_EMPTY)
			bits |= 1 << i;
	return bits;
}

void fnsave_from_fxsave(struct fnsave_state *fn,
			const struct fxsave_state *fx)
{
	int i;

	fn->cwd = fx->cwd | FP_UPPER_ONES;
	fn->swd = fx->swd | FP_UPPER_ONES;
	fn->twd = full_tags(fx) | FP_UPPER_ONES;
	fn->fip = fx->fip;
	fn->fcs = (fx->fcs & FCS_SELECTOR) | (u32)fx->fop << 16;
	fn->foo = fx->foo;
	fn->fos = (fx->fos & FCS_SELECTOR) | FP_UPPER_ONES;
	for (i = 0; i < FP_REGISTERS; i++)
		memcpy(fn->st[i], fx->st[i].value, sizeof(fn->st[i]));
}

void fxsave_from_fnsave(struct fxsave_state *fx,
			const struct fnsave_state *fn)
{
	int i;

	fx->cwd = fn->cwd;
	fx->swd = fn->swd;
	fx->twd = short_tags(fn->twd);
	fx->fop = fn->fcs >> 16 & OPCODE_BITS;
	fx->fip = fn->fip;
	fx->fcs = fn->fcs & FCS_SELECTOR;
	fx->foo = fn->foo;
	fx->fos = fn->fos & FCS_SELECTOR;
	for (i = 0; i < FP_REGISTERS; i++)
		memcpy(fx->st[i].value, fn->st[i], sizeof(fn->st[i]));
}

int fpe_code(u32 raised)
{
	static const u8 codes[] = {	/* IE, DE, ZE, OE, UE, PE */
		FPE_FLTINV, FPE_FLTUND, FPE_FLTDIV, FPE_FLTOVF, FPE_FLTUND,
		FPE_FLTRES,
	};
	static const u8 order[] = { 0, 2, 1, 3, 4, 5 };
	int i;

	for (i = 0; i < ARRAY_SIZE(order); i++)
		if (raised >> order[i] & 1)
			return codes[order[i]];
	return SI_KERNEL;
}
