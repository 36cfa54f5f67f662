/*
 * machine.h - the host's pretended machine, for tests of mm/: memory and CPUs.
 *
 *	machine_start(pages, cpus)	turns it on: CPU 0 has its turn
 *	machine_turn(n)			now CPU n runs
 *	machine_idle()			no CPU holds a spinlock, interrupts on
 *
 * Turned on again, it has forgotten everything, but for what is in memory.
 * Included after the kernel sources under test.
 */
#ifndef UNIT_MACHINE_H
#define UNIT_MACHINE_H

#include <stdlib.h>
#include <sys/mman.h>
#include <asm/cpu.h>
#include <asm/page.h>
#include "host.h"
#include "tap.h"

#define MACHINE_CPUS	(NR_CPUS < 4 ? NR_CPUS : 4)

struct cpu boot_cpu;
struct cpu *cpu_table[NR_CPUS], *host_cpu;
int smp_num_cpus;
unsigned long host_memory;

static struct cpu other_cpus[NR_CPUS];

/* mm/page_alloc.c asks: nobody is being killed for memory. */
bool may_use_reserve(void)
{
	return false;
}

/* Who has the kernel lock, and what the page cache gives up for him: what
   machine_cache(), if a test has set it, says that it has freed. */
volatile u32 kernel_flag;
static unsigned long (*machine_cache)(unsigned long n);

__attribute__((weak)) unsigned long shrink_cache(unsigned long n)
{
	return machine_cache ? machine_cache(n) : 0;
}

static inline void machine_turn(int n)
{
	host_cpu = cpu_table[n];
}

static inline void machine_cpus(int cpus)
{
	int i;

	smp_num_cpus = cpus;
	for (i = 0; i < cpus; i++) {
		cpu_table[i] = i ? &other_cpus[i] : &boot_cpu;
		memset(cpu_table[i], 0, sizeof(struct cpu));
		cpu_table[i]->self = cpu_table[i];
		cpu_table[i]->id = i;
		cpu_table[i]->lock_id = i + 1;
	}
	machine_turn(0);
}

/* Memory is got once, and as large as the first caller wants it. */
static inline void machine_start(unsigned long pages, int cpus)
{
	void *p;

	if (!host_memory) {
		p = mmap(NULL, pages << PAGE_SHIFT, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (p == MAP_FAILED) {
			printf("Bail out! no memory\n");
			exit(1);
		}
		host_memory = (unsigned long)p;
	}
	machine_cpus(cpus);
	host_flags = EFLAGS_IF;
}

static inline int machine_idle(void)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		if (cpu_table[i]->lock_rank)
			return 0;
	return host_flags == EFLAGS_IF;
}

#endif
