/* needs: fs/dcache.c fs/dcache_shrink.c fs/d_path.c fs/inode.c fs/getname.c */
/* needs: fs/namei.c fs/follow.c fs/permission.c fs/create.c fs/remove.c */
/* needs: fs/rename.c fs/attr.c lib/string.c lib/find_bit.c fs/minix/?*.c */
/*
 * minix_fs_test.c - the Minix file systems, on images that mkfs.minix makes,
 * with the real name cache and calls above. After each part fsck.minix must
 * find nothing. Then with a device that fails, and with damaged images.
 */
#include <linux/syscalls.h>
#include "host.h"
#include "names_kernel.h"
#include "disk_model.h"
#include "../../fs/minix/internal.h"

#define BLOCKS		10000
#define DAMAGED		800		/* images */
#define RANDOM		6000		/* operations */

static struct file_system_type *minix;
static unsigned int seed = 4711;

int register_filesystem(struct file_system_type *type)
{
	minix = type;
	return 0;
}

static const struct {
	const char *options;
	u32 name_len, links;
} kinds[] = {
	{ "-1 -n 14", 14, 250 }, { "-1 -n 30", 30, 250 },
	{ "-2 -n 14", 14, 65530 }, { "-2 -n 30", 30, 65530 },
};

/* A fresh file system of that kind, mounted. */
static void make(int kind, u32 blocks, u32 inodes)
{
	char command[200];

	if (truncate(disk_file, 0) || truncate(disk_file, blocks * DISK_BLOCK))
		abort();
	snprintf(command, sizeof(command),
		 "mkfs.minix %s -i %u $f > /dev/null 2>&1",
		 kinds[kind].options, inodes);
	if (disk_run(command))
		abort();
	disk_load(disk_file);
	is(disk_mount(minix->read_super, 0), 0, "mkfs.minix %s: mounted",
	   kinds[kind].options);
}

static void check(const char *what)
{
	ok(disk_umount(), "%s: nothing in use", what);
	disk_save(disk_file);
	ok(!disk_run("fsck.minix -f $f > $f.log 2>&1 && "
		     "! grep -i -E 'bad|error|unused|not used|counted|warning' "
		     "$f.log"), "%s: fsck.minix is content", what);
}

/* A symlink itself; ERR_PTR. */
static struct dentry *find(const char *name)
{
	return lookup_at(AT_FDCWD, name, 0);
}

static int rename_to(const char *old, const char *new)
{
	struct pt_regs regs = { .ebx = (u32)old, .ecx = (u32)new };

	return sys_rename(&regs);
}

static int make_file(const char *name)
{
	return vfs_mknod(name, S_IFREG | 0644, 0);
}

/* --- parts ------------------------------------------------------------ */

static void names(int kind)
{
	char name[64];
	struct dentry *d;
	u32 i, n, len = kinds[kind].name_len;

	memset(name, 'n', sizeof(name));
	name[len] = '\0';
	is(make_file(name), 0, "a name of %u characters", len);
	is(make_file(name), -EEXIST, "only once");
	name[len] = 'n';
	name[len + 1] = '\0';
	is(make_file(name), -ENAMETOOLONG, "none of %u", len + 1);
	is(vfs_mkdir("d", 0755), 0, "a directory");
	is(vfs_mkdir("d/e", 0755), 0, "one in it");
	is(vfs_rmdir("d"), -ENOTEMPTY, "which keeps it there");
	is(vfs_symlink("d/e", "s"), 0, "a symlink");
	d = lookup_at(AT_FDCWD, "s", LOOKUP_FOLLOW);
	ok(!IS_ERR(d) && S_ISDIR(d->d_inode->i_mode), "leads there");
	dput(d);
	is(vfs_mknod("n", S_IFCHR | 0600, MKDEV(4, 64)), 0, "a device");
	is(vfs_mknod("o", S_IFCHR | 0600, MKDEV(256, 0)), -EINVAL,
	   "not with a large number");
	is(vfs_mknod("p", S_IFIFO | 0600, 0), 0, "a FIFO");
	is(vfs_link("p", "q"), 0, "two names of it");
	is(vfs_unlink("p"), 0, "one is enough");
	for (i = n = 0; i < 300 && !vfs_mkdir("d/x", 0755); i++, n++) {
		snprintf(name, sizeof(name), "d/%u", i);
		task.fsuid = i;
		if (rename_to("d/x", name))
			break;
	}
	task.fsuid = 0;
	is(n, kinds[kind].links == 250 ? 247 : 300, "so many directories");
	for (i = 0; i < n; i += 2) {
		snprintf(name, sizeof(name), "d/%u", i);
		if (vfs_rmdir(name))
			break;
	}
	ok(i >= n, "half of them go");
	check("names");
	is(disk_mount(minix->read_super, 0), 0, "once more");
	d = find("n");
	is(d->d_inode->i_rdev, MKDEV(4, 64), "the device is the same");
	dput(d);
	d = find("d");
	is(d->d_inode->i_nlink, 3 + n - (n + 1) / 2, "the links, too");
	dput(d);
	disk_umount();
}

