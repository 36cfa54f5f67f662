/*
 * filewrite.c - write() of files whose contents live in the page cache, page by
 * page, with i_sem held.
 *
 * A copy from user memory may fault, and the fault may want the very page that
 * is being written: the program has mapped the file. So no page is locked, and
 * faults do not want i_sem. A page that is new is filled before it enters the
 * cache; nobody can find it half done.
 *
 * Room that prepare_write() has made is filled even if the copy fails: the page
 * is whole in any case. What lies behind the end of the file after a failure
 * is given back.
 *
 * Whole pages are copied without the kernel lock when there are other CPUs to
 * use it: the page is counted, and i_sem keeps its place in the file.
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/smplock.h>
#include <asm/uaccess.h>
#include "filemap.h"

#define MAX_NON_LFS	0x7fffffffLL	/* size without O_LARGEFILE */

/* Copies up to a page from user or kernel memory; returns what could not be
   copied. May sleep. */
static size_t copy_piece(char *to, const void *from, size_t n)
{
	size_t left;

	if (n < PAGE_SIZE || smp_num_cpus == 1)
		return __copy_user(to, from, n);
	unlock_kernel();
	left = __copy_user_page(&to, from);
	lock_kernel();
	return left;
}

/* Has the file bytes in this page that are not in memory? */
static bool page_on_device(const struct inode *inode, unsigned long index)
{
	return !inode->i_data.a_ops->in_memory &&
	       (loff_t)index << PAGE_SHIFT < inode->i_size;
}

/*
 * The page at `pos', counted, before n bytes of it are changed; read in if the
 * others are needed. NULL: there is none, and nothing old to keep. ERR_PTR.
 */
static struct page *page_to_change(struct inode *inode, loff_t pos, u32 n)
{
	struct address_space *m = &inode->i_data;
	unsigned long index = pos >> PAGE_SHIFT;
	struct page *page = find_get_page(m, index);

	if (!page) {
		if (n == PAGE_SIZE || !page_on_device(inode, index))
			return NULL;
		return read_cache_page(m, index);
	}
	if (likely(page->flags & PG_UPTODATE))
		return page;
	put_page(page);
	return read_cache_page(m, index);
}

/* The file system makes room for n bytes at `pos' of the page. */
static int prepare_piece(struct inode *inode, struct page *page, loff_t pos,
			 u32 n)
{
	const struct address_space_operations *a_ops = inode->i_data.a_ops;
	u32 offset = pos & PAGE_OFFSET_MASK;

	return a_ops->prepare_write ?
	       a_ops->prepare_write(inode, page, offset, offset + n) : 0;
}

/* `done' of the n bytes are there: the file system and the size of the file
   learn of them. */
static int commit_piece(struct inode *inode, struct page *page, loff_t pos,
			u32 n, u32 done)
{
	const struct address_space_operations *a_ops = inode->i_data.a_ops;
	u32 offset = pos & PAGE_OFFSET_MASK;
	loff_t old = inode->i_size;
	int err;

	if (done && pos + done > inode->i_size) {
		inode->i_size = pos + done;
		mark_inode_dirty(inode);	/* again: it may have been
						   written since we began */
	}
	if (!a_ops->commit_write)
		return 0;
	err = a_ops->commit_write(inode, page, offset, offset + n);
	if (unlikely(err))
		inode->i_size = old;
	return err;
}

/*
 * A page outside the cache with up to n new bytes at `offset' and zeroes
 * around them; *n becomes what could be copied, not 0. `whole': nothing but a
 * whole page will do, because there is an old one. ERR_PTR.
 */
static struct page *fill_new_page(u32 offset, const char *from, u32 *n,
				  bool whole)
{
	struct page *page = alloc_cache_page();
	char *data;

	if (!page)
		return ERR_PTR(-ENOMEM);
	data = page_address(page);
	*n -= copy_piece(data + offset, from, *n);
	if (!*n || (whole && *n != PAGE_SIZE)) {
		put_page(page);
		return ERR_PTR(-EFAULT);
	}
	memset(data, 0, offset);
	memset(data + offset + *n, 0, PAGE_SIZE - offset - *n);
	page->flags = PG_UPTODATE;
	return page;
}

