/*
 * initrd.h - how the root comes to its files. Process 1 calls, in this order,
 * after vfs_init() and ramfs_init() and before free_initmem().
 */
#ifndef _LINUX_INITRD_H
#define _LINUX_INITRD_H

#include <asm/setup.h>			/* initrd_start, initrd_end */

struct unpacker;

/* init/initrd.c: mounts the first root, with /dev/console in it. Then unpacks
   what the boot loader has brought and frees its memory; 0: the root has the
   files of an archive; INITRD_IMAGE: ram0 has the image of a file system;
   -ENOENT if there is nothing (or noinitrd leaves it alone), or another
   negative number after a line in the log: what was unpacked stays. */
#define INITRD_IMAGE	1
void mount_rootfs(void);
int unpack_initramfs(void);

/* init/rd_load.c: root images. image_kind(): what the image that begins with
   these bytes is one of; NULL: of nothing known. Then begin_image(), which
   opens ram0, load_image() with one piece after the other, 0 or -errno, and
   end_image(), complete or not. */
const char *image_kind(const u8 *start, size_t n);
int begin_image(void);
int load_image(const u8 *buf, size_t n);
void end_image(void);
unsigned long image_bytes(void);	/* loaded so far */

/* init/do_mounts.c: mounts the root device, if there is to be one, over the
   first root, and goes there. `initrd' is what unpack_initramfs() has returned,
   and it is returned, or ROOT_DEVICE. Panics if it must mount and cannot. */
#define ROOT_DEVICE	2
int prepare_root(int initrd);

/* init/initramfs.c: cpio archives become files */
struct unpacker *new_unpacker(void);	/* NULL: no memory */
struct cpio *unpacker_cpio(struct unpacker *u);	/* feed it */
void end_unpacker(struct unpacker *u);	/* frees it, complete or not */

#endif
