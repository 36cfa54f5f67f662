/*
 * bitops.h - atomic operations on bits: with the lock prefix in the SMP
 * kernel, without it in the uniprocessor kernel (L13). `nr' may lie beyond
 * the first word. The test_and_ forms return the old bit and are barriers.
 */
#ifndef _ASM_BITOPS_H
#define _ASM_BITOPS_H

#include <linux/types.h>
#include <asm/lock.h>

static inline void set_bit(int nr, volatile void *addr)
{
	__asm__ volatile(LOCK "btsl %1,%0"
			 : "+m" (*(volatile u32 *)addr) : "Ir" (nr)
			 : "memory", "cc");
}

static inline void clear_bit(int nr, volatile void *addr)
{
	__asm__ volatile(LOCK "btrl %1,%0"
			 : "+m" (*(volatile u32 *)addr) : "Ir" (nr)
			 : "memory", "cc");
}

static inline void change_bit(int nr, volatile void *addr)
{
	__asm__ volatile(LOCK "btcl %1,%0"
			 : "+m" (*(volatile u32 *)addr) : "Ir" (nr)
			 : "memory", "cc");
}

static inline bool test_and_set_bit(int nr, volatile void *addr)
{
	bool old;

	__asm__ volatile(LOCK "btsl %2,%1"
			 : "=@ccc" (old), "+m" (*(volatile u32 *)addr)
			 : "Ir" (nr) : "memory");
	return old;
}

static inline bool test_and_clear_bit(int nr, volatile void *addr)
{
	bool old;

	__asm__ volatile(LOCK "btrl %2,%1"
			 : "=@ccc" (old), "+m" (*(volatile u32 *)addr)
			 : "Ir" (nr) : "memory");
	return old;
}

static inline bool test_and_change_bit(int nr, volatile void *addr)
{
	bool old;

	__asm__ volatile(LOCK "btcl %2,%1"
			 : "=@ccc" (old), "+m" (*(volatile u32 *)addr)
			 : "Ir" (nr) : "memory");
	return old;
}

static inline bool test_bit(int nr, const volatile void *addr)
{
	return ((const volatile u32 *)addr)[nr >> 5] >> (nr & 31) & 1;
}

/*
 * The same for what no other CPU changes meanwhile. Each is one instruction:
 * an interrupt comes before it or after it.
 */
static inline void __set_bit(int nr, void *addr)
{
	__asm__ volatile("btsl %1,%0"
			 : "+m" (*(u32 *)addr) : "Ir" (nr) : "memory", "cc");
}

static inline void __clear_bit(int nr, void *addr)
{
	__asm__ volatile("btrl %1,%0"
			 : "+m" (*(u32 *)addr) : "Ir" (nr) : "memory", "cc");
}

static inline bool __test_bit(int nr, const void *addr)
{
	bool set;

	__asm__ volatile("btl %2,%1"
			 : "=@ccc" (set)
			 : "m" (*(const u32 *)addr), "Ir" (nr) : "memory");
	return set;
}

/* Number of the lowest bit set; undefined for 0. */
static inline int __ffs(u32 word)
{
	__asm__("bsfl %1,%0" : "=r" (word) : "rm" (word) : "cc");
	return word;
}

/* Number of the highest bit set; undefined for 0. */
static inline int __fls(u32 word)
{
	__asm__("bsrl %1,%0" : "=r" (word) : "rm" (word) : "cc");
	return word;
}

#endif
