/*
 * execelf.c - ELF files with something wrong in them.
 */
#include <sys/resource.h>

#include "program.h"

static struct program p;

static int start_made(void)
{
	int status;

	put_program("made", &p);
	status = start_bare("made");
	make_program(&p, code_argc);
	return status;
}

/* Refused while the old program can still be told. */
static void test_header(void)
{
	make_program(&p, code_argc);
	is(start_made(), 0x100);
	p.head.e_ident[0] = 0x7e;
	is(start_made(), -ENOEXEC);
	p.head.e_ident[3] = 'G';
	is(start_made(), -ENOEXEC);
	p.head.e_machine = EM_MIPS;
	is(start_made(), -ENOEXEC);
	p.head.e_type = ET_REL;
	is(start_made(), -ENOEXEC);
	p.head.e_type = ET_CORE;
	is(start_made(), -ENOEXEC);
	p.head.e_phentsize = 31;
	is(start_made(), -ENOEXEC);
	p.head.e_phentsize = 56;
	is(start_made(), -ENOEXEC);
	p.head.e_phnum = 0;
	ok(start_made() != 0x100);
	p.head.e_phnum = 65535;
	ok(start_made() < 0);
	p.head.e_phoff = 0x7fffff00;
	ok(start_made() < 0);
	p.head.e_phoff = 0xfffffff0;
	ok(start_made() < 0);
}

/* The segment cannot be where it wants to be: the program does not run. */
static void test_segments(void)
{
	static const uint32_t bad[] = {
		0xc0000000, 0xfffff000, 0xffffe000,
	};
	unsigned int i;

	for (i = 0; i < 3; i++) {
		p.segment[0].p_vaddr = bad[i];
		ok(start_made() != 0x100);
	}
	p.segment[0].p_memsz = 0xf8000000;
	ok(start_made() != 0x100);
	p.segment[0].p_filesz = 0xf8000000;
	p.segment[0].p_memsz = 0xf0000000;
	ok(start_made() != 0x100);
	p.segment[0].p_memsz = 0xffffffff;
	ok(start_made() != 0x100);
	p.segment[0].p_filesz = sizeof(p);
	p.segment[0].p_memsz = 16;		/* less than in the file */
	ok(start_made() != 0x100);
	p.segment[0].p_offset = 16;		/* not that of the address */
	ok(start_made() != 0x100);
	p.segment[0].p_offset = 0x80000000;
	ok(start_made() != 0x100);
	p.head.e_entry = 0xc0100000;
	ok(start_made() != 0x100);
	p.head.e_entry = 0;
	ok((start_made() & 0x7f) == SIGSEGV);
	p.segment[0].p_vaddr += PAGE - 1;
	ok(start_made() != 0x100);
}

static int with_interp(const char *name, int size)
{
	p.head.e_phnum = 2;
	p.segment[1].p_type = PT_INTERP;
	p.segment[1].p_offset = offsetof(struct program, text);
	p.segment[1].p_filesz = p.segment[1].p_memsz = size;
	memset(p.text, 'x', sizeof(p.text));
	memcpy(p.text, name, strlen(name) + 1);
	return start_made();
}

static void test_interp(void)
{
	struct program interp;

	make_program(&interp, code_argc);
	interp.head.e_type = ET_DYN;
	interp.head.e_entry -= PROGRAM_BASE;
	interp.segment[0].p_vaddr = 0;
	put_program("interp", &interp);
	p.head.e_entry = 0;			/* the interpreter is first */
	is(with_interp("./interp", 9), 0x100);
	is(with_interp("./none", 7), -ENOENT);
	is(with_interp(".", 2), -EACCES);
	is(with_interp("./interp", 5), -ENOEXEC);	/* without the 0 */
	is(with_interp("", 1), -ENOEXEC);
	is(with_interp("", 0), -ENOEXEC);
	is(with_interp("./interp", 100000), -ENOEXEC);
	chmod("interp", 0600);
	is(with_interp("./interp", 9), -EACCES);
	put_script("interp", "#!./made\n");
	ok(with_interp("./interp", 9) != 0x100);
	put_script("interp", "");
	ok(with_interp("./interp", 9) != 0x100);
	ok(with_interp("./made", 7) != -ENOENT);	/* itself */
	is(with_interp("/", 2), -EACCES);
}

/* Bytes of the headers that nobody has chosen. */
static void test_random(void)
{
	struct rlimit one = { 1, 1 };
	unsigned int seed = 12345, i, j;

	for (i = 0; i < 300; i++) {
		for (j = 0; j < 1 + i % 3; j++) {
			seed = seed * 1103515245 + 12345;
			((unsigned char *)&p)[4 + (seed >> 16) % 80] =
				seed >> 8;
		}
		put_program("made", &p);
		if (fork() == 0) {
			setrlimit(RLIMIT_CPU, &one);
			alarm(2);
			_exit(start_bare("made") & 1);
		}
		wait(NULL);
		make_program(&p, code_argc);
	}
	is(start_made(), 0x100);
}

/* What is behind the file's bytes in memory is zero, and the rest of the page
   is not the file's. */
static void test_bss(void)
{
	static const unsigned char code[] = {
		0xa1, 0x00, 0x90, 0x04, 0x08,	/* movl 0x8049000, %eax */
		0x0b, 0x05, 0xfc, 0x8f, 0x04, 0x08, /* orl 0x8048ffc, %eax */
		0xf7, 0xd8,			/* negl %eax */
		0x19, 0xdb,			/* sbbl %ebx, %ebx */
		0xc7, 0x05, 0xf8, 0x8f, 0x04, 0x08, 1, 0, 0, 0, /* a write */
		0xb8, 1, 0, 0, 0,		/* movl $1, %eax */
		0xcd, 0x80,			/* int $0x80 */
	};
	char file[PAGE];

	memcpy(p.code, code, sizeof(code));
	p.segment[0].p_memsz = 2 * PAGE;
	p.segment[0].p_flags = PF_R | PF_W | PF_X;
	memset(file, 0xff, sizeof(file));
	memcpy(file, &p, sizeof(p));
	unlink("bss");
	put_file("bss", file, sizeof(file));
	chmod("bss", 0755);
	is(start_bare("bss"), 0);
	make_program(&p, code_argc);
}

void exec_elf(void)
{
	test_header();
	test_segments();
	test_interp();
	test_bss();
	test_random();
}
