/* needs: drivers/char/vt_parse.c drivers/char/vt_esc.c drivers/char/vt_csi.c */
/* needs: drivers/char/vt_modes.c drivers/char/vt_setterm.c */
/* needs: drivers/char/vt_sgr.c drivers/char/vt_attr.c drivers/char/vt_cells.c */
/* needs: drivers/char/vt_cursor.c drivers/char/vt_print.c drivers/char/cp437.c */
/* needs: drivers/char/vt_utf8.c drivers/char/vt_charset.c */
/*
 * vt_state_test.c - what the escape parser does that text does not show:
 * attributes, modes, reports, what was scrolled off; and that no bytes, at
 * random or nearly right, ever do harm.
 */
#include "vt_model.h"

#define FUZZ_ROUNDS	3000
#define FUZZ_BYTES	400

/* --- attributes ---------------------------------------------------------- */

static const struct {
	const char *input;
	u8 attr;
} looks[] = {
	{ "", 0x07 }, { "\033[1m", 0x0f }, { "\033[1;22m", 0x07 },
	{ "\033[1;21m", 0x07 }, { "\033[2m", 0x08 }, { "\033[4m", 0x0f },
	{ "\033[4;24m", 0x07 }, { "\033[5m", 0x87 }, { "\033[5;25m", 0x07 },
	{ "\033[7m", 0x70 }, { "\033[7;27m", 0x07 },
	{ "\033[31m", 0x04 }, { "\033[32;44m", 0x12 }, { "\033[33m", 0x06 },
	{ "\033[34m", 0x01 }, { "\033[35m", 0x05 }, { "\033[36m", 0x03 },
	{ "\033[1;31m", 0x0c }, { "\033[7;31;42m", 0x42 },
	{ "\033[1;7;31m", 0x48 }, { "\033[91m", 0x0c }, { "\033[103m", 0x67 },
	{ "\033[31;39m", 0x07 }, { "\033[41;49m", 0x07 },
	{ "\033[31;41;1;0m", 0x07 }, { "\033[31;41m\033[m", 0x07 },
	{ "\033[;31m", 0x04 }, { "\033[31;m", 0x07 },
	{ "\033[38;5;1m", 0x04 }, { "\033[38;5;12m", 0x09 },
	{ "\033[38;5;196m", 0x04 }, { "\033[38;5;231m", 0x0f },
	{ "\033[38;5;232m", 0x00 }, { "\033[48;5;9m", 0x47 },
	{ "\033[48;5;21m", 0x17 }, { "\033[38;2;250;250;80m", 0x0e },
	{ "\033[48;2;0;160;0m", 0x27 }, { "\033[38;2;9999;0;0;1m", 0x0c },
	{ "\033[38;5;1;1m", 0x0c }, { "\033[38m", 0x07 },
	{ "\033[38;5;999;1m", 0x07 }, { "\033[38;7;1m", 0x07 },
	{ "\033[31m\033[8]\033[m", 0x04 }, { "\033[2;9]\033[2m", 0x0c },
	{ "\033[1;4]\033[4m", 0x01 }, { "\033[?5h", 0x70 },
	{ "\033[?5h\033[7m", 0x07 }, { "\033[?5h\033[?5l", 0x07 },
	{ "\033[?1m", 0x07 },
};

/* Sequences as a test's name: ^ is ESC. */
static const char *visible(const char *s)
{
	static char name[100];
	u32 i;

	for (i = 0; s[i] && i < sizeof(name) - 1; i++)
		name[i] = s[i] == '\033' ? '^' : s[i];
	name[i] = '\0';
	return name;
}

static void test_looks(void)
{
	struct vc_data *vc;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(looks); i++) {
		vc = new_console();
		feed(vc, looks[i].input);
		feed(vc, "X");
		is(attr(vc, 0, 0), looks[i].attr, "SGR %s",
		   visible(looks[i].input));
		free_console(vc);
	}
}

static void test_background(void)
{
	struct vc_data *vc = new_console();

	feed(vc, "\033[44;1;4;7m\033[2J");
	is(attr(vc, 9, 9), 0x17, "erased cells have the background only");
	feed(vc, "\033[42m\033[25;1H\n");
	is(attr(vc, 0, 24), 0x27, "so has a line that scrolls in");
	feed(vc, "\033[41m\033[H\033[3@\033[3P");
	is(attr(vc, 79, 0), 0x47, "and what DCH leaves");
	feed(vc, "\033[?5h");
	is(attr(vc, 79, 0), 0x74, "DECSCNM changes the cells that are there");
	free_console(vc);

	vga_mono = true;
	vc = new_console();
	feed(vc, "\033[4mX\033[0;1mX\033[0;7mX\033[0;31mX");
	ok(attr(vc, 0, 0) == 0x01 && attr(vc, 1, 0) == 0x0f &&
	   attr(vc, 2, 0) == 0x70 && attr(vc, 3, 0) == 0x07,
	   "an MDA underlines, and has no colours");
	free_console(vc);
	vga_mono = false;
}

