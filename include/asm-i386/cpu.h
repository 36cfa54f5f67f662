/*
 * cpu.h - everything that each CPU has for itself, in one struct.
 *
 * The segment behind %fs starts at the CPU's own struct, so `this_cpu->x' is
 * one instruction in any context, also on a broken stack; SPEC L6. Other
 * CPUs' structs are reached through cpu_table[].
 *
 * Letters: [c] only the CPU itself, [i] constant once set up, [a] atomic,
 * [q] see runqueue.h, [k] the kernel lock.
 */
#ifndef _ASM_CPU_H
#define _ASM_CPU_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/page_use.h>
#include <linux/runqueue.h>
#include <asm/irq.h>
#include <asm/processor.h>
#include <asm/segment.h>

struct task_struct;
struct mm_struct;
struct page;
struct pt_regs;

#ifdef CONFIG_SMP
#define NR_CPUS		CONFIG_MAX_CPUS
#else
#define NR_CPUS		1
#endif

#define CACHE_LINE	64
#define HOT_PAGES	16		/* pages kept by one CPU for itself */
#define NR_MESSAGES	5		/* linux/smp.h: MSG_ numbers */
#define DF_STACK_SIZE	4096

struct cpu {
	/* What entry.S uses; offsets by asm-offsets.c. */
	struct cpu *self;		/* [i] this struct's linear address */
	struct task_struct *task;	/* [c] `current' */
	u32 id;				/* [i] logical number, 0 boots */
	u32 lock_id;			/* [i] id + 1: kernel_flag if ours */
	u32 syscall_count;		/* [c] how deep `task' holds the
					   kernel lock (L10) */
	u32 intr_count;			/* [c] interrupts being handled */
	u32 apic_id;			/* [i] */
	u32 lock_rank;			/* [c] innermost spinlock (debug) */

	struct mm_struct *mm;		/* [c] whose page directory is loaded;
					   NULL: the kernel's own */
	struct task_struct *fpu_owner;	/* [c] whose FPU state the registers
					   hold, or NULL */
	u32 fpu_live;			/* [c] CR0.TS is clear: they change,
					   and fpu_owner is `task' */

	u32 tls_used;			/* [c] of the thread whose tls the GDT
					   holds */

	u32 nr_hot;			/* [c] with interrupts off, as next */
	struct page *hot[HOT_PAGES];	/* [c] free pages, last one warmest */
	int page_uses[NR_PAGE_USES];	/* [c] pages taken minus given back */

	u32 irqs[NR_IRQS];		/* [c] interrupts taken */
	volatile u32 ticks;		/* [a] of the clock, charged here */
	u32 ticks_user, ticks_nice;	/* [c] of them, in user mode */
	u32 ticks_system;		/* [c] of them, in the kernel */
	volatile u32 ticks_idle;	/* [a] of them, idle */
	u32 ticks_spin;			/* [c] of them, spinning for the kernel
					   lock */
	u32 timer_irqs;			/* [c] of its own timer (M9) */
	bool tick_stopped;		/* [c] idle without ticks (M8) */
	u32 bh_here;			/* [c] bottom halves for this CPU */
	struct timer_base *timers;	/* [i] kernel/timer.c */
	u64 tsc_base;			/* [c] TSC at time 0 (tsc.c) */
	u32 stolen;			/* [c] processes taken from others */
	u32 migrations;			/* [c] processes that it has moved from
					   one CPU to another */
	u32 balance_ticks;		/* [c] of balance_tick() */
	volatile u32 halting;		/* [c] idle, and looks no more before it
					   halts: has to be woken */
	u32 nmis;			/* [c] */
	u32 spurious;			/* [c] */
	u32 apic_errors;		/* [c] found by the local APIC */
	u32 mis;			/* [c] levels that came as edges */
	const struct pt_regs *irq_regs;	/* [c] what the outermost interrupt has
					   interrupted, while in_interrupt() */

	/* Messages (smp.c). `asked' counts up by senders, `done' follows. */
	volatile u32 inval_asked;	/* [a] */
	volatile u32 inval_done;	/* [c] */
	volatile u32 inval_kernel;	/* [a] one was for global pages */
	volatile u32 resched_asked;	/* [a] */
	volatile u32 resched_done;	/* [c] */
	volatile u32 ticks_asked;	/* [a] slave ticks not yet served */
	u32 ticks_done;			/* [c] and those that have been */
	u32 messages_sent[NR_MESSAGES];	/* [c] by kind */
	u32 inval_spinning;		/* [c] invalidates served in a spin */
	u32 inval_irq;			/* [c] and by IRQ13 */
	u32 jitter_state;		/* [c] random numbers, debug builds */

	u32 lock_taken;			/* [c] kernel lock acquisitions */
	u32 lock_contended;		/* [c] of them, had to spin */
	unsigned long lock_wait;	/* [c] where it spins now, or 0 */
	u32 lock_passed;		/* [c] most passes in one wait */
	u32 lock_passed_hand;		/* [c] most with the hand up */

	/* Times of the lock, in TSC cycles (lockstat.c). [c] with the kernel
	   lock: who has it can read all of them. */
	u64 spin_cycles, hold_cycles;	/* in all */
	u32 spin_longest, hold_longest;
	unsigned long hold_longest_from;	/* the longest: taken for this,
						   and released for that */
	unsigned long hold_longest_to;
	u64 hold_since;			/* the present one; 0: not known */
	unsigned long hold_from;

	struct runqueue rq;

	struct cpuinfo_x86 info;	/* [i] */
	struct desc_struct gdt[GDT_ENTRIES] __aligned(8);	/* [c] */
	struct tss_struct tss __aligned(128);	/* [c] crosses no page */
	struct tss_struct df_tss __aligned(128);	/* [c] */
	u8 df_stack[DF_STACK_SIZE] __aligned(16);	/* [c] */
} __aligned(CACHE_LINE);

#ifdef __CHECKER__
#define __seg_fs
#endif
#define this_cpu	((__seg_fs struct cpu *)0)

#define smp_processor_id()	(this_cpu->id)
/* Debug builds compare %fs with what the APIC says (L6). */
#if defined(CONFIG_DEBUG) && defined(CONFIG_SMP)
void check_processor_id(void);		/* arch/i386/kernel/apic.c */
#else
#define check_processor_id()	((void)0)
#endif

#define in_interrupt()		(this_cpu->intr_count != 0)

extern struct cpu boot_cpu;			/* CPU 0 */
extern struct cpu *cpu_table[NR_CPUS];		/* [i] by logical number */
extern int smp_num_cpus;			/* [i] entries of it */

/* One of the figures of struct cpu, a u32, and what it is on some CPU: for
   texts that have a column for each. */
#define CPU_COUNTER(member)	offsetof(struct cpu, member)

static inline u32 cpu_counter(int cpu, u32 counter)
{
	return *(const u32 *)((const char *)cpu_table[cpu] + counter);
}

/* A bit for each CPU that is up. */
static inline u32 all_cpus(void)
{
	return ~0U >> (32 - smp_num_cpus);
}

/* arch/i386/kernel/cpu.c */
#define CPU_FEATURES	32
extern const char *const cpu_feature_names[CPU_FEATURES];	/* or NULL */
void identify_cpu(struct cpuinfo_x86 *c);
void smp_store_cpu_info(struct cpu *cpu);
void print_cpu_info(const struct cpu *cpu);

/* arch/i386/kernel/desc.c */
void cpu_init_tables(struct cpu *cpu);

static inline bool cpu_has(const struct cpuinfo_x86 *c, int feature)
{
	return c->features >> feature & 1;
}

#endif
