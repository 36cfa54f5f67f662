/*
 * compiler.h - what the code says to the compiler and to sparse, and to no
 * one else: address spaces, sections, branch hints.
 */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

#ifdef __CHECKER__			/* sparse */
#define __user		__attribute__((noderef, address_space(1)))
#define __iomem		__attribute__((noderef, address_space(2)))
#define __force		__attribute__((force))
#define __acquires(x)	__attribute__((context(x, 0, 1)))
#define __releases(x)	__attribute__((context(x, 1, 0)))
#define __acquire(x)	__context__(x, 1)
#define __release(x)	__context__(x, -1)
#else
#define __user
#define __iomem
#define __force
#define __acquires(x)
#define __releases(x)
#define __acquire(x)	((void)0)
#define __release(x)	((void)0)
#endif

#define __packed	__attribute__((packed))
#define __aligned(n)	__attribute__((aligned(n)))
#define __noreturn	__attribute__((noreturn))
#define __printf(f, a)	__attribute__((format(printf, f, a)))
#define __section(s)	__attribute__((section(s)))
#define __unused	__attribute__((unused))
#define __used		__attribute__((used))
/* The compiler may count on it. */
#define assume(cond)	do { if (!(cond)) __builtin_unreachable(); } while (0)
#define noinline	__attribute__((noinline))
/* Part of its caller, whatever the compiler thinks: paths where it counts. */
#define __hot_inline	inline __attribute__((always_inline))

#define likely(x)	__builtin_expect(!!(x), 1)
#define unlikely(x)	__builtin_expect(!!(x), 0)

/* Keeps the compiler, not the CPU, from moving memory accesses across. */
#define barrier()	__asm__ volatile("" : : : "memory")

/* One access, done once, of just this size: for what others change. */
#define READ_ONCE(x)	(*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, v) (*(volatile __typeof__(x) *)&(x) = (v))

#endif
