/* needs: drivers/char/n_tty_buf.c drivers/char/n_tty_in.c */
/* needs: drivers/char/n_tty_erase.c drivers/char/n_tty_echo.c */
/* needs: drivers/char/n_tty_out.c drivers/char/tty_flow.c */
/*
 * n_tty_test.c - the line discipline against scripts: with these modes, this
 * is typed; that is what the terminal shows, and what programs read. Then reads
 * of other sizes, and modes that change on the way. n_tty_flow_test.c has what
 * is between it and the device.
 */
#include "n_tty_model.h"

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

int main(void)
{
	test_scripts();
	test_reads();
	test_mode_changes();
	n_tty_free(&tty);
	return done();
}
