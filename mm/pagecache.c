/*
 * pagecache.c - which pages are in the cache, and how they come there. A page
 * that is being read in is in the tree already, PG_LOCKED: whoever finds it
 * so waits for the one who reads. It has been read when it is PG_UPTODATE.
 * All of it is [k].
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/sched.h>

unsigned long nr_file_pages;		/* [k] */

/* One queue for all pages: a wait is rare, and short. */
static WAIT_QUEUE_HEAD(page_wait);

/* Makes m the empty cache of `host', with no areas that map it. */
void mapping_init(struct address_space *m, struct inode *host,
		  const struct address_space_operations *ops)
{
	m->host = host;
	m->a_ops = ops;
	m->root = NULL;
	m->shift = 0;
	m->nrpages = 0;
	INIT_LIST_HEAD(&m->i_mmap);
	INIT_LIST_HEAD(&m->dirty_pages);
	INIT_LIST_HEAD(&m->dirty_list);
	m->write_error = 0;
	mutex_init(&m->write_sem);
}

/* Pages that hold contents of files now. */
unsigned long nr_cached_pages(void)
{
	return nr_used_pages(PAGE_CACHE);
}

/* The page of m at `index' with a count for the caller, or NULL. It may be on
   its way in still: see PG_UPTODATE. */
struct page *find_get_page(struct address_space *m, unsigned long index)
{
	struct page *page = pagetree_lookup(m, index);

	if (page) {
		page->flags |= PG_REFERENCED;
		get_page(page);
	}
	return page;
}

/* A page with one count, in no file, for add_to_page_cache(); NULL. */
struct page *alloc_cache_page(void)
{
	struct page *page = alloc_pages(GFP_KERNEL, 0, PAGE_CACHE);

	if (page) {
		page->mapping = NULL;
		page->flags = 0;
	}
	return page;
}

/*
 * Makes `page', of use PAGE_CACHE, the page of m at `index'; the cache takes
 * a count of its own. Its flags are the caller's matter. 0, -EEXIST, -ENOMEM,
 * -EFBIG.
 */
int add_to_page_cache(struct page *page, struct address_space *m,
		      unsigned long index)
{
	int err = pagetree_insert(m, index, page);

	if (err)
		return err;
	get_page(page);
	page->mapping = m;
	page->index = index;
	if (!m->a_ops->in_memory)
		nr_file_pages++;
	return 0;
}

/* Takes the page out of the file that it belongs to, with the cache's count.
   The caller has one, too. */
void remove_from_page_cache(struct page *page)
{
	clear_page_dirty(page);
	if (!page->mapping->a_ops->in_memory)
		nr_file_pages--;
	pagetree_delete(page->mapping, page->index);
	page->mapping = NULL;
	put_page(page);
}

/* Can it go, and be read in again? Pages of memory files cannot. */
bool page_is_unused(const struct page *page)
{
	return page->mapping && atomic_read(&page->count) == 1 &&
	       (page->flags & (PG_UPTODATE | PG_LOCKED | PG_DIRTY)) ==
	       PG_UPTODATE;
}

/* Frees a page that is nobody's but the cache's. */
void drop_cached_page(struct page *page)
{
	get_page(page);
	remove_from_page_cache(page);
	put_page(page);
}

/* Sleeps until nobody reads the page in or writes it to the device; the caller
   has it counted. */
void wait_on_page(struct page *page)
{
	wait_event(&page_wait, !(page->flags & PG_LOCKED));
}

/* It is read in, or will not be: wakes who waits for that. */
void unlock_page(struct page *page)
{
	page->flags &= ~PG_LOCKED;
	if (!list_empty(&page_wait.waiters))
		wake_up(&page_wait);
}

/*
 * Reads the page at `index' in; nobody has found it in the cache. Counted for
 * the caller, or ERR_PTR; -EEXIST if another was quicker.
 */
static struct page *read_new_page(struct address_space *m,
				  unsigned long index)
{
	struct page *page = alloc_cache_page();
	int err;

	if (!page)
		return ERR_PTR(-ENOMEM);
	page->flags = PG_LOCKED;
	err = add_to_page_cache(page, m, index);
	if (err) {
		put_page(page);
		return ERR_PTR(err);
	}
	err = m->a_ops->readpage(m->host, page);
	page->flags |= err ? PG_ERROR : PG_UPTODATE;
	if (err && page->mapping)	/* truncate() may have been here */
		remove_from_page_cache(page);
	unlock_page(page);
	if (!err)
		return page;
	put_page(page);
	return ERR_PTR(err);
}

/*
 * The page of m at `index', up to date, with a count for the caller; read in
 * if it is not in the cache. May sleep. ERR_PTR of -ENOMEM, -EIO, -ENOSPC for
 * a hole that cannot be filled.
 */
struct page *read_cache_page(struct address_space *m, unsigned long index)
{
	struct page *page;

	for (;;) {
		page = find_get_page(m, index);
		if (!page) {
			page = read_new_page(m, index);
			if (page == ERR_PTR(-EEXIST))
				continue;
			return page;
		}
		if (likely(page->flags & PG_UPTODATE))
			return page;
		wait_on_page(page);
		if (page->flags & PG_UPTODATE)
			return page;
		put_page(page);		/* the other one's error */
	}
}

struct page *overwrite_cache_page(struct address_space *m,
				  unsigned long index)
{
	struct page *page;
	int err = -EEXIST;

	while (err == -EEXIST) {
		page = find_get_page(m, index);
		if (page && page->flags & PG_UPTODATE)
			return page;
		if (page)
			put_page(page);
		if (page || m->a_ops->in_memory)	/* counts its pages */
			return read_cache_page(m, index);
		page = alloc_cache_page();
		if (!page)
			return ERR_PTR(-ENOMEM);
		page->flags = PG_UPTODATE;
		err = add_to_page_cache(page, m, index);
		if (!err)
			return page;
		put_page(page);
	}
	return ERR_PTR(err);
}
