/*
 * vt_switch.c - which console is in front. A key, a program or an escape
 * sequence asks for one (vt_request_switch()); the bottom half makes it so,
 * or has the program agree to it that has VT_SETMODEd the console in front:
 *
 *	VT_AUTO		request ------------------------------> switched
 *	VT_PROCESS	request --relsig--> program --VT_RELDISP--> switched
 *
 * The program of the one that comes is told by its acqsig. One that has ended
 * is not asked, and its console becomes an ordinary one.
 */
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/system.h>
#include "vt_internal.h"
#include "vt_ioctls.h"

static int wanted = -1;			/* single stores; -1: none */
static int previous;			/* [k] in front before */
static int offered = -1;		/* [k] that the program in front makes
					   room for; -1: it was not asked */
static bool locked;			/* [k] VT_LOCKSWITCH */
static WAIT_QUEUE_HEAD(switched);

/* May be called in the midst of an escape sequence: [o]. A machine without a
   screen has a keyboard all the same. */
void vt_request_switch(int n)
{
	if (n < 0 || n >= MAX_CONSOLES || !consoles[0])
		return;
	wanted = n;
	mark_bh(CONSOLE_BH);
}

void vt_last_console(void)
{
	vt_request_switch(previous);
}

/* Signals the program that a console has. False: there is none, or none any
   more; then it is an ordinary one, also if the program has left it in
   another state. */
static bool tell_owner(struct vc_data *vc, u8 sig)
{
	struct vt_owner *owner = &vc->owner;
	struct task_struct *p = NULL;

	if (owner->mode == VT_PROCESS)
		p = find_task(owner->pid);
	if (p && p->start_time == owner->start_time) {
		if (sig)
			send_sig(sig, p);
		return true;
	}
	if (owner->mode == VT_PROCESS) {
		owner->mode = VT_AUTO;
		vc->mode = KD_TEXT;
		vc_kbd_reset(&vc->kbd);
	}
	return false;
}

/* Console n, which is there, comes to the front. [k] */
static void bring(int n)
{
	struct vc_data *old = consoles[fg_console], *vc = consoles[n];
	unsigned long flags;

	offered = -1;
	previous = fg_console;
	tell_owner(vc, vc->owner.acqsig);
	save_flags_cli(flags);
	consoles_take();
	vt_view_end();
	fg_console = n;
	if (vc->mode == KD_TEXT) {
		if (old->mode != KD_TEXT)
			vga_restore();
		vt_set_palette(vc);
	}
	vt_wake_screen();
	vt_draw_all(vc);
	consoles_drop();
	restore_flags(flags);
	kbd_update_leds();
	mark_bh(CONSOLE_BH);
	wake_up(&switched);
}

/* A graphics program that does not want to be asked cannot be left: nobody
   could put its picture back. */
static void change_to(int n)
{
	struct vc_data *vc = consoles[fg_console];

	if (n == fg_console || locked || !vt_make(n))
		return;
	if (tell_owner(vc, vc->owner.relsig))
		offered = n;
	else if (vc->mode == KD_TEXT)
		bring(n);
}

/* The bottom half. */
void vt_switch_poll(void)
{
	int n = wanted;

	wanted = -1;
	if (n >= 0)
		change_to(n);
}

/* VT_RELDISP: the program in front has made room, will not, or has taken the
   screen over. 0 or -EINVAL. */
int vt_release_console(struct vc_data *vc, u32 answer)
{
	int n = offered;

	if (vc->owner.mode != VT_PROCESS)
		return -EINVAL;
	if (n < 0 || vc != consoles[fg_console])
		return answer == RELDISP_ACK ? 0 : -EINVAL;
	offered = -1;
	if (answer != RELDISP_NO && vt_make(n))
		bring(n);
	return 0;
}

/* The console's program is another now: what was asked of the old one does not
   count. [k] */
void vt_forget_offer(const struct vc_data *vc)
{
	if (vc == consoles[fg_console])
		offered = -1;
}

/* Sleeps until console n is in front. 0 or -ERESTARTSYS. */
int vt_wait_active(int n)
{
	return wait_event_interruptible(&switched, fg_console == n);
}

void vt_lock_switch(bool lock)
{
	locked = lock;
}
