/*
 * desc.c - descriptor tables: one IDT for all CPUs, a GDT and two TSSs for
 * each (Intel SDM volume 3, chapters 3 and 7).
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/cpu.h>
#include <asm/desc.h>
#include <asm/entry.h>
#include <asm/page.h>
#include <asm/pgtable.h>

#define NR_VECTORS	256

static struct desc_struct idt[NR_VECTORS];	/* [i] after cpu 0's start */

struct cpu boot_cpu;
struct cpu *cpu_table[NR_CPUS] = { &boot_cpu };
int smp_num_cpus = 1;

/* A code or data segment: `limit' in units that `flags' chooses. */
static struct desc_struct segment(u32 base, u32 limit, u32 access, u32 flags)
{
	return (struct desc_struct) {
		.a = base << 16 | (limit & 0xffff),
		.b = (base & 0xff000000) | flags << 20 | (limit & 0xf0000) |
		     access << 8 | (base >> 16 & 0xff),
	};
}

static struct desc_struct gate(u32 selector, u32 offset, u32 access)
{
	return (struct desc_struct) {
		.a = selector << 16 | (offset & 0xffff),
		.b = (offset & 0xffff0000) | access << 8,
	};
}

/*
 * Makes `vector' enter the kernel at `entry' with interrupts off. `dpl' 3
 * lets programs use it by an int instruction.
 */
void set_intr_gate(int vector, const void *entry, int dpl)
{
	idt[vector] = gate(KERNEL_CS, (u32)entry, DESC_INTR_GATE | dpl << 5);
}

/*
 * Has a vector lead to another entry, which differs from the present one in
 * the lower half of the address only: one store, while CPUs use the gate.
 */
void redirect_gate(int vector, const void *entry)
{
	BUG_ON((idt[vector].b ^ (u32)entry) & 0xffff0000);
	*(volatile u16 *)&idt[vector].a = (u32)entry;
}

/* The vectors that are the same on every machine. */
static void init_idt(void)
{
	int i;

	for (i = 0; i < NR_VECTORS; i++)
		set_intr_gate(i, ignore_int, 0);
	for (i = 0; i < NR_EXCEPTIONS; i++)
		set_intr_gate(i, exception_entries[i], 0);
	set_intr_gate(TRAP_BP, exception_entries[TRAP_BP], 3);
	set_intr_gate(TRAP_OF, exception_entries[TRAP_OF], 3);
	set_intr_gate(TRAP_BR, exception_entries[TRAP_BR], 3);
	idt[TRAP_DF] = gate(DF_TSS_SELECTOR, 0, DESC_TASK_GATE);
	for (i = 0; i < NR_IRQS; i++)
		set_intr_gate(FIRST_IRQ_VECTOR + i,
			      irq_entries + i * IRQ_ENTRY_SIZE, 0);
	set_intr_gate(SYSCALL_VECTOR, system_call, 3);
}

/* A table for each CPU: TR is loaded with the same selector on all of them,
   whatever their numbers and APIC ids are (L22). */
static void init_gdt(struct cpu *cpu)
{
	struct desc_struct *gdt = cpu->gdt;
	u32 tss_limit = sizeof(struct tss_struct) - 1;

	gdt[GDT_KERNEL_CODE] = segment(0, 0xfffff, DESC_CODE, DESC_4K_32);
	gdt[GDT_KERNEL_DATA] = segment(0, 0xfffff, DESC_DATA, DESC_4K_32);
	gdt[GDT_USER_CODE] = segment(0, 0xfffff, DESC_CODE | DESC_DPL3,
				     DESC_4K_32);
	gdt[GDT_USER_DATA] = segment(0, 0xfffff, DESC_DATA | DESC_DPL3,
				     DESC_4K_32);
	gdt[GDT_PERCPU] = segment((u32)cpu, sizeof(*cpu) - 1, DESC_DATA,
				  DESC_32);
	gdt[GDT_TSS] = segment((u32)&cpu->tss, tss_limit, DESC_TSS, 0);
	gdt[GDT_DF_TSS] = segment((u32)&cpu->df_tss, tss_limit, DESC_TSS, 0);
}

/* The double fault's task: starts on a stack and in tables that are sound. */
static void init_df_tss(struct cpu *cpu)
{
	struct tss_struct *t = &cpu->df_tss;

	t->esp0 = t->esp = (u32)(cpu->df_stack + DF_STACK_SIZE);
	t->ss0 = t->ss = t->ds = t->es = KERNEL_DS;
	t->cs = KERNEL_CS;
	t->fs = KERNEL_PERCPU;
	t->eip = (u32)double_fault;
	t->eflags = EFLAGS_ALWAYS_SET;
	t->cr3 = __pa(swapper_pg_dir);
	t->iomap_base = IOMAP_NONE;
}

static void load_tables(struct cpu *cpu)
{
	struct desc_ptr gdt = { sizeof(cpu->gdt) - 1, (u32)cpu->gdt };
	struct desc_ptr idtr = { sizeof(idt) - 1, (u32)idt };

	__asm__ volatile("lgdt %0" : : "m" (gdt) : "memory");
	__asm__ volatile("ljmp %0,$1f\n1:" : : "i" (KERNEL_CS));
	__asm__ volatile("movl %0,%%ds; movl %0,%%es; movl %0,%%ss"
			 : : "r" (KERNEL_DS) : "memory");
	__asm__ volatile("movl %0,%%fs" : : "r" (KERNEL_PERCPU) : "memory");
	__asm__ volatile("movl %0,%%gs" : : "r" (0));
	__asm__ volatile("lidt %0" : : "m" (idtr));
	__asm__ volatile("lldt %w0" : : "r" (0));
	__asm__ volatile("ltr %w0" : : "r" (TSS_SELECTOR));
}

/*
 * Gives the CPU that runs this its tables and TSS (M12); from then on this_cpu
 * is valid and every exception is reported. Called once on each CPU, before
 * all other C, with interrupts off; `cpu' is otherwise filled with zeroes.
 */
void cpu_init_tables(struct cpu *cpu)
{
	if (cpu == &boot_cpu)
		init_idt();
	cpu->self = cpu;
	cpu->lock_id = cpu->id + 1;
	cpu->tss.ss0 = KERNEL_DS;
	cpu->tss.cr3 = __pa(swapper_pg_dir);
	cpu->tss.iomap_base = IOMAP_NONE;
	if (cpu == &boot_cpu) {
		cpu->task = &init_task;
		cpu->tss.esp0 = init_task.stack_top;
	}
	init_gdt(cpu);
	init_df_tss(cpu);
	load_tables(cpu);
}
