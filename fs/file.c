/*
 * file.c - tables of descriptors: from a small number to an open file.
 *
 * A table begins with room for 32, inside struct files_struct, and grows by
 * doubling. open_fds says which numbers are taken; one that is taken has no
 * file until fd_install(), so that open() may sleep between the two. Threads
 * that share a table (CLONE_FILES) need no more than the kernel lock, but
 * must look again at what they have seen before they slept.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/find_bit.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include "file_io.h"

#define FILES_CLOSED	32		/* with the kernel lock in one piece */

static inline u32 bit_of(u32 fd)
{
	return 1U << fd % BITS_PER_LONG;
}

/* --- size --------------------------------------------------------------- */

/* Bytes of the three arrays for n descriptors, in one piece of memory. */
static size_t table_bytes(u32 n)
{
	return n * sizeof(struct file *) + 2 * (n / CHAR_BIT);
}

/* Makes `table' the arrays of the set, n descriptors with nothing in them. */
static void use_table(struct files_struct *files, void *table, u32 n)
{
	memset(table, 0, table_bytes(n));
	files->fd = table;
	files->close_on_exec = (u32 *)(files->fd + n);
	files->open_fds = files->close_on_exec + n / BITS_PER_LONG;
	files->max_fds = n;
}

/* The table inside the struct; empty. */
static void use_small_table(struct files_struct *files)
{
	memset(files->fd_array, 0, sizeof(files->fd_array));
	files->close_array[0] = files->open_array[0] = 0;
	files->fd = files->fd_array;
	files->close_on_exec = files->close_array;
	files->open_fds = files->open_array;
	files->max_fds = ARRAY_SIZE(files->fd_array);
}

static void free_table(struct files_struct *files, struct file **fd)
{
	if (fd != files->fd_array)
		kfree(fd);
}

/* The size of a table that has descriptor fd: a power of two. */
static u32 size_for(u32 fd)
{
	return max(1U << fls(fd), (u32)BITS_PER_LONG);
}

/*
 * Makes room for descriptor `fd', which is below NR_OPEN. 0 or -ENOMEM. The
 * allocation may sleep, and another thread may have been faster.
 */
static int expand_table(struct files_struct *files, u32 fd)
{
	struct file **old;
	u32 n, words, *close, *open;
	void *table;

	if (fd < files->max_fds)
		return 0;
	n = size_for(fd);
	table = kmalloc(table_bytes(n), GFP_KERNEL);
	if (!table)
		return -ENOMEM;
	if (fd < files->max_fds) {
		kfree(table);
		return 0;
	}
	old = files->fd;
	close = files->close_on_exec;
	open = files->open_fds;
	words = files->max_fds / BITS_PER_LONG;
	use_table(files, table, n);
	memcpy(files->fd, old, words * BITS_PER_LONG * sizeof(*old));
	memcpy(files->close_on_exec, close, words * sizeof(u32));
	memcpy(files->open_fds, open, words * sizeof(u32));
	free_table(files, old);
	return 0;
}

/* --- numbers ------------------------------------------------------------ */

/* The lowest number from `fd' on that is not taken; max_fds or more if the
   table is full. */
static u32 find_free(const struct files_struct *files, u32 fd)
{
	u32 word = fd / BITS_PER_LONG, free;

	if (fd >= files->max_fds)
		return fd;
	free = ~files->open_fds[word] & ~0U << fd % BITS_PER_LONG;
	while (!free) {
		if (++word >= files->max_fds / BITS_PER_LONG)
			return files->max_fds;
		free = ~files->open_fds[word];
	}
	return word * BITS_PER_LONG + __builtin_ctz(free);
}

static u32 fd_limit(void)
{
	return min(rlimit(RLIMIT_NOFILE), (unsigned long)NR_OPEN);
}

/*
 * Takes the lowest free descriptor that is `from' or more, for fd_install()
 * or put_unused_fd(). The descriptor, -EMFILE, -ENOMEM. Not to be closed at
 * exec. May sleep.
 */
int alloc_fd(u32 from)
{
	struct files_struct *files = current->files;
	u32 fd;
	int err;

	for (;;) {
		fd = find_free(files, max(from, files->next_fd));
		if (fd >= fd_limit())
			return -EMFILE;
		if (likely(fd < files->max_fds))
			break;
		err = expand_table(files, fd);
		if (err)
			return err;
	}
	files->open_fds[fd / BITS_PER_LONG] |= bit_of(fd);
	files->close_on_exec[fd / BITS_PER_LONG] &= ~bit_of(fd);
	if (from <= files->next_fd)
		files->next_fd = fd + 1;
	return fd;
}

/* alloc_fd() from 0 on. */
int get_unused_fd(void)
{
	return alloc_fd(0);
}

/*
 * Takes the very descriptor `fd', which has no file, for fd_install(); 0,
 * -EBUSY if it is taken, -ENOMEM. fd is below NR_OPEN.
 */
int claim_fd(u32 fd)
{
	struct files_struct *files = current->files;
	int err = expand_table(files, fd);

	if (err)
		return err;
	if (files->open_fds[fd / BITS_PER_LONG] & bit_of(fd))
		return -EBUSY;
	files->open_fds[fd / BITS_PER_LONG] |= bit_of(fd);
	files->close_on_exec[fd / BITS_PER_LONG] &= ~bit_of(fd);
	return 0;
}

/* The descriptor now stands for the file, whose count passes to the table. */
void fd_install(u32 fd, struct file *file)
{
	current->files->fd[fd] = file;
}

