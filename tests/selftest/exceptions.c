/*
 * exceptions.c - provokes every exception in a kernel thread of its own. The
 * real report is printed and the real thread ends; then the test looks at
 * what the report said, and that the kernel goes on.
 */
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <asm/cpu.h>
#include <asm/desc.h>
#include <asm/entry.h>
#include <asm/pgtable.h>
#include <asm/sections.h>
#include <asm/tlb.h>

#define USER_PAGE	0x08048000UL
#define ANY_CODE	0xffffffff	/* error code not looked at */

#define PROVOKES(name) \
	void provoke_##name(void); \
	extern const char *const provoke_##name##_at
#define CASE(name, vector, code) \
	{ "provoke_" #name, provoke_##name, &provoke_##name##_at, vector, code }

PROVOKES(divide); PROVOKES(debug); PROVOKES(breakpoint); PROVOKES(overflow);
PROVOKES(bounds); PROVOKES(opcode); PROVOKES(no_device); PROVOKES(overrun);
PROVOKES(tss); PROVOKES(not_present); PROVOKES(stack); PROVOKES(protection);
PROVOKES(text); PROVOKES(reserved); PROVOKES(fpu); PROVOKES(machine_check);
PROVOKES(simd); PROVOKES(recursion); PROVOKES(nmi);
void provoke_read(unsigned long address);
extern const char *const provoke_read_at;
void run_user_code(u32 eip, u32 esp, u32 eflags) __noreturn;
extern const char user_hlt[], user_misaligned[], user_bad_call[], user_end[];

static const struct provoke {
	const char *name;
	void (*run)(void);
	const char *const *at;		/* the word with the address */
	int vector;
	u32 error_code;
} cases[] = {
	CASE(divide, TRAP_DE, 0), CASE(debug, TRAP_DB, 0),
	CASE(breakpoint, TRAP_BP, 0), CASE(overflow, TRAP_OF, 0),
	CASE(bounds, TRAP_BR, 0), CASE(opcode, TRAP_UD, 0),
	CASE(no_device, TRAP_NM, 0), CASE(overrun, TRAP_CSO, 0),
	CASE(tss, TRAP_TS, 0),
	CASE(not_present, TRAP_NP, GDT_TEST_SELECTOR),
	CASE(stack, TRAP_SS, GDT_TEST_SELECTOR),
	CASE(protection, TRAP_GP, ANY_CODE), CASE(reserved, TRAP_RESERVED, 0),
	CASE(text, TRAP_PF, PF_PROT | PF_WRITE), CASE(fpu, TRAP_MF, 0),
	CASE(machine_check, TRAP_MC, 0), CASE(simd, TRAP_XM, 0),
};

static int run_case(void *arg)
{
	const struct provoke *c = arg;

	__asm__ volatile("clts");	/* one of the cases sets CR0.TS */
	c->run();
	return 0;
}

/* Runs fn(arg) in a thread that is to die of `signal' with a report. */
static bool dies(int (*fn)(void *), void *arg, int signal)
{
	u32 reports = last_oops.count;

	return wait_for_child(kernel_thread(fn, arg, "provoke")) == signal &&
	       last_oops.count == reports + 1;
}

/* Is the last report about code of this function? */
static bool reported_in(const char *function)
{
	char name[KSYM_NAME_LEN];
	unsigned long offset, size;

	return lookup_symbol(last_oops.eip, &offset, &size, name) &&
	       !strcmp(name, function);
}

static bool reported_at(const char *at, const char *function)
{
	return last_oops.eip == (u32)at && reported_in(function);
}

static void test_case(const struct provoke *c)
{
	bool good = dies(run_case, (void *)c, SIGSEGV) &&
		    last_oops.vector == c->vector &&
		    reported_at(*c->at, c->name) &&
		    (c->error_code == ANY_CODE ||
		     last_oops.error_code == c->error_code);

	if (!ok(good, "%s is reported at its address and symbol",
		trap_name(c->vector)))
		diag("vector %d at %pS, error %x", last_oops.vector,
		     (void *)last_oops.eip, last_oops.error_code);
}

static int read_address(void *arg)
{
	provoke_read((unsigned long)arg);
	return 0;
}

static void test_read(unsigned long address, const char *what)
{
	ok(dies(read_address, (void *)address, SIGSEGV) &&
	   last_oops.vector == TRAP_PF && last_oops.address == address &&
	   reported_at(provoke_read_at, "provoke_read"),
	   "a read of %s is reported with the address %08lx", what, address);
}

static int recurse(void *arg __unused)
{
	provoke_recursion();
	return 0;
}

/* The CPU pushes at the guard's upper end: in the function that recurses. */
static void test_stack_overflow(void)
{
	ok(dies(recurse, NULL, SIGSEGV) && last_oops.vector == TRAP_DF &&
	   reported_in("provoke_recursion"),
	   "a stack overflow is caught by the double fault task");
	ok(dies(recurse, NULL, SIGSEGV) && last_oops.vector == TRAP_DF,
	   "and a second one, too");
}

struct user_test {
	const char *code;
	u32 eflags;
};

static int go_to_user_mode(void *arg)
{
	const struct user_test *t = arg;

	write_cr(0, read_cr(0) | CR0_AM);
	run_user_code(USER_PAGE + (t->code - user_hlt),
			USER_PAGE + PAGE_SIZE - 16, t->eflags);
}

/* Returns the signal that ends a program. */
static int run_user(const char *code, u32 eflags)
{
	struct user_test t = { code, eflags };

	return wait_for_child(kernel_thread(go_to_user_mode, &t, "user"));
}

/* QEMU 7.2 makes no alignment checks: the program reaches its hlt. */
static void test_alignment(void)
{
	int signal = run_user(user_misaligned, EFLAGS_IF | EFLAGS_AC);
	bool unchecked = signal == SIGSEGV;

	ok(signal == SIGBUS || unchecked, "alignment check in user mode%s",
	   unchecked ? " # SKIP the emulator makes none" : "");
}

/* Programs that do what they may not. They run in a page that is put into
   the kernel's page directory for the time of the test. */
static void test_user_mode(void)
{
	/* Nothing was there before, so no TLB knows of it. */
	pte_t *table = get_free_page(GFP_KERNEL | GFP_ZERO, PAGE_TABLE);
	char *page = get_free_page(GFP_KERNEL | GFP_ZERO, PAGE_ANON);
	u32 flags = KPAGE_RW | PAGE_USER;

	memcpy(page, user_hlt, user_end - user_hlt);
	table[pte_index(USER_PAGE)] = __pa(page) | flags;
	swapper_pg_dir[pgd_index(USER_PAGE)] = __pa(table) | flags;

	ok(run_user(user_hlt, EFLAGS_IF) == SIGSEGV,
	   "a privileged instruction in user mode ends the program");
	test_alignment();
	ok(run_user(user_bad_call, EFLAGS_IF) == SIGILL,
	   "an unknown system call returns ENOSYS");

	swapper_pg_dir[pgd_index(USER_PAGE)] = 0;
	invalidate();
	free_page(table);
	free_page(page);
}

static void test_nmi(void)
{
	u32 before = this_cpu->nmis;

	provoke_nmi();
	ok(this_cpu->nmis == before + 1, "an NMI is reported and returns");
}

/* The threads may run on any CPU. */
static void set_test_descriptor(u32 b)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		cpu_table[i]->gdt[GDT_TEST].b = b;
}

void test_exceptions(void)
{
	int i;

	set_test_descriptor(DESC_NOT_PRESENT << 8);
	for (i = 0; i < ARRAY_SIZE(cases); i++)
		test_case(&cases[i]);
	set_test_descriptor(0);
	test_read(0, "address 0");
	test_read(VMALLOC_END - PAGE_SIZE, "an address that is not mapped");
	test_nmi();
	test_stack_overflow();
	test_user_mode();
}
