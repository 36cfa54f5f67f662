/*
 * fs.h - the virtual file system: what every file system, device and call
 * that deals with files has in common.
 *
 *	struct file	an open file: position, mode; shared by dup and fork
 *	struct dentry	a name in a directory, and the tree of names
 *	struct inode	a file itself
 *	struct super_block	a mounted file system
 *
 * A file holds a dentry, a dentry its inode and its parent. All counts are
 * [k], as is everything here: the kernel lock guards it, and what must stay
 * put while a process sleeps is guarded by inode->i_sem: the contents of a
 * directory, the size and contents of a file while written. Directories'
 * i_sem are taken parent first; two for a rename under sb->s_rename, the one
 * above the other first, or by address. See Documentation/files.txt.
 */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/limits.h>
#include <linux/list.h>
#include <linux/mount.h>
#include <linux/mutex.h>
#include <linux/stat.h>
#include <linux/time.h>
#include <linux/types.h>

struct file;
struct inode;
struct dentry;
struct super_block;
struct vm_area_struct;
struct vm_operations;
struct poll_table;
struct page;
struct kstatfs;
struct task_struct;

/* Errors in pointers: the last page of the address space holds none. */
#define ERR_PTR(err)	((void *)(long)(err))
#define PTR_ERR(ptr)	((long)(ptr))
#define IS_ERR(ptr)	((unsigned long)(ptr) > (unsigned long)-4096)

/* --- device numbers: 12 bits major, 20 bits minor ------------------------- */
#define MAJOR(dev)	((u32)(dev) >> 20)
#define MINOR(dev)	((u32)(dev) & 0xfffff)
#define MKDEV(ma, mi)	((u32)(ma) << 20 | (u32)(mi))

/* fs/devices.c: between these and what calls and programs use */
dev_t new_decode_dev(u32 dev);		/* mknod(), stat64() */
u32 new_encode_dev(dev_t dev);

static inline u16 old_encode_dev(dev_t dev)	/* the 16 bits of stat() */
{
	return MAJOR(dev) << 8 | MINOR(dev);
}

/* --- page cache (mm/pagecache.c) ------------------------------------------ */

struct address_space_operations {
	/* Fills a new page of the cache; may sleep. 0 or -errno. */
	int (*readpage)(struct inode *inode, struct page *page);
	/* Writes a dirty page to the device. NULL: memory is the device. */
	int (*writepage)(struct inode *inode, struct page *page);
	/* Room for bytes [from, to) of the page, before they are changed. */
	int (*prepare_write)(struct inode *inode, struct page *page,
			     u32 from, u32 to);
	int (*commit_write)(struct inode *inode, struct page *page,
			    u32 from, u32 to);
	bool in_memory;			/* pages not in the cache are holes:
					   they read as zeroes, and pages are
					   never dirty nor given up */
};

struct address_space {			/* the cached pages of one inode */
	struct inode *host;		/* [i] */
	const struct address_space_operations *a_ops;	/* [i] */
	void *root;			/* tree of pages by index, pagetree.c */
	u32 shift;			/* bits of an index that it covers */
	unsigned long nrpages;
	struct list_head i_mmap;	/* areas that map it, vma->share */
	struct list_head dirty_pages;	/* PG_DIRTY, page->list; oldest first */
	struct list_head dirty_list;	/* in that of all that have dirty ones,
					   by age; or empty */
	unsigned long dirtied_when;	/* jiffies, when the first one was */
	int write_error;		/* since somebody was told; 0: none */
	struct mutex write_sem;		/* one writes its dirty pages */
};

/* --- inodes --------------------------------------------------------------- */

struct inode {
	struct list_head i_hash;	/* by super block and number */
	struct list_head i_list;	/* in use, or unused */
	int i_count;
	unsigned long i_ino;
	struct super_block *i_sb;	/* [i] */
	mode_t i_mode;
	u32 i_nlink;
	uid_t i_uid;
	gid_t i_gid;
	dev_t i_rdev;			/* of a device node */
	loff_t i_size;			/* bytes */
	struct timespec i_atime, i_mtime, i_ctime;
	u32 i_blocks;			/* of 512 bytes */
	u32 i_blksize;
	u32 i_state;			/* I_ bits */
	u32 i_flags;
	int i_writecount;		/* writers; negative: programs run */
	struct mutex i_sem;
	const struct inode_operations *i_op;
	const struct file_operations *i_fop;	/* of its open files */
	struct address_space i_data;
	struct pipe_inode_info *i_pipe;	/* pipes and FIFOs */
	struct dentry *i_dentry;	/* of a directory: its name, or NULL */
	struct file_lock *i_flock;	/* fs/locks.c, by start; NULL: none */
	void *i_private;		/* the file system's own */
};

