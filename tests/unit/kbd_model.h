/*
 * kbd_model.h - a keyboard with somebody at it, and what stands around the
 * keyboard's files. What is typed, and what the keys do besides, comes
 * together as text: "a\033[A<switch 2>".
 *
 *	press("shift-a +ctrl c _ctrl")	chords; + holds a key, _ lets it go
 *	typed()				the text since the last call
 */
#ifndef UNIT_KBD_MODEL_H
#define UNIT_KBD_MODEL_H

#include <stdlib.h>
#include <linux/cmdline.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/tty_driver.h>
#include <linux/vt.h>
#include <asm/uaccess.h>
#include "../../drivers/char/i8042.h"
#include "../../drivers/char/kbd.h"
#include "host.h"
#include "tap.h"

#define TYPED_MAX	8192
#define NOT_USERS	0xfffff000	/* where user memory ends */
#define BAD_USER	((void *)(NOT_USERS + 16))

struct cpu boot_cpu, *host_cpu = &boot_cpu;
unsigned long host_memory = NOT_USERS;
volatile unsigned long jiffies;
struct vc_data *consoles[MAX_CONSOLES];
int fg_console;

static struct signal_struct signals;
static struct task_struct me = { .signal = &signals, .pid = 42,
				 .start_time = 7 };
static struct vc_data screens[3];
static struct tty_struct tty;
static char text[TYPED_MAX], shown[TYPED_MAX];
static u32 text_len;
static int fail_alloc;			/* this many allocations from now */

/* --- around the keyboard ------------------------------------------------- */

static void say(const char *s, u32 n)
{
	if (text_len + n >= TYPED_MAX)
		return;
	memcpy(text + text_len, s, n);
	text_len += n;
	text[text_len] = '\0';
}

static __attribute__((format(printf, 1, 2))) void event(const char *fmt, ...)
{
	char s[80];
	va_list args;

	va_start(args, fmt);
	say(s, vsnprintf(s, sizeof(s), fmt, args));
	va_end(args);
}

static inline const char *typed(void)
{
	memcpy(shown, text, text_len + 1);
	text_len = 0;
	text[0] = '\0';
	return shown;
}

void *kmalloc(size_t size, int gfp)
{
	(void)gfp;
	return fail_alloc && --fail_alloc == 0 ? NULL : malloc(size);
}

void *kzalloc(size_t size, int gfp)
{
	void *p = kmalloc(size, gfp);

	return p ? memset(p, 0, size) : NULL;
}

void kfree(const void *p)
{
	free((void *)p);
}

size_t __copy_user(void *to, const void *from, size_t n)
{
	memcpy(to, from, n);
	return 0;
}

long strncpy_from_user(char *to, const char *from, long n)
{
	long len = strnlen(from, n);

	memcpy(to, from, len < n ? len + 1 : n);
	return len;
}

void vt_input(struct vc_data *vc, const char *s, u32 n)
{
	if (vc != consoles[fg_console])
		event("<elsewhere>");
	say(s, n);
}

void vt_request_switch(int n)
{
	event("<switch %d>", n);
}

void vt_last_console(void)
{
	event("<last>");
}

void vt_scroll(int lines)
{
	event("<scroll %d>", lines);
}

void vt_unblank(void)
{
}

void ctrl_alt_del(void)
{
	event("<cad>");
}

void handle_sysrq(char key, struct tty_struct *t)
{
	event("<sysrq %c%s>", key, t ? "" : "!");
}

void n_tty_input(struct tty_struct *t, u8 c, u8 flag)
{
	(void)t;
	event(flag == TTY_BREAK ? "<break>" : "<%d>", c);
}

void n_tty_input_done(struct tty_struct *t)
{
	(void)t;
}

void tty_stop(struct tty_struct *t)
{
	t->stopped = true;
	event("<stop>");
}

void tty_start(struct tty_struct *t)
{
	t->stopped = false;
	event("<start>");
}

struct task_struct *find_task(pid_t pid)
{
	return pid == me.pid ? &me : NULL;
}

int send_sig(int sig, struct task_struct *p)
{
	event("<signal %d to %d>", sig, p->pid);
	return 0;
}

