/*
 * reboot.c - the ways out: restart, halt, power-off. Each first lets the
 * consoles say their last words, each has a next thing to try when one does
 * not work, and none ever comes back.
 */
#include <linux/console.h>
#include <linux/kernel.h>
#include <linux/reboot.h>
#include <linux/smp.h>
#include <asm/acpi.h>
#include <asm/io.h>
#include <asm/irqchip.h>
#include <asm/mc146818.h>
#include <asm/system.h>

/* The keyboard controller (8042) holds the CPU's reset line. */
#define KBC_DATA	0x60
#define KBC_COMMAND	0x64
#define  KBC_INPUT_FULL	0x02		/* status: cannot take a byte yet */
#define  KBC_PULSE_RESET 0xfe		/* pulse output 0 for 6 us */
#define KBC_READS	100000		/* of its status, 1 us each or less */

/* The reset control register of PCI chipsets. */
#define RESET_CONTROL	0xcf9
#define  RESET_FULL	0x02		/* of everything, not the CPU alone */
#define  RESET_NOW	0x04		/* 0 to 1: reset */

/* Where Bochs listens for a word. */
#define SHUTDOWN_PORT	0x8900

#define SETTLE_READS	200000		/* of a slow port: time for the power
					   or the reset to work, 0.2 s */

/* Waits a bounded time, without a clock: reads of an ISA port. */
static void settle(void)
{
	unsigned int i;

	for (i = 0; i < SETTLE_READS; i++)
		inb(KBC_COMMAND);
}

/* Asks the keyboard controller to pull the reset line. */
static void reset_by_keyboard(void)
{
	unsigned int reads = KBC_READS;

	while ((inb(KBC_COMMAND) & KBC_INPUT_FULL) && --reads)
		;
	outb(KBC_PULSE_RESET, KBC_COMMAND);
	settle();
}

static void reset_by_chipset(void)
{
	outb(RESET_FULL, RESET_CONTROL);
	outb(RESET_FULL | RESET_NOW, RESET_CONTROL);
	settle();
}

/* Without descriptors no exception can be delivered: the CPU shuts down. */
static void triple_fault(void)
{
	static const struct {
		u16 limit;
		u32 base;
	} __packed empty = { 0, 0 };

	__asm__ volatile("lidt %0; int3" : : "m" (empty));
}

/* Stops all CPUs for good (L20). */
void machine_halt(void)
{
	smp_stop_others();
	console_drain();
	cli();
	irq_shutdown();
	for (;;)
		halt();
}

/* Starts the machine again, through the BIOS. */
void machine_restart(void)
{
	smp_stop_others();
	console_drain();
	cli();
	irq_shutdown();
	outb(CMOS_RESET_CODE, CMOS_INDEX);	/* its lock may be held for */
	outb(RESET_CODE_NONE, CMOS_DATA);	/* ever; nobody else runs */
	reset_by_keyboard();
	reset_by_chipset();
	triple_fault();
	for (;;)
		halt();
}

/*
 * Turns the power off, or says that a person has to. A Bochs that
 * does not do ACPI gets to hear the word that ends it.
 */
void machine_power_off(void)
{
	const char *word;

	smp_stop_others();
	console_drain();
	cli();
	irq_shutdown();
	if (acpi_power_off() == 0)
		settle();
	for (word = "Shutdown"; *word; word++)
		outb(*word, SHUTDOWN_PORT);
	settle();
	printk(KERN_EMERG "The power can be turned off now.\n");
	machine_halt();
}
