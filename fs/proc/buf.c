/*
 * buf.c - files of text in /proc. The whole text is made when somebody reads
 * at offset 0, and served from memory until the reader has seen its end: what
 * a program reads in pieces fits together.
 *
 * If the text does not fit, it is made again with twice the room. The first
 * page of room is the file's own matter, as that of a pipe is; what is more
 * comes out of BIG_TOTAL, so that users cannot take all memory by keeping
 * large texts half read.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <asm/uaccess.h>
#include "internal.h"

#define FIRST_SIZE	PAGE_SIZE
#define BLOCK_SIZE	(8 * PAGE_SIZE)	/* larger ones need not be in a row */
#define MAX_SIZE	(1 << 20)
#define STORE_SIZE	128		/* bytes of what is written */
#define BIG_TOTAL	(4 << 20)	/* bytes for all who are not root */

/* An open file. */
struct proc_file {
	struct mutex lock;		/* threads that read at once */
	struct proc_buf buf;		/* text NULL: not made yet */
};

static u32 big_bytes;			/* [k] of all texts beyond a page */

/* Appends the path of dentry as the caller's root sees it. */
void proc_path(struct proc_buf *b, struct dentry *dentry, const char *special)
{
	u32 room = b->size - b->len;
	char *path = d_path(dentry, current->fs->root, b->text + b->len, room);

	if (!IS_ERR(path))
		proc_escape(b, path, special);
	else if (room <= PATH_MAX)
		b->full = true;
	else
		proc_puts(b, "(too long)");
}

/* --- memory -------------------------------------------------------------- */

static void free_text(struct proc_buf *b)
{
	if (!b->text)
		return;
	if (b->size > FIRST_SIZE)
		big_bytes -= b->size;
	if (b->size > BLOCK_SIZE)
		vfree(b->text);
	else
		kfree(b->text);
	b->text = NULL;
}

/* Room for `size' bytes; what was in the buffer is gone. 0 or -ENOMEM. */
static int alloc_text(struct proc_buf *b, u32 size)
{
	free_text(b);
	if (size > MAX_SIZE || (size > FIRST_SIZE &&
	    big_bytes + size > BIG_TOTAL && !capable(CAP_SYS_ADMIN)))
		return -ENOMEM;
	b->text = size > BLOCK_SIZE ? vmalloc(size) :
		  kmalloc(size, GFP_KERNEL);
	if (!b->text)
		return -ENOMEM;
	b->size = size;
	if (size > FIRST_SIZE)
		big_bytes += size;
	return 0;
}

/* --- reading ------------------------------------------------------------- */

/* Has the text written once, into the room that there is. */
static int generate(const struct inode *inode, struct proc_buf *b)
{
	const struct proc_entry *entry = PROC_I(inode)->entry;
	struct task_struct *p;

	b->len = 0;
	b->full = false;
	if (entry->show)
		return entry->show(b);
	if (entry->show_nr)
		return entry->show_nr(b, entry->nr);
	if (entry->number) {
		proc_printf(b, "%d\n", *entry->number);
		return 0;
	}
	p = proc_task(inode);
	if (!p)
		return -ESRCH;
	if (entry->secret && !proc_may_inspect(p))
		return -EACCES;
	return entry->show_task(b, p, !PROC_I(inode)->thread);
}

/* Makes the text; 0 or -errno, and then there is none. */
static int make_text(const struct inode *inode, struct proc_buf *b)
{
	int err = b->text ? 0 : alloc_text(b, FIRST_SIZE);

	while (!err) {
		err = generate(inode, b);
		if (err || !b->full)
			break;
		err = alloc_text(b, b->size * 2);
	}
	if (err)
		free_text(b);
	return err;
}

/* Copies from the text; at its end the text has served. */
static ssize_t copy_text(struct proc_buf *b, char __user *to, size_t count,
			 loff_t *pos)
{
	size_t n;

	if (*pos >= b->len) {
		free_text(b);
		return 0;
	}
	n = min(count, (size_t)(b->len - (u32)*pos));
	if (copy_to_user(to, b->text + *pos, n))
		return -EFAULT;
	*pos += n;
	return n;
}

static ssize_t text_read(struct file *file, char __user *to, size_t count,
			 loff_t *pos)
{
	struct proc_file *pf = file->private_data;
	ssize_t done = 0;

	mutex_lock(&pf->lock);
	if (*pos == 0 || !pf->buf.text)
		done = make_text(file->f_dentry->d_inode, &pf->buf);
	if (!done)
		done = copy_text(&pf->buf, to, count, pos);
	mutex_unlock(&pf->lock);
	return done;
}

/* --- writing ------------------------------------------------------------- */

static int store_number(const struct proc_entry *entry, const char *text)
{
	int n;

	if (!proc_parse(text, &n) || n < entry->least || n > entry->most)
		return -EINVAL;
	*entry->number = n;
	return 0;
}

static int store_text(const struct proc_entry *entry, char *text)
{
	if (entry->store)
		return entry->store(text);
	return entry->store_nr ? entry->store_nr(text, entry->nr) :
				 store_number(entry, text);
}

/*
 * What a write() of `count' bytes says to a file that takes one line: a string
 * without the end of the line, in `text', which has `size' bytes. 0, -EINVAL
 * if it is longer, or -EFAULT. Kernel lock.
 */
int proc_get_line(char *text, size_t size, const char __user *from,
		  size_t count)
{
	if (count >= size)
		return -EINVAL;
	if (copy_from_user(text, from, count))
		return -EFAULT;
	if (count && text[count - 1] == '\n')
		count--;
	text[count] = '\0';
	return 0;
}

/* All is taken in one write(), from wherever it is in the file. */
static ssize_t text_write(struct file *file, const char __user *from,
			  size_t count, loff_t *pos __unused)
{
	const struct proc_entry *entry = PROC_I(file->f_dentry->d_inode)->entry;
	char text[STORE_SIZE];
	int err;

	if (!entry->store && !entry->store_nr && !entry->number)
		return -EINVAL;
	err = proc_get_line(text, sizeof(text), from, count);
	if (!err)
		err = store_text(entry, text);
	return err ? err : count;
}

/* A secret is refused at once; generate() looks again, as things change. */
static int text_open(struct inode *inode, struct file *file)
{
	struct proc_file *pf;
	struct task_struct *p;

	if (PROC_I(inode)->entry->secret) {
		p = proc_task(inode);
		if (!p)
			return -ESRCH;
		if (!proc_may_inspect(p))
			return -EACCES;
	}
	pf = kzalloc(sizeof(*pf), GFP_KERNEL);
	if (!pf)
		return -ENOMEM;
	mutex_init(&pf->lock);
	file->private_data = pf;
	return 0;
}

static void text_release(struct inode *inode __unused, struct file *file)
{
	struct proc_file *pf = file->private_data;

	free_text(&pf->buf);
	kfree(pf);
}

const struct file_operations proc_text_fops = {
	.read = text_read,
	.write = text_write,
	.open = text_open,
	.release = text_release,
};
