/*
 * mounts.c - /proc/mounts, and /proc/PID/mountinfo with more of the same.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include "internal.h"

#define OPTIONS_SIZE	256
#define SPECIAL		" \t\n\\"	/* what /proc/mounts has as octal */

static const struct {
	u32 flag;
	const char *option;
} mount_flags[] = {
	{ MS_SYNCHRONOUS, ",sync" },
	{ MS_NOSUID, ",nosuid" },
	{ MS_NODEV, ",nodev" },
	{ MS_NOEXEC, ",noexec" },
	{ MS_NOATIME, ",noatime" },
	{ MS_NODIRATIME, ",nodiratime" },
};

static void put_options(struct proc_buf *b, struct super_block *sb, char *buf)
{
	u32 i;

	proc_puts(b, sb->s_flags & MS_RDONLY ? "ro" : "rw");
	for (i = 0; i < ARRAY_SIZE(mount_flags); i++)
		if (sb->s_flags & mount_flags[i].flag)
			proc_puts(b, mount_flags[i].option);
	if (!sb->s_op->show_options)
		return;
	buf[0] = '\0';
	if (sb->s_op->show_options(sb, buf, OPTIONS_SIZE) >= 0)
		proc_escape(b, buf, SPECIAL);
}

/* A line for each mount: device, place, type, options, 0 0. */
int proc_show_mounts(struct proc_buf *b)
{
	char *buf = kmalloc(OPTIONS_SIZE, GFP_KERNEL);
	struct vfsmount_info m;
	int n;

	if (!buf)
		return -ENOMEM;
	for (n = 0; nth_mount(n, &m) && !b->full; n++) {
		proc_escape(b, m.device && *m.device ? m.device : "none",
			    SPECIAL);
		proc_puts(b, " ");
		proc_path(b, m.mountpoint, SPECIAL);
		proc_printf(b, " %s ", m.sb->s_type->name);
		put_options(b, m.sb, buf);
		proc_puts(b, " 0 0\n");
	}
	kfree(buf);
	return 0;
}

int proc_pid_mounts(struct proc_buf *b, struct task_struct *p __unused,
		    bool whole __unused)
{
	return proc_show_mounts(b);
}

/* --- mountinfo ----------------------------------------------------------- */

/* Mounts are numbered from 1 in their order. The one that n is mounted on; the
   root's is itself. */
static int parent_of(const struct vfsmount_info *m, int n)
{
	struct vfsmount_info other;
	int i;

	for (i = n - 1; i >= 0 && nth_mount(i, &other); i--)
		if (other.sb == m->mountpoint->d_sb)
			return i + 1;
	return n + 1;
}

/*
 * Number, parent, device; what of it is mounted (always all) and where;
 * options; then, behind a dash, type, source and options of the file system,
 * which here are the same.
 */
int proc_pid_mountinfo(struct proc_buf *b, struct task_struct *p __unused,
		       bool whole __unused)
{
	char *buf = kmalloc(OPTIONS_SIZE, GFP_KERNEL);
	struct vfsmount_info m;
	int n;

	if (!buf)
		return -ENOMEM;
	for (n = 0; nth_mount(n, &m) && !b->full; n++) {
		proc_printf(b, "%d %d %u:%u / ", n + 1, parent_of(&m, n),
			    MAJOR(m.sb->s_dev), MINOR(m.sb->s_dev));
		proc_path(b, m.mountpoint, SPECIAL);
		proc_puts(b, " ");
		put_options(b, m.sb, buf);
		proc_printf(b, " - %s ", m.sb->s_type->name);
		proc_escape(b, m.device && *m.device ? m.device : "none",
			    SPECIAL);
		proc_puts(b, " ");
		put_options(b, m.sb, buf);
		proc_puts(b, "\n");
	}
	kfree(buf);
	return 0;
}
