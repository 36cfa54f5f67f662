/*
 * physmem.c - /dev/mem, /dev/kmem and /dev/port: physical memory, the kernel's
 * addresses, the I/O ports. Only for those with CAP_SYS_RAWIO, who may bring
 * the machine down with them; but what the page tables do not map, or not for
 * writing, gives -EFAULT and no fault in the kernel.
 *
 * Bytes go through a buffer: a copy to the user may sleep, and the kernel's
 * page may be gone then.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mem_device.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/io.h>
#include <asm/pgtable.h>
#include <asm/uaccess.h>
#include <asm/vremap.h>

#define NR_PORTS	0x10000

static int open_raw(struct inode *inode __unused, struct file *file __unused)
{
	return capable(CAP_SYS_RAWIO) ? 0 : -EPERM;
}

/* Is the kernel's page at `addr' there, and to be written to if so asked? */
static bool kernel_mapped(unsigned long addr, bool write)
{
	u32 entry = swapper_pg_dir[pgd_index(addr)];

	if (addr < PAGE_OFFSET || !(entry & PAGE_PRESENT))
		return false;
	if (!(entry & PAGE_PSE))
		entry = *kernel_pte(addr);
	return entry & PAGE_PRESENT && (!write || entry & PAGE_RW);
}

/* Copies between the page at `addr' and the buffer; 0 or -EFAULT. */
static int move_kernel(unsigned long addr, void *buf, size_t n, bool write)
{
	if (!kernel_mapped(addr, write))
		return -EFAULT;
	if (write)
		memcpy((void *)addr, buf, n);
	else
		memcpy(buf, (void *)addr, n);
	return 0;
}

/* One piece, within a page, between the kernel's `addr' and the user. */
static int move_user(unsigned long addr, char __user *user, void *buf,
		     size_t n, bool write)
{
	int err = 0;

	if (write)
		err = copy_from_user(buf, user, n);
	if (!err)
		err = move_kernel(addr, buf, n, write);
	if (!err && !write)
		err = copy_to_user(user, buf, n);
	return err;
}

/* Moves bytes page by page, up to a fault or a signal; how many, or -errno. */
static ssize_t move_bytes(unsigned long addr, char __user *user, size_t count,
			  bool write)
{
	void *buf = get_free_page(GFP_KERNEL, PAGE_KERNEL);
	size_t done = 0, n;
	int err = 0;

	if (!buf)
		return -ENOMEM;
	while (done < count && addr + done >= PAGE_OFFSET) {
		n = PAGE_SIZE - (addr + done) % PAGE_SIZE;
		n = min(n, count - done);
		err = move_user(addr + done, user + done, buf, n, write);
		if (err)
			break;
		done += n;
		if (signal_pending(current))
			break;
		safe_point();
	}
	free_page(buf);
	return done || !err ? (ssize_t)done : err;
}

/* --- mem: RAM below lowmem_end, and the holes in it --------------------- */

static ssize_t move_mem(char __user *user, size_t count, loff_t *pos,
			bool write)
{
	ssize_t n;

	if (*pos >= lowmem_end)
		return write && count ? -EFAULT : 0;
	count = min(count, (size_t)(lowmem_end - *pos));
	n = move_bytes(PAGE_OFFSET + *pos, user, count, write);
	if (n > 0)
		*pos += n;
	return n;
}

static ssize_t read_mem(struct file *file __unused, char __user *buf,
			size_t count, loff_t *pos)
{
	return move_mem(buf, count, pos, false);
}

static ssize_t write_mem(struct file *file __unused, const char __user *buf,
			 size_t count, loff_t *pos)
{
	return move_mem((char __user *)buf, count, pos, true);
}

/* Maps any physical addresses; what is no RAM is not cached. */
static int mmap_mem(struct file *file __unused, struct vm_area_struct *vma)
{
	unsigned long first = vma->vm_pgoff;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long last = first + (size >> PAGE_SHIFT) - 1;
	int err;

	if (last < first || last > ~0UL >> PAGE_SHIFT)
		return -EINVAL;
	vma->vm_flags |= VM_IO;
	if (last >= max_mapnr)
		vma->vm_page_prot |= PAGE_PCD | PAGE_PWT;
	err = remap_page_range(vma, vma->vm_start, first << PAGE_SHIFT, size);
	if (err)
		zap_page_range(vma->vm_mm, vma->vm_start, vma->vm_end);
	return err;
}

/* --- kmem: the position is the address ---------------------------------- */

static ssize_t move_kmem(char __user *user, size_t count, loff_t *pos,
			 bool write)
{
	ssize_t n;

	if (*pos < PAGE_OFFSET || *pos > ~0U)
		return count ? -EFAULT : 0;
	n = move_bytes(*pos, user, count, write);
	if (n > 0)
		*pos += n;
	return n;
}

static ssize_t read_kmem(struct file *file __unused, char __user *buf,
			 size_t count, loff_t *pos)
{
	return move_kmem(buf, count, pos, false);
}

static ssize_t write_kmem(struct file *file __unused, const char __user *buf,
			  size_t count, loff_t *pos)
{
	return move_kmem((char __user *)buf, count, pos, true);
}

/* --- port: the position is the number of the port ----------------------- */

static ssize_t read_port(struct file *file __unused, char __user *buf,
			 size_t count, loff_t *pos)
{
	size_t done;

	for (done = 0; done < count && *pos < NR_PORTS; done++, ++*pos)
		if (put_user((char)inb(*pos), buf + done))
			return done ? (ssize_t)done : -EFAULT;
	return done;
}

static ssize_t write_port(struct file *file __unused, const char __user *buf,
			  size_t count, loff_t *pos)
{
	size_t done;
	char c;

	for (done = 0; done < count && *pos < NR_PORTS; done++, ++*pos) {
		if (get_user(c, buf + done))
			return done ? (ssize_t)done : -EFAULT;
		outb(c, *pos);
	}
	return done;
}

/* Addresses of 32 bits: those that look negative to lseek() are meant, too. */
static loff_t raw_llseek(struct file *file, loff_t offset, int whence)
{
	switch (whence) {
	case SEEK_SET:
		break;
	case SEEK_CUR:
		offset += file->f_pos;
		break;
	default:
		return -EINVAL;
	}
	return file->f_pos = (u32)offset;
}

const struct file_operations mem_fops = {
	.open = open_raw,
	.llseek = raw_llseek,
	.read = read_mem,
	.write = write_mem,
	.mmap = mmap_mem,
};

const struct file_operations kmem_fops = {
	.open = open_raw,
	.llseek = raw_llseek,
	.read = read_kmem,
	.write = write_kmem,
};

const struct file_operations port_fops = {
	.open = open_raw,
	.llseek = raw_llseek,
	.read = read_port,
	.write = write_port,
};
