/*
 * mmap.c - new areas: mmap() and what is like it. do_mmap() goes through the
 * same steps for all kinds: what the flags mean, may it be, where, make room,
 * make the area, let the file have its say, link it.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mman.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/uaccess.h>
#include "internal.h"

#define MAP_SHARED_VALIDATE	0x03	/* MAP_SHARED, on newer systems */

_Static_assert(PROT_READ == VM_READ && PROT_WRITE == VM_WRITE &&
	       PROT_EXEC == VM_EXEC, "PROT_ bits are VM_ bits");

/* The VM_ flags that a program asks for, and what it may ask for later. */
static u32 asked_flags(u32 prot, u32 flags)
{
	u32 vm_flags = VM_MAYALL | (prot & VM_ACCESS);

	if (flags & MAP_DENYWRITE)
		vm_flags |= VM_DENYWRITE;
	if (flags & MAP_LOCKED)
		vm_flags |= VM_LOCKED;
	return vm_flags | current->mm->def_flags;
}

/* Does the way in which a file is open allow what is asked for? Takes away
   what mprotect() must not give later. 0 or -errno. */
static int check_file(const struct file *file, u32 prot, bool shared,
		      u32 *vm_flags)
{
	if (!(file->f_mode & FMODE_READ))
		return -EACCES;
	if (file->f_dentry->d_sb->s_flags & MS_NOEXEC) {
		if (prot & PROT_EXEC)
			return -EPERM;
		*vm_flags &= ~VM_MAYEXEC;
	}
	if (!file->f_op || !file->f_op->mmap)
		return -ENODEV;
	if (!shared)
		return 0;
	*vm_flags |= VM_SHARED | VM_MAYSHARE;
	if (file->f_mode & FMODE_WRITE)
		return 0;
	if (prot & PROT_WRITE)
		return -EACCES;
	/* Nobody can write by it: as good as a private one. */
	*vm_flags &= ~(VM_MAYWRITE | VM_SHARED);
	return 0;
}

/* MAP_SHARED or not, and what goes with it. 0 or -errno. */
static int check_kind(const struct file *file, u32 prot, u32 flags,
		      u32 *vm_flags)
{
	u32 type = flags & MAP_TYPE;
	bool shared = type == MAP_SHARED || type == MAP_SHARED_VALIDATE;

	if (!shared && type != MAP_PRIVATE)
		return -EINVAL;
	if (file)
		return check_file(file, prot, shared, vm_flags);
	if (shared)
		*vm_flags |= VM_SHARED | VM_MAYSHARE;
	else if (flags & MAP_GROWSDOWN)
		*vm_flags |= VM_GROWSDOWN;
	return 0;
}

/* Limits on what is in memory and what is locked there. 0 or -errno. */
static int check_limits(struct mm_struct *mm, u32 vm_flags, u32 flags,
			unsigned long pages)
{
	if (vm_flags & VM_LOCKED && !may_lock(mm, pages))
		return rlimit(RLIMIT_MEMLOCK) ? -EAGAIN : -EPERM;
	if (!may_expand_vm(mm, pages) || mm->map_count >= MAX_MAP_COUNT)
		return -ENOMEM;
	if (!(flags & MAP_NORESERVE) && hopeless(vm_flags, pages))
		return -ENOMEM;
	return 0;
}

/*
 * Makes an area one of memory that has no name but is shared, also after
 * fork(): the memory of a file that nobody else can open. The area is not
 * linked yet. For MAP_SHARED with MAP_ANONYMOUS, and of /dev/zero. 0 or
 * -errno; [m], may sleep.
 */
int shmem_zero_setup(struct vm_area_struct *vma)
{
	struct file *file = shmem_file_setup(vma->vm_end - vma->vm_start);

	if (IS_ERR(file))
		return PTR_ERR(file);
	if (vma->vm_file)
		fput(vma->vm_file);
	vma->vm_file = file;
	vma->vm_pgoff = 0;
	return file->f_op->mmap(file, vma);
}

/* Ties a new area to its file. free_vma() undoes it, also after an error. */
static int map_file(struct vm_area_struct *vma, struct file *file)
{
	struct inode *inode = file->f_dentry->d_inode;
	int err;

	if (vma->vm_flags & VM_DENYWRITE) {
		err = deny_write_access(inode);
		if (err) {
			vma->vm_flags &= ~VM_DENYWRITE;
			return err;
		}
	}
	get_file(file);
	vma->vm_file = file;
	err = file->f_op->mmap(file, vma);
	if (err || !(vma->vm_flags & VM_IO) || file->f_mode & FMODE_WRITE)
		return err;
	/* There are no private copies of device memory. */
	vma->vm_flags &= ~VM_MAYWRITE;
	return vma->vm_flags & VM_WRITE ? -EACCES : 0;
}

/* A driver has mapped pages, but the area does not come to be: takes them out,
   and page tables that serve nothing else. */
