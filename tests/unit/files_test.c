/* needs: lib/find_bit.c */
/*
 * files_test.c - tables of descriptors against a plain array: random opens,
 * dups and closes, growth, fork, exec, and memory that is short. Every file
 * is closed as often as it was opened.
 */
#include "../../fs/file.c"
#include "../../fs/dup.c"

#include <malloc.h>
#include "host.h"
#include "tap.h"

#define ROUNDS		200000

struct cpu boot_cpu, *host_cpu = &boot_cpu;
unsigned long host_memory = ~0UL;

static struct signal_struct signals;
static struct task_struct task = { .signal = &signals }, child;
static struct inode inode;
static struct dentry dentry = { .d_inode = &inode };
static unsigned int seed = 1969;
static int nr_open, fail_in, blocks;

void *kmalloc(size_t size, int gfp __unused)
{
	if (fail_in && --fail_in == 0)
		return NULL;
	blocks++;
	return malloc(size);
}

void kfree(const void *p)
{
	blocks--;
	free((void *)p);
}

void safe_point(void)
{
}

void fput(struct file *file)
{
	if (--file->f_count)
		return;
	nr_open--;
	free(file);
}

int filp_close(struct file *file)
{
	fput(file);
	return 0;
}

void locks_remove_posix(struct inode *i __unused, const void *owner __unused)
{
}

static struct file *new_file(void)
{
	struct file *file = calloc(1, sizeof(*file));

	file->f_count = 1;
	file->f_dentry = &dentry;
	nr_open++;
	return file;
}

/* --- the model ---------------------------------------------------------- */

static struct file *model[NR_OPEN];
static bool model_close[NR_OPEN];

static int model_free(int from)
{
	while (from < NR_OPEN && model[from])
		from++;
	return from < rlimit(RLIMIT_NOFILE) ? from : -EMFILE;
}

static int same(void)
{
	const struct files_struct *files = task.files;
	int fd;

	for (fd = 0; fd < NR_OPEN; fd++) {
		if (fcheck(files, fd) != model[fd])
			return 0;
		if (model[fd] && (files->close_on_exec[fd / 32] >> fd % 32 &
				  1) != model_close[fd])
			return 0;
		if (fd < files->max_fds &&
		    (files->open_fds[fd / 32] >> fd % 32 & 1) != !!model[fd])
			return 0;
	}
	return !fcheck(files, -1U) && !fcheck(files, NR_OPEN);
}

static long sys(long (*call)(struct pt_regs *), u32 a, u32 b, u32 c)
{
	struct pt_regs regs = { .ebx = a, .ecx = b, .edx = c };

	return call(&regs);
}

static int random_open(void)
{
	int from = rnd(&seed) % 3 ? 0 : rnd(&seed) % 200;
	int want = model_free(from), fd = alloc_fd(from);
	bool close = rnd(&seed) % 4 == 0;

	if (fd != want)
		return 0;
	if (fd < 0)
		return 1;
	if (rnd(&seed) % 8 == 0) {
		put_unused_fd(fd);
		return 1;
	}
	model[fd] = new_file();
	model_close[fd] = close;
	set_close_on_exec(fd, close);
	fd_install(fd, model[fd]);
	return 1;
}

static int random_close(int fd)
{
	long want = model[fd] ? 0 : -EBADF;

	model[fd] = NULL;
	return sys(sys_close, fd, 0, 0) == want;
}

static int random_dup(int old, int new)
{
	bool close = rnd(&seed) % 2;
	long want = !model[old] || new >= rlimit(RLIMIT_NOFILE) ? -EBADF : new;

	if (old == new)
		return sys(sys_dup3, old, new, 0) == -EINVAL &&
		       sys(sys_dup2, old, new, 0) ==
		       (model[old] ? new : -EBADF);
	if (want >= 0) {
		model[new] = model[old];
		model_close[new] = close;
	}
	if (close)
		return sys(sys_dup3, old, new, O_CLOEXEC) == want;
	return sys(sys_dup2, old, new, 0) == want;
}

/* A child has the same files; then it ends, or goes on in our place. */
static int random_fork(void)
{
	bool share = rnd(&seed) % 2;

	if (rnd(&seed) % 8 == 0 && !share) {
		fail_in = 1;
		share = copy_files(&child, false) != -ENOMEM;
		fail_in = 0;
		return !share;
	}
	if (copy_files(&child, share))
		return 0;
	if (!share && rnd(&seed) % 2) {
		struct files_struct *files = task.files;

		task.files = child.files;
		child.files = files;
	}
	if (share && rnd(&seed) % 2 && unshare_files())
		return 0;
	exit_files(&child);
	return child.files == NULL;
}

