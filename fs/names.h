/*
 * names.h - what the files that deal with names share, and nobody else.
 */
#ifndef _FS_NAMES_H
#define _FS_NAMES_H

#include <linux/compiler.h>
#include <linux/fs.h>

/* dentry->d_flags */
#define DCACHE_REFERENCED	1	/* used since it came on the LRU */

/* What the last part of a path is. */
enum last_type { LAST_NORM, LAST_DOT, LAST_DOTDOT, LAST_ROOT };

struct link_text;

/*
 * A walk along a path. `dentry' is counted only if it is also `pin': nothing
 * can change until the walk sleeps, and pin_walk() comes before that.
 */
struct nameidata {
	struct dentry *dentry;		/* how far it has come */
	struct dentry *pin;		/* counted, or NULL */
	const char *name;		/* what is left of the path */
	struct link_text *link;		/* symlinks being read */
	struct qstr last;		/* of the path, its last part */
	u32 flags;			/* LOOKUP_ */
	enum last_type last_type;
	int links;			/* symlinks followed */
};

/* fs/namei.c */
int begin_walk(struct nameidata *nd, int dfd, const char *name, u32 flags);
int walk_path(struct nameidata *nd);
int walk_to_parent(struct nameidata *nd, int dfd, const char *name);
void pin_walk(struct nameidata *nd);
void move_pinned(struct nameidata *nd, struct dentry *dentry);
void end_walk(struct nameidata *nd);
struct dentry *take_walk(struct nameidata *nd);
struct dentry *lookup_locked(struct dentry *parent, const struct qstr *name);
struct dentry *top_mount(struct dentry *dentry);

/* fs/follow.c */
int follow_last(struct nameidata *nd, struct dentry *link);
bool pop_link(struct nameidata *nd);
bool rest_of_links(const struct nameidata *nd);
void drop_links(struct nameidata *nd);

/* fs/getname.c */
char *getname_flags(const char __user *name, u32 flags);
char *name_buffer(void);

/* fs/permission.c */
int may_search(struct inode *dir);
int may_create(struct inode *dir);
int may_delete(struct inode *dir, struct dentry *victim, bool is_dir);
bool owner_or_capable(const struct inode *inode);

/* fs/create.c */
int create_file(struct inode *dir, struct dentry *dentry, mode_t mode);

/* fs/remove.c */
void forget_directory(struct dentry *dentry);

/* fs/chmod.c */
struct dentry *dentry_of_fd(u32 fd);
long change_attr(struct dentry *dentry, struct iattr *attr);

/* fs/stat.c */
int revalidate(struct dentry *dentry);

/* fs/dcache.c */
struct dentry *d_cached(struct dentry *parent, const struct qstr *name);
struct dentry *d_free(struct dentry *dentry);
void dcache_init(void);
extern struct list_head dentry_unused;
extern int nr_dentry_unused;

/* fs/dcache_shrink.c */
void d_prune_negative(struct dentry *parent);
void d_free_pinned(struct dentry *root);
bool d_tree_busy(struct dentry *root, bool pinned);
void trim_dcache(void);
void dcache_shrink_init(void);

/* fs/inode.c */
void inode_init(void);
bool has_orphans(const struct super_block *sb);
void sync_inodes(struct super_block *sb, bool wait);
void write_inodes(struct super_block *sb);	/* not their pages */

/* fs/super.c, fs/sync.c */
struct super_block *get_sb(struct file_system_type *type, const char *dev,
			   u32 flags, void *data);
void kill_sb(struct super_block *sb);
int remount_sb(struct super_block *sb, u32 flags, char *data);
int sync_sb(struct super_block *sb, bool wait);

/* Names or attributes have been changed, and nothing but counts is held: of a
   file system that is mounted -o sync the device has to know. May sleep. */
static inline void sync_change(struct super_block *sb)
{
	if (unlikely(sb->s_flags & MS_SYNCHRONOUS))
		sync_sb(sb, true);
}

/* fs/namespace.c */
void namespace_init(void);
void reap_detached(void);
int umount_dentry(struct dentry *root, bool lazy);

static inline bool d_unhashed(const struct dentry *dentry)
{
	return list_empty(&dentry->d_hash);
}

static inline bool d_is_root(const struct dentry *dentry)
{
	return dentry->d_parent == dentry;
}

/* Something is mounted there. */
static inline bool d_mounted(const struct dentry *dentry)
{
	return dentry->d_mounts != dentry;
}

/* One step of a name's hash; h starts as 0. */
static inline u32 hash_char(u32 h, u8 c)
{
	return h * 31 + c;
}

#endif
