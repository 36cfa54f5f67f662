/* needs: arch/i386/kernel/e820.c lib/cmdline.c lib/strtol.c */
/*
 * bootmem_test.c - memory before there is an allocator, against an array with
 * an entry for each page: random RAM with holes that begin and end anywhere,
 * reservations of every shape, allocations under a limit. What is released in
 * the end is all RAM but what was reserved, each page once.
 */
#include "../../mm/bootmem.c"

#include "machine.h"

#define NR_PAGES	2560		/* 10 MB */
#define UNIT		512		/* bytes: where RAM may begin and end */
#define UNITS		(NR_PAGES * (PAGE_SIZE / UNIT))
#define MACHINES	600
#define NO_LIMIT	((unsigned long)NR_PAGES << PAGE_SHIFT)
#define DIRT		0xd1		/* in all memory that nobody has */

static u8 unit_is_ram[UNITS];
static struct {
	u8 ram, kept, released;
} pages[NR_PAGES];
static unsigned int seed = 640;

/* The page allocator of this test. */
void release_boot_range(unsigned long pfn, unsigned long n)
{
	for (; n && pfn < NR_PAGES; n--)
		pages[pfn++].released++;
}

static unsigned long random_address(void)
{
	return rnd(&seed) % NO_LIMIT;
}

static void start(void)
{
	machine_start(NR_PAGES, 1);
	memset(unit_is_ram, 0, sizeof(unit_is_ram));
	memset(pages, 0, sizeof(pages));
	memset(reserved, 0, sizeof(reserved));
	nr_reserved = 0;
	e820.nr = 0;
	bootmem_set_limit(NO_LIMIT);
}

static void add_ram(unsigned long first_unit, unsigned long end)
{
	e820_add(&e820, (u64)first_unit * UNIT, (u64)(end - first_unit) * UNIT,
		 E820_RAM);
	while (first_unit < end)
		unit_is_ram[first_unit++] = 1;
}

/* A page is RAM if every unit of it is. */
static void map_is_complete(void)
{
	unsigned long i;

	e820_sanitize(&e820);
	for (i = 0; i < NR_PAGES; i++)
		pages[i].ram = !memchr(&unit_is_ram[i * (PAGE_SIZE / UNIT)], 0,
				       PAGE_SIZE / UNIT);
}

/* Runs of RAM and of something else, or of nothing. */
static void random_map(void)
{
	unsigned long unit = rnd(&seed) % 4 ? 0 : rnd(&seed) % UNITS, len;
	int ram = rnd(&seed) % 4;

	while (unit < UNITS) {
		len = rnd(&seed) % (rnd(&seed) % 2 ? UNITS : 200) + 1;
		if (len > UNITS - unit)
			len = UNITS - unit;
		if (ram)
			add_ram(unit, unit + len);
		else if (rnd(&seed) % 2)
			e820_add(&e820, (u64)unit * UNIT, (u64)len * UNIT,
				 E820_RESERVED);
		unit += len;
		ram = rnd(&seed) % 3;
	}
	map_is_complete();
}

static void keep(unsigned long start_addr, unsigned long end)
{
	unsigned long pfn;

	if (start_addr < end)
		for (pfn = start_addr >> PAGE_SHIFT;
		     pfn << PAGE_SHIFT < end; pfn++)
			pages[pfn].kept = 1;
}

/* Nothing, a few bytes, pages, or a lot; now and then the wrong way round. */
static void random_reservation(void)
{
	unsigned long a = random_address(), len = rnd(&seed) % 9000;

	if (rnd(&seed) % 8 == 0)
		len = rnd(&seed) % (NO_LIMIT / 8);
	if (rnd(&seed) % 2)
		a &= PAGE_MASK;
	if (rnd(&seed) % 2)
		len &= PAGE_MASK;
	if (len > NO_LIMIT - a)
		len = NO_LIMIT - a;
	keep(a, a + len);
	bootmem_reserve(a, a + len, "a test");
	if (rnd(&seed) % 16 == 0)
		bootmem_reserve(a + len, a, "nothing");
}

/* The model's bootmem_reserved(): the pages that are touched count whole. */
static int model_reserved(unsigned long a, unsigned long end)
{
	unsigned long pfn;

	for (pfn = a >> PAGE_SHIFT; pfn << PAGE_SHIFT < end; pfn++)
		if (pages[pfn].kept)
			return 1;
	return 0;
}

static int questions_agree(void)
{
	unsigned long a, len;
	int i, good = 1;

	for (i = 0; i < 100; i++) {
		a = random_address();
		len = 1 + rnd(&seed) % 20000;
		if (len > NO_LIMIT - a)
			len = NO_LIMIT - a;
		good &= bootmem_reserved(a, a + len) ==
			model_reserved(a, a + len);
	}
	return good;
}

/* The lowest run of n free pages between 1 MB and the limit; 0: none. */
static unsigned long model_search(unsigned long n, unsigned long limit)
{
	unsigned long pfn, run = 0;

	for (pfn = KERNEL_PHYS >> PAGE_SHIFT; pfn < limit >> PAGE_SHIFT;
	     pfn++) {
		run = pages[pfn].ram && !pages[pfn].kept ? run + 1 : 0;
		if (run == n)
			return (pfn + 1 - n) << PAGE_SHIFT;
	}
	return 0;
}

