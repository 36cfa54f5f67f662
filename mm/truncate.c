/*
 * truncate.c - files become shorter, or longer, and vanish: pages behind the
 * end leave the cache, and the rest of the last page is filled with zeroes, so
 * that a file that grows again has nothing old in it.
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/string.h>

#define PAGES_AT_ONCE	32		/* with the kernel lock in one piece */
#define UNMAP_AT_ONCE	256		/* the same, of mappings */

/* Fills the page that byte `size' lies in with zeroes from there on, if it is
   in the cache. May sleep, while it is being read in or written. */
void zero_page_tail(struct address_space *m, loff_t size)
{
	u32 offset = size & PAGE_OFFSET_MASK;
	struct page *page;

	if (!offset)
		return;
	page = find_get_page(m, size >> PAGE_SHIFT);
	if (!page)
		return;
	wait_on_page(page);
	memset((char *)page_address(page) + offset, 0, PAGE_SIZE - offset);
	put_page(page);
}

/* The number of the first page that a file of `size' bytes does not have. */
static unsigned long end_page(loff_t size)
{
	if (size > PAGE_CACHE_MAX)
		size = PAGE_CACHE_MAX;
	return (size + PAGE_SIZE - 1) >> PAGE_SHIFT;
}

/* Takes a page out of the cache, when nobody reads it in or writes it any more:
   its blocks on the device may be another's soon. */
static void truncate_page(struct page *page)
{
	get_page(page);
	wait_on_page(page);
	if (page->mapping)
		remove_from_page_cache(page);
	put_page(page);
}

/*
 * Takes all pages behind byte `from' out of the cache. Who has them counted or
 * mapped keeps them, but they are no file's any more. May sleep, for others
 * not to wait long; the caller sees to it that no pages come meanwhile.
 */
void truncate_inode_pages(struct address_space *m, loff_t from)
{
	unsigned long index = end_page(from);
	struct page *page;
	u32 n = 0;

	while ((page = pagetree_next(m, index, &index))) {
		truncate_page(page);
		if (++n % PAGES_AT_ONCE == 0)
			safe_point();
	}
	zero_page_tail(m, from);
}

/*
 * Takes the pages behind the new end of a file, which had `old' bytes, out of
 * all memory that maps them, in pieces: what is taken out cannot come back
 * meanwhile, because i_size says already that it is not there.
 */
static void unmap_behind(struct address_space *m, loff_t size, loff_t old)
{
	unsigned long first = end_page(size), last = end_page(old);

	for (; !list_empty(&m->i_mmap) && first + UNMAP_AT_ONCE < last;
	     first += UNMAP_AT_ONCE) {
		unmap_mapping_range(&m->i_mmap, first,
				    first + UNMAP_AT_ONCE - 1);
		safe_point();
	}
	unmap_mapping_range(&m->i_mmap, first, ~0UL);
}

/*
 * Makes `inode', with i_sem held, `size' bytes long: pages behind the end
 * leave the cache and all memory that maps them. 0, or -EFBIG if the file
 * system has no files as large. Limits of the process are the caller's.
 */
int vmtruncate(struct inode *inode, loff_t size)
{
	struct address_space *m = &inode->i_data;
	loff_t old = inode->i_size;

	if (size > inode->i_sb->s_maxbytes)
		return -EFBIG;
	if (size > old)			/* before it is valid: the page may be
					   on its way to the device */
		zero_page_tail(m, old);
	inode->i_size = size;
	if (size <= old) {
		unmap_behind(m, size, old);
		truncate_inode_pages(m, size);
	}
	if (inode->i_op->truncate)
		inode->i_op->truncate(inode);
	return 0;
}
