/* needs: kernel/ksyms.c lib/div64.c */
/*
 * ksyms_test.c - scripts/mkksyms and kernel/ksyms.c together: what nm says of
 * a pretended kernel goes through the one, its assembly output is put where
 * the linker would put it, and the other must find every address and name.
 */
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/string.h>

#define main mkksyms_main
#include "../../scripts/mkksyms.c"
#undef main

#include <unistd.h>
#include "tap.h"

#define TEXT_SIZE	0x40000		/* .text */
#define INIT_AT		0x50000		/* .init.text */
#define INIT_SIZE	0x2000
#define FUNCTIONS	1500
#define INIT_FUNCTIONS	100
#define TABLE_MAX	65536

/* The pretended kernel: only its addresses count. */
char _text[INIT_AT + INIT_SIZE];
__asm__(".globl _etext, __init_begin, _einittext\n"
	"_etext = _text + 0x40000\n"
	"__init_begin = _text + 0x50000\n"
	"_einittext = _text + 0x52000\n");

/* What the kernel knows as constants. */
u32 ksyms_count, ksyms_address[TABLE_MAX], ksyms_place[TABLE_MAX];
u8 ksyms_pairs[CODES - FIRST_PAIR][2], ksyms_stream[TABLE_MAX];

static unsigned int seed = 23;
static u32 stream_bytes, names_bytes;

/* What was given to mkksyms. */
static struct {
	u32 address;			/* from _text */
	char name[100];
} model[FUNCTIONS + INIT_FUNCTIONS];
static u32 starts[FUNCTIONS + INIT_FUNCTIONS + 1];
static int nmodel;

/* --- mkksyms' output ----------------------------------------------------- */

/* Takes ".long n" and ".byte n" lines to where their label says. */
static void take_number(const char *label, u32 n, u32 index)
{
	if (!strcmp(label, "ksyms_count"))
		ksyms_count = n;
	else if (!strcmp(label, "ksyms_address"))
		ksyms_address[index] = n;
	else if (!strcmp(label, "ksyms_place"))
		ksyms_place[index] = n;
	else if (!strcmp(label, "ksyms_pairs"))
		ksyms_pairs[index / 2][index % 2] = n;
	else if (!strcmp(label, "ksyms_stream"))
		ksyms_stream[stream_bytes = index] = n;
}

static void read_assembly(FILE *f)
{
	char line[256], label[64] = "";
	u32 n, index = 0;

	while (fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%63[a-z_]:", label) == 1)
			index = 0;
		else if (sscanf(line, " .long %u", &n) == 1 ||
			 sscanf(line, " .byte %u", &n) == 1)
			take_number(label, n, index++);
	}
}

/* Runs mkksyms on nm's lines in a file, and links what comes out. */
static void make_table(FILE *nm)
{
	FILE *f = tmpfile();
	int out = dup(1), in = dup(0);

	rewind(nm);
	fflush(stdout);
	dup2(fileno(f), 1);
	dup2(fileno(nm), 0);
	clearerr(stdin);
	count = have_text = 0;
	mkksyms_main();
	dup2(out, 1);
	dup2(in, 0);
	rewind(f);
	read_assembly(f);
	fclose(f);
	fclose(nm);
}

/* --- a kernel ------------------------------------------------------------ */

/* A name such as programmers give. */
static void make_name(char *name, int n)
{
	static const char *const words[] = { "do", "sys", "page", "alloc",
		"free", "init", "read", "write", "irq", "get", "put", "lock",
		"task", "wake", "up", "console", "timer", "set", "find" };
	int i, parts = 1 + rnd(&seed) % 4;

	*name = '\0';
	for (i = 0; i < parts; i++) {
		strcat(name, words[rnd(&seed) % ARRAY_SIZE(words)]);
		strcat(name, i < parts - 1 ? "_" : "");
	}
	sprintf(name + strlen(name), rnd(&seed) % 8 ? "%d" : ".part.%d", n);
}

/* A section of functions at growing addresses. */
static void make_section(FILE *nm, u32 at, u32 size, int functions)
{
	u32 step = size / functions;
	int i;

	for (i = 0; i < functions; i++) {
		model[nmodel].address = at + (i ? rnd(&seed) % (step / 2) : 0);
		make_name(model[nmodel].name, i);
		if (nmodel == 77)
			memset(model[nmodel].name, 'q', 99);
		starts[nmodel] = model[nmodel].address;
		fprintf(nm, "%08lx %c %s\n", (unsigned long)_text +
			model[nmodel].address, i % 3 ? 't' : 'T',
			model[nmodel].name);
		names_bytes += strlen(model[nmodel].name);
		model[nmodel].name[KSYM_NAME_LEN - 1] = '\0';
		nmodel++;
		at += step;
	}
}

