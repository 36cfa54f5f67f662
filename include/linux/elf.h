/*
 * elf.h - the executable and linking format, 32 bits (System V ABI, chapters
 * 4 and 5), as far as programs and core files need it.
 */
#ifndef _LINUX_ELF_H
#define _LINUX_ELF_H

#include <linux/types.h>

#define EI_CLASS	4
#define EI_DATA		5
#define EI_VERSION	6
#define EI_NIDENT	16

#define ELFMAG		"\177ELF"
#define SELFMAG		4
#define ELFCLASS32	1
#define ELFDATA2LSB	1
#define EV_CURRENT	1

struct elf_hdr {
	u8 e_ident[EI_NIDENT];
	u16 e_type;
	u16 e_machine;
	u32 e_version;
	u32 e_entry;
	u32 e_phoff;			/* program headers, in the file */
	u32 e_shoff;
	u32 e_flags;
	u16 e_ehsize;
	u16 e_phentsize;
	u16 e_phnum;
	u16 e_shentsize;
	u16 e_shnum;
	u16 e_shstrndx;
};

#define ET_EXEC		2		/* at fixed addresses */
#define ET_DYN		3		/* anywhere */
#define ET_CORE		4

struct elf_phdr {
	u32 p_type;
	u32 p_offset;
	u32 p_vaddr;
	u32 p_paddr;
	u32 p_filesz;
	u32 p_memsz;
	u32 p_flags;
	u32 p_align;
};

#define PT_LOAD		1
#define PT_INTERP	3
#define PT_NOTE		4
#define PT_GNU_STACK	0x6474e551

#define PF_X		1
#define PF_W		2
#define PF_R		4

struct elf_note {			/* name and contents follow, each
					   padded to 4 bytes */
	u32 n_namesz, n_descsz, n_type;
};

#define NT_PRSTATUS	1
#define NT_FPREGSET	2
#define NT_PRPSINFO	3
#define NT_AUXV		6
#define NT_PRXFPREG	0x46e62b7f	/* FXSAVE's; its name is "LINUX" */

/* What a program finds behind its environment. */
#define AT_NULL		0
#define AT_PHDR		3
#define AT_PHENT	4
#define AT_PHNUM	5
#define AT_PAGESZ	6
#define AT_BASE		7
#define AT_FLAGS	8
#define AT_ENTRY	9
#define AT_UID		11
#define AT_EUID		12
#define AT_GID		13
#define AT_EGID		14
#define AT_PLATFORM	15
#define AT_HWCAP	16
#define AT_CLKTCK	17
#define AT_SECURE	23
#define AT_RANDOM	25
#define AT_EXECFN	31

/* fs/elf_check.c: what the headers of a program say, if they make sense. */
struct elf_layout {
	u32 start, end;			/* addresses of all segments, start
					   rounded down to a page */
	u32 code_end;			/* of what is executable */
	u32 data_start, data_end;	/* of the last segment, without its
					   zeroes */
	u32 phdr;			/* address of the headers; 0: none */
	const struct elf_phdr *interp;	/* PT_INTERP, or NULL */
	bool plain_stack;		/* it need not be executable */
};

#define ELF_PHDRS_MAX	(65536 / sizeof(struct elf_phdr))

int elf_check_header(const struct elf_hdr *h);
int elf_check_segments(const struct elf_hdr *h, const struct elf_phdr *ph,
		       u32 limit, struct elf_layout *out);

#endif
