/*
 * pagetree.c - the tree of an inode's pages: a radix tree, 4 bits of the index
 * in each node. It is as high as the largest index asks for: a file of one
 * page has no node at all, its root is the page.
 *
 *	root		shift = 8, indexes 0..255
 *	  slot[0..15]	by bits 7..4 of the index
 *	    slot[0..15]	by bits 3..0: pages
 *
 * No node is empty: the last page that leaves one takes it along, up to the
 * root. So there are no pages when, and only when, the root is NULL.
 *
 * Nothing here may sleep, nodes are allocated accordingly: another process
 * could take away the nodes that an insertion stands at.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/pagemap.h>

#define MAX_LEVELS	(TREE_MAX_SHIFT / TREE_BITS)

/* Which slot of a node, whose slots stand for 2^shift indexes each. */
static inline u32 slot_of(unsigned long index, u32 shift)
{
	return index >> shift & (TREE_SLOTS - 1);
}

/* The slot for `index' in such a node. */
static inline void **slot_in(void *node, unsigned long index, u32 shift)
{
	return &((struct tree_node *)node)->slot[slot_of(index, shift)];
}

static bool node_empty(const struct tree_node *node)
{
	int i;

	for (i = TREE_SLOTS - 1; i >= 0; i--)
		if (node->slot[i])
			return false;
	return true;
}

/* Makes the tree high enough for `index'. 0 or -ENOMEM. */
static int grow(struct address_space *m, unsigned long index)
{
	struct tree_node *node;

	while (index >> m->shift) {
		if (m->root) {
			node = kzalloc(sizeof(*node), GFP_ATOMIC);
			if (!node)
				return -ENOMEM;
			node->slot[0] = m->root;
			m->root = node;
		}
		m->shift += TREE_BITS;
	}
	return 0;
}

/*
 * Takes what is at `index' out of the tree and returns it; NULL if nothing
 * was there. Nodes on the way to it that are empty go, too.
 */
struct page *pagetree_delete(struct address_space *m, unsigned long index)
{
	void **slots[MAX_LEVELS + 1], **slot = &m->root;
	u32 shift = m->shift, depth = 0;
	struct page *page;

	if (index >> shift)
		return NULL;
	while (shift && *slot) {
		slots[depth++] = slot;
		shift -= TREE_BITS;
		slot = slot_in(*slot, index, shift);
	}
	page = *slot;
	*slot = NULL;
	if (page)
		m->nrpages--;
	while (depth-- && node_empty(*slots[depth])) {
		kfree(*slots[depth]);
		*slots[depth] = NULL;
	}
	if (!m->root)
		m->shift = 0;
	return page;
}

/*
 * Puts a page in at `index'. 0, -EEXIST if one is there already, -ENOMEM, or
 * -EFBIG for what no tree can hold.
 */
int pagetree_insert(struct address_space *m, unsigned long index,
		    struct page *page)
{
	void **slot = &m->root;
	u32 shift;
	int err;

	if (index >> TREE_MAX_SHIFT)
		return -EFBIG;
	err = grow(m, index);
	for (shift = m->shift; shift && !err; ) {
		if (!*slot) {
			*slot = kzalloc(sizeof(struct tree_node), GFP_ATOMIC);
			err = *slot ? 0 : -ENOMEM;
			if (err)
				break;
		}
		shift -= TREE_BITS;
		slot = slot_in(*slot, index, shift);
	}
	if (!err && *slot)
		return -EEXIST;
	if (err) {
		pagetree_delete(m, index);	/* nodes made on the way */
		return err;
	}
	*slot = page;
	m->nrpages++;
	return 0;
}

/*
 * The first page in `node', whose slots stand for 2^shift indexes each, at
 * *index or behind it; *index becomes its index. NULL if there is none, and
 * then *index is the first one behind the node.
 */
static struct page *next_in(const struct tree_node *node, u32 shift,
			    unsigned long *index)
{
	struct page *page;
	u32 i;

	for (i = slot_of(*index, shift); i < TREE_SLOTS; i++) {
		page = node->slot[i];
		if (!page)
			*index = ((*index >> shift) + 1) << shift;
		else if (shift)
			page = next_in((struct tree_node *)page,
				       shift - TREE_BITS, index);
		if (page)
			return page;
	}
	return NULL;
}

/*
 * The first page at `index' or behind it, not counted, and in *found where it
 * is; NULL if there is none.
 */
struct page *pagetree_next(const struct address_space *m, unsigned long index,
			   unsigned long *found)
{
	if (!m->root || index >> m->shift)
		return NULL;
	*found = index;
	if (!m->shift)
		return m->root;
	return next_in(m->root, m->shift - TREE_BITS, found);
}
