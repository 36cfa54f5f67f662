/* needs: fs/ext2/geometry.c fs/ext2/group.c fs/ext2/options.c */
/* needs: lib/string.c lib/strtol.c lib/vsprintf.c lib/div64.c */
/*
 * ext2_geometry_test.c - what ext2 makes of the numbers of a super block and of
 * descriptors, possible and impossible ones, and of mount options.
 */
#include "../../fs/ext2/ext2.h"
#include "host.h"
#include "tap.h"

#define DEVICE_BLOCKS	20000u
#define GROUPS		3
#define TABLE		80		/* first inodes of a group */

static struct ext2_super_block es;
static struct ext2_group_desc descs[1024 / sizeof(struct ext2_group_desc)];
static struct buffer_head desc_bh = { .b_data = (u8 *)descs };
static struct ext2_sb_info info = {
	.s_es = &es, .s_desc = &desc_bh,
	.s_opt = { .sb_block = EXT2_PRIMARY_SB },
};
static struct super_block sb = { .s_fs_info = &info, .s_blocksize = 1024 };

bool sb_has_block(const struct super_block *of, u32 block)
{
	return of == &sb && block < DEVICE_BLOCKS;
}

void mark_buffer_dirty(struct buffer_head *bh)
{
	ok(bh == &desc_bh, "the right buffer is dirty");
}

/* Three groups of 8192 blocks, the last one short; blocks of 1 KB. */
static void make_good(void)
{
	u32 i;

	es = (struct ext2_super_block){
		.s_blocks_count = DEVICE_BLOCKS, .s_first_data_block = 1,
		.s_blocks_per_group = 8192, .s_inodes_per_group = 1024,
		.s_inodes_count = GROUPS * 1024, .s_rev_level = 1,
		.s_first_ino = 11, .s_inode_size = 256,
		.s_r_blocks_count = 1000, .s_feature_compat = 0x38,
		.s_feature_incompat = 2, .s_feature_ro_compat = 3,
		.s_reserved_gdt_blocks = 60,
	};
	ext2_set_geometry(&sb);
	for (i = 0; i < GROUPS; i++) {
		u32 start = ext2_group_start(&sb, i);

		descs[i] = (struct ext2_group_desc){
			.bg_block_bitmap = start + 70,
			.bg_inode_bitmap = start + 71,
			.bg_inode_table = start + TABLE,
		};
	}
}

static void test_good(void)
{
	make_good();
	is_str(ext2_check_super(&sb, &es), NULL, "a good super block");
	is_str(ext2_check_writable(&sb), NULL, "may be written");
	is(info.s_groups_count, GROUPS, "groups");
	is(info.s_table_blocks, 256, "blocks of inodes in a group");
	is(info.s_desc_blocks, 1, "blocks of descriptors");
	is(info.s_head_blocks, 62, "and what is reserved for more");
	is(ext2_group_start(&sb, 2), 16385, "start of the last group");
	is(ext2_group_blocks(&sb, 2), DEVICE_BLOCKS - 16385, "which is short");
	ok(ext2_check_group(&sb, 0) && ext2_check_group(&sb, 1) &&
	   ext2_check_group(&sb, 2), "good descriptors");
}

static void test_copies(void)
{
	static const u32 with[] = { 0, 1, 3, 5, 7, 9, 25, 27, 49, 81, 125 };
	u32 i, group, wrong = 0;

	make_good();
	for (group = i = 0; group < 126; group++) {
		bool has = i < ARRAY_SIZE(with) && with[i] == group;

		i += has;
		wrong += ext2_group_has_super(&sb, group) != has;
	}
	is(wrong, 0, "sparse: copies in groups 0, 1 and powers of 3, 5, 7");
	es.s_feature_ro_compat = 0;
	ok(ext2_group_has_super(&sb, 2), "not sparse: in all");
	es.s_rev_level = 0;
	ok(ext2_group_has_super(&sb, 6), "revision 0: in all");
}

/* One number is wrong: the super block is refused. */
#define REFUSED(field, value, name) do { \
	make_good(); \
	es.field = (value); \
	ok(ext2_check_super(&sb, &es), "refused: %s", name); \
} while (0)

static void test_impossible(void)
{
	REFUSED(s_rev_level, 2, "revision 2");
	REFUSED(s_feature_incompat, 0x42, "an unknown feature");
	REFUSED(s_log_frag_size, 1, "fragments of another size");
	REFUSED(s_first_data_block, 0, "the first block");
	REFUSED(s_first_data_block, 0xffffffff, "the last block");
	REFUSED(s_blocks_count, 2, "no blocks");
	REFUSED(s_blocks_count, DEVICE_BLOCKS + 1, "more than the device");
	REFUSED(s_blocks_count, 0xffffffff, "many more");
	REFUSED(s_blocks_per_group, 0, "no blocks in a group");
	REFUSED(s_blocks_per_group, 8193, "more than its map has bits");
	REFUSED(s_r_blocks_count, DEVICE_BLOCKS + 1, "all and more reserved");
	REFUSED(s_inodes_per_group, 0, "no inodes in a group");
	REFUSED(s_inodes_per_group, 0xffffffff, "more than bits");
	REFUSED(s_inodes_count, 1000, "fewer inodes than groups have");
	REFUSED(s_inode_size, 64, "small inodes");
	REFUSED(s_inode_size, 192, "inodes of an odd size");
	REFUSED(s_inode_size, 2048, "larger than a block");
	REFUSED(s_first_ino, 2, "the root as a file");
	REFUSED(s_first_ino, 4000, "no file at all");
	make_good();
	es.s_feature_ro_compat = 0x13;
	is_str(ext2_check_super(&sb, &es), NULL, "who only reads it may");
	ok(ext2_check_writable(&sb), "but it is not written");
	es.s_rev_level = 0;
	is_str(ext2_check_writable(&sb), NULL, "revision 0 has no features");
}

