/*
 * uselib.c - libraries of a.out programs.
 */
#include <sys/resource.h>

#include "program.h"

#define LIBRARY_AT	0x60000000
#define QMAGIC_386	(0314 | 100 << 16)
#define ZMAGIC_386	(0413 | 100 << 16)

/* The a.out header, and some code behind it. */
static struct {
	uint32_t magic, text, data, bss, syms, entry, trsize, drsize;
	uint32_t words[1024 - 8];
} library;

static void put_library(const char *name, uint32_t magic, uint32_t text)
{
	library.magic = magic;
	library.text = text;
	library.bss = PAGE;
	library.entry = LIBRARY_AT;
	library.words[0] = 4711;
	unlink(name);
	put_file(name, &library, sizeof(library));
	chmod(name, 0755);
}

static int user_loads(void *unused)
{
	(void)unused;
	is(SC(uselib, "shut"), -EACCES);
	return 0;
}

TEST(uselib)
{
	volatile uint32_t *at = (void *)LIBRARY_AT;

	if (!in_guest())
		return;				/* hosts know it no more */
	put_library("good", QMAGIC_386, PAGE);
	is(SC(uselib, "good"), 0);
	is(at[8], 4711);
	is(at[1024], 0);			/* its bss */
	put_library("bad", 0x12345, PAGE);
	is(SC(uselib, "bad"), -ENOEXEC);
	put_library("long", QMAGIC_386, 0xfffff000);
	ok(SC(uselib, "long") < 0);
	put_library("shut", QMAGIC_386, PAGE);
	chmod("shut", 0700);
	is(as_user(9201, user_loads, NULL), 0);
	chmod("shut", 0600);
	is(SC(uselib, "shut"), -EACCES);
	is(SC(uselib, self), -ENOEXEC);
	is(SC(uselib, "none"), -ENOENT);
	is(SC(uselib, "."), -EACCES);
	is(SC(uselib, ""), -ENOENT);
	wild(uselib, 0, 0, 0);
}
