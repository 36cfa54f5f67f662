/* needs: fs/dcache.c fs/dcache_shrink.c fs/d_path.c fs/inode.c fs/getname.c */
/* needs: fs/namei.c fs/follow.c fs/permission.c fs/create.c fs/remove.c */
/* needs: fs/rename.c fs/open_namei.c fs/super.c fs/namespace.c fs/attr.c */
/* needs: fs/filesystems.c lib/string.c */
/*
 * names_test.c - the walk, the name cache and the calls that change names,
 * over a small file system in memory, by random operations. An oracle that
 * knows neither caches nor dentries reads the same file system the slow way
 * and says beforehand what each operation must answer.
 *
 * Memory is the host's, so the address sanitizer sees what is used too long;
 * in the end nothing may be left. A mutex that is waited for is a deadlock.
 */
#include <stdlib.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "../../fs/names.h"
#include "host.h"
#include "mini_fs.h"
#include "names_kernel.h"

void safe_point(void) { }
#include "tap.h"

#define ROUNDS	200000
#define HELD	6
#define PATH	MINI_PATH

/* --- the oracle ------------------------------------------------------- */

static int cwd = ROOT;			/* node; dead if it has no links */

struct place {
	int dir;			/* the last component's */
	char last[64];			/* "": the path is only slashes */
	bool slash;			/* behind it */
};

static int o_resolve(int at, const char *path, bool follow, int *links);

/* One name: a node, or -errno. */
static int o_step(int at, const char *name, bool follow, int *links)
{
	int i, ino;

	if (!S_ISDIR(nodes[at].mode))
		return -ENOTDIR;
	if (!strcmp(name, "."))
		return at;
	if (!strcmp(name, ".."))
		return nodes[at].parent;
	i = node_find(at, name, strlen(name));
	if (i < 0)
		return -ENOENT;
	ino = nodes[at].entry[i].ino;
	if (!S_ISLNK(nodes[ino].mode) || !follow)
		return ino;
	if ((*links)++ >= 40)
		return -ELOOP;
	return o_resolve(at, nodes[ino].target, true, links);
}

/* Up to the last component: 0, or -errno. */
static int o_parent(int at, const char *path, struct place *p, int *links)
{
	char name[64];
	size_t len;

	if (*path == '/')
		at = ROOT;
	p->last[0] = '\0';
	p->slash = false;
	for (;;) {
		path += strspn(path, "/");
		p->dir = at;
		if (!*path)
			return 0;
		if (!S_ISDIR(nodes[at].mode))
			return -ENOTDIR;
		len = strcspn(path, "/");
		memcpy(name, path, len);
		name[len] = '\0';
		path += len;
		if (!path[strspn(path, "/")]) {
			strcpy(p->last, name);
			p->slash = *path == '/';
			return 0;
		}
		at = o_step(at, name, true, links);
		if (at < 0)
			return at;
	}
}

static int o_resolve(int at, const char *path, bool follow, int *links)
{
	struct place p;
	int err = o_parent(at, path, &p, links), ino;

	if (err)
		return err;
	if (!p.last[0])
		return p.dir;
	ino = o_step(p.dir, p.last, follow || p.slash, links);
	if (ino > 0 && p.slash && !S_ISDIR(nodes[ino].mode))
		return -ENOTDIR;
	return ino;
}

static bool o_special(const struct place *p)
{
	return !p->last[0] || !strcmp(p->last, ".") || !strcmp(p->last, "..");
}

/* What is at the place: node, or 0. */
static int o_at(const struct place *p)
{
	int i = node_find(p->dir, p->last, strlen(p->last));

	return i < 0 ? 0 : nodes[p->dir].entry[i].ino;
}

static int o_free_node(void)
{
	int i;

	for (i = ROOT + 1; i < NODES; i++)
		if (!nodes[i].used)
			return i;
	return 0;
}

static bool o_dead(int dir)
{
	return nodes[dir].nlink == 0;
}

/* Making something in a place that must be empty. */
static int o_make(const char *path, bool is_dir, int need_node)
{
	struct place p;
	int links = 0, err = o_parent(cwd, path, &p, &links);

	if (err)
		return err;
	if (o_special(&p))
		return -EEXIST;
	if (o_dead(p.dir))
		return -ENOENT;
	if (o_at(&p))
		return -EEXIST;
	if (p.slash && !is_dir)
		return -ENOENT;
	if (need_node && !o_free_node())
		return -ENOSPC;
	return nodes[p.dir].entries == ENTRIES ? -ENOSPC : 0;
}