static void undo_driver(struct mm_struct *mm, unsigned long start,
			unsigned long end)
{
	struct vm_area_struct *next = find_vma(mm, start);
	struct vm_area_struct *prev = prev_of(mm, next);

	unmap_region(mm, start, end, prev ? prev->vm_end : 0,
		     next ? next->vm_start : TASK_SIZE);
}

/* A new area at its address, linked and merged; or a negative errno. [m] */
static long make_area(struct mm_struct *mm, struct file *file,
		      unsigned long addr, unsigned long len, u32 vm_flags,
		      unsigned long pgoff)
{
	struct vm_area_struct *next = find_vma(mm, addr), *vma;
	struct vm_area_struct *prev = prev_of(mm, next);
	int err = 0;

	if (!file && !(vm_flags & (VM_SHARED | VM_GROWSDOWN)) &&
	    grow_vma(prev, next, addr, addr + len, vm_flags))
		return 0;
	vma = alloc_vma(mm, addr, addr + len, vm_flags);
	if (!vma)
		return -ENOMEM;
	if (file) {
		vma->vm_pgoff = pgoff;
		err = map_file(vma, file);
	} else if (vm_flags & VM_SHARED) {
		err = shmem_zero_setup(vma);
	}
	if (err) {
		undo_driver(mm, addr, addr + len);
		free_vma(vma);
		return err;
	}
	link_before(mm, vma, next);
	if ((next && next->vm_start == addr + len) ||
	    (prev && prev->vm_end == addr))
		merge_vma(vma);
	return 0;
}

/* What do_mmap() does with mmap_sem. */
static unsigned long map_locked(struct mm_struct *mm, struct file *file,
				unsigned long addr, unsigned long len,
				u32 prot, u32 flags, unsigned long pgoff)
{
	u32 vm_flags = asked_flags(prot, flags);
	long err;

	err = check_kind(file, prot, flags, &vm_flags);
	if (!err)
		err = check_limits(mm, vm_flags, flags, len >> PAGE_SHIFT);
	if (err)
		return err;
	addr = get_unmapped_area(mm, addr, len, flags);
	if (IS_ADDR_ERROR(addr))
		return addr;
	if (flags & MAP_FIXED && first_vma(mm, addr, addr + len)) {
		err = do_munmap(mm, addr, len);
		if (err)
			return err;
	}
	err = make_area(mm, file, addr, len, vm_flags, pgoff);
	if (err)
		return err;
	if (vm_flags & VM_LOCKED || flags & MAP_POPULATE)
		make_pages_present(mm, addr, addr + len);
	return addr;
}

/*
 * Maps `len' bytes of file from its page pgoff on, or memory without a file,
 * into current's memory. Returns the address or a negative errno. MAP_DENYWRITE
 * (of the kernel, not of programs) keeps others from writing to the file.
 * Takes mmap_sem; may sleep.
 */
unsigned long do_mmap(struct file *file, unsigned long addr,
		      unsigned long len, u32 prot, u32 flags,
		      unsigned long pgoff)
{
	struct mm_struct *mm = current->mm;
	unsigned long ret;

	if (!len)
		return -EINVAL;
	len = PAGE_ALIGN(len);
	if (!len || len > TASK_SIZE)
		return -ENOMEM;
	if (pgoff + (len >> PAGE_SHIFT) < pgoff)
		return -EOVERFLOW;
	mutex_lock(&mm->mmap_sem);
	ret = map_locked(mm, file, addr, len, prot, flags, pgoff);
	mutex_unlock(&mm->mmap_sem);
	return ret;
}

/* For programs: the file is given by its descriptor. */
static long mmap_fd(unsigned long addr, unsigned long len, u32 prot, u32 flags,
		    u32 fd, unsigned long pgoff)
{
	struct file *file = NULL;
	long ret;

	flags &= ~(MAP_EXECUTABLE | MAP_DENYWRITE);
	if (!(flags & MAP_ANONYMOUS)) {
		file = fget(fd);
		if (!file)
			return -EBADF;
	}
	ret = do_mmap(file, addr, len, prot, flags, pgoff);
	if (file)
		fput(file);
	return ret;
}

SYSCALL6(mmap2, unsigned long, addr, unsigned long, len, u32, prot, u32, flags,
	 u32, fd, unsigned long, pgoff)
{
	return mmap_fd(addr, len, prot, flags, fd, pgoff);
}

struct mmap_args {			/* of the first mmap(), in memory */
	u32 addr, len, prot, flags, fd, offset;
};

SYSCALL1(old_mmap, const struct mmap_args __user *, args)
{
	struct mmap_args a;

	if (copy_from_user(&a, args, sizeof(a)))
		return -EFAULT;
	if (a.offset & ~PAGE_MASK)
		return -EINVAL;
	return mmap_fd(a.addr, a.len, a.prot, a.flags, a.fd,
		       a.offset >> PAGE_SHIFT);
}
