/*
 * exit.c - processes end.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/cpu.h>

/* Children without a parent belong to the idle process of CPU 0. [t] */
static void give_children_away(struct task_struct *p)
{
	struct task_struct *child, *next;

	list_for_each_entry_safe(child, next, &p->children, sibling) {
		list_del(&child->sibling);
		child->parent = &init_task;
		list_add_tail(&child->sibling, &init_task.children);
	}
}

/*
 * Ends the current process; what is left of it waits for its parent. Process
 * context with the kernel lock, no spinlock held.
 */
void do_exit(int code)
{
	struct task_struct *p = current;
	unsigned long flags;

	if (in_interrupt())
		panic("An interrupt handler called do_exit(%d)", code);
	if (p->pid == 0)
		panic("The idle process called do_exit(%d)", code);
	spin_lock_irqsave(&tasks_lock, flags);
	give_children_away(p);
	spin_unlock_irqrestore(&tasks_lock, flags);
	p->exit_code = code;
	become_zombie();
	wake_up(&p->parent->child_exit);
	schedule();
	panic("A dead process (pid %d) was run", p->pid);
}
