/*
 * smpboot.c - starting the other processors (L2, L3, L5). The boot processor
 * brings them up one by one; each reports in smp_callin() and waits there
 * until smp_commence() lets all of them go.
 */
#include <linux/bootmem.h>
#include <linux/cmdline.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/tick.h>
#include <linux/timer.h>
#include <asm/apic.h>
#include <asm/apic_timer.h>
#include <asm/cpu.h>
#include <asm/delay.h>
#include <asm/e820.h>
#include <asm/i387.h>
#include <asm/meminit.h>
#include <asm/smpconfig.h>
#include <asm/pgtable.h>
#include <asm/smplock.h>
#include <asm/stacks.h>
#include <asm/trampoline.h>
#include <asm/tsc.h>

#define LOWEST_PAGE	0x2000UL	/* as in 1995; page 0 is the BIOS's */
#define HIGHEST_PAGE	0x9f000UL	/* where BIOSes park processors */
#define CALLIN_TRIES	2
#define CALLIN_MS	500		/* for each: 1 s in all */
#define POLLS_PER_MS	10

static unsigned long boot_pages[NR_CPUS];	/* physical; 0: none */
static int nr_boot_pages;			/* of them */
static unsigned long max_cpus = NR_CPUS;	/* maxcpus=, nosmp */
static volatile bool smp_commenced;		/* by the boot processor */
static bool ap_fault;				/* apfault */

static int __init setup_maxcpus(char *value)
{
	return get_number(value, 1, NR_CPUS, &max_cpus);
}
early_setup("maxcpus=", setup_maxcpus);

static int __init setup_nosmp(char *value __unused)
{
	max_cpus = 1;
	return 0;
}
early_setup("nosmp", setup_nosmp);

/*
 * Keeps a page below 1 MB for every processor that may be started (L2). How
 * many there are, ACPI will say only later; what is left over is given back
 * by release_boot_pages().
 */
static void __init reserve_boot_pages(void)
{
	unsigned long page = LOWEST_PAGE;

	for (; page < HIGHEST_PAGE && nr_boot_pages + 1 < max_cpus;
	     page += PAGE_SIZE) {
		if (bootmem_reserved(page, page + PAGE_SIZE) ||
		    !e820_all_mapped(&e820, page, page + PAGE_SIZE, E820_RAM))
			continue;
		bootmem_reserve(page, page + PAGE_SIZE, NULL);
		boot_pages[nr_boot_pages++] = page;
	}
}

/* Has the first processor that is started fault at once: a test that such a
   fault is reported, too. */
static int __init setup_apfault(char *value __unused)
{
	ap_fault = true;
	return 0;
}
early_setup("apfault", setup_apfault);

/*
 * Called by mem_init() before the page allocator is given any page: finds the
 * MP signature blocks (L1), which may lie where it would hand pages out.
 */
void __init smp_scan_memory(void)
{
	if (max_cpus == 1)
		return;
	find_mp_table();
	reserve_boot_pages();
}

/* Gives back the boot pages that no processor uses (L21). */
static void __init release_boot_pages(int first)
{
	while (nr_boot_pages > first)
		release_boot_page(boot_pages[--nr_boot_pages] >> PAGE_SHIFT);
}

/*
 * The idle process that a new CPU will be (pid 0). Its stack is the page, seen
 * at an address that has a guard below it.
 */
static struct task_struct *__init make_idle(unsigned long page)
{
	struct task_struct *idle = kmalloc(sizeof(*idle), GFP_KERNEL);
	unsigned long stack = map_boot_stack(page);

	if (!idle || !stack) {
		if (stack)
			unmap_boot_stack(stack);
		kfree(idle);
		return NULL;
	}
	*idle = init_task;
	idle->stack = stack;
	idle->stack_top = idle->stack + PAGE_SIZE;
	idle->parent = &init_task;
	idle->lock_depth = 0;
	INIT_LIST_HEAD(&idle->run_list);
	INIT_LIST_HEAD(&idle->tasks);
	INIT_LIST_HEAD(&idle->children);
	INIT_LIST_HEAD(&idle->sibling);
	INIT_LIST_HEAD(&idle->thread_group);
	init_sigpending(&idle->pending);
	return idle;
}

