/* needs: lib/div64.c */
/*
 * cmos_test.c - the clock, on a pretended MC146818: all its ways to count,
 * updates at the worst moment, a broken one; and every date from 1970 to 2038
 * against the C library.
 */
#define _ASM_IO_H			/* instead of <asm/io.h>: */
static void outb_p(unsigned char value, unsigned short port);
static unsigned char inb_p(unsigned short port);

#define mktime kernel_mktime		/* the C library has one */
#include "../../drivers/char/cmos.c"
#undef mktime

#include <stdlib.h>
#include <time.h>
#include "host.h"
#include "tap.h"

#define DAY	86400L

static u8 cmos[CMOS_SIZE];
static u8 selected;			/* index port, with the NMI bit */
static int updating;			/* reads of register A that say so */
static int tick_at;			/* accesses until the clock ticks */

static void outb_p(unsigned char value, unsigned short port)
{
	if (port == CMOS_INDEX)
		selected = value;
	else
		cmos[selected & (CMOS_SIZE - 1)] = value;
}

static unsigned char inb_p(unsigned short port)
{
	u8 index = selected & (CMOS_SIZE - 1);

	if (port != CMOS_DATA)
		return 0xff;
	if (tick_at && --tick_at == 0) {	/* 23:59:59 becomes midnight */
		cmos[RTC_SECONDS] = cmos[RTC_MINUTES] = cmos[RTC_HOURS] = 0;
		cmos[RTC_DAY]++;
	}
	if (index == RTC_REG_A && updating) {
		updating--;
		return RTC_UIP;
	}
	return cmos[index];
}

/* Nobody else holds the lock here. */
void spin_lock_wait(spinlock_t *lock __unused)
{
	abort();
}

static u8 bcd(unsigned int n)
{
	return n / 10 << 4 | n % 10;
}

/* A number as a clock of this mode keeps it. */
static u8 code(unsigned int n, u8 mode)
{
	return mode & RTC_BINARY ? n : bcd(n);
}

/* Sets the clock as a machine of this mode would. */
static void set_clock(time_t when, u8 mode)
{
	struct tm *tm = gmtime(&(long){ when });
	unsigned int hour = tm->tm_hour, pm = 0;

	if (!(mode & RTC_24H)) {
		pm = hour >= 12 ? RTC_PM : 0;
		hour = hour % 12 ? hour % 12 : 12;
	}
	cmos[RTC_SECONDS] = code(tm->tm_sec, mode);
	cmos[RTC_MINUTES] = code(tm->tm_min, mode);
	cmos[RTC_HOURS] = code(hour, mode) | pm;
	cmos[RTC_DAY] = code(tm->tm_mday, mode);
	cmos[RTC_MONTH] = code(tm->tm_mon + 1, mode);
	cmos[RTC_YEAR] = code(tm->tm_year % 100, mode);
	cmos[CMOS_CENTURY] = bcd((tm->tm_year + 1900) / 100);
	cmos[RTC_REG_A] = 0;
	cmos[RTC_REG_B] = mode;
}

static void test_dates(void)
{
	time_t t = 0;
	int bad = 0, days = 0;
	struct tm *tm;

	for (; t >= 0 && t < 0x7fffffff - 2 * DAY; t += DAY + 3599, days++) {
		tm = gmtime(&(long){ t });
		struct rtc_time r = { tm->tm_year + 1900, tm->tm_mon + 1,
			tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec };

		bad += !rtc_valid(&r);
		bad += kernel_mktime(&r) != t;
	}
	is(bad, 0, "%d dates from 1970 to 2038", days);
	ok(!rtc_valid(&(struct rtc_time){ 1999, 2, 29, 0, 0, 0 }),
	   "no 29th of February 1999");
	ok(rtc_valid(&(struct rtc_time){ 2000, 2, 29, 0, 0, 0 }),
	   "but one in 2000");
	ok(!rtc_valid(&(struct rtc_time){ 2000, 13, 1, 0, 0, 0 }) &&
	   !rtc_valid(&(struct rtc_time){ 2000, 0, 1, 0, 0, 0 }) &&
	   !rtc_valid(&(struct rtc_time){ 2000, 1, 0, 0, 0, 0 }) &&
	   !rtc_valid(&(struct rtc_time){ 2000, 1, 1, 24, 0, 0 }),
	   "nor a 13th month, a 0th, a 0th day, a 24th hour");
}

static void test_modes(void)
{
	static const u8 modes[] = { 0, RTC_24H, RTC_BINARY,
		RTC_BINARY | RTC_24H };
	time_t t;
	int i, bad;

	for (i = 0; i < 4; i++) {
		for (bad = 0, t = 800000000; t < 802000000; t += 1799) {
			set_clock(t, modes[i]);
			bad += cmos_get_time() != t;
		}
		is(bad, 0, "times in mode %02x", modes[i]);
	}
	set_clock(946684800, RTC_24H);
	cmos[CMOS_CENTURY] = 0xff;
	is(cmos_get_time(), 946684800, "the year 2000 without a century");
	set_clock(800000000, RTC_24H);
	cmos[CMOS_CENTURY] = 0;
	is(cmos_get_time(), 800000000, "the year 1995 without one");
}

/* A tick at any access must give the time before it or after it. */
static void test_updates(void)
{
	time_t before = 800000000 / DAY * DAY + DAY - 1, t;
	int at, bad = 0;

	for (at = 1; at < 60; at++) {
		set_clock(before, RTC_24H);
		tick_at = at;
		t = cmos_get_time();
		bad += t != before && t != before + 1;
	}
	tick_at = 0;
	is(bad, 0, "a tick while the clock is read");
	set_clock(before, RTC_24H);
	updating = 2000;
	is(cmos_get_time(), before, "an update is waited for");
	updating = 1 << 30;
	host_log_clear();
	is(cmos_get_time(), 0, "but not for ever");
	ok(strstr(host_log, "does not come to rest"), "and it is reported");
	updating = 0;
	memset(cmos, 0xff, sizeof(cmos));
	cmos[RTC_REG_A] = 0;
	is(cmos_get_time(), 0, "an absent clock");
	ok(strstr(host_log, "no valid date"), "is reported, too");
}

static void test_nmi_bit(void)
{
	cmos_mask_nmi(true);
	cmos_write(0x40, 0x12);
	is(selected, 0x40 | CMOS_NMI_OFF, "NMIs stay off");
	cmos_mask_nmi(false);
	is(cmos_read(0x40 | CMOS_NMI_OFF), 0x12, "a byte");
	is(selected, 0x40, "NMIs are on again");
}

int main(void)
{
	test_dates();
	test_modes();
	test_updates();
	test_nmi_bit();
	return done();
}
