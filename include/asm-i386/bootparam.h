/*
 * bootparam.h - what a boot loader tells the kernel: the 4096 bytes of the
 * Linux/i386 boot protocol ("zero page"), header 2.10. setup makes them, or
 * the loader itself where it enters at the 32-bit entry and never runs setup;
 * either way their physical address is in %esi. Members that nothing here
 * reads are left out as gaps. Documentation/boot.txt tells who fills in what.
 *
 * Nothing in here may be believed without a check.
 */
#ifndef _ASM_BOOTPARAM_H
#define _ASM_BOOTPARAM_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/e820.h>

#define SETUP_MAGIC		0x53726448	/* "HdrS" */
#define SETUP_VERSION		0x020a
#define BOOT_FLAG		0xaa55

/* setup_header.loadflags */
#define LOADED_HIGH		0x01	/* the kernel goes to 1 MB */
#define QUIET_FLAG		0x20
#define CAN_USE_HEAP		0x80	/* heap_end_ptr is valid */

/* screen_info.orig_video_isVGA */
#define VIDEO_TYPE_OLD		0	/* text: MDA, CGA, EGA */
#define VIDEO_TYPE_VGA		1	/* text: VGA; above are graphics */

#define VIDEO_MODE_MONO		7	/* text, with its memory at b0000h */

/* The screen as the loader or the BIOS left it. */
struct screen_info {
	u8 orig_x, orig_y;		/* cursor */
	u16 ext_mem_k;			/* INT 15h, AH=88h: KB above 1 MB */
	u16 orig_video_page;
	u8 orig_video_mode;
	u8 orig_video_cols;
	u8 gap_08[2];
	u16 orig_video_ega_bx;		/* INT 10h, AH=12h, BL=10h */
	u8 gap_0c[2];
	u8 orig_video_lines;
	u8 orig_video_isVGA;		/* VIDEO_TYPE_ */
	u16 orig_video_points;		/* scan lines of a character */
	u8 gap_12[0x40 - 0x12];
} __packed;

/* The header of the kernel file, as the loader has changed it. */
struct setup_header {
	u8 setup_sects;
	u16 root_flags;			/* not 0: mount the root read-only */
	u32 syssize;			/* of the kernel, in 16 bytes */
	u16 ram_size;			/* not used */
	u16 vid_mode;			/* not used: we take what is set */
	u16 root_dev;
	u16 boot_flag;
	u16 jump;
	u32 header;
	u16 version;
	u32 realmode_swtch;
	u16 start_sys_seg;
	u16 kernel_version;
	u8 type_of_loader;
	u8 loadflags;
	u16 setup_move_size;
	u32 code32_start;
	u32 ramdisk_image;		/* physical; size 0: there is none */
	u32 ramdisk_size;
	u32 bootsect_kludge;
	u16 heap_end_ptr;
	u8 ext_loader_ver;
	u8 ext_loader_type;
	u32 cmd_line_ptr;		/* physical, or 0 */
	u32 initrd_addr_max;
	u32 kernel_alignment;
	u8 relocatable_kernel;
	u8 min_alignment;
	u16 xloadflags;
	u32 cmdline_size;
	u32 hardware_subarch;
	u64 hardware_subarch_data;
	u32 payload_offset;		/* the gzip file in the kernel */
	u32 payload_length;
	u64 setup_data;			/* physical, a list, or 0 */
	u64 pref_address;
	u32 init_size;			/* memory used from pref_address on */
	u32 handover_offset;
} __packed;

struct boot_params {
	struct screen_info screen_info;
	u8 gap_040[0x40];
	u8 hd0_info[16];
	u8 hd1_info[16];
	u8 gap_0a0[0x140];
	u32 alt_mem_k;			/* INT 15h, AX=E801h: KB above 1 MB */
	u32 scratch;			/* the unpacker's first stack */
	u8 e820_entries;
	u8 gap_1e9[6];
	u8 sentinel;
	u8 gap_1f0;
	struct setup_header hdr;
	u8 gap_268[0x68];
	struct e820entry e820_table[E820_MAX];
	u8 gap_cd0[0x330];
} __packed;

