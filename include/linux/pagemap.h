/*
 * pagemap.h - the page cache from inside: the contents of files, page by page,
 * for those who read, write and map them. An inode's pages hang in a tree by
 * their index (mm/pagetree.c), one count for the tree in each. A page that is
 * counted may be used across sleeps, but it may have left the file meanwhile:
 * its mapping is NULL then.
 *
 * All is [k].
 */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H

#include <linux/fs.h>
#include <linux/vm.h>

/* page->flags */
#define PG_UPTODATE	0x01		/* it is what the file has */
#define PG_LOCKED	0x02		/* being read in, or written to the
					   device: wait_on_page() */
#define PG_DIRTY	0x04		/* newer than the device */
#define PG_ERROR	0x08		/* could not be read or written */
#define PG_REFERENCED	0x10		/* used since the clock's hand passed */

/* Notes that a page of the cache is used. False: it has no contents yet. */
static inline bool mark_used(struct page *page)
{
	const u32 both = PG_UPTODATE | PG_REFERENCED;

	if (likely(!(~page->flags & both)))
		return true;
	if (!(page->flags & PG_UPTODATE))
		return false;
	page->flags |= PG_REFERENCED;
	return true;
}

#define PAGE_OFFSET_MASK (PAGE_SIZE - 1)

/* mm/pagetree.c */
#define TREE_BITS	4		/* of the index, for one node */
#define TREE_SLOTS	(1 << TREE_BITS)
#define TREE_MAX_SHIFT	28		/* a file has 2^28 pages at most */
#define PAGE_CACHE_MAX	(1LL << (TREE_MAX_SHIFT + PAGE_SHIFT))

struct tree_node {
	void *slot[TREE_SLOTS];		/* nodes, at the bottom pages */
};

int pagetree_insert(struct address_space *m, unsigned long index,
		    struct page *page);
struct page *pagetree_delete(struct address_space *m, unsigned long index);
struct page *pagetree_next(const struct address_space *m, unsigned long index,
			   unsigned long *found);

/* The place in the tree where the page at `index' is or is not, and in *n how
   many of those for the pages behind it follow in a row, itself included. NULL:
   no page is there. Only until somebody changes the tree. */
static inline void **pagetree_slots(struct address_space *m,
				    unsigned long index, u32 *n)
{
	void **slot = &m->root;
	u32 shift = m->shift;

	if (index >> shift)
		return NULL;
	*n = shift ? TREE_SLOTS - (index & (TREE_SLOTS - 1)) : 1;
	while (shift) {
		if (!*slot)
			return NULL;
		shift -= TREE_BITS;
		slot = &((struct tree_node *)*slot)->slot
			[index >> shift & (TREE_SLOTS - 1)];
	}
	assume(slot != NULL);
	return slot;
}

/* The page of the tree at `index', or NULL; not counted. */
static inline struct page *pagetree_lookup(struct address_space *m,
					   unsigned long index)
{
	u32 n;
	void **slot = pagetree_slots(m, index, &n);

	return slot ? *slot : NULL;
}

/*
 * mm/pagecache.c. alloc_cache_page(): one for add_to_page_cache(), in no file
 * yet, with any contents. overwrite_cache_page(): the page at `index', counted,
 * for who will change it from the first byte to the last: if it is not in the
 * cache, it comes with any contents, and the caller fills it before it sleeps;
 * ERR_PTR. page_is_unused(): up to date on the device, and only the cache has
 * it; drop_cached_page() takes such a page out, and frees it.
 */
struct page *alloc_cache_page(void);
struct page *overwrite_cache_page(struct address_space *m,
				  unsigned long index);
extern unsigned long nr_file_pages;	/* [k] in the cache, of devices and
					   their files: can come back */
bool page_is_unused(const struct page *page);
void drop_cached_page(struct page *page);
void remove_from_page_cache(struct page *page);
void wait_on_page(struct page *page);
void unlock_page(struct page *page);

/*
 * mm/writeback.c. set_page_dirty(): the page differs from the device; for
 * pages of memory file systems, and those out of the cache, nothing happens.
 * write_mapping(): a_ops->writepage() for all dirty pages of m, oldest first;
 * 0, or what could not be written since the last call (the data are lost then,
 * but who asks is told). clear_page_dirty(): it need not be written any more.
 * balance_dirty(): called by writers of the inode's contents, after a piece
 * and with nothing locked but its i_sem: if too many pages are dirty, writes
 * some of the device that the inode is on. inode_is_dirty(): an inode is to be
 * written by and by.
 */
void set_page_dirty(struct page *page);
void clear_page_dirty(struct page *page);
int write_mapping(struct address_space *m);
int write_page_now(struct page *page);	/* a counted one; 0 or -errno */
void balance_dirty(struct inode *inode);
void inode_is_dirty(void);
bool write_dirty_pages(void);		/* mm/oom.c: waits a little for some to
					   be written; were any? */
void writeback_init(void);		/* the kernel thread "update" */

/*
 * mm/vmscan.c. Takes up to n clean pages that nobody uses out of the cache,
 * and frees them; how many. Sleeps only where interrupts are on and current is
 * TASK_RUNNING; [k].
 */
unsigned long shrink_cache(unsigned long n);

/* The same file: may memory files and ramdisks take a page? They leave the last
   ones to others, but for what can be read again. */
bool room_for_files(void);

/* mm/truncate.c */
void zero_page_tail(struct address_space *m, loff_t size);

#endif