/* A byte on each side of each border of the tree, and the size of it all. */
static void tree(int kind)
{
	static const u32 blocks[] = { 0, 6, 7, 8, 262, 263, 518, 519, 520,
		775, 776, 65798, 65799, 262662 };
	struct dentry *d;
	struct inode *inode;
	u32 i, n = 0, free = minix_sb(&disk_sb)->zmap.free;
	u32 last = disk_sb.s_maxbytes / DISK_BLOCK;

	is(make_file("f"), 0, "a file");
	d = find("f");
	inode = d->d_inode;
	for (i = 0; i < ARRAY_SIZE(blocks); i++)
		n += disk_byte(inode, blocks[i] * DISK_BLOCK + i,
			       minix_get_block, true, i + 1) == i + 1;
	is(n, ARRAY_SIZE(blocks), "is written here and there");
	for (i = n = 0; i < ARRAY_SIZE(blocks); i++)
		n += disk_byte(inode, blocks[i] * DISK_BLOCK + i,
			       minix_get_block, false, 0) == i + 1;
	is(n, ARRAY_SIZE(blocks), "and read");
	is(disk_byte(inode, 100 * DISK_BLOCK, minix_get_block, false, 0), 0,
	   "holes are zero");
	if (kind < 2)
		is(disk_byte(inode, last * DISK_BLOCK, minix_get_block, true,
			     1), -EFBIG, "there is an end");
	n = inode->i_blocks / 2;
	is(free - minix_sb(&disk_sb)->zmap.free, n, "the blocks are counted");
	minix_i(inode)->counted = false;
	is(minix_revalidate(d), 0, "and counted anew");
	is(inode->i_blocks / 2, n, "are as many");
	for (i = ARRAY_SIZE(blocks) - 1; i > 0; i--) {
		inode->i_size = blocks[i] * DISK_BLOCK;
		inode->i_op->truncate(inode);
		n = inode->i_blocks;
		minix_i(inode)->counted = false;
		minix_revalidate(d);
		if (n != inode->i_blocks ||
		    disk_byte(inode, blocks[i] * DISK_BLOCK + i,
			      minix_get_block, false, 0) ||
		    disk_byte(inode, blocks[i - 1] * DISK_BLOCK + i - 1,
			      minix_get_block, false, 0) != i)
			break;
	}
	is(i, 0, "it is cut, from border to border");
	dput(d);
	is(vfs_unlink("f"), 0, "it goes");
	is(minix_sb(&disk_sb)->zmap.free, free, "and has left nothing");
	check("tree");
}