#define I_DIRTY		1
#define I_NEW		2		/* being read in */
#define I_FREEING	4
#define I_BAD		8		/* make_bad_inode() */

#define S_DEAD		1		/* i_flags: a directory without a name:
					   nothing can be made in it */
#define S_IMMUTABLE	2		/* nothing of it can be changed */
#define S_APPEND	4		/* grows at the end, no more */
#define S_NOATIME	8		/* reading it leaves no trace */
#define S_SYNC		16		/* written at once */

/* What notify_change() is to change; ia_valid says which. */
struct iattr {
	u32 ia_valid;
	mode_t ia_mode;
	uid_t ia_uid;
	gid_t ia_gid;
	loff_t ia_size;
	struct timespec ia_atime, ia_mtime, ia_ctime;
};

#define ATTR_MODE	0x001
#define ATTR_UID	0x002
#define ATTR_GID	0x004
#define ATTR_SIZE	0x008
#define ATTR_ATIME	0x010
#define ATTR_MTIME	0x020
#define ATTR_CTIME	0x040
#define ATTR_ATIME_SET	0x080		/* to ia_atime, not to now */
#define ATTR_MTIME_SET	0x100
#define ATTR_FORCE	0x200		/* permission was checked already */
#define ATTR_KILL_SUID	0x400		/* a write takes set-id bits away */

/*
 * All with the directory's i_sem held. Those that make something get a
 * negative dentry and d_instantiate() it. A NULL operation: -EPERM, for
 * lookup -ENOTDIR. Permission, read-only and existence were checked.
 */
struct inode_operations {
	/* Returns NULL after d_add(dentry, inode or NULL), or ERR_PTR. */
	struct dentry *(*lookup)(struct inode *dir, struct dentry *dentry);
	int (*create)(struct inode *dir, struct dentry *dentry, mode_t mode);
	int (*link)(struct dentry *old, struct inode *dir,
		    struct dentry *dentry);
	int (*unlink)(struct inode *dir, struct dentry *dentry);
	int (*symlink)(struct inode *dir, struct dentry *dentry,
		       const char *target);
	int (*mkdir)(struct inode *dir, struct dentry *dentry, mode_t mode);
	int (*rmdir)(struct inode *dir, struct dentry *dentry);
	int (*mknod)(struct inode *dir, struct dentry *dentry, mode_t mode,
		     dev_t dev);
	/* The target exists or is negative; kinds were checked. */
	int (*rename)(struct inode *old_dir, struct dentry *old,
		      struct inode *new_dir, struct dentry *new);
	/* Copies at most size - 1 bytes and a NUL into a kernel buffer;
	   returns the length without the NUL, or -errno. */
	int (*readlink)(struct dentry *dentry, char *buf, int size);
	/* For links that are no text, as /proc/self/fd/3: the dentry they
	   lead to, counted. NULL: the text of readlink() is followed. */
	struct dentry *(*follow_link)(struct dentry *dentry);
	/* The size has been set to something smaller or larger. */
	void (*truncate)(struct inode *inode);
	/* NULL: the mode bits decide (inode_permission()). */
	int (*permission)(struct inode *inode, int mask);
	/* NULL: inode_setattr() after inode_change_ok(). */
	int (*setattr)(struct dentry *dentry, struct iattr *attr);
	/* Before stat() reads the inode; NULL: nothing to bring up to date. */
	int (*revalidate)(struct dentry *dentry);
};

/* --- names ---------------------------------------------------------------- */

struct qstr {
	const char *name;		/* not NUL-terminated in lookups */
	u32 len;
	u32 hash;			/* d_alloc() computes it */
};

