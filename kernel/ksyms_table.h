/*
 * ksyms_table.h - the table of symbols as scripts/mkksyms writes it; ksyms.c
 * tells how to read it.
 */
#ifndef _KSYMS_TABLE_H
#define _KSYMS_TABLE_H

#include <linux/types.h>

#define KSYMS_GROUP	32		/* as in scripts/mkksyms.c, */
#define KSYMS_FIRST_PAIR 128		/* these two */
#define PAIR_DEPTH	16		/* unfinished pairs at most, checked by
					   mkksyms */

extern const u32 ksyms_count;		/* records */
extern const u32 ksyms_address[];	/* of each group, from _text */
extern const u32 ksyms_place[];		/* of each group, in the stream */
extern const u8 ksyms_pairs[][2];
extern const u8 ksyms_stream[];

#endif
