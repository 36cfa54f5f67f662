/*
 * loop.h - loop devices as programs see them: numbers and structures of the
 * ioctls of /dev/loop0 and so on, and of /dev/loop-control.
 */
#ifndef _LINUX_LOOP_H
#define _LINUX_LOOP_H

#include <linux/types.h>

#define LOOP_DEVICES	8
#define LOOP_CTRL_MINOR	237		/* of MISC_MAJOR */

#define LOOP_SET_FD		0x4c00
#define LOOP_CLR_FD		0x4c01
#define LOOP_SET_STATUS		0x4c02
#define LOOP_GET_STATUS		0x4c03
#define LOOP_SET_STATUS64	0x4c04
#define LOOP_GET_STATUS64	0x4c05
#define LOOP_CHANGE_FD		0x4c06
#define LOOP_SET_CAPACITY	0x4c07

#define LOOP_CTL_ADD		0x4c80
#define LOOP_CTL_REMOVE		0x4c81
#define LOOP_CTL_GET_FREE	0x4c82

/* lo_flags */
#define LO_FLAGS_READ_ONLY	1
#define LO_FLAGS_AUTOCLEAR	4	/* unbound by its last close */
#define LO_FLAGS_PARTSCAN	8
#define LO_FLAGS_DIRECT_IO	16

#define LO_NAME_SIZE	64
#define LO_KEY_SIZE	32

struct loop_info {			/* LOOP_GET_STATUS, LOOP_SET_STATUS */
	int lo_number;
	u16 lo_device;
	unsigned long lo_inode;
	u16 lo_rdevice;
	int lo_offset;
	int lo_encrypt_type;
	int lo_encrypt_key_size;
	int lo_flags;
	char lo_name[LO_NAME_SIZE];
	u8 lo_encrypt_key[LO_KEY_SIZE];
	unsigned long lo_init[2];
	char reserved[4];
};

struct loop_info64 {			/* the same for ..._STATUS64 */
	u64 lo_device;			/* of the file system of the file */
	u64 lo_inode;
	u64 lo_rdevice;			/* the file, if it is a device */
	u64 lo_offset;			/* bytes of it before the first */
	u64 lo_sizelimit;		/* bytes; 0: all */
	u32 lo_number;
	u32 lo_encrypt_type;
	u32 lo_encrypt_key_size;
	u32 lo_flags;
	u8 lo_file_name[LO_NAME_SIZE];
	u8 lo_crypt_name[LO_NAME_SIZE];
	u8 lo_encrypt_key[LO_KEY_SIZE];
	u64 lo_init[2];
};

#endif
