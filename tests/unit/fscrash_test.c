/* needs: fsbox */
/*
 * fscrash_test.c - a machine stops while its disk is being written: at a random
 * write, and all that follow are lost. fsck must be able to repair what is
 * left, the second time it must find nothing, and each file that had been
 * fsync()ed, and was not changed after that, must be there, every byte.
 *
 *	fscrash_test [crashes [seed [kind]]]	crashes for each kind
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fsbox/model.h"
#include "tap.h"

#define CRASHES		12
#define PROCESSES	2
#define STEPS		2500		/* at most, until it stops */
#define PAGES		3000
#define MOST_WRITES	900		/* of the disk, before it stops */

static struct model *models[PROCESSES];
static unsigned long synced;		/* files that had to be there */

/* Works until the disk has died. */
static void run_model(void *arg)
{
	struct model *m = arg;
	int i;

	for (i = 0; i < STEPS && !disk_dead && !m->wrong; i++) {
		model_step(m);
		if (box_rnd(12) == 0)
			model_fsync(m);
		if (box_rnd(8) == 0)
			box_ticks(100);
	}
	model_close_all(m);
}

/* Everything that the processes did up to the crash. */
static int work_till_crash(const struct fs_kind *kind)
{
	static const char *const tops[PROCESSES] = { "/mnt/a", "/mnt/b" };
	int i, err;

	if (tool_make(kind) || box_mount(kind->type, ""))
		return -1;
	for (i = 0; i < PROCESSES; i++) {
		box_mkdir(tops[i], 0755);
		models[i] = model_new(kind, tops[i], 'a' + i);
	}
	box_sync();
	disk_die_after(box_rnd(MOST_WRITES));
	for (i = 0; i < PROCESSES; i++)
		box_spawn(run_model, models[i]);
	box_join();
	err = box_umount();
	disk_bury();
	return err;
}

/* The machine starts again. Is everything there? */
static int look_after_crash(const struct fs_kind *kind)
{
	int i, wrong = 0;

	if (box_mount(kind->type, ""))
		return -1;
	for (i = 0; i < PROCESSES; i++) {
		models[i]->good = 0;
		model_compare_synced(models[i]);
		synced += models[i]->good;
		wrong += models[i]->wrong;
	}
	return box_umount() || wrong;
}

static int crash(const struct fs_kind *kind)
{
	char repair[1000] = "";
	int i, bad = 1;

	if (work_till_crash(kind)) {
		diag("before the crash: %s", tool_output());
		return 1;
	}
	if (tool_repair(kind))
		diag("fsck cannot repair: %s", tool_output());
	else if (strncat(repair, tool_output(), sizeof(repair) - 1),
		 tool_check(kind))
		diag("after the repair: %s", tool_output());
	else
		bad = look_after_crash(kind);
	if (bad)
		diag("the repair: %s", repair);
	for (i = 0; i < PROCESSES; i++)
		model_free(models[i]);
	return bad;
}

int main(int argc, char **argv)
{
	int crashes = argc > 1 ? atoi(argv[1]) : CRASHES, i, bad;
	unsigned int seed = argc > 2 ? atoi(argv[2]) : 1;
	const struct fs_kind *kind;

	box_start(seed, PAGES);
	for (kind = fs_kinds; kind->name; kind++) {
		if (!kind->repair || !box_knows(kind->type) ||
		    (argc > 3 && strcmp(argv[3], kind->name)))
			continue;
		synced = 0;
		for (i = bad = 0; i < crashes && !bad; i++) {
			box_reseed(seed * 1000 + i);
			box_chance = 4 + box_rnd(12);
			bad = crash(kind);
		}
		box_chance = 0;
		is(bad, 0, "%s: %d crashes", kind->name, crashes);
		if (bad)
			diag("seed %u", seed * 1000 + i - 1);
		ok(synced, "%lu files had been synced", synced);
		is(box_leaks(), 0, "nothing is left in memory");
	}
	return done();
}
