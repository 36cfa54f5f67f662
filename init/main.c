/*
 * main.c - the table of contents of a boot. Memory comes first, then the
 * clock, then interrupts, then processes; the comments say why a line may
 * not stand earlier. Documentation/boot.txt tells what happened before.
 */
#include <linux/blkdev.h>
#include <linux/console.h>
#include <linux/ext2_fs.h>
#include <linux/devpts_fs.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/loadavg.h>
#include <linux/log.h>
#include <linux/malloc.h>
#include <linux/minix_fs.h>
#include <linux/pagemap.h>
#include <linux/romfs_fs.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/smp.h>
#include <linux/start_init.h>
#include <linux/tick.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <linux/tty.h>
#include <linux/version.h>
#include <linux/vm.h>
#include <asm/acpi.h>
#include <asm/cpu.h>
#include <asm/delay.h>
#include <asm/i387.h>
#include <asm/irqchip.h>
#include <asm/meminit.h>
#include <asm/setup.h>
#include <asm/smplock.h>
#include <asm/stacks.h>

void start_kernel(void);

struct task_struct *init_process;

/*
 * Process 1: what needs a process to do it. Boot code and data are freed
 * here, when nobody but this function can still be using them.
 */
static int __noreturn init(void *arg __unused)
{
	int initrd;

	init_process = current;
	start_load_average();
	vm_init();
	vfs_init();
	block_dev_init();
	writeback_init();
	tty_init();
	chr_dev_init();
	files_init();
	pipe_init();
	anon_inodes_init();
	ramfs_init();
	ext2_init();
	minix_init();
	romfs_init();
	devpts_init();
	proc_init();
	rd_init();
	loop_init();
	ide_init();			/* reads partition tables */
	mount_rootfs();
	initrd = prepare_root(unpack_initramfs());
	ksyms_forget_init();
	free_initmem();
	printk(KERN_NOTICE "biglock: boot complete, %lu KB free\n",
	       nr_free_pages() * (PAGE_SIZE >> 10));
	run_selftest();			/* returns if none was asked for */
	start_init(initrd);
}

/* What only the first processor does: everything that there is one of. */
static void __init start_first(void)
{
	lock_kernel();
	*(u32 *)init_task.stack = STACK_CANARY;
	console_init(boot_command_line, &boot_params);
	printk(KERN_NOTICE "%s", linux_banner);
	identify_cpu(&boot_cpu.info);
	fpu_init_cpu();
	tsc_init();			/* knows the CPU's features */
	log_clock = clock_us;
	setup_arch();			/* memory */
	kmalloc_init();
	fork_init();			/* knows how much memory there is */
	sched_init_cpu(&boot_cpu, &init_task);
	calibrate_delay();
	print_cpu_info(&boot_cpu);
	print_initrd();
	acpi_init();			/* may map tables by vremap() */
	acpi_power_init();
	init_i8259();
	timers_init();
	time_init();			/* handlers are kmalloc()ed */
	parse_command_line(boot_command_line, 0);
	sti();
	smp_boot_cpus();		/* delays, and tables in ACPI */
	choose_tick();			/* knows who there is */
	init_symmetric_io();		/* the others take no interrupts yet */
	if (kernel_thread(init, NULL, "init") != 1)
		panic("Process 1 cannot be made");
	smp_commence();			/* the others may take process 1 */
	unlock_kernel();		/* not before we need no boot code */
}

/*
 * The first C function on every processor, from head.S: paging is on,
 * interrupts are off, this_cpu is valid, every exception is reported. Not
 * __init itself: process 1 frees that as soon as the kernel lock is free.
 */
void start_kernel(void)
{
	if (this_cpu->id == 0)
		start_first();
	else
		smp_callin();
	cpu_idle();			/* from here on, all are alike */
}
