/*
 * sections.h - the borders that vmlinux.lds.S draws. Only the addresses mean
 * anything.
 */
#ifndef _ASM_SECTIONS_H
#define _ASM_SECTIONS_H

extern const char _text[], _etext[];			/* code of every day */
extern const char _end_rodata[];		/* code and constants end */
extern const char __init_begin[], __init_end[];	/* needed only at boot */
extern const char _einittext[];			/*  of it, code from begin */
extern const char __bss_start[], _end[];

#endif
