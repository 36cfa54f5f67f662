/*
 * syscall.c - the table of system calls, made from asm/syscall_table.h. A
 * handler that needs no kernel lock is entered with bit 0 of its address set:
 * handlers lie at even addresses, and entry.S takes the bit away again.
 */
#include <linux/syscalls.h>
#include <asm/syscall.h>
#include <asm/unistd.h>

static __aligned(2) long sys_ni_syscall(struct pt_regs *regs __unused)
{
	return -ENOSYS;
}

#define LOCK	0
#define NOLOCK	1
#define CALL(nr, name, args, flags) \
	[nr] = (syscall_t)((const char *)sys_##name + flags),

const syscall_t sys_call_table[NR_syscalls] = {
	[0 ... NR_syscalls - 1] = sys_ni_syscall,
#include <asm/syscall_table.h>
};
#undef CALL
