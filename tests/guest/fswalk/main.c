/*
 * main.c - uses damaged images: each is put behind a loop device, mounted,
 * walked, read, written to, unmounted. What the calls say does not matter; the
 * kernel must live, umount() must do its work, and the log must not be
 * flooded. See tests/fs.t.
 *
 *	fswalk FOLDER		of images, KIND.NUMBER: the kind begins with
 *				the name of the file system
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define PLACE		"/mnt"
#define LOOP		"/dev/loop0"
#define MOST		60		/* names that are looked at */
#define DEPTH		4
#define MOST_LINES	3		/* of the log, for one image */
#define PATH		600
#define KLOG_READ_CLEAR	4

static char seen[MOST][PATH];
static int nr_seen;
static unsigned int state = 1;

static unsigned int rnd(unsigned int below)
{
	state = state * 1103515245 + 12345;
	return (state >> 8) % below;
}

static void read_file(const char *path)
{
	char buf[4000];
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW), i;

	if (fd < 0)
		return;
	for (i = 0; i < 8 && read(fd, buf, sizeof(buf)) > 0; i++)
		;
	lseek(fd, -100, SEEK_END);
	i = read(fd, buf, sizeof(buf));
	close(fd);
}

static void walk(const char *path, int depth)
{
	char below[PATH];
	struct dirent *entry;
	struct stat st;
	DIR *dir;
	int i;

	if (lstat(path, &st) || nr_seen == MOST)
		return;
	strcpy(seen[nr_seen++], path);
	if (S_ISREG(st.st_mode))
		read_file(path);
	if (!S_ISDIR(st.st_mode) || depth == DEPTH)
		return;
	dir = opendir(path);
	for (i = 0; dir && i < MOST && (entry = readdir(dir)); i++) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		if (snprintf(below, PATH, "%s/%s", path, entry->d_name) < PATH)
			walk(below, depth + 1);
	}
	if (dir)
		closedir(dir);
}

static void change(const char *path, const char *other)
{
	char fresh[PATH + 10], text[3000] = "changed";
	int fd, result = 0;

	snprintf(fresh, sizeof(fresh), "%s/new%u", other, rnd(3));
	switch (rnd(7)) {
	case 0:
		result = unlink(path);
		break;
	case 1:
		result = rename(path, rnd(2) ? fresh : other);
		break;
	case 2:
		result = mkdir(fresh, 0755);
		break;
	case 3:
		result = rmdir(path);
		break;
	case 4:
		result = link(path, fresh);
		break;
	case 5:
		result = truncate(path, rnd(60000));
		break;
	default:
		fd = open(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW);
		if (fd < 0)
			fd = open(fresh, O_RDWR | O_CREAT, 0644);
		result = pwrite(fd, text, sizeof(text), rnd(90000));
		close(fd);
	}
	(void)result;
}

static void use(void)
{
	int i;

	nr_seen = 0;
	walk(PLACE, 0);
	for (i = 0; i < 12 && nr_seen; i++)
		change(seen[rnd(nr_seen)], seen[rnd(nr_seen)]);
	sync();
}

/* Lines that the kernel has printed since the last call. */
static int log_lines(void)
{
	static char text[1 << 16];
	int len = klogctl(KLOG_READ_CLEAR, text, sizeof(text)), n = 0, i;

	for (i = 0; i < len; i++)
		n += text[i] == '\n';
	return n;
}

/* Binds the image to the loop device; false: that cannot be. */
static int bind(const char *image)
{
	int file = open(image, O_RDWR), loop = open(LOOP, O_RDWR), err;

	err = file < 0 || loop < 0 || ioctl(loop, LOOP_SET_FD, file);
	close(file);
	close(loop);
	return !err;
}

static void unbind(void)
{
	int loop = open(LOOP, O_RDWR);

	ioctl(loop, LOOP_CLR_FD, 0);
	close(loop);
}

/* "" or what was wrong. */
static const char *try_image(const char *folder, const char *name, int *mounts)
{
	const char *type = *name == 'e' ? "ext2" : *name == 'm' ? "minix" :
			   "romfs";
	char path[PATH];
	int lines;

	snprintf(path, PATH, "%s/%s", folder, name);
	log_lines();
	if (!bind(path))
		return "no loop device";
	if (mount(LOOP, PLACE, type, 0, NULL) == 0) {
		++*mounts;
		use();
		if (umount(PLACE))
			return "umount";
	}
	unbind();
	unlink(path);
	lines = log_lines();
	return lines > MOST_LINES ? "the log" : "";
}

int main(int argc, char **argv)
{
	DIR *dir = opendir(argc > 1 ? argv[1] : "/images");
	int n = 0, mounts = 0, bad = 0;
	struct dirent *entry;
	const char *wrong;

	klogctl(6, NULL, 0);		/* not on the console */
	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		n++;
		wrong = try_image(argv[1], entry->d_name, &mounts);
		if (!*wrong)
			continue;
		printf("# %s: %s\n", entry->d_name, wrong);
		bad++;
	}
	printf("%sok - %d damaged images, %d could be mounted\n",
	       bad || !n ? "not " : "", n, mounts);
	return bad;
}
