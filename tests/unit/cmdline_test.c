/* needs: init/cmdline.c lib/cmdline.c lib/string.c lib/strtol.c */
/*
 * cmdline_test.c - values, words, and who gets which of them.
 */
#include <linux/cmdline.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <limits.h>
#include <stdlib.h>
#include "host.h"
#include "tap.h"

/* What the parameters below were given, in order. */
static char calls[1024];

static int note(const char *who, const char *value)
{
	size_t len = strlen(calls);

	snprintf(calls + len, sizeof(calls) - len, "%s(%s) ", who, value);
	return 0;
}

static int setup_console(char *value)
{
	return note("console", value);
}
__setup("console=", setup_console);

static int setup_nosmp(char *value)
{
	return note("nosmp", value);
}
__setup("nosmp", setup_nosmp);

static int setup_first(char *value)
{
	return note("first", value);
}
early_setup("first=", setup_first);

/* One function under two names, and one name for two functions. */
static int setup_twice(char *value)
{
	return note("twice", value);
}
__setup("twice", setup_twice);
__setup("twice=", setup_twice);

static int setup_console_too(char *value)
{
	return note("too", value);
}
early_setup("console=", setup_console_too);

static int setup_number(char *value)
{
	unsigned long n = 0;
	int err = get_number(value, 10, 20, &n);
	char text[16];

	snprintf(text, sizeof(text), "%lu", n);
	return err ? err : note("number", text);
}
__setup("number=", setup_number);

/* Both passes over a fresh state; the calls and warnings are left to see. */
static void parse(const char *line)
{
	calls[0] = '\0';
	host_log_clear();
	memset(argv_init + 1, 0, sizeof(argv_init) - sizeof(argv_init[0]));
	memset(envp_init + 2, 0, sizeof(envp_init) - 2 * sizeof(envp_init[0]));
	envp_init[0] = "HOME=/";
	envp_init[1] = "TERM=linux";
	parse_command_line(line, 1);
	note("|", "");
	parse_command_line(line, 0);
}

/* A list as one text: [a][b]. */
static const char *list(char **strings)
{
	static char text[8192];

	text[0] = '\0';
	for (; *strings; strings++)
		sprintf(text + strlen(text), "[%s]", *strings);
	return text;
}

static void test_values(void)
{
	static const struct {
		const char *s;
		u64 value;
		int used;
	} sizes[] = {
		{ "16M", 16 << 20, 3 }, { "640k", 640 << 10, 4 },
		{ "4G", 4ULL << 30, 2 }, { "0x100000", 0x100000, 8 },
		{ "017", 15, 3 }, { "12", 12, 2 }, { "1KB", 1024, 2 },
		{ "", 0, 0 }, { "M", 0, 0 }, { "-1", 0, 0 }, { "0", 0, 1 },
		{ "99999999999999G", ULLONG_MAX, 15 },
		{ "17179869183G", 17179869183ULL << 30, 12 },
		{ "17179869184G", ULLONG_MAX, 12 },
	};
	char *end;
	int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		u64 n = memparse(sizes[i].s, &end);

		ok(n == sizes[i].value && end - sizes[i].s == sizes[i].used,
		   "memparse \"%s\"", sizes[i].s);
	}
}

static void test_numbers(void)
{
	char text[] = "1,-2,0x10,", *s = text;
	unsigned long n = 77;
	int v = 0;

	ok(get_option(&s, &v) == 2 && v == 1, "the first of a list");
	ok(get_option(&s, &v) == 2 && v == -2, "the second, negative");
	ok(get_option(&s, &v) == 2 && v == 16, "the third, a comma after it");
	ok(get_option(&s, &v) == 0 && v == 16 && !*s, "and no more");
	is(get_number("abc", 0, 9, &n), -EINVAL, "letters are no number");
	is(get_number("5x", 0, 9, &n), -EINVAL, "nor half a number");
	is(get_number("", 0, 9, &n), -EINVAL, "nor nothing");
	is(get_number("-5", 0, 9, &n), -EINVAL, "nor a sign");
	is(get_number("10", 0, 9, &n), -ERANGE, "too large");
	is(get_number("4294967301", 0, 9, &n), -ERANGE, "far too large");
	is(get_number("4", 5, 9, &n), -ERANGE, "too small");
	is(n, 77, "errors leave the value alone");
	ok(get_number("0x9", 0, 9, &n) == 0 && n == 9, "just right");
}

