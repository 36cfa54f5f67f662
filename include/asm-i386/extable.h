/*
 * extable.h - the table of instructions that may fault, see mm/extable.c.
 */
#ifndef _ASM_EXTABLE_H
#define _ASM_EXTABLE_H

#include <linux/types.h>

struct ex_entry {
	u32 insn, fixup;
};

/* arch/i386/kernel/vmlinux.lds.S */
extern const struct ex_entry __start_ex_table[], __stop_ex_table[];

/* arch/i386/mm/extable.c */
bool in_exception_table(u32 eip);

#endif
