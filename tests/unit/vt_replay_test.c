/* needs: drivers/char/vt_parse.c drivers/char/vt_esc.c drivers/char/vt_csi.c */
/* needs: drivers/char/vt_modes.c drivers/char/vt_setterm.c */
/* needs: drivers/char/vt_sgr.c drivers/char/vt_attr.c drivers/char/vt_cells.c */
/* needs: drivers/char/vt_cursor.c drivers/char/vt_print.c drivers/char/cp437.c */
/* needs: drivers/char/vt_utf8.c drivers/char/vt_charset.c */
/*
 * vt_replay_test.c - what real programs wrote to a terminal of type `linux',
 * 80 by 25, and the screens that it makes. tests/unit/vt/NAME.in is what
 * script(1) would record; NAME.screen the picture that is wanted, checked
 * once against that of another emulator (pyte):
 *
 *	cursor 12,3
 *	text of a row, glyphs that are not ASCII as \ and two digits
 *	07*70 1f*10	and its attributes, a run after the other
 *
 * With names of recordings as arguments it prints their pictures. Each is
 * played in pieces of several sizes, which must not matter.
 */
#include "vt_model.h"

#define MAX_SIZE	65536

static const char *const recordings[] = {
	"vi", "less", "top", "procps-top", "vim", "curses",
};

/* All of a file, and a NUL behind it; its length, or -1. */
static long read_file(const char *name, const char *suffix, char *buf)
{
	char path[200];
	size_t n;
	FILE *f;

	snprintf(path, sizeof(path), "tests/unit/vt/%s%s", name, suffix);
	f = fopen(name[0] == '/' ? name : path, "rb");
	if (!f)
		return -1;
	n = fread(buf, 1, MAX_SIZE - 1, f);
	fclose(f);
	buf[n] = '\0';
	return n;
}

static char *print_row(const struct vc_data *vc, u32 y, char *to)
{
	const char *s = line(vc, y);
	u32 x, run;

	for (; *s; s++)
		to += sprintf(to, *s >= ' ' && *s <= '~' && *s != '\\' ?
			      "%c" : "\\%02x", (u8)*s);
	*to++ = '\n';
	for (x = 0; x < vc->cols; x += run) {
		run = 1;
		while (x + run < vc->cols &&
		       attr(vc, x + run, y) == attr(vc, x, y))
			run++;
		to += sprintf(to, "%s%02x*%u", x ? " " : "", attr(vc, x, y),
			      run);
	}
	return to + sprintf(to, "\n");
}

/* The picture that `len' bytes make, written in pieces of `piece'. */
static const char *picture(const char *s, u32 len, u32 piece)
{
	static char text[MAX_SIZE];
	struct vc_data *vc = new_console();
	char *to = text;
	u32 i, y;

	for (i = 0; i < len; i += piece)
		vt_write(vc, (const u8 *)s + i, min(piece, len - i));
	to += sprintf(to, "cursor %u,%u\n", vc->x, vc->y);
	for (y = 0; y < vc->rows; y++)
		to = print_row(vc, y, to);
	free_console(vc);
	return text;
}

/* Says in which line two pictures differ. */
static void show_difference(const char *got, const char *want)
{
	int number = 1;

	for (; *got && *got == *want; got++, want++)
		number += *got == '\n';
	while (got[-1] == want[-1] && want[-1] != '\n' && number > 1)
		got--, want--;
	diag("line %d is \"%.*s\"", number, (int)strcspn(got, "\n"), got);
	diag("wanted \"%.*s\"", (int)strcspn(want, "\n"), want);
}

static void test_recording(const char *name)
{
	static const u32 pieces[] = { MAX_SIZE, 64, 7, 1 };
	static char in[MAX_SIZE], want[MAX_SIZE];
	long len = read_file(name, ".in", in);
	const char *got;
	u32 i;

	if (!ok(len > 0 && read_file(name, ".screen", want) > 0,
		"%s: a recording and a picture", name))
		return;
	for (i = 0; i < ARRAY_SIZE(pieces); i++) {
		got = picture(in, len, pieces[i]);
		if (!ok(!strcmp(got, want), "%s: the screen, by %u bytes",
			name, pieces[i]))
			show_difference(got, want);
	}
}

int main(int argc, char **argv)
{
	static char in[MAX_SIZE];
	u32 i;
	long len;

	for (i = 1; i < (u32)argc; i++) {
		len = read_file(argv[i], ".in", in);
		if (len >= 0)
			fputs(picture(in, len, MAX_SIZE), stdout);
	}
	if (argc > 1)
		return 0;
	for (i = 0; i < ARRAY_SIZE(recordings); i++)
		test_recording(recordings[i]);
	return done();
}
