/*
 * paths.c - names that no call may take, and what each has to answer.
 */
#include "files.h"

void make_places(void)
{
	put_file("f", "hello\n", 6);
	mkdir("d", 0755);
	put_file("d/f", "in d\n", 5);
	mkdir("closed", 0700);
	put_file("closed/f", "in closed\n", 10);
	if (symlink("f", "sf") || symlink("d", "sd") ||
	    symlink("nowhere", "nil") || symlink("loop", "loop"))
		check(false, __FILE__, __LINE__, "no links: errno %d", errno);
}

char *long_path(const char *name, int length)
{
	static char path[3 * PATH_BYTES];
	int i, lead = length - strlen(name);

	for (i = 0; i < lead; i++)
		path[i] = i % 2 ? '/' : '.';
	if (lead % 2)
		path[lead - 1] = '/';
	strcpy(path + lead, name);
	return path;
}

const char *link_chain(const char *name, int links)
{
	static char last[12];
	char next[12];
	int i;

	for (i = 1; i <= links; i++) {
		snprintf(next, sizeof(next), "c%d", i);
		if (symlink(i == 1 ? name : last, next))
			check(false, __FILE__, __LINE__, "link %s", next);
		strcpy(last, next);
	}
	return last;
}

struct bad_path {
	const char *path;
	long result;
	int how;			/* only if the caller has these */
};

/* One bad name, one call. */
static void try_path(int nr, const char *name, int index, const long *args,
		     const struct bad_path *bad, const char *file, int line)
{
	long result, a[6];

	memcpy(a, args, sizeof(a));
	a[index] = (long)bad->path;
	result = raw_call(nr, a[0], a[1], a[2], a[3], a[4], a[5]);
	check(result == bad->result, file, line,
	      "%s, argument %d is \"%.20s\": %ld, not %ld", name, index + 1,
	      bad->path, result, bad->result);
}

struct as_user_call {
	int nr, index;
	const char *name, *file;
	const long *args;
	int line;
};

static int try_closed(void *arg)
{
	const struct as_user_call *c = arg;

	try_path(c->nr, c->name, c->index, c->args,
		 &(struct bad_path){ "closed/f", -EACCES, 0 }, c->file,
		 c->line);
	try_path(c->nr, c->name, c->index, c->args,
		 &(struct bad_path){ "closed/../f", -EACCES, 0 }, c->file,
		 c->line);
	return 0;
}

void bad_paths_call(int nr, const char *name, int index, int how,
		    const long *args, const char *file, int line)
{
	static char long_name[NAME_BYTES + 2];
	struct as_user_call closed = { nr, index, name, file, args, line };
	const struct bad_path bad[] = {
		{ "", -ENOENT, 0 },
		{ "nowhere/x", -ENOENT, 0 },
		{ "nil/x", -ENOENT, 0 },
		{ "f/x", -ENOTDIR, 0 },
		{ "sf/x", -ENOTDIR, 0 },
		{ "loop/x", -ELOOP, 0 },
		{ long_name, -ENAMETOOLONG, 0 },
		{ long_path("f", PATH_BYTES), -ENAMETOOLONG, 0 },
		{ "nowhere", -ENOENT, EXISTS },
		{ "nowhere/", -ENOENT, EXISTS },
		{ "f/", -ENOTDIR, EXISTS },
		{ "sf/", -ENOTDIR, EXISTS },
		{ "f/.", -ENOTDIR, EXISTS },
		{ "f/..", -ENOTDIR, EXISTS },
		{ "loop", -ELOOP, EXISTS | FOLLOW },
		{ "nil", -ENOENT, EXISTS | FOLLOW },
	};
	size_t i;

	memset(long_name, 'n', NAME_BYTES + 1);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if ((bad[i].how & how) == bad[i].how)
			try_path(nr, name, index, args, &bad[i], file, line);
	if (how & AS_USER)
		check(as_user(USER, try_closed, &closed) == 0, file, line,
		      "%s as a user", name);
	wild_call(nr, name, index, 0, args, file, line);
}

void bad_dirfd_call(int nr, const char *name, int index, const long *args,
		    const char *file, int line)
{
	int file_fd = SC(open, "f", O_RDONLY), closed = 1000000;
	const struct { long fd, result; } bad[] = {
		{ NO_FD, -EBADF }, { -1, -EBADF }, { closed, -EBADF },
		{ 0x7fffffff, -EBADF }, { 0x80000000, -EBADF },
		{ file_fd, -ENOTDIR },
	};
	long result, a[6];
	size_t i;

	check(file_fd >= 0, file, line, "no file f");
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		memcpy(a, args, sizeof(a));
		a[index] = bad[i].fd;
		result = raw_call(nr, a[0], a[1], a[2], a[3], a[4], a[5]);
		check(result == bad[i].result, file, line,
		      "%s, directory %ld: %ld, not %ld", name, bad[i].fd,
		      result, bad[i].result);
	}
	SC(close, file_fd);
}

void bad_fd_call(int nr, const char *name, const long *args, const char *file,
		 int line)
{
	static const long bad[] = {
		NO_FD, -1, 1000000, 0x7fffffff, 0x80000000, 0xffff0000,
	};
	size_t i;
	long result;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		result = raw_call(nr, bad[i], args[1], args[2], args[3],
				  args[4], args[5]);
		check(result == -EBADF, file, line,
		      "%s, descriptor %ld: %ld, not -EBADF", name, bad[i],
		      result);
	}
}
