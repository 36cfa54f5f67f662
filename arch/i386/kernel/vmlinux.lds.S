/*
 * vmlinux.lds.S - where everything lies. Linked at 3 GB + 1 MB, loaded at
 * 1 MB. Code and constants come first, because paging_init() makes their
 * pages read-only; what only booting needs comes last, because
 * free_initmem() gives it back.
 */
#include <asm/page.h>

/* They unpack the ramdisk, and later nothing. What they are made of serves the
   unpacker of bzImage and the build machine, too: so it is not __init. */
#define BOOT_OBJECTS	*lib/inflate.o *lib/gunzip.o *lib/cpio.o

OUTPUT_FORMAT("elf32-i386")
OUTPUT_ARCH(i386)
ENTRY(startup_32)

SECTIONS
{
	. = PAGE_OFFSET + KERNEL_PHYS;

	_text = .;
	.text : AT(ADDR(.text) - PAGE_OFFSET) {
		*(.head.text)
		*(EXCLUDE_FILE(BOOT_OBJECTS) .text
		  EXCLUDE_FILE(BOOT_OBJECTS) .text.*)
		_etext = .;
	}

	. = ALIGN(16);
	.rodata : AT(ADDR(.rodata) - PAGE_OFFSET) {
		*(.rodata .rodata.*)
		. = ALIGN(4);
		__start_ex_table = .;
		*(__ex_table)
		__stop_ex_table = .;
	}

	/* Boot code stands before the table of symbols, whose size is known
	   only after the first link, so that all code keeps its address. */
	. = ALIGN(PAGE_SIZE);
	_end_rodata = .;
	__init_begin = .;
	.init.text : AT(ADDR(.init.text) - PAGE_OFFSET) {
		*(.init.text)
		*(.text .text.*)		/* of BOOT_OBJECTS */
		_einittext = .;
	}
	.init.data : AT(ADDR(.init.data) - PAGE_OFFSET) {
		*(.init.rodata)
		*(.init.data)
		. = ALIGN(4);
		__setup_start = .;
		KEEP(*(.param.init))
		__setup_end = .;
	}
	. = ALIGN(PAGE_SIZE);
	__init_end = .;

	.ksyms : AT(ADDR(.ksyms) - PAGE_OFFSET) {
		*(.ksyms)
	}
	. = ALIGN(64);
	.data : AT(ADDR(.data) - PAGE_OFFSET) {
		*(.data.page_aligned)
		*(.data .data.*)
		_edata = .;
	}
	. = ALIGN(PAGE_SIZE);
	__bss_start = .;
	.bss : AT(ADDR(.bss) - PAGE_OFFSET) {
		*(.bss.page_aligned)
		*(.bss .bss.*)
		*(COMMON)
		. = ALIGN(4);
	}
	_end = .;

	ASSERT(_end <= PAGE_OFFSET + 0x400000,
	       "the kernel must end below 4 MB: head.S maps no more by pages")

	.debug_info 0 : { *(.debug_info) }
	.debug_abbrev 0 : { *(.debug_abbrev) }
	.debug_line 0 : { *(.debug_line) }
	.debug_line_str 0 : { *(.debug_line_str) }
	.debug_str 0 : { *(.debug_str) }
	.debug_aranges 0 : { *(.debug_aranges) }
	.debug_ranges 0 : { *(.debug_ranges) }
	.debug_rnglists 0 : { *(.debug_rnglists) }
	.debug_loclists 0 : { *(.debug_loclists) }
	.debug_loc 0 : { *(.debug_loc) }
	.debug_frame 0 : { *(.debug_frame) }
	/DISCARD/ : { *(.comment) *(.note*) *(.eh_frame) }
}
