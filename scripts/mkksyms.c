/*
 * mkksyms.c - makes the table of symbols that kernel/ksyms.c reads; the
 * format is described there.
 *
 *	nm -n vmlinux | mkksyms > ksyms.S
 *
 * Functions come from nm's types t, T and W; _etext and _einittext end their
 * sections. Empty input makes an empty table. Names are packed by giving the
 * most frequent pair of neighbours a code of its own, again and again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GROUP		32	/* as in kernel/ksyms.c, */
#define FIRST_PAIR	128	/* these two, */
#define PAIR_DEPTH	16	/* and this one */
#define CODES		256
#define NAME_MAX_LEN	63	/* KSYM_NAME_LEN without the NUL */

struct symbol {
	unsigned long address;
	char type;
	int len;			/* of the name, packed or not */
	unsigned char name[NAME_MAX_LEN + 1];
};

static struct symbol *symbols;
static int count, room;
static unsigned long text_start;
static int have_text;

static unsigned char pairs[CODES][2];
static int depth[CODES];	/* unfinished pairs while one is unpacked */

static void fail(const char *what)
{
	fprintf(stderr, "mkksyms: %s\n", what);
	exit(1);
}

/* --- reading ------------------------------------------------------------- */

static int is_end(const char *name)
{
	return !strcmp(name, "_etext") || !strcmp(name, "_einittext");
}

/* Names that the linker script gives to places, not to functions. */
static int is_mark(const char *name)
{
	return !strcmp(name, "_text") || !strcmp(name, "__init_begin") ||
	       !strcmp(name, "_end_rodata");
}

static void add(unsigned long address, char type, const char *name)
{
	struct symbol *s;

	if (count == room) {
		room = room ? 2 * room : 1024;
		symbols = realloc(symbols, room * sizeof(*symbols));
		if (!symbols)
			fail("out of memory");
	}
	s = &symbols[count++];
	s->address = address;
	s->type = type;
	s->len = is_end(name) ? 0 : strlen(name);
	if (s->len > NAME_MAX_LEN)
		s->len = NAME_MAX_LEN;
	memcpy(s->name, name, s->len);
	s->name[s->len] = '\0';
}

/* One line of nm's: "c0100000 T startup_32". */
static void read_line(const char *line)
{
	unsigned long address;
	char type, name[256];

	if (sscanf(line, "%lx %c %255s", &address, &type, name) != 3)
		return;			/* undefined: it has no address */
	if (!strcmp(name, "_text")) {
		text_start = address;
		have_text = 1;
	}
	if (is_end(name) || (strchr("tTW", type) && !is_mark(name)))
		add(address, type, name);
}

/* How good a name is for an address that has two: names, global ones. */
static int worth(const struct symbol *s)
{
	return (s->len != 0) * 2 + (s->type == 'T');
}

/* By address; of two with the same one, the better first. */
static int compare(const void *x, const void *y)
{
	const struct symbol *a = x, *b = y;

	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	if (worth(a) != worth(b))
		return worth(b) - worth(a);
	return strcmp((const char *)a->name, (const char *)b->name);
}

/* Leaves one symbol for each address. */
static void drop_aliases(void)
{
	int i, n = 0;

	qsort(symbols, count, sizeof(*symbols), compare);
	for (i = 0; i < count; i++)
		if (!n || symbols[i].address != symbols[n - 1].address)
			symbols[n++] = symbols[i];
	count = n;
}

static void check(void)
{
	int i;

	if (count && !have_text)
		fail("there is no symbol _text");
	if (count && symbols[0].address < text_start)
		fail("there is code before _text");
	if (count && symbols[count - 1].len)
		fail("there is code behind _etext and _einittext");
	for (i = 0; i < count; i++)
		if (memchr(symbols[i].name, 0, symbols[i].len))
			fail("a name contains a NUL");
}

/* --- packing ------------------------------------------------------------- */

/* Replaces every pair a, b in a name by one code. */
static void replace(struct symbol *s, int a, int b, int code)
{
	int i, n = 0;

	for (i = 0; i < s->len; i++) {
		if (i + 1 < s->len && s->name[i] == a && s->name[i + 1] == b) {
			s->name[n++] = code;
			i++;
		} else {
			s->name[n++] = s->name[i];
		}
	}
	s->len = n;
}

static int pair_depth(int a, int b)
{
	return depth[a] + 1 > depth[b] ? depth[a] + 1 : depth[b];
}

/* The most frequent pair that may still be nested; 0 if none saves a byte. */
static int best_pair(int *a, int *b)
{
	static int seen[CODES][CODES];
	int i, j, most = 2;

	memset(seen, 0, sizeof(seen));
	for (i = 0; i < count; i++)
		for (j = 0; j + 1 < symbols[i].len; j++)
			seen[symbols[i].name[j]][symbols[i].name[j + 1]]++;
	*a = -1;
	for (i = 0; i < CODES; i++)
		for (j = 0; j < CODES; j++)
			if (seen[i][j] > most &&
			    pair_depth(i, j) < PAIR_DEPTH) {
				most = seen[i][j];
				*a = i;
				*b = j;
			}
	return *a >= 0;
}

static void pack(void)
{
	int code, i, a, b;

	for (i = 0; i < CODES; i++)
		depth[i] = 1;
	for (code = FIRST_PAIR; code < CODES && best_pair(&a, &b); code++) {
		pairs[code][0] = a;
		pairs[code][1] = b;
		depth[code] = pair_depth(a, b);
		for (i = 0; i < count; i++)
			replace(&symbols[i], a, b, code);
	}
}

/* --- writing ------------------------------------------------------------- */

static void label(const char *name)
{
	printf("\n\t.globl %s\n%s:\n", name, name);
}

static void number(const char *directive, unsigned long value)
{
	printf("\t.%s %lu\n", directive, value);
}

/* Seven bits a byte, low ones first; the top bit says that more follow. */
static void put_distance(unsigned long d)
{
	for (; d > 0x7f; d >>= 7)
		number("byte", (d & 0x7f) | 0x80);
	number("byte", d);
}

static int distance_bytes(unsigned long d)
{
	int n = 1;

	while (d >>= 7)
		n++;
	return n;
}

/* The distance of symbol i from the one before, 0 for a group's first. */
static unsigned long distance(int i)
{
	return i % GROUP ? symbols[i].address - symbols[i - 1].address : 0;
}

static void write_groups(void)
{
	unsigned long place = 0;
	int i;

	label("ksyms_address");
	for (i = 0; i < count; i += GROUP)
		number("long", symbols[i].address - text_start);
	label("ksyms_place");
	for (i = 0; i < count; i++) {
		if (i % GROUP == 0)
			number("long", place);
		place += distance_bytes(distance(i)) + 1 + symbols[i].len;
	}
}

static void write_table(void)
{
	int i, j;

	printf("\t.section .ksyms, \"a\", @progbits\n\t.balign 4\n");
	label("ksyms_count");
	number("long", count);
	write_groups();
	label("ksyms_pairs");
	for (i = FIRST_PAIR; i < CODES; i++) {
		number("byte", pairs[i][0]);
		number("byte", pairs[i][1]);
	}
	label("ksyms_stream");
	for (i = 0; i < count; i++) {
		put_distance(distance(i));
		number("byte", symbols[i].len);
		for (j = 0; j < symbols[i].len; j++)
			number("byte", symbols[i].name[j]);
	}
}

int main(void)
{
	char line[512];

	while (fgets(line, sizeof(line), stdin))
		read_line(line);
	drop_aliases();
	check();
	pack();
	write_table();
	return ferror(stdin) || fflush(stdout) ? 1 : 0;
}
