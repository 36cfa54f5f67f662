/*
 * apic.c - the local APIC of each CPU. It carries messages between CPUs, and
 * takes what the I/O APICs send it (L17). In virtual wire mode the 8259s'
 * interrupts go through the boot processor's LINT0 instead.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <asm/apic.h>
#include <asm/cpu.h>
#include <asm/desc.h>
#include <asm/entry.h>
#include <asm/ioapic.h>
#include <asm/irqchip.h>
#include <asm/page.h>
#include <asm/smpconfig.h>
#include <asm/system.h>

/* How often the ICR is looked at before an IPI is given up. A delivery takes
   microseconds; an emulator may let a whole time slice pass. */
#define MAX_ICR_READS	10000000

/* What the registers say before there are any: APIC id 0 (L6). */
static u32 no_apic[APIC_LVTERR / sizeof(u32) + 1] __initdata;

volatile u32 *apic_regs = no_apic;

/*
 * Maps the local APIC at physical address `base'; from then on its real id
 * register is read, and messages have the vectors of lines 13 and 16. Returns
 * 0, -ENOMEM, or -ENODEV where a table is wrong and nobody answers. Kernel
 * lock, once.
 */
int __init apic_map(unsigned long base)
{
	volatile u32 *regs = vremap(base, APIC_SIZE);
	u32 version;

	if (!regs)
		return -ENOMEM;
	version = regs[APIC_LVR / sizeof(u32)];
	if (!version || version == ~0U) {
		printk(KERN_WARNING "SMP: no local APIC answers at %08lx\n",
		       base);
		vfree((void *)regs);
		return -ENODEV;
	}
	apic_regs = regs;
	irq_set_chip(FPU_IRQ, NULL);
	irq_set_chip(MESSAGE_IRQ, NULL);
	set_intr_gate(FIRST_IRQ_VECTOR + FPU_IRQ, irq13_entry, 0);
	set_intr_gate(FIRST_IRQ_VECTOR + MESSAGE_IRQ, irq16_entry, 0);
	set_intr_gate(APIC_ERROR_VECTOR, apic_error_entry, 0);
	set_intr_gate(APIC_SPURIOUS_VECTOR, apic_spurious_entry, 0);
	return 0;
}

bool apic_is_mapped(void)
{
	return apic_regs != no_apic;
}

/* LINT0 and LINT1 as tables have them; the boot processor knows its APIC id
   only now. */
static void __init set_lints(bool boot_cpu)
{
	u32 id = hard_smp_processor_id();

	apic_write(APIC_LVT0, lint_entry(&smp_config, id, boot_cpu, 0));
	apic_write(APIC_LVT1, lint_entry(&smp_config, id, boot_cpu, 1));
}

/* A bit for each of the first CPUs, by which I/O APICs name them. */
static void __init set_logical_id(u32 cpu)
{
	apic_write(APIC_DFR, APIC_DFR_FLAT);
	apic_write(APIC_LDR, cpu < APIC_LOGICAL_CPUS ?
		   APIC_DEST(APIC_LOGICAL(cpu)) : 0);
}

/*
 * Turns on the APIC of the CPU that runs this. Only the boot processor hears
 * the 8259s. Interrupts off.
 */
void __init apic_enable(bool boot_cpu)
{
	apic_write(APIC_TPR, 0);
	set_logical_id(smp_processor_id());
	apic_write(APIC_SVR, APIC_SVR_ENABLE | APIC_SPURIOUS_VECTOR);
	set_lints(boot_cpu);
	apic_write(APIC_LVTT, APIC_LVT_MASKED);
	if (APIC_INTEGRATED(apic_read(APIC_LVR))) {
		apic_write(APIC_ESR, 0);	/* a write latches it: twice */
		apic_write(APIC_ESR, 0);	/* leaves it clear */
		apic_write(APIC_LVTERR, APIC_ERROR_VECTOR);
	}
	apic_write(APIC_EOI, 0);
}

static void mask_if_8259s(u32 reg, bool on)
{
	u32 entry = apic_read(reg);

	if ((entry & APIC_LVT_DELIVERY) != APIC_LVT_EXTINT)
		return;
	entry &= ~APIC_LVT_MASKED;
	apic_write(reg, on ? entry : entry | APIC_LVT_MASKED);
}

/* Lets this CPU hear the 8259s, or not. The boot processor; interrupts off. */
void apic_wire_8259s(bool on)
{
	mask_if_8259s(APIC_LVT0, on);
	mask_if_8259s(APIC_LVT1, on);
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
	this_cpu->apic_errors++;
	printk(KERN_WARNING "CPU%d: APIC error %02x\n", smp_processor_id(),
	       status);
}

/* An interrupt went away before it was taken; there is no EOI for it. */
void do_apic_spurious(struct pt_regs *regs __unused)
{
	this_cpu->spurious++;
}