/* --- reports and modes --------------------------------------------------- */

static const char *reply_to(const char *input)
{
	static struct vc_data *vc;

	if (vc)
		free_console(vc);
	vc = new_console();
	feed(vc, input);
	return replies(vc);
}

static void test_reports(void)
{
	is_str(reply_to("\033[5n"), "\033[0n", "DSR: all is well");
	is_str(reply_to("\033[3;9H\033[6n"), "\033[3;9R", "the cursor's place");
	is_str(reply_to("\033[4;9r\033[?6h\033[2;3H\033[6n"), "\033[2;3R",
	       "in origin mode it is the region's");
	is_str(reply_to("\033[80G*\033[6n"), "\033[1;80R",
	       "behind the last column is the last column");
	is_str(reply_to("\033[c"), "\033[?6c", "DA: a VT102");
	is_str(reply_to("\033Z"), "\033[?6c", "DECID, too");
	is_str(reply_to("\033[0c"), "\033[?6c", "DA 0");
	is_str(reply_to("\033[>c\033[1c\033[7n\033[n\033[?6n"), "",
	       "no answer to what we do not know");
	is_str(reply_to("\033[5n\033[5n\033[5n\033[5n\033[5n\033[5n\033[5n"
			"\033[c\033[5n"),
	       "\033[0n\033[0n\033[0n\033[0n\033[0n\033[0n\033[0n\033[0n",
	       "reports that do not fit are not cut");
}

static void test_modes(void)
{
	struct vc_data *vc = new_console();

	feed(vc, "\033[?1;8l\033[?1h\033=\033[20h\033[?25l\033[?6c");
	ok(vc->kbd.appl_cursor && vc->kbd.appl_keypad && vc->kbd.crlf &&
	   vc->kbd.no_repeat, "modes of the keyboard");
	ok(!vc->cursor_on && vc->cursor_size == 6, "the cursor's look");
	feed(vc, "ab\ncd");
	is_str(line(vc, 1), "cd", "LNM: LF is a new line");
	feed(vc, "\033[2q\033[3q");
	ok(vc->kbd.leds == (VC_NUM | VC_CAPS) && vc->kbd.leds_set &&
	   vc->new_leds, "DECLL");
	feed(vc, "\033[q");
	ok(!vc->kbd.leds && vc->kbd.leds_set, "DECLL 0");
	feed(vc, "\033c");
	ok(!vc->kbd.appl_cursor && !vc->kbd.appl_keypad && !vc->kbd.crlf &&
	   !vc->kbd.no_repeat && !vc->kbd.leds_set && vc->cursor_on &&
	   !vc->cursor_size, "RIS ends them all");
	feed(vc, "\033[?9h\033[?1000h\033[?3h\033[?2004h\033[99hX");
	is_str(line(vc, 0), "X", "modes without effect");
	free_console(vc);
}

static void test_setterm(void)
{
	struct vc_data *vc = new_console();

	feed(vc, "\033[10;440]\033[11;200]");
	ok(vc->bell_hz == 440 && vc->bell_ms == 200, "the bell's tone, time");
	feed(vc, "\033[10;5]\033[11;2001]");
	ok(vc->bell_hz == 0 && vc->bell_ms == 200, "one that nobody hears");
	feed(vc, "\033[10]\033[11]");
	ok(vc->bell_hz == DEFAULT_BELL_HZ && vc->bell_ms == DEFAULT_BELL_MS,
	   "as at first");
	feed(vc, "\a");
	ok(vc->ring, "it rings");
	feed(vc, "\033[9;99]");
	is(blank_set, 60, "minutes until it is dark");
	feed(vc, "\033[9;0]\033[12;3]\033[13]");
	ok(blank_set == 0 && switched_to == 2 && woken == 1,
	   "never; another console; light");
	feed(vc, "\033[12]\033[15]");
	is(switched_to, -2, "the last console");
	feed(vc, "\033]P1ff8001\033]PFABCDEF");
	ok(vc->palette[1].r == 0xff && vc->palette[1].g == 0x80 &&
	   vc->palette[1].b == 0x01 && vc->palette[15].g == 0xcd &&
	   palettes == 2, "two colours");
	feed(vc, "\033]R");
	ok(vc->palette[1].r == 0xaa && palettes == 3, "all as at first");
	free_console(vc);
}

