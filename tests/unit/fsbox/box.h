/*
 * box.h - a box around the kernel's real file code: names, files, the page
 * cache, buffers and the file systems of disks run in a host program, with
 * pretended memory, processes and a disk. What is in here:
 *
 *	box_start(seed, pages)	once: memory, a root in memory, /mnt, /dev/box
 *	box_spawn(fn, arg)	one more process; box_join() waits for all
 *	box_yield()		another process's turn, by chance
 *	box_...()		system calls of the process whose turn it is
 *	disk_...()		the disk behind /dev/box
 *	tool_...()		mkfs and fsck of the host (tools.c)
 *
 * Processes take turns where a process of the kernel may sleep: in locks, at
 * transfers, allocations and copies from and to user memory. Which one comes
 * next is a matter of the seed, so every run of it can be repeated. Memory is
 * filled with rubbish when it is given out, and the address sanitizer sees who
 * uses it too long.
 *
 * Nothing of the kernel's is declared here, so that programs can use the C
 * library's headers. Results are as system calls return them: -errno.
 */
#ifndef UNIT_BOX_H
#define UNIT_BOX_H

#include <stddef.h>

typedef unsigned long long u64_t;

/* --- sched.c -------------------------------------------------------------- */
void box_start(unsigned int seed, int pages);
void box_spawn(void (*fn)(void *), void *arg);
void box_join(void);
void box_yield(void);
unsigned int box_rnd(unsigned int below);	/* of the seed; below > 0 */
void box_reseed(unsigned int seed);
void box_note(const char *what, unsigned int number);	/* what is done now: is
							   told if it fails */
void box_ticks(unsigned long n);		/* time passes */
extern int box_chance;		/* others get a turn at one in so many places
				   where they may; 0: only where they must */

/* --- memory.c ------------------------------------------------------------- */
int box_objects(void);			/* kmalloc()ed and not freed */
int box_pages(void);			/* allocated pages */
extern int box_fail_in;			/* the n-th allocation from now on that
					   may fail does; 0: none */
/* User memory at this address cannot be touched. */
#define BOX_BAD_ADDRESS	((void *)0x1000)

/* --- calls.c -------------------------------------------------------------- */
struct box_stat {
	unsigned int mode, nlink, uid, gid, blocks, blksize;
	unsigned int mtime, ctime;
	u64_t size, ino;
};

struct box_statfs {
	unsigned int bsize;
	u64_t blocks, bfree, files, ffree;
};

typedef void (*box_entry)(void *arg, const char *name, u64_t ino, int type);

int box_knows(const char *type);	/* is there such a file system? */
int box_mount(const char *type, const char *options);	/* on /mnt */
int box_remount(const char *options);
int box_umount(void);			/* and nothing is left in memory */
int box_open(const char *path, int flags, int mode);
int box_close(int fd);
int box_read(int fd, void *buf, size_t n, u64_t pos);
int box_write(int fd, const void *buf, size_t n, u64_t pos);
int box_append(int fd, const void *buf, size_t n);	/* at f_pos */
int box_ftruncate(int fd, u64_t size);
int box_truncate(const char *path, u64_t size);
int box_fsync(int fd);
int box_fdatasync(int fd);
int box_sync(void);
int box_stat(const char *path, struct box_stat *st);	/* of a link itself */
int box_fstat(int fd, struct box_stat *st);
int box_statfs(const char *path, struct box_statfs *st);
int box_mkdir(const char *path, int mode);
int box_rmdir(const char *path);
int box_link(const char *from, const char *to);
int box_symlink(const char *text, const char *path);
int box_readlink(const char *path, char *buf, int size);
int box_unlink(const char *path);
int box_rename(const char *from, const char *to);
int box_chmod(const char *path, int mode);
int box_mknod(const char *path, int mode, unsigned int dev);
/* Each entry of a directory, "." and ".." too, read `size' bytes at a time. */
int box_readdir(const char *path, int size, box_entry fn, void *arg);
/* As a program stores n bytes into a shared mapping: 0, or -EFAULT where it
   gets SIGBUS. */
int box_map_write(int fd, const void *buf, size_t n, u64_t pos);

/* Do these hold, when no process is in a call: nothing allocated since
   box_start() but caches? */
int box_leaks(void);
/* Memory is short: up to n pages, names and inodes leave the caches. */
void box_shrink(int n);

/* --- disk.c --------------------------------------------------------------- */
#define DISK_SECTOR	512

void disk_make(unsigned int sectors);	/* all zeroes; forgets the log */
int disk_load(const char *file);	/* 0, or -errno */
int disk_save(const char *file);
extern unsigned char *disk_data;
extern unsigned int disk_sectors;
extern unsigned int disk_reads, disk_writes;	/* calls of the driver */
extern unsigned int disk_most_calls;	/* more are a failure; 0: no limit */
extern int disk_fail_reads, disk_fail_writes;	/* one in so many: -EIO; 0 */
/* After so many writes from now on it dies, -1: never. The kernel does not
   learn of it; disk_dead is set. disk_bury(): disk_data is what it was when it
   died, or is now if it has not, and it lives again; nothing is mounted. */
void disk_die_after(int n);
void disk_bury(void);
extern int disk_dead;

/* --- tools.c -------------------------------------------------------------- */
struct fs_kind {
	const char *name;		/* of the test */
	const char *type;		/* mount -t */
	const char *mkfs;		/* a command; the file's name follows */
	const char *fsck;		/* looks only; NULL: there is none */
	const char *repair;		/* exit status 0 to 3 is success; NULL:
					   there is none to rely on */
	unsigned int kilobytes;
	u64_t largest;			/* file, bytes */
	unsigned int name_max;
};

extern const struct fs_kind fs_kinds[];	/* until name is NULL */
const struct fs_kind *fs_kind(const char *name);
int tool_make(const struct fs_kind *kind);	/* a new file system in the
						   disk; 0 or -1 */
int tool_check(const struct fs_kind *kind);	/* of the disk; 0: clean */
int tool_repair(const struct fs_kind *kind);	/* 0: was or is clean */
const char *tool_output(void);		/* of the last */
char *tool_file(const char *name);	/* in a folder that goes at the end */

#endif
