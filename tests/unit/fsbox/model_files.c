/*
 * model_files.c - random operations with open files and their contents: see
 * model_ops.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "model.h"
#include "model_ops.h"

#define MOST_WRITTEN	40000
#define ROOM_TO_MAP	(1 << 20)	/* bytes free: a page that is stored
					   into will find its block */

/* --- choosing ------------------------------------------------------------- */

/* Small ones for the most part; around the ends of what inodes and indirect
   blocks of different sizes reach; anywhere. */
static u64_t any_offset(struct model *m)
{
	static const unsigned int blocks[] = { 7, 10, 12, 12 + 256, 7 + 512,
		10 + 256, 12 + 512, 12 + 1024, 12 + 256 + 65536 };
	u64_t pos;

	switch (box_rnd(16)) {
	case 0:
		pos = (u64_t)blocks[box_rnd(sizeof(blocks) / 4)] *
		      (1024u << box_rnd(3)) + box_rnd(4000) - 2000;
		break;
	case 1:
		pos = box_rnd(1 << 20) * 4001ull;
		break;
	case 2 ... 5:
		pos = box_rnd(300000);
		break;
	default:
		pos = box_rnd(20000);
	}
	return pos < m->largest - MOST_WRITTEN ? pos : box_rnd(70000);
}

static const char *any_bytes(size_t *n)
{
	static char pool[2 * MOST_WRITTEN];
	static int filled;
	size_t i;

	for (; filled < (int)sizeof(pool); filled++)
		pool[filled] = box_rnd(256);
	switch (box_rnd(5)) {
	case 0:
		*n = 1 + box_rnd(MOST_WRITTEN);
		break;
	case 1 ... 2:
		*n = 1 + box_rnd(6000);
		break;
	default:
		*n = 1 + box_rnd(200);
	}
	i = box_rnd(sizeof(pool) - *n);
	return pool + i;
}

/* --- operations; f->fd is open -------------------------------------------- */

static int open_error(struct model *m, const struct place *at, int flags)
{
	int mode = m->node[at->node].mode;

	if (!at->node)
		return flags & O_CREAT ? 0 : -ENOENT;
	if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return -EEXIST;
	if (S_ISLNK(mode))
		return -ELOOP;
	if (S_ISDIR(mode))
		return -EISDIR;
	return 0;
}

static int any_flags(void)
{
	return O_NOFOLLOW | (box_rnd(4) ? O_RDWR : O_WRONLY) |
	       (box_rnd(3) ? O_CREAT : 0) | (box_rnd(8) ? 0 : O_EXCL) |
	       (box_rnd(6) ? 0 : O_TRUNC) | (box_rnd(6) ? 0 : O_APPEND);
}

static void do_close(struct model *m, struct model_fd *f)
{
	if (f->fd < 0)
		return;
	model_answered(m, "close", NULL, box_close(f->fd), 0);
	f->fd = -1;
	m->node[f->node].open--;
	model_drop_node(m, f->node);
}

static void do_open(struct model *m, struct model_fd *f)
{
	int flags = any_flags() & ~(box_rnd(2) ? 0 : O_EXCL), want, fd;
	struct place at;

	do_close(m, f);
	model_any_place(m, &at, box_rnd(3) == 0);
	if (!model_has_room(m, &at))
		return;
	if (!(flags & O_CREAT))
		flags &= ~O_EXCL;
	want = open_error(m, &at, flags);
	fd = box_open(at.path, flags, 0644);
	if (!model_answered(m, "open", &at, fd < 0 ? fd : 0, want))
		return;
	if (!at.node) {
		at.node = model_new_node(m, S_IFREG | 0644);
		model_add_entry(m, &at, at.node);
	}
	f->fd = fd;
	f->node = at.node;
	f->readable = (flags & O_ACCMODE) == O_RDWR;
	f->append = (flags & O_APPEND) != 0;
	m->node[at.node].open++;
	if (flags & O_TRUNC) {
		model_cut(m, at.node, 0);
		m->node[at.node].synced = 0;
	}
}

/* Offsets are taken over as they are: what lies behind the end, too. */
static void do_write(struct model *m, struct model_fd *f)
{
	u64_t pos = any_offset(m);
	const char *bytes;
	size_t n;
	int got;

	if (m->pages > MODEL_PAGES)
		return;
	bytes = any_bytes(&n);
	if (f->append)
		pos = m->node[f->node].size;
	if (pos + n > m->largest)
		return;
	got = box_write(f->fd, bytes, n, pos);
	if (got < 0 && got != -ENOSPC)
		model_complain(m, "write of %zu at %llu says %d", n, pos, got);
	if (got <= 0)
		return;
	m->good++;
	model_put(m, f->node, bytes, got, pos);
	m->node[f->node].synced = 0;
}