static int o_rmdir(const char *path)
{
	struct place p;
	int links = 0, err = o_parent(cwd, path, &p, &links), ino;

	if (err)
		return err;
	if (!p.last[0])
		return -EBUSY;
	if (!strcmp(p.last, "."))
		return -EINVAL;
	if (!strcmp(p.last, ".."))
		return -ENOTEMPTY;
	ino = o_at(&p);
	if (!ino)
		return -ENOENT;
	if (!S_ISDIR(nodes[ino].mode))
		return -ENOTDIR;
	return nodes[ino].entries ? -ENOTEMPTY : 0;
}

static int o_unlink(const char *path)
{
	struct place p;
	int links = 0, err = o_parent(cwd, path, &p, &links), ino;

	if (err)
		return err;
	if (o_special(&p))
		return -EISDIR;
	ino = o_at(&p);
	if (!ino)
		return -ENOENT;
	if (S_ISDIR(nodes[ino].mode))
		return -EISDIR;
	return p.slash ? -ENOTDIR : 0;
}

static int o_link(const char *old, const char *new)
{
	int links = 0, ino = o_resolve(cwd, old, false, &links), err;

	if (ino < 0)
		return ino;
	err = o_make(new, false, 0);
	if (err && err != -ENOSPC)
		return err;
	return S_ISDIR(nodes[ino].mode) ? -EPERM : err;
}

static bool o_below(int dir, int of)
{
	for (; dir != of; dir = nodes[dir].parent)
		if (dir == ROOT)
			return false;
	return true;
}

static int o_rename(const char *old, const char *new)
{
	struct place from, to;
	int links = 0, err = o_parent(cwd, old, &from, &links), a, b;

	if (err)
		return err;
	links = 0;
	err = o_parent(cwd, new, &to, &links);
	if (err)
		return err;
	if (o_special(&from) || o_special(&to))
		return -EBUSY;
	a = o_at(&from);
	b = o_at(&to);
	if (!a || o_dead(to.dir))
		return -ENOENT;
	if (!S_ISDIR(nodes[a].mode) && (from.slash || to.slash))
		return -ENOTDIR;
	if (o_below(to.dir, a))
		return -EINVAL;
	if (b && o_below(from.dir, b))
		return -ENOTEMPTY;
	if (a == b)
		return 0;
	if (!b)
		return nodes[to.dir].entries == ENTRIES &&
		       from.dir != to.dir ? -ENOSPC : 0;
	if (S_ISDIR(nodes[a].mode) && !S_ISDIR(nodes[b].mode))
		return -ENOTDIR;
	if (!S_ISDIR(nodes[a].mode) && S_ISDIR(nodes[b].mode))
		return -EISDIR;
	return nodes[b].entries ? -ENOTEMPTY : 0;
}

/* open(O_CREAT): the node it must give if it exists already, 0 if it is to be
   made, or -errno. */
static int o_open(int at, const char *path, bool excl, int *links)
{
	struct place p;
	int err = o_parent(at, path, &p, links), ino;

	if (err)
		return err;
	if (o_special(&p) || p.slash)
		return -EISDIR;
	if (o_dead(p.dir))
		return -ENOENT;
	ino = o_at(&p);
	if (!ino)
		return !o_free_node() || nodes[p.dir].entries == ENTRIES ?
		       -ENOSPC : 0;
	if (excl)
		return -EEXIST;
	if (S_ISDIR(nodes[ino].mode))
		return -EISDIR;
	if (!S_ISLNK(nodes[ino].mode))
		return ino;
	if ((*links)++ >= 40)
		return -ELOOP;
	return o_open(p.dir, nodes[ino].target, excl, links);
}

/* --- random operations ------------------------------------------------ */

static unsigned int seed = 4711;
static struct dentry *held[HELD];	/* open files */

static void random_path(char *path)
{
	static const char *const names[] = {
		"a", "b", "c", "d", "e", ".", "..", "a", "b", "c",
		"a-name-that-has-no-room-in-the-dentry-itself",
	};
	int n = 1 + rnd(&seed) % 4;

	strcpy(path, rnd(&seed) % 2 ? "/" : "");
	if (rnd(&seed) % 50 == 0) {
		strcpy(path, "///");
		return;
	}
	while (n--) {
		strcat(path, names[rnd(&seed) % ARRAY_SIZE(names)]);
		if (n)
			strcat(path, rnd(&seed) % 8 ? "/" : "//");
	}
	if (rnd(&seed) % 12 == 0)
		strcat(path, "/");
}

