/*
 * binfmt_elf.c - ELF programs, with and without an interpreter (the dynamic
 * linker). Everything that can be wrong with the files is found before the
 * old program goes; what fails later is for want of memory.
 */
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mman.h>
#include <linux/personality.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/elf.h>
#include <asm/thread.h>
#include <asm/uaccess.h>
#include "elf_tables.h"

#define MAP_IMAGE	(MAP_PRIVATE | MAP_FIXED | MAP_DENYWRITE | \
			 MAP_EXECUTABLE)
#define MAP_ZEROES	(MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS)

/* One of the two files. */
struct elf_image {
	struct file *file;
	struct elf_hdr hdr;
	struct elf_phdr *ph;		/* hdr.e_phnum of them, kmalloc()ed */
	struct elf_layout layout;
	u32 bias;			/* added to all addresses of the file */
};

/* --- reading -------------------------------------------------------------- */

/* Exactly n bytes from a place in a file: 0 or -errno. */
static int read_exactly(struct file *file, u32 pos, void *buf, size_t n)
{
	ssize_t got = kernel_read(file, pos, buf, n);

	if (got < 0)
		return got;
	return got == n ? 0 : -ENOEXEC;
}

/* Reads the program headers; the header is there. Addresses must lie below
   `limit', and with `base' added, if the file has none of its own. */
static int read_image(struct elf_image *image, u32 base, u32 limit)
{
	int err = elf_check_header(&image->hdr);
	u32 size;

	if (err)
		return err;
	size = image->hdr.e_phnum * sizeof(struct elf_phdr);
	if (image->hdr.e_phoff > INT_MAX - size)
		return -ENOEXEC;
	image->ph = kmalloc(size, GFP_KERNEL);
	if (!image->ph)
		return -ENOMEM;
	err = read_exactly(image->file, image->hdr.e_phoff, image->ph, size);
	if (err)
		return err;
	if (image->hdr.e_type == ET_DYN)
		limit -= base;
	return elf_check_segments(&image->hdr, image->ph, limit,
				  &image->layout);
}

/* The interpreter's path, kmalloc()ed; ERR_PTR. */
static char *read_interp_name(struct elf_image *prog)
{
	const struct elf_phdr *ph = prog->layout.interp;
	char *name = kmalloc(ph->p_filesz, GFP_KERNEL);
	int err;

	if (!name)
		return ERR_PTR(-ENOMEM);
	err = read_exactly(prog->file, ph->p_offset, name, ph->p_filesz);
	if (!err && name[ph->p_filesz - 1])
		err = -ENOEXEC;
	if (!err)
		return name;
	kfree(name);
	return ERR_PTR(err);
}

/* Opens and reads the interpreter. Another one that it asks for is not looked
   at. */
static int read_interp(struct linux_binprm *bprm, struct elf_image *prog,
		       struct elf_image *interp, u32 limit)
{
	char *name = read_interp_name(prog);
	struct file *file;
	int err;

	if (IS_ERR(name))
		return PTR_ERR(name);
	file = open_exec(name);
	kfree(name);
	if (IS_ERR(file))
		return PTR_ERR(file);
	interp->file = file;
	if (permission(file->f_dentry->d_inode, MAY_READ))
		bprm->secret = true;
	err = read_exactly(file, 0, &interp->hdr, sizeof(interp->hdr));
	if (!err)
		err = read_image(interp, 0, limit);
	return err == -ENOEXEC ? -ELIBBAD : err;
}

/* --- mapping -------------------------------------------------------------- */

static u32 segment_prot(const struct elf_phdr *ph)
{
	return (ph->p_flags & PF_R ? PROT_READ : 0) |
	       (ph->p_flags & PF_W ? PROT_WRITE : 0) |
	       (ph->p_flags & PF_X ? PROT_EXEC : 0);
}

/* do_mmap() at a fixed address: 0 or a negative errno. */
static int map_fixed(struct file *file, u32 addr, u32 len, u32 prot, u32 flags,
		     u32 pgoff)
{
	unsigned long ret = do_mmap(file, addr, len, prot, flags, pgoff);

	return IS_ADDR_ERROR(ret) ? (long)ret : 0;
}

/* Has a file been mapped to the page where the address is? */
static bool page_in_use(u32 addr)
{
	const struct vm_area_struct *vma = find_vma(current->mm, addr);

	return vma && vma->vm_start <= addr;
}

/*
 * What the segment has beyond its bytes in the file is zero: the rest of the
 * last page of a file, this segment's or the one's before, is cleared; further
 * pages are new ones.
 */
static int map_zeroes(const struct elf_phdr *ph, u32 start)
{
	u32 zeroes = start + ph->p_filesz, page = zeroes & PAGE_MASK;
	u32 end = PAGE_ALIGN(start + ph->p_memsz);

	if (page != zeroes && page_in_use(page)) {
		page += PAGE_SIZE;
		if (ph->p_flags & PF_W &&
		    clear_user((void __user *)zeroes, page - zeroes))
			return -EFAULT;
	}
	if (end <= page)
		return 0;
	return map_fixed(NULL, page, end - page, segment_prot(ph), MAP_ZEROES,
			 0);
}

