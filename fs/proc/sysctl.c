/*
 * sysctl.c - /proc/sys: what programs look up there, and what the
 * administrator can change. Each file is one line.
 */
#include <linux/console.h>
#include <linux/devpts_fs.h>
#include <linux/highuid.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/log.h>
#include <linux/pid.h>
#include <linux/random.h>
#include <linux/reboot.h>
#include <linux/string.h>
#include <linux/sched.h>
#include <linux/utsname.h>
#include "internal.h"

#define LEAST_FILES	64
#define MAX_PANIC	86400		/* seconds */
#define RANDOM_BITS	256		/* as random.c says */
#define DENTRY_AGE	45		/* seconds; the field is history */
#define UUID_SIZE	16		/* bytes */
#define UUID_VERSION	6		/* index: upper half is 4, random */
#define UUID_VARIANT	8		/* index: upper bits are 10 */

/* --- sys/kernel ---------------------------------------------------------- */

static int show_ostype(struct proc_buf *b)
{
	proc_printf(b, "%s\n", system_utsname.sysname);
	return 0;
}

static int show_osrelease(struct proc_buf *b)
{
	proc_printf(b, "%s\n", system_utsname.release);
	return 0;
}

static int show_version(struct proc_buf *b)
{
	proc_printf(b, "%s\n", system_utsname.version);
	return 0;
}

static int show_hostname(struct proc_buf *b)
{
	proc_printf(b, "%s\n", system_utsname.nodename);
	return 0;
}

static int show_domainname(struct proc_buf *b)
{
	proc_printf(b, "%s\n", system_utsname.domainname);
	return 0;
}

static int set_name(char *name, const char *text)
{
	if (strlen(text) > UTS_LEN)
		return -EINVAL;
	memset(name, 0, UTS_LEN + 1);
	strlcpy(name, text, UTS_LEN + 1);
	return 0;
}

static int store_hostname(char *text)
{
	return set_name(system_utsname.nodename, text);
}

static int store_domainname(char *text)
{
	return set_name(system_utsname.domainname, text);
}

/* Lines below which level the console shows; the level of a line that names
   none; and the least and the usual value of the first. */
static int show_printk(struct proc_buf *b)
{
	proc_printf(b, "%d\t%d\t1\t%d\n", console_loglevel, LEVEL_DEFAULT,
		    LEVEL_DEBUG);
	return 0;
}

/* The first of them; the others are fixed. */
static int store_printk(char *text)
{
	int level;

	if (!proc_parse(text, &level) || level < 1 ||
	    level > LEVEL_DEBUG + 1)
		return -EINVAL;
	console_loglevel = level;
	return 0;
}

static void put_uuid(struct proc_buf *b, const u8 *id)
{
	int i;

	for (i = 0; i < UUID_SIZE; i++)
		proc_printf(b, "%s%02x", i == 4 || i == 6 || i == 8 ||
			    i == 10 ? "-" : "", id[i]);
	proc_puts(b, "\n");
}

static void make_uuid(u8 *id)
{
	get_random_bytes(id, UUID_SIZE);
	id[UUID_VERSION] = (id[UUID_VERSION] & 0xf) | 4 << 4;
	id[UUID_VARIANT] = (id[UUID_VARIANT] & 0x3f) | 2 << 6;
}

/* Another one each time. */
static int show_uuid(struct proc_buf *b)
{
	u8 id[UUID_SIZE];

	make_uuid(id);
	put_uuid(b, id);
	return 0;
}

/* The same until the next boot. */
static int show_boot_id(struct proc_buf *b)
{
	static u8 id[UUID_SIZE];
	static bool made;

	if (!made)
		make_uuid(id);
	made = true;
	put_uuid(b, id);
	return 0;
}

static int show_ptys(struct proc_buf *b)
{
	u32 n, used = 0;

	for (n = 0; n < NR_PTS; n++)
		used += pts_node(n) != NULL;
	proc_printf(b, "%u\n", used);
	return 0;
}

static int show_pty_max(struct proc_buf *b)
{
	proc_printf(b, "%u\n", devpts_options.max);
	return 0;
}

/* --- sys/fs -------------------------------------------------------------- */

