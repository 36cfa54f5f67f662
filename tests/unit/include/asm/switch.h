/*
 * asm/switch.h for unit tests: the host's registers stay as they are.
 */
#ifndef _UNIT_ASM_SWITCH_H
#define _UNIT_ASM_SWITCH_H

#include <linux/sched.h>

static inline void switch_context(struct cpu *cpu, struct task_struct *prev,
				  struct task_struct *next)
{
	(void)cpu, (void)prev, (void)next;
}

static inline struct task_struct *switch_to(struct task_struct *prev,
					    struct task_struct *next)
{
	host_cpu->task = next;
	return prev;
}

static inline void check_stack(const struct task_struct *p) { (void)p; }

#endif