/*
 * Enters a page that was filled while the process may have slept. If a fault
 * has put another in its place, that one is returned. Counted; ERR_PTR.
 */
static struct page *enter_new_page(struct address_space *m, struct page *page,
				   unsigned long index)
{
	int err = add_to_page_cache(page, m, index);

	if (unlikely(err == -EEXIST))
		return read_cache_page(m, index);
	if (err)
		return ERR_PTR(err);
	get_page(page);
	return page;
}

/* There was no room for a page that is in the cache already: somebody may have
   mapped it. */
static void forget_page(struct page *page)
{
	struct address_space *m = page->mapping;

	if (!m)
		return;
	remove_from_page_cache(page);	/* no fault finds it any more */
	unmap_mapping_range(&m->i_mmap, page->index, page->index);
}

/* Writes n bytes at `pos', all in one page, where no page is. Bytes done, not
   0, or -errno. */
static ssize_t write_new_page(struct inode *inode, loff_t pos,
			      const char *from, u32 n)
{
	bool whole = page_on_device(inode, pos >> PAGE_SHIFT);
	u32 offset = pos & PAGE_OFFSET_MASK;
	struct page *page, *mine;
	int err;

	mine = fill_new_page(offset, from, &n, whole);
	if (IS_ERR(mine))
		return PTR_ERR(mine);
	page = enter_new_page(&inode->i_data, mine, pos >> PAGE_SHIFT);
	err = IS_ERR(page) ? PTR_ERR(page) : prepare_piece(inode, page, pos, n);
	if (likely(!err)) {
		if (unlikely(page != mine))
			memcpy((char *)page_address(page) + offset,
			       (char *)page_address(mine) + offset, n);
		err = commit_piece(inode, page, pos, n, n);
	} else if (page == mine) {
		forget_page(page);
	}
	if (!IS_ERR(page))
		put_page(page);
	put_page(mine);
	return err ? err : n;
}

/* The same into a page of the cache, whose count is given back. */
static ssize_t write_old_page(struct inode *inode, struct page *page,
			      loff_t pos, const char *from, u32 n)
{
	int err = prepare_piece(inode, page, pos, n);
	size_t left = 0;

	if (!err) {
		left = copy_piece((char *)page_address(page) +
				  ((u32)pos & PAGE_OFFSET_MASK), from, n);
		err = commit_piece(inode, page, pos, n, n - left);
		if (left == n)
			err = -EFAULT;
	}
	put_page(page);
	return err ? err : n - left;
}

/* Writes n bytes at `pos', all in one page. Bytes done, not 0, or -errno. */
static ssize_t write_piece(struct inode *inode, loff_t pos, const char *from,
			   u32 n)
{
	struct page *page = page_to_change(inode, pos, n);
	ssize_t done;

	if (!page) {
		done = write_new_page(inode, pos, from, n);
		if (done != -EFAULT ||
		    !page_on_device(inode, pos >> PAGE_SHIFT))
			return done;
		/* A part can be copied, perhaps: into the old page. */
		page = read_cache_page(&inode->i_data, pos >> PAGE_SHIFT);
	}
	if (IS_ERR(page))
		return PTR_ERR(page);
	return write_old_page(inode, page, pos, from, n);
}

/* A piece at `pos' could not be written: blocks behind the end of the file, if
   it may have got any, go. */
static void give_back(struct inode *inode, loff_t pos)
{
	if (pos + PAGE_SIZE > inode->i_size && inode->i_op->truncate)
		inode->i_op->truncate(inode);
}

/* Writes `count' bytes at `pos' from user memory, which access_ok() has seen,
   or kernel memory: bytes done, or -errno if there are none. */
static ssize_t write_pages(struct inode *inode, loff_t pos, const char *from,
			   size_t count)
{
	size_t done = 0;
	ssize_t n;

	if (pos > inode->i_size)	/* what a mapping left behind the end */
		zero_page_tail(&inode->i_data, inode->i_size);
	while (done < count) {
		n = PAGE_SIZE - ((u32)pos & PAGE_OFFSET_MASK);
		if (n > count - done)
			n = count - done;
		n = write_piece(inode, pos, from + done, n);
		if (n < 0) {
			give_back(inode, pos);
			return done ? done : n;
		}
		done += n;
		pos += n;
		balance_dirty(inode);
		if (pause_copy())
			break;
	}
	return done;
}

