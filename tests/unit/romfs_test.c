/* needs: fs/dcache.c fs/dcache_shrink.c fs/d_path.c fs/inode.c fs/getname.c */
/* needs: fs/namei.c fs/follow.c fs/permission.c fs/create.c fs/remove.c */
/* needs: fs/rename.c fs/attr.c lib/string.c lib/find_bit.c fs/romfs/?*.c */
/*
 * romfs_test.c - the ROM file system, on an image that genromfs makes, then on
 * one that is made here by hand, with right checksums and wrong pointers, and
 * on damaged ones.
 */
#include "names_kernel.h"
#include "disk_model.h"
#include "../../fs/romfs/internal.h"

#define DAMAGED		10000		/* images */
#define BIG		10000		/* bytes of a file */

static struct file_system_type *romfs;
static unsigned int seed = 4711;

int register_filesystem(struct file_system_type *type)
{
	romfs = type;
	return 0;
}

/* The bytes of a directory of the host, as an image. */
static bool make_image(void)
{
	if (system("which genromfs > /dev/null 2>&1"))
		return false;
	return !disk_run("d=$f.d; mkdir -p $d/sub/deep; cd $d; echo hello > a;"
			 "echo run > run; chmod +x run; ln a sub/hard;"
			 "ln -s ../a sub/sym; mkfifo fifo;"
			 "seq 100000 200000 | head -c 10000 > sub/deep/big;"
			 "touch a-name-of-more-than-sixteen-characters;"
			 "genromfs -d . -f $f -V 'volume'; cd /; rm -r $d");
}

static int count_name(void *buf, const char *name, u32 len, loff_t offset,
		      unsigned long ino, u32 type)
{
	char *names = buf;

	(void)offset, (void)ino, (void)type;
	if (strlen(names) + len + 2 > 2000)
		return -EINVAL;
	strncat(names, name, len);
	strcat(names, "/");
	return 0;
}

/* Reads all of a file as pages would be; a sum, or -errno. */
static int sum_file(struct inode *inode)
{
	u8 byte;
	u32 i;
	int sum = 0, err;

	for (i = 0; i < inode->i_size && i < 20000; i += 7) {
		err = romfs_read(inode->i_sb, romfs_start(inode) + i, &byte,
				 1);
		if (err)
			return err;
		sum += byte;
	}
	return sum;
}

static void look_around(struct dentry *dir, int depth)
{
	struct file file = { .f_dentry = dir };
	char names[2048] = "", buf[PATH_MAX], *name, *next;
	struct dentry *d;
	struct qstr q;

	dir->d_inode->i_fop->readdir(&file, names, count_name);
	for (name = names; (next = strchr(name, '/')); name = next + 1) {
		q = (struct qstr) { .name = name, .len = next - name };
		if (q.len <= 2 && !strncmp(name, "..", q.len))
			continue;
		d = lookup_locked(dir, &q);
		if (IS_ERR(d))
			continue;
		if (d->d_inode && S_ISDIR(d->d_inode->i_mode) && depth)
			look_around(d, depth - 1);
		else if (d->d_inode && S_ISLNK(d->d_inode->i_mode))
			d->d_inode->i_op->readlink(d, buf, sizeof(buf));
		else if (d->d_inode && S_ISREG(d->d_inode->i_mode))
			sum_file(d->d_inode);
		dput(d);
	}
}

static void mounted(void)
{
	char names[2048] = "", want[BIG + 8];
	struct file file = { 0 };
	struct dentry *d, *e;
	int i, sum = 0;

	is(disk_mount(romfs->read_super, 0), 0, "what genromfs makes");
	ok(disk_sb.s_flags & MS_RDONLY, "is read-only");
	file.f_dentry = fs.root;
	romfs_dir_operations.readdir(&file, names, count_name);
	ok(strstr(names, "a-name-of-more-than-sixteen-characters/") &&
	   strstr(names, "run/") && strstr(names, "./../"), "names");
	d = lookup_at(AT_FDCWD, "sub/sym", LOOKUP_FOLLOW);
	e = lookup_at(AT_FDCWD, "sub/hard", 0);
	ok(!IS_ERR(d) && !IS_ERR(e) && d->d_inode == e->d_inode,
	   "a symlink, a hard link");
	dput(d);
	dput(e);
	d = lookup_at(AT_FDCWD, "run", 0);
	is(d->d_inode->i_mode, S_IFREG | 0755, "a program");
	dput(d);
	d = lookup_at(AT_FDCWD, "fifo", 0);
	is(d->d_inode->i_mode, S_IFIFO | 0644, "a FIFO");
	dput(d);
	d = lookup_at(AT_FDCWD, "sub/deep/big", 0);
	is(d->d_inode->i_size, BIG, "a larger file");
	for (i = 0; i * 7 < BIG; i++)
		snprintf(want + i * 7, 8, "%d\n", 100000 + i);
	for (i = 0; i < BIG; i += 7)
		sum += want[i];
	is(sum_file(d->d_inode), sum, "and what is in it");
	dput(d);
	d = lookup_at(AT_FDCWD, "none", 0);
	is(PTR_ERR(d), -ENOENT, "no file");
	is(vfs_mkdir("x", 0755), -EROFS, "nothing can be made");
	ok(disk_umount() && !disk_errors, "unmounted");
}

/* --- images by hand ------------------------------------------------------- */

static u8 *image;			/* the first block */

static void put(u32 at, u32 word)
{
	image[at] = word >> 24;
	image[at + 1] = word >> 16;
	image[at + 2] = word >> 8;
	image[at + 3] = word;
}

