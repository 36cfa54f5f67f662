/*
 * apic.c - the local APIC of each CPU, in virtual wire mode: the 8259s'
 * interrupts go through the boot processor's LINT0; the APICs themselves
 * only carry messages between CPUs.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <asm/apic.h>
#include <asm/cpu.h>
#include <asm/desc.h>
#include <asm/entry.h>
#include <asm/page.h>
#include <asm/system.h>

/* How often the ICR is looked at before an IPI is given up. A delivery takes
   microseconds; an emulator may let a whole time slice pass. */
#define MAX_ICR_READS	10000000

/* What the registers say before there are any: APIC id 0 (L6). */
static u32 no_apic[APIC_LVTERR / sizeof(u32) + 1] __initdata;

volatile u32 *apic_regs = no_apic;

/*
 * Maps the local APIC at physical address `base'; from then on its real id
 * register is read. Returns 0 or -ENOMEM. Kernel lock, once.
 */
int __init apic_map(unsigned long base)
{
	void *regs = vremap(base, APIC_SIZE);

	if (!regs)
		return -ENOMEM;
	apic_regs = regs;
	set_intr_gate(FIRST_IRQ_VECTOR + FPU_IRQ, irq13_entry, 0);
	set_intr_gate(FIRST_IRQ_VECTOR + MESSAGE_IRQ, irq16_entry, 0);
	set_intr_gate(APIC_ERROR_VECTOR, apic_error_entry, 0);
	set_intr_gate(APIC_SPURIOUS_VECTOR, apic_spurious_entry, 0);
	return 0;
}

/*
 * Turns on the APIC of the CPU that runs this. Only the boot processor hears
 * the 8259s and the NMI line. Interrupts off.
 */
void __init apic_enable(bool boot_cpu)
{
	u32 lint = boot_cpu ? 0 : APIC_LVT_MASKED;

	apic_write(APIC_TPR, 0);
	apic_write(APIC_SVR, APIC_SVR_ENABLE | APIC_SPURIOUS_VECTOR);
	apic_write(APIC_LVT0, APIC_LVT_EXTINT | lint);
	apic_write(APIC_LVT1, APIC_LVT_NMI | lint);
	apic_write(APIC_LVTT, APIC_LVT_MASKED);
	if (APIC_INTEGRATED(apic_read(APIC_LVR))) {
		apic_write(APIC_ESR, 0);	/* a write latches it: twice */
		apic_write(APIC_ESR, 0);	/* leaves it clear */
		apic_write(APIC_LVTERR, APIC_ERROR_VECTOR);
	}
	apic_write(APIC_EOI, 0);
}

static bool icr_idle(void)
{
	u32 reads = 0;

	while (apic_read(APIC_ICR) & APIC_BUSY) {
		if (++reads == MAX_ICR_READS)
			return false;
		cpu_relax();
	}
	return true;
}

/*
 * The one place that writes the interrupt command register (M10). icr2 is
 * APIC_DEST() of the target, or 0 with a shorthand in icr. Returns 0 when the
 * APIC has taken the command; -EBUSY if the one before is stuck. Any context.
 * The two halves belong together, so interrupts are off in between.
 */
int apic_send_ipi(u32 icr2, u32 icr)
{
	unsigned long flags;
	int err = 0;

	save_flags_cli(flags);
	if (icr_idle()) {
		apic_write(APIC_ICR2, icr2);
		apic_write(APIC_ICR, icr);
	} else {
		err = -EBUSY;
	}
	restore_flags(flags);
	return err;
}

#ifdef CONFIG_DEBUG
/* L6: the fast answer and the APIC's must be the same. Interrupts any. */
void check_processor_id(void)
{
	if (hard_smp_processor_id() != this_cpu->apic_id)
		panic("%%fs says CPU%d, APIC id %d; the APIC says %d",
		      smp_processor_id(), this_cpu->apic_id,
		      hard_smp_processor_id());
}
#endif

/* The APIC has found an error of its own. */
void do_apic_error(struct pt_regs *regs __unused)
{
	u32 status;

	apic_write(APIC_ESR, 0);
	status = apic_read(APIC_ESR);
	apic_write(APIC_EOI, 0);
	printk(KERN_WARNING "CPU%d: APIC error %02x\n", smp_processor_id(),
	       status);
}

/* An interrupt went away before it was taken; there is no EOI for it. */
void do_apic_spurious(struct pt_regs *regs __unused)
{
	this_cpu->spurious++;
}