struct dentry {
	int d_count;
	u32 d_flags;
	struct inode *d_inode;		/* NULL: a negative entry */
	struct dentry *d_parent;	/* itself at the top of a tree */
	struct list_head d_hash;	/* by parent and name, or empty */
	struct list_head d_child;	/* in d_parent->d_subdirs */
	struct list_head d_subdirs;
	struct list_head d_lru;		/* unused ones */
	struct dentry *d_mounts;	/* root of what is mounted here, or
					   itself */
	struct dentry *d_covers;	/* of a mounted root: the mount point,
					   else itself */
	const struct dentry_operations *d_op;
	struct super_block *d_sb;	/* [i] */
	struct qstr d_name;		/* NUL-terminated */
	void *d_fsdata;
	char d_iname[32];		/* short names are kept here */
};

struct dentry_operations {
	/* Is it still true? NULL: yes. False: it is dropped, looked up again */
	bool (*d_revalidate)(struct dentry *dentry);
	/* The last user is gone; true: forget the dentry at once. */
	bool (*d_delete)(const struct dentry *dentry);
};

/* --- open files ----------------------------------------------------------- */

struct file {
	loff_t f_pos;
	int f_count;
	u32 f_flags;			/* O_ */
	u32 f_mode;			/* FMODE_ */
	const struct file_operations *f_op;	/* [i] */
	struct dentry *f_dentry;	/* [i] counted */
	struct address_space *f_mapping;	/* [i] its contents: the
					   inode's; a block device's, if it is
					   a node of one */
	struct list_head f_list;	/* in sb->s_files */
	pid_t f_owner;			/* F_SETOWN */
	int f_sig;			/* F_SETSIG */
	void *private_data;		/* the driver's own */
	u32 f_seen;			/* FIFOs: see pipe_poll() */
};

/* The inode that has a file's contents and their size. */
static inline struct inode *file_host(const struct file *file)
{
	return file->f_mapping->host;
}

#define FMODE_READ	1
#define FMODE_WRITE	2

/* filldir_t: returns 0, or anything else to stop. `type' is DT_ */
typedef int (*filldir_t)(void *buf, const char *name, u32 len, loff_t offset,
			 unsigned long ino, u32 type);

/*
 * NULL operations: llseek as default_llseek(), read and write -EINVAL,
 * readdir -ENOTDIR, poll always ready, ioctl -ENOTTY, mmap -ENODEV.
 */
struct file_operations {
	bool nolock;		/* read and write need no kernel lock */
	loff_t (*llseek)(struct file *file, loff_t offset, int whence);
	/* Bytes done, or -errno; *pos is file->f_pos or pread()'s. */
	ssize_t (*read)(struct file *file, char __user *buf, size_t count,
			loff_t *pos);
	ssize_t (*write)(struct file *file, const char __user *buf,
			 size_t count, loff_t *pos);
	/* Calls fill for each entry from f_pos on, with i_sem held. */
	int (*readdir)(struct file *file, void *buf, filldir_t fill);
	u32 (*poll)(struct file *file, struct poll_table *table);
	/* cmd as given; -ENOTTY for one it does not know. */
	int (*ioctl)(struct inode *inode, struct file *file, u32 cmd,
		     unsigned long arg);
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
	int (*open)(struct inode *inode, struct file *file);
	/* Each close() of a descriptor. */
	int (*flush)(struct file *file);
	/* The last user is gone. */
	void (*release)(struct inode *inode, struct file *file);
	int (*fsync)(struct file *file, bool data_only);
};

/* --- super blocks --------------------------------------------------------- */

struct super_block {
	struct list_head s_list;	/* all */
	dev_t s_dev;			/* the device, or a number made up */
	u32 s_blocksize;
	u32 s_magic;
	u32 s_flags;			/* MS_ */
	loff_t s_maxbytes;		/* of one file */
	struct file_system_type *s_type;
	const struct super_operations *s_op;
	struct block_device *s_bdev;	/* [i] opened; NULL: none */
	struct dentry *s_root;
	struct list_head s_files;	/* open ones */
	struct mutex s_rename;		/* one rename between directories */
	struct mutex s_lock;		/* bitmaps and counts: the file
					   system's matter, inside i_sem */
	u32 s_errors;			/* fs_error() calls */
	char s_id[32];			/* device or name, for messages */
	void *s_fs_info;		/* the file system's own */
};

