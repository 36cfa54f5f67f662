/*
 * elf_check.c - do the headers of an ELF file make sense? Nothing in them is
 * trusted: whatever passes here can be mapped without an overflow, below a
 * limit, and without a byte of the file before its beginning.
 */
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>
#include <asm/elf.h>
#include <asm/page.h>

#define INTERP_MIN	2		/* bytes of a path and its NUL */

/* 0, or -ENOEXEC if it is no ELF program for this machine. */
int elf_check_header(const struct elf_hdr *h)
{
	if (memcmp(h->e_ident, ELFMAG, SELFMAG) ||
	    h->e_ident[EI_CLASS] != ELFCLASS32 ||
	    h->e_ident[EI_DATA] != ELFDATA2LSB)
		return -ENOEXEC;
	if (h->e_type != ET_EXEC && h->e_type != ET_DYN)
		return -ENOEXEC;
	if (!elf_check_arch(h->e_machine))
		return -ENOEXEC;
	if (h->e_phentsize != sizeof(struct elf_phdr) || !h->e_phnum ||
	    h->e_phnum > ELF_PHDRS_MAX)
		return -ENOEXEC;
	return 0;
}

/* Can a segment be mapped with all its addresses below the limit? */
static bool segment_fits(const struct elf_phdr *ph, u32 limit)
{
	u32 shift = ph->p_vaddr & ~PAGE_MASK;

	if (ph->p_filesz > ph->p_memsz || ph->p_vaddr > limit ||
	    ph->p_memsz > limit - ph->p_vaddr)
		return false;
	if (!ph->p_filesz)
		return true;
	/* Pages of the file are mapped: both must begin alike in a page. */
	return (ph->p_offset & ~PAGE_MASK) == shift &&
	       ph->p_filesz <= INT_MAX &&
	       ph->p_offset <= INT_MAX - ph->p_filesz;
}

static void note_segment(const struct elf_hdr *h, const struct elf_phdr *ph,
			 struct elf_layout *out)
{
	u32 file_end = ph->p_vaddr + ph->p_filesz;

	out->start = min(out->start, ph->p_vaddr & PAGE_MASK);
	out->end = max(out->end, ph->p_vaddr + ph->p_memsz);
	if (ph->p_flags & PF_X)
		out->code_end = max(out->code_end, file_end);
	out->data_start = max(out->data_start, ph->p_vaddr);
	out->data_end = max(out->data_end, file_end);
	if (h->e_phoff >= ph->p_offset &&
	    h->e_phoff - ph->p_offset < ph->p_filesz)
		out->phdr = ph->p_vaddr + (h->e_phoff - ph->p_offset);
}

/*
 * Looks at all program headers of a file, e_phnum of them. Segments must lie
 * below `limit', a page boundary. 0 with *out filled in, or -ENOEXEC.
 */
int elf_check_segments(const struct elf_hdr *h, const struct elf_phdr *ph,
		       u32 limit, struct elf_layout *out)
{
	int i;

	memset(out, 0, sizeof(*out));
	out->start = ~0U;
	for (i = 0; i < h->e_phnum; i++, ph++) {
		if (ph->p_type == PT_GNU_STACK)
			out->plain_stack = !(ph->p_flags & PF_X);
		if (ph->p_type == PT_INTERP && !out->interp)
			out->interp = ph;
		if (ph->p_type != PT_LOAD || !ph->p_memsz)
			continue;
		if (!segment_fits(ph, limit))
			return -ENOEXEC;
		note_segment(h, ph, out);
	}
	if (out->start >= out->end)
		return -ENOEXEC;
	if (out->interp && (out->interp->p_filesz < INTERP_MIN ||
			    out->interp->p_filesz > PATH_MAX ||
			    out->interp->p_offset > INT_MAX))
		return -ENOEXEC;
	return 0;
}
