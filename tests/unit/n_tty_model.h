/*
 * n_tty_model.h - a terminal on the host: the line discipline as it is in the
 * kernel, and a device that writes down what it is told.
 *
 *	open_tty("-echo eof=x")		a new one, with modes in stty's words
 *	stty("icanon")			other modes
 *	type(s, n)			these keys
 *	read_once(to, n)		a read() that need not wait
 *	read_all(n)			all that such reads give
 *	events				what the device was told since then
 */
#ifndef UNIT_N_TTY_MODEL_H
#define UNIT_N_TTY_MODEL_H

#include <stdlib.h>
#include <linux/signal.h>
#include <linux/tty_driver.h>
#include "tap.h"

#define LOG_MAX		20000
#define MAX_PIECES	10000		/* a read that never ends */

/* --- the rest of the kernel --------------------------------------------- */

void *kmalloc(size_t size, int gfp);
void *kzalloc(size_t size, int gfp);
void kfree(const void *p);

static char events[LOG_MAX];		/* what the device was told */
static u32 nr_events, device_room = LOG_MAX;
static int wakes, resumed;
static struct tty_struct tty;

static void event(const char *s, u32 n)
{
	if (nr_events + n < LOG_MAX) {
		memcpy(events + nr_events, s, n);
		nr_events += n;
	}
	events[nr_events] = '\0';
}

void *kmalloc(size_t size, int gfp)
{
	(void)gfp;
	return malloc(size);
}

void *kzalloc(size_t size, int gfp)
{
	(void)gfp;
	return calloc(size, 1);
}

void kfree(const void *p)
{
	free((void *)p);
}

void wake_up(wait_queue_head_t *q)
{
	wakes += q == &tty.read_wait;
}

int kill_pg(pid_t pgrp, int sig)
{
	char name[20];

	sprintf(name, "<%s%s>", sig == SIGINT ? "INT" :
		sig == SIGQUIT ? "QUIT" : sig == SIGTSTP ? "TSTP" : "?",
		pgrp == 7 ? "" : "?");
	event(name, strlen(name));
	return 0;
}

static u32 dev_write(struct tty_struct *t, const u8 *s, u32 n)
{
	(void)t;
	event((const char *)s, n);
	device_room -= n;
	return n;
}

static u32 dev_room(struct tty_struct *t)
{
	(void)t;
	return device_room;
}

static void dev_flush(struct tty_struct *t)
{
	(void)t;
	event("<flush>", 7);
}

static void dev_xchar(struct tty_struct *t, u8 c)
{
	char name[8];

	(void)t;
	sprintf(name, "<x%d>", c);
	event(name, strlen(name));
}

static void dev_stop(struct tty_struct *t)
{
	(void)t;
	event("<stop>", 6);
}

static void dev_start(struct tty_struct *t)
{
	(void)t;
	event("<start>", 7);
}

static void dev_resume(struct tty_struct *t)
{
	(void)t;
	resumed++;
}

static struct tty_driver device = {
	.init_termios = INIT_TERMIOS(B9600 | CS8 | CREAD, 9600),
	.write = dev_write,
	.write_room = dev_room,
	.flush_buffer = dev_flush,
	.send_xchar = dev_xchar,
	.stop = dev_stop,
	.start = dev_start,
	.resume_input = dev_resume,
};

/* --- modes in stty's words ---------------------------------------------- */

#define I 0
#define O 1
#define L 2