struct super_operations {
	/* Fill in an inode made by iget(). */
	void (*read_inode)(struct inode *inode);
	int (*write_inode)(struct inode *inode, bool wait);
	/* The last user is gone, and (delete) the last link, too. NULL
	   delete_inode: truncate_inode_pages() and clear_inode(). */
	void (*put_inode)(struct inode *inode);
	void (*delete_inode)(struct inode *inode);
	void (*clear_inode)(struct inode *inode);	/* free i_private */
	void (*put_super)(struct super_block *sb);
	/* What only memory knows of the super block goes to buffers. */
	int (*sync_fs)(struct super_block *sb);
	/* After fs_error(): NULL: nothing to note. It is read-only by then;
	   who wants to go on clears MS_RDONLY. */
	void (*mark_error)(struct super_block *sb);
	int (*statfs)(struct super_block *sb, struct kstatfs *st);
	int (*remount_fs)(struct super_block *sb, u32 *flags, char *data);
	/* Appends ",option=..." for /proc/mounts. */
	int (*show_options)(struct super_block *sb, char *buf, int size);
};

struct file_system_type {
	const char *name;		/* as mount -t has it */
	u32 fs_flags;			/* FS_ */
	/* Fills in sb (s_op, s_root, ...); `data' is mount's, a string or
	   NULL. 0 or -errno. */
	int (*read_super)(struct super_block *sb, void *data, bool silent);
	struct file_system_type *next;
};

#define FS_REQUIRES_DEV	1
#define FS_PINNED	2		/* names live in the dcache alone: each
					   dentry with an inode, but the root,
					   has a count of its own for that */

#define IS_RDONLY(inode) ((inode)->i_sb->s_flags & MS_RDONLY)

struct kstatfs {			/* the union of statfs and statfs64 */
	u32 f_type, f_bsize, f_namelen, f_frsize, f_flags;
	u64 f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	u32 f_fsid[2];
};

/* --- per process ---------------------------------------------------------- */

struct fs_struct {			/* clone(CLONE_FS) shares it */
	int count;
	mode_t umask;
	struct dentry *root, *pwd;	/* counted */
};

struct files_struct {			/* clone(CLONE_FILES) shares it */
	int count;
	u32 max_fds;			/* entries of fd[] */
	u32 next_fd;			/* none below it is free */
	struct file **fd;
	u32 *close_on_exec;		/* a bit for each */
	u32 *open_fds;			/* a bit for each: taken, perhaps not
					   yet installed */
	struct file *fd_array[32];	/* what most processes make do with */
	u32 close_array[1], open_array[1];
};

/* fs/file.c */
int alloc_fd(u32 from);			/* lowest free one >= from; not yet
					   installed; -EMFILE */
void fd_install(u32 fd, struct file *file);
void put_unused_fd(u32 fd);
int get_unused_fd(void);
void set_close_on_exec(u32 fd, bool on);
struct file *fget(u32 fd);		/* counted, or NULL */
int copy_files(struct task_struct *p, bool share);
void exit_files(struct task_struct *p);
int unshare_files(void);		/* before exec */
void close_files_on_exec(void);
int copy_fs(struct task_struct *p, bool share);
void exit_fs(struct task_struct *p);

/* The file of a descriptor without counting it: only while current's table
   cannot change, that is, until the caller sleeps. */
static inline struct file *fcheck(const struct files_struct *files, u32 fd)
{
	return fd < files->max_fds ? files->fd[fd] : NULL;
}

static inline void get_file(struct file *file)
{
	file->f_count++;
}

/* fs/emergency.c; may sleep */
void emergency_sync(void);
void emergency_remount(void);

/* fs/file_table.c */
struct file *get_empty_filp(void);	/* count 1, or NULL */
void fput(struct file *file);		/* the last one closes */
void files_init(void);			/* sizes max_files by memory */
extern int nr_files, max_files;		/* [k] open in all, at most */

