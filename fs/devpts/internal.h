/*
 * internal.h - what the files of fs/devpts share.
 */
#ifndef _FS_DEVPTS_INTERNAL_H
#define _FS_DEVPTS_INTERNAL_H

#include <linux/devpts_fs.h>
#include <linux/fs.h>

#define DEVPTS_MAGIC	0x1cd1		/* statfs(): what programs know */

/* Inode numbers: of terminal n INO_FIRST + n. */
#define INO_ROOT	1
#define INO_PTMX	2
#define INO_FIRST	3

/* fs/devpts/inode.c */
struct inode *devpts_root(struct super_block *sb);

/* fs/devpts/options.c */
int devpts_parse_options(char *options);
int devpts_show_options(struct super_block *sb, char *buf, int size);

#endif