/* Apart from its caller, because panic() jumps. */
static noinline unsigned long allocate(unsigned long size)
{
	static unsigned long addr;

	addr = 0;
	return panics(addr = bootmem_alloc(size, "a test")) ? 0 : addr;
}

/* One allocation; returns 1 if it is the model's, zeroed, and no more is. */
static int allocation_agrees(unsigned long size, unsigned long limit)
{
	unsigned long n = PAGE_ALIGN(size) >> PAGE_SHIFT, i;
	unsigned long addr, want = model_search(n, limit);
	u8 *p, good = 1;

	if (want) {
		p = __va(want - PAGE_SIZE);
		memset(p, DIRT, (n + 2) << PAGE_SHIFT);
	}
	bootmem_set_limit(limit);
	addr = allocate(size);
	if (addr != want)
		return 0;
	if (!want)
		return 1;
	for (i = 0; i < (n + 2) << PAGE_SHIFT; i++)
		good &= p[i] == (i - PAGE_SIZE < n << PAGE_SHIFT ? 0 : DIRT);
	keep(addr, addr + size);
	return good;
}

static int random_allocation(void)
{
	unsigned long size = 1 + rnd(&seed) % (rnd(&seed) % 4 ? 20000 :
					       NO_LIMIT / 4);
	unsigned long limit = rnd(&seed) % 2 ? NO_LIMIT - PAGE_SIZE :
			      random_address() & PAGE_MASK;

	return allocation_agrees(size, limit);
}

/* Releases below `end'; was it what the model says, each page once? */
static int release_agrees(unsigned long end)
{
	unsigned long pfn, n = 0, given = bootmem_release(end);
	int want, good = 1;

	for (pfn = 0; pfn < NR_PAGES; pfn++) {
		want = pages[pfn].ram && !pages[pfn].kept &&
		       pfn < end >> PAGE_SHIFT;
		good &= pages[pfn].released == want;
		n += want;
	}
	return good && given == n;
}

static void test_random(void)
{
	int i, k, bad_alloc = 0, bad_question = 0, bad_release = 0;

	for (i = 0; i < MACHINES; i++) {
		start();
		random_map();
		for (k = rnd(&seed) % (MAX_RESERVED / 2); k > 0; k--)
			random_reservation();
		for (k = rnd(&seed) % (MAX_RESERVED / 2); k > 0; k--)
			bad_alloc += !random_allocation();
		bad_question += !questions_agree();
		bad_release += !release_agrees(rnd(&seed) % 2 ? NO_LIMIT :
					       random_address());
	}
	is(bad_alloc, 0, "%d random machines: the lowest free memory above "
	   "1 MB is taken, and cleared", MACHINES);
	is(bad_question, 0, "what is reserved is known");
	is(bad_release, 0, "what is released is RAM minus reservations");
}

/* The run that begins below 1 MB serves, too, if there is no gap there. */
static void test_no_gap(void)
{
	start();
	add_ram(0, UNITS);
	map_is_complete();
	is(allocate(5 * PAGE_SIZE), KERNEL_PHYS, "RAM without a gap at 1 MB");
	is(allocate(1), KERNEL_PHYS + 5 * PAGE_SIZE, "the next page");
}

/* A 486 without 4 MB pages takes a table for each 4 MB of 896 MB. */
static void test_many(void)
{
	unsigned long i, bad = 0;

	start();
	add_ram(0, UNITS);
	map_is_complete();
	bootmem_reserve(0, KERNEL_PHYS + PAGE_SIZE / 2, "kernel");
	for (i = 0; i < LOWMEM_MAX >> 22; i++)
		bad += allocate(PAGE_SIZE) != KERNEL_PHYS + (i + 1) * PAGE_SIZE;
	is(bad, 0, "as many page tables as there may be");
	is(bootmem_release(NO_LIMIT), NR_PAGES - 1 - i -
	   (KERNEL_PHYS >> PAGE_SHIFT), "the rest is free");
}

static noinline int reserve_panics(unsigned long addr)
{
	return panics(bootmem_reserve(addr, addr + 1, "one too many"));
}

static void test_full(void)
{
	unsigned long i, early = 0;

	start();
	for (i = 0; i < MAX_RESERVED; i++)
		early += reserve_panics(2 * i * PAGE_SIZE);
	is(early, 0, "the table holds what it says");
	host_log_clear();
	ok(reserve_panics(2 * i * PAGE_SIZE), "one more is a panic");
	ok(strstr(host_log, "one too many") != NULL, "that says which");
}

static void test_messages(void)
{
	start();
	add_ram(0, UNITS);
	map_is_complete();
	host_log_clear();
	ok(!allocate(NO_LIMIT), "no memory is a panic");
	ok(strstr(host_log, "Not enough memory for a test (10240 KB)") != NULL,
	   "that says what for");
	bootmem_reserve(0x1234, 0x5678, "a thing");
	host_log_clear();
	bootmem_print();
	ok(strstr(host_log, " 00001000-00005fff     20 KB  a thing\n") != NULL,
	   "what is reserved is printed");
}

int main(void)
{
	test_no_gap();
	test_many();
	test_full();
	test_messages();
	test_random();
	return done();
}
