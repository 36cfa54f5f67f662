/* needs: fs/elf_check.c */
/*
 * elf_check_test.c - headers of ELF files: a good one, each thing that can be
 * wrong with it, and random ones. What passes is checked again with 64 bits.
 */
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/limits.h>
#include "tap.h"

#define LIMIT	0xbffdf000U
#define ROUNDS	300000
#define PHDRS	5

static struct elf_hdr h;
static struct elf_phdr ph[PHDRS];
static struct elf_layout layout;

/* Text with the headers, data with zeroes behind them, an interpreter. */
static void make_good(void)
{
	h = (struct elf_hdr){
		.e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS32, ELFDATA2LSB, 1 },
		.e_type = ET_EXEC, .e_machine = 3, .e_version = EV_CURRENT,
		.e_entry = 0x8048100, .e_phoff = sizeof(h),
		.e_ehsize = sizeof(h), .e_phentsize = sizeof(ph[0]),
		.e_phnum = PHDRS,
	};
	ph[0] = (struct elf_phdr){ PT_INTERP, 0x154, 0x8048154, 0, 20, 20,
				   PF_R, 1 };
	ph[1] = (struct elf_phdr){ PT_LOAD, 0, 0x8048000, 0, 0x1234, 0x1234,
				   PF_R | PF_X, 0x1000 };
	ph[2] = (struct elf_phdr){ PT_LOAD, 0x1f00, 0x804af00, 0, 0x100, 0x5000,
				   PF_R | PF_W, 0x1000 };
	ph[3] = (struct elf_phdr){ PT_NOTE, 0, 0, 0, ~0U, ~0U, 0, 0 };
	ph[4] = (struct elf_phdr){ PT_GNU_STACK, 0, 0, 0, 0, 0,
				   PF_R | PF_W, 16 };
}

static int check(void)
{
	int err = elf_check_header(&h);

	return err ? err : elf_check_segments(&h, ph, LIMIT, &layout);
}

static void test_good(void)
{
	make_good();
	is(check(), 0, "a good program");
	is(layout.start, 0x8048000, "its start");
	is(layout.end, 0x804ff00, "its end, with the zeroes");
	is(layout.code_end, 0x8049234, "the end of its code");
	is(layout.data_start, 0x804af00, "its data");
	is(layout.data_end, 0x804b000, "their end, without the zeroes");
	is(layout.phdr, 0x8048000 + sizeof(h), "where its headers are");
	ok(layout.interp == &ph[0], "its interpreter");
	ok(layout.plain_stack, "its stack");
	ph[4].p_flags |= PF_X;
	ph[0].p_type = PT_NOTE;
	h.e_phoff = 0x5000;
	is(check(), 0, "another one");
	ok(!layout.interp && !layout.plain_stack && !layout.phdr,
	   "without an interpreter, headers and a plain stack");
}

/* A good program with one thing changed. */
#define bad(what, why) do { \
	make_good(); \
	what; \
	is(check(), -ENOEXEC, "refused: %s", why); \
} while (0)

static void test_bad_header(void)
{
	bad(h.e_ident[0] = 0, "no ELF");
	bad(h.e_ident[EI_CLASS] = 2, "64 bits");
	bad(h.e_ident[EI_DATA] = 2, "big endian");
	bad(h.e_type = 1, "an object file");
	bad(h.e_type = ET_CORE, "a core file");
	bad(h.e_machine = 62, "another machine");
	bad(h.e_phentsize = 56, "large program headers");
	bad(h.e_phentsize = 0, "program headers without size");
	bad(h.e_phnum = 0, "no program headers");
	bad(h.e_phnum = 0xffff, "too many program headers");
}

static void test_bad_segments(void)
{
	bad(ph[1].p_type = ph[2].p_type = PT_NOTE, "no segment");
	bad(ph[1].p_memsz = ph[2].p_memsz = 0, "empty segments");
	bad(ph[2].p_filesz = 0x5001, "more in the file than in memory");
	bad(ph[2].p_vaddr++, "another place in the page");
	bad(ph[2].p_offset = 0xfffff000 | 0xf00, "an offset of 4 GB");
	bad(ph[2].p_offset = 0x7fffff00, "beyond 2 GB");
	bad(ph[2].p_memsz = ~0U, "an end that wraps around");
	bad(ph[2].p_memsz = LIMIT - 0x804af00 + 1, "a byte beyond the limit");
	bad(ph[2].p_vaddr = 0xffffff00, "the kernel's addresses");
	bad((ph[2].p_vaddr = LIMIT + 0xf00), "at the limit");
	bad(ph[0].p_filesz = 1, "an interpreter without a name");
	bad(ph[0].p_filesz = PATH_MAX + 1, "one with too long a name");
	bad(ph[0].p_offset = 0x80000000, "one beyond 2 GB");
	make_good();
	ph[2].p_memsz = LIMIT - 0x804af00;
	is(check(), 0, "up to the limit is fine");
	make_good();
	ph[2].p_filesz = 0;
	ph[2].p_offset = 1;
	is(check(), 0, "zeroes alone may be anywhere in a page");
}

/* Numbers near those where something happens. */
static u32 odd_number(unsigned int *seed)
{
	static const u32 edge[] = { 0, 0x1000, 0x8048000, 0x40000000,
		0x7fffffff, 0x80000000, LIMIT, 0xc0000000, 0xffffffff };

	if (rnd(seed) % 4 == 0)
		return rnd(seed) >> rnd(seed) % 32;
	return edge[rnd(seed) % 9] + (rnd(seed) % 5 - 2) * (rnd(seed) % 3 ?
	       0x1000 : 1);
}

static bool fits(const struct elf_phdr *p)
{
	u64 end = (u64)p->p_vaddr + p->p_memsz;

	if (end > LIMIT || p->p_filesz > p->p_memsz)
		return false;
	if (end > layout.end || (p->p_vaddr & ~0xfff) < layout.start)
		return false;
	return !p->p_filesz ||
	       (p->p_offset % 0x1000 == p->p_vaddr % 0x1000 &&
		(u64)p->p_offset + p->p_filesz <= INT_MAX);
}

/* Whatever passes can be mapped. */
static void test_random(void)
{
	unsigned int seed = 386, i, j, bad = 0, passed = 0;

	for (i = 0; i < ROUNDS; i++) {
		make_good();
		for (j = 0; j < 3; j++)
			((u32 *)ph)[rnd(&seed) % (sizeof(ph) / 4)] =
				odd_number(&seed);
		if (check())
			continue;
		passed++;
		bad += layout.start % 0x1000 || layout.end > LIMIT;
		for (j = 0; j < PHDRS; j++)
			if (ph[j].p_type == PT_LOAD && ph[j].p_memsz)
				bad += !fits(&ph[j]);
	}
	is(bad, 0, "%d random programs", ROUNDS);
	ok(passed > ROUNDS / 20, "of which some were good: %u", passed);
}

int main(void)
{
	test_good();
	test_bad_header();
	test_bad_segments();
	test_random();
	return done();
}