/* The device is full: nothing is lost, and there is room again afterwards. */
static void full(int kind)
{
	u32 i, n, free = minix_sb(&disk_sb)->zmap.free;
	struct dentry *d;
	char name[32];

	is(make_file("big"), 0, "a file");
	d = find("big");
	for (i = 0; disk_byte(d->d_inode, i * DISK_BLOCK, minix_get_block,
			      true, 1) == 1; i++)
		;
	is(minix_sb(&disk_sb)->zmap.free, 0, "fills the device (%d)", kind);
	is(vfs_mkdir("d", 0755), -ENOSPC, "no directory");
	is(vfs_symlink("x", "s"), -ENOSPC, "no symlink");
	for (n = 0; n < 1000; n++) {
		snprintf(name, sizeof(name), "%u", n);
		if (make_file(name))
			break;
	}
	ok(n > 8 && n < 100, "some more names (%u)", n);
	is(make_file("y"), -ENOSPC, "no file");
	dput(d);
	is(vfs_unlink("big"), 0, "it goes");
	is(minix_sb(&disk_sb)->zmap.free, free, "all is free");
	for (; n < 1000; n++) {
		snprintf(name, sizeof(name), "%u", n);
		if (make_file(name))
			break;
	}
	is(minix_sb(&disk_sb)->imap.free, 0, "until there are no inodes");
	check("full");
}

/* Owners that there is no room for. */
static void owners(int kind)
{
	struct iattr attr = { .ia_valid = ATTR_UID, .ia_uid = 65536 };
	struct dentry *d;
	char text[DISK_BLOCK + 1];

	is(make_file("f"), 0, "a file");
	d = find("f");
	is(notify_change(d, &attr), -EOVERFLOW, "not of user 65536");
	attr = (struct iattr) { .ia_valid = ATTR_GID, .ia_gid = 256 };
	is(notify_change(d, &attr), kind < 2 ? -EOVERFLOW : 0, "group 256");
	attr.ia_gid = 65535;
	is(notify_change(d, &attr), kind < 2 ? -EOVERFLOW : 0, "group 65535");
	dput(d);
	task.fsuid = 100000;
	is(make_file("g"), -EOVERFLOW, "nor a new one of his");
	task.fsuid = 0;
	memset(text, 'x', DISK_BLOCK);
	text[DISK_BLOCK] = '\0';
	is(vfs_symlink(text, "s"), -ENAMETOOLONG, "1024 characters");
	text[DISK_BLOCK - 1] = '\0';
	is(vfs_symlink(text, "s"), 0, "1023");
	check("owners");
}

/* --- random operations ---------------------------------------------------- */

static void random_name(char *name)
{
	snprintf(name, 32, "%c/%c", 'a' + rnd(&seed) % 4, 'a' + rnd(&seed) % 9);
	if (rnd(&seed) % 4 == 0)
		name[1] = '\0';
}

static void random_step(void)
{
	char a[32], b[32];
	struct dentry *d;

	random_name(a);
	random_name(b);
	switch (rnd(&seed) % 10) {
	case 0:
	case 1:
		make_file(a);
		break;
	case 2:
		vfs_mkdir(a, 0755);
		break;
	case 3:
		vfs_unlink(a);
		break;
	case 4:
		vfs_rmdir(a);
		break;
	case 5:
		vfs_link(a, b);
		break;
	case 6:
		vfs_symlink(b, a);
		break;
	case 7:
		rename_to(a, b);
		break;
	default:
		d = find(a);
		if (!IS_ERR(d) && d->d_inode && S_ISREG(d->d_inode->i_mode)) {
			if (rnd(&seed) % 4) {
				disk_byte(d->d_inode, rnd(&seed) % 600000,
					  minix_get_block, true, 1);
			} else if (!IS_RDONLY(d->d_inode)) {
				d->d_inode->i_size = rnd(&seed) %
					(1 + (u32)d->d_inode->i_size);
				d->d_inode->i_op->truncate(d->d_inode);
			}
		}
		if (!IS_ERR(d))
			dput(d);
	}
}

static void randomly(int kind)
{
	int i;

	for (i = 0; i < RANDOM; i++)
		random_step();
	is(disk_errors, 0, "%d operations (%d): no errors", RANDOM, kind);
	check("random");
}

