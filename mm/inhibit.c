/*
 * inhibit.c - a process is held out of user mode while somebody changes its
 * memory (M5; MINIX has RTS_VMINHIBIT for it). Flushes alone make sure that
 * nobody uses an old translation afterwards; this makes sure that nobody runs
 * on what is changed half, as the text that a debugger writes to.
 *
 *	vm_inhibit(mm);		none is in user mode, nor can get there
 *	...			may sleep
 *	vm_release(mm);
 *
 * Every process that has this memory gets WORK_INHIBIT, and where it runs at
 * the moment it is fetched by a synchronous event (kernel/syncevent.c). With
 * the bit it comes to vm_wait_inhibited() on its way out, and sleeps there
 * until nobody inhibits its memory any more. models/inhibit.pml tries all
 * orders.
 *
 * Several may inhibit one memory at once, the owners of it among them: they
 * are counted, and what they change is kept apart by mmap_sem. As a process is
 * held at the very end of its way through the kernel, it has no lock then, so
 * whoever inhibits may take any. He must not wait for a process of this memory
 * to do something in user mode. A signal is taken before the hold or after it,
 * SIGKILL included: a hold is short.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/vm.h>
#include <asm/bitops.h>
#include <asm/smplock.h>

/*
 * Returns when no process that has mm, but for current, is in user mode. They
 * stay out until as many vm_release(). The caller has mm counted, or is one of
 * them. Kernel lock, which keeps the table of processes as it is; does not
 * sleep. Without another user it costs nothing.
 */
void vm_inhibit(struct mm_struct *mm)
{
	struct task_struct *p;

	BUG_ON(!kernel_lock_held());
	mm->inhibited++;
	if (mm == current->mm && mm->users == 1)
		return;
	for_each_task(p) {
		if (p->mm != mm || p == current)
			continue;
		set_bit(WORK_INHIBIT, &p->work);
		smp_sync_event(p);
	}
}

/* Undoes one vm_inhibit(). Kernel lock. */
void vm_release(struct mm_struct *mm)
{
	BUG_ON(!mm->inhibited);
	if (--mm->inhibited == 0)
		wake_up(&mm->inhibit_wait);
}

/* A process that has just been entered into the table, and has not run: its
   memory may be inhibited already. Kernel lock. */
void vm_inhibit_new(struct task_struct *p)
{
	if (p->mm && p->mm->inhibited)
		set_bit(WORK_INHIBIT, &p->work);
}

/*
 * do_work(): current has WORK_INHIBIT. The bit goes with the kernel lock held
 * and nobody inhibiting: the next who does sets it again. Sleeps.
 */
void vm_wait_inhibited(void)
{
	struct mm_struct *mm = current->mm;

	lock_kernel();
	wait_event(&mm->inhibit_wait, !mm->inhibited);
	clear_bit(WORK_INHIBIT, &current->work);
	unlock_kernel();
}
