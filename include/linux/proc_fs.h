/*
 * proc_fs.h - files of /proc that are made of text: how a part of the kernel
 * adds one.
 *
 *	static int show(struct proc_buf *b)
 *	{
 *		proc_printf(b, "%d\n", value);
 *		return 0;
 *	}
 *	proc_register("name", 0444, show);
 *
 * show() writes the whole file. It is called, with the kernel lock, when
 * somebody reads at offset 0; the text is kept with the open file, so what is
 * read is of one moment. If the text did not fit, it is called again with a
 * larger buffer. proc_printf() never sleeps: a show() that does not sleep
 * itself sees nothing change. It returns 0, or -errno for the reader.
 */
#ifndef _LINUX_PROC_FS_H
#define _LINUX_PROC_FS_H

#include <linux/compiler.h>
#include <linux/types.h>

struct dentry;
struct file_operations;
struct task_struct;

struct proc_buf {
	char *text;
	u32 size;			/* bytes of room */
	u32 len;			/* of them, used */
	bool full;			/* something did not fit */
};

typedef int (*proc_show_t)(struct proc_buf *b);

/* fs/proc/buf.c */
void proc_printf(struct proc_buf *b, const char *fmt, ...) __printf(2, 3);
void proc_puts(struct proc_buf *b, const char *s);
void proc_escape(struct proc_buf *b, const char *s, const char *special);
void proc_path(struct proc_buf *b, struct dentry *dentry, const char *special);

/* fs/proc/nodes.c. `name' must stay; 0, -EEXIST or -ENOMEM. "sys/fs/x" is x in
   the directory sys/fs, which must be there (-ENOENT): proc_mkdir(). */
int proc_mkdir(const char *name);
int proc_register(const char *name, mode_t mode, proc_show_t show);
int proc_register_fops(const char *name, mode_t mode,
		       const struct file_operations *fops);
/* One of several that are alike: `nr' says which. store() takes what is
   written, without the last \n: 0 or -errno; it does not sleep. */
int proc_register_nr(const char *name, mode_t mode, int nr,
		     int (*show)(struct proc_buf *b, int nr),
		     int (*store)(const char *text, int nr));

/* arch/i386/kernel/proc.c: registers what only the machine can tell. */
void arch_proc_init(void);

/* fs/proc/pid_stat.c: the letter that ps shows for a state. */
char proc_state(const struct task_struct *p);

#endif