static int map_segment(const struct elf_image *image,
		       const struct elf_phdr *ph)
{
	u32 start = image->bias + ph->p_vaddr, shift = start & ~PAGE_MASK;
	int err = 0;

	if (ph->p_filesz)
		err = map_fixed(image->file, start - shift,
				ph->p_filesz + shift, segment_prot(ph),
				MAP_IMAGE, ph->p_offset >> PAGE_SHIFT);
	if (err || ph->p_memsz == ph->p_filesz)
		return err;
	return map_zeroes(ph, start);
}

static int map_image(const struct elf_image *image)
{
	const struct elf_phdr *ph = image->ph;
	int i, err = 0;

	for (i = 0; i < image->hdr.e_phnum && !err; i++, ph++)
		if (ph->p_type == PT_LOAD && ph->p_memsz)
			err = map_segment(image, ph);
	return err;
}

/* Chooses addresses for an interpreter that has none. Nobody else maps
   anything yet, so what is free now stays free. */
static int place_interp(struct elf_image *interp)
{
	u32 start = interp->layout.start;
	u32 len = PAGE_ALIGN(interp->layout.end - start);
	struct mm_struct *mm = current->mm;
	unsigned long addr;

	if (interp->hdr.e_type == ET_EXEC)
		return 0;
	addr = do_mmap(NULL, 0, len, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, 0);
	if (IS_ADDR_ERROR(addr))
		return addr;
	mutex_lock(&mm->mmap_sem);
	do_munmap(mm, addr, len);
	mutex_unlock(&mm->mmap_sem);
	interp->bias = addr - start;
	return 0;
}

/* --- the program ---------------------------------------------------------- */

/* Where things are, for brk() and /proc. */
static void note_layout(const struct elf_image *prog)
{
	const struct elf_layout *l = &prog->layout;
	struct mm_struct *mm = current->mm;

	mm->start_code = prog->bias + l->start;
	mm->end_code = prog->bias + l->code_end;
	mm->start_data = prog->bias + l->data_start;
	mm->end_data = prog->bias + l->data_end;
	mm->start_brk = mm->brk = PAGE_ALIGN(prog->bias + l->end);
}

/* From the point of no return on: 0, or a negative errno that is fatal. */
static int start_image(struct linux_binprm *bprm, struct elf_image *prog,
		       struct elf_image *interp, struct pt_regs *regs)
{
	struct elf_start at = { .phnum = prog->hdr.e_phnum };
	int err;

	current->personality = PER_LINUX | (current->personality & ~PER_MASK);
	if (prog->hdr.e_type == ET_DYN)
		prog->bias = ELF_ET_DYN_BASE - prog->layout.start;
	note_layout(prog);
	err = map_image(prog);
	if (!err && interp->file)
		err = place_interp(interp);
	if (!err && interp->file)
		err = map_image(interp);
	if (err)
		return err;
	at.entry = prog->bias + prog->hdr.e_entry;
	at.phdr = prog->layout.phdr ? prog->bias + prog->layout.phdr : 0;
	at.base = interp->bias;
	err = create_elf_tables(bprm, &at);
	if (err)
		return err;
	start_thread(regs, interp->file ? interp->bias + interp->hdr.e_entry :
		     at.entry, current->mm->start_stack);
	return 0;
}

/* Checks all there is to check, then does it. */
static int load_images(struct linux_binprm *bprm, struct elf_image *prog,
		       struct elf_image *interp, struct pt_regs *regs)
{
	u32 limit = bprm->stack->vm_start;
	int err = read_image(prog, ELF_ET_DYN_BASE, limit);

	if (!err && prog->layout.interp)
		err = read_interp(bprm, prog, interp, limit);
	if (err)
		return err;
	if (prog->layout.plain_stack)
		bprm->stack->vm_flags &= ~VM_EXEC;
	err = begin_new_exec(bprm);
	return err ? err : start_image(bprm, prog, interp, regs);
}

static int load_elf_binary(struct linux_binprm *bprm, struct pt_regs *regs)
{
	struct elf_image prog, interp;
	int err;

	memset(&prog, 0, sizeof(prog));
	memset(&interp, 0, sizeof(interp));
	prog.file = bprm->file;
	memcpy(&prog.hdr, bprm->buf, sizeof(prog.hdr));
	if (elf_check_header(&prog.hdr))
		return -ENOEXEC;
	err = load_images(bprm, &prog, &interp, regs);
	kfree(prog.ph);
	kfree(interp.ph);
	if (interp.file)
		close_exec(interp.file);
	return err;
}

const struct linux_binfmt elf_format = {
	.name = "ELF",
	.load_binary = load_elf_binary,
};
