/*
 * cpio_build.h - makes cpio archives for tests.
 */
#ifndef UNIT_CPIO_BUILD_H
#define UNIT_CPIO_BUILD_H

#include <linux/cpio.h>
#include <linux/stat.h>
#include <stdio.h>
#include <string.h>

#define ARCHIVE_MAX	20000

static u8 archive[ARCHIVE_MAX];
static size_t archive_len;

static void archive_add(const void *bytes, size_t n)
{
	memcpy(archive + archive_len, bytes, n);
	archive_len += n;
}

static void archive_pad(size_t from)
{
	while ((archive_len - from) & 3)
		archive[archive_len++] = 0;
}

/* A member with everything; `crc': of the kind that has checksums. */
static void add_member(const char *name, const struct cpio_member *m,
		       const void *body, int crc)
{
	size_t start = archive_len, i;
	u32 sum = 0;

	for (i = 0; crc && i < m->size; i++)
		sum += ((const u8 *)body)[i];
	archive_len += sprintf((char *)archive + archive_len,
		"07070%d%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
		1 + crc, m->ino, m->mode, m->uid, m->gid, m->nlink, m->mtime,
		m->size, m->dev_major, m->dev_minor, m->rdev_major,
		m->rdev_minor, (u32)strlen(name) + 1, sum);
	archive_add(name, strlen(name) + 1);
	archive_pad(start);
	archive_add(body, m->size);
	archive_pad(start);
}

/* One with the usual numbers. */
static void add(const char *name, u32 mode, u32 ino, u32 nlink,
		const char *text)
{
	struct cpio_member m = {
		.ino = ino, .mode = mode, .nlink = nlink, .uid = 7, .gid = 8,
		.mtime = 1000000 + ino, .size = strlen(text),
		.rdev_major = 5, .rdev_minor = 1,
	};

	add_member(name, &m, text, 0);
}

static void add_trailer(void)
{
	add("TRAILER!!!", 0, 0, 1, "");
}

#endif
