/* needs: lib/cpio.c */
/*
 * initramfs_test.c - archives of all kinds, in pieces of all sizes, through
 * the reader (lib/cpio.c) and the maker of files (init/initramfs.c) into a
 * table of paths.
 */
#include "vfs_model.h"
#include "cpio_build.h"
#include "../../init/initramfs.c"

static int last_members;

/* Unpacks `archive' in pieces of up to `piece' bytes. */
static int unpack(size_t piece)
{
	struct unpacker *u = new_unpacker();
	struct cpio *c = unpacker_cpio(u);
	const u8 *pos = archive, *end = archive + archive_len, *stop;
	int err = 0;

	while (pos < end && err >= 0) {
		stop = end - pos > piece ? pos + piece : end;
		err = cpio_feed(c, &pos, stop);
	}
	if (err >= 0)
		err = cpio_at_rest(c) ? 0 : CPIO_TRUNCATED;
	last_members = c->members;
	end_unpacker(u);
	return err;
}

/* From nothing; the archive begins anew afterwards. */
static int unpack_fresh(void)
{
	int err, clean = model_start();

	err = unpack(archive_len + 1);
	archive_len = 0;
	return clean ? err : 1;
}

static u32 mode_of(const char *path)
{
	struct model_node *node = model_find(path);

	return node ? node->dentry.d_inode->i_mode : 0;
}

static int size_of(const char *path)
{
	struct model_node *node = model_find(path);

	return node ? node->dentry.d_inode->i_size : -1;
}

static void make_tree(void)
{
	archive_len = 0;
	add(".", S_IFDIR | 0750, 1, 3, "");
	add("./dir", S_IFDIR | 01777, 2, 2, "");
	add("./dir/file", S_IFREG | 04755, 3, 1, "hello, world");
	add("/dir/empty", S_IFREG | 0600, 4, 1, "");
	add("a/b/c/deep", S_IFREG | 0644, 5, 1, "12345");
	add("dir/link", S_IFLNK | 0777, 6, 1, "../a/b");
	add("dev/console", S_IFCHR | 0600, 7, 1, "");
	add("fifo", S_IFIFO | 0600, 8, 1, "");
	add_trailer();
	archive_len += 37 * 4;		/* zeroes */
	memset(archive + archive_len - 37 * 4, 0, 37 * 4);
	add("dir/file", S_IFREG | 0644, 3, 1, "new");
	add_trailer();
}

static void tree_is_right(void)
{
	struct model_node *node;

	is(unpack_fresh(), 0, "a tree unpacks");
	is(last_members, 9, "it has nine members");
	is(mode_of("/"), S_IFDIR | 0750, "the root's mode");
	is(mode_of("/dir"), S_IFDIR | 01777, "a directory's mode");
	is(mode_of("/a/b"), S_IFDIR | 0755, "a parent that was missing");
	is(mode_of("/dir/file"), S_IFREG | 0644, "the later file counts");
	is(size_of("/dir/file"), 3, "and its contents");
	is(size_of("/dir/empty"), 0, "an empty file");
	is(size_of("/a/b/c/deep"), 5, "a deep file");
	is(mode_of("/fifo"), S_IFIFO | 0600, "a FIFO");
	node = model_find("/dev/console");
	ok(node && node->dentry.d_inode->i_rdev == MKDEV(5, 1),
	   "a device node");
	node = model_find("/dir/link");
	ok(node && !strcmp(model_inode(node)->text, "../a/b"), "a symlink");
	node = model_find("/dir");
	ok(node && node->dentry.d_inode->i_mtime.tv_sec == 1000002 &&
	   node->dentry.d_inode->i_uid == 7 &&
	   node->dentry.d_inode->i_gid == 8, "owner and time of a directory");
	is(model_objects, 0, "all memory is free");
}

/* Every size of pieces gives the same. */
static void pieces(void)
{
	size_t piece;
	int bad = 0;

	make_tree();
	for (piece = 1; piece < archive_len; piece++) {
		bad += !model_start() || unpack(piece) || last_members != 9 ||
		       size_of("/a/b/c/deep") != 5 || model_objects;
	}
	is(bad, 0, "pieces of 1 to %zu bytes", archive_len);
}

/* One archive right behind another, and nothing taken from what is between
   them: the caller may do that himself. */
static void next_archive(void)
{
	struct unpacker *u;
	const u8 *pos = archive;
	int members, trailer;

	archive_len = 0;
	add("first", S_IFREG | 0644, 1, 1, "one");
	add_trailer();
	while (!archive[archive_len - 1])
		archive_len--;
	archive_len++;			/* the end of the trailer's name */
	trailer = archive_len;
	add("second", S_IFREG | 0644, 2, 1, "two");
	add_trailer();
	ok(trailer & 3, "no padding behind the trailer");
	ok(model_start(), "a fresh start");
	u = new_unpacker();
	is(cpio_feed(unpacker_cpio(u), &pos, archive + archive_len), CPIO_END,
	   "the first archive ends");
	is(pos - archive, trailer, "with the last byte of its trailer");
	is(cpio_feed(unpacker_cpio(u), &pos, archive + archive_len), CPIO_END,
	   "the second archive begins there");
	members = unpacker_cpio(u)->members;
	end_unpacker(u);
	is(members, 2, "and is read");
	archive_len = 0;
}

