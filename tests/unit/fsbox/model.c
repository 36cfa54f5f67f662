/*
 * model.c - the nodes of the model, and how they are compared with what is
 * really there.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "model.h"

#define MOST_WRONG	10		/* disagreements that are told */
#define LARGEST		(1LL << 31)	/* offsets that are tried */

void model_complain(struct model *m, const char *fmt, ...)
{
	va_list args;

	if (m->wrong++ >= MOST_WRONG)
		return;
	printf("# %s, step %lu: ", m->kind->name, m->steps);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
	fflush(stdout);
}

struct model *model_new(const struct fs_kind *kind, const char *top,
			char letter)
{
	struct model *m = calloc(1, sizeof(*m));
	int i;

	m->kind = kind;
	m->top = top;
	m->letter = letter;
	m->largest = kind->largest < LARGEST ? kind->largest : LARGEST;
	m->node[MODEL_ROOT].used = 1;
	m->node[MODEL_ROOT].mode = S_IFDIR;
	m->node[MODEL_ROOT].nlink = 2;
	m->node[MODEL_ROOT].parent = MODEL_ROOT;
	for (i = 0; i < MODEL_FDS; i++)
		m->fds[i].fd = -1;
	return m;
}

void model_free(struct model *m)
{
	int i, j;

	for (i = 0; i < MODEL_NODES; i++) {
		model_cut(m, i, 0);
		free(m->node[i].text);
		for (j = 0; j < m->node[i].entries; j++)
			free(m->node[i].entry[j].name);
	}
	free(m);
}

int model_new_node(struct model *m, int mode)
{
	int i;

	for (i = MODEL_ROOT + 1; i < MODEL_NODES; i++)
		if (!m->node[i].used) {
			memset(&m->node[i], 0, sizeof(m->node[i]));
			m->node[i].used = 1;
			m->node[i].mode = mode;
			m->node[i].nlink = S_ISDIR(mode) ? 2 : 1;
			return i;
		}
	return 0;
}

void model_drop_node(struct model *m, int i)
{
	struct model_node *node = &m->node[i];

	if (node->nlink > 0 || node->open)
		return;
	model_cut(m, i, 0);
	free(node->text);
	memset(node, 0, sizeof(*node));
}

struct model_entry *model_find(struct model *m, int dir, const char *name)
{
	struct model_node *d = &m->node[dir];
	int i;

	for (i = 0; i < d->entries; i++)
		if (!strcmp(d->entry[i].name, name))
			return &d->entry[i];
	return NULL;
}

/* The name of a directory in its parent. */
static const char *own_name(const struct model *m, int dir)
{
	const struct model_node *d = &m->node[m->node[dir].parent];
	int i;

	for (i = 0; i < d->entries; i++)
		if (d->entry[i].node == dir)
			return d->entry[i].name;
	return "?";
}

void model_path(const struct model *m, int dir, const char *name, char *path)
{
	if (dir == MODEL_ROOT)
		strcpy(path, m->top);
	else
		model_path(m, m->node[dir].parent, own_name(m, dir), path);
	strcat(path, "/");
	strcat(path, name);
}

int model_is_below(const struct model *m, int dir, int of)
{
	while (dir != of && dir != MODEL_ROOT)
		dir = m->node[dir].parent;
	return dir == of;
}

/* --- contents ------------------------------------------------------------- */

static struct model_page *find_page(const struct model *m, int node,
				    unsigned int index)
{
	struct model_page *p;

	for (p = m->node[node].pages; p; p = p->next)
		if (p->index == index)
			return p;
	return NULL;
}

static struct model_page *make_page(struct model *m, int node,
				    unsigned int index)
{
	struct model_page *p = find_page(m, node, index);

	if (p)
		return p;
	p = calloc(1, sizeof(*p));
	p->index = index;
	p->next = m->node[node].pages;
	m->node[node].pages = p;
	m->pages++;
	return p;
}