static void mark(FILE *nm, const void *address, char type, const char *name)
{
	fprintf(nm, "%08lx %c %s\n", (unsigned long)address, type, name);
}

static void make_kernel(void)
{
	FILE *nm = tmpfile();

	fprintf(nm, "         w not_there\n");
	mark(nm, _text, 'T', "_text");
	mark(nm, _text, 't', "local_alias");
	make_section(nm, 0, TEXT_SIZE, FUNCTIONS);
	mark(nm, _text + TEXT_SIZE, 'T', "_etext");
	mark(nm, _text + TEXT_SIZE + 16, 'R', "a_constant");
	mark(nm, _text + INIT_AT, 'T', "__init_begin");
	make_section(nm, INIT_AT, INIT_SIZE, INIT_FUNCTIONS);
	mark(nm, _text + INIT_AT + INIT_SIZE, 'T', "_einittext");
	mark(nm, _text + INIT_AT + INIT_SIZE + 64, 'D', "a_variable");
	make_table(nm);
}

/* --- tests --------------------------------------------------------------- */

/* Where model function i ends. */
static u32 end_of(int i)
{
	if (i == FUNCTIONS - 1)
		return TEXT_SIZE;
	return i == nmodel - 1 ? INIT_AT + INIT_SIZE : model[i + 1].address;
}

/* Is the address found in function i? */
static int found_in(u32 rel, int i)
{
	unsigned long addr = (unsigned long)_text + rel, offset, size, end;
	char name[KSYM_NAME_LEN];

	return lookup_symbol(addr, &offset, &size, name) == name &&
	       !strcmp(name, model[i].name) &&
	       offset == rel - model[i].address &&
	       size == end_of(i) - model[i].address &&
	       function_start(addr, &end) == addr - offset &&
	       end == (unsigned long)_text + end_of(i);
}

static void test_all(void)
{
	int i, bad = 0, names = 0;
	u32 rel;

	for (i = 0; i < nmodel; i++) {
		for (rel = model[i].address; rel < end_of(i); rel++)
			bad += !found_in(rel, i);
		names += symbol_address(model[i].name) !=
			 (unsigned long)_text + model[i].address;
	}
	is(bad, 0, "every address of %d functions", nmodel);
	is(names, 0, "every name");
	ok(strlen(model[77].name) == KSYM_NAME_LEN - 1, "a long name is cut");
	is(symbol_address("a_constant"), 0, "a constant is no function");
	is(symbol_address(""), 0, "nor is the end of a section");
	is(symbol_address("local_alias"), 0, "one name for each address");
	ok(stream_bytes < names_bytes, "%u bytes hold %u bytes of names",
	   stream_bytes, names_bytes);
}

/* Nothing is known of this address. */
static int nowhere(unsigned long addr)
{
	unsigned long offset, size, end;
	char name[KSYM_NAME_LEN];

	return !lookup_symbol(addr, &offset, &size, name) &&
	       !function_start(addr, &end) && !kernel_text_address(addr);
}

static void test_borders(void)
{
	unsigned long text = (unsigned long)_text;
	char buf[80];

	ok(nowhere(text - 1) && nowhere(0) && nowhere(~0UL), "not the kernel");
	ok(nowhere(text + TEXT_SIZE) && nowhere(text + INIT_AT - 1),
	   "between the sections");
	ok(nowhere(text + INIT_AT + INIT_SIZE), "behind the last one");
	ok(kernel_text_address(text + TEXT_SIZE - 1), "the last byte of code");
	sprint_symbol(buf, sizeof(buf), text + model[5].address + 1);
	ok(!strncmp(buf, model[5].name, strlen(model[5].name)) &&
	   strstr(buf, "+0x1/0x"), "printed: %s", buf);
	sprint_symbol(buf, sizeof(buf), 0x1234);
	is_str(buf, "0x1234", "an address without a name");
	is(sprint_symbol(buf, 4, 0x1234), 6, "the length that was needed");
	ksyms_forget_init();
	ok(nowhere(text + INIT_AT), ".init.text has gone");
	ok(!nowhere(text), ".text has not");
}

static void test_empty(void)
{
	make_table(tmpfile());
	is(ksyms_count, 0, "the table of the first link");
	ok(symbol_address("x") == 0, "has no names");
	is(function_start((unsigned long)_text, &(unsigned long){ 0 }), 0,
	   "and no addresses");
}

int main(void)
{
	make_kernel();
	test_all();
	test_borders();
	test_empty();
	return done();
}
