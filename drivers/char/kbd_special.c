/*
 * kbd_special.c - keys that type nothing by themselves, KT_SPEC: locks,
 * consoles, scroll-back, Break, and those that show the machine.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/tty_driver.h>
#include <linux/vt.h>
#include "kbd.h"

static pid_t spawn_pid;			/* [k] who is signalled, or 0 */
static u64 spawn_start;			/* [k] when that one was made */
static int spawn_sig;			/* [k] */

/* KDSIGACCEPT: K_SPAWNCONSOLE sends this to current. 0 or -EINVAL. */
int kbd_accept_signal(int sig)
{
	if (sig < 1 || sig > NSIG || sig == SIGKILL)
		return -EINVAL;
	spawn_pid = current->pid;
	spawn_start = current->start_time;
	spawn_sig = sig;
	return 0;
}

static void spawn_console(void)
{
	struct task_struct *p = spawn_pid ? find_task(spawn_pid) : NULL;

	if (p && p->start_time == spawn_start)
		send_sig(spawn_sig, p);
	else
		spawn_pid = 0;
}

static void enter(void)
{
	kbd_put("\r\n", kbd_state->crlf ? 2 : 1);
}

/* As BREAK on a serial line: SIGINT, if the terminal has BRKINT. */
static void send_break(struct tty_struct *tty)
{
	if (!tty)
		return;
	n_tty_input(tty, 0, TTY_BREAK);
	n_tty_input_done(tty);
}

/* Stops output, as STOP does, or starts it. */
static void hold(struct tty_struct *tty)
{
	if (!tty)
		return;
	if (tty->stopped)
		tty_start(tty);
	else
		tty_stop(tty);
}

/* The next console that there is, in one direction. */
static void step_console(int step)
{
	int n = fg_console;

	do {
		n = (n + step + MAX_CONSOLES) % MAX_CONSOLES;
	} while (!consoles[n] && n != fg_console);
	vt_request_switch(n);
}

/* Half a screen back, or forward. */
static void scroll(int direction)
{
	vt_scroll(direction * kbd_vc->rows / 2);
}

/* Those that only mean something on a console. */
static void on_console(u8 value)
{
	switch (K(KT_SPEC, value)) {
	case K_CONS:
		vt_last_console();
		break;
	case K_SCROLLFORW:
		scroll(-1);
		break;
	case K_SCROLLBACK:
		scroll(1);
		break;
	case K_DECRCONSOLE:
		step_console(-1);
		break;
	case K_INCRCONSOLE:
		step_console(1);
		break;
	case K_BREAK:
		send_break(kbd_vc->tty);
		break;
	case K_HOLD:
		hold(kbd_vc->tty);
		break;
	case K_SAK:
		handle_sysrq('k', kbd_vc->tty);
		break;
	}
}

/* Those that do something once, however long they are held. */
static void once(u8 value)
{
	switch (K(KT_SPEC, value)) {
	case K_SH_REGS:
		handle_sysrq('p', NULL);
		break;
	case K_SH_MEM:
		handle_sysrq('m', NULL);
		break;
	case K_SH_STAT:
		handle_sysrq('t', NULL);
		break;
	case K_CAPS:
		kbd_state->locks ^= VC_CAPS;
		break;
	case K_CAPSON:
		kbd_state->locks |= VC_CAPS;
		break;
	case K_NUM:
		kbd_numlock(false);
		break;
	case K_BARENUMLOCK:
		kbd_numlock(true);
		break;
	case K_BOOT:
		ctrl_alt_del();
		break;
	case K_COMPOSE:
		kbd_compose();
		break;
	case K_SPAWNCONSOLE:
		spawn_console();
		break;
	default:
		if (kbd_vc)
			on_console(value);
	}
}

void kbd_special(u8 value, bool again)
{
	u16 symbol = K(KT_SPEC, value);

	if (symbol == K_ENTER)
		enter();
	else if (kbd_vc && (symbol == K_SCROLLBACK || symbol == K_SCROLLFORW))
		on_console(value);
	else if (!again)
		once(value);
}
