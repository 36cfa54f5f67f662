/*
 * initrd.h - how the root comes to its files. Process 1 calls, in this order,
 * after vfs_init() and ramfs_init() and before free_initmem().
 */
#ifndef _LINUX_INITRD_H
#define _LINUX_INITRD_H

#include <asm/setup.h>			/* initrd_start, initrd_end */

struct unpacker;

/* init/initrd.c: mounts the root, with /dev/console in it. Then unpacks what
   the boot loader has brought and frees its memory; 0, -ENOENT if there is
   nothing (or noinitrd leaves it alone), or another negative number after a
   line in the log: what was unpacked till then stays. */
void mount_rootfs(void);
int unpack_initramfs(void);

/* init/initramfs.c: cpio archives become files */
struct unpacker *new_unpacker(void);	/* NULL: no memory */
struct cpio *unpacker_cpio(struct unpacker *u);	/* feed it */
void end_unpacker(struct unpacker *u);	/* frees it, complete or not */

#endif
