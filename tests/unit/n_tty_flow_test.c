/* needs: drivers/char/n_tty_buf.c drivers/char/n_tty_in.c */
/* needs: drivers/char/n_tty_erase.c drivers/char/n_tty_echo.c */
/* needs: drivers/char/n_tty_out.c drivers/char/tty_flow.c */
/*
 * n_tty_flow_test.c - what is between the line discipline and its device:
 * faults on the line, buffers that are full, flow, output. Then random keys in
 * random modes under the sanitizers.
 */
#include "n_tty_model.h"

#define FUZZ_ROUNDS	4000
#define FUZZ_KEYS	300

/* --- faults on the line ------------------------------------------------- */

static void fault(const char *name, const char *words, int flag, u8 c,
		  const char *shown, const char *read, int len)
{
	char buf[20];
	int n;

	open_tty(words);
	n_tty_input(&tty, c, flag);
	n_tty_input_done(&tty);
	n = read_once(buf, sizeof(buf));
	is_str(events, shown, "%s: echo", name);
	ok(n == len && (len < 0 || !memcmp(buf, read, len)), "%s: read", name);
}

static void test_faults(void)
{
	const char *raw = "-icanon -echo ";
	char words[80];

#define FAULT(name, modes, ...) \
	(sprintf(words, "%s%s", raw, modes), fault(name, words, __VA_ARGS__))
	FAULT("break", "", TTY_BREAK, 0, "", "\0", 1);
	FAULT("break, ignbrk", "ignbrk brkint", TTY_BREAK, 0, "", "", -1);
	FAULT("break, brkint", "brkint", TTY_BREAK, 0, "<flush><INT>", "",
	      -1);
	FAULT("break, parmrk", "parmrk", TTY_BREAK, 0, "", "\377\0\0", 3);
	FAULT("parity, -inpck", "", TTY_PARITY, 'x', "", "x", 1);
	FAULT("parity, inpck", "inpck", TTY_PARITY, 'x', "", "\0", 1);
	FAULT("parity, ignpar", "inpck ignpar", TTY_PARITY, 'x', "", "", -1);
	FAULT("parity, parmrk", "inpck parmrk", TTY_PARITY, 'x', "",
	      "\377\0x", 3);
	FAULT("framing, parmrk", "inpck parmrk", TTY_FRAME, 'x', "",
	      "\377\0x", 3);
}

/* --- full buffers, and flow --------------------------------------------- */

static void type_many(char c, u32 n)
{
	while (n--)
		n_tty_input(&tty, c, TTY_NORMAL);
	n_tty_input_done(&tty);
}

static void test_long_line(void)
{
	static char buf[5000];

	open_tty("imaxbel");
	type_many('a', TTY_BUF_SIZE + 100);
	ok(n_tty_room(&tty), "a line too long: more is taken, and lost");
	is(nr_events, TTY_BUF_SIZE - 1 + 101, "with a bell for each");
	type("\r", 1);
	is(read_once(buf, sizeof(buf)), TTY_BUF_SIZE,
	   "4095 bytes and the end of the line are read");
	ok(buf[TTY_BUF_SIZE - 1] == '\n', "the end is a new line");
	open_tty("-imaxbel -echo");
	type_many('a', TTY_BUF_SIZE + 100);
	type("\177\177\r", 3);
	is(read_once(buf, sizeof(buf)), TTY_BUF_SIZE - 2, "a full line can be "
	   "edited");
	open_tty("-echo");
	type_many('a', TTY_BUF_SIZE + 100);
	type("\3b\r", 3);
	is_str(read_all(99), "b\n|", "INTR is heard when the line is full");
}

static void test_held(void)
{
	char buf[100];

	open_tty("-echo ixoff");
	type("\r", 1);
	type_many('a', TTY_BUF_SIZE - 200);
	is_str(events, "", "no STOP while there is room");
	type_many('a', 80);
	is_str(events, "<x19>", "STOP is sent when there is little");
	type_many('a', 1);
	is_str(events, "<x19>", "only once");
	while (n_tty_room(&tty))
		n_tty_input(&tty, 'b', TTY_NORMAL);
	ok(tty.head - tty.tail <= TTY_BUF_SIZE, "the buffer is full, not more");
	tty.input_held = true;
	is(read_once(buf, 1), 1, "the line is read");
	is(resumed, 1, "the driver may go on");
	is_str(events, "<x19><x17>", "as may the sender: nobody could read "
	       "this unfinished line");
	open_tty("-icanon -echo ixoff");
	type_many('a', TTY_BUF_SIZE - 100);
	while (tty.throttled && read_once(buf, 10) == 10)
		;
	is(tty.head - tty.tail <= TTY_ROOM_LOW, 1, "raw: when most was read");
	is_str(events, "<x19><x17>", "START is sent");
	open_tty("-icanon -echo ixoff");
	type_many('a', TTY_BUF_SIZE - 100);
	type("\3", 1);
	is_str(events, "<x19><flush><INT><x17>", "INTR makes room");
	open_tty("-icanon -echo");
	type_many('a', TTY_BUF_SIZE - 100);
	tty.input_held = true;
	tty_flush_input(&tty);
	is(read_once(buf, 1), -1, "tcflush() leaves nothing");
	ok(resumed && !tty.input_held, "and asks the driver for the rest");
}