/* fs/open.c. Names are kernel strings; -errno in pointers. */
struct file *filp_open(const char *name, u32 flags, mode_t mode);
struct file *dentry_open(struct dentry *dentry, u32 flags); /* eats dentry */
int do_truncate(struct dentry *dentry, loff_t length);
long do_sys_open(int dfd, const char __user *name, u32 flags, mode_t mode);
int filp_close(struct file *file);

/* fs/read_write.c. vfs_read() and vfs_write() check mode and area. kernel_read
   and kernel_write move bytes between kernel memory and a file with a page
   cache, at `pos'; bytes done or -errno. */
ssize_t vfs_read(struct file *file, char __user *buf, size_t n, loff_t *pos);
ssize_t vfs_write(struct file *file, const char __user *buf, size_t n,
		  loff_t *pos);
ssize_t kernel_read(struct file *file, loff_t pos, void *buf, size_t n);
ssize_t kernel_write(struct file *file, loff_t pos, const void *buf, size_t n);
loff_t default_llseek(struct file *file, loff_t offset, int whence);
/* For files without a position: -ESPIPE, also for pread() and pwrite(). */
loff_t no_llseek(struct file *file, loff_t offset, int whence);

/*
 * fs/namei.c. `name' is a kernel string, and dfd a directory or AT_FDCWD.
 * Results are counted dentries or ERR_PTR. The mode of what the vfs_ calls
 * make is as given: the umask is for system calls.
 */
#define LOOKUP_FOLLOW		1	/* also if the last is a symlink */
#define LOOKUP_DIRECTORY	2	/* must be one */
#define LOOKUP_PARENT		4
#define LOOKUP_EMPTY		8	/* "" is dfd itself */

char *getname(const char __user *name);	/* kmalloc()ed copy; ERR_PTR */
void shrink_names(void);
void putname(char *name);
struct dentry *lookup_at(int dfd, const char *name, u32 flags);
struct dentry *user_path_at(int dfd, const char __user *name, u32 flags);
int open_namei(int dfd, const char *name, u32 flags, mode_t mode,
	       struct dentry **res);
int permission(struct inode *inode, int mask);
int inode_permission(struct inode *inode, int mask);
int vfs_mkdir(const char *name, mode_t mode);
int vfs_mknod(const char *name, mode_t mode, dev_t dev);
int vfs_symlink(const char *target, const char *name);
int vfs_link(const char *old, const char *name);
int vfs_unlink(const char *name);
int vfs_rmdir(const char *name);
int vfs_chdir(const char *name);
int get_write_access(struct inode *inode);	/* -ETXTBSY */
void put_write_access(struct inode *inode);
int deny_write_access(struct inode *inode);	/* exec: -ETXTBSY */
void allow_write_access(struct inode *inode);

#define MAY_EXEC	1
#define MAY_WRITE	2
#define MAY_READ	4

/* fs/attr.c. notify_change() wants the inode's i_sem; permission was checked
   but for what inode_change_ok() does. A read-only file system: -EROFS. */
int inode_change_ok(struct inode *inode, struct iattr *attr);
int inode_setattr(struct inode *inode, struct iattr *attr);
int notify_change(struct dentry *dentry, struct iattr *attr);

/* fs/dcache.c */
struct dentry *d_alloc(struct dentry *parent, const struct qstr *name);
struct dentry *d_alloc_root(struct inode *root);
void d_add(struct dentry *dentry, struct inode *inode);	/* hash it, too */
void d_instantiate(struct dentry *dentry, struct inode *inode);
void d_delete(struct dentry *dentry);	/* the name is gone */
void d_drop(struct dentry *dentry);	/* not to be found any more */
void d_move(struct dentry *dentry, struct dentry *target);
void dput_last(struct dentry *dentry);
static inline struct dentry *dget(struct dentry *dentry)
{
	dentry->d_count++;
	return dentry;
}

/* May sleep if it was the last user. NULL is allowed. */
static inline void dput(struct dentry *dentry)
{
	if (dentry && --dentry->d_count == 0)
		dput_last(dentry);
}

/* Writes the path from root to the end of buf; its start, or ERR_PTR. A
   deleted name ends in " (deleted)". */
char *d_path(struct dentry *dentry, struct dentry *root, char *buf, int size);
bool is_subdir(struct dentry *dentry, struct dentry *of);
extern int nr_dentries, nr_dentry_unused;	/* [k] */
int shrink_dcache(int count);		/* frees unused ones; how many */
void shrink_dcache_sb(struct super_block *sb);