/* Gives a descriptor back that has no file. */
void put_unused_fd(u32 fd)
{
	struct files_struct *files = current->files;

	files->open_fds[fd / BITS_PER_LONG] &= ~bit_of(fd);
	if (fd < files->next_fd)
		files->next_fd = fd;
}

/* For a descriptor that is taken. */
void set_close_on_exec(u32 fd, bool on)
{
	u32 *word = &current->files->close_on_exec[fd / BITS_PER_LONG];

	if (on)
		*word |= bit_of(fd);
	else
		*word &= ~bit_of(fd);
}

/* The file of a descriptor of current, counted; NULL if there is none. */
struct file *fget(u32 fd)
{
	struct file *file = fcheck(current->files, fd);

	if (file)
		get_file(file);
	return file;
}

/* Takes the file out of the table: its count passes to the caller. NULL if
   the descriptor has none. */
struct file *take_fd(u32 fd)
{
	struct file *file = fcheck(current->files, fd);

	if (file) {
		current->files->fd[fd] = NULL;
		put_unused_fd(fd);
	}
	return file;
}

/*
 * What close() does with a file that has left the table `files': whoever
 * closes any descriptor of a file loses all record locks on it (POSIX), then
 * the count goes. 0 or what the file's flush() says. May sleep.
 */
int close_file(struct files_struct *files, struct file *file)
{
	struct inode *inode = file->f_dentry->d_inode;

	if (unlikely(inode->i_flock != NULL))
		locks_remove_posix(inode, files);
	return filp_close(file);
}

/* --- whole tables ------------------------------------------------------- */

/* Copies the descriptors that have files; the new table is not larger than
   the old one, and has room for all of them. */
static void copy_fds(struct files_struct *to, const struct files_struct *from)
{
	u32 word, open, fd;
	struct file *file;

	for (word = 0; word < to->max_fds / BITS_PER_LONG; word++) {
		to->close_on_exec[word] = from->close_on_exec[word];
		to->open_fds[word] = from->open_fds[word];
		for (open = from->open_fds[word]; open; open &= open - 1) {
			fd = word * BITS_PER_LONG + __builtin_ctz(open);
			file = from->fd[fd];
			to->fd[fd] = file;
			if (file)
				get_file(file);
			else		/* of a thread that is in open() */
				to->open_fds[word] &= ~bit_of(fd);
		}
	}
}

/* Descriptors that a copy of the table must have room for. */
static u32 size_in_use(const struct files_struct *files)
{
	u32 word = files->max_fds / BITS_PER_LONG;

	while (word > 1 && !files->open_fds[word - 1])
		word--;
	return size_for(word * BITS_PER_LONG - 1);
}

/* A copy of current's table, or NULL when memory is short. May sleep. */
static struct files_struct *dup_files(void)
{
	struct files_struct *old = current->files, *files;
	void *table;
	u32 n;

	files = kmalloc(sizeof(*files), GFP_KERNEL);
	if (!files)
		return NULL;
	files->count = 1;
	files->next_fd = 0;
	use_small_table(files);
	while (size_in_use(old) > files->max_fds) {
		n = size_in_use(old);
		free_table(files, files->fd);
		table = kmalloc(table_bytes(n), GFP_KERNEL);
		if (!table) {
			kfree(files);
			return NULL;
		}
		use_table(files, table, n);
	}
	copy_fds(files, old);
	files->next_fd = find_free(files, 0);
	return files;
}

/*
 * For fork: p gets a copy of current's descriptors, or shares the table. 0 or
 * -ENOMEM. May sleep.
 */
int copy_files(struct task_struct *p, bool share)
{
	if (share) {
		p->files = current->files;
		p->files->count++;
		return 0;
	}
	p->files = dup_files();
	return p->files ? 0 : -ENOMEM;
}

/* The last user has gone: closes all. May sleep. */
static void free_files(struct files_struct *files)
{
	u32 word, open, fd, n = 0;

	for (word = 0; word < files->max_fds / BITS_PER_LONG; word++)
		for (open = files->open_fds[word]; open; open &= open - 1) {
			fd = word * BITS_PER_LONG + __builtin_ctz(open);
			if (files->fd[fd])
				close_file(files, files->fd[fd]);
			safe_step(&n, FILES_CLOSED);
		}
	free_table(files, files->fd);
	kfree(files);
}

/* p ends, or has never begun: it has no descriptors any more. May sleep. */
void exit_files(struct task_struct *p)
{
	struct files_struct *files = p->files;

	p->files = NULL;
	if (files && --files->count == 0)
		free_files(files);
}

/* Gives current a table of its own. 0 or -ENOMEM. May sleep. */
int unshare_files(void)
{
	struct files_struct *files, *old;

	if (current->files->count == 1)
		return 0;
	files = dup_files();
	if (!files)
		return -ENOMEM;
	old = current->files;
	current->files = files;
	if (--old->count == 0)		/* the others have ended meanwhile */
		free_files(old);
	return 0;
}

/* exec: closes what is marked so. The table is current's alone. May sleep. */
void close_files_on_exec(void)
{
	struct files_struct *files = current->files;
	struct file *file;
	u32 word, marked, n = 0;

	for (word = 0; word < files->max_fds / BITS_PER_LONG; word++) {
		marked = files->close_on_exec[word] & files->open_fds[word];
		files->close_on_exec[word] = 0;
		for (; marked; marked &= marked - 1) {
			file = take_fd(word * BITS_PER_LONG +
				       __builtin_ctz(marked));
			if (file)
				close_file(files, file);
			safe_step(&n, FILES_CLOSED);
		}
	}
}
