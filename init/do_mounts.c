/*
 * do_mounts.c - the root that is on a device: which one, of which kind, and how
 * process 1 comes to stand in it. It is mounted on /root of the first root, and
 * then moved over /.
 *
 *	root=/dev/ram0  root=ram0	a name as devtmpfs has it
 *	root=/dev/ram			ram0
 *	root=0100  root=1:0		major and minor: hexadecimal digits,
 *					or two decimal numbers
 *	ro  rw				rw, unless the loader says otherwise
 *	rootfstype=ext2,minix		only these kinds, in this order
 *	rootflags=...			options, as mount -o has them
 *
 * Without root= it is ram0 if the boot loader has brought an image. An archive
 * with an /init is root enough; what it mounts is its own matter.
 */
#include <linux/blkdev.h>
#include <linux/cmdline.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>

#define ROOT_NODE	"/dev/root"	/* as /proc/mounts will have it */
#define ROOT_PLACE	"/root"

static char *root_name __initdata;	/* root=, or NULL */
static char *root_types __initdata;	/* rootfstype=, or NULL: all */
static char *root_options __initdata;	/* rootflags=, or NULL */
static bool read_only __initdata, read_write __initdata;

/* What read_super() may take apart, each time anew. */
static char options[COMMAND_LINE_SIZE] __initdata;

static int __init setup_root(char *value)
{
	root_name = value;
	return *value ? 0 : -EINVAL;
}
__setup("root=", setup_root);

static int __init setup_rootfstype(char *value)
{
	root_types = value;
	return *value ? 0 : -EINVAL;
}
__setup("rootfstype=", setup_rootfstype);

static int __init setup_rootflags(char *value)
{
	root_options = value;
	return 0;
}
__setup("rootflags=", setup_rootflags);

static int __init setup_ro(char *value __unused)
{
	read_only = true;
	read_write = false;
	return 0;
}
__setup("ro", setup_ro);

static int __init setup_rw(char *value __unused)
{
	read_write = true;
	read_only = false;
	return 0;
}
__setup("rw", setup_rw);

/* --- which device --------------------------------------------------------- */

/* "1:0" or "0100". */
static bool __init parse_dev(const char *name, dev_t *dev)
{
	char *end;
	u32 n = simple_strtoul(name, &end, 10);

	if (end != name && *end == ':') {
		name = end + 1;
		*dev = MKDEV(n, simple_strtoul(name, &end, 10));
	} else {
		*dev = new_decode_dev(simple_strtoul(name, &end, 16));
	}
	return end != name && !*end;
}

/* The device that root= means. */
static bool __init find_dev(const char *name, dev_t *dev)
{
	static const char folder[] __initconst = "/dev/";

	if (!strncmp(name, folder, strlen(folder)))
		name += strlen(folder);
	else if (parse_dev(name, dev))
		return true;
	if (!strcmp(name, "ram"))
		name = "ram0";
	return devtmpfs_block_dev(name, dev);
}

/* The one to be mounted; false: none. What a loader says in the header's
   root_dev is not looked at: GRUB says 0100 whatever there is. */
static bool __init root_dev(int initrd, dev_t *dev)
{
	*dev = MKDEV(RAMDISK_MAJOR, 0);
	if (!root_name)
		return initrd == INITRD_IMAGE;
	if (!find_dev(root_name, dev))
		panic("VFS: root=%s is no device that I know. Give root=ram0, "
		      "root=0100 or the like", root_name);
	return true;
}

/* --- mounting it ---------------------------------------------------------- */

static int __init try_flags(const char *type, u32 flags)
{
	strlcpy(options, root_options ? root_options : "", sizeof(options));
	return do_mount(ROOT_NODE, ROOT_PLACE, type, flags, options);
}

/* Mounts it as one kind of file system. 0 or -errno; -EINVAL: it is another. A
   medium that cannot be written is mounted so. */
static int __init try_type(const char *type, bool silent)
{
	u32 flags = (silent ? MS_SILENT : 0) | (read_only ? MS_RDONLY : 0);
	int err = try_flags(type, flags);

	if (err == -EACCES || err == -EROFS)
		err = try_flags(type, flags | MS_RDONLY);
	return err;
}

