/*
 * smplock.h - the kernel lock (L9, L10).
 *
 * The low byte of kernel_flag holds 0, or the owner's number + 1, so that one
 * word says both whether the lock is taken and by whom. The rest counts the
 * CPUs that have waited long (smplock.c). The lock belongs to a CPU, not to a
 * process: an interrupt handler on the CPU that owns it just goes on.
 *
 * this_cpu->syscall_count says how deep the present process is inside the
 * lock; while the process does not run, schedule() keeps the figure in its
 * lock_depth. So a process may sleep anywhere: the lock is given up with the
 * CPU and is there again when the process goes on.
 *
 * Documentation/locking.txt has the charter: who takes it, who need not.
 */
#ifndef _ASM_SMPLOCK_H
#define _ASM_SMPLOCK_H

#include <linux/lockstat.h>
#include <asm/atomic.h>
#include <asm/cpu.h>

#ifdef CONFIG_SMP

#define KERNEL_OWNER	0xff		/* of kernel_flag: the owner's byte */
#define KERNEL_HAND	0x100		/* one CPU that has waited long */

extern volatile u32 kernel_flag;	/* [a] */

/* arch/i386/kernel/smplock.c */
void kernel_lock_wait(void);
void kernel_lock_wait_or_yield(void);
void break_kernel_lock(unsigned long ip);
void break_kernel_lock_or_yield(unsigned long ip);

static inline bool kernel_lock_held(void)
{
	return (kernel_flag & KERNEL_OWNER) == this_cpu->lock_id;
}

/* For who looks on: the owner's number + 1, or 0; how many hands are up. */
static inline u32 kernel_lock_owner(void)
{
	return kernel_flag & KERNEL_OWNER;
}

static inline u32 kernel_lock_hands(void)
{
	return kernel_flag / KERNEL_HAND;
}

/* Makes this CPU the owner; it must not be so already. `ip' says for whom, as
   in linux/lockstat.h. */
static inline void get_kernel_lock_for(unsigned long ip)
{
	if (unlikely(!cmpxchg_done(&kernel_flag, 0, this_cpu->lock_id)))
		kernel_lock_wait();
	this_cpu->lock_taken++;
	lock_site_taken(ip);
}

static inline void put_kernel_lock_for(unsigned long ip)
{
	lock_site_released(ip);
	wmb();		/* pairs with the cmpxchg of the next owner */
	*(volatile u8 *)&kernel_flag = 0;	/* the hands stay up */
}

static inline void get_kernel_lock(void)
{
	get_kernel_lock_for(LOCK_FOR_CALLER);
}

static inline void put_kernel_lock(void)
{
	put_kernel_lock_for(LOCK_FOR_CALLER);
}

/* For processes: nests. Not for interrupt handlers. */
static inline void lock_kernel(void)
{
	if (this_cpu->syscall_count == 0)
		get_kernel_lock();
	this_cpu->syscall_count++;
}

static inline void unlock_kernel(void)
{
	if (--this_cpu->syscall_count == 0)
		put_kernel_lock();
}

/*
 * The same where the process does not have the lock, nor anything else that
 * others may want at once: what entry.S does for system calls. While it waits,
 * it gives way to who should run here instead. Process context; afterwards it
 * may be on another CPU.
 */
static inline void enter_kernel_lock_for(unsigned long ip)
{
	if (unlikely(!cmpxchg_done(&kernel_flag, 0, this_cpu->lock_id)))
		kernel_lock_wait_or_yield();
	this_cpu->lock_taken++;
	lock_site_taken(ip);
	this_cpu->syscall_count = 1;
}

static inline void enter_kernel_lock(void)
{
	enter_kernel_lock_for(LOCK_FOR_CALLER);
}

static inline void leave_kernel_lock(void)
{
	this_cpu->syscall_count = 0;
	put_kernel_lock();
}

/*
 * For work of some length on what nobody else can see, as clearing a page:
 * gives the lock up, however deep the caller is in it, and takes it back. In
 * between [k] data may change; the caller must not sleep, nor fault. Does
 * nothing where there is nobody who could want the lock.
 */
static inline void drop_kernel_lock(void)
{
	if (smp_num_cpus > 1)
		put_kernel_lock();
}

static inline void retake_kernel_lock(void)
{
	if (smp_num_cpus > 1)
		get_kernel_lock();
}

/*
 * For interrupt handlers, interrupts off: returns whether the lock was taken
 * here, which is what irq_unlock_kernel() wants to know.
 */
static inline bool irq_lock_kernel(void)
{
	if (kernel_lock_held())
		return false;
	get_kernel_lock();
	return true;
}

static inline void irq_unlock_kernel(bool taken)
{
	if (taken)
		put_kernel_lock();
}

/*
 * The two halves of schedule()'s part, see kernel/sched.c: on the way out of
 * `prev', with its run queue locked; on the way into `next', without. The
 * lock is given up even if `next' wants it, too: two processes that hand it
 * to each other would never let another CPU have it (models/lock_bound.pml).
 */
static inline void park_kernel_lock(int *prev_depth)
{
	*prev_depth = this_cpu->syscall_count;
	if (likely(*prev_depth))
		put_kernel_lock_for(LOCK_FOR_SLEEPER);
}

static inline void unpark_kernel_lock(int depth)
{
	this_cpu->syscall_count = 0;
	if (likely(depth))
		enter_kernel_lock_for(LOCK_FOR_SLEEPER);
	this_cpu->syscall_count = depth;
}

#else /* one processor: being in the kernel is the lock */

static inline bool kernel_lock_held(void) { return true; }
static inline u32 kernel_lock_owner(void) { return 0; }
static inline u32 kernel_lock_hands(void) { return 0; }
static inline void get_kernel_lock_for(unsigned long ip __unused) { }
static inline void put_kernel_lock_for(unsigned long ip __unused) { }
static inline void lock_kernel(void) { }
static inline void unlock_kernel(void) { }
static inline void enter_kernel_lock_for(unsigned long ip __unused) { }
static inline void enter_kernel_lock(void) { }
static inline void leave_kernel_lock(void) { }
static inline void break_kernel_lock(unsigned long ip __unused) { }
static inline void break_kernel_lock_or_yield(unsigned long ip __unused) { }
static inline void drop_kernel_lock(void) { }
static inline void retake_kernel_lock(void) { }
static inline bool irq_lock_kernel(void) { return false; }
static inline void irq_unlock_kernel(bool taken __unused) { }
static inline void park_kernel_lock(int *prev __unused) { }
static inline void unpark_kernel_lock(int depth __unused) { }

#endif
#endif
