/*
 * model.h - a file system as it should behave: nodes in memory, without
 * caches, blocks or time. Random operations (model_ops.c) are done with it and
 * with the real one behind box.h; both must answer the same, and must have the
 * same in them (model.c).
 *
 * A full disk is no disagreement: the real one says that there is no room,
 * and then nothing has changed; or that it wrote less than it was asked to.
 */
#ifndef UNIT_MODEL_H
#define UNIT_MODEL_H

#include "box.h"

#define MODEL_NODES	160
#define MODEL_ENTRIES	100		/* names in a directory */
#define MODEL_NAME	260
#define MODEL_DEPTH	12		/* directories in each other; fsck.minix
					   does not look below 32 */
#define MODEL_PATH	(MODEL_DEPTH * MODEL_NAME + 100)
#define MODEL_PAGE	4096
#define MODEL_PAGES	600		/* of contents, in all files */
#define MODEL_FDS	5
#define MODEL_ROOT	1

/* Contents of a file; what is missing is zeroes. */
struct model_page {
	unsigned int index;
	unsigned char data[MODEL_PAGE];
	struct model_page *next;
};

struct model_entry {
	char *name;
	int node;
};

struct model_node {
	int used, open;			/* open: descriptors */
	int mode, nlink;
	int parent;			/* of a directory */
	u64_t size;
	struct model_page *pages;
	char *text;			/* of a symlink */
	struct model_entry entry[MODEL_ENTRIES];
	int entries;
	int synced;			/* fsync()ed under a name that it has
					   still, and not changed since */
};

struct model_fd {
	int fd;				/* -1: not open */
	int node, readable, append;
};

struct model {
	struct model_node node[MODEL_NODES];
	struct model_fd fds[MODEL_FDS];
	const char *top;		/* path of the root */
	char letter;			/* first of all names */
	const struct fs_kind *kind;
	int pages;			/* in all files */
	u64_t largest;			/* file, bytes */
	int wrong;			/* disagreements; told by printf() */
	unsigned long steps, good;	/* operations, and those that were
					   not refused */
	int shared;			/* others have names in the root, too */
};

/* model.c. `top' exists and is a directory without names that begin with that
   letter. */
struct model *model_new(const struct fs_kind *kind, const char *top,
			char letter);
void model_free(struct model *m);
int model_new_node(struct model *m, int mode);	/* 0: there are enough */
void model_drop_node(struct model *m, int node);	/* if nobody has it */
struct model_entry *model_find(struct model *m, int dir, const char *name);
void model_path(const struct model *m, int dir, const char *name, char *path);
int model_is_below(const struct model *m, int dir, int of);
void model_put(struct model *m, int node, const void *data, size_t n,
	       u64_t pos);
void model_get(const struct model *m, int node, void *data, size_t n,
	       u64_t pos);
void model_cut(struct model *m, int node, u64_t size);
void model_complain(struct model *m, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Walks the real tree: is everything as in the model? Adds to m->wrong. */
void model_compare(struct model *m);
/* Are the files there that were synced? */
void model_compare_synced(struct model *m);

/* model_ops.c */
void model_step(struct model *m);
void model_fsync(struct model *m);	/* and close, of any open file */
void model_close_all(struct model *m);

#endif
