/*
 * utsname.h - what uname() says. All three generations of it.
 */
#ifndef _LINUX_UTSNAME_H
#define _LINUX_UTSNAME_H

#define UTS_LEN		64		/* bytes of a name, without the NUL */
#define OLD_UTS_LEN	8		/* in the oldest call */

struct new_utsname {
	char sysname[UTS_LEN + 1];	/* [i] */
	char nodename[UTS_LEN + 1];	/* [k] */
	char release[UTS_LEN + 1];	/* [i] */
	char version[UTS_LEN + 1];	/* [i] */
	char machine[UTS_LEN + 1];	/* [k] utsname_machine() */
	char domainname[UTS_LEN + 1];	/* [k] */
};

struct oldold_utsname {
	char name[5][OLD_UTS_LEN + 1];	/* the first five, cut */
};

extern struct new_utsname system_utsname;	/* init/version.c */

/* kernel/uname.c: "i386" to "i686", by the boot processor. */
const char *utsname_machine(void);

#endif
