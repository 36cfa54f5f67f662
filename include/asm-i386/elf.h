/*
 * elf.h - the machine's part of ELF: whose programs run here, where those
 * without an address go, and the registers in a core file.
 */
#ifndef _ASM_ELF_H
#define _ASM_ELF_H

#include <linux/types.h>
#include <asm/ptrace.h>
#include <asm/tls.h>
#include <asm/uaccess.h>

#define EM_386		3
#define EM_486		6		/* never came into use, but was written
					   by some linkers */
#define ELF_ARCH	EM_386

#define elf_check_arch(m)	((m) == EM_386 || (m) == EM_486)

/* Programs that may lie anywhere lie here: two thirds up. */
#define ELF_ET_DYN_BASE	(TASK_SIZE / 3 * 2)

/* In the order of struct user_regs_struct, which debuggers know. */
struct elf_gregs {
	u32 ebx, ecx, edx, esi, edi, ebp, eax;
	u32 ds, es, fs, gs;
	u32 orig_eax;
	u32 eip, cs, eflags, esp, ss;
};

/* The registers that a process had in user mode; %gs is not in the frame. */
static inline void elf_core_copy_regs(struct elf_gregs *g,
				      const struct pt_regs *r, u32 gs)
{
	*g = (struct elf_gregs){
		.ebx = r->ebx, .ecx = r->ecx, .edx = r->edx, .esi = r->esi,
		.edi = r->edi, .ebp = r->ebp, .eax = r->eax,
		.ds = (u16)r->ds, .es = (u16)r->es, .fs = (u16)r->fs,
		.gs = (u16)gs, .orig_eax = r->orig_eax,
		.eip = r->eip, .cs = (u16)r->cs, .eflags = r->eflags,
		.esp = r->esp, .ss = (u16)r->ss,
	};
}

#endif
