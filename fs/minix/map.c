/*
 * map.c - the two maps of a Minix file system: which inodes, which zones are
 * taken. A search goes on where the last one ended, so that files made one
 * after the other lie so, and a full beginning costs nothing.
 *
 * The numbers of clear bits are counted at mount time and kept. sb->s_lock is
 * taken here, and nothing else while it is held.
 */
#include <linux/find_bit.h>
#include <linux/kernel.h>
#include "internal.h"

/* The bits of block i of the map that mean something. */
static u32 bits_in_block(const struct minix_map *map, u32 i)
{
	return min(map->bits - i * MINIX_MAP_BITS, (u32)MINIX_MAP_BITS);
}

static u32 map_blocks(const struct minix_map *map)
{
	return (map->bits + MINIX_MAP_BITS - 1) / MINIX_MAP_BITS;
}

static u32 *map_word(const struct buffer_head *bh, u32 bit)
{
	return (u32 *)bh->b_data + bit % MINIX_MAP_BITS / 32;
}

/* Counts the free ones, when it is mounted. 0 or what bread() says. */
int minix_count_free(struct super_block *sb, struct minix_map *map)
{
	struct buffer_head bh;
	u32 i, bit, bits;
	int err;

	map->free = 0;
	for (i = 0; i < map_blocks(map); i++) {
		err = bread(sb, map->block + i, &bh);
		if (err)
			return err;
		bits = bits_in_block(map, i);
		for (bit = i ? 0 : 1; bit < bits; bit++)
			map->free += !(*map_word(&bh, bit) >> bit % 32 & 1);
		brelse(&bh);
	}
	return 0;
}

/* Takes the first clear bit from `from' on in block i of the map: 0, -ENOSPC
   if there is none there, or bread()'s error. [s] */
static int take_in_block(struct super_block *sb, struct minix_map *map, u32 i,
			 u32 from, u32 *bit)
{
	u32 bits = bits_in_block(map, i), n;
	struct buffer_head bh;
	int err = bread(sb, map->block + i, &bh);

	if (err)
		return err;
	n = find_next_zero_bit((unsigned long *)bh.b_data, bits,
			       i || from ? from : 1);
	err = -ENOSPC;
	if (n < bits) {
		*map_word(&bh, n) |= 1U << n % 32;
		mark_buffer_dirty(&bh);
		*bit = i * MINIX_MAP_BITS + n;
		err = 0;
	}
	brelse(&bh);
	return err;
}

/* From the hint to the end, then from the start to the hint's block. [s] */
static int search(struct super_block *sb, struct minix_map *map, u32 *bit)
{
	u32 blocks = map_blocks(map), first = map->hint / MINIX_MAP_BITS;
	u32 from = map->hint % MINIX_MAP_BITS, i;
	int err = -ENOSPC;

	for (i = 0; i <= blocks && err == -ENOSPC; i++) {
		err = take_in_block(sb, map, (first + i) % blocks, from, bit);
		from = 0;
	}
	return err;
}

/* Takes one that is free: 0, -ENOSPC, -EIO, -ENOMEM. May sleep. */
int minix_take_bit(struct super_block *sb, struct minix_map *map, u32 *bit)
{
	int err = -ENOSPC;

	mutex_lock(&sb->s_lock);
	if (map->free)
		err = search(sb, map, bit);
	if (!err) {
		map->free--;
		map->hint = (*bit + 1) % map->bits;
	}
	mutex_unlock(&sb->s_lock);
	return err;
}

/* Gives one back. -EIO if it was free: then two had it. May sleep. */
int minix_give_bit(struct super_block *sb, struct minix_map *map, u32 bit)
{
	u32 mask = 1U << bit % 32;
	struct buffer_head bh;
	int err;

	mutex_lock(&sb->s_lock);
	err = bread(sb, map->block + bit / MINIX_MAP_BITS, &bh);
	if (err)
		goto out;
	if (*map_word(&bh, bit) & mask) {
		*map_word(&bh, bit) &= ~mask;
		mark_buffer_dirty(&bh);
		map->free++;
	} else {
		err = -EIO;
	}
	brelse(&bh);
out:
	mutex_unlock(&sb->s_lock);
	if (err)
		fs_error(sb, "%s map: bit %u freed, but was not taken",
			 map->what, bit);
	return err;
}

/* Is it taken? 1, 0, or what bread() says. May sleep. */
int minix_bit_is_set(struct super_block *sb, struct minix_map *map, u32 bit)
{
	struct buffer_head bh;
	int err = bread(sb, map->block + bit / MINIX_MAP_BITS, &bh);

	if (err)
		return err;
	err = *map_word(&bh, bit) >> bit % 32 & 1;
	brelse(&bh);
	return err;
}

/* A zone that nobody has had until now; what is in it does not matter. */
int minix_new_zone(struct super_block *sb, u32 *zone)
{
	struct minix_sb *ms = minix_sb(sb);
	u32 bit;
	int err = minix_take_bit(sb, &ms->zmap, &bit);

	if (!err)
		*zone = ms->first_zone + bit - 1;
	return err;
}

/* The zone, a valid one, belongs to nobody any more. 0 or -EIO. */
int minix_free_zone(struct super_block *sb, u32 zone)
{
	struct minix_sb *ms = minix_sb(sb);

	return minix_give_bit(sb, &ms->zmap, zone - ms->first_zone + 1);
}