static void do_bad_write(struct model *m, struct model_fd *f)
{
	u64_t pos = any_offset(m);
	int got;

	got = box_write(f->fd, BOX_BAD_ADDRESS, 1 + box_rnd(8000), pos);
	if (got != -EFAULT && got != -ENOSPC)
		model_complain(m, "write from nowhere says %d", got);
}

static void do_read(struct model *m, struct model_fd *f)
{
	static char want[MOST_WRITTEN];
	char got[MOST_WRITTEN];		/* others read meanwhile */
	u64_t pos = any_offset(m), size;
	int n = 1 + box_rnd(MOST_WRITTEN), here, err;

	size = m->node[f->node].size;
	here = pos >= size ? 0 : size - pos < n ? (int)(size - pos) : n;
	err = box_read(f->fd, got, n, pos);
	if (!model_answered(m, "read", NULL, err, f->readable ? here : -EBADF))
		return;
	model_get(m, f->node, want, here, pos);
	if (memcmp(got, want, here))
		model_complain(m, "read of %d at %llu is wrong", here, pos);
}

static void do_ftruncate(struct model *m, struct model_fd *f)
{
	u64_t size = any_offset(m);

	if (!model_answered(m, "ftruncate", NULL, box_ftruncate(f->fd, size),
			    0))
		return;
	model_cut(m, f->node, size);
	m->node[f->node].synced = 0;
}

void model_truncate(struct model *m)
{
	u64_t size = box_rnd(3) ? box_rnd(9000) : any_offset(m);
	struct place at;
	int want = 0;

	model_any_place(m, &at, 1);
	if (!at.node)
		want = -ENOENT;
	else if (S_ISDIR(m->node[at.node].mode))
		want = -EISDIR;
	else if (S_ISLNK(m->node[at.node].mode))
		return;
	if (!model_answered(m, "truncate", &at, box_truncate(at.path, size),
			    want))
		return;
	model_cut(m, at.node, size);
	m->node[at.node].synced = 0;
}

/* A store into a shared mapping. Behind the end of the file it goes nowhere,
   and must not be seen if the file grows. */
static void do_map_write(struct model *m, struct model_fd *f)
{
	u64_t size, pos;
	struct box_statfs st;
	const char *bytes;
	size_t n;

	if (m->pages > MODEL_PAGES || !f->readable || box_statfs(m->top, &st) ||
	    st.bfree * st.bsize < ROOM_TO_MAP)
		return;
	size = m->node[f->node].size;
	pos = size ? any_offset(m) % (size + MODEL_PAGE) : 0;
	bytes = any_bytes(&n);
	if (n > MODEL_PAGE - pos % MODEL_PAGE)
		n = MODEL_PAGE - pos % MODEL_PAGE;
	if (!model_answered(m, "store", NULL,
			    box_map_write(f->fd, bytes, n, pos),
			    (pos & ~(u64_t)(MODEL_PAGE - 1)) < size ? 0 :
								 -EFAULT))
		return;
	m->node[f->node].synced = 0;
	if (pos >= size)
		return;
	model_put(m, f->node, bytes, size - pos < n ? size - pos : n, pos);
}

/* What has reached the disk is known only if it still lives. */
static void do_fsync(struct model *m, struct model_fd *f)
{
	if (!model_answered(m, "fsync", NULL, box_fsync(f->fd), 0))
		return;
	m->node[f->node].synced = !disk_dead && m->node[f->node].nlink == 1;
}

void model_fsync(struct model *m)
{
	struct model_fd *f = &m->fds[box_rnd(MODEL_FDS)];

	if (f->fd < 0)
		return;
	do_fsync(m, f);
	do_close(m, f);
}

/* --- which one ------------------------------------------------------------ */

void model_close_all(struct model *m)
{
	int i;

	for (i = 0; i < MODEL_FDS; i++)
		do_close(m, &m->fds[i]);
}

void model_file_step(struct model *m, struct model_fd *f)
{
	if (f->fd < 0) {
		do_open(m, f);
		return;
	}
	switch (box_rnd(50)) {
	case 0 ... 2:
		do_open(m, f);
		break;
	case 3 ... 25:
		do_write(m, f);
		break;
	case 26 ... 35:
		do_read(m, f);
		break;
	case 36 ... 40:
		do_ftruncate(m, f);
		break;
	case 41 ... 45:
		do_map_write(m, f);
		break;
	case 46:
		do_bad_write(m, f);
		break;
	case 47:
		do_fsync(m, f);
		break;
	default:
		do_close(m, f);
	}
}
