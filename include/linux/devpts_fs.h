/*
 * devpts_fs.h - between the terminals of /dev/ptmx (drivers/char/pty_unix98.c)
 * and the file system that has their names (fs/devpts). All is [k].
 */
#ifndef _LINUX_DEVPTS_FS_H
#define _LINUX_DEVPTS_FS_H

#include <linux/types.h>

#define PTS_MAJOR	136		/* of /dev/pts/N, minor N */
#define PTMX_MINOR	2		/* of /dev/ptmx, major TTYAUX_MAJOR */
#define NR_PTS		1024		/* at most */

/* The name of a terminal: it is there as long as somebody has the master. */
struct pts_node {
	u32 serial;			/* differs from that of all others, also
					   of those with the same number */
	uid_t uid;
	gid_t gid;
	mode_t mode;			/* permissions */
};

/* Mount options. There is one set of them, whoever mounts it where. */
struct devpts_options {
	bool set_uid, set_gid;		/* else, those of who opens ptmx */
	uid_t uid;
	gid_t gid;
	mode_t mode;			/* of terminals */
	mode_t ptmxmode;		/* of the node ptmx */
	u32 max;			/* terminals */
};

/* fs/devpts/options.c */
extern struct devpts_options devpts_options;

/* fs/devpts/super.c: at boot */
void devpts_init(void);

/* drivers/char/pty_unix98.c: of terminal number n, NULL if there is none; good
   until the caller sleeps. */
struct pts_node *pts_node(u32 n);

#endif
