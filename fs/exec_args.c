/*
 * exec_args.c - the strings of a new program. They are written into the top
 * of its stack, from the highest address down, page by page, while the old
 * program's memory is still there to be read. Once the new memory is in place,
 * put_string_table() makes the table of their addresses.
 */
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

#define STACK_TOP	TASK_SIZE
#define STACK_START	(ARG_MAX + PAGE_SIZE)	/* bytes, before it grows */
#define STRING_MAX	ARG_MAX			/* bytes of one string */
#define STRINGS_MAX	(6UL << 20)		/* bytes, however large the
						   stack may get */
#define STACK_SHARE	4		/* strings may take a 4th of it */
#define SAFE_POINTS	1023		/* strings between two, less 1 */
#define STRINGS_COPIED	64		/* with the kernel lock in one piece */

#define STACK_FLAGS	(VM_READ | VM_WRITE | VM_EXEC | VM_MAYREAD | \
			 VM_MAYWRITE | VM_MAYEXEC | VM_GROWSDOWN)

/* Strings, and pointers to them, may have so many bytes. */
static unsigned long strings_max(void)
{
	unsigned long share = rlimit(RLIMIT_STACK) / STACK_SHARE;

	return max((unsigned long)ARG_MAX, min(share, STRINGS_MAX));
}

/* The new memory, with nothing but a stack. 0 or -ENOMEM. */
int setup_arg_pages(struct linux_binprm *bprm)
{
	struct mm_struct *mm = mm_alloc();
	unsigned long size = min(STACK_START, rlimit(RLIMIT_STACK) & PAGE_MASK);
	int err = -ENOMEM;

	if (!mm)
		return -ENOMEM;
	bprm->mm = mm;
	size = max(size, (unsigned long)PAGE_SIZE);
	bprm->stack = alloc_vma(mm, STACK_TOP - size, STACK_TOP, STACK_FLAGS);
	if (!bprm->stack)
		return -ENOMEM;
	mutex_lock(&mm->mmap_sem);
	err = insert_vm_area(mm, bprm->stack);
	mutex_unlock(&mm->mmap_sem);
	if (err)
		free_vma(bprm->stack);
	bprm->p = STACK_TOP - sizeof(u32);
	bprm->p_min = STACK_TOP - strings_max();
	return err;
}

/* Lets go of the page that strings were written to last. */
void drop_arg_page(struct linux_binprm *bprm)
{
	if (bprm->page)
		put_page(bprm->page);
	bprm->page = NULL;
}

/* Where the byte `addr' of the new stack is for the kernel; NULL: no memory.
   Good until the next call. */
static char *arg_byte(struct linux_binprm *bprm, unsigned long addr)
{
	unsigned long base = addr & PAGE_MASK;

	if (!bprm->page || bprm->page_addr != base) {
		drop_arg_page(bprm);
		safe_point();
		bprm->page = get_user_page(bprm->mm, base, true);
		if (!bprm->page)
			return NULL;
		bprm->page_addr = base;
	}
	return (char *)page_address(bprm->page) + (addr - base);
}

/* Puts len bytes below bprm->p, the last ones first. */
static int push_bytes(struct linux_binprm *bprm, const char __user *from,
		      size_t len, bool kernel)
{
	size_t n;
	char *to;

	if (len > bprm->p - bprm->p_min)
		return -E2BIG;
	while (len) {
		n = min(len, (size_t)((bprm->p - 1) & ~PAGE_MASK) + 1);
		to = arg_byte(bprm, bprm->p - n);
		if (!to)
			return -E2BIG;	/* what a stack limit leads to */
		len -= n;
		bprm->p -= n;
		if (kernel)
			memcpy(to, (__force const char *)from + len, n);
		else if (copy_from_user(to, from + len, n))
			return -EFAULT;
	}
	return 0;
}

/* The string number i of a list, in *string; NULL behind the last. 0 or
   -EFAULT. */
static int string_at(const struct exec_strings *s, int i,
		     const char __user **string)
{
	if (!s->kernel)
		return get_user(*string, s->list + i);
	*string = ((__force const char __user *const *)s->list)[i];
	return 0;
}

/* How many there are; the room for pointers to them is taken off p_min's. A
   list that is NULL has none. */
int count_strings(struct linux_binprm *bprm, const struct exec_strings *s)
{
	unsigned long left = bprm->p - bprm->p_min;
	const char __user *string;
	int n;

	for (n = 0; s->list; n++) {
		if (string_at(s, n, &string))
			return -EFAULT;
		if (!string)
			break;
		if (left < sizeof(u32) + 1)	/* a pointer, an empty string */
			return -E2BIG;
		left -= sizeof(u32) + 1;
		if ((n & SAFE_POINTS) == SAFE_POINTS)
			safe_point();
	}
	bprm->p_min += n * sizeof(u32);
	return n;
}

/* Length with the NUL, or -EFAULT, -E2BIG. */
static long string_size(const struct exec_strings *s,
			const char __user *string)
{
	long len;

	if (s->kernel)
		return strlen((__force const char *)string) + 1;
	len = strnlen_user(string, STRING_MAX);
	if (!len)
		return -EFAULT;
	return len > STRING_MAX ? -E2BIG : len;
}

/* Copies n strings, the last one first. Another thread may change them
   meanwhile: it harms none but its own process. */
int copy_strings(struct linux_binprm *bprm, const struct exec_strings *s, int n)
{
	const char __user *string;
	u32 copied = 0;
	long len;
	int err;

	while (n--) {
		safe_step(&copied, STRINGS_COPIED);
		if (string_at(s, n, &string) || !string)
			return -EFAULT;
		len = string_size(s, string);
		if (len < 0)
			return len;
		err = push_bytes(bprm, string, len, s->kernel);
		if (err)
			return err;
	}
	return 0;
}

int copy_kernel_string(struct linux_binprm *bprm, const char *string)
{
	return push_bytes(bprm, (__force const char __user *)string,
			  strlen(string) + 1, true);
}

/* Takes the first argument off: a script's interpreter has another one. */
int remove_arg_zero(struct linux_binprm *bprm)
{
	const char *c;

	if (!bprm->argc)
		return 0;
	do {
		c = arg_byte(bprm, bprm->p);
		if (!c)
			return -EFAULT;
		bprm->p++;
	} while (*c && bprm->p < bprm->exec);
	bprm->argc--;
	return 0;
}

/*
 * Writes the addresses of n strings, the first of which is at *p, and a NULL
 * to `table', in current's memory. Returns the place behind and moves *p
 * behind the strings; NULL if that memory is not there.
 */
u32 __user *put_string_table(u32 __user *table, unsigned long *p, int n)
{
	long len;

	while (n--) {
		if (put_user(*p, table++))
			return NULL;
		len = strnlen_user((const char __user *)*p, STRING_MAX);
		if (!len || len > STRING_MAX)
			return NULL;
		*p += len;
		if (len > PAGE_SIZE || (n & SAFE_POINTS) == SAFE_POINTS)
			safe_point();
	}
	return put_user(0, table) ? NULL : table + 1;
}