/* --- what was scrolled off ----------------------------------------------- */

static void write_lines(struct vc_data *vc, u32 from, u32 n)
{
	char s[20];

	while (n--) {
		sprintf(s, "\r\nline %u", from++);
		feed(vc, s);
	}
}

static void test_history(void)
{
	struct vc_data *vc = new_console();
	char want[20];
	bool good = true;
	u32 i, j;

	write_lines(vc, 0, 24);
	is(vt_history(vc), 0, "nothing has scrolled off");
	for (i = 24; i < 2000 && good; i++) {
		write_lines(vc, i, 1);
		good = is_sane(vc) &&
		       vt_history(vc) >= min(i - 23, (u32)VT_HISTORY);
		for (j = 0; j < vt_history(vc) + vc->rows && good; j++) {
			if (i < j)
				break;
			sprintf(want, "line %u", i - j);
			good = !strcmp(line(vc, 24 - (int)j), want);
		}
	}
	ok(good, "2000 lines: %d or more before the screen", VT_HISTORY);
	feed(vc, "\033[H\033[2J");
	ok(vt_history(vc) >= VT_HISTORY, "clearing keeps them");
	feed(vc, "\033[3J");
	ok(vt_history(vc) == 0 && is_sane(vc), "ED 3 does not");
	feed(vc, "\033[2;25r\033[25;1H\n\n\n");
	is(vt_history(vc), 0, "a region's lines are not kept");
	free_console(vc);

	vc = new_console_of(VGA_ROWS);
	write_lines(vc, 0, 100);
	ok(vt_history(vc) == 0 && is_sane(vc) &&
	   !strcmp(line(vc, 24), "line 99") && !strcmp(line(vc, 0), "line 75"),
	   "a console without room for more than its screen");
	free_console(vc);
}

static void test_dirty(void)
{
	struct vc_data *vc = new_console();

	vc->dirty = 0;
	feed(vc, "\033[5;5Hx\033[9;1H\033[K");
	is(vc->dirty, 1u << 4 | 1u << 8, "changed rows, and no others");
	vc->dirty = 0;
	feed(vc, "\033[3;6r\033[6;1H\n");
	is(vc->dirty, 0x3c, "a region that scrolls");
	vc->dirty = 0;
	feed(vc, "\033[r\033[25;1H\n");
	is(vc->dirty, 0x1ffffff, "all rows");
	free_console(vc);
}

/* --- bytes at random ----------------------------------------------------- */

/* Mostly what looks like sequences, or nothing would happen. */
static u32 random_bytes(u8 *s, u32 n, unsigned int *seed)
{
	static const char finals[] = "@ABCDEFGHJKLMPXacdefghlmnqrsu`]";
	static const char others[] = "\b\t\n\r\v\x0e\x0f\x18\x1a\x9b"
				     "cDEHMZ78=>()#%]PX^_[;?0123456789U";
	u32 len = 0, i;

	while (len + 24 < n) {
		switch (rnd(seed) % 8) {
		case 0:
			s[len++] = rnd(seed);
			break;
		case 1:
			s[len++] = others[rnd(seed) % (sizeof(others) - 1)];
			break;
		case 2:
			s[len++] = 033;
			s[len++] = others[rnd(seed) % (sizeof(others) - 1)];
			break;
		case 3:
			for (i = rnd(seed) % 20; i; i--)
				s[len++] = ' ' + rnd(seed) % 224;
			break;
		default:
			len += sprintf((char *)s + len, "\033[%s%u;%u%c",
				rnd(seed) % 8 ? "" : "?",
				rnd(seed) % (rnd(seed) % 8 ? 30 : 9999),
				rnd(seed) % 90,
				finals[rnd(seed) % (sizeof(finals) - 1)]);
		}
	}
	return len;
}

static void test_fuzz(void)
{
	unsigned int seed = 20000101;
	u32 i, j, n, lines;
	struct vc_data *vc;
	u8 s[FUZZ_BYTES];
	bool good = true;

	for (i = 0; i < FUZZ_ROUNDS && good; i++) {
		lines = i & 1 ? VT_BUF_LINES : VGA_ROWS;
		vc = new_console_of(lines);
		for (j = 0; j < 8 && good; j++) {
			n = random_bytes(s, sizeof(s), &seed);
			vt_write(vc, s, n);
			good = is_sane(vc) && !(vc->dirty >> vc->rows);
			vc->nreply = vc->nreply * (j & 1);
		}
		free_console(vc);
	}
	ok(good, "random sequences do no harm");
}

int main(void)
{
	test_looks();
	test_background();
	test_reports();
	test_modes();
	test_setterm();
	test_history();
	test_dirty();
	test_fuzz();
	return done();
}