void model_put(struct model *m, int node, const void *data, size_t n,
	       u64_t pos)
{
	const char *from = data;
	size_t piece;

	for (; n; n -= piece, from += piece, pos += piece) {
		piece = MODEL_PAGE - pos % MODEL_PAGE;
		if (piece > n)
			piece = n;
		memcpy(make_page(m, node, pos / MODEL_PAGE)->data +
		       pos % MODEL_PAGE, from, piece);
	}
	if (pos > m->node[node].size)
		m->node[node].size = pos;
}

void model_get(const struct model *m, int node, void *data, size_t n,
	       u64_t pos)
{
	struct model_page *p;
	char *to = data;
	size_t piece;

	for (; n; n -= piece, to += piece, pos += piece) {
		piece = MODEL_PAGE - pos % MODEL_PAGE;
		if (piece > n)
			piece = n;
		p = find_page(m, node, pos / MODEL_PAGE);
		if (p)
			memcpy(to, p->data + pos % MODEL_PAGE, piece);
		else
			memset(to, 0, piece);
	}
}

/* The file gets that size; what is behind it is forgotten. */
void model_cut(struct model *m, int node, u64_t size)
{
	struct model_page **at = &m->node[node].pages, *p;
	unsigned int in_last = size % MODEL_PAGE;

	while ((p = *at) != NULL) {
		if ((u64_t)p->index * MODEL_PAGE >= size) {
			*at = p->next;
			free(p);
			m->pages--;
			continue;
		}
		if (in_last && p->index == size / MODEL_PAGE)
			memset(p->data + in_last, 0, MODEL_PAGE - in_last);
		at = &p->next;
	}
	m->node[node].size = size;
}

/* --- comparing ------------------------------------------------------------ */

static void compare_bytes(struct model *m, int node, int fd, const char *path,
			  u64_t pos)
{
	static unsigned char want[MODEL_PAGE];
	unsigned char got[MODEL_PAGE];
	int n, i, here = MODEL_PAGE;

	if (m->node[node].size - pos < MODEL_PAGE)
		here = m->node[node].size - pos;
	n = box_read(fd, got, MODEL_PAGE, pos);
	if (n != here) {
		model_complain(m, "read of %s at %llu is %d, not %d", path,
			       pos, n, here);
		return;
	}
	model_get(m, node, want, n, pos);
	for (i = 0; i < n && got[i] == want[i]; i++)
		;
	if (i < n)
		model_complain(m, "%s has %#x at %llu, not %#x (size %llu)",
			       path, got[i], pos + i, want[i],
			       m->node[node].size);
}

/* All pages that the model has, all of a short file, and by chance others. */
static void compare_contents(struct model *m, int node, const char *path)
{
	int fd = box_open(path, O_RDONLY, 0), i;
	u64_t size = m->node[node].size, pos;
	struct model_page *p;

	if (fd < 0) {
		model_complain(m, "open of %s: %d", path, fd);
		return;
	}
	for (p = m->node[node].pages; p; p = p->next)
		compare_bytes(m, node, fd, path, (u64_t)p->index * MODEL_PAGE);
	for (pos = 0; pos < size && pos < 8 * MODEL_PAGE; pos += MODEL_PAGE)
		compare_bytes(m, node, fd, path, pos);
	for (i = 0; i < 4 && size; i++)
		compare_bytes(m, node, fd, path, box_rnd(1 << 20) *
			      (u64_t)MODEL_PAGE % size &
			      ~(u64_t)(MODEL_PAGE - 1));
	box_close(fd);
}

static void compare_link(struct model *m, int node, const char *path)
{
	char text[MODEL_PATH];
	int n = box_readlink(path, text, sizeof(text));

	if (n != (int)strlen(m->node[node].text) ||
	    memcmp(text, m->node[node].text, n))
		model_complain(m, "link %s is \"%.*s\" (%d), not \"%s\"",
			       path, n > 0 ? n : 0, text, n,
			       m->node[node].text);
}

