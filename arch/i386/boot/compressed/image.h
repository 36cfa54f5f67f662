/*
 * image.h - the first bytes of the unpacker's image, where build.c finds what
 * the header of bzImage must say, and its last ones. Included by assembly.
 */
#ifndef _BOOT_IMAGE_H
#define _BOOT_IMAGE_H

#define KERNEL_START	0x100000	/* physical: the kernel unpacked */

#define IMAGE_INFO	8		/* offset of struct image_info */
#define IMAGE_MAGIC	0x4b4c4742	/* "BGLK" */
#define IMAGE_END_MAGIC	0x444e4542	/* "BEND": the last word */

#ifndef __ASSEMBLY__
struct image_info {
	unsigned int magic;
	unsigned int init_size;		/* memory used from KERNEL_START on */
	unsigned int payload_offset;	/* of the gzip file in the image */
	unsigned int payload_length;
	unsigned int image_size;	/* up to and with IMAGE_END_MAGIC */
};

/* The linker's: of the first two the bytes count, of the others the address. */
extern const unsigned char payload[], payload_end[];
extern const char kernel_size[], init_size[];
#endif

#endif
