/*
 * processor.h - the CPU as the manuals describe it: CPUID, control registers,
 * descriptors, the task state segment (Intel SDM volume 3, chapters 2, 3, 7).
 */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

#define CR0_PE		0x00000001	/* protected mode */
#define CR0_MP		0x00000002	/* WAIT obeys TS */
#define CR0_EM		0x00000004	/* no FPU: trap its instructions */
#define CR0_TS		0x00000008	/* FPU holds another task's state */
#define CR0_ET		0x00000010
#define CR0_NE		0x00000020	/* FPU errors by exception 16 (L14) */
#define CR0_WP		0x00010000	/* the kernel honours read-only, too */
#define CR0_AM		0x00040000
#define CR0_NW		0x20000000
#define CR0_CD		0x40000000
#define CR0_PG		0x80000000	/* paging */

#define CR4_PSE		0x0010		/* 4 MB pages */
#define CR4_PGE		0x0080		/* global pages */
#define CR4_OSFXSR	0x0200		/* FXSAVE and SSE may be used */
#define CR4_OSXMMEXCPT	0x0400		/* SSE errors by exception 19 */

#define EFLAGS_TF	0x00000100
#define EFLAGS_DF	0x00000400
#define EFLAGS_IOPL	0x00003000
#define EFLAGS_IOPL_SHIFT 12
#define EFLAGS_NT	0x00004000
#define EFLAGS_RF	0x00010000	/* no breakpoint at the next one */
#define EFLAGS_VM	0x00020000
#define EFLAGS_AC	0x00040000
#define EFLAGS_ID	0x00200000
#define EFLAGS_USER_START 0x00000202	/* of a new program: interrupts on */

/* CPUID leaf 1, register EDX */
#define X86_FEATURE_FPU		0
#define X86_FEATURE_PSE		3
#define X86_FEATURE_TSC		4
#define X86_FEATURE_MSR		5
#define X86_FEATURE_MCE		7
#define X86_FEATURE_CX8		8
#define X86_FEATURE_APIC	9
#define X86_FEATURE_SEP		11
#define X86_FEATURE_PGE		13
#define X86_FEATURE_CMOV	15
#define X86_FEATURE_FXSR	24
#define X86_FEATURE_SSE		25
#define X86_FEATURE_SSE2	26

/* Features that the kernel uses where the boot processor has them: another
   processor must have them, too (L23). */
#define FEATURES_USED \
	(1U << X86_FEATURE_FPU | 1U << X86_FEATURE_PSE | \
	 1U << X86_FEATURE_TSC | 1U << X86_FEATURE_PGE | \
	 1U << X86_FEATURE_FXSR | 1U << X86_FEATURE_SSE)

#ifndef __ASSEMBLY__
#include <linux/types.h>

struct desc_struct {
	u32 a, b;
};

/* The 32-bit TSS, in the manual's order. */
struct tss_struct {
	u16 back_link, _0;
	u32 esp0;
	u16 ss0, _1;
	u32 esp1;
	u16 ss1, _2;
	u32 esp2;
	u16 ss2, _3;
	u32 cr3, eip, eflags;
	u32 eax, ecx, edx, ebx, esp, ebp, esi, edi;
	u16 es, _4, cs, _5, ss, _6, ds, _7, fs, _8, gs, _9;
	u16 ldt, _10;
	u16 trace, iomap_base;
};

#define IOMAP_NONE	0x8000		/* beyond the limit: no ports */

/* What one processor is (L12); /proc/cpuinfo shows it. */
struct cpuinfo_x86 {
	u32 max_leaf;		/* highest CPUID leaf; 0: no CPUID */
	u32 features;		/* leaf 1, EDX */
	u8 family, model, stepping;
	bool has_cpuid, hard_math, wp_works, fdiv_bug;
	u32 apicid;		/* initial APIC id, leaf 1 */
	u8 siblings;		/* threads in the package, leaf 1 */
	char vendor[13];
	char name[49];		/* brand string, or made up from the model */
	u32 khz;		/* of the TSC; 0 without one */
	u32 loops_per_jiffy;	/* of __delay() */
};

static inline void cpuid(u32 leaf, u32 *a, u32 *b, u32 *c, u32 *d)
{
	__asm__ volatile("cpuid" : "=a" (*a), "=b" (*b), "=c" (*c), "=d" (*d)
			 : "0" (leaf), "2" (0));
}
#endif
#endif
