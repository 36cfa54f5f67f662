/*
 * asm-offsets.c - the offsets that assembly needs, said by the compiler: it
 * writes lines `->NAME value', and the Makefile makes #defines of them.
 */
#include <linux/sched.h>
#include <asm/ptrace.h>
#include <asm/cpu.h>

#define DEFINE(name, value) \
	__asm__ volatile("\n->" #name " %0" : : "i" (value))
#define OFFSET(name, type, member) DEFINE(name, offsetof(type, member))

void asm_offsets(void);

void asm_offsets(void)
{
	OFFSET(TASK_WORK, struct task_struct, work);
	OFFSET(TASK_ESP, struct task_struct, esp);
	OFFSET(TASK_STACK_TOP, struct task_struct, stack_top);

	DEFINE(WORK_TRACE_CALL_BIT, 1 << WORK_TRACE_CALL);
	DEFINE(WORK_BEFORE_USER, ~(1 << WORK_TRACE_CALL));

	OFFSET(CPU_CURRENT, struct cpu, task);
	OFFSET(CPU_LOCK_ID, struct cpu, lock_id);
	OFFSET(CPU_SYSCALL_COUNT, struct cpu, syscall_count);
	OFFSET(CPU_LOCK_TAKEN, struct cpu, lock_taken);
	OFFSET(CPU_ESP0, struct cpu, tss.esp0);

	OFFSET(PT_EBX, struct pt_regs, ebx);
	OFFSET(PT_EAX, struct pt_regs, eax);
	OFFSET(PT_ORIG_EAX, struct pt_regs, orig_eax);
	OFFSET(PT_EIP, struct pt_regs, eip);
	OFFSET(PT_CS, struct pt_regs, cs);
	OFFSET(PT_EFLAGS, struct pt_regs, eflags);
	DEFINE(PT_SIZE, sizeof(struct pt_regs));
}
