/* needs: fsbox */
/*
 * fsmodel_test.c - the file systems of disks, by random operations: answers and
 * contents must be those of a simple model, the host's fsck must find nothing
 * to complain about, and in the end as much must be free as in the beginning.
 * First by one process alone; then by several that take turns wherever one
 * might sleep. Two of them share a directory, with names of their own in it;
 * two others do things to the same names, and what they get is not looked at.
 *
 *	fsmodel_test [steps [seed [kind]]]	steps for each kind
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fsbox/model.h"
#include "tap.h"

#define STEPS		4000
#define PROCESSES	5		/* with a model */
#define WILD		2		/* without */
#define PAGES		3000		/* memory of the box */
#define BETWEEN		10		/* each kind's steps are cut into so
					   many parts by an umount */
#define WILD_TOP	"/mnt/wild"

static unsigned long steps = STEPS;
static const struct fs_kind *kind;
static struct model *models[PROCESSES];
static int working;
static unsigned long refused;		/* operations that had an error */

/* --- those without a model ------------------------------------------------ */

static void wild_path(char *path, int depth)
{
	strcpy(path, WILD_TOP);
	while (depth--)
		sprintf(path + strlen(path), "/w%u", box_rnd(4));
}

static void ignore(void *arg, const char *name, u64_t ino, int type)
{
	(void)arg, (void)name, (void)ino, (void)type;
}

static void wild_file(const char *path)
{
	char bytes[700];
	int fd = box_open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0644);

	if (fd < 0)
		return;
	memset(bytes, 'w', sizeof(bytes));
	box_write(fd, bytes, sizeof(bytes), box_rnd(30000));
	box_read(fd, bytes, sizeof(bytes), box_rnd(30000));
	if (box_rnd(4) == 0)
		box_ftruncate(fd, box_rnd(30000));
	box_close(fd);
}

static void wild_step(void)
{
	int depth = 1 + box_rnd(3);	/* renames must not make trees deeper */
	char path[100], other[100];
	struct box_stat st;

	wild_path(path, depth);
	wild_path(other, depth);
	switch (box_rnd(10)) {
	case 0 ... 1:
		box_mkdir(path, 0755);
		break;
	case 2:
		box_rmdir(path);
		break;
	case 3 ... 4:
		wild_file(path);
		break;
	case 5:
		box_unlink(path);
		break;
	case 6:
		box_link(path, other);
		break;
	case 7:
		box_readdir(path, 300, ignore, NULL);
		break;
	case 8:
		box_stat(path, &st);
		break;
	default:
		box_rename(path, other);
	}
}

static void run_wild(void *arg)
{
	unsigned long i;

	for (i = 0; i < steps / BETWEEN / working; i++)
		wild_step();
	(void)arg;
}

/* --- those with one ------------------------------------------------------- */

static void run_model(void *arg)
{
	struct model *m = arg;
	unsigned long i;

	for (i = 0; i < steps / BETWEEN / working && !m->wrong; i++)
		model_step(m);
	model_close_all(m);
	model_compare(m);
}

/* mount, work, umount; then once more a look, and fsck. False if something
   was wrong. */
static int one_part(void)
{
	int i, err, good = 1;

	err = box_mount(kind->type, box_rnd(8) ? "" : "sync");
	if (err) {
		diag("mount: %d", err);
		return 0;
	}
	for (i = 0; i < working; i++) {
		model_compare(models[i]);
		box_spawn(run_model, models[i]);
	}
	for (i = 0; i < WILD && working > 1; i++)
		box_spawn(run_wild, NULL);
	box_join();
	err = box_umount();
	if (err)
		diag("umount: %d", err);
	for (i = 0; i < working; i++)
		good &= !models[i]->wrong;
	if (good && tool_check(kind)) {
		diag("fsck: %s", tool_output());
		good = 0;
	}
	return good && !err;
}

static u64_t free_now(u64_t *files)
{
	struct box_statfs st;
	int err = box_statfs("/mnt", &st);

	*files = err ? 0 : st.ffree;
	return err ? 0 : st.bfree;
}

/* Names of a directory, to be removed. */
struct listing {
	char name[300][MODEL_NAME];
	int n;
};

static void list_name(void *arg, const char *name, u64_t ino, int type)
{
	struct listing *l = arg;

	(void)ino, (void)type;
	if (strcmp(name, ".") && strcmp(name, "..") &&
	    strcmp(name, "lost+found"))
		strcpy(l->name[l->n++], name);
}

static void remove_below(const char *path)
{
	struct listing *l = calloc(1, sizeof(*l));
	char below[MODEL_PATH];
	int i;

	box_readdir(path, 4000, list_name, l);
	for (i = 0; i < l->n; i++) {
		snprintf(below, sizeof(below), "%s/%s", path, l->name[i]);
		if (box_unlink(below) == -EISDIR) {
			remove_below(below);
			box_rmdir(below);
		}
	}
	free(l);
}

/* Two of the models share a directory. */
static void make_models(void)
{
	static const char *const tops[PROCESSES] = {
		"/mnt/top", "/mnt/top", "/mnt/one", "/mnt/two", "/mnt/three",
	};
	int i;

	for (i = 0; i < working; i++) {
		box_mkdir(tops[i], 0755);
		models[i] = model_new(kind, tops[i], 'a' + i);
		models[i]->shared = i < 2 && working > 1;
	}
	box_mkdir(WILD_TOP, 0755);
}

/* All parts. Counts what was free before and afterwards. */
static int work(u64_t before[2], u64_t after[2])
{
	int i, good = 1;

	if (tool_make(kind) || box_mount(kind->type, "")) {
		diag("%s", tool_output());
		return 0;
	}
	before[0] = free_now(&before[1]);
	make_models();
	box_umount();
	for (i = 0; i < BETWEEN && good; i++)
		good = one_part();
	box_mount(kind->type, "");
	for (i = 0; i < working; i++) {
		refused += models[i]->steps - models[i]->good;
		model_free(models[i]);
	}
	remove_below("/mnt");
	box_sync();
	after[0] = free_now(&after[1]);
	box_umount();
	return good && !tool_check(kind);
}

static void test_kind(int processes, int chance)
{
	u64_t before[2] = { 0 }, after[2] = { 0 };

	working = processes;
	box_chance = chance;
	disk_reads = disk_writes = refused = 0;
	ok(work(before, after), "%s: %lu steps by %d", kind->name, steps,
	   processes);
	diag("%lu refused, %u reads, %u writes", refused, disk_reads,
	     disk_writes);
	is(after[0], before[0], "%s: all blocks are free again", kind->name);
	is(after[1], before[1], "%s: and all inodes", kind->name);
	box_chance = 0;
	is(box_leaks(), 0, "%s: nothing is left in memory", kind->name);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		steps = atol(argv[1]);
	box_start(argc > 2 ? atoi(argv[2]) : 1, PAGES);
	for (kind = fs_kinds; kind->name; kind++) {
		if (argc > 3 && strcmp(argv[3], kind->name))
			continue;
		if (!box_knows(kind->type)) {
			diag("%s: not in this kernel", kind->name);
			continue;
		}
		test_kind(1, 0);
		test_kind(PROCESSES, 6);
	}
	return done();
}
