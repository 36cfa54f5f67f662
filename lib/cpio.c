/*
 * cpio.c - see <linux/cpio.h>. An archive is a row of members: a header of
 * hexadecimal numbers, the name, the contents; name and contents are padded
 * to multiples of 4, counted from the header. The last member is called
 * TRAILER!!!. Zeroes between archives are padding.
 */
#include <linux/cpio.h>
#include <linux/stat.h>
#include <linux/string.h>

#define MAGIC_LEN	6
#define DIGITS		8		/* of each number */
#define ALIGNMENT	4

void cpio_init(struct cpio *c)
{
	memset(c, 0, sizeof(*c));
	c->path[0] = '/';
}

/* Between two archives, or before the first one? */
bool cpio_at_rest(const struct cpio *c)
{
	return c->state == CPIO_REST;
}

static u32 padding(u32 size)
{
	return -size % ALIGNMENT;
}

/* Moves on by n bytes. */
static void use(struct cpio *c, const u8 **pos, size_t n)
{
	*pos += n;
	c->offset += n;
}

/* Collects `want' bytes in buf, as far as they are there; true when all are. */
static bool collect(struct cpio *c, void *buf, u32 want, const u8 **pos,
		    const u8 *end)
{
	size_t n = end - *pos;

	if (n > want - c->have)
		n = want - c->have;
	memcpy((u8 *)buf + c->have, *pos, n);
	use(c, pos, n);
	c->have += n;
	return c->have == want;
}

static int digit(u8 c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 'a' - 'A';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads one of the header's numbers. 0 or CPIO_NUMBER. */
static int parse_number(const u8 *text, u32 *number)
{
	int i, value;

	*number = 0;
	for (i = 0; i < DIGITS; i++) {
		value = digit(text[i]);
		if (value < 0)
			return CPIO_NUMBER;
		*number = *number << 4 | value;
	}
	return 0;
}

/* The header is complete. */
static int parse_header(struct cpio *c)
{
	u32 number[CPIO_NUMBERS];
	int i, err;

	for (i = 0; i < CPIO_NUMBERS; i++) {
		err = parse_number(c->header + MAGIC_LEN + i * DIGITS,
				   &number[i]);
		if (err)
			return err;
	}
	memcpy(&c->m, number, sizeof(number));
	_Static_assert(sizeof(c->m) == sizeof(number), "in this order");
	if (!c->m.name_size || c->m.name_size >= PATH_MAX)
		return CPIO_NAME;
	c->checked = c->header[MAGIC_LEN - 1] == '2' && S_ISREG(c->m.mode) &&
		     c->m.size;
	c->state = CPIO_IN_NAME;
	c->have = 0;
	return 0;
}

/* Some of the header is there, or all of it. Where no header is, the first
   bytes tell: there may not be enough of them for a whole one. */
static int take_header(struct cpio *c, const u8 **pos, const u8 *end)
{
	bool complete = collect(c, c->header, CPIO_HEADER, pos, end);

	if (c->have >= MAGIC_LEN && memcmp(c->header, "070701", MAGIC_LEN) &&
	    memcmp(c->header, "070702", MAGIC_LEN))
		return CPIO_MAGIC;
	return complete ? parse_header(c) : 0;
}

/* All contents of the member have come. */
static int end_member(struct cpio *c)
{
	c->state = CPIO_IN_HEADER;
	c->have = 0;
	c->skip = padding(c->m.size);
	if (c->checked && c->sum != c->m.check)
		return CPIO_CHECKSUM;
	c->members++;
	return c->done(c);
}

/* The name is complete; padding and contents follow. */
static int begin_member(struct cpio *c)
{
	int err;

	if (c->path[c->m.name_size])
		return CPIO_NAME;
	if (!strcmp(c->path + 1, "TRAILER!!!")) {
		c->state = CPIO_REST;	/* zeroes behind it are no matter */
		c->trailer(c);
		return CPIO_END;
	}
	c->skip = padding(CPIO_HEADER + c->m.name_size);
	c->left = c->m.size;
	c->sum = 0;
	c->state = CPIO_IN_BODY;
	err = c->member(c);
	if (err || c->left)
		return err;
	err = end_member(c);
	c->skip = padding(CPIO_HEADER + c->m.name_size);
	return err;
}

/* Some contents are there. */
static int take_body(struct cpio *c, const u8 **pos, const u8 *end)
{
	const u8 *buf = *pos;
	size_t n = end - buf, i;
	int err;

	if (n > c->left)
		n = c->left;
	if (c->checked)
		for (i = 0; i < n; i++)
			c->sum += buf[i];
	err = c->data(c, buf, n);
	if (err)
		return err;
	use(c, pos, n);
	c->left -= n;
	return c->left ? 0 : end_member(c);
}

/* One step on; at least one byte is there. */
static int step(struct cpio *c, const u8 **pos, const u8 *end)
{
	size_t n = end - *pos;

	if (c->skip) {
		n = n < c->skip ? n : c->skip;
		use(c, pos, n);
		c->skip -= n;
		return 0;
	}
	switch (c->state) {
	case CPIO_REST:
		if (!**pos) {
			use(c, pos, 1);
			return 0;
		}
		c->state = CPIO_IN_HEADER;
		c->have = 0;
		return 0;
	case CPIO_IN_HEADER:
		return take_header(c, pos, end);
	case CPIO_IN_NAME:
		return collect(c, c->path + 1, c->m.name_size, pos, end) ?
		       begin_member(c) : 0;
	default:
		return take_body(c, pos, end);
	}
}

/*
 * Reads from *pos on, which moves, until `end' (0) or until an archive has
 * ended (CPIO_END): what follows may be another, or something else. Else an
 * error, of the caller's or of enum cpio_error, with *pos near it.
 */
int cpio_feed(struct cpio *c, const u8 **pos, const u8 *end)
{
	int err = 0;

	while (*pos < end && !err)
		err = step(c, pos, end);
	return err;
}

/* What an error means, as a part of a sentence; NULL for the caller's own. */
const char *cpio_strerror(int err)
{
	static const char *const text[] = {
		"the archive is cut off",
		"there is no header of a member (cpio newc)",
		"a header is damaged",
		"a name is too long or has no end",
		"contents are damaged (checksum)",
	};

	if (err >= CPIO_TRUNCATED && err <= CPIO_CHECKSUM)
		return text[err - CPIO_TRUNCATED];
	return NULL;
}
