/*
 * dcache.c - the name cache. A dentry says what a name in a directory is: an
 * inode, or nothing (a negative entry), so that most names cost no call of
 * their file system. Dentries in use form the tree of names: each counts its
 * parent and its inode.
 *
 * A dentry that nobody uses stays, found by hash, until memory is short or
 * there are too many (dcache_shrink.c); one that is not hashed goes with its
 * last user. It may lie on the list of unused ones and be in use again: who
 * looks for unused ones checks the count. All is [k].
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/string.h>
#include "names.h"

#define PAGES_PER_BUCKET	4	/* of all memory */
#define MIN_BUCKETS		256
#define MAX_BUCKETS		16384

static struct list_head *buckets;	/* [i] */
static u32 bucket_mask;			/* [i] */

LIST_HEAD(dentry_unused);		/* first the one unused longest */
int nr_dentry_unused;			/* on that list */
int nr_dentries;			/* in all */

static u32 hash_name(const struct qstr *name)
{
	u32 i, h = 0;

	for (i = 0; i < name->len; i++)
		h = hash_char(h, name->name[i]);
	return h;
}

static struct list_head *bucket(const struct dentry *parent, u32 hash)
{
	hash += (u32)(size_t)parent >> 5;
	hash ^= hash >> 14;
	return &buckets[hash & bucket_mask];
}

/* Are these bytes the same? Names are short: no call for them. */
static bool same_name(const char *a, const char *b, u32 len)
{
	while (len--)
		if (*a++ != *b++)
			return false;
	return true;
}

/*
 * The entry of a name whose hash is known; NULL if the cache has none. It is
 * not counted, and may be a stale one of a file system with d_revalidate().
 */
struct dentry *d_cached(struct dentry *parent, const struct qstr *name)
{
	struct list_head *head = bucket(parent, name->hash), *pos;
	struct dentry *dentry;

	list_for_each(pos, head) {
		dentry = list_entry(pos, struct dentry, d_hash);
		if (dentry->d_name.hash == name->hash &&
		    dentry->d_parent == parent &&
		    dentry->d_name.len == name->len &&
		    same_name(dentry->d_name.name, name->name, name->len))
			return dentry;
	}
	return NULL;
}

/* A long name gets memory of its own. */
static bool set_name(struct dentry *dentry, const struct qstr *name)
{
	char *copy = dentry->d_iname;

	if (name->len >= sizeof(dentry->d_iname)) {
		copy = kmalloc(name->len + 1, GFP_KERNEL);
		if (!copy)
			return false;
	}
	memcpy(copy, name->name, name->len);
	copy[name->len] = '\0';
	dentry->d_name.name = copy;
	dentry->d_name.len = name->len;
	dentry->d_name.hash = hash_name(name);
	return true;
}

static struct dentry *new_dentry(const struct qstr *name)
{
	struct dentry *dentry = kmalloc(sizeof(*dentry), GFP_KERNEL);

	if (!dentry)
		return NULL;
	if (!set_name(dentry, name)) {
		kfree(dentry);
		return NULL;
	}
	nr_dentries++;
	dentry->d_count = 1;
	dentry->d_flags = 0;
	dentry->d_inode = NULL;
	dentry->d_parent = dentry;
	INIT_LIST_HEAD(&dentry->d_hash);
	INIT_LIST_HEAD(&dentry->d_child);
	INIT_LIST_HEAD(&dentry->d_subdirs);
	INIT_LIST_HEAD(&dentry->d_lru);
	dentry->d_mounts = dentry;
	dentry->d_covers = dentry;
	dentry->d_op = NULL;
	dentry->d_fsdata = NULL;
	return dentry;
}

/*
 * A new entry of `parent', which the caller has counted for himself: with
 * one user, without inode, not to be found yet. NULL: no memory.
 */
struct dentry *d_alloc(struct dentry *parent, const struct qstr *name)
{
	struct dentry *dentry = new_dentry(name);

	if (!dentry)
		return NULL;
	dentry->d_parent = dget(parent);
	dentry->d_sb = parent->d_sb;
	list_add(&dentry->d_child, &parent->d_subdirs);
	return dentry;
}

/* The top of a tree of names, for `root', whose count it takes over. NULL: no
   memory, and the inode is still the caller's. */
struct dentry *d_alloc_root(struct inode *root)
{
	static const struct qstr name = { "/", 1, 0 };
	struct dentry *dentry = new_dentry(&name);

	if (!dentry)
		return NULL;
	dentry->d_sb = root->i_sb;
	d_instantiate(dentry, root);
	return dentry;
}

/*
 * Gives a negative entry its inode, whose count it takes over. A directory has
 * one name at most: two would be two ways into one tree, and the order of locks
 * goes by names. What a device says is the file system's to check (i_dentry).
 */
