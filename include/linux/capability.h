/*
 * capability.h - what capget() and capset() exchange with programs. The bits
 * are in linux/sched.h.
 */
#ifndef _LINUX_CAPABILITY_H
#define _LINUX_CAPABILITY_H

#include <linux/types.h>

/* Versions differ in how many cap_data they pass: 32 capabilities each. */
#define CAPABILITY_VERSION_1	0x19980330	/* one */
#define CAPABILITY_VERSION_2	0x20071026	/* two */
#define CAPABILITY_VERSION_3	0x20080522	/* two */

struct cap_header {
	u32 version;
	int pid;			/* 0: the caller */
};

struct cap_data {
	u32 effective, permitted, inheritable;
};

#endif
