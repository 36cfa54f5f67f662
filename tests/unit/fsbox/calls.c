/*
 * calls.c - the box is set up; and system calls, as programs make them: by the
 * kernel's handlers, with a frame of registers. See box.h.
 */
#include <sanitizer/common_interface_defs.h>
#include <stdio.h>
#include <stdlib.h>
#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/stat.h>
#include <asm/uaccess.h>
#include "../../../fs/names.h"
#include "../host.h"
#include "box.h"
#include "inside.h"

#define MOST_ERRNO	133
#define BOX_DEV		((240 << 8) | 0)	/* as mknod() has it */

static int objects_at_start, pages_at_start;

static const char *doing = "";
static unsigned int doing_number;

void box_note(const char *what, unsigned int number)
{
	doing = what;
	doing_number = number;
}

/* Also called when the sanitizers have found something. */
static void tell_doing(void)
{
	if (*doing)
		printf("# this was %s, number %u\n", doing, doing_number);
	fflush(stdout);
}

/* The sanitizers show where we were when something is wrong. */
const char *__asan_default_options(void)
{
	return "handle_abort=1";
}

const char *__ubsan_default_options(void)
{
	return "print_stacktrace=1";
}

void box_fail(const char *what)
{
	tell_doing();
	printf("Bail out! %s; log: %s\n", what, host_log);
	fflush(stdout);
	abort();
}

static long call(long (*handler)(struct pt_regs *), unsigned long a,
		 unsigned long b, unsigned long c, unsigned long d,
		 unsigned long e)
{
	struct pt_regs regs = { .ebx = a, .ecx = b, .edx = c, .esi = d,
				.edi = e };
	long result = handler(&regs);

	if (current->state != TASK_RUNNING)
		box_fail("a call returns and is asleep");
	if (result < 0 && result < -MOST_ERRNO)
		box_fail("a call returns what is no error");
	return result;
}

#define P(pointer)	((unsigned long)(pointer))

/* --- the box -------------------------------------------------------------- */

static void must(long result, const char *what)
{
	if (result)
		box_fail(what);
}

static void forget_unused(void)
{
	shrink_dcache(1 << 30);
	shrink_names();
}

void box_start(unsigned int seed, int pages)
{
	__sanitizer_set_death_callback(tell_doing);
	box_sched_start(seed);
	box_memory_start(pages);
	vfs_init();
	files_init();
	ramfs_init();
	block_dev_init();
	writeback_init();
	disk_start();
	box_file_systems();
	mount_root(get_fs_type("rootfs"));
	must(box_mkdir("/mnt", 0755), "mkdir /mnt");
	must(box_mkdir("/dev", 0755), "mkdir /dev");
	must(call(sys_mknod, P("/dev/box"), S_IFBLK | 0600, BOX_DEV, 0, 0),
	     "mknod /dev/box");
	box_open("/dev/box", O_RDONLY, 0);	/* the device stays, made */
	forget_unused();
	objects_at_start = box_objects();
	pages_at_start = box_pages();
}

void box_shrink(int n)
{
	shrink_dcache(n);
	shrink_cache(n);
}

int box_leaks(void)
{
	forget_unused();
	if (box_objects() != objects_at_start)
		printf("# %d objects, %d at the start\n", box_objects(),
		       objects_at_start);
	if (box_pages() != pages_at_start)
		printf("# %d pages, %d at the start\n", box_pages(),
		       pages_at_start);
	return box_objects() - objects_at_start + box_pages() -
	       pages_at_start;
}

/* --- mounts --------------------------------------------------------------- */

/* "ro,sync,noatime" and what the file system knows itself. */
static unsigned long mount_flags(const char *options, char *rest)
{
	static const struct {
		const char *name;
		unsigned long flag;
	} flags[] = {
		{ "ro", MS_RDONLY }, { "sync", MS_SYNCHRONOUS },
		{ "noatime", MS_NOATIME }, { "rw", 0 },
	};
	unsigned long all = 0;
	size_t len;
	int i;

	for (*rest = '\0'; options && *options; options += len) {
		options += *options == ',';
		len = strcspn(options, ",");
		for (i = 0; i < ARRAY_SIZE(flags); i++)
			if (strlen(flags[i].name) == len &&
			    !strncmp(options, flags[i].name, len))
				break;
		if (i < ARRAY_SIZE(flags)) {
			all |= flags[i].flag;
			continue;
		}
		if (*rest)
			strcat(rest, ",");
		strncat(rest, options, len);
	}
	return all;
}

int box_knows(const char *type)
{
	return get_fs_type(type) != NULL;
}

int box_mount(const char *type, const char *options)
{
	static char rest[PATH_MAX];	/* the kernel copies all of it */
	unsigned long flags = mount_flags(options, rest);

	return call(sys_mount, P("/dev/box"), P("/mnt"), P(type), flags,
		    P(rest));
}

int box_remount(const char *options)
{
	static char rest[PATH_MAX];	/* the kernel copies all of it */
	unsigned long flags = mount_flags(options, rest);

	return call(sys_mount, 0, P("/mnt"), 0, flags | MS_REMOUNT, P(rest));
}

int box_umount(void)
{
	return call(sys_umount, P("/mnt"), 0, 0, 0, 0);
}

/* --- files ---------------------------------------------------------------- */

int box_open(const char *path, int flags, int mode)
{
	return call(sys_open, P(path), flags | O_LARGEFILE, mode, 0, 0);
}

int box_close(int fd)
{
	return call(sys_close, fd, 0, 0, 0, 0);
}