/* Everything that CPU number `id' has for itself; NULL: no memory. */
static struct cpu *__init make_cpu(int id, u8 apicid, unsigned long page)
{
	struct cpu *cpu = kzalloc(sizeof(*cpu), GFP_KERNEL);
	struct task_struct *idle = make_idle(page);

	if (!cpu || !idle || !timers_init_cpu(cpu)) {
		kfree(cpu);
		kfree(idle);
		return NULL;
	}
	cpu->id = id;
	cpu->apic_id = apicid;
	cpu->task = idle;
	cpu->tss.esp0 = idle->stack_top;
	sched_init_cpu(cpu, idle);
	return cpu;
}

/* Copies the trampoline to the bottom of the page and fills the mailbox. */
static struct mailbox *__init prepare_page(unsigned long page, struct cpu *cpu)
{
	char *p = __va(page);
	struct mailbox *box = (struct mailbox *)(p + MAILBOX_OFFSET);

	memset(p, 0, PAGE_SIZE);
	memcpy(p, trampoline_start, trampoline_end - trampoline_start);
	box->state = AP_RESET;
	box->cpu = cpu;
	box->stack = cpu->task->stack_top;
	box->cr4 = boot_cpu.info.has_cpuid ? read_cr(4) : 0;
	box->entry = KERNEL_PHYS;
	return box;
}

/* Waits until the AP has called in, CALLIN_MS at most. */
static bool __init called_in(const struct mailbox *box)
{
	int polls;

	for (polls = 0; polls < CALLIN_MS * POLLS_PER_MS; polls++) {
		if (box->state == AP_CALLIN)
			return true;
		udelay(1000 / POLLS_PER_MS);
	}
	return false;
}

/* Where a processor that did not call in was last seen (S1). */
static const char *__init diagnosis(u32 state)
{
	static const char *const reached[] = {
		[AP_RESET] = "it never began",
		[AP_REAL] = "it stopped in real mode (trampoline.S)",
		[AP_PROTECTED] = "it stopped before paging (trampoline32.S)",
		[AP_PAGING] = "it stopped with paging on (head.S)",
		[AP_TABLES] = "it stopped on the way to smp_callin()",
	};

	return state < ARRAY_SIZE(reached) ? reached[state] :
					     "its mailbox is overwritten";
}

/* Holds a processor in INIT, so that it cannot wander into a kernel that has
   forgotten it, and frees what it had. */
static void __init discard(struct cpu *cpu)
{
	apic_send_ipi(APIC_DEST(cpu->apic_id),
		      APIC_INIT | APIC_LEVEL | APIC_ASSERT);
	unmap_boot_stack(cpu->task->stack);
	kfree(cpu->task);
	kfree(cpu->timers);
	kfree(cpu);
}

/*
 * Starts one processor. Returns whether it called in; if not, says in one
 * line how far it came.
 */
static bool __init do_boot_cpu(const struct mp_cpu *mp, unsigned long page)
{
	struct cpu *cpu = make_cpu(smp_num_cpus, mp->apicid, page);
	struct mailbox *box;
	u32 state = AP_RESET, version = mp->apicver;
	int try;

	if (!cpu) {
		printk(KERN_ERR "SMP: no memory for APIC id %d\n", mp->apicid);
		return false;
	}
	if (!version)			/* ACPI does not say: as our own */
		version = apic_read(APIC_LVR);
	for (try = 0; try < CALLIN_TRIES; try++) {
		box = prepare_page(page, cpu);
		wake_up_ap(mp->apicid, APIC_INTEGRATED(version), page);
		if (called_in(box))
			return true;
		state = max(state, box->state);
	}
	printk(KERN_ERR "SMP: the processor with APIC id %d does not answer: "
	       "%s\n", mp->apicid, diagnosis(state));
	discard(cpu);
	return false;
}

