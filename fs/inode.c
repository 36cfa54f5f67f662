/*
 * inode.c - inodes: found by file system and number (iget), made (new_inode),
 * given up (iput). One that nobody uses stays for the next iget() if it is
 * hashed and has a name left; others go at once. All is [k].
 *
 * States: I_NEW while read_inode() works, I_FREEING while the inode goes; both
 * may sleep, and an iget() of the same number waits for the end of either.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/wait.h>
#include "names.h"

#define HASH_SIZE	1024		/* buckets */
#define INODES_LOOKED	64		/* with the kernel lock in one piece */
#define MEMORY_SHARE	64		/* unused ones take 1/64 of memory */

static struct list_head buckets[HASH_SIZE];
static LIST_HEAD(in_use);
static LIST_HEAD(unused);		/* first the one unused longest */
static int nr_unused, max_unused;
static int nr_inodes;			/* in all */
static unsigned long last_ino;		/* of those without a number */

/* Waits for the end of I_NEW or I_FREEING of any inode. */
static WAIT_QUEUE_HEAD(inode_wait);

static struct list_head *bucket(const struct super_block *sb,
				unsigned long ino)
{
	u32 h = ino + ((u32)(size_t)sb >> 6);

	return &buckets[(h ^ h >> 10) % HASH_SIZE];
}

static const struct inode_operations no_inode_operations;
static const struct file_operations no_file_operations;

/*
 * A new inode of sb with one user and a number that no other has that was
 * made so, in no hash; the caller fills in the rest. NULL: no memory.
 */
struct inode *new_inode(struct super_block *sb)
{
	struct inode *inode = kzalloc(sizeof(*inode), GFP_KERNEL);

	if (!inode)
		return NULL;
	nr_inodes++;
	INIT_LIST_HEAD(&inode->i_hash);
	list_add(&inode->i_list, &in_use);
	inode->i_count = 1;
	inode->i_nlink = 1;
	inode->i_ino = ++last_ino;
	inode->i_sb = sb;
	inode->i_blksize = PAGE_SIZE;
	inode->i_op = &no_inode_operations;
	inode->i_fop = &no_file_operations;
	mutex_init(&inode->i_sem);
	mapping_init(&inode->i_data, inode, NULL);
	return inode;
}

/* From now on iget() finds it. */
void insert_inode_hash(struct inode *inode)
{
	list_add(&inode->i_hash, bucket(inode->i_sb, inode->i_ino));
}

/* Waits for the inode to leave its present state. It may be gone then. */
static void wait_for_change(struct inode *inode)
{
	struct wait_queue w;

	init_wait(&w);
	prepare_to_wait(&inode_wait, &w, TASK_UNINTERRUPTIBLE);
	if (inode->i_state & (I_NEW | I_FREEING))	/* [k]: still so */
		schedule();
	finish_wait(&inode_wait, &w);
}

static struct inode *find_inode(struct super_block *sb, unsigned long ino)
{
	struct list_head *head = bucket(sb, ino);
	struct inode *inode;

	list_for_each_entry(inode, head, i_hash)
		if (inode->i_ino == ino && inode->i_sb == sb)
			return inode;
	return NULL;
}

static void use_again(struct inode *inode)
{
	if (inode->i_count++ == 0) {
		list_move(&inode->i_list, &in_use);
		nr_unused--;
	}
}

bool igrab(struct inode *inode)
{
	if (inode->i_state & (I_NEW | I_FREEING))
		return false;
	use_again(inode);
	return true;
}

/* Makes a new inode known under its number, and has it read in. */
static struct inode *read_new(struct super_block *sb, unsigned long ino)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode->i_ino = ino;
	inode->i_state = I_NEW;
	insert_inode_hash(inode);
	sb->s_op->read_inode(inode);
	inode->i_state &= ~I_NEW;
	wake_up(&inode_wait);
	return inode;
}

/*
 * The inode of that number, counted; NULL if there is no memory or it could
 * not be read. May sleep.
 */
struct inode *iget(struct super_block *sb, unsigned long ino)
{
	struct inode *inode;

	while ((inode = find_inode(sb, ino)) != NULL) {
		if (!(inode->i_state & (I_NEW | I_FREEING))) {
			use_again(inode);
			break;
		}
		wait_for_change(inode);
	}
	if (!inode)
		inode = read_new(sb, ino);
	if (inode && inode->i_state & I_BAD) {
		iput(inode);
		return NULL;
	}
	return inode;
}

