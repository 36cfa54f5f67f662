/*
 * extable.c - instructions that may fault, and where to go on when they do.
 * An entry of __ex_table is a pair of addresses; whoever accesses user memory
 * or loads a register that can be refused adds one.
 */
#include <linux/kernel.h>
#include <asm/entry.h>
#include <asm/extable.h>

/* Is the instruction at `eip' one that may fault? */
bool in_exception_table(u32 eip)
{
	const struct ex_entry *e;

	for (e = __start_ex_table; e < __stop_ex_table; e++)
		if (e->insn == eip)
			return true;
	return false;
}

/*
 * If the faulting instruction is in the table, makes it go on at its fixup
 * and returns true. Any context. The table is not sorted: it is short, and
 * faults there are rare.
 */
bool fixup_exception(struct pt_regs *regs)
{
	const struct ex_entry *e;

	for (e = __start_ex_table; e < __stop_ex_table; e++) {
		if (e->insn == regs->eip) {
			regs->eip = e->fixup;
			return true;
		}
	}
	return false;
}