static void test_parameters(void)
{
	parse("first=1 nosmp console=ttyS0,9600 twice twice=2 first=");
	is_str(calls, "first(1) too(ttyS0,9600) first() |() "
	       "nosmp() console(ttyS0,9600) twice() twice(2) ",
	       "each parameter in its pass, in order");
	is_str(host_log, "", "nothing to complain about");
	is_str(list(argv_init), "[init]", "nothing for init");

	parse("number=15 number=30 number=x number=");
	is_str(calls, "|() number(15) ", "a good value of four");
	is_str(host_log, "<4>Command line: \"number=30\" is out of range, "
	       "ignored\n<4>Command line: \"number=x\" is not understood, "
	       "ignored\n<4>Command line: \"number=\" is not understood, "
	       "ignored\n", "the others are named, once");
}

static void test_init(void)
{
	parse("BOOT_IMAGE=x single nosmp=1 TER=1 TERM=vt100 a=b -- nosmp c=d "
	      "-- e");
	is_str(calls, "|() ", "no parameter, not after -- either");
	is_str(list(argv_init), "[init][single][nosmp][c=d][--][e]",
	       "init's arguments");
	is_str(list(envp_init), "[HOME=/][TERM=vt100][BOOT_IMAGE=x][nosmp=1]"
	       "[TER=1][a=b]", "init's environment");
	is_str(host_log, "", "no complaint");
	parse("=x first console");
	is_str(list(argv_init), "[init][=x][first][console]",
	       "names without their values are words");
	parse("");
	is_str(list(argv_init), "[init]", "an empty line");
}

static void test_words(void)
{
	static const char line[] = "console=\"a b\"c  \t x\"y z\"\n\"\" \"q r";

	parse(line);
	is_str(calls, "too(a bc) |() console(a bc) ", "a value in quotes");
	is_str(list(argv_init), "[init][xy z][][q r]", "words with quotes");
	is_str(host_log, "<4>Command line: a quote has no end: \"q r\"\n",
	       "a quote without an end is reported once");
}

/* More than there is room for: the first are kept, the others named. */
static void test_limits(void)
{
	char line[3 * COMMAND_LINE_SIZE], *s = line;
	int i;

	for (i = 0; i < 40; i++)
		s += sprintf(s, "w%d v%d=1 ", i, i);
	parse(line);
	ok(!argv_init[MAX_INIT_ARGS + 1] && !envp_init[MAX_INIT_ENVS],
	   "the lists end");
	is_str(argv_init[MAX_INIT_ARGS], "w31", "the last argument");
	is_str(envp_init[MAX_INIT_ENVS - 1], "v29=1", "the last variable");
	ok(strstr(host_log, "no room for \"w32\", ignored") &&
	   strstr(host_log, "no room for \"v30=1\", ignored") &&
	   strstr(host_log, "no room for \"v39=1\", ignored"),
	   "the rest is reported");

	memset(line, 'x', sizeof(line));
	line[sizeof(line) - 1] = '\0';
	parse(line);
	is(strlen(argv_init[1]), COMMAND_LINE_SIZE - 1, "a line too long");
	is_str(host_log, "<4>Command line: cut to 1023 characters\n",
	       "is reported once");
	line[COMMAND_LINE_SIZE] = '\0';
	parse(line);
	ok(strstr(host_log, "cut to 1023"), "one byte too long as well");
	line[COMMAND_LINE_SIZE - 1] = '\0';
	parse(line);
	is_str(host_log, "", "and one that just fits is not");
}

int main(void)
{
	test_values();
	test_numbers();
	test_parameters();
	test_init();
	test_words();
	test_limits();
	return done();
}
