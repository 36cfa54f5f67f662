/*
 * initramfs.c - makes files, directories and nodes of what the reader of cpio
 * archives finds (lib/cpio.c). Later members replace earlier ones of the same
 * name; directories that are missing on the way are made. Members that say
 * they are links to one file, by inode number, become that.
 *
 * Times of directories are set at the end: making files in them changes them.
 */
#include <linux/cpio.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>

#define LINK_BUCKETS	64
#define PARENT_MODE	0755		/* of directories that were missing */

/* A file that may get more names, till the end of its archive. */
struct known_file {
	struct list_head list;
	u32 ino, dev_major, dev_minor, kind;
	char path[];
};

/* A directory whose time is to be set. */
struct made_dir {
	struct list_head list;
	struct dentry *dentry;		/* counted */
	u32 mtime;
};

struct unpacker {
	struct cpio cpio;
	struct file *file;		/* being written, or NULL */
	loff_t pos;
	struct list_head links[LINK_BUCKETS];
	struct list_head dirs;
	char target[PATH_MAX];		/* of a symlink, as far as it came */
	u32 target_len;
};

/* The bits of the mode that say what it is. */
static u32 __init kind_of(const struct unpacker *u)
{
	return u->cpio.m.mode & S_IFMT;
}

/* Makes the directories that lead to the path. 0 or -errno. */
static int __init make_parents(char *path)
{
	char *slash = path;
	int err = 0;

	while (!err && (slash = strchr(slash + 1, '/')) != NULL) {
		*slash = '\0';
		err = vfs_mkdir(path, PARENT_MODE);
		*slash = '/';
		if (err == -EEXIST)
			err = 0;
	}
	return err;
}

/* Lets `make' make the present member; what is in its way goes, what is
   missing comes. */
static int __init make_member(struct unpacker *u,
			      int (*make)(struct unpacker *u))
{
	int err = make(u);

	if (err == -ENOENT) {
		err = make_parents(u->cpio.path);
		if (!err)
			err = make(u);
	}
	if (err == -EEXIST) {
		err = vfs_unlink(u->cpio.path);
		if (!err)
			err = make(u);
	}
	return err;
}

/* Owner, permissions and times, as the archive has them. The root may do
   this, and nobody else is there. */
static void __init set_attributes(const struct unpacker *u,
				  struct inode *inode)
{
	const struct cpio_member *m = &u->cpio.m;

	inode->i_uid = m->uid;
	inode->i_gid = m->gid;
	if (!S_ISLNK(inode->i_mode))
		inode->i_mode = (inode->i_mode & S_IFMT) |
				(m->mode & S_IALLUGO);
	inode->i_atime.tv_sec = inode->i_mtime.tv_sec = m->mtime;
	inode->i_atime.tv_nsec = inode->i_mtime.tv_nsec = 0;
	mark_inode_dirty(inode);
}

/* The same for the file at the path, which has just been made. */
static int __init set_path_attributes(const struct unpacker *u)
{
	struct dentry *dentry = lookup_at(AT_FDCWD, u->cpio.path, 0);

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	set_attributes(u, dentry->d_inode);
	dput(dentry);
	return 0;
}

/* --- directories ---------------------------------------------------------- */

/* One that exists already is as good, if it is one. */
static int __init make_dir(struct unpacker *u)
{
	int err = vfs_mkdir(u->cpio.path, u->cpio.m.mode & S_IALLUGO);
	struct dentry *dentry;

	if (err != -EEXIST)
		return err;
	dentry = lookup_at(AT_FDCWD, u->cpio.path, 0);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	if (S_ISDIR(dentry->d_inode->i_mode))
		err = 0;
	dput(dentry);
	return err;
}

static int __init add_dir(struct unpacker *u)
{
	struct made_dir *dir;
	int err = make_member(u, make_dir);

	if (err)
		return err;
	dir = kmalloc(sizeof(*dir), GFP_KERNEL);
	if (!dir)
		return -ENOMEM;
	dir->dentry = lookup_at(AT_FDCWD, u->cpio.path, 0);
	if (IS_ERR(dir->dentry)) {
		err = PTR_ERR(dir->dentry);
		kfree(dir);
		return err;
	}
	dir->mtime = u->cpio.m.mtime;
	list_add(&dir->list, &u->dirs);
	set_attributes(u, dir->dentry->d_inode);
	return 0;
}

/* All is made: now the times of directories stay. */
static void __init set_dir_times(struct unpacker *u)
{
	struct made_dir *dir, *next;

	list_for_each_entry_safe(dir, next, &u->dirs, list) {
		dir->dentry->d_inode->i_mtime.tv_sec = dir->mtime;
		dir->dentry->d_inode->i_mtime.tv_nsec = 0;
		dput(dir->dentry);
		kfree(dir);
	}
	INIT_LIST_HEAD(&u->dirs);
}

/* --- more names for one file ---------------------------------------------- */

static struct list_head *__init link_bucket(struct unpacker *u)
{
	return &u->links[u->cpio.m.ino % LINK_BUCKETS];
}

/* The earlier member that is the same file; NULL: this is the first. */
static struct known_file *__init find_link(struct unpacker *u)
{
	const struct cpio_member *m = &u->cpio.m;
	struct list_head *head = link_bucket(u);
	struct known_file *known;

	list_for_each_entry(known, head, list)
		if (known->ino == m->ino && known->kind == kind_of(u) &&
		    known->dev_major == m->dev_major &&
		    known->dev_minor == m->dev_minor)
			return known;
	return NULL;
}

