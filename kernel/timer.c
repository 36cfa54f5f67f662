/*
 * timer.c - timers in wheels, one set of wheels (a base) for each CPU: 256
 * slots of one tick, and wheels of 32 slots, each slot of which holds what the
 * whole wheel below it holds. Adding and removing a timer costs the same
 * however many there are; when a wheel comes round, one slot of the next is
 * sorted into it.
 *
 * A timer runs on the CPU that set it last. Only that CPU works on its base;
 * others may take timers off it. Timers of the same tick and CPU run in the
 * order in which they were set.
 *
 * A base knows a tick before which nothing is due. So a tick costs one
 * comparison while nothing is, and an idle CPU can sleep until then.
 */
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <asm/bitops.h>

#define TV1_BITS	8
#define TVN_BITS	5
#define TV1_SLOTS	(1 << TV1_BITS)
#define TVN_SLOTS	(1 << TVN_BITS)
#define TVN_WHEELS	5		/* 8 + 5 * 5 bits: all of jiffies */
#define LOOK_AT		8		/* timers of a slot, for the first */

struct timer_base {
	spinlock_t lock;		/* [t] of all timers here; irqs off */
	unsigned long now;		/* [t] the next tick to be worked on */
	unsigned long next;		/* [t] none expires before; the CPU
					   itself reads it without the lock */
	u32 used1[TV1_SLOTS / 32];	/* [t] slots that may not be empty: */
	u32 usedn[TVN_WHEELS];		/* [t] bits, cleared when looked for */
	struct list_head tv1[TV1_SLOTS];		/* [t] */
	struct list_head tvn[TVN_WHEELS][TVN_SLOTS];	/* [t] */
};

static struct timer_base boot_timers;	/* the boot processor's */

static int tvn_shift(int wheel)
{
	return TV1_BITS + wheel * TVN_BITS;
}

static int tvn_index(unsigned long expires, int wheel)
{
	return expires >> tvn_shift(wheel) & (TVN_SLOTS - 1);
}

/* Late: what is not past by jiffies is only far away, however many ticks are
   still to be worked on. [t] */
static bool is_late(const struct timer_base *b, const struct timer_list *t)
{
	return (long)(t->expires - b->now) < 0 &&
	       time_after_eq(jiffies, t->expires);
}

/* Slots into which a timer is going to be put. [t] */
static struct list_head *tv1_slot(struct timer_base *b, u32 at)
{
	at &= TV1_SLOTS - 1;
	b->used1[at / 32] |= 1U << at % 32;
	return &b->tv1[at];
}

static struct list_head *tvn_slot(struct timer_base *b, int wheel, u32 at)
{
	b->usedn[wheel] |= 1U << at;
	return &b->tvn[wheel][at];
}

/* The slot of a timer's expiry; of the next tick for one that is late. [t] */
static struct list_head *slot_of(struct timer_base *b,
				 const struct timer_list *t)
{
	unsigned long left = t->expires - b->now;
	int wheel;

	if (is_late(b, t))
		return tv1_slot(b, b->now);
	if (left < TV1_SLOTS)
		return tv1_slot(b, t->expires);
	for (wheel = 0; wheel < TVN_WHEELS - 1; wheel++)
		if (left < 1UL << tvn_shift(wheel + 1))
			break;
	return tvn_slot(b, wheel, tvn_index(t->expires, wheel));
}

static void insert(struct timer_base *b, struct timer_list *t)
{
	unsigned long due = is_late(b, t) ? b->now : t->expires;

	list_add_tail(&t->list, slot_of(b, t));
	if (due - b->now < b->next - b->now)
		b->next = due;
}

/*
 * Sorts one slot into the wheels below; returns its index. Those that are in
 * a slot below with the same expiry are younger, because they were added when
 * less time was left: so the last one first, each to the front. [t]
 */
static int cascade(struct timer_base *b, int wheel)
{
	int index = tvn_index(b->now, wheel);
	struct list_head *slot = &b->tvn[wheel][index];
	struct timer_list *t;

	while (!list_empty(slot)) {
		t = list_last_entry(slot, struct timer_list, list);
		list_move(&t->list, slot_of(b, t));
	}
	return index;
}

/* --- setting and stopping ------------------------------------------------ */

/* Gets a timer ready for add_timer(). */
void init_timer(struct timer_list *t)
{
	INIT_LIST_HEAD(&t->list);
	t->base = this_cpu->timers;
}

