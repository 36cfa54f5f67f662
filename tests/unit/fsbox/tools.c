/*
 * tools.c - the host's mkfs and fsck, for the disk of the box: the judges of
 * what the kernel has written. Images are files in a folder of their own, which
 * goes when the program ends.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "box.h"
#include "inside.h"

#define GB	(1ull << 30)
#define MINIX1	((7 + 512 + 512 * 512) * 1024ull)
#define MKE2FS	"mke2fs -q -F -m 0 -t ext2 "
#define E2FSCK	"e2fsck -fn"
#define REPAIR	"e2fsck -fy"
#define MINIXCK	"fsck.minix -f"
#define MINIXREP "fsck.minix -f -a"
#define MENDED	3			/* exit status of either: all is well,
					   or has been repaired */

const struct fs_kind fs_kinds[] = {
	{ "ext2-1k", "ext2", MKE2FS "-b 1024", E2FSCK, REPAIR, 8192,
	  16 * GB, 255 },
	{ "ext2-2k", "ext2", MKE2FS "-b 2048", E2FSCK, REPAIR, 8192,
	  16 * GB, 255 },
	{ "ext2-4k", "ext2", MKE2FS "-b 4096 -g 1024", E2FSCK, REPAIR, 12288,
	  16 * GB, 255 },
	{ "ext2-old", "ext2", MKE2FS "-b 1024 -r 0 -O none -g 1024", E2FSCK,
	  REPAIR, 8192, 2 * GB - 1, 255 },
	{ "ext2-small", "ext2", MKE2FS "-b 1024 -N 48", E2FSCK, REPAIR, 600,
	  16 * GB, 255 },
	{ "minix1", "minix", "mkfs.minix -1 -n 14", MINIXCK, MINIXREP, 8192,
	  MINIX1, 14 },
	{ "minix1-30", "minix", "mkfs.minix -1 -n 30", MINIXCK, MINIXREP, 8192,
	  MINIX1, 30 },
	{ "minix2", "minix", "mkfs.minix -2 -n 14", MINIXCK, MINIXREP, 8192,
	  2 * GB - 1, 14 },
	{ "minix2-30", "minix", "mkfs.minix -2 -n 30", MINIXCK, MINIXREP, 8192,
	  2 * GB - 1, 30 },
	/* fsck.minix takes a zone that two files have away from one of them,
	   and it need not be the one that is wrong: on a full disk, where zones
	   have a new owner soon, no promise survives that. */
	{ "minix-small", "minix", "mkfs.minix -1 -n 30 -i 48", MINIXCK, NULL,
	  500, MINIX1, 30 },
	{ NULL }
};

static char folder[] = "/tmp/fsbox-XXXXXX";
static char output[4000];

const struct fs_kind *fs_kind(const char *name)
{
	const struct fs_kind *kind;

	for (kind = fs_kinds; kind->name; kind++)
		if (!strcmp(kind->name, name))
			return kind;
	return NULL;
}

static void remove_folder(void)
{
	char command[100];

	snprintf(command, sizeof(command), "rm -r %s", folder);
	if (system(command))
		fprintf(stderr, "%s cannot be removed\n", folder);
}

char *tool_file(const char *name)
{
	static char path[200];
	static int made;

	if (!made && !mkdtemp(folder))
		box_fail("no folder for images");
	if (!made)
		atexit(remove_folder);
	made = 1;
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

const char *tool_output(void)
{
	return output;
}

/* Runs a command on the image; its exit status, -1 if it had none. What it
   says is kept, as much as there is room for. */
static int run(const char *command, const char *file)
{
	char line[1000], rest[1000];
	size_t n;
	FILE *f;
	int status;

	snprintf(line, sizeof(line), "PATH=$PATH:/sbin:/usr/sbin "
		 "LC_ALL=C E2FSPROGS_FAKE_TIME=1000000000 %s %s "
		 "</dev/null 2>&1", command, file);
	f = popen(line, "r");
	if (!f)
		return -1;
	n = fread(output, 1, sizeof(output) - 1, f);
	output[n] = '\0';
	while (fread(rest, 1, sizeof(rest), f))
		;
	status = pclose(f);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int tool_make(const struct fs_kind *kind)
{
	char *file = tool_file("image");

	disk_make(kind->kilobytes * 2);
	if (disk_save(file) || run(kind->mkfs, file))
		return -1;
	return disk_load(file);
}

int tool_check(const struct fs_kind *kind)
{
	char *file = tool_file("image");

	if (!kind->fsck)
		return 0;
	return disk_save(file) ? -1 : run(kind->fsck, file);
}

int tool_repair(const struct fs_kind *kind)
{
	char *file = tool_file("image");
	int status;

	if (!kind->repair || disk_save(file))
		return -1;
	status = run(kind->repair, file);
	if (disk_load(file))
		return -1;
	return status & ~MENDED;
}
