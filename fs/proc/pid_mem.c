/*
 * pid_mem.c - what is read out of a process's own memory: its arguments, its
 * environment, its auxiliary vector, and /proc/PID/mem, all of it.
 *
 * Looking into memory may sleep, so it is done with a user count on the
 * memory; the process itself may be gone afterwards.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/uaccess.h>
#include "internal.h"

#define STRINGS_SHOWN	131072UL	/* bytes of arguments, at most */

/*
 * Appends [start, end) of a memory, which the caller has counted, as it is. Of
 * more than STRINGS_SHOWN bytes the rest is left out.
 */
static void put_strings(struct proc_buf *b, struct mm_struct *mm,
			unsigned long start, unsigned long end)
{
	unsigned long size;

	if (end <= start)
		return;
	size = min(end - start, STRINGS_SHOWN);
	if (size >= b->size - b->len)
		b->full = true;
	else
		b->len += access_process_vm(mm, start, b->text + b->len, size,
					    false);
}

/*
 * The arguments, each with its NUL. A program that has written over the last
 * NUL to change what ps shows has one string there, that may go on into what
 * was its environment.
 */
int proc_pid_cmdline(struct proc_buf *b, struct task_struct *p,
		     bool whole __unused)
{
	struct mm_struct *mm = get_task_mm(p);

	if (!mm)
		return 0;
	put_strings(b, mm, mm->arg_start, mm->arg_end);
	if (b->len && b->text[b->len - 1] &&
	    mm->arg_end - mm->arg_start <= STRINGS_SHOWN) {
		put_strings(b, mm, mm->env_start, mm->env_end);
		b->len = strnlen(b->text, b->len);
	}
	mmput(mm);
	return 0;
}

int proc_pid_environ(struct proc_buf *b, struct task_struct *p,
		     bool whole __unused)
{
	struct mm_struct *mm = get_task_mm(p);

	if (!mm)
		return 0;
	put_strings(b, mm, mm->env_start, mm->env_end);
	mmput(mm);
	return 0;
}

/* Pairs of words up to the one that begins with 0. */
int proc_pid_auxv(struct proc_buf *b, struct task_struct *p,
		  bool whole __unused)
{
	u32 i;

	if (!p->mm)
		return 0;
	for (i = 0; i + 2 < ARRAY_SIZE(p->mm->auxv) && p->mm->auxv[i]; i += 2)
		;
	b->len = (i + 2) * sizeof(p->mm->auxv[0]);
	memcpy(b->text, p->mm->auxv, b->len);
	return 0;
}

/* --- mem ----------------------------------------------------------------- */

/*
 * The memory is chosen, and permission given, when the file is opened: a
 * program that is started later, set-id perhaps, is out of reach. The file
 * does not keep the memory, which would be more than anybody may have, but its
 * number.
 */
static int mem_open(struct inode *inode, struct file *file)
{
	struct task_struct *p = proc_task(inode);

	if (!p)
		return -ESRCH;
	if (!proc_may_inspect(p))
		return -EACCES;
	file->private_data = (void *)(p->mm ? p->mm->serial : 0UL);
	return 0;
}

/* The memory that was opened, with a user more; NULL: it is gone. */
static struct mm_struct *opened_mm(const struct file *file)
{
	struct task_struct *p = proc_task(file->f_dentry->d_inode);
	struct mm_struct *mm = p ? get_task_mm(p) : NULL;

	if (!mm || mm->serial == (unsigned long)file->private_data)
		return mm;
	mmput(mm);
	return NULL;
}

/* Moves up to a page; bytes done, or -errno if none. */
static ssize_t mem_chunk(struct mm_struct *mm, unsigned long addr, char *page,
			 char __user *to, const char __user *from, size_t n)
{
	if (from && copy_from_user(page, from, n))
		return -EFAULT;
	n = access_process_vm(mm, addr, page, n, from != NULL);
	if (!n)
		return -EIO;
	if (to && copy_to_user(to, page, n))
		return -EFAULT;
	return n;
}

/* Reads into `to' or writes out of `from', the other being NULL. */
static ssize_t move_memory(struct mm_struct *mm, char *page, char __user *to,
			   const char __user *from, size_t count, loff_t *pos)
{
	ssize_t done = 0, n = 0;

	while (done < count && !signal_pending(current)) {
		n = mem_chunk(mm, (u32)*pos, page, to ? to + done : NULL,
			      from ? from + done : NULL,
			      min(count - done, (size_t)PAGE_SIZE));
		if (n < 0)
			break;
		done += n;
		*pos += n;
	}
	return done ? done : n < 0 ? n : -ERESTARTSYS;
}

static ssize_t mem_rw(struct file *file, char __user *to,
		      const char __user *from, size_t count, loff_t *pos)
{
	struct mm_struct *mm;
	ssize_t n;
	char *page;

	if (!count || *pos >= TASK_SIZE)
		return 0;
	count = min(count, (size_t)(TASK_SIZE - (u32)*pos));
	page = kmalloc(PAGE_SIZE, GFP_KERNEL);
	if (!page)
		return -ENOMEM;
	mm = opened_mm(file);
	n = mm ? move_memory(mm, page, to, from, count, pos) : 0;
	if (mm)
		mmput(mm);
	kfree(page);
	return n;
}

static ssize_t mem_read(struct file *file, char __user *to, size_t count,
			loff_t *pos)
{
	return mem_rw(file, to, NULL, count, pos);
}

static ssize_t mem_write(struct file *file, const char __user *from,
			 size_t count, loff_t *pos)
{
	return mem_rw(file, NULL, from, count, pos);
}

/* Addresses are positions; the end is nowhere. */
static loff_t mem_llseek(struct file *file, loff_t offset, int whence)
{
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (offset < 0)
		return -EINVAL;
	file->f_pos = offset;
	return offset;
}

const struct file_operations proc_mem_fops = {
	.llseek = mem_llseek,
	.read = mem_read,
	.write = mem_write,
	.open = mem_open,
};