static struct timer_base *base_of(const struct timer_list *t)
{
	struct timer_base *b = READ_ONCE(t->base);

	return b ? b : &boot_timers;
}

/* Locks the base that a timer is on; it cannot go to another. Irqs off. */
static struct timer_base *lock_base(struct timer_list *t)
	__acquires(b->lock)
{
	struct timer_base *b;

	for (;;) {
		b = base_of(t);
		spin_lock(&b->lock);
		if (likely(b == base_of(t)))
			return b;
		spin_unlock(&b->lock);
	}
}

/*
 * Makes this CPU's base the timer's, and locks it. The timer is pending no
 * more; true if it was. One base is locked at a time: if somebody else sets
 * the timer in between, it is taken from there. Irqs off.
 */
static bool take_over(struct timer_list *t, struct timer_base *own)
	__acquires(own->lock)
{
	struct timer_base *b;
	bool pending = false;

	for (;;) {
		b = lock_base(t);
		pending |= !list_empty(&t->list);
		list_del(&t->list);
		t->base = own;
		if (likely(b == own))
			return pending;
		spin_unlock(&b->lock);
	}
}

/* Stops, sets a new time and starts; returns whether it was pending. Any
   context. */
bool mod_timer(struct timer_list *t, unsigned long expires)
{
	struct timer_base *own;
	unsigned long flags;
	bool pending;

	save_flags_cli(flags);
	own = this_cpu->timers;
	pending = take_over(t, own);
	t->expires = expires;
	insert(own, t);
	spin_unlock(&own->lock);
	restore_flags(flags);
	return pending;
}

/* Starts a timer that is not pending. Any context. */
void add_timer(struct timer_list *t)
{
	BUG_ON(!list_empty(&t->list));
	mod_timer(t, t->expires);
}

/*
 * Stops a timer; returns whether it was pending. Its function may be running
 * now, unless the caller is a process with the kernel lock. Any context.
 */
bool del_timer(struct timer_list *t)
{
	struct timer_base *b;
	unsigned long flags;
	bool pending;

	save_flags_cli(flags);
	b = lock_base(t);
	pending = !list_empty(&t->list);
	list_del(&t->list);
	spin_unlock(&b->lock);
	restore_flags(flags);
	return pending;
}

/* --- what is due --------------------------------------------------------- */

/*
 * The first of n slots, from `index' on and round, that is not empty: how far
 * it is; n if there is none. Bits of slots that were emptied are cleared, so
 * the next time is quick: an idle CPU asks with its interrupts off. [t]
 */
static u32 first_used(const struct list_head *slots, u32 *used, u32 n,
		      u32 index)
{
	u32 i = 0, at, bits;

	while (i < n) {
		at = (index + i) & (n - 1);
		bits = used[at / 32] >> at % 32;
		if (!bits) {
			i += 32 - at % 32;	/* on with the next word */
			continue;
		}
		i += __ffs(bits);
		at += __ffs(bits);
		if (i < n && !list_empty(&slots[at]))
			return i;
		if (i < n)
			used[at / 32] &= ~(1U << at % 32);
	}
	return n;
}

/* Ticks until the first wheel has come round; 0: now. [t] */
static unsigned long ticks_to_round(const struct timer_base *b)
{
	return -b->now & (TV1_SLOTS - 1);
}

/* Ticks until the first timer of a slot expires; if there are too many to be
   looked at, until the slot's time begins. [t] */
static unsigned long ticks_to_slot(const struct timer_base *b,
				   const struct list_head *slot,
				   unsigned long begins)
{
	unsigned long best = ULONG_MAX;
	struct timer_list *t;
	int n = 0;

	list_for_each_entry(t, slot, list) {
		if (++n > LOOK_AT)
			return begins - b->now;
		best = min(best, t->expires - b->now);
	}
	return best;
}

/* How many ticks from b->now nothing expires for certain. ULONG_MAX: there are
   no timers. [t] */
