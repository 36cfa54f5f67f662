/*
 * trace.c - recording. Each CPU writes into a ring of its own, and the newest
 * records replace the oldest. What goes around all of it is the sequence
 * number, one locked instruction; else CPUs do not touch what is another's.
 *
 * The reader (fs/proc/trace.c) merges the rings by sequence number while
 * writers go on. It takes a number as its limit and waits until nobody is in
 * the middle of a record: what is below the limit is then in the rings, or has
 * been replaced. A number that is missing is a record that was lost.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/trace.h>
#include <asm/atomic.h>
#include <asm/cpu.h>
#include <asm/system.h>

#define LEAST_RECORDS	128
#define MOST_RECORDS	(1 << 18)
#define USUAL_RECORDS	4096

struct trace_ring {
	struct trace_record *records;	/* [k] trace_size of them, or NULL;
					   changed while nobody writes */
	volatile u32 head;		/* [c] records written so far */
	u32 tail;			/* [k] and read */
	volatile u32 busy;		/* [c] a record is being written */
} __aligned(CACHE_LINE);

u32 trace_kinds;			/* asm/trace.h */
u32 trace_size = USUAL_RECORDS;		/* [k] a power of 2 */

static struct trace_ring rings[NR_CPUS];
static volatile u32 next_number;	/* [a] of the next record */
static u32 next_read;			/* [k] the number that is read next */

/* The time of records: the TSC, or ticks where there is none. Any context. */
u64 trace_clock(void)
{
	return cpu_has(&boot_cpu.info, X86_FEATURE_TSC) ? rdtsc() : jiffies;
}

/* --- writing ------------------------------------------------------------- */

/* With `busy' set, interrupts off. */
static void write_record(struct trace_ring *ring, u32 event, u32 pid,
			 const u32 *arg)
{
	struct trace_record *r = &ring->records[ring->head & (trace_size - 1)];

	r->seq = atomic_add_return_u32(1, &next_number) - 1;
	r->time = trace_clock();
	r->event = event;
	r->pid = pid;
	memcpy(r->arg, arg, sizeof(r->arg));
	wmb();			/* the record before `head': peek() */
	ring->head++;
}

/*
 * Whoever wants the rings for himself clears trace_kinds and then looks at
 * `busy'; we set `busy' and then look at trace_kinds. The xchg() is locked, so
 * that one of the two sees the other: pairs with the mb() in wait_writers().
 */
static void record_words(u32 event, u32 pid, const u32 *arg)
{
	struct trace_ring *ring;
	unsigned long flags;

	save_flags_cli(flags);
	ring = &rings[this_cpu->id];
	xchg(&ring->busy, 1);
	if (READ_ONCE(trace_kinds) & TRACE_KIND_BIT(event))
		write_record(ring, event, pid, arg);
	wmb();
	ring->busy = 0;
	restore_flags(flags);
}

/* For trace(), when the event is wanted. Any context but NMI. */
void noinline trace_record(u32 event, u32 a, u32 b, u32 c)
{
	u32 arg[4] = { a, b, c };

	record_words(event, current->pid, arg);
}

/* For trace_name(). Any context but NMI. */
void record_name(const struct task_struct *p)
{
	u32 arg[4];

	memcpy(arg, p->comm, sizeof(arg));
	record_words(TRACE_NAME, p->pid, arg);
}

/* For trace_task(). Any context but NMI. */
void record_task(const struct task_struct *p)
{
	trace_record(TRACE_TASK, p->pid, p->prio, p->runmask);
	record_name(p);
}

/* --- control. All of it process context, kernel lock. -------------------- */

/* Waits until all writers have seen trace_kinds, or have done. */
static void wait_writers(void)
{
	int i;

	mb();			/* trace_kinds before `busy': record_words() */
	for (i = 0; i < smp_num_cpus; i++)
		while (rings[i].busy)
			cpu_relax();
}

/* Has exactly these kinds recorded from now on; lockstat is one of them. */
void trace_set_kinds(u32 kinds)
{
	WRITE_ONCE(trace_kinds, kinds);
	trace_system_calls(kinds & (1U << KIND_CALL | 1U << KIND_LOCK |
				    1U << KIND_STAT));
}

static void free_rings(void)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++) {
		if (rings[i].records)
			vfree(rings[i].records);
		rings[i].records = NULL;
	}
}

static int allocate_rings(void)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++) {
		rings[i].records = vmalloc(trace_size *
					   sizeof(struct trace_record));
		if (rings[i].records)
			continue;
		free_rings();
		return -ENOMEM;
	}
	return 0;
}

/* Every process and thread, for the reader who was not there before. */
static void record_tasks(void)
{
	struct task_struct *p, *thread;

	for_each_task(p) {
		thread = p;
		do {
			record_task(thread);
			thread = next_thread(thread);
		} while (thread != p);
	}
}

/* Records `kinds', and no others, from now on. 0 or -ENOMEM; may sleep. */
int trace_start(u32 kinds)
{
	int err = rings[0].records ? 0 : allocate_rings();

	if (err)
		return err;
	trace_set_kinds(kinds | (trace_kinds & 1U << KIND_STAT));
	record_tasks();
	return 0;
}

/* Records nothing any more. What is there can still be read. */
void trace_stop(void)
{
	trace_set_kinds(trace_kinds & 1U << KIND_STAT);
	wait_writers();
}

/* Forgets what has been recorded. */
void trace_clear(void)
{
	u32 limit = trace_limit();
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		rings[i].tail = rings[i].head;
	next_read = limit;
}

/*
 * From the next start on, each CPU keeps so many records, rounded up to a
 * power of 2. What there was is gone. -EBUSY while tracing, -EINVAL.
 */
int trace_resize(u32 records)
{
	u32 size = LEAST_RECORDS;

	if (trace_kinds & TRACE_ALL)
		return -EBUSY;
	if (records > MOST_RECORDS)
		return -EINVAL;
	while (size < records)
		size *= 2;
	wait_writers();
	trace_clear();
	free_rings();
	trace_size = size;
	return 0;
}

/* --- reading. Kernel lock. ----------------------------------------------- */

/* All records with lower numbers than this are in the rings. */
u32 trace_limit(void)
{
	u32 limit = next_number;

	wait_writers();
	return limit;
}

/* The oldest record of a ring that has not been read, or false. */
static bool peek(struct trace_ring *ring, struct trace_record *r)
{
	u32 head;

	for (;;) {
		head = ring->head;
		if (ring->tail == head)
			return false;
		rmb();		/* pairs with write_record(), as the next */
		*r = ring->records[ring->tail & (trace_size - 1)];
		rmb();
		head = ring->head;
		/* The one at `head' may be half written: it lies where the
		   one trace_size before it did. */
		if (head - ring->tail < trace_size)
			return true;
		ring->tail = head - trace_size + 1;
	}
}

/*
 * Takes the next record below `limit' away, and says which CPU's it is and how
 * many were lost before it. False: there is none.
 */
bool trace_next(struct trace_record *r, u32 limit, u32 *cpu, u32 *lost)
{
	struct trace_record one;
	int i, best = -1;

	for (i = 0; i < smp_num_cpus; i++) {
		if (!peek(&rings[i], &one) || (s32)(one.seq - limit) >= 0)
			continue;
		if (best >= 0 && (s32)(one.seq - r->seq) >= 0)
			continue;
		*r = one;
		best = i;
	}
	if (best < 0)
		return false;
	rings[best].tail++;
	*cpu = best;
	*lost = r->seq - next_read;
	next_read = r->seq + 1;
	return true;
}