static int wrong, succeeded;

static void expect(const char *what, const char *a, const char *b, int got,
		   int want)
{
	succeeded += got >= 0;
	if (got == want || wrong++ > 5)
		return;
	diag("%s(%s, %s): %d, wanted %d", what, a, b, got, want);
}

/* Does the cache's way lead where the slow one does, and back? */
static void check_lookup(const char *path, bool follow)
{
	int links = 0, want = o_resolve(cwd, path, follow, &links), at;
	struct dentry *d = lookup_at(AT_FDCWD, path,
				     follow ? LOOKUP_FOLLOW : 0);
	char buf[512], model[512], *p = model + sizeof(model);

	if (IS_ERR(d)) {
		expect("lookup", path, follow ? "follow" : "", PTR_ERR(d),
		       want);
		return;
	}
	expect("lookup", path, follow ? "follow" : "", d->d_inode->i_ino,
	       want);
	if (want > 0 && S_ISDIR(nodes[want].mode) && !o_dead(want)) {
		*--p = '\0';
		for (at = want; at != ROOT; at = nodes[at].parent) {
			struct node *up = &nodes[nodes[at].parent];
			int i;

			for (i = 0; up->entry[i].ino != at; i++)
				;
			p -= strlen(up->entry[i].name);
			memcpy(p, up->entry[i].name,
			       strlen(up->entry[i].name));
			*--p = '/';
		}
		if (!*p)
			*--p = '/';
		expect("d_path", path, p,
		       strcmp(d_path(d, fs.root, buf, sizeof(buf)), p), 0);
	}
	dput(d);
}

static void check_open(const char *path)
{
	bool excl = rnd(&seed) % 4 == 0;
	int i = rnd(&seed) % HELD, links = 0, err, want;
	struct dentry *d;

	dput(held[i]);
	held[i] = NULL;
	want = o_open(cwd, path, excl, &links);
	err = open_namei(AT_FDCWD, path,
			 O_RDWR | O_CREAT | (excl ? O_EXCL : 0), 0644, &d);
	if (err) {
		expect("open", path, excl ? "excl" : "", err, want);
		return;
	}
	if (want <= 0)
		expect("open", path, "made", 0, want);
	else
		expect("open", path, "", d->d_inode->i_ino, want);
	expect("open", path, "used",
	       nodes[d->d_inode->i_ino].used, 1);
	held[i] = d;
}

static void check_chdir(const char *path)
{
	int links = 0, want = o_resolve(cwd, path, true, &links);
	struct dentry *d = lookup_at(AT_FDCWD, path,
				     LOOKUP_FOLLOW | LOOKUP_DIRECTORY);

	if (want > 0 && !S_ISDIR(nodes[want].mode))
		want = -ENOTDIR;
	if (IS_ERR(d)) {
		expect("chdir", path, "", PTR_ERR(d), want);
		return;
	}
	expect("chdir", path, "", d->d_inode->i_ino, want);
	dput(fs.pwd);
	fs.pwd = d;
	cwd = want;
}

static void go_home(void)
{
	dput(fs.pwd);
	fs.pwd = dget(fs.root);
	cwd = ROOT;
}

static void step(void)
{
	char a[PATH], b[PATH];
	int want;

	if (o_dead(cwd) && rnd(&seed) % 3 == 0)
		go_home();
	random_path(a);
	random_path(b);
	if (o_dead(cwd) && (strstr(a, "..") || strstr(b, "..")))
		return;			/* the oracle has no parent then */
	switch (rnd(&seed) % 16) {
	case 0:
	case 1:
		want = o_make(a, true, 1);
		expect("mkdir", a, "", vfs_mkdir(a, 0755), want);
		break;
	case 2:
		want = o_rmdir(a);
		expect("rmdir", a, "", vfs_rmdir(a), want);
		break;
	case 3:
	case 4:
		want = o_unlink(a);
		expect("unlink", a, "", vfs_unlink(a), want);
		break;
	case 5:
		want = o_make(a, false, 1);
		expect("symlink", b, a, vfs_symlink(b, a), want);
		break;
	case 6:
		want = o_link(a, b);
		expect("link", a, b, vfs_link(a, b), want);
		break;
	case 7:
	case 8: {
		struct pt_regs regs = { .ebx = (u32)a, .ecx = (u32)b };

		want = o_rename(a, b);
		expect("rename", a, b, sys_rename(&regs), want);
		break;
	}
	case 9:
	case 10:
		check_open(a);
		break;
	case 11:
		check_chdir(a);
		break;
	case 12:
		if (rnd(&seed) % 4 == 0)
			shrink_dcache(1 + rnd(&seed) % 20);
		break;
	default:
		check_lookup(a, rnd(&seed) % 2);
	}
}

