/*
 * initrd.c - the first root, in memory, and what the boot loader has brought
 * for it, gzip'd or not. That is either cpio archives, one after the other with
 * zeroes between them, whose files go into the first root; or the image of a
 * file system, which goes into a ramdisk (rd_load.c) to be mounted. The
 * loader's memory is given back page by page as it is read, so that a small
 * machine never has everything twice.
 */
#include <linux/cmdline.h>
#include <linux/cpio.h>
#include <linux/fs.h>
#include <linux/inflate.h>
#include <linux/init.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <asm/setup.h>

#define PIECE		(64 * 1024)	/* bytes read between two releases */
#define CONSOLE_DEV	MKDEV(5, 1)

#define GZIP_MAGIC_0	0x1f
#define GZIP_MAGIC_1	0x8b

/* The initrd, read from front to back. */
static const u8 *start __initdata;	/* its first byte */
static const u8 *pos __initdata;	/* the next one */
static const u8 *end __initdata;
static unsigned long kept __initdata;	/* first page not given back */

static bool is_image __initdata;	/* what comes goes to load_image() */

/* noinitrd: the initrd stays in its memory, and is not looked at. */
static bool leave_it __initdata;

static int __init setup_noinitrd(char *value __unused)
{
	leave_it = true;
	return 0;
}
__setup("noinitrd", setup_noinitrd);

/* Gives back the pages before `upto'. */
static void __init give_back(unsigned long upto)
{
	if (upto > kept) {
		release_boot_range(kept, upto - kept);
		kept = upto;
	}
}

static void __init give_back_read(void)
{
	give_back(PFN_DOWN(__pa(pos)));
}

/* The end of the piece that begins at `pos'. */
static const u8 *__init piece_end(void)
{
	return end - pos > PIECE ? pos + PIECE : end;
}

/* --- root images --------------------------------------------------------- */

/* If these first bytes are an image's, all that comes will be its. */
static int __init look_for_image(const u8 *buf, size_t len)
{
	const char *kind = image_kind(buf, len);
	int err;

	if (!kind)
		return 0;
	printk(KERN_INFO "initrd: an image of %s\n", kind);
	err = begin_image();
	is_image = !err;
	return err;
}

/* Reads an image that is not compressed. */
static int __init load_plain(void)
{
	const u8 *from;
	int err = 0;

	while (pos < end && !err) {
		from = pos;
		pos = piece_end();
		err = load_image(from, pos - from);
		give_back_read();
	}
	return err;
}

/* --- gzip ----------------------------------------------------------------- */

static int __init next_piece(struct inflate *s)
{
	pos = s->in_end;
	give_back_read();
	s->in = pos;
	s->in_end = piece_end();
	return 0;
}

/* What has been unpacked goes to the ramdisk or the reader of archives. The
   first of it, which is 32 KB or all, says which. */
static int __init take_unpacked(struct inflate *s, const u8 *buf, size_t len)
{
	struct cpio *c = s->private;
	const u8 *p = buf;
	int err = 0;

	if (!c->offset && !is_image)
		err = look_for_image(buf, len);
	if (is_image && !err)
		return load_image(buf, len);
	while (p < buf + len && err >= 0)
		err = cpio_feed(c, &p, buf + len);
	return err < 0 ? err : 0;
}

/* Unpacks one member of a gzip file. 0 or an error of one of the parts. */
static int __init unpack_gzip(struct cpio *c)
{
	struct inflate *s = kmalloc(sizeof(*s), GFP_KERNEL);
	u8 *window = kmalloc(INFLATE_WINDOW, GFP_KERNEL);
	int err = -ENOMEM;

	if (s && window) {
		inflate_init(s);
		s->in = pos;
		s->in_end = piece_end();
		s->refill = next_piece;
		s->out = window;
		s->out_size = INFLATE_WINDOW;
		s->flush = take_unpacked;
		s->private = c;
		err = gunzip(s);
		pos = s->in;
	}
	kfree(window);
	kfree(s);
	return err;
}

/* --- archives ------------------------------------------------------------- */

