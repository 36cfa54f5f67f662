/*
 * internal.h - what the files of fs/proc share.
 *
 * A name in /proc is a struct proc_entry: fixed ones are registered with
 * root.c, those of a process stand in the table of base.c. An inode says which
 * entry of which process it is. It never holds a task: it remembers number
 * and start time, and looks the process up each time, as it may have ended
 * during any sleep.
 */
#ifndef _FS_PROC_INTERNAL_H
#define _FS_PROC_INTERNAL_H

#include <linux/fs.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>

/* Of a text one of the shows or `number', of a link `target', else iops or
   fops. */
struct proc_entry {
	const char *name;
	mode_t mode;			/* kind and permissions */
	proc_show_t show;
	/* p is valid until it sleeps. whole: the process, not the thread. */
	int (*show_task)(struct proc_buf *b, struct task_struct *p,
			 bool whole);
	/* What the link leads to, not counted, or ERR_PTR; does not sleep. */
	struct dentry *(*target)(struct task_struct *p, u32 fd);
	const struct inode_operations *iops;
	const struct file_operations *fops;
	/* A text that only who may inspect the process can read. */
	bool secret;
	/* Of a text that can be written: takes it, without the last \n. 0 or
	   -errno; does not sleep. */
	int (*store)(char *text);
	/* Of one of several that are alike: as show and store. */
	int (*show_nr)(struct proc_buf *b, int nr);
	int (*store_nr)(const char *text, int nr);
	int nr;
	int *number;			/* of a number, which can be written */
	int least, most;		/* within these */
};

/* What an inode stands for: its i_private. All [i]. */
struct proc_inode {
	const struct proc_entry *entry;
	pid_t pid;			/* 0: not of a process */
	u64 start_time;			/* of the process, which pid is not */
	u32 fd;				/* of links in fd/ */
	bool thread;			/* below task/ */
};

/*
 * Inode numbers: the root, the fixed files, and for the process with number
 * pid what begins at pid << INO_PID_SHIFT.
 */
#define INO_ROOT	1
#define INO_FIXED	2
#define INO_PID_SHIFT	16
#define INO_THREAD	0x4000		/* the same below task/ */
#define INO_FD		0x8000		/* + descriptor */

/* Places in directories: "." and ".." come first, in the root the fixed names
   and then the processes. */
#define POS_FIRST	2
#define MAX_FIXED	512

static inline const struct proc_inode *PROC_I(const struct inode *inode)
{
	return inode->i_private;
}

/* fs/proc/inode.c */
struct inode *proc_new_inode(struct super_block *sb,
			     const struct proc_entry *entry, unsigned long ino,
			     const struct task_struct *p,
			     const struct inode *dir);
struct dentry *proc_add(struct dentry *dentry, struct inode *inode);
struct task_struct *proc_task(const struct inode *inode);
bool proc_may_inspect(const struct task_struct *p);
int proc_setattr(struct dentry *dentry, struct iattr *attr);
int proc_number(const struct qstr *name);
int proc_dots(struct file *file, void *buf, filldir_t fill);
extern const struct super_operations proc_sops;
extern const struct inode_operations proc_file_iops;

/* fs/proc/nodes.c */
int proc_add_entry(const struct proc_entry *entry);
struct dentry *proc_fixed_lookup(struct inode *dir, struct dentry *dentry);
int proc_fill_fixed(struct file *file, void *buf, filldir_t fill);

/* fs/proc/text.c */
bool proc_parse(const char *text, int *number);

/* fs/proc/buf.c */
extern const struct file_operations proc_text_fops;

/* fs/proc/link.c */
extern const struct inode_operations proc_link_iops;
struct dentry *proc_exe(struct task_struct *p, u32 fd);
struct dentry *proc_cwd(struct task_struct *p, u32 fd);
struct dentry *proc_root(struct task_struct *p, u32 fd);

/* fs/proc/fd.c */
extern const struct inode_operations proc_fd_iops;
extern const struct file_operations proc_fd_fops;

/* fs/proc/base.c */
struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry,
			       struct task_struct *p, bool thread);
int proc_pid_permission(struct inode *inode, int mask);

/* fs/proc/task.c */
#define PID_BATCH	32		/* numbers gathered at a time */
int proc_next_pids(struct task_struct *of, pid_t from, pid_t *pids);
int proc_fill_pids(struct file *file, void *buf, filldir_t fill, loff_t base,
		   const struct inode *of);
extern const struct inode_operations proc_task_iops;
extern const struct file_operations proc_task_fops;

/* The texts of a process: pid_stat.c, pid_status.c, pid_maps.c, pid_mem.c */
int proc_pid_stat(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_statm(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_status(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_comm(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_limits(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_maps(struct proc_buf *b, struct task_struct *p, bool whole);
#define PROC_AREAS	1024	/* `every', for who only counts */
const struct vm_area_struct *proc_next_area(const struct vm_area_struct *vma,
					    u32 *n, u32 every);
int proc_pid_cmdline(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_environ(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_auxv(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_mounts(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_mountinfo(struct proc_buf *b, struct task_struct *p, bool whole);
int proc_pid_wchan(struct proc_buf *b, struct task_struct *p, bool whole);
extern const struct file_operations proc_mem_fops;
void proc_comm(struct proc_buf *b, const struct task_struct *p);
int proc_threads(const struct task_struct *p);

/* fs/proc/counts.c */
void proc_counts_init(void);
extern const struct file_operations proc_drop_fops;

/* fs/proc/sysctl.c */
void proc_sysctl_init(void);

/* The fixed texts: kstat.c, meminfo.c, system.c, mounts.c, locks.c */
int proc_show_stat(struct proc_buf *b);
int proc_show_uptime(struct proc_buf *b);
int proc_show_loadavg(struct proc_buf *b);
int proc_show_meminfo(struct proc_buf *b);
int proc_show_version(struct proc_buf *b);
int proc_show_cmdline(struct proc_buf *b);
int proc_show_filesystems(struct proc_buf *b);
int proc_show_devices(struct proc_buf *b);
int proc_show_partitions(struct proc_buf *b);
void proc_put_blkdevs(struct proc_buf *b);
int proc_show_ksyms(struct proc_buf *b);
int proc_show_mounts(struct proc_buf *b);
int proc_show_locks(struct proc_buf *b);

/* fs/proc/smp.c */
int proc_show_smp(struct proc_buf *b);
int proc_store_smp(char *text);

/* fs/proc/trace.c */
extern const struct file_operations proc_trace_fops;

/* fs/proc/kmsg.c */
extern const struct file_operations proc_kmsg_fops;

/* fs/proc/buf.c */
int proc_get_line(char *text, size_t size, const char __user *from,
		  size_t count);

#endif
