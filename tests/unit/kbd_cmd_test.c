/* needs: drivers/char/kbd_cmd.c */
/*
 * kbd_cmd_test.c - commands to a pretended keyboard, which answers in time,
 * wants bytes again, fails its test, is not there, or answers anything.
 */
#include <linux/sched.h>
#include <linux/timer.h>
#include "../../drivers/char/i8042.h"
#include "../../drivers/char/kbd.h"
#include "host.h"
#include "tap.h"

#define FUZZ_ROUNDS	300000

struct cpu boot_cpu, *host_cpu = &boot_cpu;
unsigned long host_memory;
volatile unsigned long jiffies;

static char sent[200];			/* bytes, as hexadecimal text */
static struct timer_list *timer;	/* that runs, or NULL */
static bool controller = true;

bool kbd_put_byte(u8 byte)
{
	u32 len = strlen(sent);

	if (controller && len < sizeof(sent) - 4)
		sprintf(sent + len, "%02x ", byte);
	return controller;
}

bool del_timer(struct timer_list *t)
{
	(void)t;
	timer = NULL;
	return true;
}

bool mod_timer(struct timer_list *t, unsigned long expires)
{
	(void)expires;
	timer = t;
	return true;
}

/* The timer's time comes. */
static void expire(void)
{
	struct timer_list *t = timer;

	timer = NULL;
	if (t)
		t->function(t->data);
}

/* What was sent since the last call. */
static const char *bytes(void)
{
	static char copy[sizeof(sent)];

	strcpy(copy, sent);
	sent[0] = '\0';
	return copy;
}

static void test_orderly(void)
{
	kbd_send(KBD_RESET, NO_ARG);
	kbd_send(KBD_SET_LEDS, 2);
	kbd_send(KBD_ENABLE, NO_ARG);
	is_str(bytes(), "ff ", "one byte at a time");
	ok(kbd_answer(KBD_ACK), "ACK is an answer");
	is_str(bytes(), "", "the keyboard tests itself");
	ok(!kbd_answer(0x1e), "keys come meanwhile");
	kbd_send(KBD_SET_LEDS, 4);
	ok(kbd_answer(KBD_TESTED), "it is done");
	is_str(bytes(), "ed ", "next command, in order");
	kbd_answer(KBD_ACK);
	is_str(bytes(), "04 ", "with the newest argument");
	ok(!kbd_answer(0x9e), "a key between command and answer");
	kbd_answer(KBD_RESEND);
	is_str(bytes(), "04 ", "again, when it was not understood");
	kbd_answer(KBD_ACK);
	is_str(bytes(), "f4 ", "and the last one");
	kbd_answer(KBD_ACK);
	ok(!timer, "then all is quiet");
	ok(!kbd_answer(KBD_TESTED), "which is a key's code now");
	ok(kbd_answer(KBD_ACK), "but ACK never is");
}

static void test_replace(void)
{
	kbd_send(KBD_SET_LEDS, 1);
	kbd_send(KBD_SET_LEDS, 2);
	kbd_send(KBD_SET_LEDS, 3);
	kbd_answer(KBD_ACK);
	kbd_answer(KBD_ACK);
	kbd_answer(KBD_ACK);
	kbd_answer(KBD_ACK);
	is_str(bytes(), "ed 01 ed 03 ", "what waits is replaced");
	ok(!timer, "nothing is left");
}

static void test_silence(void)
{
	host_log_clear();
	kbd_send(KBD_RESET, NO_ARG);
	kbd_send(KBD_ENABLE, NO_ARG);
	expire();
	expire();
	expire();
	is_str(bytes(), "ff ff ff ", "three tries");
	ok(!timer && strstr(host_log, "none that answers"), "and a word");
	kbd_send(KBD_SET_LEDS, 0);
	is_str(bytes(), "ed ", "but it is tried again later");
	kbd_answer(KBD_ACK);
	kbd_answer(KBD_ACK);
	is_str(bytes(), "00 ", "and works when there is one");
	kbd_send(KBD_RESET, NO_ARG);
	kbd_answer(KBD_ACK);
	kbd_send(KBD_ENABLE, NO_ARG);
	expire();
	is_str(bytes(), "ff f4 ", "a test that does not end, ends");
	kbd_answer(KBD_ACK);
	kbd_send(KBD_SET_LEDS, 1);
	kbd_answer(KBD_RESEND);
	kbd_answer(KBD_RESEND);
	kbd_answer(KBD_RESEND);
	is_str(bytes(), "ed ed ed ", "so does RESEND");
	ok(!timer, "nothing is left");
	controller = false;
	kbd_send(KBD_SET_LEDS, 1);
	ok(!timer, "without a controller nothing is waited for");
	controller = true;
}

static void test_full(void)
{
	int n = 0;

	while (n < 100 && kbd_send(0x10 + n, NO_ARG))
		n++;
	is(n, 8, "the queue has an end");
	while (timer)
		kbd_answer(KBD_ACK);
	bytes();
	ok(kbd_send(KBD_ENABLE, NO_ARG), "and is empty again");
	kbd_answer(KBD_ACK);
}

static void test_fuzz(void)
{
	static const u8 answers[] = { KBD_ACK, KBD_RESEND, KBD_TESTED,
				      KBD_FAILED, 0x1e, 0x00 };
	u32 seed = 1981, i, n;

	for (i = 0; i < FUZZ_ROUNDS; i++) {
		n = rnd(&seed);
		if (n % 4 == 0)
			kbd_send(n >> 8 & 1 ? KBD_RESET : n >> 24,
				 n >> 9 & 1 ? NO_ARG : (int)(n >> 16 & 7));
		else if (n % 16 == 1)
			expire();
		else
			kbd_answer(answers[(n >> 8) % sizeof(answers)]);
		bytes();
	}
	for (i = 0; i < 100 && timer; i++)
		expire();
	ok(!timer, "whatever it answers, it ends");
}

int main(void)
{
	test_orderly();
	test_replace();
	test_silence();
	test_full();
	test_fuzz();
	return done();
}