/* rm -r of all that is in a directory. */
static void sweep(int dir, const char *path)
{
	char name[512];
	int ino, err;

	while (nodes[dir].entries) {
		ino = nodes[dir].entry[0].ino;
		snprintf(name, sizeof(name), "%s/%s", path,
			 nodes[dir].entry[0].name);
		if (S_ISDIR(nodes[ino].mode))
			sweep(ino, name);
		err = S_ISDIR(nodes[ino].mode) ? vfs_rmdir(name) :
		      vfs_unlink(name);
		expect("sweep", name, "", err, 0);
		if (err)
			return;
	}
}

static void start(void)
{
	host_cpu->task = &task;
	task.fs = &fs;
	task.files = &files;
	task.cap_effective = CAP_FULL_SET;
	vfs_init();
	mount_root(&mini_type);
}

/* Gives everything back; what has been allocated for ever remains. */
static int finish(int before)
{
	struct super_block *sb = fs.root->d_sb;
	int i, used = 0;

	for (i = 0; i < HELD; i++)
		dput(held[i]);
	dput(fs.pwd);
	dput(fs.root);
	for (i = ROOT; i < NODES; i++)
		used += nodes[i].used && nodes[i].nlink == 0;
	is(used, 0, "no file without a name or a user is left");
	shrink_dcache_sb(sb);
	ok(!d_tree_busy(sb->s_root, false), "no name is in use");
	kill_sb(sb);
	is(nr_dentry_unused, 0, "the list of unused names is empty");
	for (i = 0; i < 8; i++)
		kfree(name_buffer());
	return allocated - before;
}

/* l1 -> l0, l2 -> l1, ...: 40 symlinks may be followed. */
static void test_chain(void)
{
	char name[16], target[16] = "/";
	struct dentry *d;
	int i;

	for (i = 1; i <= 41; i++) {
		snprintf(name, sizeof(name), "l%d", i);
		vfs_symlink(target, name);
		strcpy(target, name);
	}
	d = lookup_at(AT_FDCWD, "l40", LOOKUP_FOLLOW);
	ok(d == fs.root, "a chain of 40 symlinks");
	dput(d);
	d = lookup_at(AT_FDCWD, "l41", LOOKUP_FOLLOW);
	is(PTR_ERR(d), -ELOOP, "one of 41 is too long");
}

static void test_limits(void)
{
	char name[NAME_MAX + 2], *path = malloc(PATH_MAX + 1);
	struct dentry *d;

	memset(name, 'n', NAME_MAX + 1);
	name[NAME_MAX + 1] = '\0';
	d = lookup_at(AT_FDCWD, name, 0);
	is(PTR_ERR(d), -ENAMETOOLONG, "a name of 256 bytes is too long");
	d = lookup_at(AT_FDCWD, "", 0);
	is(PTR_ERR(d), -ENOENT, "an empty path");
	d = lookup_at(7, "x", 0);
	is(PTR_ERR(d), -EBADF, "relative to no descriptor");
	memset(path, '/', PATH_MAX);
	path[PATH_MAX] = '\0';
	d = user_path_at(AT_FDCWD, path, 0);
	is(PTR_ERR(d), -ENAMETOOLONG, "a path of 4096 bytes is too long");
	path[PATH_MAX - 1] = '\0';
	d = user_path_at(AT_FDCWD, path, 0);
	ok(d == fs.root, "one of 4095 is not");
	dput(d);
	vfs_symlink("self", "self");
	d = lookup_at(AT_FDCWD, "/self/x", 0);
	is(PTR_ERR(d), -ELOOP, "a symlink to itself");
	vfs_unlink("self");
	test_chain();
	free(path);
}

int main(void)
{
	int i, before;

	start();
	before = allocated;
	test_limits();
	for (i = 0; i < ROUNDS && !wrong; i++) {
		jiffies++;
		step();
		if (i % 200 == 0)
			sweep(ROOT, "");
	}
	is(wrong, 0, "%d random operations, as the oracle says", ROUNDS);
	ok(succeeded > ROUNDS / 5, "%d of them did something", succeeded);
	ok(deleted > ROUNDS / 50, "%d files were deleted", deleted);
	is(mutex_waits, 0, "no lock is taken twice");
	/* super block, root's dentry and inode were there before */
	is(finish(before), -3, "all memory is given back");
	return done();
}
