/*
 * cputime.c - whose time the ticks were: the process's, and the CPU's figures
 * for /proc/stat.
 */
#include <linux/sched.h>
#include <asm/cpu.h>

static void charge_tick(struct task_struct *p, bool user)
{
	if (!user) {
		p->stime++;
		this_cpu->ticks_system++;
	} else {
		p->utime++;
		if (p->nice > 0)
			this_cpu->ticks_nice++;
		else
			this_cpu->ticks_user++;
	}
	itimer_tick(p, user);
}

/*
 * Charges a tick of this CPU to who runs; `user': it was in user mode.
 * Interrupts off, kernel lock held.
 */
void account_tick(bool user)
{
	this_cpu->ticks++;
	if (current == this_cpu->rq.idle)
		this_cpu->ticks_idle++;
	else
		charge_tick(current, user);
}
