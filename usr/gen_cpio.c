/*
 * gen_cpio.c - writes a cpio archive (newc) from a list, so that device nodes
 * and owners need no root:
 *
 *	gen_cpio [-t MTIME] < list > archive
 *
 *	dir NAME MODE UID GID
 *	file NAME SOURCE MODE UID GID
 *	slink NAME TARGET MODE UID GID
 *	nod NAME MODE UID GID c|b MAJOR MINOR
 *	pipe NAME MODE UID GID
 *	# anything
 *
 * Modes are octal. Names may begin with "/", which is left out. All times are
 * MTIME, 0 if there is none: equal input gives equal bytes.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_LEN	1024
#define MAX_WORDS	9
#define MAGIC		"070701"	/* 13 numbers follow */
#define DIGITS		8		/* of each, hexadecimal */
#define ALIGNMENT	4
#define BLOCK		512		/* the archive is a multiple of it */

#define TYPE_DIR	0040000
#define TYPE_FILE	0100000
#define TYPE_LINK	0120000
#define TYPE_CHR	0020000
#define TYPE_BLK	0060000
#define TYPE_FIFO	0010000

/* What the header of one member says. */
struct member {
	const char *name;
	unsigned long mode, uid, gid, size, major, minor;
};

static unsigned long mtime, line_number, next_ino = 1, written;

static void fail(const char *format, ...)
{
	va_list args;

	fprintf(stderr, "gen_cpio: line %lu: ", line_number);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static void put(const void *bytes, size_t n)
{
	if (fwrite(bytes, 1, n, stdout) != n)
		fail("cannot write: %s", strerror(errno));
	written += n;
}

static void pad(unsigned long to)
{
	static const char zeroes[BLOCK];

	put(zeroes, (to - written % to) % to);
}

static void put_header(const struct member *m)
{
	const uint32_t fields[] = {
		next_ino++, m->mode, m->uid, m->gid,
		(m->mode & TYPE_DIR) == TYPE_DIR ? 2 : 1, mtime, m->size,
		0, 0, m->major, m->minor, strlen(m->name) + 1, 0
	};
	char digits[DIGITS + 1];
	size_t i;

	put(MAGIC, strlen(MAGIC));
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		snprintf(digits, sizeof(digits), "%08" PRIX32, fields[i]);
		put(digits, DIGITS);
	}
	put(m->name, strlen(m->name) + 1);
	pad(ALIGNMENT);
}

static unsigned long number(const char *word, int base)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(word, &end, base);
	if (errno || !*word || *end || n > 0xffffffff)
		fail("%s: not a number", word);
	return n;
}

/* The three words from w[0] on: mode, uid, gid. */
static void set_owner(struct member *m, char **w, unsigned long type)
{
	unsigned long mode = number(w[0], 8);

	if (mode > 07777)
		fail("%s: not a mode", w[0]);
	m->mode = mode | type;
	m->uid = number(w[1], 10);
	m->gid = number(w[2], 10);
}

static void put_file(struct member *m, const char *source)
{
	FILE *f = fopen(source, "rb");
	unsigned long left;
	char buf[4096];
	size_t n;

	if (!f || fseek(f, 0, SEEK_END))
		fail("%s: %s", source, strerror(errno));
	m->size = ftell(f);
	rewind(f);
	put_header(m);
	for (left = m->size; left; left -= n) {
		n = fread(buf, 1, left < sizeof(buf) ? left : sizeof(buf), f);
		if (!n)
			fail("%s: shorter than it was", source);
		put(buf, n);
	}
	fclose(f);
	pad(ALIGNMENT);
}

static void put_link(struct member *m, const char *target)
{
	m->size = strlen(target);
	put_header(m);
	put(target, m->size);
	pad(ALIGNMENT);
}

static void put_node(struct member *m, char **w)
{
	if (strcmp(w[5], "c") && strcmp(w[5], "b"))
		fail("%s: neither c nor b", w[5]);
	set_owner(m, w + 2, *w[5] == 'c' ? TYPE_CHR : TYPE_BLK);
	m->major = number(w[6], 10);
	m->minor = number(w[7], 10);
	put_header(m);
}

/* One line, as words; n is how many. */
static void put_member(char **w, int n)
{
	struct member m = { 0 };

	if (n < 2)
		fail("a name is missing");
	m.name = w[1] + strspn(w[1], "/");
	if (!*m.name)
		fail("an empty name");
	if (!strcmp(w[0], "dir") && n == 5) {
		set_owner(&m, w + 2, TYPE_DIR);
		put_header(&m);
	} else if (!strcmp(w[0], "pipe") && n == 5) {
		set_owner(&m, w + 2, TYPE_FIFO);
		put_header(&m);
	} else if (!strcmp(w[0], "file") && n == 6) {
		set_owner(&m, w + 3, TYPE_FILE);
		put_file(&m, w[2]);
	} else if (!strcmp(w[0], "slink") && n == 6) {
		set_owner(&m, w + 3, TYPE_LINK);
		put_link(&m, w[2]);
	} else if (!strcmp(w[0], "nod") && n == 8) {
		put_node(&m, w);
	} else {
		fail("%s with %d words: not known", w[0], n);
	}
}

static int split(char *line, char **words)
{
	char *word;
	int n = 0;

	for (word = strtok(line, " \t\n"); word; word = strtok(NULL, " \t\n")) {
		if (n == MAX_WORDS)
			fail("too many words");
		words[n++] = word;
	}
	return n;
}

int main(int argc, char **argv)
{
	struct member trailer = { .name = "TRAILER!!!" };
	char line[LINE_MAX_LEN], *words[MAX_WORDS];
	int n;

	if (argc == 3 && !strcmp(argv[1], "-t"))
		mtime = number(argv[2], 10);
	else if (argc != 1)
		fail("usage: gen_cpio [-t MTIME] < list > archive");
	while (fgets(line, sizeof(line), stdin)) {
		line_number++;
		if (!strchr(line, '\n'))
			fail("no end of line");
		if (line[strspn(line, " \t")] == '#')
			continue;
		n = split(line, words);
		if (n)
			put_member(words, n);
	}
	put_header(&trailer);
	pad(BLOCK);
	if (fclose(stdout))
		fail("cannot write: %s", strerror(errno));
	return 0;
}
