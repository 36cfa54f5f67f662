/* needs: drivers/char/n_tty_buf.c drivers/char/n_tty_in.c */
/* needs: drivers/char/n_tty_erase.c drivers/char/n_tty_echo.c */
/* needs: drivers/char/n_tty_out.c drivers/char/tty_flow.c */
/*
 * n_tty_test.c - the line discipline against scripts: with these modes, this
 * is typed; that is what the terminal shows, and what programs read. Then
 * output, full buffers, flow, and random keys in random modes under the
 * sanitizers.
 */
#include <stdlib.h>
#include <linux/signal.h>
#include <linux/tty_driver.h>
#include "tap.h"

#define LOG_MAX		20000
#define FUZZ_ROUNDS	4000
#define FUZZ_KEYS	300
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

/* --- scripts ------------------------------------------------------------ */

static const struct {
	const char *name, *modes, *typed, *shown, *read;
} scripts[] = {
{ "a line", "", "ls\r", "ls\r\n", "ls\n|" },
{ "NL ends a line, too", "", "ls\n", "ls\r\n", "ls\n|" },
{ "two lines, two reads", "", "a\rb\r", "a\r\nb\r\n", "a\n|b\n|" },
{ "an unfinished line stays", "", "a\rbc", "a\r\nbc", "a\n|" },
{ "an empty line", "", "\r", "\r\n", "\n|" },
{ "-icrnl: CR is a character", "-icrnl", "a\rb\n", "a^Mb\r\n", "a\rb\n|" },
{ "igncr", "igncr", "a\rb\n", "ab\r\n", "ab\n|" },
{ "inlcr: no line ends so", "inlcr -icrnl", "a\nb", "a^Mb", "" },
{ "-echo", "-echo", "a\r", "", "a\n|" },
{ "-echo echonl", "-echo echonl", "a\r", "\r\n", "a\n|" },
{ "control characters are shown", "", "\1\2\r", "^A^B\r\n", "\1\2\n|" },
{ "DEL, if it does not erase", "erase=0", "a\177\r", "a^?\r\n",
	"a\177\n|" },
{ "-echoctl", "-echoctl", "\1\r", "\1\r\n", "\1\n|" },
{ "a tab is shown as itself", "", "a\tb\r", "a\tb\r\n", "a\tb\n|" },
{ "a tab in blanks", "tab3", "a\tb\r", "a       b\r\n", "a\tb\n|" },
{ "EOF at the start", "", "\4", "", "|" },
{ "EOF behind text passes it on", "", "ab\4", "ab", "ab|" },
{ "EOF twice behind text", "", "ab\4\4", "ab", "ab||" },
{ "EOF, then a line", "", "\4a\r", "a\r\n", "|a\n|" },
{ "EOF of one's own", "eof=x", "abx", "ab", "ab|" },
{ "no EOF", "eof=0", "a\4\r", "a^D\r\n", "a\4\n|" },
{ "EOL", "eol=;", "a;b\r", "a;b\r\n", "a;|b\n|" },
{ "EOL2", "eol2=;", "a;b\r", "a;b\r\n", "a;|b\n|" },
{ "EOL2 wants IEXTEN", "eol2=; -iexten", "a;b\r", "a;b\r\n", "a;b\n|" },
{ "ERASE", "", "ab\177c\r", "ab\b \bc\r\n", "ac\n|" },
{ "ERASE at the start", "", "\177\177a\r", "a\r\n", "a\n|" },
{ "ERASE does not reach the last line", "", "a\r\177\177b\r",
	"a\r\nb\r\n", "a\n|b\n|" },
{ "ERASE of a control character", "", "\1\177x\r", "^A\b \b\b \bx\r\n",
	"x\n|" },
{ "ERASE of a control character, -echoctl", "-echoctl", "\1\177x\r",
	"\1x\r\n", "x\n|" },
{ "ERASE of a tab", "", "ab\t\177c\r", "ab\t\b\b\b\b\b\bc\r\n", "abc\n|" },
{ "ERASE of the second tab", "", "\tabc\t\177\r",
	"\tabc\t\b\b\b\b\b\r\n", "\tabc\n|" },
{ "ERASE of a tab behind ^A", "", "\1\t\177\r", "^A\t\b\b\b\b\b\b\r\n",
	"\1\n|" },
{ "ERASE, -echoe", "-echoe", "ab\177\r", "ab^?\r\n", "a\n|" },
{ "ERASE, -echoe, of one's own", "-echoe erase=#", "ab#\r", "ab#\r\n",
	"a\n|" },
{ "ERASE, echoprt", "echoprt", "abc\177\177d\r", "abc\\cb/d\r\n",
	"ad\n|" },
{ "ERASE of all, echoprt", "echoprt", "a\177b\r", "a\\a/b\r\n", "b\n|" },
{ "ERASE, echoprt, then the line's end", "echoprt", "ab\177\r",
	"ab\\b/\r\n", "a\n|" },
{ "ERASE of UTF-8", "iutf8", "a\303\244\177b\r",
	"a\303\244\b \bb\r\n", "ab\n|" },
{ "ERASE of UTF-8, four bytes", "iutf8", "\360\237\230\200\177b\r",
	"\360\237\230\200\b \bb\r\n", "b\n|" },
{ "ERASE of a byte, -iutf8", "", "\303\244\177b\r",
	"\303\244\b \bb\r\n", "\303b\n|" },
{ "a tab behind UTF-8", "iutf8", "\303\244\t\177\r",
	"\303\244\t\b\b\b\b\b\b\b\r\n", "\303\244\n|" },
{ "WERASE", "", "ab cd\27e\r", "ab cd\b \b\b \be\r\n", "ab e\n|" },
{ "WERASE takes the blanks behind", "", "ab cd  \27\r",
	"ab cd  \b \b\b \b\b \b\b \b\r\n", "ab \n|" },
{ "WERASE takes punctuation with it", "", "ab-.\27\r",
	"ab-.\b \b\b \b\b \b\b \b\r\n", "\n|" },
{ "WERASE wants IEXTEN", "-iexten", "a\27\r", "a^W\r\n", "a\27\n|" },
{ "KILL", "", "abc\25d\r", "abc\b \b\b \b\b \bd\r\n", "d\n|" },
{ "KILL of nothing", "", "\25d\r", "d\r\n", "d\n|" },
{ "KILL, -echoke", "-echoke", "abc\25d\r", "abc^U\r\nd\r\n", "d\n|" },
{ "KILL, -echok", "-echok", "abc\25d\r", "abc^Ud\r\n", "d\n|" },
{ "KILL, -echo", "-echo", "abc\25d\r", "", "d\n|" },
{ "KILL, echoprt", "echoprt", "ab\25c\r", "ab\\ba/c\r\n", "c\n|" },
{ "KILL leaves finished lines", "", "a\rb\25c\r", "a\r\nb\b \bc\r\n",
	"a\n|c\n|" },
{ "REPRINT", "", "ab\22c\r", "ab^R\r\nabc\r\n", "abc\n|" },
{ "a tab after REPRINT", "", "ab\22\t\177\r",
	"ab^R\r\nab\t\b\b\b\b\b\b\r\n", "ab\n|" },
{ "LNEXT", "", "\26\3\r", "^\b^C\r\n", "\3\n|" },
{ "LNEXT of a line's end", "-icrnl", "\26\n\n", "^\b\r\n\r\n", "\n\n|" },
{ "LNEXT of ERASE and LNEXT", "", "a\26\177\26\26\r",
	"a^\b^?^\b^V\r\n", "a\177\26\n|" },
{ "LNEXT of EOF", "", "a\26\4\r", "a^\b^D\r\n", "a\4\n|" },
{ "LNEXT, -echoctl", "-echoctl", "\26a\r", "a\r\n", "a\n|" },
{ "LNEXT of STOP", "", "\26\23\r", "^\b^S\r\n", "\23\n|" },
{ "INTR", "", "ab\3c\r", "ab<flush><INT>^Cc\r\n", "c\n|" },
{ "INTR takes finished lines with it", "", "a\rb\3",
	"a\r\nb<flush><INT>^C", "" },
{ "QUIT", "", "a\34", "a<flush><QUIT>^\\", "" },
{ "SUSP", "", "a\32b\r", "a<flush><TSTP>^Zb\r\n", "b\n|" },
{ "INTR, noflsh", "noflsh", "ab\3c\r", "ab<INT>^Cc\r\n", "abc\n|" },
{ "INTR, -isig", "-isig", "a\3\r", "a^C\r\n", "a\3\n|" },
{ "INTR, -echo", "-echo", "\3", "<flush><INT>", "" },
{ "INTR of one's own", "intr=x", "ax", "a<flush><INT>x", "" },
{ "no INTR", "intr=0", "\3\r", "^C\r\n", "\3\n|" },
{ "INTR lets the output go on", "", "\23\3",
	"<stop><start><flush><INT>^C", "" },
{ "STOP and START", "", "a\23b\21\r", "a<stop>b<start>\r\n", "ab\n|" },
{ "STOP twice", "", "\23\23\21\21", "<stop><start>", "" },
{ "-ixon", "-ixon", "\23\21\r", "^S^Q\r\n", "\23\21\n|" },
{ "ixany", "ixany", "\23a", "<stop><start>a", "" },
{ "ixany does not let STOP start", "ixany", "\23\23", "<stop>", "" },
{ "istrip", "istrip", "\341\215", "a\r\n", "a\n|" },
{ "8 bits", "", "\341\r", "\341\r\n", "\341\n|" },
{ "iuclc", "iuclc", "AbC\r", "abc\r\n", "abc\n|" },
{ "olcuc", "olcuc", "abc\r", "ABC\r\n", "abc\n|" },
{ "-opost", "-opost", "ab\r", "ab\n", "ab\n|" },
{ "parmrk doubles FFh", "parmrk", "\377\r", "\377\r\n", "\377\377\n|" },
{ "raw", "-icanon -isig -ixon -icrnl -echo min=1", "a\r\n\3\4\23\177", "",
	"a\r\n\3\4\23\177|" },
{ "-icanon with echo", "-icanon", "a\177\4", "a^?^D", "a\177\4|" },
{ "cbreak has signals", "-icanon -echo", "ab\3c", "<flush><INT>", "c|" },
{ "-icanon: no LNEXT", "-icanon -echo", "\26\26", "", "\26\26|" },
};