/* --- damage --------------------------------------------------------------- */

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

/* Looks at all that can be reached, a few levels down. */
static void look_around(struct dentry *dir, int depth)
{
	struct file file = { .f_dentry = dir };
	char names[2048] = "", buf[PATH_MAX], *name, *next;
	struct dentry *d;
	struct qstr q;
	u32 i;

	dir->d_inode->i_fop->readdir(&file, names, count_name);
	for (name = names; (next = strchr(name, '/')); name = next + 1) {
		q = (struct qstr) { .name = name, .len = next - name };
		if (q.len <= 2 && !strncmp(name, "..", q.len))
			continue;
		d = lookup_locked(dir, &q);
		if (IS_ERR(d))
			continue;
		if (d->d_inode && d->d_inode->i_op->revalidate)
			d->d_inode->i_op->revalidate(d);
		if (d->d_inode && S_ISDIR(d->d_inode->i_mode) && depth)
			look_around(d, depth - 1);
		else if (d->d_inode && S_ISLNK(d->d_inode->i_mode))
			d->d_inode->i_op->readlink(d, buf, sizeof(buf));
		else if (d->d_inode && S_ISREG(d->d_inode->i_mode))
			for (i = 0; i < 40; i++)
				disk_byte(d->d_inode, i * 30000,
					  minix_get_block, false, 0);
		dput(d);
	}
}

static void spoil(void)
{
	u32 n = 1 + rnd(&seed) % 8, at, used = 60;

	while (n--) {
		at = rnd(&seed) % 4 ? rnd(&seed) % 8 : rnd(&seed) % used;
		disk[at][rnd(&seed) % DISK_BLOCK] =
			rnd(&seed) % 3 ? rnd(&seed) : 0xff * (rnd(&seed) % 2);
	}
	if (rnd(&seed) % 3 == 0)	/* the super block's numbers */
		disk[1][rnd(&seed) % 24] ^= 1 << rnd(&seed) % 8;
}

/* Saved by random(): images with something in them. */
static void damaged(int kind)
{
	int i, j, mounted = 0, told = 0, leaked = 0;

	disk_load(disk_file);
	for (i = 0; i < DAMAGED; i++) {
		disk_restore();
		spoil();
		if (disk_mount(minix->read_super,
			       rnd(&seed) % 4 ? 0 : MS_RDONLY)) {
			leaked += disk_held != 0;
			continue;
		}
		mounted++;
		look_around(disk_sb.s_root, 4);
		for (j = 0; j < 60; j++)
			random_step();
		told += disk_errors != 0;
		leaked += !disk_umount();
	}
	ok(mounted > DAMAGED / 4, "%d damaged images (%d), %d were mounted",
	   DAMAGED, kind, mounted);
	ok(told > DAMAGED / 20, "%d had a line in the log", told);
	is(leaked, 0, "nothing was kept");
	is(mutex_waits, 0, "and no lock was taken twice");
}

/* Each read fails once, and all after it: errors, nothing else. */
static void failing(int kind)
{
	int i, j, leaked = 0;

	disk_load(disk_file);
	for (i = 1; i < 400; i++) {
		disk_restore();
		disk_fail_in = i < 40 ? i : 0;
		if (!disk_mount(minix->read_super, 0)) {
			disk_fail_in = i;
			for (j = 0; j < 20; j++)
				random_step();
			leaked += !disk_umount();
		}
		leaked += disk_held != 0;
		disk_fail_in = 0;
	}
	is(leaked, 0, "a device that fails (%d)", kind);
}

/* A directory with two names, one of them in itself: who locks the one and
   then the other would lock himself out. */