static const struct {
	const char *name;
	int word;
	u32 bits, mask;
} modes[] = {
	{ "ignbrk", I, IGNBRK, 0 }, { "brkint", I, BRKINT, 0 },
	{ "ignpar", I, IGNPAR, 0 }, { "parmrk", I, PARMRK, 0 },
	{ "inpck", I, INPCK, 0 }, { "istrip", I, ISTRIP, 0 },
	{ "inlcr", I, INLCR, 0 }, { "igncr", I, IGNCR, 0 },
	{ "icrnl", I, ICRNL, 0 }, { "iuclc", I, IUCLC, 0 },
	{ "ixon", I, IXON, 0 }, { "ixany", I, IXANY, 0 },
	{ "ixoff", I, IXOFF, 0 }, { "imaxbel", I, IMAXBEL, 0 },
	{ "iutf8", I, IUTF8, 0 },
	{ "opost", O, OPOST, 0 }, { "olcuc", O, OLCUC, 0 },
	{ "onlcr", O, ONLCR, 0 }, { "ocrnl", O, OCRNL, 0 },
	{ "onocr", O, ONOCR, 0 }, { "onlret", O, ONLRET, 0 },
	{ "tab3", O, XTABS, TABDLY },
	{ "isig", L, ISIG, 0 }, { "icanon", L, ICANON, 0 },
	{ "echo", L, ECHO, 0 }, { "echoe", L, ECHOE, 0 },
	{ "echok", L, ECHOK, 0 }, { "echonl", L, ECHONL, 0 },
	{ "noflsh", L, NOFLSH, 0 }, { "echoctl", L, ECHOCTL, 0 },
	{ "echoprt", L, ECHOPRT, 0 }, { "echoke", L, ECHOKE, 0 },
	{ "iexten", L, IEXTEN, 0 },
};

#undef I
#undef O
#undef L

static const struct {
	const char *name;
	int index;
} chars[] = {
	{ "eol", VEOL }, { "eol2", VEOL2 }, { "erase", VERASE },
	{ "kill", VKILL }, { "intr", VINTR }, { "min", VMIN },
	{ "time", VTIME }, { "eof", VEOF },
};

/* One word: icanon, -icanon, eol=x; "min" takes a digit's value. */
static void set_mode(struct termios2 *t, const char *word)
{
	int on = *word != '-', i;
	const char *name = word + !on, *value = strchr(word, '=');
	u32 *words[] = { &t->c_iflag, &t->c_oflag, &t->c_lflag };

	for (i = 0; i < ARRAY_SIZE(chars); i++)
		if (value && !strncmp(chars[i].name, word, value - word)) {
			t->c_cc[chars[i].index] = i == 5 || i == 6 ?
				value[1] - '0' :
				value[1] == '0' ? 0 : value[1];
			return;
		}
	for (i = 0; i < ARRAY_SIZE(modes); i++)
		if (!strcmp(modes[i].name, name)) {
			*words[modes[i].word] &= ~(modes[i].bits |
						   modes[i].mask);
			if (on)
				*words[modes[i].word] |= modes[i].bits;
			return;
		}
	printf("Bail out! no mode %s\n", word);
	exit(1);
}

static void stty(const char *words)
{
	struct termios2 old = tty.termios;
	char copy[200], *word;

	strcpy(copy, words);
	for (word = strtok(copy, " "); word; word = strtok(NULL, " "))
		set_mode(&tty.termios, word);
	n_tty_new_modes(&tty, &old);
}

/* --- one terminal ------------------------------------------------------- */

static void open_tty(const char *words)
{
	if (tty.buf)
		n_tty_free(&tty);
	memset(&tty, 0, sizeof(tty));
	tty.driver = &device;
	tty.termios = device.init_termios;
	tty.pgrp = 7;
	n_tty_alloc(&tty);
	stty(words);
	nr_events = wakes = resumed = 0;
	events[0] = '\0';
	device_room = LOG_MAX;
}

static void type(const char *s, u32 n)
{
	while (n--)
		n_tty_input(&tty, *s++, TTY_NORMAL);
	n_tty_input_done(&tty);
}

/* One read() of at most n bytes that need not wait; -1: it would have to. */
static int read_once(char *to, u32 n)
{
	u32 got, used;
	bool end;

	if (!n_tty_ready(&tty, 1))
		return -1;
	got = n_tty_peek(&tty, (u8 *)to, n, &used, &end);
	tty.tail += used;
	tty_check_unthrottle(&tty);
	return got;
}

/* All that can be read, a bar behind each read; an end of file shows as "". */
static const char *read_all(u32 size)
{
	static char text[LOG_MAX];
	char piece[8192];
	int n, len = 0, pieces = 0;

	while ((n = read_once(piece, size)) >= 0 && ++pieces < MAX_PIECES) {
		memcpy(text + len, piece, n);
		len += n;
		text[len++] = '|';
	}
	text[len] = '\0';
	return text;
}

#endif
