/*
 * syscall.c - the table of system calls. A handler gets the frame of the
 * caller, takes its arguments from the registers there, and returns what the
 * caller finds in %eax: a result, or a negative errno. It runs with the
 * kernel lock, interrupts on.
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <asm/cpu.h>
#include <asm/ptrace.h>
#include <asm/syscall.h>
#include <asm/unistd.h>

static long sys_ni_syscall(struct pt_regs *regs __unused)
{
	return -ENOSYS;
}

/* exit(code) */
static long sys_exit(struct pt_regs *regs)
{
	do_exit((regs->ebx & 0xff) << 8);
}

/* getpid() */
static long sys_getpid(struct pt_regs *regs __unused)
{
	return current->pid;
}

const syscall_t sys_call_table[NR_syscalls] = {
	[0 ... NR_syscalls - 1] = sys_ni_syscall,
	[__NR_exit] = sys_exit,
	[__NR_getpid] = sys_getpid,
};