int box_read(int fd, void *buf, size_t n, u64_t pos)
{
	return call(sys_pread64, fd, P(buf), n, pos, pos >> 32);
}

int box_write(int fd, const void *buf, size_t n, u64_t pos)
{
	return call(sys_pwrite64, fd, P(buf), n, pos, pos >> 32);
}

int box_append(int fd, const void *buf, size_t n)
{
	return call(sys_write, fd, P(buf), n, 0, 0);
}

int box_ftruncate(int fd, u64_t size)
{
	return call(sys_ftruncate64, fd, size, size >> 32, 0, 0);
}

int box_truncate(const char *path, u64_t size)
{
	return call(sys_truncate64, P(path), size, size >> 32, 0, 0);
}

int box_fsync(int fd)
{
	return call(sys_fsync, fd, 0, 0, 0, 0);
}

int box_fdatasync(int fd)
{
	return call(sys_fdatasync, fd, 0, 0, 0, 0);
}

int box_sync(void)
{
	return call(sys_sync, 0, 0, 0, 0, 0);
}

/*
 * The page comes in by the file's own mmap() and a fault; the store marks it
 * as the CPU and the kernel do it between them.
 */
int box_map_write(int fd, const void *buf, size_t n, u64_t pos)
{
	struct vm_area_struct vma = { .vm_pgoff = pos >> PAGE_SHIFT,
		.vm_flags = VM_SHARED | VM_MAYWRITE | VM_WRITE };
	u32 offset = pos & PAGE_OFFSET_MASK;
	struct page *page;
	int err = -EBADF;

	vma.vm_file = fget(fd);
	if (!vma.vm_file)
		return err;
	err = generic_file_mmap(vma.vm_file, &vma);
	if (err)
		goto out;
	if (n > PAGE_SIZE - offset)
		n = PAGE_SIZE - offset;
	err = -EFAULT;
	page = vma.vm_ops->nopage(&vma, 0);
	if (page == NOPAGE_SIGBUS || page == NOPAGE_OOM)
		goto out;
	err = 0;
	memcpy((char *)page_address(page) + offset, buf, n);
	set_page_dirty(page);
	put_page(page);
out:
	fput(vma.vm_file);
	return err;
}

/* --- what there is -------------------------------------------------------- */

static int tell_stat(long err, const struct stat64 *from, struct box_stat *st)
{
	if (err)
		return err;
	st->mode = from->st_mode;
	st->nlink = from->st_nlink;
	st->uid = from->st_uid;
	st->gid = from->st_gid;
	st->blocks = from->st_blocks;
	st->blksize = from->st_blksize;
	st->mtime = from->st_mtime;
	st->ctime = from->st_ctime;
	st->size = from->st_size;
	st->ino = from->st_ino;
	return 0;
}

int box_stat(const char *path, struct box_stat *st)
{
	struct stat64 got;

	return tell_stat(call(sys_lstat64, P(path), P(&got), 0, 0, 0), &got,
			 st);
}

int box_fstat(int fd, struct box_stat *st)
{
	struct stat64 got;

	return tell_stat(call(sys_fstat64, fd, P(&got), 0, 0, 0), &got, st);
}

int box_statfs(const char *path, struct box_statfs *st)
{
	struct statfs64 got;
	long err = call(sys_statfs64, P(path), sizeof(got), P(&got), 0, 0);

	if (err)
		return err;
	st->bsize = got.f_bsize;
	st->blocks = got.f_blocks;
	st->bfree = got.f_bfree;
	st->files = got.f_files;
	st->ffree = got.f_ffree;
	return 0;
}

/* An entry as getdents64() gives it. */
struct box_dirent {
	u64 d_ino;
	s64 d_off;
	u16 d_reclen;
	u8 d_type;
	char d_name[];
} __attribute__((packed));

int box_readdir(const char *path, int size, box_entry fn, void *arg)
{
	int fd = box_open(path, O_RDONLY | O_DIRECTORY, 0);
	struct box_dirent *entry;
	char buf[4096];
	int n, at;

	if (fd < 0)
		return fd;
	for (;;) {
		n = call(sys_getdents64, fd, P(buf), size, 0, 0);
		if (n <= 0)
			break;
		for (at = 0; at < n; at += entry->d_reclen) {
			entry = (struct box_dirent *)(buf + at);
			fn(arg, entry->d_name, entry->d_ino, entry->d_type);
		}
	}
	box_close(fd);
	return n;
}

/* --- names ---------------------------------------------------------------- */

int box_mkdir(const char *path, int mode)
{
	return call(sys_mkdir, P(path), mode, 0, 0, 0);
}

int box_rmdir(const char *path)
{
	return call(sys_rmdir, P(path), 0, 0, 0, 0);
}

int box_link(const char *from, const char *to)
{
	return call(sys_link, P(from), P(to), 0, 0, 0);
}

int box_symlink(const char *text, const char *path)
{
	return call(sys_symlink, P(text), P(path), 0, 0, 0);
}

int box_readlink(const char *path, char *buf, int size)
{
	return call(sys_readlink, P(path), P(buf), size, 0, 0);
}

int box_unlink(const char *path)
{
	return call(sys_unlink, P(path), 0, 0, 0, 0);
}

int box_rename(const char *from, const char *to)
{
	return call(sys_rename, P(from), P(to), 0, 0, 0);
}

int box_chmod(const char *path, int mode)
{
	return call(sys_chmod, P(path), mode, 0, 0, 0);
}

int box_mknod(const char *path, int mode, unsigned int dev)
{
	return call(sys_mknod, P(path), mode, dev, 0, 0);
}
