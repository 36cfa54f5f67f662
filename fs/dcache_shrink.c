/*
 * dcache_shrink.c - taking unused entries out of the name cache: because
 * memory is short, because there are too many of them, because their
 * directory or their file system goes.
 *
 * To free a dentry may sleep (its inode may go with it), so each loop starts
 * from the head of a list again after it has freed one.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include "names.h"

#define MEMORY_SHARE	32		/* unused ones take 1/32 of memory */
#define PRUNE_AT_ONCE	64		/* entries, the lock in one piece */

static int max_unused;			/* [i] entries */

void dcache_shrink_init(void)
{
	max_unused = nr_total_pages() / MEMORY_SHARE *
		     (PAGE_SIZE / sizeof(struct dentry));
}

/* Takes an entry off the list of unused ones. */
static void unlist(struct dentry *dentry)
{
	list_del(&dentry->d_lru);
	nr_dentry_unused--;
}

/* Ends an unused entry, and its parents as far as nobody else needs them: a
   parent that is found by name stays, as one unused now. */
static void free_unused(struct dentry *dentry)
{
	dput(d_free(dentry));
}

/*
 * Looks at the entry unused for longest: an unlisted one is in use again, one
 * that was used since goes to the end. True if it has been freed.
 */
static bool prune_oldest(void)
{
	struct dentry *dentry = list_first_entry(&dentry_unused,
						 struct dentry, d_lru);

	if (dentry->d_count) {
		unlist(dentry);
		dentry->d_flags &= ~DCACHE_REFERENCED;
		return false;
	}
	if (dentry->d_flags & DCACHE_REFERENCED) {
		dentry->d_flags &= ~DCACHE_REFERENCED;
		list_move_tail(&dentry->d_lru, &dentry_unused);
		return false;
	}
	free_unused(dentry);
	return true;
}

/*
 * Frees up to `count' unused entries, the oldest first, and returns how many
 * there were. May sleep. Every entry is looked at twice at most, once to take
 * its mark away.
 */
int shrink_dcache(int count)
{
	int looks = 2 * nr_dentry_unused, freed = 0;
	u32 n = 0;

	while (freed < count && looks-- > 0 && !list_empty(&dentry_unused)) {
		freed += prune_oldest();
		safe_step(&n, PRUNE_AT_ONCE);
	}
	return freed;
}

/*
 * After one more has come: not more than there may be. To free one may make
 * its parent unused, which leads here again; that call leaves the work to the
 * first, or the stack would be as deep as the list is long.
 */
void trim_dcache(void)
{
	static bool trimming;

	if (nr_dentry_unused <= max_unused || trimming)
		return;
	trimming = true;
	shrink_dcache(2);
	trimming = false;
}

/* Moves the unused entries of sb to a list of the caller's. */
static void collect_unused(struct super_block *sb, struct list_head *list)
{
	struct dentry *dentry, *next;

	list_for_each_entry_safe(dentry, next, &dentry_unused, d_lru)
		if (dentry->d_sb == sb)
			list_move_tail(&dentry->d_lru, list);
}

/*
 * Frees all entries of sb that nobody uses. When the last child is gone, a
 * parent may be unused in its turn: hence round after round. May sleep.
 */
void shrink_dcache_sb(struct super_block *sb)
{
	struct dentry *dentry;
	LIST_HEAD(doomed);
	u32 n = 0;

	for (;;) {
		collect_unused(sb, &doomed);
		if (list_empty(&doomed))
			return;
		while (!list_empty(&doomed)) {
			dentry = list_first_entry(&doomed, struct dentry,
						  d_lru);
			if (dentry->d_count)
				unlist(dentry);
			else
				free_unused(dentry);
			safe_step(&n, PRUNE_AT_ONCE);
		}
	}
}

/* Frees some of the unused negative entries of a directory. False: that was
   all of them. */
static bool prune_some(struct dentry *parent)
{
	struct dentry *dentry, *next;
	int n = 0;

	list_for_each_entry_safe(dentry, next, &parent->d_subdirs, d_child) {
		if (dentry->d_inode || dentry->d_count)
			continue;
		dput(d_free(dentry));
		if (++n == PRUNE_AT_ONCE)
			return true;
	}
	return false;
}

/* Frees the unused negative entries of a directory, which the caller has
   counted, and where no new ones can come. May sleep. */
void d_prune_negative(struct dentry *parent)
{
	while (prune_some(parent))
		safe_point();
}

/*
 * The next dentry of a tree after `dentry', a parent before its children;
 * NULL at the end. Nothing may sleep between two steps.
 */
static struct dentry *next_in_tree(struct dentry *dentry, struct dentry *root)
{
	struct list_head *next;

	if (!list_empty(&dentry->d_subdirs))
		return list_first_entry(&dentry->d_subdirs, struct dentry,
					d_child);
	while (dentry != root) {
		next = dentry->d_child.next;
		if (next != &dentry->d_parent->d_subdirs)
			return list_entry(next, struct dentry, d_child);
		dentry = dentry->d_parent;
	}
	return NULL;
}

/* The counts of a dentry that say nothing about use: its children's, and the
   one that pins a name (FS_PINNED) or a mounted root. */
static int resting_count(const struct dentry *dentry, bool pinned)
{
	struct list_head *pos;
	int n = 0;

	list_for_each(pos, &dentry->d_subdirs)
		n++;
	if (d_is_root(dentry))
		return n + 1;
	return n + (pinned && dentry->d_inode && !d_unhashed(dentry));
}

/* Does anybody use a name of the tree? `pinned': the file system is
   FS_PINNED. */
bool d_tree_busy(struct dentry *root, bool pinned)
{
	struct dentry *dentry;

	for (dentry = root; dentry; dentry = next_in_tree(dentry, root))
		if (dentry->d_count != resting_count(dentry, pinned))
			return true;
	return false;
}

/* A name of the tree without children; not the root itself. */
static struct dentry *find_leaf(struct dentry *root)
{
	struct dentry *dentry = root;

	while (!list_empty(&dentry->d_subdirs))
		dentry = list_first_entry(&dentry->d_subdirs, struct dentry,
					  d_child);
	return dentry == root ? NULL : dentry;
}

/*
 * Ends all names of an FS_PINNED tree that d_tree_busy() found unused and
 * that nobody can reach any more. The root stays. May sleep.
 */
void d_free_pinned(struct dentry *root)
{
	struct dentry *dentry;
	u32 n = 0;

	while ((dentry = find_leaf(root)) != NULL) {
		d_drop(dentry);
		BUG_ON(dentry->d_count > 1);
		if (dentry->d_count)
			dput(dentry);		/* the pin */
		else
			free_unused(dentry);
		safe_step(&n, PRUNE_AT_ONCE);
	}
}
