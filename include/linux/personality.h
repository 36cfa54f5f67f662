/*
 * personality.h - which system's programs a process follows (Linux ABI): the
 * low byte is the kind, the bits above are single habits.
 */
#ifndef _LINUX_PERSONALITY_H
#define _LINUX_PERSONALITY_H

#define PER_LINUX	0x0000
#define PER_MASK	0x00ff
#define ADDR_NO_RANDOMIZE 0x0040000	/* we never do */
#define MMAP_PAGE_ZERO	0x0100000
#define ADDR_COMPAT_LAYOUT 0x0200000
#define READ_IMPLIES_EXEC 0x0400000
#define PER_QUERY	0xffffffff	/* do not change it */

/* Habits that would help to attack a set-id program. */
#define PER_CLEAR_ON_SETID (READ_IMPLIES_EXEC | ADDR_NO_RANDOMIZE | \
			    ADDR_COMPAT_LAYOUT | MMAP_PAGE_ZERO)

#endif
