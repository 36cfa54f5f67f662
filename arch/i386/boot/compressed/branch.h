/*
 * branch.h - makes machine code easier to pack. Calls and jumps say how far
 * away their target is: two calls of one function are different bytes. With
 * the target's place instead they are the same, and gzip finds them.
 */
#ifndef _BOOT_BRANCH_H
#define _BOOT_BRANCH_H

#include <linux/types.h>

/* branch.c: the one undoes the other, whatever the bytes are */
void branches_to_places(u8 *code, s32 size);
void branches_to_distances(u8 *code, s32 size);

#endif
