/*
 * files.c - large reads and writes, many descriptors, names, locks.
 */
#include <poll.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/mount.h>
#include <sys/uio.h>
#include "holds.h"

#define SIZE		(8 * MB)
#define FDS		1000
#define NAMES		4000
#define LOCKS		2000
#define BIG_PIPE	(64 * 1024)

HOLD(file, "8 MB of a memory file by one write(), one read()")
{
	char *p = map(SIZE, MAP_PRIVATE);
	int fd = must(open("big", O_RDWR | O_CREAT, 0600));

	touch(p, SIZE);
	must(write(fd, p, SIZE));
	must(pread(fd, p, SIZE, 0));
	must(unlink("big"));
}

/* By bytes that are nowhere at the start of a page. */
HOLD(odd_file, "the same by readv() and writev() of small pieces")
{
	static struct iovec v[1024];
	char *p = map(2 * MB, MAP_PRIVATE);
	int fd = must(open("big", O_RDWR | O_CREAT, 0600));
	u32 i;

	touch(p, 2 * MB);
	for (i = 0; i < 1024; i++)
		v[i] = (struct iovec) { p + i * 1111 + 1, 1111 };
	must(writev(fd, v, 1024));
	must(lseek(fd, 0, SEEK_SET));
	must(readv(fd, v, 1024));
	must(unlink("big"));
}

HOLD(sendfile, "8 MB by sendfile() between files")
{
	int from = make_file("big", SIZE);
	int to = must(open("copy", O_RDWR | O_CREAT, 0600));

	must(lseek(from, 0, SEEK_SET));
	must(sendfile(to, from, NULL, SIZE));
	must(unlink("big"));
	must(unlink("copy"));
}

HOLD(zero, "16 MB of /dev/zero, urandom, mem, and to /dev/null")
{
	char *p = map(2 * SIZE, MAP_PRIVATE);
	int zero = must(open("/dev/zero", O_RDONLY));
	int random = must(open("/dev/urandom", O_RDONLY));
	int null = must(open("/dev/null", O_WRONLY));

	must(read(zero, p, 2 * SIZE));
	must(read(random, p, MB / 4));
	must(write(null, p, 2 * SIZE));
	must(pread(must(open("/dev/mem", O_RDONLY)), p, SIZE, MB));
}

HOLD(pipe, "64 KB through a pipe at once")
{
	static char buf[BIG_PIPE];
	int p[2];

	must(pipe(p));
	must(write(p[1], buf, sizeof(buf)));
	must(read(p[0], buf, sizeof(buf)));
}

HOLD(poll, "poll() and select() of 1000 pipes, which are closed by exit")
{
	static struct pollfd fds[FDS];
	fd_set in, out;
	int p[2] = { 0 };
	u32 i;

	FD_ZERO(&in);
	FD_ZERO(&out);
	for (i = 0; i < FDS / 2; i++) {
		must(pipe(p));
		fds[2 * i] = (struct pollfd) { p[0], POLLIN, 0 };
		fds[2 * i + 1] = (struct pollfd) { p[0], POLLIN, 0 };
		FD_SET(p[0], &in);
	}
	must(poll(fds, FDS, 1));
	must(select(p[1] + 1, &in, &out, NULL, &(struct timeval) { 0, 1 }));
	must(select(p[1] + 1, &in, &out, NULL, &(struct timeval) { 0, 0 }));
}

/* --- names ---------------------------------------------------------------- */

static void many_names(const char *folder)
{
	char name[100];
	u32 i;

	must(mkdir(folder, 0755));
	for (i = 0; i < NAMES; i++) {
		snprintf(name, sizeof(name), "%s/a_name_of_some_length%u",
			 folder, i);
		close(must(open(name, O_CREAT | O_RDWR, 0600)));
	}
}

static void remove_names(const char *folder)
{
	char name[100];
	u32 i;

	for (i = 0; i < NAMES; i++) {
		snprintf(name, sizeof(name), "%s/a_name_of_some_length%u",
			 folder, i);
		must(unlink(name));
	}
	must(rmdir(folder));
}

HOLD(names, "a directory of 4000 names in memory")
{
	many_names("dir");
	list("dir");
	remove_names("dir");
}

HOLD(umount_names, "umount() of a memory file system of 4000 names")
{
	must(mkdir("m", 0755));
	must(mount("tmpfs", "m", "tmpfs", 0, NULL));
	many_names("m/dir");
	close(make_file("m/big", SIZE));
	must(umount("m"));
	must(rmdir("m"));
}

HOLD(unfound, "rmdir(), where 20,000 names were not found")
{
	char name[40];
	u32 i;

	must(mkdir("d", 0755));
	for (i = 0; i < 20000; i++) {
		snprintf(name, sizeof(name), "d/none%u", i);
		access(name, F_OK);
	}
	must(rmdir("d"));
}

HOLD(locks, "2000 locks of one file, taken in turn, given back by close()")
{
	int fd = make_file("locked", PAGE);
	struct flock lock = { .l_type = F_WRLCK, .l_len = 1 };
	u32 i;

	for (i = 0; i < LOCKS; i++) {
		lock.l_start = 2 * i;
		must(fcntl(fd, F_SETLK, &lock));
	}
	read_all("/proc/locks");
	close(fd);
	must(unlink("locked"));
}