/* Tries those of rootfstype=, which have something to say. */
static int __init try_given(void)
{
	char *types = root_types, *type;
	int err = -EINVAL;

	while (err && (type = strsep(&types, ",")) != NULL)
		err = try_type(type, false);
	return err;
}

/* Tries all kinds that want a device; what is not -EINVAL is the best reason
   if none succeeds. */
static int __init try_all(void)
{
	struct file_system_type *type;
	int err, reason = -EINVAL;

	for (type = file_systems; type; type = type->next) {
		if (!(type->fs_flags & FS_REQUIRES_DEV))
			continue;
		err = try_type(type->name, true);
		if (!err)
			return 0;
		if (reason == -EINVAL)
			reason = err;
	}
	return reason;
}

/* What there is to choose from, when the choice was bad. */
static void __init print_choice(void)
{
	struct block_device *bdev = NULL;
	struct file_system_type *type;
	char name[BDEVNAME_SIZE];

	while ((bdev = next_bdev(bdev)) != NULL) {
		bdevname(bdev->bd_dev, name, sizeof(name));
		printk(KERN_ERR "VFS: device %s (%02x%02x): %lu KB\n", name,
		       MAJOR(bdev->bd_dev), MINOR(bdev->bd_dev),
		       (unsigned long)(bdev->bd_inode->i_size >> 10));
	}
	for (type = file_systems; type; type = type->next)
		if (type->fs_flags & FS_REQUIRES_DEV)
			printk(KERN_ERR "VFS: file system %s\n", type->name);
}

static const char *__init why(int err)
{
	switch (err) {
	case -EINVAL:
		return "it has no file system of a kind that I know";
	case -ENODEV:
		return "rootfstype= names no kind that I know";
	case -ENXIO:
		return "there is no such device";
	case -EIO:
		return "it cannot be read";
	case -ENOMEM:
		return "there is not enough memory";
	default:
		return "see the error";
	}
}

static void __init mount_device(dev_t dev)
{
	char name[BDEVNAME_SIZE];
	int err;

	bdevname(dev, name, sizeof(name));
	err = vfs_mknod(ROOT_NODE, S_IFBLK | 0600, dev);
	if (!err)
		err = root_types ? try_given() : try_all();
	vfs_unlink(ROOT_NODE);
	if (!err)
		return;
	print_choice();
	panic("VFS: the root cannot be mounted from %s (%02x%02x): %s (error "
	      "%d). Give root=DEVICE, or another ramdisk", name, MAJOR(dev),
	      MINOR(dev), why(err), -err);
}

/* Makes it / for process 1, and for all that it will start. */
static void __init go_to_root(void)
{
	struct fs_struct *fs = current->fs;
	struct dentry *old = fs->root;
	const struct super_block *sb;

	if (vfs_chdir(ROOT_PLACE) || do_mount(".", "/", NULL, MS_MOVE, NULL))
		panic("VFS: no memory for the root");
	fs->root = dget(fs->pwd);
	dput(old);
	sb = fs->root->d_sb;
	printk(KERN_INFO "VFS: the root is %s, %s, %s\n", sb->s_id,
	       sb->s_type->name, sb->s_flags & MS_RDONLY ?
	       "read-only" : "read and write");
}

static bool __init is_there(const char *path)
{
	struct dentry *dentry = lookup_at(AT_FDCWD, path, LOOKUP_FOLLOW);

	if (IS_ERR(dentry))
		return false;
	dput(dentry);
	return true;
}

/* A root without a console in its /dev gets all devices there. */
static void __init see_to_console(void)
{
	if (!is_there("/dev/console") && is_there("/dev/."))
		do_mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
}

/* See linux/initrd.h. */
int __init prepare_root(int initrd)
{
	dev_t dev;

	if (initrd < 0 && initrd != -ENOENT)
		return initrd;
	if (!initrd && (!root_name || is_there("/init")))
		return initrd;
	if (!root_dev(initrd, &dev))
		return initrd;
	if (!read_write && boot_params.hdr.root_flags)
		read_only = true;
	mount_device(dev);
	go_to_root();
	see_to_console();
	return ROOT_DEVICE;
}
