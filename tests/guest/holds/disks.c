/*
 * disks.c - an ext2 file system on a ramdisk, whose pages are the medium: what
 * is done there never waits for a disk. Its image comes from /dev/hda.
 */
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include "holds.h"

#define NAMES	4000
#define BIG	(16 * MB)

static void copy_image(void)
{
	static char buf[64 * 1024];
	int from = must(open("/disk.img", O_RDONLY));
	int to = must(open("/dev/ram0", O_WRONLY));
	int n;

	while ((n = must(read(from, buf, sizeof(buf)))) > 0)
		must(write(to, buf, n));
	must(fsync(to));
	close(to);
}

static void mount_it(void)
{
	mkdir("/tmp/disk", 0755);
	must(mount("/dev/ram0", "/tmp/disk", "ext2", 0, NULL));
	must(chdir("/tmp/disk"));
}

static void umount_it(void)
{
	must(chdir("/tmp"));
	must(umount("/tmp/disk"));
}

HOLD(image, "a file is copied to a device")
{
	copy_image();
}

HOLD(close, "the last close of a device with 20 MB in the cache")
{
	int fd = must(open("/dev/loop0", O_RDONLY));

	must(ioctl(fd, LOOP_SET_FD, must(open("/disk.img", O_RDONLY))));
	read_all("/dev/loop0");
	must(ioctl(fd, LOOP_CLR_FD, 0));
}

HOLD(mount, "mount() and umount() of ext2")
{
	mount_it();
	umount_it();
}

HOLD(ext2_write, "16 MB are written to ext2, synced and truncated")
{
	int fd;

	mount_it();
	fd = make_file("big", BIG);
	must(fsync(fd));
	sync();
	must(lseek(fd, 0, SEEK_SET));
	read_all("big");
	must(ftruncate(fd, 0));
	close(fd);
	umount_it();
}

HOLD(ext2_unlink, "16 MB of ext2 that are mapped, then unlinked")
{
	int fd;
	char *p;

	mount_it();
	fd = must(open("big", O_RDWR | O_CREAT | O_TRUNC, 0600));
	must(ftruncate(fd, BIG));
	p = (char *)must(mmap(NULL, BIG, PROT_READ | PROT_WRITE, MAP_SHARED,
			 fd, 0));
	touch(p, BIG);
	must(msync(p, BIG, MS_SYNC));
	must(munmap(p, BIG));
	close(fd);
	must(unlink("big"));
	umount_it();
}

HOLD(ext2_full, "ext2 is filled, and emptied")
{
	static char buf[64 * 1024];
	int fd;

	mount_it();
	fd = must(open("big", O_RDWR | O_CREAT | O_TRUNC, 0600));
	while (write(fd, buf, sizeof(buf)) > 0)
		;
	close(fd);
	fd = must(open("one", O_RDWR | O_CREAT | O_TRUNC, 0600));
	write(fd, buf, 1);
	write(fd, buf, 1);
	close(fd);
	must(unlink("big"));
	must(unlink("one"));
	sync();
	umount_it();
}

HOLD(ext2_names, "4000 names in a directory of ext2")
{
	char name[40];
	u32 i;

	mount_it();
	must(mkdir("dir", 0755));
	for (i = 0; i < NAMES; i++) {
		snprintf(name, sizeof(name), "dir/a_name_of_length%u", i);
		close(must(open(name, O_CREAT | O_RDWR, 0600)));
	}
	sync();
	list("dir");
	access("dir/none", F_OK);
	for (i = 0; i < NAMES; i++) {
		snprintf(name, sizeof(name), "dir/a_name_of_length%u", i);
		must(unlink(name));
	}
	must(rmdir("dir"));
	umount_it();
}
