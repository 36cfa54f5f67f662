/*
 * readdir.c - what programs see of a directory of a Minix file system: its
 * entries as they stand, "." and ".." included. A position is a byte of the
 * directory. A removed name leaves a free entry, so positions stay.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

/* Gives an entry in use to `fill': 0, 1 if that has enough, -EIO. */
static int give_entry(struct inode *dir, struct minix_place *p, u32 pos,
		      void *buf, filldir_t fill)
{
	u32 len = minix_name_len(dir, p);
	int ino = minix_entry_ino(dir->i_sb, p);

	if (ino < 0)
		return ino;
	if (!len || memchr(p->entry->name, '/', len)) {
		fs_error(dir->i_sb, "directory %lu has a name that is none",
			 dir->i_ino);
		return -EIO;
	}
	return fill(buf, p->entry->name, len, pos, ino, DT_UNKNOWN) != 0;
}

static int minix_readdir(struct file *file, void *buf, filldir_t fill)
{
	struct inode *dir = file->f_dentry->d_inode;
	u32 step = minix_sb(dir->i_sb)->entry_size;
	struct minix_place p = { .bh.b_page = NULL };
	int err = 0;

	if (file->f_pos < 0 || file->f_pos >= dir->i_size)
		return 0;
	file->f_pos = ALIGN((u32)file->f_pos, step);
	while (!err) {
		err = minix_entry_at(dir, file->f_pos, &p);
		if (err <= 0)
			return err;
		err = 0;
		if (p.entry->inode)
			err = give_entry(dir, &p, file->f_pos, buf, fill);
		if (!err)
			file->f_pos += step;
	}
	minix_put_place(&p);
	return err < 0 ? err : 0;
}

const struct file_operations minix_dir_operations = {
	.readdir	= minix_readdir,
	.fsync		= block_fsync,
};
