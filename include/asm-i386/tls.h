/*
 * tls.h - thread-local segments: set_thread_area() and clone(CLONE_SETTLS)
 * describe up to three segments of a thread, which stand in the GDT of the
 * CPU where it runs. %gs usually holds one of them; the kernel leaves it
 * alone but here.
 */
#ifndef _ASM_TLS_H
#define _ASM_TLS_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/cpu.h>
#include <asm/thread.h>

/* As programs describe a segment (Linux/i386 ABI). */
struct user_desc {
	u32 entry_number;
	u32 base_addr;
	u32 limit;
	u32 flags;			/* UD_ bits */
};

#define UD_SEG_32BIT	0x01
#define UD_CONTENTS	0x06		/* shift 1: data, stack, code */
#define UD_READ_EXEC_ONLY 0x08
#define UD_LIMIT_PAGES	0x10
#define UD_NOT_PRESENT	0x20
#define UD_USEABLE	0x40
#define UD_EMPTY	(UD_READ_EXEC_ONLY | UD_NOT_PRESENT)

/* arch/i386/kernel/tls.c: 0, -EFAULT, -EINVAL, -ESRCH (no free entry). If
   `choose', entry number -1 takes a free entry and writes its number back. */
int set_tls(struct thread_struct *t, struct user_desc __user *ud, bool choose);
/* One descriptor of a thread that does not run, or is current with the GDT to
   be loaded by the caller: 0, -EINVAL. */
int put_tls(struct thread_struct *t, u32 nr, const struct user_desc *ud);
int get_tls(const struct thread_struct *t, u32 nr, struct user_desc *ud);

static inline u32 read_gs(void)
{
	u32 gs;

	__asm__ volatile("movl %%gs,%0" : "=r" (gs));
	return gs;
}

/* A selector that is not valid any more becomes 0. */
static inline void load_gs(u32 gs)
{
	__asm__ volatile("1: movl %0,%%gs\n"
			 "2:\n"
			 ".section .text.fixup,\"ax\"\n"
			 "3: xorl %0,%0; movl %0,%%gs; jmp 2b\n"
			 ".previous\n"
			 ".section __ex_table,\"a\"\n"
			 ".long 1b,3b\n"
			 ".previous"
			 : "+r" (gs) : : "memory");
}

/* Puts t's segments into the GDT of this CPU. Interrupts off. */
static inline void load_tls(struct cpu *cpu, const struct thread_struct *t)
{
	struct desc_struct *gdt = &cpu->gdt[GDT_TLS_MIN];

	if (!(cpu->tls_used | t->tls_used))
		return;
	cpu->tls_used = t->tls_used;
	gdt[0] = t->tls[0];
	gdt[1] = t->tls[1];
	gdt[2] = t->tls[2];
}

#endif
