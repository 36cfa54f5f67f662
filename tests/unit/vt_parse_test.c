/* needs: drivers/char/vt_parse.c drivers/char/vt_esc.c drivers/char/vt_csi.c */
/* needs: drivers/char/vt_modes.c drivers/char/vt_setterm.c */
/* needs: drivers/char/vt_sgr.c drivers/char/vt_attr.c drivers/char/vt_cells.c */
/* needs: drivers/char/vt_cursor.c drivers/char/vt_print.c drivers/char/cp437.c */
/* needs: drivers/char/vt_utf8.c drivers/char/vt_charset.c */
/*
 * vt_parse_test.c - the escape parser against pictures: this is written, that
 * is on the screen and there is the cursor. Then what cannot be seen in a
 * picture: attributes, reports, modes, the history.
 */
#include "vt_model.h"

/* The screen begins with these lines, and is empty below. */
struct picture {
	const char *name, *input, *screen;
	int x, y;
};

#define TEN "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n8\r\n9\r\n10"
#define W20 "abcdefghijklmnopqrst"
#define W80 W20 W20 W20 W20

static const struct picture pictures[] = {
	/* control characters */
	{ "text", "hello", "hello", 5, 0 },
	{ "LF only goes down", "ab\ncd", "ab\n  cd", 4, 1 },
	{ "VT and FF are LF", "a\vb\fc", "a\n b\n  c", 3, 2 },
	{ "CR", "abc\rX", "Xbc", 1, 0 },
	{ "BS moves, erases nothing", "abc\b\bX", "aXc", 2, 0 },
	{ "BS stops at the first column", "a\b\b\bX", "X", 1, 0 },
	{ "tabs", "a\tb\tc", "a       b       c", 17, 0 },
	{ "NUL, DEL and their like are nothing", "a\x01\x02\x05\x7f\x11" "b",
		"ab", 2, 0 },
	{ "BEL", "a\ab", "ab", 2, 0 },
	/* wrapping */
	{ "80 characters: the cursor stays", W80, W80, 79, 0 },
	{ "the 81st begins a line", W80 "X", W80 "\nX", 1, 1 },
	{ "CR takes the wrap back", W80 "\rX", "Xbcdefghijklmnopqrst" W20 W20
		W20, 1, 0 },
	{ "CR LF behind a full line is one line", W80 "\r\nX", W80 "\nX", 1,
		1 },
	{ "BS from behind the last column", W80 "\bX",
		W20 W20 W20 "abcdefghijklmnopqrXt", 79, 0 },
	{ "a tab does not move it, nor take it back", W80 "\tX", W80 "\nX", 1,
		1 },
	{ "SGR does not take it back", W80 "\033[1mX", W80 "\nX", 1, 1 },
	{ "EL erases the last one, and takes it back", W80 "\033[KX",
		W20 W20 W20 "abcdefghijklmnopqrsX", 79, 0 },
	{ "CUF takes it back", W80 "\033[CX",
		W20 W20 W20 "abcdefghijklmnopqrsX", 79, 0 },
	{ "saved and restored", W80 "\0337\033[5;5H\0338X", W80 "\nX", 1, 1 },
	{ "DECAWM off: the last one is written over", "\033[?7l" W80 "XYZ",
		W20 W20 W20 "abcdefghijklmnopqrsZ", 79, 0 },
	{ "DECAWM off and on", W80 "\033[?7l\033[?7hX",
		W20 W20 W20 "abcdefghijklmnopqrsX", 79, 0 },
	{ "wrapping in the last row scrolls", TEN "\033[25;1H" W80 "X",
		"2\n3\n4\n5\n6\n7\n8\n9\n10\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
		W80 "\nX", 1, 24 },
	/* moving */
	{ "CUP", "\033[3;5HX", "\n\n    X", 5, 2 },
	{ "CUP without parameters", "abc\033[HX", "Xbc", 1, 0 },
	{ "CUP of 0;0", "abc\033[0;0HX", "Xbc", 1, 0 },
	{ "CUP with an empty row", "abc\033[;3fX", "abX", 3, 0 },
	{ "CUP beyond the screen", "\033[99;999Hx",
		"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
		"                    " "                    "
		"                    " "                   x", 79, 24 },
	{ "a number that does not end", "\033[1;99999999999999999999G\033[7GX",
		"      X", 7, 0 },
	{ "CUU CUD CUF CUB", "\033[5;5H\033[2A\033[BX\033[3C\033[2DY",
		"\n\n\n    X Y", 7, 3 },
	{ "CUU at the top", "\033[9AX", "X", 1, 0 },
	{ "CUB at the left", "ab\033[9DX", "Xb", 1, 0 },
	{ "CUU stops at the region", "\033[3;9r\033[5;1H\033[99AX", "\n\nX", 1,
		2 },
	{ "CUU above the region does not", "\033[3;9r\033[2;1H\033[99AX", "X",
		1, 0 },
	{ "CUD stops at the region", "\033[3;5r\033[4;1H\033[99BX",
		"\n\n\n\nX", 1, 4 },
	{ "CNL CPL", "ab\033[2EX\033[FY", "ab\nY\nX", 1, 1 },
	{ "CHA HPA VPA HPR VPR", "\033[4GX\033[2`Y\033[3dZ\033[2aA\033[eB",
		" Y X\n\n  Z  A\n      B", 7, 3 },
	{ "IND and NEL", "a\033Db\033Ec", "a\n b\nc", 1, 2 },
	{ "RI in the first row scrolls", "a\033M\rb", "b\na", 1, 0 },
	{ "DECSC and DECRC", "\033[3;3H\0337\033[H\0338X", "\n\n  X", 3, 2 },
	{ "CSI s and u", "ab\033[s\033[9;9H\033[uX", "abX", 3, 0 },
	{ "DECRC without DECSC", "abc\0338X", "Xbc", 1, 0 },
	/* erasing */
	{ "EL 0", "abcdef\033[4G\033[K", "abc", 3, 0 },
	{ "EL 1", "abcdef\033[4G\033[1K", "    ef", 3, 0 },
	{ "EL 2", "abcdef\033[4G\033[2KX", "   X", 4, 0 },
	{ "EL 7 is nothing", "abc\033[7K", "abc", 3, 0 },
	{ "ED 0", "abc\r\ndef\r\nghi\033[2;2H\033[J", "abc\nd", 1, 1 },
	{ "ED 1", "abc\r\ndef\r\nghi\033[2;2H\033[1J", "\n  f\nghi", 1, 1 },
	{ "ED 2 leaves the cursor", "abc\r\ndef\033[2J", "", 3, 1 },
	{ "ECH", "abcdef\033[2G\033[3X", "a   ef", 1, 0 },
	{ "ECH ends with the line", "abc\r\nxyz\033[1;2H\033[999X", "a\nxyz",
		1, 0 },
	/* inserting and deleting */
	{ "ICH", "abcdef\033[2G\033[2@", "a  bcdef", 1, 0 },
	{ "ICH loses what does not fit", W80 "\033[79G\033[@",
		W20 W20 W20 "abcdefghijklmnopqr s", 78, 0 },
	{ "ICH of too many", "ab\rc\033[999@\rX", "X", 1, 0 },
	{ "DCH", "abcdef\033[2G\033[2P", "adef", 1, 0 },
	{ "DCH of too many", "abcdef\033[3G\033[999P", "ab", 2, 0 },
	{ "IL", "1\r\n2\r\n3\033[2;1H\033[2L", "1\n\n\n2\n3", 0, 1 },
	{ "DL", "1\r\n2\r\n3\r\n4\033[2;1H\033[2M", "1\n4", 0, 1 },
	{ "DL of too many", "1\r\n2\r\n3\033[2;1H\033[99M", "1", 0, 1 },
	{ "IL in a region", TEN "\033[3;5r\033[4;1H\033[L",
		"1\n2\n3\n\n4\n6\n7\n8\n9\n10", 0, 3 },
	{ "DL in a region", TEN "\033[3;5r\033[4;1H\033[M",
		"1\n2\n3\n5\n\n6\n7\n8\n9\n10", 0, 3 },
	{ "IL and DL outside of it", TEN "\033[3;5r\033[7;1H\033[L\033[M",
		"1\n2\n3\n4\n5\n6\n7\n8\n9\n10", 0, 6 },
	{ "IRM", "abc\033[2G\033[4hXY\033[4lZ", "aXYZc", 4, 0 },
	{ "IRM at the end of the line", "\033[4h" W80 "X", W80 "\nX", 1, 1 },
	/* the region */
	{ "a region scrolls alone", TEN "\033[3;5r\033[5;1H\nX",
		"1\n2\n4\n5\nX\n6\n7\n8\n9\n10", 1, 4 },
	{ "and down", TEN "\033[3;5r\033[3;1H\033MX",
		"1\n2\nX\n3\n4\n6\n7\n8\n9\n10", 1, 2 },
	{ "LF below it does not scroll", "\033[3;5r\033[25;1Ha\nb",
		"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nab", 2, 24 },
	{ "RI above it does not", "\033[3;5r\033[H\033M\033MX", "X", 1, 0 },
	{ "DECSTBM goes home", "abc\033[3;5rX", "Xbc", 1, 0 },
	{ "a region of one line is refused", "abc\033[4;4rX", "abcX", 4, 0 },
	{ "one that is upside down, too", "abc\033[5;3rX", "abcX", 4, 0 },
	{ "one that is too long, too", "abc\033[5;26rX", "abcX", 4, 0 },
	{ "DECSTBM without parameters", "\033[3;5r\033[r\033[25;1H1\n2",
		"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n1\n 2", 2,
		24 },
	{ "DECOM", "\033[3;5r\033[?6hX\033[9;2HY", "\n\nX\n\n Y", 2, 4 },
	{ "DECOM off goes home", "\033[3;5r\033[?6h\033[?6lX", "X", 1, 0 },
	{ "VPA in origin mode", "\033[3;5r\033[?6h\033[2dX", "\n\n\nX", 1,
		3 },
	{ "DECRC restores DECOM",
		"\033[3;5r\033[?6h\0337\033[?6l\0338\033[1;1HX", "\n\nX", 1,
		2 },
	/* tab stops */
	{ "HTS", "\033[3g\033[4G\033H\r\tX", "   X", 4, 0 },
	{ "TBC 0", "\033[9G\033[g\r\tX", "                X", 17, 0 },
	{ "TBC 3: a tab goes to the last column", "\033[3g\tX",
		"                    " "                    "
		"                    " "                   X", 79, 0 },
	/* character sets */
	{ "VT100 graphics", "\033(0lqqk\033(Bq", "\xda\xc4\xc4\xbfq", 5, 0 },
	{ "G1 by SO and SI", "\033)0a\016x\017x", "a\xb3x", 3, 0 },
	{ "arrows and block", "\033(0+,-.0`afgyz{}~",
		"\x1a\x1b\x18\x19\xdb\x04\xb1\xf8\xf1\xf3\xf2\xe3\x9c\xfa",
		14, 0 },
	{ "Latin-1", "\xe4\xf6\xfc\xdf\xa3\xb1", "\x84\x94\x81\xe1\x9c\xf1",
		6, 0 },
	{ "Latin-1 that the font lacks", "\xc0\xd7\xf8", "Axo", 3, 0 },
	{ "C1 control characters are nothing", "a\x80\x85\x9f" "b", "ab", 2,
		0 },
	{ "9Bh is CSI", "abc\x9b" "2DX", "aXc", 2, 0 },
	{ "straight to the font", "\033(U\xc9\xcd\xbb", "\xc9\xcd\xbb", 3,
		0 },
	{ "SGR 11: bytes are glyphs", "\033[11m\x01\xc9\x10\033[10m\x01",
		"\x01\xc9\x10", 3, 0 },
	{ "SGR 11 leaves LF and ESC", "\033[11ma\nb\033[10m", "a\n b", 2, 1 },
	{ "SGR 12: with bit 7", "\033[12mM\033[10mM", "\xcdM", 2, 0 },
	{ "CSI 3 h shows control characters", "\033[3ha\x02\033[3l\x02",
		"a\x02", 2, 0 },
	{ "DECSC keeps the set", "\033(0\0337\033(B\0338q", "\xc4", 1, 0 },
	/* UTF-8 */
	{ "UTF-8", "\033%G\xc3\xa4\xe2\x94\x80\xe2\x95\x94", "\x84\xc4\xc9",
		3, 0 },
	{ "a heavy line is a light one", "\033%G\xe2\x94\x8f\xe2\x94\x81",
		"\xda\xc4", 2, 0 },
	{ "a character we lack", "\033%G\xd0\xb6", "\xfe", 1, 0 },
	{ "a wide one takes two columns", "\033%G\xe4\xb8\xad" "x",
		"\xfe x", 3, 0 },
	{ "a wide one is not cut", "\033%G\033[80G\xe4\xb8\xad" "x",
		"\n\xfe x", 3, 1 },
	{ "an accent takes none", "\033%Ge\xcc\x81x", "ex", 2, 0 },
	{ "cut short", "\033%G\xe2\x94x", "\xfex", 2, 0 },
	{ "cut short by a sequence", "\033%G\xe2\033[Cx", "\xfe x", 3, 0 },
	{ "too long, surrogate, too high", "\033%G\xc0\xaf|\xe0\x80\xaf|"
		"\xed\xa0\x80|\xf4\x90\x80\x80|\xff|\x80|",
		"\xfe|\xfe|\xfe|\xfe|\xfe|\xfe|", 12, 0 },
	{ "back to Latin-1", "\033%G\033%@\xe4", "\x84", 1, 0 },
	{ "graphics in UTF-8", "\033%G\033(0q\033(B\xe2\x94\x82",
		"\xc4\xb3", 2, 0 },
	/* what is nothing, or only in part something */
	{ "unknown CSI", "a\033[5z\033[1;2;3yb", "ab", 2, 0 },
	{ "marks, intermediates", "a\033[>c\033[=1h\033[1 q\033[!p\033[0$}b",
		"ab", 2, 0 },
	{ "subparameters", "a\033[38:5:1mb", "ab", 2, 0 },
	{ "unknown ESC", "a\033~\033 F\033#3\033*0\033%9b", "ab", 2, 0 },
	{ "function keys", "a\033[[Ab", "ab", 2, 0 },
	{ "titles", "a\033]0;window\ab\033]2;x\033\\c", "abc", 3, 0 },
	{ "DCS APC PM SOS", "a\033Pq#1\033\\b\033_x\033\\c\033^y\033\\d"
		"\033Xz\033\\e", "abcde", 5, 0 },
	{ "CAN ends a sequence", "a\033[12\030Hb", "aHb", 3, 0 },
	{ "SUB ends a string", "a\033]0;xyz\032b", "ab", 2, 0 },
	{ "ESC begins another", "a\033[12\033[Cb", "a b", 3, 0 },
	{ "control characters work in the midst", "abc\033[2\bDX", "Xbc", 1,
		0 },
	{ "and in a string they do not", "abc\033]0;\b\b\rx\aX", "abcX", 4,
		0 },
	{ "more parameters than there is room for",
		"\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19HX",
		" X", 2, 0 },
	{ "palette, with bad digits", "a\033]P1ff8000b\033]PxZc", "abZc", 4,
		0 },
	/* all of it */
	{ "RIS", "abc\033[3;5r\033[?6h\033(0\033[4h\033cq", "q", 1, 0 },
	{ "ED 2 and home is clear", TEN "\033[H\033[J$ ", "$", 2, 0 },
};

/* Compares a console with a picture's lines. */
static bool matches(const struct vc_data *vc, const char *want)
{
	const char *end;
	int y;

	for (y = 0; y < vc->rows; y++) {
		end = strchrnul(want, '\n');
		if (strlen(line(vc, y)) != end - want ||
		    memcmp(line(vc, y), want, end - want)) {
			diag("row %d is \"%s\"", y, line(vc, y));
			return false;
		}
		want = *end ? end + 1 : end;
	}
	return true;
}

static void test_picture(const struct picture *p)
{
	struct vc_data *vc = new_console();
	bool good;

	feed(vc, p->input);
	good = matches(vc, p->screen);
	if (vc->x != p->x || vc->y != p->y)
		diag("the cursor is at %d,%d", vc->x, vc->y);
	ok(good && vc->x == p->x && vc->y == p->y && is_sane(vc), "%s",
	   p->name);
	free_console(vc);
}

int main(void)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(pictures); i++)
		test_picture(&pictures[i]);
	return done();
}