static void compare_stat(struct model *m, int node, const char *path)
{
	struct model_node *want = &m->node[node];
	struct box_stat st;
	int err = box_stat(path, &st);

	if (err) {
		model_complain(m, "stat of %s: %d", path, err);
		return;
	}
	if (st.mode != want->mode && node != MODEL_ROOT)
		model_complain(m, "%s has mode %o, not %o", path, st.mode,
			       want->mode);
	if (st.nlink != want->nlink && !(node == MODEL_ROOT && m->shared))
		model_complain(m, "%s has %u links, not %d", path, st.nlink,
			       want->nlink);
	if (S_ISREG(want->mode) && st.size != want->size)
		model_complain(m, "%s has %llu bytes, not %llu", path,
			       st.size, want->size);
}

/* What a walk of one directory finds. */
struct seen {
	struct model *m;
	int dir, count;
	unsigned char entry[MODEL_ENTRIES];
	int dots, strange;
};

static int type_of(int mode)
{
	return mode >> 12 & 15;		/* DT_ */
}

static void see(void *arg, const char *name, u64_t ino, int type)
{
	struct seen *s = arg;
	struct model_entry *e;

	if (!strcmp(name, ".") || !strcmp(name, "..")) {
		s->dots++;
		return;
	}
	if (s->dir == MODEL_ROOT && s->m->shared && *name != s->m->letter)
		return;
	e = model_find(s->m, s->dir, name);
	if (!e || !ino || (type && type != type_of(s->m->node[e->node].mode))) {
		s->strange++;
		model_complain(s->m, "\"%s\" in a directory, inode %llu, "
			       "type %d, model %s", name, ino, type,
			       e ? "too" : "not");
		return;
	}
	s->count++;
	s->entry[e - s->m->node[s->dir].entry]++;
}

static void compare_directory(struct model *m, int dir, const char *path)
{
	struct seen s = { .m = m, .dir = dir };
	int err = box_readdir(path, 512 + box_rnd(3500), see, &s), i;

	if (err)
		model_complain(m, "readdir of %s: %d", path, err);
	if (s.dots != 2)
		model_complain(m, "%s has %d of . and ..", path, s.dots);
	for (i = 0; i < m->node[dir].entries; i++)
		if (s.entry[i] != 1)
			model_complain(m, "%s/%s is there %d times", path,
				       m->node[dir].entry[i].name,
				       s.entry[i]);
}

static void compare_node(struct model *m, int node, const char *path)
{
	char below[MODEL_PATH];
	int i;

	compare_stat(m, node, path);
	if (S_ISREG(m->node[node].mode))
		compare_contents(m, node, path);
	if (S_ISLNK(m->node[node].mode))
		compare_link(m, node, path);
	if (!S_ISDIR(m->node[node].mode))
		return;
	compare_directory(m, node, path);
	for (i = 0; i < m->node[node].entries && m->wrong < MOST_WRONG; i++) {
		model_path(m, node, m->node[node].entry[i].name, below);
		compare_node(m, m->node[node].entry[i].node, below);
	}
}

void model_compare(struct model *m)
{
	compare_node(m, MODEL_ROOT, m->top);
}

/* Files below dir that were synced have their name, size and contents. */
static void compare_synced(struct model *m, int dir)
{
	char path[MODEL_PATH];
	struct model_node *node;
	struct box_stat st;
	int i, err;

	for (i = 0; i < m->node[dir].entries; i++) {
		node = &m->node[m->node[dir].entry[i].node];
		if (S_ISDIR(node->mode))
			compare_synced(m, m->node[dir].entry[i].node);
		if (!S_ISREG(node->mode) || !node->synced)
			continue;
		model_path(m, dir, m->node[dir].entry[i].name, path);
		m->good++;
		err = box_stat(path, &st);
		if (err || st.size != node->size) {
			model_complain(m, "%s was synced: stat %d, %llu bytes "
				       "of %llu", path, err, err ? 0 : st.size,
				       node->size);
			continue;
		}
		compare_contents(m, m->node[dir].entry[i].node, path);
	}
}

void model_compare_synced(struct model *m)
{
	compare_synced(m, MODEL_ROOT);
}
