/*
 * cmos.c - the battery-backed memory and the clock in it.
 *
 * An access is two port cycles, index and data, which a spinlock keeps
 * together. The top bit of the index port masks NMIs, and nobody can read
 * it back: every access writes it as cmos_mask_nmi() was last told.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <asm/io.h>
#include <asm/mc146818.h>

#define UIP_READS	20000	/* of register A, 1 us each or less on a bus;
				   an update takes 2.2 ms */
#define READ_TRIES	5	/* until two readings agree */

#define EPOCH_YEAR	1970
#define CENTURY		100
#define CENTURY_PIVOT	70	/* years below are of the 21st century */

static DEFINE_SPINLOCK(cmos_lock, RANK_CHIP);	/* irqsave */
static u8 nmi_bit;			/* [cmos_lock] CMOS_NMI_OFF or 0 */

/* Reads one byte of CMOS. Any context but NMI. */
u8 cmos_read(u8 index)
{
	unsigned long flags;
	u8 value;

	spin_lock_irqsave(&cmos_lock, flags);
	outb_p((index & (CMOS_SIZE - 1)) | nmi_bit, CMOS_INDEX);
	value = inb_p(CMOS_DATA);
	spin_unlock_irqrestore(&cmos_lock, flags);
	return value;
}

/* Writes one byte of CMOS. Any context but NMI. */
void cmos_write(u8 index, u8 value)
{
	unsigned long flags;

	spin_lock_irqsave(&cmos_lock, flags);
	outb_p((index & (CMOS_SIZE - 1)) | nmi_bit, CMOS_INDEX);
	outb_p(value, CMOS_DATA);
	spin_unlock_irqrestore(&cmos_lock, flags);
}

/* Keeps NMIs away from all CPUs, or lets them through (so it starts). */
void cmos_mask_nmi(bool mask)
{
	unsigned long flags;

	spin_lock_irqsave(&cmos_lock, flags);
	nmi_bit = mask ? CMOS_NMI_OFF : 0;
	outb_p(RTC_REG_D | nmi_bit, CMOS_INDEX);
	inb_p(CMOS_DATA);		/* the chip wants its data cycle */
	spin_unlock_irqrestore(&cmos_lock, flags);
}

/* --- dates --------------------------------------------------------------- */

static bool leap(unsigned int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned int days_in_month(unsigned int month, unsigned int year)
{
	static const u8 days[12] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};

	return days[month - 1] + (month == 2 && leap(year));
}

/* Is this a date that a clock can show? */
bool rtc_valid(const struct rtc_time *t)
{
	return t->year >= EPOCH_YEAR && t->month >= 1 && t->month <= 12 &&
	       t->day >= 1 && t->day <= days_in_month(t->month, t->year) &&
	       t->hour < 24 && t->minute < 60 && t->second < 60;
}

/* Leap days from year 1 to the end of `year'. */
static unsigned int leap_days(unsigned int year)
{
	return year / 4 - year / 100 + year / 400;
}

/* Seconds since 1970 of a valid date; wraps in 2038 as time_t does. */
time_t mktime(const struct rtc_time *t)
{
	u32 days = (t->year - EPOCH_YEAR) * 365 + leap_days(t->year - 1) -
		   leap_days(EPOCH_YEAR - 1) + t->day - 1;
	unsigned int month;

	for (month = 1; month < t->month; month++)
		days += days_in_month(month, t->year);
	return ((days * 24 + t->hour) * 60 + t->minute) * 60 + t->second;
}

/* --- the clock ----------------------------------------------------------- */

static unsigned int from_bcd(u8 value)
{
	return (value >> 4) * 10 + (value & 0x0f);
}

/* A register of the clock as a number, whichever way it counts. */
static unsigned int rtc_number(u8 value, u8 mode)
{
	return mode & RTC_BINARY ? value : from_bcd(value);
}

/* Hours: with a 12-hour clock 12 comes before 1, and PM is a bit. */
static unsigned int rtc_hour(u8 value, u8 mode)
{
	unsigned int hour;

	if (mode & RTC_24H)
		return rtc_number(value, mode);
	hour = rtc_number(value & ~RTC_PM, mode) % 12;
	return value & RTC_PM ? hour + 12 : hour;
}

/* The century from its register if that is plausible, else by the pivot. */
static unsigned int rtc_year(u8 value, u8 century, u8 mode)
{
	unsigned int year = rtc_number(value, mode);
	unsigned int full = from_bcd(century) * CENTURY + year;

	if (full >= EPOCH_YEAR && full < 2 * CENTURY + EPOCH_YEAR)
		return full;
	return year + (year < CENTURY_PIVOT ? 2000 : 1900);
}

/* Waits until no update is going on; false when the bound is reached. */
static bool wait_update(void)
{
	unsigned int reads = UIP_READS;

	while (cmos_read(RTC_REG_A) & RTC_UIP)
		if (--reads == 0)
			return false;
	return true;
}

static void read_once(struct rtc_time *t)
{
	u8 mode = cmos_read(RTC_REG_B);

	t->second = rtc_number(cmos_read(RTC_SECONDS), mode);
	t->minute = rtc_number(cmos_read(RTC_MINUTES), mode);
	t->hour = rtc_hour(cmos_read(RTC_HOURS), mode);
	t->day = rtc_number(cmos_read(RTC_DAY), mode);
	t->month = rtc_number(cmos_read(RTC_MONTH), mode);
	t->year = rtc_year(cmos_read(RTC_YEAR), cmos_read(CMOS_CENTURY), mode);
}

static bool same_time(const struct rtc_time *a, const struct rtc_time *b)
{
	return a->second == b->second && a->minute == b->minute &&
	       a->hour == b->hour && a->day == b->day &&
	       a->month == b->month && a->year == b->year;
}

/*
 * Reads the clock until two readings agree: an update that began after the
 * look at UIP is found out so. Returns 0, -EIO if the clock is never at rest,
 * -EINVAL if what it shows is no date.
 */
int rtc_read(struct rtc_time *t)
{
	struct rtc_time again;
	int tries;

	for (tries = 0; tries < READ_TRIES; tries++) {
		if (!wait_update())
			return -EIO;
		read_once(t);
		read_once(&again);
		if (same_time(t, &again))
			return rtc_valid(t) ? 0 : -EINVAL;
	}
	return -EIO;
}

/*
 * Reads, logs and returns the time of day in seconds since 1970, the clock
 * being set to UTC. A clock that cannot be read is reported, and gives 0.
 */
time_t cmos_get_time(void)
{
	struct rtc_time t;
	int err = rtc_read(&t);

	if (!err) {
		printk(KERN_INFO "RTC: %04u-%02u-%02u %02u:%02u:%02u UTC\n",
		       t.year, t.month, t.day, t.hour, t.minute, t.second);
		return mktime(&t);
	}
	printk(KERN_WARNING "RTC: %s, the date is unknown\n",
	       err == -EIO ? "the clock does not come to rest" :
	       "the clock shows no valid date");
	return 0;
}
