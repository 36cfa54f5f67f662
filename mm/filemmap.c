/*
 * filemmap.c - files in memory: what is mapped are the pages of the cache
 * themselves, so read(), write() and all who map the file see the same bytes.
 * Pages come in by faults. Private areas are copied when written, by
 * memory.c.
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>

/* Is there a byte of the file in page `index'? Files have 2^28 pages at most
   (PAGE_CACHE_MAX). */
static inline bool within_file(const struct inode *inode, unsigned long index)
{
	return index < (u32)((inode->i_size + PAGE_SIZE - 1) >> PAGE_SHIFT);
}

/*
 * The page of the file at `address', counted. Behind the file's last page
 * there is nothing; a hole becomes a page, because it may be written. The
 * size is looked at again after a sleep: truncate() unmaps what it cuts off,
 * and what it could not see must not be mapped after it, even if the file has
 * grown again.
 */
static struct page *filemap_nopage(struct vm_area_struct *vma,
				   unsigned long address)
{
	struct inode *inode = file_host(vma->vm_file);
	unsigned long index = ((address - vma->vm_start) >> PAGE_SHIFT) +
			      vma->vm_pgoff;
	struct page *page;

	if (unlikely(!within_file(inode, index)))
		return NOPAGE_SIGBUS;
	page = pagetree_lookup(&inode->i_data, index);
	if (likely(page && mark_used(page))) {
		get_page(page);
		return page;
	}
	do {
		page = read_cache_page(&inode->i_data, index);
		if (IS_ERR(page))
			return PTR_ERR(page) == -ENOMEM ? NOPAGE_OOM :
							  NOPAGE_SIGBUS;
		if (page->mapping && within_file(inode, index))
			return page;
		put_page(page);
	} while (within_file(inode, index));
	return NOPAGE_SIGBUS;
}

static const struct vm_operations file_vm_ops = {
	.nopage = filemap_nopage,
};

/* mmap() of a file with a page cache. -EINVAL if writes by other means than
   write() could not reach the device. */
int generic_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	const u32 writes = VM_SHARED | VM_MAYWRITE;
	const struct address_space_operations *a_ops = file->f_mapping->a_ops;

	if (!a_ops || !a_ops->readpage)
		return -ENODEV;
	if ((vma->vm_flags & writes) == writes && !a_ops->in_memory &&
	    !a_ops->writepage)
		return -EINVAL;
	update_atime(file->f_dentry->d_inode);
	vma->vm_ops = &file_vm_ops;
	return 0;
}
