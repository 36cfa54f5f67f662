/* needs: kernel/log.c lib/div64.c */
/*
 * log_test.c - levels, lines and the ring of printk(): chosen texts, then
 * random ones from several CPUs against a model that forgets nothing. All
 * starts just before the places in the log pass 2^32.
 */
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/log.h>
#include <stdlib.h>
#include "tap.h"

#define ROUNDS	20000
#define STAMP	"[    0.000000] "

static unsigned int seed = 4711;

static u64 some_hours(void)
{
	return 12345678901ULL;
}

/* All that a reader at *pos gets, in pieces of odd sizes. */
static const char *read_from(u32 *pos)
{
	static char text[LOG_SIZE + 1];
	unsigned int n, len = 0;

	while ((n = log_copy(pos, text + len, 7)) != 0)
		len += n;
	text[len] = '\0';
	return text;
}

/* What one text adds to the log. */
static const char *stored(const char *text, u32 cpu)
{
	u32 pos = log_end;

	log_store(text, strlen(text), cpu);
	return read_from(&pos);
}

static void test_lines(void)
{
	is_str(stored("<6>hello\n", 0), "<6>" STAMP "hello\n", "a line");
	is_str(stored("no level\n", 0), "<4>" STAMP "no level\n",
	       "without a level it is a warning");
	is_str(stored("<2>one\n<7>two\nthree\n", 0), "<2>" STAMP "one\n"
	       "<7>" STAMP "two\n" "<7>" STAMP "three\n",
	       "three lines at once; the third has the level of the second");
	is_str(stored("<6>begun", 0), "<6>" STAMP "begun", "a begun line");
	is_str(stored(" and <3>ended\n", 0), " and <3>ended\n",
	       "goes on; a level inside is but text");
	stored("<6>begun", 0);
	is_str(stored("mine\n", 1), "\n<4>" STAMP "mine\n",
	       "another CPU begins a new line");
	stored("<6>begun", 0);
	is_str(stored("<3>new\n", 0), "\n<3>" STAMP "new\n",
	       "and so does a level");
	is_str(stored("", 0), "", "nothing adds nothing");
	is_str(stored("<8>x\n", 0), "<4>" STAMP "<8>x\n", "there is no <8>");
	log_clock = some_hours;
	is_str(stored("<6>now\n", 0), "<6>[12345.678901] now\n", "the time");
	log_clock = NULL;
	is(log_prefix("<0>", 3), 0, "<0> is a level");
	is(log_prefix("<7>x", 4), 7, "<7> is a level");
	is(log_prefix("<7", 2), -1, "<7 is none");
}

static void test_long_line(void)
{
	char text[LOG_TEXT_MAX + 1], want[2 * LOG_TEXT_MAX];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	sprintf(want, "<4>" STAMP "%.*s\n<4>" STAMP "%s", LOG_LINE_MAX, text,
		text + LOG_LINE_MAX);
	is_str(stored(text, 0), want, "a line too long is ended");
	stored("\n", 0);
}

/* The model: the whole text ever, and the line that is open. */
static char *model;
static size_t model_len, line_start;
static int open_cpu = -1;		/* -1: no line is open */

static void model_byte(char c)
{
	model[model_len++] = c;
}

/* Random words with random levels and line ends; told to the model too. */
static void add_random(void)
{
	int level = rnd(&seed) % 4 ? rnd(&seed) % 8 : -1;
	int cpu = rnd(&seed) % 3, n = 1 + rnd(&seed) % 60, i, shown = level;
	char text[80], *t = text;
	bool end = rnd(&seed) % 2 || model_len - line_start > 500;

	if (level >= 0)
		t += sprintf(t, "<%d>", level);
	if (open_cpu >= 0 && (level >= 0 || open_cpu != cpu)) {
		model_byte('\n');
		open_cpu = -1;
	}
	if (open_cpu < 0) {
		line_start = model_len;
		if (shown < 0)
			shown = LEVEL_DEFAULT;
		model_len += sprintf(model + model_len, "<%d>" STAMP, shown);
	}
	for (i = 0; i < n; i++) {
		*t++ = 'a' + rnd(&seed) % 26;
		model_byte(t[-1]);
	}
	if (end) {
		*t++ = '\n';
		model_byte('\n');
	}
	open_cpu = end ? -1 : cpu;
	log_store(text, t - text, cpu);
}

/* Is the ring the end of the model, cut at a line, and nearly full? */
static int agrees(void)
{
	u32 pos = log_start, len = log_end - log_start;
	const char *tail = model + model_len - len;

	if (len > LOG_SIZE || len > model_len ||
	    (model_len > LOG_SIZE && len < LOG_SIZE - 1000))
		return 0;
	if (tail > model && tail[-1] != '\n')
		return 0;
	return memcmp(read_from(&pos), tail, len) == 0;
}

static void test_ring(void)
{
	u32 slow = log_end;
	int i, bad = 0, late = 0, lost = 0;

	model = malloc(ROUNDS * 100);
	log_start = log_end;
	for (i = 0; i < ROUNDS; i++) {
		add_random();
		bad += !agrees();
		if (rnd(&seed) % 2000 == 0) {
			bool passed = slow - log_start > log_end - log_start;
			const char *text = read_from(&slow);

			late += passed;
			lost += passed && log_prefix(text, strlen(text)) < 0;
			bad += slow != log_end;
		}
	}
	is(bad, 0, "%d random texts from three CPUs", ROUNDS);
	ok(model_len > 10 * LOG_SIZE, "the ring went round and round");
	ok(late && !lost, "a reader who is late goes on at a line's start");
	free(model);
}

int main(void)
{
	log_start = log_end = -5000U;
	test_lines();
	test_long_line();
	test_ring();
	ok(log_end < INT_MAX, "places in the log have wrapped");
	return done();
}