/* Reads one archive that is not compressed. */
static int __init unpack_plain(struct cpio *c)
{
	int err = 0;

	while (pos < end && !err) {
		err = cpio_feed(c, &pos, piece_end());
		give_back_read();
	}
	return err < 0 ? err : 0;
}

static bool __init is_gzip(void)
{
	return end - pos > 1 && pos[0] == GZIP_MAGIC_0 &&
	       pos[1] == GZIP_MAGIC_1;
}

/* Reads all that is there. An archive may go on in the next gzip member. Behind
   an image is nothing of interest. */
static int __init unpack_all(struct cpio *c)
{
	int err = is_gzip() ? 0 : look_for_image(pos, end - pos);

	if (is_image && !err)
		return load_plain();
	while (pos < end && !err && !is_image) {
		if (!*pos && cpio_at_rest(c)) {
			pos++;
		} else if (is_gzip()) {
			err = unpack_gzip(c);
		} else if (cpio_at_rest(c)) {
			c->offset = pos - start;
			err = unpack_plain(c);
		} else {
			err = CPIO_MAGIC;
		}
	}
	return !err && !is_image && !cpio_at_rest(c) ? CPIO_TRUNCATED : err;
}

/* --- messages ------------------------------------------------------------- */

static const char *__init error_text(int err)
{
	const char *text = cpio_strerror(err);

	if (text)
		return text;
	if (err >= INFLATE_TRUNCATED && err <= INFLATE_SIZE)
		return inflate_strerror(err);
	switch (err) {
	case -ENOMEM:
		return "there is no memory left";
	case -ENOSPC:
		return "there is no room left";
	case -ENAMETOOLONG:
		return "a name is too long";
	default:
		return "a file cannot be made";
	}
}

/* One line for what went wrong, and where; offsets are those of the archive
   before it was compressed. */
static void __init report_error(const struct cpio *c, int err)
{
	if (is_image)
		printk(KERN_ERR "initrd: the image ends at byte %lu: %s\n",
		       image_bytes(), error_text(err));
	else if (err == CPIO_MAGIC && !c->members)
		printk(KERN_ERR "initrd: neither cpio nor ext2, Minix or "
		       "romfs, nor one of them gzip'd\n");
	else if (err > INFLATE_SIZE)
		printk(KERN_ERR "initrd: unpacking ends at byte %lu, %s: %s "
		       "(error %d)\n", c->offset, c->path, error_text(err),
		       -err);
	else
		printk(KERN_ERR "initrd: unpacking ends at byte %lu: %s\n",
		       c->offset, error_text(err));
}

static int __init unpack(void)
{
	struct unpacker *u = new_unpacker();
	struct cpio *c;
	int err;

	if (!u) {
		printk(KERN_ERR "initrd: no memory to unpack it\n");
		return -ENOMEM;
	}
	c = unpacker_cpio(u);
	err = unpack_all(c);
	if (err)
		report_error(c, err);
	else if (!is_image)
		printk(KERN_INFO "initrd: %lu files and directories, %lu KB "
		       "free\n", c->members,
		       nr_free_pages() << (PAGE_SHIFT - 10));
	if (is_image)
		end_image();
	end_unpacker(u);
	return err;
}

/* See linux/initrd.h. A first page that the initrd shares is not given back.
   initrd_start stays as it is: it says that there was something. */
int __init unpack_initramfs(void)
{
	int err;

	if (!initrd_start || leave_it)
		return -ENOENT;
	start = pos = (const u8 *)initrd_start;
	end = (const u8 *)initrd_end;
	kept = PFN_UP(__pa(start));
	err = unpack();
	give_back(PFN_UP(__pa(end)));
	return !err && is_image ? INITRD_IMAGE : err;
}

void __init mount_rootfs(void)
{
	mount_root(get_fs_type("rootfs"));
	if (vfs_mkdir("/dev", 0755) || vfs_mkdir("/root", 0700) ||
	    vfs_mknod("/dev/console", S_IFCHR | 0600, CONSOLE_DEV))
		panic("No memory for the root");
}
