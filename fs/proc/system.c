/*
 * system.c - small files of /proc: version, cmdline, filesystems, devices,
 * ksyms.
 */
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/version.h>
#include <asm/setup.h>
#include "internal.h"

#define MAX_MAJOR	256
#define KSYMS_AT_ONCE	16		/* lines between two safe points */

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
	proc_put_blkdevs(b);
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
