/*
 * pit.c - programming the 8254 timer. Channel 2 belongs to whoever measures
 * something at boot, before there is a second process; then it is the
 * speaker's, with the kernel lock and interrupts off.
 */
#include <linux/types.h>
#include <asm/io.h>
#include <asm/pit.h>

/* Channel 0 interrupts every `counts' counts from now on. */
void pit_start_periodic(u16 counts)
{
	outb_p(PIT_CH0_RATE, PIT_MODE);
	outb_p(counts & 0xff, PIT_CH0);
	outb(counts >> 8, PIT_CH0);
}

/* Channel 0 interrupts once more, at most, and never again. */
void pit_stop(void)
{
	outb_p(PIT_CH0_ONCE, PIT_MODE);
	outb_p(0, PIT_CH0);
	outb(0, PIT_CH0);
}

/* Channel 2 starts to count down; the speaker stays off. */
void pit_start_oneshot(u16 counts)
{
	u8 gate = inb(PIT_GATE_PORT) & ~PIT_SPEAKER;

	outb(gate | PIT_GATE_CH2, PIT_GATE_PORT);
	outb(PIT_CH2_ONCE, PIT_MODE);
	outb(counts & 0xff, PIT_CH2);
	outb(counts >> 8, PIT_CH2);
}

/* Has channel 2 counted down? */
bool pit_oneshot_done(void)
{
	return inb(PIT_GATE_PORT) & PIT_OUT_CH2;
}

/* The speaker swings once in so many counts, from now on. */
void pit_start_tone(u16 counts)
{
	outb_p(PIT_CH2_SQUARE, PIT_MODE);
	outb_p(counts & 0xff, PIT_CH2);
	outb_p(counts >> 8, PIT_CH2);
	outb(inb(PIT_GATE_PORT) | PIT_GATE_CH2 | PIT_SPEAKER, PIT_GATE_PORT);
}

void pit_stop_tone(void)
{
	outb(inb(PIT_GATE_PORT) & ~(PIT_GATE_CH2 | PIT_SPEAKER),
	     PIT_GATE_PORT);
}