/* fs/inode.c */
struct inode *new_inode(struct super_block *sb);	/* count 1, or NULL */
struct inode *iget(struct super_block *sb, unsigned long ino);
bool igrab(struct inode *inode);	/* counts one in memory; false: it goes
					   just now */
void iput(struct inode *inode);
void mark_inode_dirty(struct inode *inode);
void insert_inode_hash(struct inode *inode);
bool invalidate_inodes(struct super_block *sb);	/* false: some are busy */
void update_atime(struct inode *inode);
void init_special_inode(struct inode *inode, mode_t mode, dev_t rdev);
/* Owner, group and mode of something new in dir, set-gid directories obeyed. */
void inode_init_owner(struct inode *inode, const struct inode *dir,
		      mode_t mode);
void clear_inode(struct inode *inode);	/* delete_inode() ends with it */
void make_bad_inode(struct inode *inode); /* read_inode() failed: iget() will
					     return NULL */
struct timespec current_fs_time(void);
void count_inodes(int *all, int *free);
void for_each_inode(void (*fn)(struct inode *inode, void *arg), void *arg);

/* fs/devices.c */
int register_chrdev(u32 major, const char *name,
		    const struct file_operations *fops);
const struct file_operations *get_chrfops(u32 major);
const char *chrdev_name(u32 major);	/* NULL: none; /proc/devices */
extern const struct file_operations def_chr_fops;

/* fs/blkdev_fops.c */
extern const struct file_operations def_blk_fops;

/* drivers/char/mem.c: null, zero, mem, random and others (major 1) */
void chr_dev_init(void);

/* fs/anon_inodes.c: a descriptor of a new file that has no name, and no pages;
   release() frees `private'. O_CLOEXEC and O_NONBLOCK of the flags count. Its
   number, -EMFILE, -ENFILE: `private' is still the caller's then. */
int anon_inode_getfd(const struct file_operations *fops, void *private,
		     u32 flags);
void anon_inodes_init(void);

/* fs/pipe.c, fs/fifo.c */
extern const struct file_operations def_fifo_fops;
void pipe_init(void);
int do_pipe(int fds[2], u32 flags);
void pipe_free_inode(struct inode *inode);	/* clear_inode() calls it */

/*
 * mm/pagecache.c: the page cache; linux/pagemap.h has more. find_get_page():
 * counted, or NULL. read_cache_page(): brought in if need be, counted, or
 * ERR_PTR. add_to_page_cache() counts the page for the cache; -EEXIST.
 */
struct page *find_get_page(struct address_space *m, unsigned long index);
struct page *read_cache_page(struct address_space *m, unsigned long index);
int add_to_page_cache(struct page *page, struct address_space *m,
		      unsigned long index);
void truncate_inode_pages(struct address_space *m, loff_t from);
void mapping_init(struct address_space *m, struct inode *host,
		  const struct address_space_operations *ops);
/* mm/fileread.c, filewrite.c, filemmap.c, truncate.c. The page_cache_ ones are
   what kernel_read() and kernel_write() call. */
ssize_t page_cache_read(struct inode *inode, loff_t pos, void *buf, size_t n);
ssize_t page_cache_write(struct inode *inode, loff_t pos, const void *buf,
			 size_t n);
ssize_t generic_file_read(struct file *file, char __user *buf, size_t count,
			  loff_t *pos);
ssize_t generic_file_write(struct file *file, const char __user *buf,
			   size_t count, loff_t *pos);
int generic_file_mmap(struct file *file, struct vm_area_struct *vma);
int vmtruncate(struct inode *inode, loff_t size);
unsigned long nr_cached_pages(void);

/* fs/ramfs/: "ramfs", "tmpfs", "devtmpfs" and "rootfs". shmem_file_setup(): a
   nameless file of `size' zero bytes, for shared memory; ERR_PTR. */
void ramfs_init(void);
/* The number of the block device that devtmpfs has under that name. */
bool devtmpfs_block_dev(const char *name, dev_t *dev);
struct file *shmem_file_setup(loff_t size);

/* fs/proc: */
void proc_init(void);

#endif
