/*
 * fileread.c - read() of files whose contents live in the page cache. A read
 * goes in runs: the pages in a row that are there are counted, copied and
 * given back. The copy may fault, and the fault may want the very pages that
 * are copied, because the program has mapped the file: none is locked.
 *
 * Much is copied without the kernel lock when there are other CPUs to use it.
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <asm/smplock.h>
#include <asm/uaccess.h>
#include "filemap.h"

/* Pages of a file in a row, each counted. */
struct page_run {
	struct page *page[TREE_SLOTS];
	u32 nr;
};

/* Those from `index' to `last' that are in the cache, or the first of them. */
static void gather_pages(struct page_run *run, struct address_space *m,
			 unsigned long index, unsigned long last)
{
	struct page *page;
	void **slot;
	u32 i, n;

	run->nr = 0;
	slot = pagetree_slots(m, index, &n);
	if (!slot)
		return;
	if (n > last - index + 1)
		n = last - index + 1;
	for (i = 0; i < n; i++) {
		page = slot[i];
		if (unlikely(!page || !mark_used(page)))
			break;
		get_page(page);
		run->page[i] = page;
	}
	run->nr = i;
}

/*
 * The first page is not in the cache: brings it. A hole in a memory file is
 * the page of zeroes. 0 or -errno. No page and no error: the file has become
 * shorter in the meantime.
 */
static int bring_page(struct page_run *run, struct inode *inode,
		      unsigned long index)
{
	struct address_space *m = &inode->i_data;
	struct page *page = zero_page;

	if ((loff_t)index << PAGE_SHIFT >= inode->i_size)
		return 0;
	if (m->a_ops->in_memory && !pagetree_lookup(m, index))
		get_page(page);
	else
		page = read_cache_page(m, index);
	if (IS_ERR(page))
		return PTR_ERR(page);
	run->page[0] = page;
	run->nr = 1;
	return 0;
}

/* Copies n bytes of the pages, from `offset' of the first one on, to user or
   kernel memory; returns how many could not be copied. */
static size_t copy_run(const struct page_run *run, u32 offset, char *to,
		       size_t n)
{
	struct page *const *page = run->page;
	const char *from = page_address(*page);
	size_t piece, left;

	if (offset) {
		piece = min(n, PAGE_SIZE - offset);
		left = __copy_user(to, from + offset, piece);
		page++;
		n -= piece;
		if (unlikely(left))
			return n + left;
		to += piece;
	}
	for (; n >= PAGE_SIZE; n -= PAGE_SIZE) {
		left = __copy_user_page(&to, page_address(*page++));
		if (unlikely(left))
			return n - PAGE_SIZE + left;
	}
	return n ? __copy_user(to, page_address(*page), n) : 0;
}

/* The same without the kernel lock, if it is much. The pages are given back. */
static size_t take_run(const struct page_run *run, u32 offset, char *to,
		       size_t n)
{
	bool unlock = n >= PAGE_SIZE && smp_num_cpus > 1;
	size_t left;
	u32 i;

	if (unlock)
		unlock_kernel();
	left = copy_run(run, offset, to, n);
	if (unlock)
		lock_kernel();
	for (i = 0; i < run->nr; i++)
		put_page(run->page[i]);
	return left;
}

/*
 * Reads up to `count' bytes at `pos' into user memory, which access_ok() has
 * seen, or kernel memory: bytes done, or -errno if there are none. A file that
 * becomes shorter meanwhile has no pages behind its end: there it ends.
 */
static ssize_t read_pages(struct inode *inode, loff_t pos, char *to,
			  size_t count)
{
	unsigned long index = pos >> PAGE_SHIFT, last;
	u32 offset = pos & PAGE_OFFSET_MASK;
	size_t done = 0, n, left = 0;
	struct page_run run;
	int err = 0;

	if (pos >= inode->i_size)
		return 0;
	if (count > inode->i_size - pos)
		count = inode->i_size - pos;
	last = (pos + count - 1) >> PAGE_SHIFT;
	while (done < count && !left) {
		gather_pages(&run, &inode->i_data, index, last);
		if (!run.nr)
			err = bring_page(&run, inode, index);
		if (!run.nr)
			break;
		n = min(run.nr * PAGE_SIZE - offset, count - done);
		left = take_run(&run, offset, to + done, n);
		done += n - left;
		index += run.nr;
		offset = 0;
		if (pause_copy())
			break;
	}
	if (left)
		err = -EFAULT;
	return done ? done : err;
}

/* read() of a file with a page cache. */
ssize_t generic_file_read(struct file *file, char __user *buf, size_t count,
			  loff_t *pos)
{
	ssize_t done;

	if (unlikely(*pos < 0))
		return -EINVAL;
	if (unlikely(!count))
		return 0;
	if (unlikely(!access_ok(buf, count)))
		return -EFAULT;
	done = read_pages(file_host(file), *pos, (__force char *)buf, count);
	if (done > 0)
		*pos += done;
	update_atime(file->f_dentry->d_inode);
	return done;
}

/* Reads up to n bytes of a file with a page cache into kernel memory; -EINVAL
   for files that have none. Process context, may sleep. */
ssize_t page_cache_read(struct inode *inode, loff_t pos, void *buf, size_t n)
{
	if (!inode->i_data.a_ops || pos < 0)
		return -EINVAL;
	return n ? read_pages(inode, pos, buf, n) : 0;
}
