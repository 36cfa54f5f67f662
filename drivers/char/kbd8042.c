/*
 * kbd8042.c - the keyboard controller: it is tested and set up at boot, and
 * from then on IRQ 1 brings bytes. The handler keeps them in a ring; the
 * bottom half asks whether they answer a command (kbd_cmd.c), and passes the
 * others on as scan codes.
 *
 * A mouse behind the same controller is turned off; what it sends all the
 * same is thrown away.
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <asm/delay.h>
#include <asm/io.h>
#include <asm/system.h>
#include "i8042.h"
#include "kbd.h"

#define RING_SIZE	256		/* bytes; a power of two */
#define MOST_BYTES	32		/* read in one interrupt */
#define WAIT_STEP_US	10
#define WAIT_STEPS	2000		/* at boot: 20 ms */
#define PUT_READS	2000		/* later: 2 ms or less */
#define MODE		(I8042_MODE_IRQ1 | I8042_MODE_SYSTEM | \
			 I8042_MODE_AUX_OFF | I8042_MODE_SET1)

static u8 ring[RING_SIZE];
static volatile u32 ring_head;	/* [k] places, for ever; the handler's */
static u32 ring_tail;		/* [k] the bottom half's */
static volatile bool ring_lost;	/* [k] there was no room */
static bool present;		/* [i] there is a controller */

/* --- interrupts ---------------------------------------------------------- */

static void store(u8 byte)
{
	if (ring_head - ring_tail < RING_SIZE)
		ring[ring_head++ % RING_SIZE] = byte;
	else
		ring_lost = true;
}

static void kbd_interrupt(int irq __unused, void *dev __unused,
			  struct pt_regs *regs __unused)
{
	u8 status, byte;
	int n;

	for (n = 0; n < MOST_BYTES; n++) {
		status = inb(I8042_STATUS);
		if (!(status & I8042_OUT_FULL))
			break;
		byte = inb(I8042_DATA);
		if (!(status & (I8042_AUX | I8042_TIMEOUT | I8042_PARITY)))
			store(byte);
	}
	mark_bh(KEYBOARD_BH);
}

/* If bytes were lost, releases may be among them: no key counts as down. */
static void kbd_bottom_half(void)
{
	u8 byte;

	while (ring_tail != ring_head) {
		byte = ring[ring_tail++ % RING_SIZE];
		if (!kbd_answer(byte))
			keyboard_byte(byte);
	}
	if (ring_lost) {
		ring_lost = false;
		keyboard_forget();
	}
}

/* Gives the keyboard a byte; false if the controller does not take it within
   its bound. (b) */
bool kbd_put_byte(u8 byte)
{
	int reads = PUT_READS;

	if (!present)
		return false;
	while (inb(I8042_STATUS) & I8042_IN_FULL)
		if (--reads == 0)
			return false;
	outb(byte, I8042_DATA);
	return true;
}

/* --- at boot, polled ----------------------------------------------------- */

/* Waits until the bit of the status is as wanted; false: not in time. */
static bool __init wait_status(u8 bit, u8 want)
{
	int i;

	for (i = 0; i < WAIT_STEPS; i++) {
		if ((inb(I8042_STATUS) & bit) == want)
			return true;
		udelay(WAIT_STEP_US);
	}
	return false;
}

static bool __init put(u8 byte, u16 port)
{
	if (!wait_status(I8042_IN_FULL, 0))
		return false;
	outb(byte, port);
	return true;
}

/* Throws away what nobody has read. False: it never ends. */
static bool __init drain(void)
{
	int n;

	for (n = 0; n < MOST_BYTES; n++) {
		if (!(inb(I8042_STATUS) & I8042_OUT_FULL))
			return true;
		inb(I8042_DATA);
	}
	return false;
}

/* The controller's own test; devices are turned off meanwhile. */
static bool __init self_test(void)
{
	return put(I8042_KBD_OFF, I8042_COMMAND) &&
	       put(I8042_AUX_OFF, I8042_COMMAND) &&
	       wait_status(I8042_IN_FULL, 0) && drain() &&
	       put(I8042_SELF_TEST, I8042_COMMAND) &&
	       wait_status(I8042_OUT_FULL, I8042_OUT_FULL) &&
	       inb(I8042_DATA) == I8042_TEST_OK;
}

/* Interrupts for the keyboard, scan codes of set 1, no mouse. */
static bool __init set_mode(void)
{
	return put(I8042_WRITE_MODE, I8042_COMMAND) &&
	       put(MODE, I8042_DATA) &&
	       put(I8042_KBD_ON, I8042_COMMAND) &&
	       wait_status(I8042_IN_FULL, 0);
}

static bool __init find_controller(void)
{
	if (inb(I8042_STATUS) == I8042_NOBODY) {
		printk(KERN_INFO "keyboard: no controller\n");
		return false;
	}
	if (!drain() || !self_test()) {
		printk(KERN_WARNING "keyboard: the controller fails its "
		       "test\n");
		return false;
	}
	return true;
}

/*
 * Finds the controller and gets it going. What takes long, the keyboard's own
 * test, goes on by interrupts. The maps are there even if no keyboard is.
 */
bool __init kbd_init(void)
{
	if (!keymap_init()) {
		printk(KERN_ERR "keyboard: no memory for its maps\n");
		return false;
	}
	if (!find_controller())
		return false;
	init_bh(KEYBOARD_BH, kbd_bottom_half);
	if (request_irq(KBD_IRQ, kbd_interrupt, SA_INTERRUPT, "keyboard",
			NULL)) {
		printk(KERN_WARNING "keyboard: IRQ %d is taken\n", KBD_IRQ);
		return false;
	}
	if (!set_mode()) {
		printk(KERN_WARNING "keyboard: the controller is stuck\n");
		return false;
	}
	present = true;
	cli();
	kbd_send(KBD_RESET, NO_ARG);
	kbd_leds_lost();
	sti();
	printk(KERN_INFO "keyboard: at 0x%x, IRQ %d\n", I8042_DATA, KBD_IRQ);
	return true;
}
