/*
 * uaccess.h - the only way to the memory of user programs. Every function
 * checks that the address is the user's, and survives an address where
 * nothing is: the instruction that touches it is in the table of extable.h.
 *
 * All of them may sleep, because the page may have to be brought in: process
 * context, no spinlock held, and whatever [k] guards may have changed after
 * the call, as after schedule(). All return at most -EFAULT; a copy that
 * fails half-way has copied the first half.
 */
#ifndef _ASM_UACCESS_H
#define _ASM_UACCESS_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>
#include <asm/jitter.h>
#include <asm/page.h>

#define TASK_SIZE	PAGE_OFFSET	/* user addresses lie below */

/* Are the `size' bytes from `addr' on all user addresses? */
static inline bool access_ok(const void __user *addr, size_t size)
{
	u32 a = (__force u32)addr;

	return size <= TASK_SIZE && a <= TASK_SIZE - size;
}

/* arch/i386/lib/uaccess.c: bytes that could not be copied; 0 is success */
size_t __copy_user(void *to, const void *from, size_t n);
size_t __clear_user(void *to, size_t n);

/* __copy_user(), where it counts. Copies n bytes by words, then the odd ones;
   after a fault, the bytes of the word that had it are tried one by one. */
static __hot_inline size_t __copy_user_here(void *to, const void *from,
					    size_t n)
{
	size_t left = n >> 2;

	may_sleep();
	__asm__ volatile("1:	rep movsl\n"
			 "	movl %3,%0\n"
			 "2:	rep movsb\n"
			 "3:\n"
			 ".section .text.fixup,\"ax\"\n"
			 "4:	leal (%3,%0,4),%0\n"
			 "	jmp 2b\n"
			 ".previous\n"
			 ".section __ex_table,\"a\"\n"
			 "	.long 1b,4b\n"
			 "	.long 2b,3b\n"
			 ".previous"
			 : "+c" (left), "+D" (to), "+S" (from)
			 : "r" (n & 3) : "memory");
	return left;
}

/* Copies a page, one side of which may be the user's, to *to, which moves on;
   returns what could not be copied. A whole page costs hardly more than its
   words. */
static inline size_t __copy_user_page(char **to, const void *from)
{
	size_t left = PAGE_SIZE / 4;

	__asm__ volatile("1:	rep movsl\n"
			 "2:\n"
			 ".section __ex_table,\"a\"\n"
			 "	.long 1b,2b\n"
			 ".previous"
			 : "+c" (left), "+D" (*to), "+S" (from)
			 : : "memory");
	return left * 4;
}

/* 0 or -EFAULT */
static inline int copy_from_user(void *to, const void __user *from, size_t n)
{
	if (!access_ok(from, n) || __copy_user(to, (__force void *)from, n))
		return -EFAULT;
	return 0;
}

static inline int copy_to_user(void __user *to, const void *from, size_t n)
{
	if (!access_ok(to, n) || __copy_user((__force void *)to, from, n))
		return -EFAULT;
	return 0;
}

/* The same, returning how many bytes were not copied: for read() and write(),
   which report the bytes before the bad address. */
static inline size_t copy_from_user_partial(void *to, const void __user *from,
					    size_t n)
{
	return access_ok(from, n) ?
	       __copy_user(to, (__force void *)from, n) : n;
}

static inline size_t copy_to_user_partial(void __user *to, const void *from,
					  size_t n)
{
	return access_ok(to, n) ? __copy_user((__force void *)to, from, n) : n;
}

/* Fills with zeroes: 0 or -EFAULT. */
static inline int clear_user(void __user *to, size_t n)
{
	if (!access_ok(to, n) || __clear_user((__force void *)to, n))
		return -EFAULT;
	return 0;
}

/*
 * Copies a string of at most n bytes, the final NUL included. Returns its
 * length without the NUL, -EFAULT, or n if there was no NUL among them.
 */
long strncpy_from_user(char *to, const char __user *from, long n);

/* Length of a user's string with its NUL; 0 if it cannot be read, more than n
   if there is no NUL in the first n bytes. */
long strnlen_user(const char __user *s, long n);

#define _GET_USER(suffix, reg, x, addr, err)				\
	__asm__ volatile("1: mov" suffix " %2,%1\n"			\
			 "2:\n"						\
			 ".section .text.fixup,\"ax\"\n"		\
			 "3: movl %3,%0; xorl %k1,%k1; jmp 2b\n"	\
			 ".previous\n"					\
			 ".section __ex_table,\"a\"\n"			\
			 ".long 1b,3b\n"				\
			 ".previous"					\
			 : "+r" (err), reg (x)				\
			 : "m" (*(addr)), "i" (-EFAULT))

#define _PUT_USER(suffix, reg, x, addr, err)				\
	__asm__ volatile("1: mov" suffix " %1,%2\n"			\
			 "2:\n"						\
			 ".section .text.fixup,\"ax\"\n"		\
			 "3: movl %3,%0; jmp 2b\n"			\
			 ".previous\n"					\
			 ".section __ex_table,\"a\"\n"			\
			 ".long 1b,3b\n"				\
			 ".previous"					\
			 : "+r" (err)					\
			 : reg (x), "m" (*(addr)), "i" (-EFAULT) : "memory")

int __bad_user_size(void);		/* exists nowhere: a link error */

/* Sets *addr to `new' if it is `old', as one step for other CPUs: 1 if it was
   done, 0 if something else was there, -EFAULT. */
int cmpxchg_user(int __user *addr, int old, int new);

/* x = *addr for 1, 2 and 4 bytes; 0 or -EFAULT, and then x is 0. */
#define get_user(x, addr) ({						\
	const __typeof__(*(addr)) __user *_ga = (addr);			\
	const __typeof__(*(addr)) *_gk = (__force void *)_ga;		\
	int _gerr = 0;							\
	u32 _gv = 0;							\
									\
	may_sleep();							\
	if (!access_ok(_ga, sizeof(*_gk)))				\
		_gerr = -EFAULT;					\
	else if (sizeof(*_gk) == 4)					\
		_GET_USER("l", "=r", _gv, (const u32 *)_gk, _gerr);	\
	else if (sizeof(*_gk) == 2)					\
		_GET_USER("zwl", "=r", _gv, (const u16 *)_gk, _gerr);	\
	else if (sizeof(*_gk) == 1)					\
		_GET_USER("zbl", "=r", _gv, (const u8 *)_gk, _gerr);	\
	else								\
		_gerr = __bad_user_size();				\
	(x) = (__force __typeof__(x))_gv;				\
	_gerr;								\
})

/* *addr = x for 1, 2, 4 and 8 bytes; 0 or -EFAULT. */
#define put_user(x, addr) ({						\
	__typeof__(*(addr)) __user *_pa = (addr);			\
	__typeof__(*(addr)) *_pk = (__force void *)_pa;			\
	__typeof__(*(addr)) _pv = (x);					\
	int _perr = 0;							\
									\
	may_sleep();							\
	if (!access_ok(_pa, sizeof(*_pk)))				\
		_perr = -EFAULT;					\
	else if (sizeof(*_pk) == 4)					\
		_PUT_USER("l", "r", _pv, (u32 *)_pk, _perr);		\
	else if (sizeof(*_pk) == 2)					\
		_PUT_USER("w", "r", _pv, (u16 *)_pk, _perr);		\
	else if (sizeof(*_pk) == 1)					\
		_PUT_USER("b", "q", _pv, (u8 *)_pk, _perr);		\
	else								\
		_perr = copy_to_user(_pa, &_pv, sizeof(*_pk));		\
	_perr;								\
})

#endif