/* A header with a name of at most 15 characters. */
static void header(u32 at, u32 next, u32 kind, u32 info, u32 size,
		   const char *name)
{
	u32 i, sum = 0;

	memset(image + at, 0, 32);
	put(at, next | kind);
	put(at + ROMFS_INFO, info);
	put(at + ROMFS_SIZE, size);
	strcpy((char *)image + at + ROMFS_HEADER_BYTES, name);
	for (i = 0; i < 32; i += 4)
		sum += romfs_word(image + at + i);
	put(at + 12, -sum);
}

/* An empty root at 32, in an image of a block. */
static void begin(void)
{
	image = disk[0];
	memset(image, 0, DISK_BLOCK);
	disk_blocks = 1;
	disk_errors = 0;
	strcpy((char *)image, ROMFS_WORD);
	put(ROMFS_SUPER_SIZE, DISK_BLOCK);
	header(32, 0, ROMFS_DIR | ROMFS_EXEC, 32, 0, ".");
}

static int mount_it(void)
{
	u32 i, sum = 0;

	put(12, 0);
	for (i = 0; i < 512; i += 4)
		sum += romfs_word(image + i);
	put(12, -sum);
	return disk_mount(romfs->read_super, 0);
}

/* lookup() of a name fails so, with that message. */
static void fails(const char *name, int err, const char *message)
{
	struct dentry *d;

	is(mount_it(), 0, "an image");
	disk_errors = 0;
	disk_message[0] = '\0';
	d = lookup_at(AT_FDCWD, name, 0);
	is(IS_ERR(d) ? PTR_ERR(d) : 0, err, "%s", name);
	is_str(disk_message, message, "%s: told", name);
	if (!IS_ERR(d))
		dput(d);
	ok(disk_umount() && !mutex_waits, "unmounted");
}

static void by_hand(void)
{
	begin();
	header(32, 64, ROMFS_DIR | ROMFS_EXEC, 32, 0, ".");
	header(64, 96, ROMFS_REG, 0, 10, "file");
	header(96, 64, ROMFS_REG, 0, 10, "back");
	fails("file", 0, "");
	fails("none", -EIO, "no file header at 96");
	header(96, 0, ROMFS_LINK, 96, 0, "link");
	fails("link", -EIO, "file at 96 makes no sense");
	header(96, 128, ROMFS_LINK, 128, 0, "link");
	header(128, 0, ROMFS_LINK, 96, 0, "other");
	fails("other", -EIO, "file at 96 makes no sense");
	header(96, 0, ROMFS_LINK, 32, 0, "root");
	fails("root", -EIO, "directory at 32 has two names");
	header(96, 0, ROMFS_DIR | ROMFS_EXEC, 64, 0, "loop");
	fails("loop/loop/x", -EIO, "directory at 96 has two names");
	header(64, 96, ROMFS_REG, 0, DISK_BLOCK - 95, "file");
	fails("file", -EIO, "file at 64 makes no sense");
	header(64, 96, ROMFS_SYMLINK, 0, 0, "empty");
	fails("empty", -EIO, "file at 64 makes no sense");
	header(64, 96, ROMFS_CHR, 0x10000000, 0, "dev");
	fails("dev", -EIO, "file at 64 makes no sense");
	header(64, 2048, ROMFS_REG, 0, 0, "file");
	fails("x", -EIO, "no file header at 2048");
	header(64, 0, ROMFS_REG, 0, 0, "a/b");
	fails("x", -EIO, "no file header at 64");
	header(64, 0, ROMFS_REG, 0, 0, "file");
	image[64 + 20] ^= 1;
	fails("x", -EIO, "no file header at 64");
	memset(image + 80, 'x', DISK_BLOCK - 80);
	fails("x", -EIO, "no file header at 64");
	header(32, 64, ROMFS_REG, 32, 0, ".");
	is(mount_it(), -ENOTDIR, "a root that is none");
	put(ROMFS_SUPER_SIZE, 2 * DISK_BLOCK);
	is(mount_it(), -EINVAL, "half an image");
	image[600] = 1;
	put(ROMFS_SUPER_SIZE, 12);
	is(mount_it(), -EINVAL, "a very small one");
}

static void damaged(void)
{
	int i, n, mounts = 0, told = 0, leaked = 0;

	disk_load(disk_file);
	for (i = 0; i < DAMAGED; i++) {
		disk_restore();
		image = disk[0];
		for (n = 1 + rnd(&seed) % 6; n; n--)
			image[rnd(&seed) % 1000] = rnd(&seed);
		if (rnd(&seed) % 4 && !mount_it()) {
			mounts++;
			look_around(disk_sb.s_root, 5);
			leaked += !disk_umount();
		}
		leaked += disk_held != 0;
		told += disk_errors != 0;
	}
	ok(mounts > DAMAGED / 4, "%d damaged images, %d were mounted", DAMAGED,
	   mounts);
	ok(told > DAMAGED / 8, "%d had a line in the log", told);
	ok(!leaked && !mutex_waits, "nothing was kept");
}

int main(void)
{
	int i, before, fd = mkstemp(disk_file);

	close(fd);
	host_cpu->task = &task;
	task.fs = &fs;
	task.files = &files;
	task.cap_effective = CAP_FULL_SET;
	inode_init();
	dcache_init();
	romfs_init();
	before = allocated;
	if (make_image()) {
		disk_load(disk_file);
		mounted();
		damaged();
	} else {
		diag("no genromfs: its image is not tested");
		disk[0] = calloc(1, DISK_BLOCK);
	}
	by_hand();
	for (i = 0; i < 8; i++)
		kfree(name_buffer());
	is(allocated, before, "no memory is left in use");
	unlink(disk_file);
	return done();
}
