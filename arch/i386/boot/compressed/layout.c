/*
 * layout.c - host program: unpacks the packed kernel on the build machine,
 * as a check, and finds out how far its output runs ahead of its input.
 *
 *	layout VMLINUX.PLACES VMLINUX.GZ START END > LAYOUT.LD
 *
 * START and END are the kernel's symbols _text and _end, in hexadecimal.
 * Before input byte i is read, o(i) bytes have been written. The output may
 * not have reached that byte by then: the payload must begin at least
 * max(o(i) - i) behind the output's beginning. The input is fed in single
 * bytes here; the real unpacker reads ahead of that, which only helps.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/inflate.h>

#define MAX_FILE	(16 << 20)
#define SLACK		16		/* what the last copy might touch */

static const u8 *packed;
static size_t npacked, fed;
static long low;

/* Reads a whole file; exits on any trouble. */
static u8 *load(const char *name, size_t *size)
{
	u8 *buf = malloc(MAX_FILE);
	FILE *f = fopen(name, "rb");

	if (!buf || !f) {
		fprintf(stderr, "layout: %s: cannot be read\n", name);
		exit(1);
	}
	*size = fread(buf, 1, MAX_FILE, f);
	if (ferror(f) || *size == 0 || *size == MAX_FILE) {
		fprintf(stderr, "layout: %s: bad size\n", name);
		exit(1);
	}
	fclose(f);
	return buf;
}

/* How far the output is ahead now. */
static void note(const struct inflate *s)
{
	long ahead = (long)s->out_pos - (long)fed;

	if (ahead > low)
		low = ahead;
}

static int feed(struct inflate *s)
{
	note(s);
	s->in = packed + fed;
	s->in_end = s->in + (fed < npacked);
	fed += fed < npacked;
	return 0;
}

int main(int argc, char **argv)
{
	static struct inflate s;
	unsigned long start, end;
	size_t size;
	u8 *plain;
	int err;

	if (argc != 5) {
		fputs("usage: layout KERNEL PACKED START END\n", stderr);
		return 1;
	}
	plain = load(argv[1], &size);
	packed = load(argv[2], &npacked);
	start = strtoul(argv[3], NULL, 16);
	end = strtoul(argv[4], NULL, 16);
	if (end < start + size || end - start > MAX_FILE) {
		fprintf(stderr, "layout: _text %lx, _end %lx and %lu bytes do "
			"not fit together\n", start, end, (unsigned long)size);
		return 1;
	}

	inflate_init(&s);
	s.refill = feed;
	s.out = malloc(size);
	s.out_size = size;
	err = s.out ? gunzip(&s) : 0;
	note(&s);
	if (err || s.out_pos != size || memcmp(s.out, plain, size) ||
	    fed != npacked) {
		fprintf(stderr, "layout: %s does not unpack to %s: %s\n",
			argv[2], argv[1], inflate_strerror(err));
		return 1;
	}
	printf("kernel_size = %lu;\nkernel_memory = %lu;\npayload_low = %ld;\n",
	       (unsigned long)size, end - start, low + SLACK);
	return 0;
}
