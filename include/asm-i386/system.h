/*
 * system.h - the privileged instructions: interrupt flag, control registers,
 * barriers, exchange.
 */
#ifndef _ASM_SYSTEM_H
#define _ASM_SYSTEM_H

#include <linux/types.h>
#include <linux/compiler.h>

#define sti()		__asm__ volatile("sti" : : : "memory")
#define cli()		__asm__ volatile("cli" : : : "memory")
#define halt()		__asm__ volatile("hlt" : : : "memory")
/* Interrupts are taken only after the hlt has begun: no wake-up is missed. */
#define sti_and_halt()	__asm__ volatile("sti; hlt" : : : "memory")

/* Every waiting loop says this (PLATFORM: without it an AP may never run). */
#define cpu_relax()	__asm__ volatile("rep; nop" : : : "memory")

#define save_flags(x) \
	__asm__ volatile("pushfl; popl %0" : "=r" (x) : : "memory")
#define restore_flags(x) \
	__asm__ volatile("pushl %0; popfl" : : "r" (x) : "memory", "cc")
#define save_flags_cli(x)	do { save_flags(x); cli(); } while (0)

#define EFLAGS_IF	0x00000200

static inline bool interrupts_enabled(void)
{
	unsigned long flags;

	save_flags(flags);
	return flags & EFLAGS_IF;
}

/*
 * Barriers. The i386 keeps stores in order among themselves and loads among
 * themselves; only a load may pass an earlier store, and a locked instruction
 * stops that. Each use says which access it pairs with.
 */
#ifdef CONFIG_SMP
#define mb()	__asm__ volatile("lock; addl $0,(%%esp)" : : : "memory", "cc")
#else
#define mb()	barrier()	/* a CPU always sees its own stores */
#endif
#define rmb()	barrier()
#define wmb()	barrier()

/* Atomic exchange; xchg with memory is locked by itself. */
static inline u32 xchg(volatile u32 *p, u32 v)
{
	__asm__ volatile("xchgl %0,%1" : "+r" (v), "+m" (*p) : : "memory");
	return v;
}

#define read_cr(n) ({ unsigned long _v; \
	__asm__ volatile("movl %%cr" #n ",%0" : "=r" (_v)); _v; })
#define write_cr(n, v) \
	__asm__ volatile("movl %0,%%cr" #n : : "r" (v) : "memory")

static inline u64 rdtsc(void)
{
	u64 v;

	__asm__ volatile("rdtsc" : "=A" (v));
	return v;
}

static inline void wrmsr(u32 msr, u64 v)
{
	__asm__ volatile("wrmsr" : : "c" (msr), "A" (v) : "memory");
}

#endif
