/*
 * uaccess.c - copying to and from user memory. An address at which nothing is
 * makes the instruction fault; do_page_fault() finds it in the table of
 * exceptions and goes on at its fixup, which knows how much is left.
 */
#include <asm/lock.h>
#include <asm/uaccess.h>

size_t __copy_user(void *to, const void *from, size_t n)
{
	return __copy_user_here(to, from, n);
}

/* Fills n bytes with zeroes; returns how many were not filled. */
size_t __clear_user(void *to, size_t n)
{
	size_t left = n >> 2;

	may_sleep();
	__asm__ volatile("1:	rep stosl\n"
			 "	movl %2,%0\n"
			 "2:	rep stosb\n"
			 "3:\n"
			 ".section .text.fixup,\"ax\"\n"
			 "4:	leal (%2,%0,4),%0\n"
			 "	jmp 2b\n"
			 ".previous\n"
			 ".section __ex_table,\"a\"\n"
			 "	.long 1b,4b\n"
			 "	.long 2b,3b\n"
			 ".previous"
			 : "+c" (left), "+D" (to)
			 : "r" (n & 3), "a" (0) : "memory");
	return left;
}

int cmpxchg_user(int __user *addr, int old, int new)
{
	int *p = (__force int *)addr, result = 0, seen = old;

	may_sleep();
	if (!access_ok(addr, sizeof(*addr)))
		return -EFAULT;
	__asm__ volatile("1:	" LOCK "cmpxchgl %3,%1\n"
			 "2:\n"
			 ".section .text.fixup,\"ax\"\n"
			 "3:	movl %4,%0\n"
			 "	jmp 2b\n"
			 ".previous\n"
			 ".section __ex_table,\"a\"\n"
			 "	.long 1b,3b\n"
			 ".previous"
			 : "+r" (result), "+m" (*p), "+a" (seen)
			 : "r" (new), "i" (-EFAULT) : "memory", "cc");
	return result ? result : seen == old;
}

/* One byte for get_user() without its checks: 0 or -EFAULT. */
static inline int get_byte(u32 *c, const char *from)
{
	int err = 0;

	_GET_USER("zbl", "=r", *c, from, err);
	return err;
}

/* The bytes that a string of the user at `s' may have, at most n. */
static long user_room(const char __user *s, long n)
{
	u32 a = (__force u32)s;

	if (a >= TASK_SIZE)
		return 0;
	return (u32)n < TASK_SIZE - a ? n : TASK_SIZE - a;
}

/* The same for four bytes, wherever they are. */
static inline int get_word(u32 *w, const char *from)
{
	int err = 0;

	_GET_USER("l", "=r", *w, (const u32 *)from, err);
	return err;
}

static inline bool has_zero_byte(u32 w)
{
	return (w - 0x01010101) & ~w & 0x80808080;
}

/* By words while that goes: one that has the end in it, or a fault, leaves the
   rest to the bytes. */
long strncpy_from_user(char *to, const char __user *from, long n)
{
	const char *s = (__force const char *)from;
	long room = user_room(from, n), i;
	u32 c;

	may_sleep();
	for (i = 0; i + 4 <= room; i += 4) {
		if (unlikely(get_word(&c, s + i)) || has_zero_byte(c))
			break;
		*(u32 *)(to + i) = c;
	}
	for (; i < room; i++) {
		if (unlikely(get_byte(&c, s + i)))
			return -EFAULT;
		to[i] = c;
		if (!c)
			return i;
	}
	return room == n ? n : -EFAULT;
}

long strnlen_user(const char __user *from, long n)
{
	const char *s = (__force const char *)from;
	long room = user_room(from, n), left = room;
	bool found;

	if (room <= 0)
		return 0;
	__asm__ volatile("1:	repne scasb\n"
			 "	sete %1\n"
			 "2:\n"
			 ".section .text.fixup,\"ax\"\n"
			 "3:	movb $0,%1\n"
			 "	orl $-1,%0\n"
			 "	jmp 2b\n"
			 ".previous\n"
			 ".section __ex_table,\"a\"\n"
			 "	.long 1b,3b\n"
			 ".previous"
			 : "+c" (left), "=&q" (found), "+D" (s)
			 : "a" (0) : "memory", "cc");
	if (found)
		return room - left;
	return left == 0 && room == n ? n + 1 : 0;
}
