/*
 * a.out.h - the executables of before ELF, as Linux/i386 had them. A header,
 * text, data; then relocations and symbols, which programs do not need.
 *
 *	kind	text in the file, in memory	data in memory
 *	OMAGIC	32		0		right behind the text, both
 *						writable
 *	NMAGIC	32		0		at the next multiple of 1024
 *	ZMAGIC	1024		0		the same; text is whole pages
 *	QMAGIC	0, header	4096		the same: file and memory agree
 *		included			page by page, and are mapped
 *
 * Also used by usr/aout/elf2aout.c on the host.
 */
#ifndef _LINUX_A_OUT_H
#define _LINUX_A_OUT_H

#include <linux/types.h>

struct aout_hdr {
	u32 a_info;			/* magic, machine << 16, flags << 24 */
	u32 a_text, a_data, a_bss;	/* bytes */
	u32 a_syms;
	u32 a_entry;
	u32 a_trsize, a_drsize;		/* relocations: 0 in programs */
};

#define OMAGIC		0407
#define NMAGIC		0410
#define ZMAGIC		0413
#define QMAGIC		0314

#define M_UNKNOWN	0		/* of the first years */
#define M_386		100

#define N_MAGIC(h)	((h)->a_info & 0xffff)
#define N_MACHTYPE(h)	((h)->a_info >> 16 & 0xff)

#define AOUT_PAGE	4096
#define AOUT_SEGMENT	1024
#define ZMAGIC_TEXT	1024		/* place of the text in the file */

#define N_TXTADDR(h)	(N_MAGIC(h) == QMAGIC ? AOUT_PAGE : 0)
#define N_TXTOFF(h)	(N_MAGIC(h) == QMAGIC ? 0 : \
			 N_MAGIC(h) == ZMAGIC ? ZMAGIC_TEXT : \
			 (u32)sizeof(struct aout_hdr))

/* fs/aout_check.c: where things go, if the header makes sense. */
struct aout_layout {
	u32 text, text_size;		/* address, bytes */
	u32 data, data_size;
	u32 bss_end;			/* address */
	u32 offset;			/* of the text in the file; the data
					   follow it */
};

/* `limit', a page boundary, is above all addresses; size is the file's. 0 or
   -ENOEXEC. */
int aout_check(const struct aout_hdr *h, u32 limit, u32 size,
	       struct aout_layout *out);

#endif
