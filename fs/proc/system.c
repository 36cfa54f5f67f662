/*
 * system.c - small files of /proc: version, cmdline, filesystems, devices,
 * ksyms, mounts.
 */
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <linux/version.h>
#include <asm/setup.h>
#include "internal.h"

#define MAX_MAJOR	256
#define OPTIONS_SIZE	256
#define SPECIAL		" \t\n\\"	/* what /proc/mounts has as octal */
#define KSYMS_AT_ONCE	64		/* lines between two safe points */

int proc_show_version(struct proc_buf *b)
{
	proc_puts(b, linux_banner);
	return 0;
}

int proc_show_cmdline(struct proc_buf *b)
{
	proc_puts(b, boot_command_line);
	proc_puts(b, "\n");
	return 0;
}

int proc_show_filesystems(struct proc_buf *b)
{
	const struct file_system_type *type;

	for (type = file_systems; type; type = type->next)
		proc_printf(b, "%s\t%s\n", type->fs_flags & FS_REQUIRES_DEV ?
			    "" : "nodev", type->name);
	return 0;
}

int proc_show_devices(struct proc_buf *b)
{
	u32 major;

	proc_puts(b, "Character devices:\n");
	for (major = 1; major < MAX_MAJOR; major++)
		if (chrdev_name(major))
			proc_printf(b, "%3u %s\n", major, chrdev_name(major));
	proc_puts(b, "\nBlock devices:\n");
	return 0;
}

/* The table never changes, so others may have the lock now and then. Left out
   are marks, which have no name, and boot code that has been given back. */
int proc_show_ksyms(struct proc_buf *b)
{
	char name[KSYM_NAME_LEN];
	unsigned long addr;
	u32 n;

	for (n = 0; nth_symbol(n, &addr, name) && !b->full; n++) {
		if (*name && kernel_text_address(addr))
			proc_printf(b, "%08lx %s\n", addr, name);
		if (n % KSYMS_AT_ONCE == 0)
			safe_point();
	}
	return 0;
}

/* --- mounts -------------------------------------------------------------- */

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