static void hard_links(void)
{
	struct model_node *a, *b;

	add("one", S_IFREG | 0755, 9, 3, "");
	add("two", S_IFREG | 0755, 9, 3, "");
	add("three", S_IFREG | 0755, 9, 3, "contents last");
	add("first", S_IFREG | 0755, 10, 2, "contents first");
	add("second", S_IFREG | 0755, 10, 2, "");
	add("n1", S_IFCHR | 0600, 11, 2, "");
	add("n2", S_IFCHR | 0600, 11, 2, "");
	add_trailer();
	add("other", S_IFREG | 0755, 9, 2, "not the same");
	add_trailer();
	is(unpack_fresh(), 0, "hard links unpack");
	a = model_find("/one");
	b = model_find("/three");
	ok(a && b && a->dentry.d_inode == b->dentry.d_inode &&
	   a->dentry.d_inode->i_nlink == 3, "three names, one file");
	is(size_of("/two"), 13, "contents with the last name");
	is(size_of("/second"), 14, "contents with the first name");
	ok(mode_of("/n2") == (S_IFCHR | 0600) &&
	   model_find("/n1")->dentry.d_inode ==
	   model_find("/n2")->dentry.d_inode, "two names of a node");
	is(size_of("/other"), 12, "numbers end with their archive");
	is(model_objects, 0, "all memory is free");
}

static void errors(void)
{
	struct cpio_member m = { .mode = S_IFREG | 0644, .size = 5 };
	char name[PATH_MAX + 10];
	size_t n;

	add_member("good", &m, "12345", 1);
	add_trailer();
	is(unpack_fresh(), 0, "a checksum that is right");
	add_member("bad", &m, "12345", 1);
	archive[archive_len - 4]++;
	is(unpack_fresh(), CPIO_CHECKSUM, "a checksum that is wrong");
	add("file", S_IFREG | 0644, 1, 1, "");
	is(unpack_fresh(), CPIO_TRUNCATED, "no trailer");
	add("file", S_IFREG | 0644, 1, 1, "");
	archive[50] = 'g';
	is(unpack_fresh(), CPIO_NUMBER, "a digit that is none");
	add("file", S_IFREG | 0644, 1, 1, "");
	archive[5] = '7';
	is(unpack_fresh(), CPIO_MAGIC, "another magic");
	strcpy((char *)archive, "x");
	archive_len = 1;
	is(unpack_fresh(), CPIO_TRUNCATED, "one byte");
	strcpy((char *)archive, "\x7f" "ELF and more");
	archive_len = 12;
	is(unpack_fresh(), CPIO_MAGIC, "no archive at all");
	memset(name, 'n', sizeof(name));
	for (n = 0; n < 2; n++) {
		name[PATH_MAX - 2 + n] = '\0';
		add(name, S_IFREG | 0644, 1, 1, "");
		add_trailer();
		is(unpack_fresh(), n ? CPIO_NAME : 0, "a name of %zu bytes",
		   strlen(name));
		name[PATH_MAX - 2] = 'n';
	}
	add("dir", S_IFDIR | 0755, 1, 2, "");
	add("dir", S_IFREG | 0755, 1, 1, "text");
	is(unpack_fresh(), -EISDIR, "a file in place of a directory");
	add("file", S_IFREG | 0755, 1, 1, "text");
	add("file/in", S_IFREG | 0755, 2, 1, "text");
	is(unpack_fresh(), -ENOTDIR, "a file in a file");
	add("what", 0130000, 1, 1, "");
	is(unpack_fresh(), -EINVAL, "an unknown kind of file");
}

/* Memory that runs out at every place: an error, and nothing is kept. */
static void no_memory(void)
{
	int i, err, bad = 0, fails = 0;

	make_tree();
	add("l1", S_IFREG | 0644, 77, 2, "x");
	add("l2", S_IFREG | 0644, 77, 2, "");
	add_trailer();
	for (i = 2; i < 30; i++) {
		bad += !model_start();
		model_fail_in = i;
		err = unpack(100000);
		fails += err == -ENOMEM;
		bad += (err && err != -ENOMEM) || model_objects;
	}
	is(bad, 0, "out of memory: all is given back");
	ok(fails > 5, "it was (%d times)", fails);
}

int main(void)
{
	make_tree();
	tree_is_right();
	pieces();
	next_archive();
	hard_links();
	errors();
	no_memory();
	return done();
}
