/*
 * timer.c - timers in a wheel: 256 slots of one tick, and three wheels of 64
 * slots, each slot of which holds what the whole wheel below it holds. Adding
 * and removing a timer costs the same however many there are; when a wheel
 * comes round, one slot of the next is sorted into it.
 *
 * Timers of the same tick run in the order in which they were added.
 */
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>

#define TV1_BITS	8
#define TVN_BITS	6
#define TV1_SLOTS	(1 << TV1_BITS)
#define TVN_SLOTS	(1 << TVN_BITS)
#define TVN_WHEELS	4		/* 8 + 4 * 6 bits: all of jiffies */

/* [t]; interrupts off. */
static DEFINE_SPINLOCK(timer_lock, RANK_TIMER);
static struct list_head tv1[TV1_SLOTS];			/* [t] */
static struct list_head tvn[TVN_WHEELS][TVN_SLOTS];	/* [t] */
static unsigned long timer_jiffies;	/* [t] the next tick to be worked on */

static int tvn_index(unsigned long expires, int wheel)
{
	return expires >> (TV1_BITS + wheel * TVN_BITS) & (TVN_SLOTS - 1);
}

/* The slot of a timer's expiry. [t] */
static struct list_head *slot_of(const struct timer_list *t)
{
	unsigned long left = t->expires - timer_jiffies;
	int wheel;

	/* Late: at the next tick. What is not past by jiffies is only far
	   away, however many ticks are still to be worked on. */
	if ((long)left < 0 && time_after_eq(jiffies, t->expires))
		return &tv1[timer_jiffies & (TV1_SLOTS - 1)];
	if (left < TV1_SLOTS)
		return &tv1[t->expires & (TV1_SLOTS - 1)];
	for (wheel = 0; wheel < TVN_WHEELS - 1; wheel++)
		if (left < 1UL << (TV1_BITS + (wheel + 1) * TVN_BITS))
			break;
	return &tvn[wheel][tvn_index(t->expires, wheel)];
}

static void insert(struct timer_list *t)
{
	list_add_tail(&t->list, slot_of(t));
}

/*
 * Sorts one slot into the wheels below; returns its index. Those that are in
 * a slot below with the same expiry are younger, because they were added when
 * less time was left: so the last one first, each to the front. [t]
 */
static int cascade(int wheel)
{
	int index = tvn_index(timer_jiffies, wheel);
	struct list_head *slot = &tvn[wheel][index];
	struct timer_list *t;

	while (!list_empty(slot)) {
		t = list_last_entry(slot, struct timer_list, list);
		list_move(&t->list, slot_of(t));
	}
	return index;
}

/* Gets a timer ready for add_timer(). */
void init_timer(struct timer_list *t)
{
	INIT_LIST_HEAD(&t->list);
}

/* Starts a timer that is not pending. Any context. */
void add_timer(struct timer_list *t)
{
	unsigned long flags;

	BUG_ON(!list_empty(&t->list));
	spin_lock_irqsave(&timer_lock, flags);
	insert(t);
	spin_unlock_irqrestore(&timer_lock, flags);
}

/*
 * Stops a timer; returns whether it was pending. Its function may be running
 * now, unless the caller is a process with the kernel lock. Any context.
 */
bool del_timer(struct timer_list *t)
{
	unsigned long flags;
	bool pending;

	spin_lock_irqsave(&timer_lock, flags);
	pending = !list_empty(&t->list);
	list_del(&t->list);
	spin_unlock_irqrestore(&timer_lock, flags);
	return pending;
}

/* Stops, sets a new time and starts; returns whether it was pending. */
bool mod_timer(struct timer_list *t, unsigned long expires)
{
	unsigned long flags;
	bool pending;

	spin_lock_irqsave(&timer_lock, flags);
	pending = !list_empty(&t->list);
	list_del(&t->list);
	t->expires = expires;
	insert(t);
	spin_unlock_irqrestore(&timer_lock, flags);
	return pending;
}

/* Takes the first timer off the list and calls its function, which may free
   the timer: it is not looked at after the lock is dropped. [t] */
static void run_first(struct list_head *due)
{
	struct timer_list *t = list_first_entry(due, struct timer_list, list);
	void (*function)(unsigned long) = t->function;
	unsigned long data = t->data;

	list_del(&t->list);
	spin_unlock(&timer_lock);
	sti();
	function(data);
	cli();
	spin_lock(&timer_lock);
}

/* Runs the functions of the tick timer_jiffies. Timers that they set to now
   or to the past wait for the next tick. [t] */
static void run_tick(void)
{
	LIST_HEAD(due);
	int wheel = 0;

	if (!(timer_jiffies & (TV1_SLOTS - 1)))
		while (wheel < TVN_WHEELS && !cascade(wheel))
			wheel++;
	list_splice_init(&tv1[timer_jiffies & (TV1_SLOTS - 1)], &due);
	timer_jiffies++;
	while (!list_empty(&due))
		run_first(&due);
}

/* TIMER_BH: works on all ticks that have passed. Kernel lock, irqs on. */
static void timer_bh(void)
{
	cli();
	spin_lock(&timer_lock);
	while (time_after_eq(jiffies, timer_jiffies))
		run_tick();
	spin_unlock(&timer_lock);
	sti();
}

/* The tick: has the timers looked at soon. Interrupts off. */
void do_timer(void)
{
	mark_bh(TIMER_BH);
}

void timers_init(void)
{
	int i, j;

	for (i = 0; i < TV1_SLOTS; i++)
		INIT_LIST_HEAD(&tv1[i]);
	for (i = 0; i < TVN_WHEELS; i++)
		for (j = 0; j < TVN_SLOTS; j++)
			INIT_LIST_HEAD(&tvn[i][j]);
	timer_jiffies = jiffies;
	init_bh(TIMER_BH, timer_bh);
}