/* read_inode() could not read it: nobody will get it to see. */
void make_bad_inode(struct inode *inode)
{
	inode->i_state |= I_BAD;
	inode->i_mode = S_IFREG;
	list_del(&inode->i_hash);
}

/*
 * Gives back what an inode holds besides its pages, which
 * truncate_inode_pages() must have freed.
 */
void clear_inode(struct inode *inode)
{
	BUG_ON(inode->i_data.nrpages);
	if (inode->i_pipe)
		pipe_free_inode(inode);
	if (inode->i_sb->s_op->clear_inode)
		inode->i_sb->s_op->clear_inode(inode);
}

/* The end of an inode that has no users. May sleep. */
static void free_inode(struct inode *inode)
{
	const struct super_operations *op = inode->i_sb->s_op;

	inode->i_state |= I_FREEING;
	if (!inode->i_nlink && op->delete_inode) {
		op->delete_inode(inode);
	} else {
		if (inode->i_data.nrpages)
			truncate_inode_pages(&inode->i_data, 0);
		clear_inode(inode);
	}
	list_del(&inode->i_hash);
	list_del(&inode->i_list);
	inode->i_state = 0;
	wake_up(&inode_wait);
	kfree(inode);
	nr_inodes--;
}

/* Ends one of the unused: not on their list any more, lest somebody ends it
   a second time. */
static void free_unused(struct inode *inode)
{
	nr_unused--;
	list_move(&inode->i_list, &in_use);
	free_inode(inode);
}

/* Writes an inode if it was changed; it must be counted. May sleep. */
static int write_inode(struct inode *inode, bool wait)
{
	if (!(inode->i_state & I_DIRTY))
		return 0;
	inode->i_state &= ~I_DIRTY;
	if (!inode->i_sb->s_op->write_inode)
		return 0;
	return inode->i_sb->s_op->write_inode(inode, wait);
}

/* Does the device lack anything of it? */
static bool is_dirty(const struct inode *inode)
{
	return inode->i_state & I_DIRTY ||
	       !list_empty(&inode->i_data.dirty_pages);
}

/*
 * The last user is gone. An inode that can be found again is written and
 * kept; whoever finds it while it is being written is a new user, and the
 * last one of them comes here.
 */
static void put_last(struct inode *inode)
{
	if (inode->i_sb->s_op->put_inode)
		inode->i_sb->s_op->put_inode(inode);
	if (!inode->i_nlink || list_empty(&inode->i_hash)) {
		free_inode(inode);
		return;
	}
	if (is_dirty(inode)) {
		inode->i_count++;
		write_mapping(&inode->i_data);
		write_inode(inode, false);
		iput(inode);
		return;
	}
	list_move_tail(&inode->i_list, &unused);
	if (++nr_unused > max_unused)
		free_unused(list_first_entry(&unused, struct inode, i_list));
}

/* Gives up an inode; NULL is allowed. May sleep if it was the last user. */
void iput(struct inode *inode)
{
	if (!inode)
		return;
	BUG_ON(inode->i_count <= 0);
	if (--inode->i_count == 0)
		put_last(inode);
}

/* How many inodes there are, and how many of them nobody uses. */
void count_inodes(int *all, int *free)
{
	*all = nr_inodes;
	*free = nr_unused;
}

/*
 * A walk through the inodes in use that may sleep between two of them. `place'
 * stands in the list for it: an inode of no file system, which nobody takes for
 * one. It leaves the list when next_inode() returns NULL.
 */
static void begin_inodes(struct inode *place)
{
	place->i_sb = NULL;
	list_add(&place->i_list, &in_use);
}

static struct inode *next_inode(struct inode *place)
{
	struct list_head *next = place->i_list.next;

	if (next == &in_use) {
		list_del(&place->i_list);
		return NULL;
	}
	list_move(&place->i_list, next);
	return list_entry(next, struct inode, i_list);
}

/* Calls fn for each inode in use, which it must count if it sleeps. */
void for_each_inode(void (*fn)(struct inode *inode, void *arg), void *arg)
{
	struct inode place, *inode;
	u32 n = 0;

	begin_inodes(&place);
	while ((inode = next_inode(&place)) != NULL) {
		if (inode->i_sb && !(inode->i_state & (I_NEW | I_FREEING)))
			fn(inode, arg);
		safe_step(&n, INODES_LOOKED);
	}
}

/* The inode differs from what the device has, if there is one. */
void mark_inode_dirty(struct inode *inode)
{
	if (inode->i_state & I_DIRTY)
		return;
	inode->i_state |= I_DIRTY;
	if (inode->i_sb->s_op->write_inode)
		inode_is_dirty();
}

