/*
 * elf2aout.c - makes an a.out program of a static ELF one, for today's
 * assemblers and linkers know a.out no more.
 *
 *	elf2aout [-l] omagic|nmagic|zmagic|qmagic in.elf out
 *
 * The ELF program has been linked for the addresses of its kind
 * (include/linux/a.out.h), as aout.ld does. With -l it is a library for
 * uselib(), which may lie anywhere: its entry says in which page it begins.
 */
#include <elf.h>
#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

typedef uint32_t u32;
#include "../../include/linux/a.out.h"

#define IMAGE_MAX	(64 << 20)	/* bytes of text and data */

static const struct {
	const char *name;
	u32 magic, align;		/* of the address of the data */
} kinds[] = {
	{ "omagic", OMAGIC, 1 }, { "nmagic", NMAGIC, AOUT_SEGMENT },
	{ "zmagic", ZMAGIC, AOUT_PAGE }, { "qmagic", QMAGIC, AOUT_PAGE },
};

static const char *in_name;
static unsigned char *elf;		/* the ELF file */
static size_t elf_size;
static const Elf32_Ehdr *eh;
static const Elf32_Phdr *ph;

/* Where things are to be in memory; data are what may be written to. */
static u32 base, data_start = ~0U, file_end, mem_end;

static void read_elf(void)
{
	FILE *f = fopen(in_name, "rb");
	struct stat st;

	if (!f || fstat(fileno(f), &st))
		err(1, "%s", in_name);
	elf_size = st.st_size;
	elf = malloc(elf_size + 1);
	if (!elf || fread(elf, 1, elf_size, f) != elf_size)
		err(1, "%s", in_name);
	fclose(f);
}

static void check_elf(void)
{
	eh = (const Elf32_Ehdr *)elf;
	if (elf_size < sizeof(*eh) || memcmp(eh->e_ident, ELFMAG, SELFMAG) ||
	    eh->e_ident[EI_CLASS] != ELFCLASS32 || eh->e_machine != EM_386)
		errx(1, "%s: no ELF file for i386", in_name);
	if (eh->e_type != ET_EXEC)
		errx(1, "%s: not linked for fixed addresses", in_name);
	if (eh->e_phentsize != sizeof(*ph) || eh->e_phoff > elf_size ||
	    eh->e_phnum > (elf_size - eh->e_phoff) / sizeof(*ph))
		errx(1, "%s: damaged headers", in_name);
	ph = (const Elf32_Phdr *)(elf + eh->e_phoff);
}

static void check_segment(const Elf32_Phdr *p)
{
	if (p->p_filesz > p->p_memsz || p->p_offset > elf_size ||
	    p->p_filesz > elf_size - p->p_offset ||
	    p->p_vaddr > UINT32_MAX - p->p_memsz)
		errx(1, "%s: a damaged segment", in_name);
}

/* Sets the addresses above from all segments. */
static void measure(void)
{
	int i;

	for (i = 0; i < eh->e_phnum; i++) {
		if (ph[i].p_type == PT_INTERP || ph[i].p_type == PT_DYNAMIC)
			errx(1, "%s: not static", in_name);
		if (ph[i].p_type != PT_LOAD || !ph[i].p_memsz)
			continue;
		check_segment(&ph[i]);
		if (ph[i].p_flags & PF_W && ph[i].p_vaddr < data_start)
			data_start = ph[i].p_vaddr;
		if (ph[i].p_filesz &&
		    ph[i].p_vaddr + ph[i].p_filesz > file_end)
			file_end = ph[i].p_vaddr + ph[i].p_filesz;
		if (ph[i].p_vaddr + ph[i].p_memsz > mem_end)
			mem_end = ph[i].p_vaddr + ph[i].p_memsz;
	}
	if (!mem_end)
		errx(1, "%s: nothing to load", in_name);
}

/* Puts all bytes where they will be in memory, from `base' on. */
static void copy_segments(unsigned char *image, u32 lowest)
{
	const Elf32_Phdr *p;
	int i;

	for (i = 0; i < eh->e_phnum; i++) {
		p = &ph[i];
		if (p->p_type != PT_LOAD || !p->p_memsz)
			continue;
		if (p->p_vaddr < lowest)
			errx(1, "%s: a segment at %#x; this kind begins at %#x",
			     in_name, p->p_vaddr, lowest);
		if (!(p->p_flags & PF_W) &&
		    p->p_vaddr + p->p_memsz > data_start)
			errx(1, "%s: text at or above the data", in_name);
		memcpy(image + (p->p_vaddr - base), elf + p->p_offset,
		       p->p_filesz);
	}
}

/* Fills in the sizes; the data begin where the kernel will put them. */
static void lay_out(struct aout_hdr *h, u32 align)
{
	u32 text_end = data_start;

	if (data_start == ~0U)
		text_end = (file_end + align - 1) / align * align;
	else if (data_start % align)
		errx(1, "%s: the data at %#x are not at a multiple of %u",
		     in_name, data_start, align);
	if (text_end < base || file_end > base + IMAGE_MAX)
		errx(1, "%s: text %#x, data %#x to %#x: out of bounds",
		     in_name, base, text_end, file_end);
	if (file_end < text_end)
		file_end = text_end;
	h->a_text = text_end - base;
	h->a_data = file_end - text_end;
	h->a_bss = mem_end > file_end ? mem_end - file_end : 0;
	h->a_entry = eh->e_entry;
}

/* In QMAGIC the header is the first bytes of the text, else it comes before
   it, and zeroes up to the text. */
static void write_aout(const char *name, const struct aout_hdr *h,
		       unsigned char *image)
{
	u32 size = h->a_text + h->a_data, offset = N_TXTOFF(h), i;
	FILE *f = fopen(name, "wb");

	if (!f)
		err(1, "%s", name);
	if (!offset)
		memcpy(image, h, sizeof(*h));
	else
		fwrite(h, sizeof(*h), 1, f);
	for (i = sizeof(*h); i < offset; i++)
		fputc(0, f);
	fwrite(image, 1, size, f);
	fchmod(fileno(f), 0755);
	if (ferror(f) || fclose(f))
		err(1, "%s", name);
}

static void convert(int kind, int library, const char *out)
{
	struct aout_hdr h = { .a_info = kinds[kind].magic | M_386 << 16 };
	u32 header = N_TXTOFF(&h) ? 0 : sizeof(h);
	unsigned char *image;

	base = N_TXTADDR(&h);
	if (library)
		base = eh->e_entry & ~(AOUT_PAGE - 1);
	lay_out(&h, kinds[kind].align);
	image = calloc(1, h.a_text + h.a_data + sizeof(h));
	if (!image)
		err(1, "memory");
	copy_segments(image, base + header);
	write_aout(out, &h, image);
	free(image);
}

int main(int argc, char **argv)
{
	int library = argc > 1 && !strcmp(argv[1], "-l");
	size_t kind;

	argc -= library;
	argv += library;
	if (argc != 4)
		errx(2, "usage: elf2aout [-l] KIND in.elf out");
	for (kind = 0; kind < sizeof(kinds) / sizeof(kinds[0]); kind++)
		if (!strcasecmp(argv[1], kinds[kind].name))
			break;
	if (kind == sizeof(kinds) / sizeof(kinds[0]))
		errx(2, "no such kind: %s", argv[1]);
	in_name = argv[2];
	read_elf();
	check_elf();
	measure();
	convert(kind, library, argv[3]);
	free(elf);
	return 0;
}
