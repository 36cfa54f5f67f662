/*
 * apic.h - the local APIC: its registers in the manual's order (Intel SDM
 * volume 3, chapter 10; the 82489DX data sheet for the discrete one), and
 * what apic.c offers.
 */
#ifndef _ASM_APIC_H
#define _ASM_APIC_H

#include <linux/types.h>

#define APIC_DEFAULT_BASE	0xfee00000
#define APIC_SIZE		0x1000

#define APIC_ID			0x020
#define  APIC_ID_SHIFT		24
#define APIC_LVR		0x030		/* version */
#define  APIC_INTEGRATED(v)	((v) & 0xf0)	/*  0 for an 82489DX */
#define  APIC_VERSION(v)	((v) & 0xff)
#define  APIC_VER_XAPIC		0x14	/*  from here on without a bus of
					    their own */
#define APIC_TPR		0x080		/* task priority */
#define APIC_EOI		0x0b0
#define APIC_LDR		0x0d0		/* logical destination */
#define APIC_DFR		0x0e0		/* destination format */
#define  APIC_DFR_FLAT		0xffffffff
#define APIC_SVR		0x0f0		/* spurious vector */
#define  APIC_SVR_ENABLE	0x00000100
#define APIC_ISR		0x100
#define APIC_TMR		0x180	/* a bit for each vector: by level */
#define APIC_IRR		0x200
#define APIC_ESR		0x280		/* error status */
#define  APIC_ESR_SEND		0x00000005	/*  checksum, accept error */
#define APIC_ICR		0x300		/* interrupt command, low */
#define  APIC_FIXED		0x00000000
#define  APIC_NMI		0x00000400
#define  APIC_INIT		0x00000500
#define  APIC_STARTUP		0x00000600
#define  APIC_BUSY		0x00001000	/*  not yet delivered */
#define  APIC_ASSERT		0x00004000
#define  APIC_LEVEL		0x00008000
#define  APIC_DEST_SELF		0x00040000
#define  APIC_DEST_ALL		0x00080000	/*  including self */
#define  APIC_DEST_OTHERS	0x000c0000	/*  all but self */
#define APIC_ICR2		0x310		/* interrupt command, high */
#define APIC_LVTT		0x320		/* local vectors: timer, ... */
#define APIC_LVTPC		0x340
#define APIC_LVT0		0x350		/* LINT0 */
#define APIC_LVT1		0x360		/* LINT1 */
#define  APIC_LVT_DELIVERY	0x00000700	/*  all of its bits */
#define  APIC_LVT_EXTINT	0x00000700
#define  APIC_LVT_NMI		0x00000400
#define  APIC_LVT_LOW		0x00002000	/*  active low */
#define  APIC_LVT_MASKED	0x00010000
#define APIC_LVTERR		0x370
#define APIC_TMICT		0x380		/* timer: initial count */
#define APIC_TMCCT		0x390		/* current count, downwards */
#define APIC_TDCR		0x3e0		/* divide configuration */
#define  APIC_TDR_DIV_16	0x00000003

/* Vectors of the APIC's own; the low four bits of the spurious one are ones
   on the old chips. */
#define APIC_TIMER_VECTOR	0xef
#define APIC_ERROR_VECTOR	0xfe
#define APIC_SPURIOUS_VECTOR	0xff

/* A destination in ICR2, by APIC id. */
#define APIC_DEST(id)		((u32)(id) << APIC_ID_SHIFT)

/* So many CPUs can be named by a bit each in LDR (flat model). */
#define APIC_LOGICAL_CPUS	8
#define APIC_LOGICAL(cpu)	(1U << (cpu))

/* Of the registers that have a bit for each vector. */
#define APIC_VECTOR_REG(reg, v)	((reg) + (v) / 32 * 0x10)

#ifdef CONFIG_SMP
/*
 * arch/i386/kernel/apic.c. apic_regs points at zeroes until apic_map(), so
 * that the registers may be read at all times (L6).
 */
extern volatile u32 *apic_regs;

static inline u32 apic_read(u32 reg)
{
	return apic_regs[reg / sizeof(u32)];
}

static inline void apic_write(u32 reg, u32 value)
{
	apic_regs[reg / sizeof(u32)] = value;
}

/* The APIC id of the CPU that asks; 0 before apic_map(). */
static inline u32 hard_smp_processor_id(void)
{
	return apic_read(APIC_ID) >> APIC_ID_SHIFT;
}

int apic_map(unsigned long base);
bool apic_is_mapped(void);
void apic_enable(bool boot_cpu);
void apic_wire_8259s(bool on);
int apic_send_ipi(u32 icr2, u32 icr);

/* arch/i386/kernel/wakeup.c */
void wake_up_ap(u8 apicid, bool integrated, unsigned long page);

#else
static inline u32 hard_smp_processor_id(void)
{
	return 0;
}
#endif

#endif
