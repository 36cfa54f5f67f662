/*
 * mount.h - file systems as they are mounted: flags, and the calls around
 * mounts. struct super_block itself is in linux/fs.h. All is [k].
 */
#ifndef _LINUX_MOUNT_H
#define _LINUX_MOUNT_H

#include <linux/list.h>
#include <linux/types.h>

struct dentry;
struct file_system_type;
struct inode;
struct super_block;

/* Of mount(), and sb->s_flags. */
#define MS_RDONLY	0x0001
#define MS_NOSUID	0x0002
#define MS_NODEV	0x0004
#define MS_NOEXEC	0x0008
#define MS_SYNCHRONOUS	0x0010
#define MS_REMOUNT	0x0020
#define MS_NOATIME	0x0400
#define MS_NODIRATIME	0x0800
#define MS_BIND		0x1000
#define MS_MOVE		0x2000
#define MS_SILENT	0x8000
#define MS_PSEUDO	0x10000000	/* s_flags: mount_pseudo() made it */
#define MS_MGC_VAL	0xc0ed0000	/* old programs set this */
#define MS_MGC_MSK	0xffff0000

/* fs/super.c */
void vfs_init(void);			/* before the first file system */
int register_filesystem(struct file_system_type *type);
struct file_system_type *get_fs_type(const char *name);
extern struct file_system_type *file_systems;
extern struct list_head super_blocks;
int do_mount(const char *dev, const char *dir, const char *type, u32 flags,
	     void *data);
void mount_root(struct file_system_type *type);	/* for process 1 */
struct super_block *mount_pseudo(struct file_system_type *type);

/* fs/libfs.c: set_root() is for read_super(); fill_pseudo_super() is that of a
   file system that mount_pseudo() mounts */
int set_root(struct super_block *sb, struct inode *root);
int fill_pseudo_super(struct super_block *sb, u32 magic);

/* fs/namespace.c: between these no file system comes or goes. Taken before all
   other locks that sleep. */
void lock_mounts(void);
void unlock_mounts(void);

/* fs/sync.c: for mm/writeback.c, which has the mounts locked. Changed inodes of
   all file systems; the super block of the one on the device whose bd_inode
   that is. */
void sync_all_inodes(void);
void sync_bdev_super(const struct inode *inode);

/* fs/namespace.c */
struct vfsmount_info {			/* /proc/mounts */
	const char *device;
	struct dentry *mountpoint;	/* of the root file system: its root */
	struct super_block *sb;
};
/* The nth mount, in the order of mounting; false at the end. */
bool nth_mount(int n, struct vfsmount_info *info);

#endif
