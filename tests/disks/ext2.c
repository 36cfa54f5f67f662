/*
 * ext2.c - what a shell cannot ask an ext2 file system for: flags, the limits
 * of sizes, mappings, reserved blocks. For tests/ext2.t, as root:
 *
 *	check DIRECTORY OLD	in a directory of the file system; OLD is 1 if
 *				that is of revision 0
 *
 * Each line is a test, "ok ..." or "not ok ...".
 */
#include "ulib.h"

#define NR_link		9
#define NR_unlink	10
#define NR_utime	30
#define NR_chmod	15
#define NR_rename	38
#define NR_fcntl	55
#define NR_statfs	99
#define NR_fsync	118
#define NR_pread64	180
#define NR_pwrite64	181
#define NR_ftruncate64	194
#define NR_fstat64	197
#define NR_setuid32	213

#define O_WRONLY	01
#define O_RDWR		02
#define O_CREAT		0100
#define O_TRUNC		01000
#define O_APPEND	02000
#define O_LARGEFILE	0100000
#define F_SETFL		4

#define EPERM		1
#define EFBIG		27
#define ENOSPC		28

#define EXT2_IOC_GETFLAGS	0x80046601
#define EXT2_IOC_SETFLAGS	0x40046602
#define EXT2_IOC_GETVERSION	0x80047601
#define EXT2_IOC_SETVERSION	0x40047602
#define IMMUTABLE	0x10
#define APPEND		0x20
#define NODUMP		0x40

struct stat64 {
	u32 start[11];
	u64 size;
	u32 blksize;
	u64 blocks;
} __attribute__((packed, aligned(4)));

struct statfs {
	u32 type, bsize, blocks, bfree, bavail, files, ffree, rest[9];
};

static char name[200], other[200], buf[4096];
static u32 block_size;

static void ok(int cond, const char *what)
{
	print("%s %s\n", cond ? "ok" : "not ok", what);
}

static void is(int got, int want, const char *what)
{
	ok(got == want, what);
	if (got != want)
		print("# got %d, wanted %d\n", got, want);
}

static int open(const char *path, int flags)
{
	return syscall3(NR_open, (u32)path, flags | O_LARGEFILE, 0644);
}

static int ioctl(int fd, u32 cmd, u32 *arg)
{
	return syscall3(NR_ioctl, fd, cmd, (u32)arg);
}

static int set_flags(int fd, u32 flags)
{
	return ioctl(fd, EXT2_IOC_SETFLAGS, &flags);
}

static u32 get_flags(int fd)
{
	u32 flags = 0;

	ioctl(fd, EXT2_IOC_GETFLAGS, &flags);
	return flags;
}

static int pwrite(int fd, const void *from, u32 n, u64 pos)
{
	return syscall6(NR_pwrite64, fd, (u32)from, n, pos, pos >> 32, 0);
}

static int pread(int fd, void *to, u32 n, u64 pos)
{
	return syscall6(NR_pread64, fd, (u32)to, n, pos, pos >> 32, 0);
}

/* A function in a child that is another user: what it returns, 0..255. */
static int as_user(int (*fn)(void))
{
	int status = -1, pid = syscall0(NR_fork);

	if (pid == 0) {
		syscall1(NR_setuid32, 1000);
		syscall1(NR_exit, fn());
	}
	syscall4(NR_wait4, pid, (u32)&status, 0, 0);
	return status >> 8 & 0xff;
}

static void immutable(void)
{
	int fd = open(name, O_RDWR | O_CREAT);

	is(set_flags(fd, IMMUTABLE | NODUMP), 0, "chattr +id");
	is(get_flags(fd) & (IMMUTABLE | APPEND | NODUMP),
	   IMMUTABLE | NODUMP, "lsattr: id");
	is(open(name, O_RDWR), -EPERM, "immutable: not opened to write");
	is(syscall1(NR_unlink, name), -EPERM, "immutable: not unlinked");
	is(syscall2(NR_rename, name, other), -EPERM, "immutable: not renamed");
	is(syscall2(NR_link, name, other), -EPERM, "immutable: not linked");
	is(syscall2(NR_chmod, name, 0600), -EPERM, "immutable: its mode stays");
	is(syscall2(NR_utime, name, 0), -EPERM, "immutable: its times stay");
	is(set_flags(fd, 0), 0, "chattr -id");
	is(syscall1(NR_unlink, name), 0, "and it can be unlinked");
	syscall1(NR_close, fd);
}

static void append_only(void)
{
	int fd = open(name, O_RDWR | O_CREAT | O_APPEND);

	is(set_flags(fd, APPEND), 0, "chattr +a");
	is(pwrite(fd, "one", 3, 0), 3, "append: a write goes to the end");
	is(open(name, O_WRONLY), -EPERM, "append: not opened without O_APPEND");
	is(open(name, O_WRONLY | O_APPEND | O_TRUNC), -EPERM,
	   "append: not cut off");
	is(syscall3(NR_fcntl, fd, F_SETFL, 0), -EPERM,
	   "append: O_APPEND stays");
	is(syscall4(NR_ftruncate64, fd, 0, 0, 0), -EPERM,
	   "append: no ftruncate");
	ok(syscall6(NR_mmap2, 0, 4096, PROT_WRITE, MAP_SHARED, fd, 0) < 0,
	   "append: no shared mapping that writes");
	is(syscall1(NR_unlink, name), -EPERM, "append: not unlinked");
	is(set_flags(fd, 0), 0, "chattr -a");
	syscall1(NR_unlink, name);
	syscall1(NR_close, fd);
}