#define BAD_GROUP(field, value, name) do { \
	make_good(); \
	descs[1].field = (value); \
	ok(!ext2_check_group(&sb, 1), "a bad group: %s", name); \
} while (0)

static void test_groups(void)
{
	u32 start = 8193;

	BAD_GROUP(bg_block_bitmap, 0, "map at 0");
	BAD_GROUP(bg_block_bitmap, start, "map on the super block");
	BAD_GROUP(bg_block_bitmap, start + 61, "map in the reserved blocks");
	BAD_GROUP(bg_block_bitmap, 70, "map in another group");
	BAD_GROUP(bg_block_bitmap, start + 71, "both maps in one block");
	BAD_GROUP(bg_inode_bitmap, start + TABLE + 255, "map in the inodes");
	BAD_GROUP(bg_inode_bitmap, 0xffffffff, "map nowhere");
	BAD_GROUP(bg_inode_table, start + 8192 - 255, "inodes over the end");
	BAD_GROUP(bg_inode_table, start - 1, "inodes before the start");
}

static void test_blocks(void)
{
	make_good();
	ok(!ext2_block_ok(&sb, 0) && !ext2_block_ok(&sb, 1) &&
	   !ext2_block_ok(&sb, 62), "no file has the first blocks");
	ok(ext2_block_ok(&sb, 63), "but what follows");
	ok(!ext2_block_ok(&sb, 71) && !ext2_block_ok(&sb, 72), "no maps");
	ok(!ext2_block_ok(&sb, 1 + TABLE) && !ext2_block_ok(&sb, TABLE + 256) &&
	   ext2_block_ok(&sb, TABLE + 257), "no inodes");
	ok(!ext2_block_ok(&sb, 8193) && ext2_block_ok(&sb, 16385),
	   "no copy of the super block; there is none in group 2");
	ok(ext2_block_ok(&sb, DEVICE_BLOCKS - 1) &&
	   !ext2_block_ok(&sb, DEVICE_BLOCKS) &&
	   !ext2_block_ok(&sb, 0xffffffff), "nothing behind the end");
	ok(ext2_blocks_ok(&sb, 8000, 193) && !ext2_blocks_ok(&sb, 8000, 194),
	   "blocks in a row");
}

static int parse(const char *text, struct ext2_options *opt)
{
	static char copy[200];

	*opt = (struct ext2_options){ .errors = EXT2_ERRORS_RO, .sb_block = 1 };
	strcpy(copy, text);
	host_log_clear();
	return ext2_parse_options(copy, opt);
}

static void test_options(void)
{
	static const char *const bad[] = {
		"nonsense", "errors=", "errors=never", "errors", "resuid",
		"resuid=x", "sb=1x", "check=strict", "grpid=1", "ro,,=",
	};
	struct ext2_options opt;
	char text[100];
	int i;

	is(parse("errors=continue,sb=8193,,minixdf,grpid,resuid=7,resgid=0x10,"
		 "check=none,nocheck,ro", &opt), 0, "all options");
	is(opt.errors, EXT2_ERRORS_CONTINUE, "errors=continue");
	is(opt.sb_block, 8193, "sb=");
	ok(opt.minix_df && opt.grpid && opt.grpid_given, "minixdf, grpid");
	ok(opt.resuid == 7 && opt.resgid == 16, "resuid=, resgid=");
	info.s_opt = opt;
	ext2_show_options(&sb, text, sizeof(text));
	is_str(text, ",errors=continue,minixdf,grpid,resuid=7,resgid=16",
	       "are shown");
	is(ext2_parse_options(NULL, &opt), 0, "none");
	is(parse("minixdf,bsddf,bsdgroups,sysvgroups,errors=panic", &opt), 0,
	   "the last one counts");
	ok(!opt.minix_df && !opt.grpid && opt.errors == EXT2_ERRORS_PANIC,
	   "bsddf, sysvgroups, errors=panic");
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		is(parse(bad[i], &opt), -EINVAL, "not: %s", bad[i]);
		ok(strstr(host_log, "bad mount option"), "with a line");
	}
}

int main(void)
{
	test_good();
	test_copies();
	test_impossible();
	test_groups();
	test_blocks();
	test_options();
	return done();
}