/* May this CPU share the work with the boot processor (L23)? */
static bool __init compatible(const struct cpu *cpu)
{
	const struct cpuinfo_x86 *a = &boot_cpu.info, *b = &cpu->info;
	u32 lacks = a->features & ~b->features & FEATURES_USED;

	if (a->family != b->family || a->model != b->model ||
	    a->stepping != b->stepping)
		printk(KERN_WARNING "SMP: CPU%d is family %d model %d stepping "
		       "%d, not as CPU0\n", cpu->id, b->family, b->model,
		       b->stepping);
	if (!lacks && a->hard_math == b->hard_math)
		return true;
	printk(KERN_ERR "SMP: CPU%d is not used: it lacks features %08x that "
	       "CPU0 has%s\n", cpu->id, lacks,
	       a->hard_math == b->hard_math ? "" : ", and only one has an FPU");
	return false;
}

/* Boots the processor in the next page and counts it, if all is well. */
static bool __init boot_and_count(const struct mp_cpu *mp, unsigned long page)
{
	struct cpu *cpu;

	if (!do_boot_cpu(mp, page))
		return false;
	cpu = ((struct mailbox *)__va(page + MAILBOX_OFFSET))->cpu;
	print_cpu_info(cpu);
	if (!compatible(cpu)) {
		discard(cpu);
		return false;
	}
	memset(__va(page), 0, trampoline_end - trampoline_start);
	*(u32 *)cpu->task->stack = STACK_CANARY;
	tsc_sync(cpu);
	take_ticks(cpu);		/* it was off until now: idle */
	cpu->ticks_idle = cpu->ticks;
	cpu_table[smp_num_cpus] = cpu;
	smp_num_cpus++;
	return true;
}

/* The first 4 MB at address 0, too, while processors turn on paging there. */
static void __init map_low(bool on)
{
	swapper_pg_dir[0] = on ? swapper_pg_dir[KERNEL_PGD] : 0;
	__flush_tlb_all();
}

/*
 * Finds out who there is and starts all of them. Boot processor, kernel
 * lock held, interrupts off or on. Without a table, or without an APIC, it
 * leaves a machine with one processor.
 */
void __init smp_boot_cpus(void)
{
	int i, used = 0;

	if (max_cpus > 1)
		read_smp_config();
	if (max_cpus > 1 && smp_config.nr_cpus > 0 &&
	    !apic_map(smp_config.lapic_addr)) {
		apic_enable(true);
		boot_cpu.apic_id = hard_smp_processor_id();
		smp_config_set_boot(boot_cpu.apic_id);
		map_low(true);
		for (i = 1; i < smp_config.nr_cpus && smp_num_cpus < max_cpus;
		     i++)
			if (used < nr_boot_pages &&
			    boot_and_count(&smp_config.cpus[i],
					   boot_pages[used]))
				used++;
		map_low(false);
	}
	release_boot_pages(used);
	printk(KERN_NOTICE "SMP: %d processors activated\n", smp_num_cpus);
}

/*
 * What each new processor does first in C (L5): it gets ready for interrupts,
 * says what it is (L12), reports, and spins until smp_commence(). Returns on
 * the CPU's idle stack with interrupts off.
 */
void smp_callin(void)
{
	struct cpu *cpu = this_cpu->self;
	struct mailbox *box = (struct mailbox *)(cpu->task->stack +
						 MAILBOX_OFFSET);

	if (ap_fault)
		__asm__ volatile("ud2");
	apic_enable(false);
	apic_timer_start();
	tsc_skew();
	smp_store_cpu_info(cpu);
	fpu_init_cpu();
	wmb();			/* all of the above is seen with the state:
				   pairs with called_in() */
	box->state = AP_CALLIN;
	while (!smp_commenced) {
		smp_serve_messages();	/* it is counted: others may wait */
		tsc_answer();
		cpu_relax();
	}
	__flush_tlb_all();	/* the mapping at 0 is gone */
}

/* Lets all processors go. Boot processor, once, when the rest is ready. */
void __init smp_commence(void)
{
	smp_commenced = true;
}
