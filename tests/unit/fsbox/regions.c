/*
 * regions.c - the metadata of an image: super block, maps, inodes in use,
 * blocks of directories, blocks that have numbers of blocks. The image is good:
 * what is in it is believed.
 */
#include <linux/ext2_fs.h>
#include <linux/minix_fs.h>
#include <linux/stat.h>
#include "box.h"
#include "regions.h"

struct search {
	struct region *list;
	int n;
	unsigned int block_size;
	unsigned int zone_bytes;	/* of a block's number: 2 or 4 */
};

static void add(struct search *s, unsigned int start, unsigned int bytes,
		unsigned int field)
{
	if (s->n < MAX_REGIONS && start + bytes <= disk_sectors * DISK_SECTOR)
		s->list[s->n++] = (struct region){ start, bytes, field };
}

static void *at(unsigned int offset)
{
	return disk_data + offset;
}

/* A block that has numbers of blocks, of which each has, if level > 1, too. */
static void add_indirect(struct search *s, unsigned int block, int level)
{
	unsigned int i, n = s->block_size / s->zone_bytes, start, next;

	if (!block)
		return;
	start = block * s->block_size;
	add(s, start, 16 * s->zone_bytes, s->zone_bytes);
	for (i = 0; i < n && level > 1; i++) {
		next = s->zone_bytes == 4 ? ((u32 *)at(start))[i] :
					    ((u16 *)at(start))[i];
		add_indirect(s, next, level - 1);
	}
}

/* What an inode of that mode leads to by its block numbers. */
static void add_blocks(struct search *s, unsigned int mode,
		       const unsigned int *block, int direct, int all)
{
	int i;

	for (i = 0; i < direct && S_ISDIR(mode); i++)
		if (block[i])
			add(s, block[i] * s->block_size, s->block_size, 2);
	for (i = direct; i < all; i++)
		add_indirect(s, block[i], i - direct + 1);
}

/* --- ext2: its first group ------------------------------------------------ */

static int find_ext2(struct search *s)
{
	const struct ext2_super_block *super = at(EXT2_SUPER_OFFSET);
	const struct ext2_group_desc *group;
	const struct ext2_inode *inode;
	unsigned int i, size = EXT2_GOOD_OLD_INODE_SIZE, start;
	unsigned int block[EXT2_N_BLOCKS];

	s->block_size = EXT2_MIN_BLOCK_SIZE << super->s_log_block_size;
	s->zone_bytes = 4;
	if (super->s_rev_level)
		size = super->s_inode_size;
	start = (super->s_first_data_block + 1) * s->block_size;
	group = at(start);
	for (i = 0; i < 3; i++)		/* they are the most fragile */
		add(s, EXT2_SUPER_OFFSET, 104, i & 1 ? 2 : 4);
	add(s, start, sizeof(*group), 4);
	add(s, group->bg_block_bitmap * s->block_size, 64, 1);
	add(s, group->bg_inode_bitmap * s->block_size, 16, 1);
	for (i = 0; i < super->s_inodes_per_group && i < 120; i++) {
		start = group->bg_inode_table * s->block_size + i * size;
		inode = at(start);
		if (!inode->i_links_count)
			continue;
		add(s, start, EXT2_GOOD_OLD_INODE_SIZE, i & 1 ? 2 : 4);
		__builtin_memcpy(block, inode->i_block, sizeof(block));
		if (S_ISDIR(inode->i_mode) || S_ISREG(inode->i_mode))
			add_blocks(s, inode->i_mode, block, EXT2_NDIR_BLOCKS,
				   EXT2_N_BLOCKS);
	}
	return s->n;
}

/* --- Minix, both versions ------------------------------------------------- */

static void add_minix_inode(struct search *s, unsigned int start, bool v2)
{
	const struct minix1_inode *one = at(start);
	const struct minix2_inode *two = at(start);
	unsigned int block[MINIX_V2_SLOTS], mode, i;
	int slots = v2 ? MINIX_V2_SLOTS : MINIX_V1_SLOTS;

	mode = v2 ? two->i_mode : one->i_mode;
	if (!(v2 ? two->i_nlinks : one->i_nlinks))
		return;
	for (i = 0; i < slots; i++)
		block[i] = v2 ? two->i_zone[i] : one->i_zone[i];
	add(s, start, v2 ? sizeof(*two) : sizeof(*one), 2);
	if (S_ISDIR(mode) || S_ISREG(mode))
		add_blocks(s, mode, block, MINIX_DIRECT, slots);
}

static int find_minix(struct search *s)
{
	const struct minix_super_block *super = at(MINIX_SUPER_BLOCK *
						   MINIX_BLOCK_SIZE);
	bool v2 = super->s_magic == MINIX_V2_14 ||
		  super->s_magic == MINIX_V2_30;
	unsigned int maps = super->s_imap_blocks + super->s_zmap_blocks, i;
	unsigned int size = v2 ? sizeof(struct minix2_inode) :
				 sizeof(struct minix1_inode);

	s->block_size = MINIX_BLOCK_SIZE;
	s->zone_bytes = v2 ? 4 : 2;
	for (i = 0; i < 3; i++)
		add(s, MINIX_SUPER_BLOCK * MINIX_BLOCK_SIZE, sizeof(*super),
		    i & 1 ? 4 : 2);
	add(s, MINIX_MAP_BLOCK * MINIX_BLOCK_SIZE, 16, 1);
	add(s, (MINIX_MAP_BLOCK + super->s_imap_blocks) * MINIX_BLOCK_SIZE, 48,
	    1);
	for (i = 0; i < super->s_inodes && i < 120; i++)
		add_minix_inode(s, (MINIX_MAP_BLOCK + maps) *
				MINIX_BLOCK_SIZE + i * size, v2);
	return s->n;
}

/* Everything in a romfs is where the one before it says. */
static int find_romfs(struct search *s)
{
	add(s, 0, 64, 4);
	add(s, 0, 4096, 4);
	add(s, 0, disk_sectors * DISK_SECTOR, 4);
	return s->n;
}

int find_regions(const char *type, struct region *list)
{
	struct search s = { .list = list };

	switch (*type) {
	case 'e':
		return find_ext2(&s);
	case 'm':
		return find_minix(&s);
	default:
		return find_romfs(&s);
	}
}
