/*
 * elf_tables.h - from fs/binfmt_elf.c to fs/elf_tables.c: where a program is.
 */
#ifndef _FS_ELF_TABLES_H
#define _FS_ELF_TABLES_H

#include <linux/types.h>

struct linux_binprm;

struct elf_start {
	u32 entry;			/* of the program itself */
	u32 phdr, phnum;		/* its program headers */
	u32 base;			/* of the interpreter, or 0 */
};

/* 0 with mm->start_stack set, or -EFAULT. */
int create_elf_tables(struct linux_binprm *bprm, const struct elf_start *at);

#endif