/* Open files, allocated and not used (never), and their limit. */
static int show_file_nr(struct proc_buf *b)
{
	proc_printf(b, "%d\t0\t%d\n", nr_files, max_files);
	return 0;
}

static int show_inode_nr(struct proc_buf *b)
{
	int all, free;

	count_inodes(&all, &free);
	proc_printf(b, "%d\t%d\n", all, free);
	return 0;
}

static int show_inode_state(struct proc_buf *b)
{
	int all, free;

	count_inodes(&all, &free);
	proc_printf(b, "%d\t%d\t0\t0\t0\t0\t0\n", all, free);
	return 0;
}

/* Names, and those of them that nobody uses. */
static int show_dentry_state(struct proc_buf *b)
{
	proc_printf(b, "%d\t%d\t%d\t0\t0\t0\n", nr_dentries, nr_dentry_unused,
		    DENTRY_AGE);
	return 0;
}

/* --- all of them --------------------------------------------------------- */

#define FIXED_NUMBER(name, value)					\
	static int show_##name(struct proc_buf *b)			\
	{								\
		proc_printf(b, "%d\n", (value));			\
		return 0;						\
	}
FIXED_NUMBER(pid_max, PID_MAX)
FIXED_NUMBER(threads_max, TASKS_MAX)
FIXED_NUMBER(ngroups_max, NGROUPS_MAX)
FIXED_NUMBER(cap_last_cap, CAP_LAST)
FIXED_NUMBER(overflow_id, OVERFLOW_ID)
FIXED_NUMBER(random_bits, RANDOM_BITS)
FIXED_NUMBER(nr_open, NR_OPEN)

#define DIR(n)		{ .name = "sys/" n, .mode = S_IFDIR | 0555 }
#define TEXT(n, f)	{ .name = "sys/" n, .mode = S_IFREG | 0444, .show = f }
#define RW(n, f, s)	{ .name = "sys/" n, .mode = S_IFREG | 0644, \
			  .show = f, .store = s }
#define NUMBER(n, p, l, m)	{ .name = "sys/" n, .mode = S_IFREG | 0644, \
			  .number = p, .least = l, .most = m }

static const struct proc_entry entries[] __initconst = {
	DIR("kernel"), DIR("kernel/random"), DIR("kernel/pty"), DIR("fs"),
	DIR("vm"),
	TEXT("kernel/ostype", show_ostype),
	TEXT("kernel/osrelease", show_osrelease),
	TEXT("kernel/version", show_version),
	RW("kernel/hostname", show_hostname, store_hostname),
	RW("kernel/domainname", show_domainname, store_domainname),
	RW("kernel/printk", show_printk, store_printk),
	NUMBER("kernel/panic", &panic_timeout, -1, MAX_PANIC),
	NUMBER("kernel/ctrl-alt-del", &cad_restarts, 0, 1),
	TEXT("kernel/pid_max", show_pid_max),
	TEXT("kernel/threads-max", show_threads_max),
	TEXT("kernel/ngroups_max", show_ngroups_max),
	TEXT("kernel/cap_last_cap", show_cap_last_cap),
	TEXT("kernel/overflowuid", show_overflow_id),
	TEXT("kernel/overflowgid", show_overflow_id),
	TEXT("kernel/random/poolsize", show_random_bits),
	TEXT("kernel/random/entropy_avail", show_random_bits),
	TEXT("kernel/random/uuid", show_uuid),
	TEXT("kernel/random/boot_id", show_boot_id),
	TEXT("kernel/pty/max", show_pty_max),
	TEXT("kernel/pty/nr", show_ptys),
	NUMBER("fs/file-max", &max_files, LEAST_FILES, INT_MAX),
	TEXT("fs/file-nr", show_file_nr),
	TEXT("fs/inode-nr", show_inode_nr),
	TEXT("fs/inode-state", show_inode_state),
	TEXT("fs/dentry-state", show_dentry_state),
	TEXT("fs/nr_open", show_nr_open),
	{ .name = "sys/vm/drop_caches", .mode = S_IFREG | 0200,
	  .fops = &proc_drop_fops },
};

/* Once, at boot. */
void __init proc_sysctl_init(void)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(entries); i++)
		proc_add_entry(&entries[i]);
}
