/*
 * coredump.c - a process that dies of an error leaves its memory in the file
 * "core" of its current directory, in ELF:
 *
 *	header, program headers: one for the notes, one for each area
 *	notes: registers and such (core_notes.c)
 *	from a page boundary on: the areas, with holes where no page is
 *
 * Others may share the memory and change it meanwhile: the areas are noted at
 * the start, and a page that is gone when it is its turn is a hole.
 */
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/elfcore.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/elf.h>

#define CORE_MODE	(S_IRUSR | S_IWUSR)
#define CORE_OPEN	(O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | \
			 O_NOCTTY | O_LARGEFILE)
#define SPARE_AREAS	8	/* that come into being while we count */

/* One area of the process, as it was. */
struct core_area {
	u32 start, end;
	u32 flags;			/* VM_ */
	bool dumped;			/* its contents are in the file */
	bool from_file;			/* what is not present is in a file */
};

struct core {
	struct file *file;
	u32 pos;			/* where the next byte goes */
	unsigned long left;		/* bytes that may still be written */
	struct core_area *areas;
	u32 nr_areas;
};

/* --- areas ---------------------------------------------------------------- */

/* Has the process pages of its own in a part of a file? No sleep. */
static bool has_own_pages(struct mm_struct *mm,
			  const struct vm_area_struct *vma)
{
	unsigned long addr = vma->vm_start;
	const pte_t *pte;

	while (addr < vma->vm_end) {
		pte = find_pte(mm, addr);
		if (!pte) {		/* nor one for the rest of the table */
			addr = (addr | (PGDIR_SIZE - 1)) + 1;
			continue;
		}
		if (*pte & PAGE_PRESENT &&
		    pfn_to_page(*pte >> PAGE_SHIFT)->use == PAGE_ANON)
			return true;
		addr += PAGE_SIZE;
	}
	return false;
}

/* Is something in the area that cannot be found in a file? */
static bool worth_dumping(struct mm_struct *mm,
			  const struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_IO)
		return false;
	if (!vma->vm_file)
		return true;
	if (vma->vm_flags & VM_SHARED)
		return !vma->vm_file->f_dentry->d_inode->i_nlink;
	return vma->vm_flags & VM_WRITE || has_own_pages(mm, vma);
}

/* Notes all areas. kmalloc() may sleep, the rest does not. */
static int note_areas(struct core *core, struct mm_struct *mm)
{
	u32 max = mm->map_count + SPARE_AREAS;
	struct vm_area_struct *vma;
	struct core_area *a;

	core->areas = kmalloc(max * sizeof(*a), GFP_KERNEL);
	if (!core->areas)
		return -ENOMEM;
	list_for_each_entry(vma, &mm->mmap, list) {
		if (core->nr_areas == max)
			return -EAGAIN;
		a = &core->areas[core->nr_areas++];
		a->start = vma->vm_start;
		a->end = vma->vm_end;
		a->flags = vma->vm_flags;
		a->dumped = worth_dumping(mm, vma);
		a->from_file = vma->vm_file;
	}
	return 0;
}

/* --- writing -------------------------------------------------------------- */

static bool being_killed(void)
{
	return (current->pending.signal |
		current->signal->shared_pending.signal) & sigmask(SIGKILL);
}

/* 0, or -errno: the limit has been reached, the disk is full, SIGKILL. */
static int core_write(struct core *core, const void *buf, u32 n)
{
	ssize_t done;

	if (n > core->left)
		return -EFBIG;
	if (being_killed())
		return -EINTR;
	done = kernel_write(core->file, core->pos, buf, n);
	if (done < 0)
		return done;
	core->pos += n;
	core->left -= n;
	return done == n ? 0 : -ENOSPC;
}

static int write_header(struct core *core)
{
	struct elf_hdr h = {
		.e_type = ET_CORE, .e_machine = ELF_ARCH,
		.e_version = EV_CURRENT,
		.e_phoff = sizeof(h), .e_ehsize = sizeof(h),
		.e_phentsize = sizeof(struct elf_phdr),
		.e_phnum = core->nr_areas + 1,
	};

	memcpy(h.e_ident, ELFMAG, SELFMAG);
	h.e_ident[EI_CLASS] = ELFCLASS32;
	h.e_ident[EI_DATA] = ELFDATA2LSB;
	h.e_ident[EI_VERSION] = EV_CURRENT;
	return core_write(core, &h, sizeof(h));
}

/* The program header of an area whose contents begin at `offset'. */
static int write_area_header(struct core *core, const struct core_area *a,
			     u32 offset)
{
	struct elf_phdr ph = {
		.p_type = PT_LOAD, .p_offset = offset, .p_vaddr = a->start,
		.p_filesz = a->dumped ? a->end - a->start : 0,
		.p_memsz = a->end - a->start,
		.p_flags = (a->flags & VM_READ ? PF_R : 0) |
			   (a->flags & VM_WRITE ? PF_W : 0) |
			   (a->flags & VM_EXEC ? PF_X : 0),
		.p_align = PAGE_SIZE,
	};

	return core_write(core, &ph, sizeof(ph));
}

