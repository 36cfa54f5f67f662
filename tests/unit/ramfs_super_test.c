/* needs: */
/*
 * ramfs_super_test.c - mounting the memory file system when one step after
 * the other fails: all is given back, and in an order in which it can be.
 */
#include "../../fs/ramfs/super.c"

#include "tap.h"

enum step { NONE, SB_INFO, OPTIONS, ROOT_INODE, ROOT_DENTRY };

struct file_system_type devtmpfs_type;

static enum step failing;
static int objects, inodes, counted_down;
static struct inode root_inode;
static struct dentry root_dentry;

void *kmalloc(size_t size, int gfp __unused)
{
	if (failing == SB_INFO)
		return NULL;
	objects++;
	return __builtin_malloc(size);
}

void kfree(const void *p)
{
	objects -= p != NULL;
	__builtin_free((void *)p);
}

int ramfs_parse_options(struct ramfs_sb *rs __unused, char *options __unused)
{
	return failing == OPTIONS ? -EINVAL : 0;
}

struct inode *ramfs_new_inode(struct super_block *sb,
			      const struct inode *dir __unused, mode_t mode,
			      dev_t dev __unused)
{
	struct ramfs_sb *rs = sb->s_fs_info;

	if (failing == ROOT_INODE)
		return ERR_PTR(-ENOMEM);
	rs->used_inodes++;
	inodes++;
	root_inode = (struct inode) {
		.i_mode = mode, .i_sb = sb, .i_count = 1, .i_nlink = 2,
	};
	return &root_inode;
}

struct dentry *d_alloc_root(struct inode *root)
{
	root_dentry.d_inode = root;
	return failing == ROOT_DENTRY ? NULL : &root_dentry;
}

/* An inode without links goes at once, and is counted down. */
void iput(struct inode *inode)
{
	struct ramfs_sb *rs = inode->i_sb->s_fs_info;

	if (--inode->i_count || inode->i_nlink || !rs)
		return;
	rs->used_inodes--;
	counted_down++;
	inodes--;
}

void ramfs_clear_inode(struct inode *inode __unused)
{
}

int ramfs_show_options(struct super_block *sb __unused, char *buf __unused,
		       int size __unused)
{
	return 0;
}

void shmem_init(void)
{
}

int register_filesystem(struct file_system_type *type __unused)
{
	return 0;
}

unsigned long nr_file_pages;

unsigned long nr_free_pages(void)
{
	return 1000;
}

unsigned long nr_total_pages(void)
{
	return 2000;
}

static int mount_failing(enum step step, struct super_block *sb)
{
	failing = step;
	*sb = (struct super_block) { .s_magic = 0 };
	return ramfs_read_super(sb, NULL, false);
}

int main(void)
{
	static const int error[] = { 0, -ENOMEM, -EINVAL, -ENOMEM, -ENOMEM };
	struct super_block sb;
	enum step step;

	for (step = SB_INFO; step <= ROOT_DENTRY; step++) {
		is(mount_failing(step, &sb), error[step], "step %d fails",
		   step);
		is(objects, 0, "no memory is kept");
		is(inodes, 0, "no inode is kept");
		ok(!sb.s_fs_info && !sb.s_root, "nothing points to it");
	}
	is(counted_down, 1, "the root was put while it could be counted");
	is(mount_failing(NONE, &sb), 0, "nothing fails");
	ok(sb.s_root == &root_dentry, "there is a root");
	ramfs_put_super(&sb);
	is(objects, 0, "unmounted: no memory is kept");
	return done();
}