void d_instantiate(struct dentry *dentry, struct inode *inode)
{
	BUG_ON(dentry->d_inode);
	dentry->d_inode = inode;
	if (inode && S_ISDIR(inode->i_mode))
		inode->i_dentry = dentry;
}

/* The entry gives its inode up, which then has no name of it. */
static void forget_name(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	dentry->d_inode = NULL;
	if (inode && inode->i_dentry == dentry)
		inode->i_dentry = NULL;
}

/* The same, and the name is to be found from now on; inode may be NULL. */
void d_add(struct dentry *dentry, struct inode *inode)
{
	BUG_ON(!d_unhashed(dentry));
	d_instantiate(dentry, inode);
	list_add(&dentry->d_hash,
		 bucket(dentry->d_parent, dentry->d_name.hash));
}

/* The name is not to be found any more; users keep what they have. */
void d_drop(struct dentry *dentry)
{
	list_del(&dentry->d_hash);
}

/*
 * The file has lost this name. If the caller is the only user, the entry
 * becomes a negative one, and the inode may go, for which he may sleep.
 */
void d_delete(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	if (dentry->d_count > 1) {
		d_drop(dentry);
		return;
	}
	forget_name(dentry);
	if (inode)
		iput(inode);
}

/* a and b have changed places: so do their names. */
static void swap_names(struct dentry *a, struct dentry *b)
{
	struct qstr name = a->d_name;
	char text[sizeof(a->d_iname)];

	memcpy(text, a->d_iname, sizeof(text));
	memcpy(a->d_iname, b->d_iname, sizeof(text));
	memcpy(b->d_iname, text, sizeof(text));
	a->d_name = b->d_name;
	b->d_name = name;
	if (a->d_name.name == b->d_iname)
		a->d_name.name = a->d_iname;
	if (b->d_name.name == a->d_iname)
		b->d_name.name = b->d_iname;
}

/*
 * A rename: dentry takes the name and the place of target, which is not to be
 * found any more. Each takes over the other's count on a parent.
 */
void d_move(struct dentry *dentry, struct dentry *target)
{
	struct dentry *old_parent = dentry->d_parent;

	d_drop(dentry);
	d_drop(target);
	swap_names(dentry, target);
	if (target->d_parent != old_parent) {
		dentry->d_parent = target->d_parent;
		target->d_parent = old_parent;
		list_move(&dentry->d_child, &dentry->d_parent->d_subdirs);
		list_move(&target->d_child, &old_parent->d_subdirs);
	}
	list_add(&dentry->d_hash,
		 bucket(dentry->d_parent, dentry->d_name.hash));
}

/*
 * Ends a dentry without users. Returns its parent, whose count the caller now
 * has to drop; NULL if it had none. May sleep, with the dentry gone already.
 */
struct dentry *d_free(struct dentry *dentry)
{
	struct dentry *parent = d_is_root(dentry) ? NULL : dentry->d_parent;
	struct inode *inode = dentry->d_inode;

	if (!list_empty(&dentry->d_lru)) {
		list_del(&dentry->d_lru);
		nr_dentry_unused--;
	}
	list_del(&dentry->d_hash);
	list_del(&dentry->d_child);
	forget_name(dentry);
	if (dentry->d_name.name != dentry->d_iname)
		kfree(dentry->d_name.name);
	kfree(dentry);
	nr_dentries--;
	if (inode)
		iput(inode);
	return parent;
}

/* Keeps an entry that has become unused, for who asks for the name again. */
static void keep_unused(struct dentry *dentry)
{
	if (list_empty(&dentry->d_lru)) {
		list_add_tail(&dentry->d_lru, &dentry_unused);
		nr_dentry_unused++;
		trim_dcache();
	} else {
		dentry->d_flags |= DCACHE_REFERENCED;
	}
}

/* dput() of the last user: the entry is kept, or goes, and with it perhaps
   its parents. May sleep. */
void dput_last(struct dentry *dentry)
{
	do {
		if (dentry->d_op && dentry->d_op->d_delete &&
		    dentry->d_op->d_delete(dentry))
			d_drop(dentry);
		if (!d_unhashed(dentry)) {
			keep_unused(dentry);
			return;
		}
		dentry = d_free(dentry);
	} while (dentry && --dentry->d_count == 0);
}

/* Once, when it is known how much memory there is. */
void dcache_init(void)
{
	u32 i, n = MIN_BUCKETS;

	while (n < MAX_BUCKETS && n * PAGES_PER_BUCKET < nr_total_pages())
		n *= 2;
	buckets = kmalloc(n * sizeof(*buckets), GFP_KERNEL);
	if (!buckets)
		panic("No memory for the name cache");
	for (i = 0; i < n; i++)
		INIT_LIST_HEAD(&buckets[i]);
	bucket_mask = n - 1;
	dcache_shrink_init();
}
