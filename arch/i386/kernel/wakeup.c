/*
 * wakeup.c - the start-up IPIs: the sequence of the MP specification 1.4,
 * appendix B.4. An integrated APIC takes INIT and two STARTUPs; an 82489DX
 * takes INIT alone and its CPU starts at the BIOS's reset entry, which goes
 * where the warm-reset vector points. No emulator has the latter: the unit
 * test runs this file against a mocked APIC.
 */
#include <linux/kernel.h>
#include <asm/apic.h>
#include <asm/delay.h>
#include <asm/mc146818.h>
#include <asm/page.h>
#include <asm/wakeup.h>

/* Points the BIOS's warm reset at the page, for CPUs that start there. */
static void set_warm_reset(unsigned long page)
{
	cmos_write(CMOS_SHUTDOWN, SHUTDOWN_JMP_467);
	*(volatile u16 *)__va(WARM_RESET_OFFSET) = page & 0xf;
	*(volatile u16 *)__va(WARM_RESET_SEGMENT) = page >> 4;
}

static void clear_warm_reset(void)
{
	cmos_write(CMOS_SHUTDOWN, SHUTDOWN_NORMAL);
	*(volatile u32 *)__va(WARM_RESET_OFFSET) = 0;
}

/* Sends one command of the sequence and reports one that is not delivered. */
static bool deliver(u8 apicid, u32 command)
{
	int i;

	if (apic_send_ipi(APIC_DEST(apicid), command))
		return false;
	for (i = 0; i < DELIVERY_POLLS; i++) {
		udelay(DELIVERY_POLL_US);
		if (!(apic_read(APIC_ICR) & APIC_BUSY))
			return true;
	}
	return false;
}

/*
 * What went wrong since clear_errors(): the Pentium's register shows it at
 * once and is cleared by a write, later ones show it after a write.
 */
static u32 send_errors(void)
{
	u32 status = apic_read(APIC_ESR);

	apic_write(APIC_ESR, 0);
	return (status | apic_read(APIC_ESR)) & APIC_ESR_SEND;
}

static void clear_errors(void)
{
	apic_write(APIC_ESR, 0);
	apic_write(APIC_ESR, 0);
}

static void send_startups(u8 apicid, unsigned long page)
{
	int i;

	for (i = 0; i < STARTUPS; i++) {
		clear_errors();
		if (!deliver(apicid, APIC_STARTUP | page >> PAGE_SHIFT))
			return;
		udelay(STARTUP_WAIT_US);
		if (send_errors())
			return;
	}
}

/*
 * Sends the start-up sequence to one application processor, which begins at
 * the physical address `page', a page below 1 MB. Whether it did is for the
 * caller to see. About 11 ms; boot processor, or tests.
 */
void wake_up_ap(u8 apicid, bool integrated, unsigned long page)
{
	set_warm_reset(page);
	if (deliver(apicid, APIC_INIT | APIC_LEVEL | APIC_ASSERT)) {
		udelay(INIT_HOLD_US);
		deliver(apicid, APIC_INIT | APIC_LEVEL);
		mdelay(INIT_WAIT_MS);
		if (integrated)
			send_startups(apicid, page);
	}
	clear_warm_reset();
}