static void two_names(void)
{
	struct dentry *d;
	u32 ino;

	make(3, 600, 100);
	vfs_mkdir("d", 0755);
	vfs_mkdir("d/e", 0755);
	d = find("d");
	ino = d->d_inode->i_ino;
	minix_add_entry(d->d_inode, "d", 1, ino);
	dput(d);
	minix_add_entry(fs.root->d_inode, "again", 5, ino);
	minix_add_entry(fs.root->d_inode, "root", 4, MINIX_ROOT_INO);
	disk_umount();
	disk_mount(minix->read_super, 0);
	d = find("d");
	is(vfs_rmdir("d/d"), -EIO, "no directory is in itself");
	is_str(disk_message, "directory 2 has two names", "says so");
	disk_sb.s_flags = 0;		/* as if that had not been noticed */
	is(rename_to("d/e", "again/e"), -EIO, "or has two names");
	is(rename_to("d", "root/x"), -EIO, "not even the root");
	dput(d);
	ok(disk_umount() && !mutex_waits, "nothing is locked twice");
}

/* A name that has vanished under the cache, and one that leads nowhere. */
static void wrong_names(void)
{
	struct minix_place p;
	struct dentry *d;

	make(0, 600, 100);
	make_file("f");
	make_file("g");
	d = find("f");
	minix_find_entry(fs.root->d_inode, "f", 1, &p);
	minix_set_entry(fs.root->d_inode, &p, 0);
	is(vfs_unlink("f"), -EIO, "a lost name");
	is_str(disk_message, "directory 1 has lost a name", "is told");
	dput(d);
	disk_sb.s_flags = 0;
	minix_find_entry(fs.root->d_inode, "g", 1, &p);
	minix_set_entry(fs.root->d_inode, &p, 50000);
	shrink_dcache(100);
	d = find("g");
	is(PTR_ERR(d), -EIO, "a name of no inode");
	disk_sb.s_flags = 0;
	minix_find_entry(fs.root->d_inode, "g", 1, &p);
	minix_set_entry(fs.root->d_inode, &p, 77);
	d = find("g");
	is(PTR_ERR(d), -EIO, "or of a free one");
	is(disk_errors, 3, "each is told of");
	disk_umount();
}

static void refused(void)
{
	u16 *magic;

	disk_load(disk_file);
	magic = (u16 *)(disk[1] + 16);
	*magic = 0;
	host_log_clear();
	is(disk_mount(minix->read_super, 0), -EINVAL, "no Minix");
	ok(strstr(host_log, "ram0: not a Minix file system"), "says so");
	*(u16 *)(disk[1] + 24) = MINIX_V3;
	host_log_clear();
	is(disk_mount(minix->read_super, 0), -EINVAL, "version 3");
	ok(strstr(host_log, "version 3 is not supported"), "says so, too");
	disk_load(disk_file);
	disk_blocks /= 2;
	is(disk_mount(minix->read_super, 0), -EINVAL, "half an image");
	disk_blocks *= 2;
	is(disk_held, 0, "nothing was kept");
}

int main(void)
{
	int i, kind, before, fd = mkstemp(disk_file);

	if (disk_run("which mkfs.minix fsck.minix > /dev/null 2>&1")) {
		printf("1..0 # SKIP no mkfs.minix\n");
		return 0;
	}
	close(fd);
	host_cpu->task = &task;
	task.fs = &fs;
	task.files = &files;
	task.cap_effective = CAP_FULL_SET;
	inode_init();
	dcache_init();
	minix_init();
	before = allocated;
	for (kind = 0; kind < ARRAY_SIZE(kinds); kind++) {
		make(kind, BLOCKS, 1000);
		names(kind);
		make(kind, BLOCKS, 32);
		tree(kind);
		make(kind, 600, 200);
		full(kind);
		make(kind, 600, 200);
		owners(kind);
		make(kind, 1500, 100);
		randomly(kind);
		failing(kind);
		damaged(kind);
	}
	refused();
	two_names();
	wrong_names();
	for (i = 0; i < 8; i++)
		kfree(name_buffer());
	is(allocated, before, "no memory is left in use");
	disk_run("rm -f $f $f.log");
	return done();
}
