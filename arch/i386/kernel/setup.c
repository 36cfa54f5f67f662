/*
 * setup.c - from what the boot loader says to a machine that has memory.
 */
#include <linux/bootmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/cpu.h>
#include <asm/e820.h>
#include <asm/meminit.h>
#include <asm/sections.h>
#include <asm/setup.h>
#include <asm/vremap.h>

#define BIOS_DATA_END	0x1000		/* vectors and BIOS data */
#define LOW_KEPT	0x9f000		/* where BIOSes park processors: they
					   sit there until they are started */
#define UPPER_MEMORY	0xa0000		/* video memory, ROMs */

#define LOADER_OURS	0xff		/* boot/floppy.asm */

unsigned long initrd_start, initrd_end;

/* "from: loader" by the header's type_of_loader. */
static const char *__init loader_name(u8 type)
{
	static const char *const names[] = {
		"LILO", "Loadlin", "a boot sector", "SYSLINUX", "Etherboot",
		"ELILO", "type 6", "GRUB", "U-Boot", "Xen", "Gujin", "QEMU",
	};

	if (type == LOADER_OURS)
		return "our boot sector";
	return type >> 4 < ARRAY_SIZE(names) ? names[type >> 4] :
						 "a new loader";
}

/* Keeps the initrd where the loader put it, if that is possible. */
static void __init reserve_initrd(void)
{
	unsigned long start = boot_params.hdr.ramdisk_image;
	unsigned long size = boot_params.hdr.ramdisk_size;

	if (!start || !size)
		return;
	if (start + size < start ||
	    !e820_all_mapped(&e820, start, (u64)start + size, E820_RAM) ||
	    start + size > LOWMEM_MAX) {
		printk(KERN_ERR "initrd: %lu KB at %08lx are not usable RAM, "
		       "ignored\n", size >> 10, start);
		return;
	}
	bootmem_reserve(start, start + size, "initrd");
	initrd_start = (unsigned long)__va(start);
	initrd_end = initrd_start + size;
}

static void __init reserve_memory(void)
{
	bootmem_reserve(0, BIOS_DATA_END, "BIOS data");
	bootmem_reserve(LOW_KEPT, UPPER_MEMORY, "BIOS, parked processors");
	bootmem_reserve(__pa(_text), __pa(_end), "kernel");
	reserve_initrd();
}

/* Says what was found; the contents are looked at when the root is made. */
void __init print_initrd(void)
{
	const u8 *p = (const u8 *)initrd_start;

	if (initrd_start)
		printk(KERN_INFO "initrd: %lu KB at %08lx, starts with %02x "
		       "%02x %02x %02x\n",
		       (initrd_end - initrd_start + 1023) >> 10,
		       __pa(initrd_start), p[0], p[1], p[2], p[3]);
	else
		printk(KERN_INFO "initrd: none\n");
}

/*
 * Leaves a machine with its memory mapped and the page allocator running.
 * Interrupts off; the boot processor only.
 */
void __init setup_arch(void)
{
	printk(KERN_INFO "Started by %s\n",
	       loader_name(boot_params.hdr.type_of_loader));
	printk(KERN_INFO "Command line: %s\n", boot_command_line);
	parse_command_line(boot_command_line, 1);
	setup_memory_map(&boot_params);
	reserve_memory();
	paging_init();
	mem_init();
}
