/*
 * setup.h - what the boot loader handed over.
 */
#ifndef _ASM_SETUP_H
#define _ASM_SETUP_H

#include <linux/cmdline.h>
#include <asm/bootparam.h>

/* arch/i386/kernel/head.S copies both before anything can overwrite them. */
extern struct boot_params boot_params;
extern char boot_command_line[2048];

/* arch/i386/kernel/setup.c */
extern unsigned long initrd_start, initrd_end;	/* [i] virtual; 0: none */
void setup_arch(void);
void print_initrd(void);

#endif
