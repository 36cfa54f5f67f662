/*
 * names.c - /dev/ptmx, devpts and BSD's names.
 */
#include <sys/sysmacros.h>

#include "pty.h"

TEST(ptmx, "each open is a new terminal, locked, then with a name")
{
	int one = open("/dev/ptmx", O_RDWR), two = open("/dev/ptmx", O_RDWR);
	int n = -1, m = -1, lock = -1;
	char name[20];
	struct stat st;

	ok(one >= 0 && two >= 0);
	is(ioctl(one, TIOCGPTN, &n), 0);
	is(ioctl(two, TIOCGPTN, &m), 0);
	ok(n >= 0 && m >= 0 && n != m);
	snprintf(name, sizeof(name), "/dev/pts/%d", n);
	is(ioctl(one, TIOCGPTLCK, &lock), 0);
	is(lock, 1);
	fails(open(name, O_RDWR), EIO);
	lock = 0;
	is(ioctl(one, TIOCSPTLCK, &lock), 0);
	is(ioctl(one, TIOCGPTLCK, &lock), 0);
	is(lock, 0);
	n = open(name, O_RDWR | O_NOCTTY);
	ok(n >= 0);
	ok(isatty(n));
	ok(ttyname(n) && !strcmp(ttyname(n), name));
	is(stat(name, &st), 0);
	is(st.st_rdev >> 8, 136);
	is(st.st_uid, getuid());
	close(one);
	fails(stat(name, &st), ENOENT);
	fails(open(name, O_RDWR), ENOENT);
	one = open("/dev/ptmx", O_RDWR);
	is(ioctl(one, TIOCGPTN, &lock), 0);
	ok(lock != atoi(name + 9));		/* somebody has it still */
	close(one);
	is(read(n, &lock, 1), 0);
	fails(write(n, "x", 1), EIO);
	close(n);
	one = open("/dev/ptmx", O_RDWR);	/* now it is free again */
	is(ioctl(one, TIOCGPTN, &lock), 0);
	is(lock, atoi(name + 9));
}

TEST(mounts, "all mounts of devpts show the same, with its options")
{
	struct pair p;
	struct stat st;
	char name[64];

	mkdir("/tmp/pts", 0755);
	fails(mount("x", "/tmp/pts", "devpts", 0, "gid=none"), EINVAL);
	fails(mount("x", "/tmp/pts", "devpts", 0, "colour=3"), EINVAL);
	is(mount("x", "/tmp/pts", "devpts", 0, "uid=7,gid=5,mode=604"), 0);
	p = new_master();
	snprintf(name, sizeof(name), "/tmp/pts/%s", p.name + 9);
	is(stat(name, &st), 0);
	is(st.st_uid, 7);
	is(st.st_gid, 5);
	is(st.st_mode, S_IFCHR | 0604);
	is(chmod(p.name, 0622), 0);
	is(chown(p.name, 9, 10), 0);
	is(stat(name, &st), 0);
	is(st.st_mode, S_IFCHR | 0622);
	is(st.st_uid, 9);
	fails(unlink(name), EPERM);
	fails(mkdir("/tmp/pts/9", 0755), EPERM);
	is(stat("/tmp/pts/ptmx", &st), 0);
	is(st.st_rdev, makedev(5, 2));
	is(mount("x", "/tmp/pts", "devpts", MS_REMOUNT, "max=1"), 0);
	close(p.master);
	p.master = open("/dev/ptmx", O_RDWR);
	ok(p.master >= 0);
	fails(open("/dev/ptmx", O_RDWR), ENOSPC);
	is(mount("x", "/dev/pts", "devpts", MS_REMOUNT, "mode=620"), 0);
	ok(open("/dev/ptmx", O_RDWR) >= 0);
	is(umount("/tmp/pts"), 0);
	rmdir("/tmp/pts");
}

TEST(bsd, "BSD's pairs: one master each, no terminal without one")
{
	struct pair p;

	fails(open("/dev/ttyp0", O_RDWR), EIO);
	p = bsd_pair(0);
	fails(open("/dev/ptyp0", O_RDWR), EIO);
	ok(isatty(p.tty) && !strcmp(ttyname(p.tty), "/dev/ttyp0"));
	make_raw(p.tty);
	put(p.master, "to");
	ok(gets_text(p.tty, "to"));
	put(p.tty, "fro");
	ok(gets_text(p.master, "fro"));
	fails(ioctl(p.master, TIOCGPTN, &p), EINVAL);
	close(p.master);
	fails(open("/dev/ttyp0", O_RDWR), EIO);
	fails(open("/dev/ptyp0", O_RDWR), EIO);
	close(p.tty);
	p = bsd_pair(0);
}
