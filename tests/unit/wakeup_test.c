/*
 * wakeup_test.c - the start-up IPIs (L3) against a pretended local APIC that
 * writes down every command with its time: the gaps, the order, the vectors,
 * the warm reset, and what is sent after a command that went wrong. The only
 * place where an 82489DX is seen: no emulator has one.
 *
 * The APIC is busy for a while with each command. Its error register is the
 * Pentium's, which shows an error at once and is cleared by a write, or the
 * later one's, where a write brings in what has happened since the last.
 */
#include <asm/apic.h>
static u32 mock_read(u32 reg);
static void mock_write(u32 reg, u32 value);

#define apic_read	mock_read	/* from here on: not the inline ones */
#define apic_write	mock_write
#include "../../arch/i386/kernel/wakeup.c"

#include <linux/errno.h>
#include "tap.h"

#define MOST		16		/* commands of one sequence, and more */
#define NEVER		(1ULL << 40)	/* us */
#define ICR_MODE	0x00000700
#define ICR_VECTOR	0x000000ff
#define INIT_ASSERT	(APIC_INIT | APIC_LEVEL | APIC_ASSERT)
#define INIT_DEASSERT	(APIC_INIT | APIC_LEVEL)
#define PENTIUM_LVR	0x00030010	/* four local vectors: 0 to 3 */
#define P6_LVR		0x00040011
#define DX_LVR		0x00030001
#define SLACK_US	1500		/* gaps may be longer: for polling */

/* A command as the APIC took it, and what the BIOS would have found then. */
struct command {
	u64 at;				/* us */
	u32 icr, icr2;
	u8 shutdown;
	u16 segment, offset;
};

static struct command sent[MOST];
static int nr_sent, nr_refused, esr_accesses;
static u64 now, busy_until;		/* us */
static u64 latency[MOST];		/* of each command */
static u32 lvr, esr, errors;		/* errors: not yet in the ESR */
static int bad_command;			/* its number; the ESR tells */
static u32 bad_esr;
static u8 cmos_shutdown;
static int cmos_other;			/* writes elsewhere */

/* "Physical 0": the words at 467h must be aligned for the sanitizer. */
static u8 bios_data[4096] __attribute__((aligned(4)));
unsigned long host_memory = (unsigned long)bios_data + 1;

static u16 bios_word(u32 pa)
{
	return *(u16 *)__va(pa);
}

/* --- the machine ---------------------------------------------------------- */

void udelay(u32 us)
{
	now += us;
}

void mdelay(u32 ms)
{
	now += ms * 1000ULL;
}

void cmos_write(u8 index, u8 value)
{
	if (index == CMOS_SHUTDOWN)
		cmos_shutdown = value;
	else
		cmos_other++;
}

/* One that is stuck refuses the next, as apic.c does after its bound. */
int apic_send_ipi(u32 icr2, u32 icr)
{
	if (now < busy_until || nr_sent == MOST) {
		nr_refused++;
		return -EBUSY;
	}
	sent[nr_sent] = (struct command) { now, icr, icr2, cmos_shutdown,
		bios_word(WARM_RESET_SEGMENT), bios_word(WARM_RESET_OFFSET) };
	busy_until = now + latency[nr_sent];
	if (nr_sent == bad_command)
		errors |= bad_esr;
	nr_sent++;
	return 0;
}

static u32 mock_read(u32 reg)
{
	switch (reg) {
	case APIC_LVR:
		return lvr;
	case APIC_ICR:
		return now < busy_until ? APIC_BUSY : 0;
	case APIC_ESR:
		esr_accesses++;
		return lvr == PENTIUM_LVR ? errors : esr;
	}
	ok(0, "register %03x is none of the sequence's", reg);
	return 0;
}

static void mock_write(u32 reg, u32 value)
{
	if (reg != APIC_ESR) {
		ok(0, "%08x is written to register %03x", value, reg);
		return;
	}
	esr_accesses++;
	esr = errors;
	errors = 0;
}

/* A new machine; nothing has been sent, nothing goes wrong. */
static void machine_on(u32 version)
{
	int i;

	lvr = version;
	nr_sent = nr_refused = esr_accesses = cmos_other = 0;
	now = busy_until = 0;
	esr = errors = 0;
	bad_command = -1;
	cmos_shutdown = SHUTDOWN_NORMAL;
	memset(bios_data, 0, sizeof(bios_data));
	for (i = 0; i < MOST; i++)
		latency[i] = 15;
}

static void wake(u8 apicid, unsigned long page)
{
	wake_up_ap(apicid, APIC_INTEGRATED(lvr), page);
}

/* --- what is wanted ------------------------------------------------------- */

/* The command is this one, of as many as the caller says there are. */
static void is_sent(int n, u32 icr, const char *name)
{
	if (n < nr_sent)
		is(sent[n].icr, icr, "command %d: %s", n + 1, name);
	else
		ok(0, "command %d, %s, is sent", n + 1, name);
}

/* From command n to the next: `us' or more, but not for ever. */
static void gap(int n, u32 us, const char *name)
{
	u64 took = n + 1 < nr_sent ? sent[n + 1].at - sent[n].at : 0;

	if (!ok(took >= us && took <= us + SLACK_US, "%s: %u us", name, us))
		diag("it took %llu us", (unsigned long long)took);
}

/* All went to this APIC, with the warm reset pointing at the page. */
static void targets(u8 apicid, unsigned long page)
{
	int i, to = 0, vector = 0, code = 0;

	for (i = 0; i < nr_sent; i++) {
		to += sent[i].icr2 == APIC_DEST(apicid);
		vector += sent[i].segment == page >> 4 && !sent[i].offset;
		code += sent[i].shutdown == SHUTDOWN_JMP_467;
	}
	is(to, nr_sent, "page %05lx: all commands go to APIC %u", page, apicid);
	is(vector, nr_sent, "40:67h points at it during all of them");
	is(code, nr_sent, "so does CMOS 0Fh say");
}