static void test_no_room(void)
{
	open_tty("");
	device_room = 5;
	type("a\r", 2);
	is_str(events, "", "no echo where it does not fit");
	is_str(read_all(99), "a\n|", "but the line is read");
	open_tty("");
	type("\1", 1);
	device_room = 8;
	nr_events = events[0] = 0;
	type("\177", 1);
	is_str(events, "", "a sequence is shown whole or not at all");
}

/* --- output ------------------------------------------------------------- */

static const struct {
	const char *name, *modes, *written, *shown;
	u32 column;
} outputs[] = {
{ "text", "", "abc", "abc", 3 },
{ "onlcr", "", "a\nb", "a\r\nb", 1 },
{ "-onlcr", "-onlcr", "a\nb", "a\nb", 2 },
{ "onlret", "-onlcr onlret", "a\nb", "a\nb", 1 },
{ "CR", "", "ab\rc", "ab\rc", 1 },
{ "ocrnl", "ocrnl -onlcr", "ab\rc", "ab\nc", 3 },
{ "ocrnl, onlret", "ocrnl onlret", "ab\rc", "ab\nc", 1 },
{ "onocr", "onocr", "\r\rab\r\rc", "ab\rc", 1 },
{ "tabs", "", "a\tb", "a\tb", 9 },
{ "tabs as blanks", "tab3", "a\tb\t", "a       b       ", 16 },
{ "tab at a stop", "tab3", "12345678\t", "12345678        ", 16 },
{ "backspace", "", "ab\bc", "ab\bc", 2 },
{ "backspace at the edge", "", "\b\ba", "\b\ba", 1 },
{ "olcuc", "olcuc", "aBc", "ABC", 3 },
{ "control characters take no room", "", "a\33\7b", "a\33\7b", 2 },
{ "UTF-8", "iutf8", "\303\244\t", "\303\244\t", 8 },
{ "-opost", "-opost", "a\n\t\r", "a\n\t\r", 0 },
};

static void test_output(void)
{
	char text[400], *want = events;
	u32 i, n;

	for (i = 0; i < ARRAY_SIZE(outputs); i++) {
		open_tty(outputs[i].modes);
		n = strlen(outputs[i].written);
		is(n_tty_output(&tty, (const u8 *)outputs[i].written, n,
				LOG_MAX), n, "output %s", outputs[i].name);
		is_str(events, outputs[i].shown, "%s: shown",
		       outputs[i].name);
		is(tty.column, outputs[i].column, "%s: column",
		   outputs[i].name);
	}
	open_tty("");
	memset(text, '\n', sizeof(text));
	is(n_tty_output(&tty, (u8 *)text, 400, LOG_MAX), 400, "a long piece");
	for (i = 0; i < 400 && !memcmp(want + 2 * i, "\r\n", 2); i++)
		;
	is(i, 400, "is shown whole");
	is(n_tty_output(&tty, (u8 *)text, 400, 7), 0, "nothing is begun that "
	   "might not fit");
	is(n_tty_output(&tty, (u8 *)text, 400, 20), 7, "and no more than fits");
	stty("-opost");
	is(n_tty_output(&tty, (u8 *)text, 400, 20), 20, "raw: to the byte");
	open_tty("");
	n_tty_output(&tty, (const u8 *)"login: ", 7, LOG_MAX);
	type("\t\177", 2);
	is_str(events, "login: \t\b", "a tab behind a prompt");
}

/* --- random ------------------------------------------------------------- */

/* Any keys in any modes: no access out of bounds, the places in order. */
static void test_fuzz(void)
{
	static const char keys[] = "\3\4\23\21\25\26\27\22\32\34\177"
		"\r\n\t\0a \377";
	unsigned int seed = 1995;
	char buf[300];
	int round, key, bad = 0, i;
	struct termios2 old;

	for (round = 0; round < FUZZ_ROUNDS; round++) {
		if (round % 50 == 0)
			open_tty("");
		old = tty.termios;
		tty.termios.c_iflag = rnd(&seed);
		tty.termios.c_oflag = rnd(&seed);
		tty.termios.c_lflag = rnd(&seed) | (rnd(&seed) & ICANON);
		for (i = 0; i < NCCS; i++)
			if (rnd(&seed) % 8 == 0)
				tty.termios.c_cc[i] = rnd(&seed);
		n_tty_new_modes(&tty, &old);
		for (key = rnd(&seed) % FUZZ_KEYS; key && n_tty_room(&tty);
		     key--)
			n_tty_input(&tty, rnd(&seed) % 2 ? rnd(&seed) :
				    keys[rnd(&seed) % sizeof(keys)],
				    rnd(&seed) % 16 ? TTY_NORMAL :
				    rnd(&seed) % 4);
		n_tty_input_done(&tty);
		for (i = rnd(&seed) % 4; i; i--)
			read_once(buf, rnd(&seed) % sizeof(buf) + 1);
		nr_events = 0;
		device_room = rnd(&seed) % 300;
		bad += tty.head - tty.tail > TTY_BUF_SIZE;
		if (tty_wants_lines(&tty.termios))
			bad += tty.head - tty.canon > tty.head - tty.tail;
		bad += n_tty_count(&tty) > TTY_BUF_SIZE;
	}
	is(bad, 0, "%d random scripts", FUZZ_ROUNDS);
}

int main(void)
{
	test_faults();
	test_long_line();
	test_held();
	test_no_room();
	test_output();
	test_fuzz();
	n_tty_free(&tty);
	return done();
}