/*
 * How much of `count' bytes at `pos' the limits of process, file and file
 * system allow; -EFBIG if nothing. The process's own limit is told by SIGXFSZ.
 */
static ssize_t allowed_count(const struct file *file, loff_t pos,
			     size_t count)
{
	const struct inode *inode = file_host(file);
	loff_t most = inode->i_sb->s_maxbytes;
	unsigned long limit = rlimit(RLIMIT_FSIZE);

	if (S_ISBLK(inode->i_mode))
		return pos >= inode->i_size ? -ENOSPC :
		       min((loff_t)count, inode->i_size - pos);

	if (!(file->f_flags & O_LARGEFILE) && most > MAX_NON_LFS)
		most = MAX_NON_LFS;
	if (limit != RLIM_INFINITY && most > limit) {
		most = limit;
		if (pos >= most)
			send_sig_thread(SIGXFSZ, SEND_NOINFO, current);
	}
	if (pos >= most)
		return -EFBIG;
	return count > most - pos ? most - pos : count;
}

/* A write by somebody without CAP_FSETID takes set-id bits away; a setgid bit
   without group execution means something else. 0 or -errno. */
static int remove_set_id(struct dentry *dentry)
{
	mode_t mode = dentry->d_inode->i_mode;
	struct iattr attr = { .ia_valid = ATTR_KILL_SUID | ATTR_FORCE };

	if (likely(!(mode & (S_ISUID | S_ISGID))))
		return 0;
	if (!(mode & S_ISUID) && !(mode & S_IXGRP))
		return 0;
	return capable(CAP_FSETID) ? 0 : notify_change(dentry, &attr);
}

/* write() of a file with a page cache, i_sem held. */
static ssize_t write_locked(struct file *file, const char __user *buf,
			    size_t count, loff_t *ppos)
{
	struct inode *inode = file_host(file);
	loff_t pos = file->f_flags & O_APPEND ? inode->i_size : *ppos;
	ssize_t done;
	int err;

	if (pos < 0)
		return -EINVAL;
	if (!access_ok(buf, count))
		return -EFAULT;
	if (!count)
		return 0;
	done = allowed_count(file, pos, count);
	if (done < 0)
		return done;
	err = remove_set_id(file->f_dentry);
	if (err)
		return err;
	inode->i_mtime = inode->i_ctime = current_fs_time();
	mark_inode_dirty(inode);
	done = write_pages(inode, pos, (__force const char *)buf, done);
	if (done > 0)
		*ppos = pos + done;
	return done;
}

/* Is it to be on the device before the call returns? */
static inline bool writes_through(const struct file *file,
				  const struct inode *inode)
{
	return unlikely(file->f_flags & O_SYNC ||
			inode->i_sb->s_flags & MS_SYNCHRONOUS) &&
	       file->f_op->fsync;
}

/* write() of a file with a page cache. */
ssize_t generic_file_write(struct file *file, const char __user *buf,
			   size_t count, loff_t *pos)
{
	struct inode *inode = file_host(file);
	ssize_t done;

	int err;

	mutex_lock(&inode->i_sem);
	done = write_locked(file, buf, count, pos);
	mutex_unlock(&inode->i_sem);
	if (done <= 0 || !writes_through(file, inode))
		return done;
	err = file->f_op->fsync(file, false);
	return err ? err : done;
}

/* Writes n bytes of kernel memory to a file with a page cache; no limits of
   the process count. Bytes done or -errno. Process context, may sleep. */
ssize_t page_cache_write(struct inode *inode, loff_t pos, const void *buf,
			 size_t n)
{
	ssize_t done;

	if (!inode->i_data.a_ops || pos < 0)
		return -EINVAL;
	if (pos >= inode->i_sb->s_maxbytes)
		return -EFBIG;
	if (n > inode->i_sb->s_maxbytes - pos)
		n = inode->i_sb->s_maxbytes - pos;
	mutex_lock(&inode->i_sem);
	done = write_pages(inode, pos, buf, n);
	if (done > 0) {
		inode->i_mtime = inode->i_ctime = current_fs_time();
		mark_inode_dirty(inode);
	}
	mutex_unlock(&inode->i_sem);
	return done;
}