static int user_flags(void)
{
	int fd = open(name, O_RDONLY);

	return -set_flags(fd, NODUMP);
}

static int user_immutable(void)
{
	int fd = open(other, O_RDWR | O_CREAT);

	return set_flags(fd, NODUMP) == 0 ? -set_flags(fd, IMMUTABLE) : 255;
}

static void owners(void)
{
	int fd = open(name, O_RDWR | O_CREAT);
	u32 version = 12345;

	is(as_user(user_flags), EPERM, "another user's flags");
	is(as_user(user_immutable), EPERM, "own flags, but those of root");
	is(ioctl(fd, EXT2_IOC_SETVERSION, &version), 0,
	   "the generation is set");
	version = 0;
	ioctl(fd, EXT2_IOC_GETVERSION, &version);
	is(version, 12345, "and is told");
	syscall1(NR_unlink, name);
	syscall1(NR_unlink, other);
	syscall1(NR_close, fd);
}

/* Bytes of the largest file: what the numbers of blocks can reach, or one
   page cache (1 TB). */
static u64 largest(int old)
{
	u64 n = block_size / 4, bytes;

	if (old)
		return 0x7fffffff;
	bytes = (12 + n + n * n + n * n * n) * block_size;
	return bytes < 1ull << 40 ? bytes : 1ull << 40;
}

static void sizes(int old)
{
	int fd = open(name, O_RDWR | O_CREAT);
	u64 most = largest(old);
	struct stat64 st;
	char last = 0;

	is(pwrite(fd, "x", 1, most), -EFBIG, "no file is too large");
	is(pwrite(fd, "xyz", 3, most - 1), 1, "the last byte of the largest");
	syscall2(NR_fstat64, fd, &st);
	ok(st.size == most, "its size");
	/* data, and one block of numbers on each level */
	is(st.blocks, 4 * block_size / 512,
	   "its blocks");
	is(pread(fd, &last, 1, most - 1), 1, "it is read");
	is(last, 'x', "as it was written");
	is(pread(fd, buf, 100, most / 2), 100, "a hole is read");
	is(buf[50], 0, "as zeroes");
	is(syscall4(NR_ftruncate64, fd, 10, 0, 0), 0, "it is cut off");
	syscall2(NR_fstat64, fd, &st);
	is(st.blocks, 0, "and has no blocks");
	is(syscall1(NR_fsync, fd), 0, "fsync");
	syscall1(NR_unlink, name);
	syscall1(NR_close, fd);
}

/* Holes are filled by a mapping, every third page of 60. */
static void mapping(void)
{
	int fd = open(other, O_RDWR | O_CREAT | O_TRUNC);
	volatile char *p;
	u32 i;

	syscall4(NR_ftruncate64, fd, 60 * PAGE_SIZE, 0, 0);
	p = (char *)syscall6(NR_mmap2, 0, 60 * PAGE_SIZE, PROT_READ |
			     PROT_WRITE, MAP_SHARED, fd, 0);
	for (i = 0; i < 60; i += 3)
		p[i * PAGE_SIZE + i] = 'm';
	syscall2(NR_munmap, p, 60 * PAGE_SIZE);
	is(pread(fd, buf, PAGE_SIZE, 57 * PAGE_SIZE), PAGE_SIZE,
	   "what a mapping has written is read");
	is(buf[57], 'm', "and right");
	is(syscall1(NR_fsync, fd), 0, "and synced");
	syscall1(NR_close, fd);
}

/* -errno of the write that found no room. */
static int fill(void)
{
	int n, fd = open(name, O_RDWR);

	do
		n = syscall3(NR_write, fd, (u32)buf, sizeof(buf));
	while (n > 0);
	return -n;
}

static void reserved(const char *dir)
{
	int n, fd = open(name, O_RDWR | O_CREAT);
	struct statfs st;

	syscall2(NR_chmod, name, 0666);
	is(as_user(fill), ENOSPC, "a user fills the disk");
	syscall2(NR_statfs, dir, &st);
	ok(st.bavail * st.bsize < PAGE_SIZE, "nothing is left for users");
	ok(st.bfree > st.bavail, "but something is free");
	n = pwrite(fd, buf, sizeof(buf), 100 * 1024 * 1024);
	is(n, sizeof(buf), "for root");
	syscall1(NR_unlink, name);
	syscall1(NR_close, fd);
}

int main(int argc, char **argv, char **envp)
{
	struct statfs st;

	(void)argc, (void)envp;
	memcpy(name, argv[1], strlen(argv[1]));
	memcpy(name + strlen(argv[1]), "/check", 7);
	memcpy(other, argv[1], strlen(argv[1]));
	memcpy(other + strlen(argv[1]), "/other", 7);
	syscall2(NR_chmod, argv[1], 0777);
	syscall2(NR_statfs, argv[1], &st);
	block_size = st.bsize;
	immutable();
	append_only();
	owners();
	sizes(argv[2][0] == '1');
	mapping();
	reserved(argv[1]);
	quit(0);
}