/* Afterwards a reset is an ordinary one again. */
static void is_tidy(void)
{
	ok(cmos_shutdown == SHUTDOWN_NORMAL, "CMOS 0Fh is as before");
	ok(!bios_word(WARM_RESET_SEGMENT) && !bios_word(WARM_RESET_OFFSET),
	   "the warm-reset vector is cleared");
	is(cmos_other, 0, "no other byte of the CMOS is touched");
}

/* MP specification B.4, for one page. */
static void test_integrated(u32 version, u8 apicid, unsigned long page)
{
	machine_on(version);
	wake(apicid, page);
	is(nr_sent, 4, "APIC version %02x: four commands", version & 0xff);
	is_sent(0, INIT_ASSERT, "INIT");
	is_sent(1, INIT_DEASSERT, "INIT, de-asserted");
	is_sent(2, APIC_STARTUP | page >> PAGE_SHIFT, "STARTUP at the page");
	is_sent(3, APIC_STARTUP | page >> PAGE_SHIFT, "the same");
	gap(0, 200, "INIT is held");
	gap(1, 10000, "from INIT to the first STARTUP");
	gap(2, 200, "from the first to the second STARTUP");
	ok(nr_sent && now - sent[nr_sent - 1].at >= 200,
	   "and 200 us after it");
	targets(apicid, page);
	is_tidy();
}

/* The vector has eight bits: any page below 1 MB. */
static void test_pages(void)
{
	unsigned long page;
	int i, bad = 0;

	for (page = PAGE_SIZE; page < 0xa0000; page += PAGE_SIZE) {
		machine_on(P6_LVR);
		wake(7, page);
		bad += nr_sent != 4;
		for (i = 2; i < nr_sent; i++)
			bad += (sent[i].icr & ICR_VECTOR) << PAGE_SHIFT != page;
	}
	is(bad, 0, "the page is chosen at run time: all below A0000h");
}

/* No STARTUP: the BIOS must find its way by the warm-reset vector. */
static void test_82489dx(void)
{
	int i, startups = 0;

	machine_on(DX_LVR);
	wake(3, 0x9d000);
	is(nr_sent, 2, "82489DX: two commands");
	is_sent(0, INIT_ASSERT, "INIT");
	is_sent(1, INIT_DEASSERT, "INIT, de-asserted");
	gap(0, 200, "INIT is held");
	for (i = 0; i < nr_sent; i++)
		startups += (sent[i].icr & ICR_MODE) == APIC_STARTUP;
	is(startups, 0, "no STARTUP");
	is(esr_accesses, 0, "an 82489DX has no error register");
	ok(nr_sent && now - sent[nr_sent - 1].at >= 10000,
	   "the BIOS gets 10 ms to read the vector");
	targets(3, 0x9d000);
	is_tidy();
}

/* Command n is never delivered: nothing is sent after it. */
static void test_stuck(void)
{
	int n;

	for (n = 0; n < 4; n++) {
		machine_on(P6_LVR);
		latency[n] = NEVER;
		wake(1, 0x3000);
		is(nr_sent, n + 1, "command %d is stuck: the last", n + 1);
		ok(nr_refused <= 1, "at most one more is tried");
		ok(now < 100000, "which costs less than 0.1 s");
		is_tidy();
	}
	machine_on(P6_LVR);
	busy_until = NEVER;
	wake(1, 0x3000);
	is(nr_sent, 0, "the APIC is stuck already: nothing is sent");
	is(nr_refused, 1, "nor tried again");
	is_tidy();
}

/* Slow, but in time: within 1 ms. */
static void test_slow(void)
{
	int n;

	machine_on(P6_LVR);
	for (n = 0; n < MOST; n++)
		latency[n] = 900;
	wake(1, 0x3000);
	is(nr_sent, 4, "deliveries of 0.9 ms are waited for");
	is_tidy();
}

/* The first STARTUP is delivered, but the error register says no. */
static void test_error(u32 version, u32 error)
{
	machine_on(version);
	bad_command = 2;
	bad_esr = error;
	wake(1, 0x3000);
	is(nr_sent, 3, "APIC version %02x: no STARTUP follows error %02x",
	   version & 0xff, error);
	is_tidy();
	machine_on(version);
	errors = error;
	wake(1, 0x3000);
	is(nr_sent, 4, "an error of before does not count");
}

/* Once more for the same processor (L3): the same again. */
static void test_again(void)
{
	machine_on(P6_LVR);
	wake(2, 0x4000);
	latency[4] = NEVER;
	wake(2, 0x4000);
	is(nr_sent, 5, "a second sequence, stuck at its INIT");
	busy_until = now;
	wake(2, 0x4000);
	is(nr_sent, 9, "and a third: all of it");
	is_sent(5, INIT_ASSERT, "INIT");
	is_sent(8, APIC_STARTUP | 4, "STARTUP");
	is_tidy();
}

int main(void)
{
	test_integrated(P6_LVR, 1, 0x2000);
	test_integrated(PENTIUM_LVR, 0xfe, 0x9e000);
	test_pages();
	test_82489dx();
	test_stuck();
	test_slow();
	test_error(PENTIUM_LVR, 1);		/* checksum */
	test_error(PENTIUM_LVR, 4);		/* nobody accepted it */
	test_error(P6_LVR, 1);
	test_error(P6_LVR, 4);
	test_again();
	return done();
}
