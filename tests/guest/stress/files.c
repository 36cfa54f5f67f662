/*
 * files.c - many processes make, rename and remove the same few names; file
 * systems are mounted and unmounted while others look into them.
 */
#include <dirent.h>
#include <sys/mount.h>
#include "stress.h"

#define STORMERS	10
#define STORM_TURNS	400
#define NAMES		6
#define MOUNTERS	3
#define MOUNT_TURNS	25

/* Errors that the others may cause. */
static void may_fail(const char *what, int res)
{
	static const int expected[] = { ENOENT, EEXIST, ENOTDIR, EISDIR, EACCES,
		ENOTEMPTY, EBUSY, EINVAL, EPERM, ELOOP, EXDEV, EMLINK };
	u32 i;

	if (res >= 0)
		return;
	for (i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		if (errno == expected[i])
			return;
	wrong("%s: %s", what, strerror(errno));
}

/* "d2/f1" or "f1" */
static const char *some_name(u32 *state, char *buf)
{
	if (rnd(state, 2))
		sprintf(buf, "storm/d%u/f%u", rnd(state, 3),
			rnd(state, NAMES));
	else
		sprintf(buf, "storm/f%u", rnd(state, NAMES));
	return buf;
}

static void open_some(const char *name, u32 *state)
{
	int fd = open(name, O_RDWR | O_CREAT, 0600);
	char buf[64];

	may_fail("open", fd);
	if (fd < 0)
		return;
	if (rnd(state, 2) && write(fd, name, strlen(name)) < 0)
		wrong("write: %s", strerror(errno));
	if (lseek(fd, 0, SEEK_SET) == 0 && read(fd, buf, sizeof(buf)) < 0)
		wrong("read: %s", strerror(errno));
	close(fd);
}

static void list(const char *name)
{
	DIR *dir = opendir(name);
	struct dirent *e;
	bool dot = false;

	may_fail("opendir", dir ? 0 : -1);
	while (dir && (e = readdir(dir)) != NULL)
		dot |= !strcmp(e->d_name, ".");
	if (dir && !dot && !access(name, F_OK))
		say("%s has no dot", name);	/* it is being removed */
	if (dir)
		closedir(dir);
}

static void storm_once(u32 *state)
{
	char a[40], b[40];
	struct stat st;

	some_name(state, a);
	some_name(state, b);
	switch (rnd(state, 11)) {
	case 0:
	case 1:
		open_some(a, state);
		break;
	case 2:
		may_fail("rename", rename(a, b));
		break;
	case 3:
		may_fail("unlink", unlink(a));
		break;
	case 4:
		may_fail("link", link(a, b));
		break;
	case 5:
		may_fail("symlink", symlink("f1", a));
		break;
	case 6:
		sprintf(b, "storm/d%u", rnd(state, 3));
		may_fail("mkdir", mkdir(b, 0700));
		break;
	case 7:
		sprintf(b, "storm/d%u", rnd(state, 3));
		may_fail("rmdir", rmdir(b));
		break;
	case 8:
		list(rnd(state, 2) ? "storm" : "storm/d1");
		break;
	case 9:
		sprintf(a, "storm/d%u", rnd(state, 3));
		sprintf(b, "storm/d%u", rnd(state, 3));
		may_fail("rename of a directory", rename(a, b));
		break;
	default:
		may_fail("stat", stat(a, &st));
	}
}

static void stormer(u32 number)
{
	u32 state = seed_for(number), i;

	for (i = 0; i < scale(STORM_TURNS); i++)
		storm_once(&state);
}

STRESS(files, "files and directories come and go under the same names")
{
	struct stat st;

	mkdir("storm", 0700);
	run_workers(STORMERS, stormer);
	rmdir("storm/d0");
	rmdir("storm/d1");
	rmdir("storm/d2");
	remove_tree("storm");
	if (!stat("storm", &st))
		wrong("the directory is still there");
}

/* --- mounts --------------------------------------------------------------- */

static void guest(u32 number)
{
	u32 state = seed_for(number);
	char name[40];

	while (!shared->stop) {
		sprintf(name, "mnt%u", rnd(&state, MOUNTERS));
		if (!chdir(name)) {
			open_some("f", &state);
			unlink("f");
			list(".");
		}
		if (chdir("/tmp"))
			wrong("chdir(/tmp): %s", strerror(errno));
	}
}

/* In use, perhaps, but not for ever. */
static void unmount(const char *name)
{
	u32 tries;

	for (tries = 0; tries < 5000; tries++) {
		if (!umount(name))
			return;
		if (errno != EBUSY)
			break;
		usleep(1000);
	}
	wrong("umount(%s): %s", name, strerror(errno));
}

static void mounter(u32 number)
{
	u32 state = seed_for(number), i;
	char name[20], file[40];

	sprintf(name, "mnt%u", number);
	sprintf(file, "%s/d", name);
	for (i = 0; i < scale(MOUNT_TURNS); i++) {
		if (mount("stress", name, rnd(&state, 4) ? "tmpfs" : "proc", 0,
			  NULL))
			wrong("mount(%s): %s", name, strerror(errno));
		mkdir(file, 0700);
		if (rnd(&state, 2))
			sys(sched_yield);
		unmount(name);
	}
}

STRESS(mounts, "file systems are mounted and unmounted under their users")
{
	char name[20];
	u32 i;
	pid_t pid;

	for (i = 0; i < MOUNTERS; i++) {
		sprintf(name, "mnt%u", i);
		mkdir(name, 0777);
	}
	start_workers(4, guest);
	pid = fork_or_quit();
	if (!pid) {
		run_workers(MOUNTERS, mounter);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	shared->stop = 1;
	wait_workers();
	for (i = 0; i < MOUNTERS; i++) {
		sprintf(name, "mnt%u", i);
		remove_tree(name);
	}
}
