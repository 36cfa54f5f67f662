/*
 * atomic.h - counters that several CPUs change. All that change a counter are
 * full barriers on the SMP kernel.
 */
#ifndef _ASM_ATOMIC_H
#define _ASM_ATOMIC_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/lock.h>

typedef struct { volatile int counter; } atomic_t;

#define ATOMIC_INIT(i)		{ (i) }
#define atomic_read(v)		((v)->counter)
#define atomic_set(v, i)	((v)->counter = (i))

static inline void atomic_add(int i, atomic_t *v)
{
	__asm__ volatile(LOCK "addl %1,%0"
			 : "+m" (v->counter) : "ir" (i) : "memory", "cc");
}

static inline void atomic_sub(int i, atomic_t *v)
{
	__asm__ volatile(LOCK "subl %1,%0"
			 : "+m" (v->counter) : "ir" (i) : "memory", "cc");
}

static inline void atomic_inc(atomic_t *v)
{
	__asm__ volatile(LOCK "incl %0" : "+m" (v->counter) : : "memory", "cc");
}

static inline void atomic_dec(atomic_t *v)
{
	__asm__ volatile(LOCK "decl %0" : "+m" (v->counter) : : "memory", "cc");
}

/* Returns true when the counter has become 0. */
static inline bool atomic_dec_and_test(atomic_t *v)
{
	bool zero;

	__asm__ volatile(LOCK "decl %1"
			 : "=@ccz" (zero), "+m" (v->counter) : : "memory");
	return zero;
}

/* Returns true when the counter has become negative. */
static inline bool atomic_add_negative(int i, atomic_t *v)
{
	bool negative;

	__asm__ volatile(LOCK "addl %2,%1"
			 : "=@ccs" (negative), "+m" (v->counter)
			 : "ir" (i) : "memory");
	return negative;
}

/* Adds and returns the new value. */
static inline int atomic_add_return(int i, atomic_t *v)
{
	int old = i;

	__asm__ volatile(LOCK "xaddl %0,%1"
			 : "+r" (old), "+m" (v->counter) : : "memory", "cc");
	return old + i;
}

static inline u32 atomic_add_return_u32(u32 i, volatile u32 *p)
{
	u32 old = i;

	__asm__ volatile(LOCK "xaddl %0,%1"
			 : "+r" (old), "+m" (*p) : : "memory", "cc");
	return old + i;
}

/* Sets *p to `new' if it is `old'; returns what was there. */
static inline u32 cmpxchg(volatile u32 *p, u32 old, u32 new)
{
	u32 prev;

	__asm__ volatile(LOCK "cmpxchgl %2,%1"
			 : "=a" (prev), "+m" (*p) : "r" (new), "0" (old)
			 : "memory", "cc");
	return prev;
}

/* The same for who only wants to know whether it was done. */
static inline bool cmpxchg_done(volatile u32 *p, u32 old, u32 new)
{
	bool done;

	__asm__ volatile(LOCK "cmpxchgl %3,%1"
			 : "=@ccz" (done), "+m" (*p), "+a" (old) : "r" (new)
			 : "memory");
	return done;
}

/* Sets bits of a word that other CPUs change, too. */
static inline void atomic_set_mask(u32 mask, volatile u32 *p)
{
	__asm__ volatile(LOCK "orl %1,%0"
			 : "+m" (*p) : "ir" (mask) : "memory", "cc");
}

/* Clears bits of a word that other CPUs change, too. */
static inline void atomic_clear_mask(u32 mask, volatile u32 *p)
{
	__asm__ volatile(LOCK "andl %1,%0"
			 : "+m" (*p) : "ir" (~mask) : "memory", "cc");
}

/* cmpxchg() of 64 bits. Not for the 486, which has no such instruction. */
static inline u64 cmpxchg64(volatile u64 *p, u64 old, u64 new)
{
	u64 prev;

	__asm__ volatile(LOCK "cmpxchg8b %1"
			 : "=A" (prev), "+m" (*p)
			 : "b" ((u32)new), "c" ((u32)(new >> 32)), "0" (old)
			 : "memory", "cc");
	return prev;
}

#endif
