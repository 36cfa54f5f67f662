/*
 * model_ops.c - random operations with names, done with the model and with the
 * real file system; and which kind of operation is next. What must be refused
 * is known from the model beforehand.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "model.h"
#include "model_ops.h"

#define NAMES		24		/* different short ones */

int model_answered(struct model *m, const char *what, const struct place *at,
		    int got, int want)
{
	if (got == want) {
		m->good += want >= 0;
		return got >= 0;
	}
	if (got == -ENOSPC && want >= 0)
		return 0;
	model_complain(m, "%s of %s says %d, not %d", what,
		       at ? at->path : "a descriptor", got, want);
	return 0;
}

/* --- choosing ------------------------------------------------------------- */

/* Any node for which the mask of kinds has a bit; 0: there is none. */
static int any_node(struct model *m, int kind)
{
	int i, start = box_rnd(MODEL_NODES), n;

	for (i = 0; i < MODEL_NODES; i++) {
		n = (start + i) % MODEL_NODES;
		if (m->node[n].used && m->node[n].nlink > 0 &&
		    (m->node[n].mode & S_IFMT) == kind)
			return n;
	}
	return 0;
}

/* Its first letter is the model's own: others may be in the same directory. */
static void any_name(struct model *m, char *name)
{
	unsigned int max = m->kind->name_max, len;

	if (box_rnd(12)) {
		sprintf(name, "%c%u", m->letter, box_rnd(NAMES));
		return;
	}
	len = 8 + box_rnd(max - 7);
	memset(name, 'x', len);
	name[len] = '\0';
	name[0] = m->letter;
	name[7] = 'a' + box_rnd(3);
}

static void go_to(struct model *m, struct place *at, int dir,
		  const char *name)
{
	struct model_entry *e;

	at->dir = dir;
	strcpy(at->name, name);
	model_path(m, dir, name, at->path);
	e = model_find(m, dir, name);
	at->node = e ? e->node : 0;
}

void model_any_place(struct model *m, struct place *at, int there)
{
	int dir = any_node(m, S_IFDIR);
	struct model_node *d = &m->node[dir];
	char name[MODEL_NAME];

	if (there && d->entries && box_rnd(10)) {
		go_to(m, at, dir, d->entry[box_rnd(d->entries)].name);
		return;
	}
	any_name(m, name);
	go_to(m, at, dir, name);
}

/* --- names ---------------------------------------------------------------- */

int model_add_entry(struct model *m, const struct place *at, int node)
{
	struct model_node *d = &m->node[at->dir];

	if (!node || d->entries == MODEL_ENTRIES)
		return 0;
	d->entry[d->entries].name = strdup(at->name);
	d->entry[d->entries++].node = node;
	return 1;
}

static void remove_entry(struct model *m, const struct place *at)
{
	struct model_node *d = &m->node[at->dir];
	struct model_entry *e = model_find(m, at->dir, at->name);

	free(e->name);
	*e = d->entry[--d->entries];
}

static int depth_of(const struct model *m, int dir)
{
	int depth = 1;

	for (; dir != MODEL_ROOT; dir = m->node[dir].parent)
		depth++;
	return depth;
}

/* How many levels are there, the node's own included? */
static int height_of(const struct model *m, int node)
{
	int i, height, most = 0;

	for (i = 0; i < m->node[node].entries; i++) {
		height = height_of(m, m->node[node].entry[i].node);
		most = height > most ? height : most;
	}
	return most + 1;
}

int model_has_room(struct model *m, const struct place *at)
{
	int i;

	if (m->node[at->dir].entries == MODEL_ENTRIES ||
	    depth_of(m, at->dir) >= MODEL_DEPTH)
		return 0;
	for (i = MODEL_ROOT + 1; i < MODEL_NODES; i++)
		if (!m->node[i].used)
			return 1;
	return 0;
}

static void do_mkdir(struct model *m)
{
	struct place at;
	int node;

	model_any_place(m, &at, 0);
	if (!model_has_room(m, &at))
		return;
	if (!model_answered(m, "mkdir", &at, box_mkdir(at.path, 0755),
		      at.node ? -EEXIST : 0))
		return;
	node = model_new_node(m, S_IFDIR | 0755);
	m->node[node].parent = at.dir;
	m->node[at.dir].nlink++;
	model_add_entry(m, &at, node);
}

static void do_symlink(struct model *m)
{
	struct place at;
	char text[MODEL_NAME * 4];
	int node, len = box_rnd(4) ? 1 + box_rnd(60) : 1 + box_rnd(1000);

	model_any_place(m, &at, 0);
	if (!model_has_room(m, &at))
		return;
	memset(text, 'l', len);
	text[len] = '\0';
	if (!model_answered(m, "symlink", &at, box_symlink(text, at.path),
		      at.node ? -EEXIST : 0))
		return;
	node = model_new_node(m, S_IFLNK | 0777);
	m->node[node].text = strdup(text);
	model_add_entry(m, &at, node);
}

static void do_link(struct model *m)
{
	struct place from, to;
	int want = 0;

	model_any_place(m, &from, 1);
	model_any_place(m, &to, 0);
	if (!model_has_room(m, &to))
		return;
	if (!from.node)
		want = -ENOENT;
	else if (to.node)
		want = -EEXIST;
	else if (S_ISDIR(m->node[from.node].mode))
		want = -EPERM;
	if (!model_answered(m, "link", &to, box_link(from.path, to.path), want))
		return;
	model_add_entry(m, &to, from.node);
	m->node[from.node].nlink++;
	m->node[from.node].synced = 0;
}

