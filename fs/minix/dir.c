/*
 * dir.c - directories of a Minix file system: entries of one size, 16 or 32
 * bytes, in the order in which room was found for them. One with inode 0 is
 * free. "." and ".." are the first two; fsck.minix wants them there.
 *
 * The caller holds the directory's i_sem. No block of a directory is missing:
 * it only grows, and at its end.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

/* Block n of the directory, which has it. 0, -EIO, -ENOMEM. */
static int read_block(struct inode *dir, u32 n, struct buffer_head *bh)
{
	u32 block;
	int err = minix_get_block(dir, n, &block, false);

	if (err)
		return err;
	if (block)
		return bread(dir->i_sb, block, bh);
	fs_error(dir->i_sb, "directory %lu has a hole", dir->i_ino);
	return -EIO;
}

/*
 * The entry at byte `pos' of the directory, in a place that holds its block
 * from one call to the next. 1, 0 at the end, or -errno; the place is empty
 * then.
 */
int minix_entry_at(struct inode *dir, u32 pos, struct minix_place *p)
{
	u32 offset = pos % MINIX_BLOCK_SIZE;
	int err;

	if (!offset || !p->bh.b_page || pos >= dir->i_size)
		minix_put_place(p);
	if (pos >= dir->i_size)
		return 0;
	if (!p->bh.b_page) {
		err = read_block(dir, pos / MINIX_BLOCK_SIZE, &p->bh);
		if (err)
			return err;
	}
	p->entry = (struct minix_dir_entry *)(p->bh.b_data + offset);
	return 1;
}

/* An empty place is given back, too. */
void minix_put_place(struct minix_place *p)
{
	brelse(&p->bh);
	p->bh.b_page = NULL;
}

/* Of the name of an entry: NULs fill a short one up. */
u32 minix_name_len(const struct inode *dir, const struct minix_place *p)
{
	return strnlen(p->entry->name, minix_sb(dir->i_sb)->name_len);
}

/* Finds a name; the place is to be put. 0, -ENOENT, -EIO, -ENOMEM. */
int minix_find_entry(struct inode *dir, const char *name, u32 len,
		     struct minix_place *p)
{
	u32 step = minix_sb(dir->i_sb)->entry_size, pos;
	int found;

	p->bh.b_page = NULL;
	for (pos = 0; (found = minix_entry_at(dir, pos, p)) > 0; pos += step)
		if (p->entry->inode && minix_name_len(dir, p) == len &&
		    !memcmp(p->entry->name, name, len))
			return 0;
	return found ? found : -ENOENT;
}

/* The inode of an entry in use, or -EIO if there is none such. */
int minix_entry_ino(struct super_block *sb, const struct minix_place *p)
{
	u32 ino = p->entry->inode;

	if (ino < minix_sb(sb)->imap.bits)
		return ino;
	fs_error(sb, "a name of inode %u, which does not exist", ino);
	return -EIO;
}

/* A new block at the end of the directory, all free entries. */
static int add_block(struct inode *dir, struct buffer_head *bh)
{
	u32 block;
	int err = minix_get_block(dir, (u32)dir->i_size / MINIX_BLOCK_SIZE,
				  &block, true);

	return err ? err : getblk(dir->i_sb, block, bh);
}

/* A free entry; if there is none, the directory grows. */
static int find_room(struct inode *dir, struct minix_place *p)
{
	u32 step = minix_sb(dir->i_sb)->entry_size, pos;
	int err;

	p->bh.b_page = NULL;
	for (pos = 0; (err = minix_entry_at(dir, pos, p)) > 0; pos += step)
		if (!p->entry->inode)
			return 0;
	if (err)
		return err;
	if (pos % MINIX_BLOCK_SIZE)
		err = read_block(dir, pos / MINIX_BLOCK_SIZE, &p->bh);
	else
		err = add_block(dir, &p->bh);
	if (err)
		return err;
	p->entry = (void *)(p->bh.b_data + pos % MINIX_BLOCK_SIZE);
	dir->i_size = pos + step;
	return 0;
}

/* An entry that was found gets another inode, or (0) goes; puts the place. */
void minix_set_entry(struct inode *dir, struct minix_place *p, u32 ino)
{
	p->entry->inode = ino;
	mark_buffer_dirty(&p->bh);
	minix_put_place(p);
	dir->i_mtime = dir->i_ctime = current_fs_time();
	mark_inode_dirty(dir);
}

static void fill_name(const struct inode *dir, struct minix_dir_entry *entry,
		      const char *name, u32 len)
{
	memset(entry->name, 0, minix_sb(dir->i_sb)->name_len);
	memcpy(entry->name, name, len);
}

/* A name that is not in the directory and not too long. 0, -ENOSPC, -EIO,
   -ENOMEM. */
int minix_add_entry(struct inode *dir, const char *name, u32 len, u32 ino)
{
	struct minix_place p;
	int err = find_room(dir, &p);

	if (err)
		return err;
	fill_name(dir, p.entry, name, len);
	minix_set_entry(dir, &p, ino);
	return 0;
}

/* A new directory gets its first two entries, which are on the device before
   its inode: fsck.minix cannot do without them. 0 or -errno. */
int minix_make_empty(struct inode *dir, u32 parent)
{
	u32 step = minix_sb(dir->i_sb)->entry_size;
	struct minix_dir_entry *entry;
	struct buffer_head bh;
	int err = add_block(dir, &bh);

	if (err)
		return err;
	entry = (void *)bh.b_data;
	entry->inode = dir->i_ino;
	fill_name(dir, entry, ".", 1);
	entry = (void *)(bh.b_data + step);
	entry->inode = parent;
	fill_name(dir, entry, "..", 2);
	mark_buffer_dirty(&bh);
	err = sync_buffer(&bh);
	brelse(&bh);
	dir->i_size = 2 * step;
	mark_inode_dirty(dir);
	return err;
}

/* Has it no names but "." and ".."? 1, 0, or -errno. */
int minix_dir_empty(struct inode *dir)
{
	u32 step = minix_sb(dir->i_sb)->entry_size, pos, len;
	struct minix_place p = { .bh.b_page = NULL };
	int found;

	for (pos = 0; (found = minix_entry_at(dir, pos, &p)) > 0; pos += step) {
		len = minix_name_len(dir, &p);
		if (!p.entry->inode ||
		    (len <= 2 && !memcmp(p.entry->name, "..", len)))
			continue;
		minix_put_place(&p);
		return 0;
	}
	return found ? found : 1;
}
