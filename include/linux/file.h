/*
 * file.h - from a descriptor of current to its file, as system calls do it.
 * All is [k].
 */
#ifndef _LINUX_FILE_H
#define _LINUX_FILE_H

#include <linux/fs.h>
#include <linux/sched.h>

/*
 * The file of a descriptor for the length of a call that may sleep, or NULL;
 * give *counted to fput_light(). A table that nobody shares needs no count:
 * only current can change it, and current is in the call. It cannot become
 * shared meanwhile, because only current could share it.
 */
static inline struct file *fget_light(u32 fd, struct file **counted)
{
	const struct files_struct *files = current->files;
	struct file *file = fcheck(files, fd);

	*counted = NULL;
	if (unlikely(files->count > 1) && file) {
		get_file(file);
		*counted = file;
	}
	return file;
}

static inline void fput_light(struct file *counted)
{
	if (unlikely(counted != NULL))
		fput(counted);
}

#endif