static int exec(void)
{
	int fd;

	close_files_on_exec();
	for (fd = 0; fd < NR_OPEN; fd++)
		if (model_close[fd]) {
			model[fd] = NULL;
			model_close[fd] = false;
		}
	return 1;
}

static int step(int most)
{
	int fd = rnd(&seed) % most;

	switch (rnd(&seed) % 64) {
	case 0:
		return random_fork();
	case 1:
		return exec();
	case 2 ... 9:
		return random_dup(fd, rnd(&seed) % most);
	case 10 ... 39:
		return random_close(fd);
	default:
		return random_open();
	}
}

/* A copy takes the place of the table: as small as its files allow. */
static void fresh_table(void)
{
	copy_files(&child, false);
	exit_files(&task);
	task.files = child.files;
}

static void start(void)
{
	static struct files_struct first = { .count = 2 };

	use_small_table(&first);
	boot_cpu.task = &task;
	task.files = &first;
	fresh_table();
}

static void close_all(void)
{
	sys(sys_close_range, 0, -1U, 0);
	memset(model, 0, sizeof(model));
}

static void test_random(void)
{
	int i, bad = 0;

	for (i = 0; i < ROUNDS && !bad; i++) {
		signals.rlim[RLIMIT_NOFILE].rlim_cur =
			i % 20000 < 10000 ? NR_OPEN : 40;
		if (!step(i % 4000 < 2000 ? 40 : NR_OPEN))
			bad = i + 1;
		if (i % 100 == 0 && !same())
			bad = i + 1;
	}
	is(bad, 0, "descriptors are as the model has them");
	close_all();
	ok(same(), "close_range() closes all");
	is(nr_open, 0, "every file is closed");
}

static void test_growth(void)
{
	int i, bad = 0;

	signals.rlim[RLIMIT_NOFILE].rlim_cur = 5000;
	for (i = 0; i < NR_OPEN; i++) {
		bad += get_unused_fd() != i;
		fd_install(i, new_file());
	}
	is(bad, 0, "%d descriptors", NR_OPEN);
	is(get_unused_fd(), -EMFILE, "and not one more, whatever the limit");
	sys(sys_close, 500, 0, 0);
	sys(sys_close, 3, 0, 0);
	is(get_unused_fd(), 3, "the lowest free one");
	is(get_unused_fd(), 500, "then the next");
	put_unused_fd(3);
	put_unused_fd(500);
	close_all();
	fresh_table();
	is(task.files->max_fds, 32, "a child has a small table again");
}

static void test_errors(void)
{
	is(sys(sys_dup2, 7, 7, 0), -EBADF, "dup2 of nothing onto itself");
	is(sys(sys_dup, 2000000, 0, 0), -EBADF, "dup of a wild number");
	is(sys(sys_close, -1U, 0, 0), -EBADF, "close of -1");
	is(sys(sys_dup3, 0, 1, 1), -EINVAL, "dup3 with flags unknown");
	is(sys(sys_close_range, 5, 4, 0), -EINVAL, "close_range backwards");
	is(sys(sys_close_range, 0, 4, 1), -EINVAL, "or with unknown flags");
	is(get_unused_fd(), 0, "a descriptor without a file yet");
	is(sys(sys_close, 0, 0, 0), -EBADF, "cannot be closed");
	is(get_unused_fd(), 1, "another one");
	fd_install(1, new_file());
	is(sys(sys_dup2, 1, 0, 0), -EBUSY, "nor replaced");
	put_unused_fd(0);
	is(do_dupfd(1, 5000, 0), -EINVAL, "F_DUPFD beyond the limit");
	is(do_dupfd(1, 100, 0), 100, "F_DUPFD");
	fail_in = 1;
	is(do_dupfd(1, 1000, 0), -ENOMEM, "no memory for a larger table");
	close_all();
	is(nr_open, 0, "every file is closed");
}

int main(void)
{
	start();
	test_random();
	fresh_table();
	test_growth();
	test_errors();
	exit_files(&task);
	is(blocks, 0, "no memory is lost");
	return done();
}