/* Writes the changed inodes of sb, after their pages if `pages'. Unused ones
   have been written. */
static void write_all(struct super_block *sb, bool wait, bool pages)
{
	struct inode place, *inode;
	u32 n = 0;

	begin_inodes(&place);
	while ((inode = next_inode(&place)) != NULL) {
		if (inode->i_sb == sb && is_dirty(inode) &&
		    !(inode->i_state & (I_NEW | I_FREEING))) {
			inode->i_count++;
			if (pages)
				write_mapping(&inode->i_data);
			write_inode(inode, wait);
			iput(inode);
		}
		safe_step(&n, INODES_LOOKED);
	}
}

void sync_inodes(struct super_block *sb, bool wait)
{
	write_all(sb, wait, true);
}

void write_inodes(struct super_block *sb)
{
	write_all(sb, false, false);
}

/* Has sb an inode in use that has no link left? */
bool has_orphans(const struct super_block *sb)
{
	const struct inode *inode;

	list_for_each_entry(inode, &in_use, i_list)
		if (inode->i_sb == sb && !inode->i_nlink)
			return true;
	return false;
}

/* The first inode of sb on a list, or NULL. */
static struct inode *first_of(struct list_head *list, struct super_block *sb)
{
	struct inode *inode;

	list_for_each_entry(inode, list, i_list)
		if (inode->i_sb == sb)
			return inode;
	return NULL;
}

/* Frees the unused inodes of sb; false if some are in use. May sleep. */
bool invalidate_inodes(struct super_block *sb)
{
	struct inode *inode;

	for (;;) {
		inode = first_of(&unused, sb);
		if (inode) {
			free_unused(inode);
			continue;
		}
		inode = first_of(&in_use, sb);
		if (!inode)
			return true;
		if (!(inode->i_state & I_FREEING))
			return false;
		wait_for_change(inode);
	}
}

/* What the inode's time fields are set to now: it stands still between two
   ticks of the clock. */
struct timespec current_fs_time(void)
{
	static struct timespec now;
	static unsigned long when;
	struct timeval tv;

	if (when != jiffies || !now.tv_sec) {
		do_gettimeofday(&tv);
		when = jiffies;
		now.tv_sec = tv.tv_sec;
		now.tv_nsec = tv.tv_usec * 1000;
	}
	return now;
}

/* The file has been read. */
void update_atime(struct inode *inode)
{
	u32 flags = inode->i_sb->s_flags;
	struct timespec now;

	if (flags & (MS_NOATIME | MS_RDONLY) ||
	    inode->i_flags & S_NOATIME ||
	    (flags & MS_NODIRATIME && S_ISDIR(inode->i_mode)))
		return;
	now = current_fs_time();
	if (inode->i_atime.tv_sec == now.tv_sec &&
	    inode->i_atime.tv_nsec == now.tv_nsec)
		return;
	inode->i_atime = now;
	mark_inode_dirty(inode);
}

/* A node for a device, a FIFO or a socket: open files of it have operations
   that are not the file system's. */
void init_special_inode(struct inode *inode, mode_t mode, dev_t rdev)
{
	inode->i_mode = mode;
	if (S_ISCHR(mode)) {
		inode->i_fop = &def_chr_fops;
		inode->i_rdev = rdev;
	} else if (S_ISBLK(mode)) {
		inode->i_fop = &def_blk_fops;
		inode->i_rdev = rdev;
	} else if (S_ISFIFO(mode)) {
		inode->i_fop = &def_fifo_fops;
	} else {
		inode->i_fop = NULL;		/* a socket: -ENXIO */
	}
}

/* Who makes a file owns it. In a set-gid directory the group is that of the
   directory, and a new directory becomes a set-gid one, too. */
void inode_init_owner(struct inode *inode, const struct inode *dir,
		      mode_t mode)
{
	inode->i_uid = current->fsuid;
	inode->i_gid = current->fsgid;
	if (dir && dir->i_mode & S_ISGID) {
		inode->i_gid = dir->i_gid;
		if (S_ISDIR(mode))
			mode |= S_ISGID;
	}
	inode->i_mode = mode;
}

/* Once, when it is known how much memory there is. */
void inode_init(void)
{
	int i;

	for (i = 0; i < HASH_SIZE; i++)
		INIT_LIST_HEAD(&buckets[i]);
	max_unused = nr_total_pages() / MEMORY_SHARE *
		     (PAGE_SIZE / sizeof(struct inode));
}
