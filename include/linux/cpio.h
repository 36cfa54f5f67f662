/*
 * cpio.h - reads cpio archives of the kinds "newc" and "crc" (070701, 070702).
 * The code is pure: it takes the bytes as they come, in pieces of any size, and
 * calls the caller for each member. It serves the kernel and the host.
 *
 *	cpio_init(c)
 *	c->member	the header and the name of a member are in c->m and
 *			c->path: make it
 *	c->data		some bytes of its contents, if it has any
 *	c->done		that was all of it; its checksum was right
 *	c->trailer	the archive has ended
 *	err = cpio_feed(c, &pos, end)
 *
 * Callbacks return 0 or a negative errno, which ends it all. A member of size
 * 0 has member() and done(), too.
 */
#ifndef _LINUX_CPIO_H
#define _LINUX_CPIO_H

#include <linux/limits.h>
#include <linux/types.h>

#define CPIO_HEADER	110		/* bytes: a magic, 13 numbers */
#define CPIO_NUMBERS	13
#define CPIO_END	1		/* the trailer was read */

/* Far from errno, and from enum inflate_error. */
enum cpio_error {
	CPIO_TRUNCATED = -1104,		/* the archive ends in a member, or
					   without a trailer */
	CPIO_MAGIC,			/* no header where one should be */
	CPIO_NUMBER,			/* a header has no number somewhere */
	CPIO_NAME,			/* a name is too long, or has no end */
	CPIO_CHECKSUM			/* = -1100 */
};

/* The header's numbers, in its order. */
struct cpio_member {
	u32 ino, mode, uid, gid, nlink, mtime, size;
	u32 dev_major, dev_minor, rdev_major, rdev_minor;
	u32 name_size;			/* with the NUL */
	u32 check;			/* sum of all bytes; 070702 only */
};

enum cpio_state { CPIO_REST, CPIO_IN_HEADER, CPIO_IN_NAME, CPIO_IN_BODY };

struct cpio {
	/* the caller's */
	int (*member)(struct cpio *c);
	int (*data)(struct cpio *c, const u8 *buf, size_t n);
	int (*done)(struct cpio *c);
	void (*trailer)(struct cpio *c);

	/* to be read by the caller; the offset may also be set */
	struct cpio_member m;
	char path[PATH_MAX];		/* the name, with a '/' before it */
	unsigned long offset;		/* bytes read, for messages */
	unsigned long members;		/* that were complete */

	/* ours */
	enum cpio_state state;
	u32 have;			/* bytes of header or name */
	u32 left;			/* bytes of contents to come */
	u32 skip;			/* bytes of padding to come */
	u32 sum;
	bool checked;			/* it has a checksum */
	u8 header[CPIO_HEADER];
};

/* lib/cpio.c */
void cpio_init(struct cpio *c);
int cpio_feed(struct cpio *c, const u8 **pos, const u8 *end);
bool cpio_at_rest(const struct cpio *c);
const char *cpio_strerror(int err);

#endif