/* All headers; the notes follow them. */
static int write_headers(struct core *core, u32 notes_size)
{
	u32 notes = sizeof(struct elf_hdr) +
		    (core->nr_areas + 1) * sizeof(struct elf_phdr);
	struct elf_phdr ph = {
		.p_type = PT_NOTE, .p_offset = notes, .p_filesz = notes_size,
	};
	u32 offset = PAGE_ALIGN(notes + notes_size), i;
	int err = write_header(core);

	if (!err)
		err = core_write(core, &ph, sizeof(ph));
	for (i = 0; i < core->nr_areas && !err; i++) {
		err = write_area_header(core, &core->areas[i], offset);
		if (core->areas[i].dumped)
			offset += core->areas[i].end - core->areas[i].start;
	}
	return err;
}

/* The page of an area, counted, if it is to be written; else NULL. */
static struct page *page_to_write(struct mm_struct *mm,
				  const struct core_area *a, u32 addr)
{
	const pte_t *pte = find_pte(mm, addr);
	struct page *page;

	if (!a->from_file && !(pte && *pte & PAGE_PRESENT))
		return NULL;
	page = get_user_page(mm, addr, false);
	if (page != zero_page)
		return page;
	put_page(page);
	return NULL;
}

/* How far the next page is that may have to be written: where there is no
   page table, nothing else is. */
static u32 step(struct mm_struct *mm, const struct core_area *a, u32 addr)
{
	u32 end = a->end - 1;

	if (a->from_file || find_pte(mm, addr))
		return PAGE_SIZE;
	return min(addr | (u32)(PGDIR_SIZE - 1), end) + 1 - addr;
}

static int write_area(struct core *core, struct mm_struct *mm,
		      const struct core_area *a)
{
	struct page *page;
	u32 addr, n;
	int err = 0;

	for (addr = a->start; addr < a->end && !err; addr += n) {
		n = step(mm, a, addr);
		page = page_to_write(mm, a, addr);
		if (page) {
			err = core_write(core, page_address(page), PAGE_SIZE);
			put_page(page);
			n = PAGE_SIZE;
		} else {
			core->pos += n;		/* a hole */
		}
		safe_point();
	}
	return err;
}

/* All of the file; it ends behind the last area, also if that is a hole. */
static int write_core(struct core *core, struct mm_struct *mm, int sig,
		      const struct pt_regs *regs)
{
	char *notes = kmalloc(CORE_NOTES_MAX, GFP_KERNEL);
	u32 size, i;
	int err;

	if (!notes)
		return -ENOMEM;
	size = core_notes(notes, sig, regs);
	err = note_areas(core, mm);
	if (!err)
		err = write_headers(core, size);
	if (!err)
		err = core_write(core, notes, size);
	kfree(notes);
	core->pos = PAGE_ALIGN(core->pos);
	for (i = 0; i < core->nr_areas && !err; i++)
		if (core->areas[i].dumped)
			err = write_area(core, mm, &core->areas[i]);
	if (!err)
		err = do_truncate(core->file->f_dentry, core->pos);
	kfree(core->areas);
	return err;
}

/* --- whether -------------------------------------------------------------- */

/* A file that is safe to write a process's memory to: its own, with no other
   name, no device, no link to something else. */
static bool safe_core(const struct file *file)
{
	const struct inode *inode = file->f_dentry->d_inode;

	return S_ISREG(inode->i_mode) && inode->i_nlink == 1 &&
	       inode->i_uid == current->fsuid && inode->i_data.a_ops;
}

/* The empty file; ERR_PTR. */
static struct file *open_core(void)
{
	struct file *file = filp_open("core", CORE_OPEN, CORE_MODE);
	int err = -EPERM;

	if (IS_ERR(file))
		return file;
	if (safe_core(file))
		err = do_truncate(file->f_dentry, 0);
	if (!err)
		return file;
	filp_close(file);
	return ERR_PTR(err);
}

/*
 * The process dies of `sig', with these registers of user mode. Other threads
 * end before its memory is looked at. Kernel lock; sleeps.
 */
bool do_coredump(int sig, struct pt_regs *regs)
{
	struct core core = { .left = min(rlimit(RLIMIT_CORE),
					 rlimit(RLIMIT_FSIZE)) };
	struct mm_struct *mm = current->mm;
	int err;

	if (!mm || !mm->dumpable || core.left < PAGE_SIZE)
		return false;
	if (de_thread())
		return false;
	core.file = open_core();
	if (IS_ERR(core.file))
		return false;
	current->flags |= PF_DUMPCORE;
	err = write_core(&core, mm, sig, regs);
	filp_close(core.file);
	return !err;
}