static unsigned long ticks_free(struct timer_base *b)
{
	unsigned long best = ULONG_MAX, left, at, i;
	int wheel, shift;

	i = first_used(b->tv1, b->used1, TV1_SLOTS, b->now);
	if (i <= ticks_to_round(b))
		return i;		/* before any other slot's */
	if (i < TV1_SLOTS)
		best = i;
	for (wheel = 0; wheel < TVN_WHEELS; wheel++) {
		shift = tvn_shift(wheel);
		at = (b->now + (1UL << shift) - 1) >> shift;
		i = first_used(b->tvn[wheel], &b->usedn[wheel], TVN_SLOTS, at);
		if (i == TVN_SLOTS)
			continue;
		at += i;
		left = ticks_to_slot(b, &b->tvn[wheel][at & (TVN_SLOTS - 1)],
				     at << shift);
		best = min(best, left);
	}
	return best;
}

/* Looks when the next timer is due; false if there is none. [t] */
static bool find_next(struct timer_base *b)
{
	unsigned long left = ticks_free(b);

	b->next = b->now + min(left, (unsigned long)LONG_MAX);
	return left != ULONG_MAX;
}

/* May a timer of this CPU be due? Interrupts off, no lock. */
bool timers_due(void)
{
	return time_after_eq(jiffies, this_cpu->timers->next);
}

/* Stores the tick at which this CPU has to look at its timers again; false:
   it has none. Interrupts off. */
bool timers_next(unsigned long *when)
{
	struct timer_base *b = this_cpu->timers;
	bool any;

	spin_lock(&b->lock);
	any = find_next(b);
	*when = b->next;
	spin_unlock(&b->lock);
	return any;
}

/* --- running them -------------------------------------------------------- */

/* Takes the first timer off the list and calls its function, which may free
   the timer: it is not looked at after the lock is dropped. [t] */
static void run_first(struct timer_base *b, struct list_head *due)
{
	struct timer_list *t = list_first_entry(due, struct timer_list, list);
	void (*function)(unsigned long) = t->function;
	unsigned long data = t->data;

	list_del(&t->list);
	spin_unlock(&b->lock);
	sti();
	function(data);
	cli();
	spin_lock(&b->lock);
}

/* Runs the functions of the tick b->now. Timers that they set to now or to
   the past wait for the next tick. [t] */
static void run_tick(struct timer_base *b)
{
	LIST_HEAD(due);
	int wheel = 0;

	if (!(b->now & (TV1_SLOTS - 1)))
		while (wheel < TVN_WHEELS && !cascade(b, wheel))
			wheel++;
	list_splice_init(&b->tv1[b->now & (TV1_SLOTS - 1)], &due);
	b->now++;
	while (!list_empty(&due))
		run_first(b, &due);
}

/* Passes over ticks at which nothing is due, up to where a wheel has come
   round. [t] */
static void pass_free(struct timer_base *b)
{
	unsigned long free = b->next - b->now, late = jiffies + 1 - b->now;

	b->now += min(min(free, late), ticks_to_round(b));
}

/* TIMER_BH: works on all ticks that have passed. Kernel lock, irqs on. */
static void timer_bh(void)
{
	struct timer_base *b;

	cli();
	b = this_cpu->timers;
	spin_lock(&b->lock);
	while (time_after_eq(jiffies, b->now)) {
		pass_free(b);
		if (time_after_eq(jiffies, b->now))
			run_tick(b);
		find_next(b);
	}
	spin_unlock(&b->lock);
	sti();
}

/* --- the beginning ------------------------------------------------------- */

static void init_base(struct timer_base *b)
{
	int i, j;

	spin_lock_init(&b->lock, RANK_TIMER);
	for (i = 0; i < TV1_SLOTS; i++)
		INIT_LIST_HEAD(&b->tv1[i]);
	for (i = 0; i < TVN_WHEELS; i++)
		for (j = 0; j < TVN_SLOTS; j++)
			INIT_LIST_HEAD(&b->tvn[i][j]);
	memset(b->used1, 0, sizeof(b->used1));
	memset(b->usedn, 0, sizeof(b->usedn));
	b->now = jiffies;
	b->next = b->now + LONG_MAX;
}

/* Another CPU's base. False: no memory. */
bool timers_init_cpu(struct cpu *cpu)
{
	cpu->timers = kmalloc(sizeof(*cpu->timers), GFP_KERNEL);
	if (cpu->timers)
		init_base(cpu->timers);
	return cpu->timers;
}

/* At boot: the boot processor's. */
void timers_init(void)
{
	init_base(&boot_timers);
	boot_cpu.timers = &boot_timers;
	init_bh(TIMER_BH, timer_bh);
}