static void do_unlink(struct model *m)
{
	struct place at;
	int want = 0;

	model_any_place(m, &at, 1);
	if (!at.node)
		want = -ENOENT;
	else if (S_ISDIR(m->node[at.node].mode))
		want = -EISDIR;
	if (!model_answered(m, "unlink", &at, box_unlink(at.path), want))
		return;
	remove_entry(m, &at);
	m->node[at.node].nlink--;
	m->node[at.node].synced = 0;
	model_drop_node(m, at.node);
}

static void do_rmdir(struct model *m)
{
	struct place at;
	int want = 0;

	model_any_place(m, &at, 1);
	if (!at.node)
		want = -ENOENT;
	else if (!S_ISDIR(m->node[at.node].mode))
		want = -ENOTDIR;
	else if (m->node[at.node].entries)
		want = -ENOTEMPTY;
	if (!model_answered(m, "rmdir", &at, box_rmdir(at.path), want))
		return;
	remove_entry(m, &at);
	m->node[at.dir].nlink--;
	m->node[at.node].nlink = 0;
	model_drop_node(m, at.node);
}

static int rename_error(struct model *m, const struct place *from,
			const struct place *to)
{
	int dir = from->node && S_ISDIR(m->node[from->node].mode);

	if (!from->node)
		return -ENOENT;
	if (dir && model_is_below(m, to->dir, from->node))
		return -EINVAL;
	if (to->node && S_ISDIR(m->node[to->node].mode) &&
	    model_is_below(m, from->dir, to->node))
		return -ENOTEMPTY;
	if (!to->node || to->node == from->node)
		return 0;
	if (dir && !S_ISDIR(m->node[to->node].mode))
		return -ENOTDIR;
	if (!dir && S_ISDIR(m->node[to->node].mode))
		return -EISDIR;
	return dir && m->node[to->node].entries ? -ENOTEMPTY : 0;
}

/* What is below has another path now: synced or not, nobody knows under
   which one it would be after a crash. */
static void forget_synced(struct model *m, int node)
{
	int i;

	m->node[node].synced = 0;
	for (i = 0; i < m->node[node].entries; i++)
		forget_synced(m, m->node[node].entry[i].node);
}

static void do_rename(struct model *m)
{
	struct place from, to;
	int dir;

	model_any_place(m, &from, 1);
	model_any_place(m, &to, box_rnd(3) == 0);
	if (!model_has_room(m, &to) || depth_of(m, to.dir) +
	    height_of(m, from.node) > MODEL_DEPTH)
		return;
	if (!model_answered(m, "rename", &to, box_rename(from.path, to.path),
		      rename_error(m, &from, &to)) || from.node == to.node)
		return;
	dir = S_ISDIR(m->node[from.node].mode);
	if (to.node) {
		remove_entry(m, &to);
		m->node[to.node].nlink -= 1 + dir;
		m->node[to.node].synced = 0;
		m->node[to.dir].nlink -= dir;
		model_drop_node(m, to.node);
	}
	remove_entry(m, &from);
	model_add_entry(m, &to, from.node);
	forget_synced(m, from.node);
	if (!dir)
		return;
	m->node[from.dir].nlink--;
	m->node[to.dir].nlink++;
	m->node[from.node].parent = to.dir;
}

static void do_chmod(struct model *m)
{
	struct place at;
	int mode = 0600 | box_rnd(0200);

	model_any_place(m, &at, 1);
	if (at.node && S_ISLNK(m->node[at.node].mode))
		return;
	if (!model_answered(m, "chmod", &at, box_chmod(at.path, mode),
		      at.node ? 0 : -ENOENT))
		return;
	m->node[at.node].mode = (m->node[at.node].mode & S_IFMT) | mode;
}

static void do_stat(struct model *m)
{
	struct box_stat st;
	struct place at;

	model_any_place(m, &at, box_rnd(4));
	if (!model_answered(m, "stat", &at, box_stat(at.path, &st),
		      at.node ? 0 : -ENOENT))
		return;
	if (st.nlink != m->node[at.node].nlink ||
	    (S_ISREG(st.mode) && st.size != m->node[at.node].size))
		model_complain(m, "%s has %u links, %llu bytes", at.path,
			       st.nlink, st.size);
}

/* --- all of them ---------------------------------------------------------- */

static void one_with_name(struct model *m)
{
	static void (*const ops[])(struct model *) = {
		do_mkdir, do_mkdir, do_rmdir, do_symlink, do_link, do_link,
		do_unlink, do_unlink, do_unlink, do_unlink, do_rename,
		do_rename, do_rename, do_rename, do_chmod, do_stat, do_stat,
		model_truncate, model_truncate,
	};

	ops[box_rnd(sizeof(ops) / sizeof(ops[0]))](m);
}

/* What changes nothing that can be seen. */
static void one_for_all(struct model *m)
{
	switch (box_rnd(8)) {
	case 0:
		model_answered(m, "sync", NULL, box_sync(), 0);
		break;
	case 1 ... 3:
		box_shrink(1 + box_rnd(300));
		break;
	default:
		box_ticks(box_rnd(1000));
	}
}

void model_step(struct model *m)
{
	m->steps++;
	switch (box_rnd(32)) {
	case 0 ... 1:
		one_for_all(m);
		break;
	case 2 ... 15:
		one_with_name(m);
		break;
	default:
		model_file_step(m, &m->fds[box_rnd(MODEL_FDS)]);
	}
}
