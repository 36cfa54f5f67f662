/*
 * binfmt_aout.c - a.out programs and their libraries (uselib()). Where file
 * and memory agree page by page they are mapped; else they are read in.
 */
#include <linux/a.out.h>
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/mman.h>
#include <linux/personality.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/thread.h>
#include <asm/uaccess.h>

#define MAP_IMAGE	(MAP_PRIVATE | MAP_FIXED | MAP_DENYWRITE | \
			 MAP_EXECUTABLE)
#define PROT_ALL	(PROT_READ | PROT_WRITE | PROT_EXEC)

/* Size of the file, as far as 32 bits tell. */
static u32 file_size(const struct file *file)
{
	loff_t size = file->f_dentry->d_inode->i_size;

	return size > INT_MAX ? INT_MAX : size;
}

/* Memory of zeroes over [start, end), whole pages: 0 or -errno. */
static int map_zeroes(u32 start, u32 end)
{
	struct mm_struct *mm = current->mm;
	int err;

	start &= PAGE_MASK;
	mutex_lock(&mm->mmap_sem);
	err = do_brk(mm, start, PAGE_ALIGN(end) - start);
	mutex_unlock(&mm->mmap_sem);
	return err;
}

/* n bytes of the file to a user address: 0 or -errno. */
static int read_to_user(struct file *file, u32 offset, u32 addr, u32 n)
{
	loff_t pos = offset;
	ssize_t got;

	for (; n; n -= got, addr += got) {
		got = vfs_read(file, (char __user *)addr, n, &pos);
		if (got <= 0)
			return got ? got : -ENOEXEC;
	}
	return 0;
}

static int read_image(struct file *file, const struct aout_layout *l)
{
	int err = map_zeroes(l->text, l->bss_end);

	if (!err)
		err = read_to_user(file, l->offset, l->text, l->text_size);
	if (!err)
		err = read_to_user(file, l->offset + l->text_size, l->data,
				   l->data_size);
	return err;
}

/* do_mmap() of the file at a fixed address: 0 or -errno. */
static int map_part(struct file *file, u32 addr, u32 len, u32 prot, u32 offset)
{
	unsigned long ret;

	if (!len)
		return 0;
	ret = do_mmap(file, addr, len, prot, MAP_IMAGE, offset >> PAGE_SHIFT);
	return IS_ADDR_ERROR(ret) ? (long)ret : 0;
}

/* Text cannot be written to; of the last page of data the rest is zero. */
static int map_image(struct file *file, const struct aout_layout *l)
{
	u32 end = l->data + l->data_size, page_end = PAGE_ALIGN(end);
	int err = map_part(file, l->text, l->text_size, PROT_READ | PROT_EXEC,
			   l->offset);

	if (!err)
		err = map_part(file, l->data, l->data_size, PROT_ALL,
			       l->offset + l->text_size);
	if (!err && end != page_end)
		err = clear_user((void __user *)end, page_end - end);
	if (!err && l->bss_end > page_end)
		err = map_zeroes(page_end, l->bss_end);
	return err;
}

static bool can_be_mapped(const struct aout_layout *l)
{
	return !((l->offset | l->text | l->text_size | l->data) & ~PAGE_MASK);
}

static int load_image(struct file *file, const struct aout_layout *l)
{
	return can_be_mapped(l) ? map_image(file, l) : read_image(file, l);
}

/*
 * What a.out programs find on their stack: the number of arguments, the
 * addresses of the two tables, and these. Sets mm->start_stack; 0 or -EFAULT.
 */
static int create_tables(struct linux_binprm *bprm)
{
	u32 __user *envp, *argv, *sp;
	unsigned long p = bprm->p;

	envp = (u32 __user *)(p & ~(sizeof(u32) - 1)) - (bprm->envc + 1);
	argv = envp - (bprm->argc + 1);
	sp = argv - 3;
	current->mm->start_stack = (__force unsigned long)sp;
	if (put_user(bprm->argc, sp) ||
	    put_user((__force u32)argv, sp + 1) ||
	    put_user((__force u32)envp, sp + 2))
		return -EFAULT;
	if (!put_string_table(argv, &p, bprm->argc) ||
	    !put_string_table(envp, &p, bprm->envc))
		return -EFAULT;
	return 0;
}

/* Where things are, for brk() and /proc. */
static void note_layout(const struct aout_layout *l)
{
	struct mm_struct *mm = current->mm;

	mm->start_code = l->text;
	mm->end_code = l->text + l->text_size;
	mm->start_data = l->data;
	mm->end_data = l->data + l->data_size;
	mm->start_brk = mm->brk = l->bss_end;
}

static int load_aout_binary(struct linux_binprm *bprm, struct pt_regs *regs)
{
	struct aout_layout l;
	struct aout_hdr h;
	int err;

	memcpy(&h, bprm->buf, sizeof(h));
	err = aout_check(&h, bprm->stack->vm_start, file_size(bprm->file), &l);
	if (err)
		return err;
	if (l.bss_end - l.data > rlimit(RLIMIT_DATA))
		return -ENOMEM;
	err = begin_new_exec(bprm);
	if (err)
		return err;
	current->personality = PER_LINUX;
	note_layout(&l);
	err = load_image(bprm->file, &l);
	if (!err)
		err = create_tables(bprm);
	if (!err)
		start_thread(regs, h.a_entry, current->mm->start_stack);
	return err;
}

/*
 * uselib(): a library says by its entry in which page it begins; the rest
 * follows, text and data in a row.
 */
int load_aout_library(struct file *file)
{
	struct aout_layout l;
	struct aout_hdr h;
	ssize_t n = kernel_read(file, 0, &h, sizeof(h));
	u32 start;
	int err;

	if (n < 0)
		return n;
	if (n != sizeof(h) || (N_MAGIC(&h) != ZMAGIC && N_MAGIC(&h) != QMAGIC))
		return -ENOEXEC;
	start = h.a_entry & PAGE_MASK;
	if (start < PAGE_SIZE || start >= TASK_SIZE)
		return -ENOEXEC;
	err = aout_check(&h, TASK_SIZE - start, file_size(file), &l);
	if (err)
		return err;
	l.bss_end = start + h.a_text + h.a_data + h.a_bss;
	l.text = start;
	l.data = start + h.a_text;
	return load_image(file, &l);
}

const struct linux_binfmt aout_format = {
	.name = "a.out",
	.load_binary = load_aout_binary,
};