static int __init remember_link(struct unpacker *u)
{
	const struct cpio_member *m = &u->cpio.m;
	size_t len = strlen(u->cpio.path) + 1;
	struct known_file *known = kmalloc(sizeof(*known) + len, GFP_KERNEL);

	if (!known)
		return -ENOMEM;
	known->ino = m->ino;
	known->kind = kind_of(u);
	known->dev_major = m->dev_major;
	known->dev_minor = m->dev_minor;
	memcpy(known->path, u->cpio.path, len);
	list_add(&known->list, link_bucket(u));
	return 0;
}

static int __init make_link(struct unpacker *u)
{
	const char *first = find_link(u)->path;

	if (!strcmp(first, u->cpio.path))	/* the same name once more */
		return 0;
	return vfs_link(first, u->cpio.path);
}

/* The numbers of one archive mean nothing in the next. */
static void __init forget_links(struct unpacker *u)
{
	struct known_file *known, *next;
	int i;

	for (i = 0; i < LINK_BUCKETS; i++) {
		list_for_each_entry_safe(known, next, &u->links[i], list)
			kfree(known);
		INIT_LIST_HEAD(&u->links[i]);
	}
}

/* --- files and nodes ------------------------------------------------------ */

static int __init open_file(struct unpacker *u, u32 flags)
{
	struct file *file = filp_open(u->cpio.path,
				      flags | O_WRONLY | O_LARGEFILE, 0600);

	if (IS_ERR(file))
		return PTR_ERR(file);
	u->file = file;
	u->pos = 0;
	return 0;
}

static int __init make_file(struct unpacker *u)
{
	return open_file(u, O_CREAT | O_EXCL);
}

static int __init make_node(struct unpacker *u)
{
	const struct cpio_member *m = &u->cpio.m;

	return vfs_mknod(u->cpio.path, m->mode & (S_IFMT | S_IALLUGO),
			 MKDEV(m->rdev_major, m->rdev_minor & MINOR(~0)));
}

/* A regular file is open afterwards, for its contents. */
static int __init add_file(struct unpacker *u)
{
	bool links = u->cpio.m.nlink > 1, regular = S_ISREG(u->cpio.m.mode);
	int err;

	if (links && find_link(u)) {
		err = make_member(u, make_link);
		if (!err && regular && u->cpio.m.size)
			err = open_file(u, O_TRUNC);
		return err;
	}
	err = make_member(u, regular ? make_file : make_node);
	if (!err && links)
		err = remember_link(u);
	return err;
}

static int __init make_symlink(struct unpacker *u)
{
	return vfs_symlink(u->target, u->cpio.path);
}

/* --- what the reader calls ------------------------------------------------ */

static struct unpacker *__init unpacker_of(struct cpio *c)
{
	return container_of(c, struct unpacker, cpio);
}

static int __init begin(struct cpio *c)
{
	struct unpacker *u = unpacker_of(c);

	switch (kind_of(u)) {
	case S_IFDIR:
		return add_dir(u);
	case S_IFLNK:
		u->target_len = 0;
		return c->m.size < PATH_MAX ? 0 : -ENAMETOOLONG;
	case S_IFREG:
	case S_IFCHR:
	case S_IFBLK:
	case S_IFIFO:
	case S_IFSOCK:
		return add_file(u);
	default:
		return -EINVAL;
	}
}

/* Contents of what is neither file nor symlink mean nothing. */
static int __init contents(struct cpio *c, const u8 *buf, size_t n)
{
	struct unpacker *u = unpacker_of(c);
	ssize_t done;

	if (S_ISLNK(c->m.mode)) {
		memcpy(u->target + u->target_len, buf, n);
		u->target_len += n;
		return 0;
	}
	while (n && u->file) {
		done = kernel_write(u->file, u->pos, buf, n);
		if (done <= 0)
			return done ? done : -EIO;
		u->pos += done;
		buf += done;
		n -= done;
	}
	safe_point();
	return 0;
}

static int __init complete(struct cpio *c)
{
	struct unpacker *u = unpacker_of(c);
	int err = 0;

	if (S_ISDIR(c->m.mode))
		return 0;
	if (u->file) {
		set_attributes(u, u->file->f_dentry->d_inode);
		fput(u->file);
		u->file = NULL;
		return 0;
	}
	if (S_ISLNK(c->m.mode)) {
		u->target[u->target_len] = '\0';
		err = make_member(u, make_symlink);
	}
	return err ? err : set_path_attributes(u);
}

static void __init trailer(struct cpio *c)
{
	forget_links(unpacker_of(c));
}

struct unpacker *__init new_unpacker(void)
{
	struct unpacker *u = kmalloc(sizeof(*u), GFP_KERNEL);
	int i;

	if (!u)
		return NULL;
	cpio_init(&u->cpio);
	u->cpio.member = begin;
	u->cpio.data = contents;
	u->cpio.done = complete;
	u->cpio.trailer = trailer;
	u->file = NULL;
	INIT_LIST_HEAD(&u->dirs);
	for (i = 0; i < LINK_BUCKETS; i++)
		INIT_LIST_HEAD(&u->links[i]);
	return u;
}

struct cpio *__init unpacker_cpio(struct unpacker *u)
{
	return &u->cpio;
}

void __init end_unpacker(struct unpacker *u)
{
	if (u->file)
		fput(u->file);
	set_dir_times(u);
	forget_links(u);
	kfree(u);
}