/* Lets console n be in front, which there is from now on. */
static inline void foreground(int n)
{
	consoles[n] = &screens[n];
	screens[n].tty = &tty;
	screens[n].rows = 25;
	fg_console = n;
}

/* --- somebody at it ------------------------------------------------------ */

static const struct {
	const char *name;
	u32 code;			/* with 1E000h: E0 first */
} key_names[] = {
	{ "esc", 0x01 }, { "minus", 0x0c }, { "bs", 0x0e }, { "tab", 0x0f },
	{ "enter", 0x1c }, { "ctrl", 0x1d }, { "shift", 0x2a },
	{ "rshift", 0x36 }, { "kpstar", 0x37 }, { "alt", 0x38 },
	{ "space", 0x39 }, { "caps", 0x3a }, { "f1", 0x3b }, { "f2", 0x3c },
	{ "f5", 0x3f }, { "f6", 0x40 }, { "f10", 0x44 }, { "num", 0x45 },
	{ "scroll", 0x46 }, { "kp7", 0x47 }, { "kp8", 0x48 }, { "kp9", 0x49 },
	{ "kpminus", 0x4a }, { "kp4", 0x4b }, { "kp5", 0x4c },
	{ "kp6", 0x4d }, { "kpplus", 0x4e }, { "kp1", 0x4f }, { "kp2", 0x50 },
	{ "kp3", 0x51 }, { "kp0", 0x52 }, { "kpdot", 0x53 },
	{ "sysrq", 0x54 }, { "less", 0x56 }, { "f11", 0x57 },
	{ "f12", 0x58 }, { "kpenter", 0x1e01c }, { "rctrl", 0x1e01d },
	{ "kpslash", 0x1e035 }, { "print", 0x1e037 }, { "altgr", 0x1e038 },
	{ "break", 0x1e046 }, { "home", 0x1e047 }, { "up", 0x1e048 },
	{ "pgup", 0x1e049 }, { "left", 0x1e04b }, { "right", 0x1e04d },
	{ "end", 0x1e04f }, { "down", 0x1e050 }, { "pgdn", 0x1e051 },
	{ "ins", 0x1e052 }, { "del", 0x1e053 }, { "menu", 0x1e05d },
	{ "fakeshift", 0x1e02a },
};

static u32 code_of(const char *name, size_t len)
{
	static const char rows[] = "  1234567890 =  qwertyuiop[]  asdfghjkl;"
				   "'` \\zxcvbnm,./";
	const char *at = len == 1 ? strchr(rows, *name) : NULL;
	u32 i;

	if (at)
		return at - rows;
	for (i = 0; i < sizeof(key_names) / sizeof(key_names[0]); i++)
		if (strlen(key_names[i].name) == len &&
		    !memcmp(key_names[i].name, name, len))
			return key_names[i].code;
	printf("Bail out! no key %.*s\n", (int)len, name);
	exit(1);
}

static inline void send_key(u32 code, bool up)
{
	if (code > 0xff)
		keyboard_byte(0xe0);
	keyboard_byte((code & 0x7f) | (up ? 0x80 : 0));
}

/* Pause has bytes of its own, and goes up at once. */
static inline void press_pause(void)
{
	static const u8 bytes[] = { 0xe1, 0x1d, 0x45, 0xe1, 0x9d, 0xc5 };
	u32 i;

	for (i = 0; i < sizeof(bytes); i++)
		keyboard_byte(bytes[i]);
}

/* Keys joined by "-": down one after the other, and up again. */
static inline void chord(const char *s, size_t len)
{
	const char *dash = memchr(s + 1, '-', len - 1);
	size_t n = dash ? (size_t)(dash - s) : len;
	u32 code = code_of(s, n);

	send_key(code, false);
	if (dash)
		chord(dash + 1, len - n - 1);
	send_key(code, true);
}

static inline void press(const char *s)
{
	size_t len;

	for (; *s; s += len + (s[len] != '\0')) {
		len = strcspn(s, " ");
		if (len == 5 && !memcmp(s, "pause", 5))
			press_pause();
		else if (len > 1 && (*s == '+' || *s == '_'))
			send_key(code_of(s + 1, len - 1), *s == '_');
		else if (len)
			chord(s, len);
	}
}

#endif
