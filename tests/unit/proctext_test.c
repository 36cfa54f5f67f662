/* needs: fs/proc/text.c lib/vsprintf.c lib/div64.c lib/strtol.c */
/*
 * proctext_test.c - the texts of /proc: nothing is written outside the buffer,
 * what does not fit is noted, special characters become octal.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/proc_fs.h>
#include "../../fs/proc/internal.h"
#include "host.h"
#include "tap.h"

#define ROOM	64

/* vsprintf.c wants it for %pS. */
int sprint_symbol(char *buf, size_t size, unsigned long addr)
{
	return snprintf(buf, size, "%lx", addr);
}

static char memory[ROOM];

static struct proc_buf empty(u32 size)
{
	struct proc_buf b = { .text = memory, .size = size };

	memset(memory, 'z', sizeof(memory));
	return b;
}

/* Is the text this, and has nothing behind the room been touched? */
static int holds(const struct proc_buf *b, const char *text)
{
	u32 i;

	for (i = b->size; i < ROOM; i++)
		if (memory[i] != 'z')
			return 0;
	return b->len == strlen(text) && !memcmp(memory, text, b->len);
}

static void test_printf(void)
{
	struct proc_buf b = empty(12);

	proc_printf(&b, "%d %s\n", 42, "abc");
	ok(holds(&b, "42 abc\n") && !b.full, "a text that fits");
	proc_printf(&b, "%05u", 7);
	ok(holds(&b, "42 abc\n") && b.full,
	   "one that would need the byte of the NUL is left out, and noted");
	b.full = false;
	proc_puts(&b, "1234");
	ok(holds(&b, "42 abc\n1234") && !b.full, "the last byte but one");
	proc_puts(&b, "5");
	ok(holds(&b, "42 abc\n1234") && b.full, "and no more");
}

static void test_escape(void)
{
	struct proc_buf b = empty(32);

	proc_escape(&b, "a b\\c\td\n", " \t\n\\");
	ok(holds(&b, "a\\040b\\134c\\011d\\012") && !b.full,
	   "special characters become octal");
	b = empty(8);
	proc_escape(&b, "      ", " ");
	ok(b.full && b.len == 0 && memory[8] == 'z', "no room for them");
}

/* The source is the end of the buffer itself, as d_path() leaves it. */
static void test_in_place(void)
{
	const char *paths[] = { "/", "/a", "/a b/c d", "/         ", "/x\ny" };
	u32 i, size, wrong = 0, fitted = 0;
	struct proc_buf b;
	char want[ROOM];
	char *from;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		for (size = strlen(paths[i]) + 1; size < ROOM; size++) {
			struct proc_buf w = { .text = want,
					      .size = sizeof(want) };

			proc_escape(&w, paths[i], " \n");
			b = empty(size);
			from = memory + size - strlen(paths[i]) - 1;
			memcpy(from, paths[i], strlen(paths[i]) + 1);
			proc_escape(&b, from, " \n");
			want[w.len] = '\0';
			if (!b.full)
				fitted++;
			if (!b.full && !holds(&b, want))
				wrong++;
		}
	ok(!wrong && fitted, "a path at the end of the buffer, escaped");
}

static int number(const char *s)
{
	struct qstr name = { .name = s, .len = strlen(s) };

	return proc_number(&name);
}

static void test_number(void)
{
	is(number("0"), 0, "0");
	is(number("32767"), 32767, "a pid");
	is(number("2147483630"), 2147483630, "nearly the largest");
	is(number(""), -1, "empty");
	is(number("01"), -1, "a zero in front");
	is(number("-1"), -1, "a sign");
	is(number("1x"), -1, "a letter");
	is(number("99999999999999999999"), -1, "too large");
}

static void test_parse(void)
{
	int n = 0;

	ok(proc_parse("0", &n) && n == 0, "0");
	ok(proc_parse("-17", &n) && n == -17, "a sign");
	ok(proc_parse("4\t4 1 7", &n) && n == 4, "the first of several");
	ok(proc_parse("2147483647", &n) && n == INT_MAX, "the largest");
	ok(!proc_parse("2147483648", &n), "what is larger");
	ok(!proc_parse("99999999999999999999999", &n), "and much larger");
	ok(!proc_parse("", &n) && !proc_parse("-", &n), "nothing");
	ok(!proc_parse("4x", &n) && !proc_parse(" 4", &n), "something else");
}

int main(void)
{
	test_parse();
	test_printf();
	test_escape();
	test_in_place();
	test_number();
	return done();
}