#define BOOT_OFFSET(member, value) \
	_Static_assert(offsetof(struct boot_params, member) == (value), \
		       "boot_params." #member)

BOOT_OFFSET(screen_info.orig_x, 0x000);
BOOT_OFFSET(screen_info.orig_y, 0x001);
BOOT_OFFSET(screen_info.ext_mem_k, 0x002);
BOOT_OFFSET(screen_info.orig_video_page, 0x004);
BOOT_OFFSET(screen_info.orig_video_mode, 0x006);
BOOT_OFFSET(screen_info.orig_video_cols, 0x007);
BOOT_OFFSET(screen_info.orig_video_ega_bx, 0x00a);
BOOT_OFFSET(screen_info.orig_video_lines, 0x00e);
BOOT_OFFSET(screen_info.orig_video_isVGA, 0x00f);
BOOT_OFFSET(screen_info.orig_video_points, 0x010);
BOOT_OFFSET(hd0_info, 0x080);
BOOT_OFFSET(hd1_info, 0x090);
BOOT_OFFSET(alt_mem_k, 0x1e0);
BOOT_OFFSET(scratch, 0x1e4);
BOOT_OFFSET(e820_entries, 0x1e8);
BOOT_OFFSET(sentinel, 0x1ef);
BOOT_OFFSET(hdr, 0x1f1);
BOOT_OFFSET(hdr.root_flags, 0x1f2);
BOOT_OFFSET(hdr.syssize, 0x1f4);
BOOT_OFFSET(hdr.ram_size, 0x1f8);
BOOT_OFFSET(hdr.vid_mode, 0x1fa);
BOOT_OFFSET(hdr.root_dev, 0x1fc);
BOOT_OFFSET(hdr.boot_flag, 0x1fe);
BOOT_OFFSET(hdr.jump, 0x200);
BOOT_OFFSET(hdr.header, 0x202);
BOOT_OFFSET(hdr.version, 0x206);
BOOT_OFFSET(hdr.realmode_swtch, 0x208);
BOOT_OFFSET(hdr.start_sys_seg, 0x20c);
BOOT_OFFSET(hdr.kernel_version, 0x20e);
BOOT_OFFSET(hdr.type_of_loader, 0x210);
BOOT_OFFSET(hdr.loadflags, 0x211);
BOOT_OFFSET(hdr.setup_move_size, 0x212);
BOOT_OFFSET(hdr.code32_start, 0x214);
BOOT_OFFSET(hdr.ramdisk_image, 0x218);
BOOT_OFFSET(hdr.ramdisk_size, 0x21c);
BOOT_OFFSET(hdr.bootsect_kludge, 0x220);
BOOT_OFFSET(hdr.heap_end_ptr, 0x224);
BOOT_OFFSET(hdr.ext_loader_ver, 0x226);
BOOT_OFFSET(hdr.ext_loader_type, 0x227);
BOOT_OFFSET(hdr.cmd_line_ptr, 0x228);
BOOT_OFFSET(hdr.initrd_addr_max, 0x22c);
BOOT_OFFSET(hdr.kernel_alignment, 0x230);
BOOT_OFFSET(hdr.relocatable_kernel, 0x234);
BOOT_OFFSET(hdr.min_alignment, 0x235);
BOOT_OFFSET(hdr.xloadflags, 0x236);
BOOT_OFFSET(hdr.cmdline_size, 0x238);
BOOT_OFFSET(hdr.hardware_subarch, 0x23c);
BOOT_OFFSET(hdr.hardware_subarch_data, 0x240);
BOOT_OFFSET(hdr.payload_offset, 0x248);
BOOT_OFFSET(hdr.payload_length, 0x24c);
BOOT_OFFSET(hdr.setup_data, 0x250);
BOOT_OFFSET(hdr.pref_address, 0x258);
BOOT_OFFSET(hdr.init_size, 0x260);
BOOT_OFFSET(hdr.handover_offset, 0x264);
BOOT_OFFSET(e820_table, 0x2d0);
_Static_assert(sizeof(struct boot_params) == 4096, "boot_params");

#endif