static void test_scripts(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(scripts); i++) {
		open_tty(scripts[i].modes);
		type(scripts[i].typed, strlen(scripts[i].typed));
		is_str(events, scripts[i].shown, "%s: echo", scripts[i].name);
		is_str(read_all(4096), scripts[i].read, "%s: read",
		       scripts[i].name);
	}
}

/* --- reading in other ways ---------------------------------------------- */

static void test_reads(void)
{
	char buf[8];

	open_tty("");
	type("abcdef\r", 7);
	is_str(read_all(4), "abcd|ef\n|", "a line in two reads");
	open_tty("");
	type("abcd\4x\r", 7);
	is_str(read_all(4), "abcd|x\n|", "the EOF right behind a full buffer "
	       "is of that line");
	open_tty("");
	type("abcd\4\4", 6);
	is_str(read_all(4), "abcd||", "the next one is not");
	open_tty("-icanon");
	type("abcdef", 6);
	is_str(read_all(4), "abcd|ef|", "raw bytes in two reads");
	open_tty("");
	type("ab\rcd\4e", 7);
	is(n_tty_count(&tty), 5, "FIONREAD: complete lines, no EOF");
	stty("-icanon");
	is(n_tty_count(&tty), 7, "and all, in raw mode");
	open_tty("");
	is(read_once(buf, 4), -1, "nothing typed: a read has to wait");
	type("a", 1);
	is(read_once(buf, 4), -1, "and with half a line");
	is(wakes, 0, "nobody was woken for that");
	type("\r", 1);
	is(wakes, 1, "but for the whole");
	open_tty("-icanon");
	type("ab", 2);
	ok(n_tty_ready(&tty, 2) && !n_tty_ready(&tty, 3), "VMIN is asked for");
	ok(n_tty_ready(&tty, 0), "VMIN 0 means: is there anything?");
}

static void test_mode_changes(void)
{
	open_tty("-icanon -echo");
	type("ab", 2);
	stty("icanon");
	is_str(read_all(99), "ab|", "typed raw, read as a line");
	open_tty("-icanon -echo");
	type("ab\0", 3);
	stty("icanon");
	is(read_once((char[9]){ 0 }, 9), 3, "also with a NUL at the end");
	type("c\r", 2);
	is_str(read_all(99), "c\n|", "and the next line is one");
	open_tty("-echo");
	type("a\4b\rc", 5);
	stty("-icanon");
	is(n_tty_count(&tty), 5, "lines become bytes");
	open_tty("-echo");
	type("ab", 2);
	stty("-icanon");
	is_str(read_all(99), "ab|", "typed as a line, read raw");
	open_tty("-echo");
	type("ab", 2);
	stty("-icanon");
	stty("icanon");
	type("\177\177c\r", 4);
	is_str(read_all(99), "ab|c\n|", "there and back: it is finished");
}

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
	test_scripts();
	test_reads();
	test_mode_changes();
	test_faults();
	test_long_line();
	test_held();
	test_no_room();
	test_output();
	test_fuzz();
	n_tty_free(&tty);
	return done();
}
