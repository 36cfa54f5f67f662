/*
 * cred.h - the calls that change who current is, for both widths of numbers.
 * ~0 means "no change". 0 or -EPERM, -EINVAL; do_setfs...: the old number.
 */
#ifndef _LINUX_CRED_H
#define _LINUX_CRED_H

#include <linux/types.h>

/* kernel/cred.c; kernel lock */
long do_setuid(uid_t uid);
long do_setgid(gid_t gid);
long do_setreuid(uid_t ruid, uid_t euid);
long do_setregid(gid_t rgid, gid_t egid);
long do_setresuid(uid_t ruid, uid_t euid, uid_t suid);
long do_setresgid(gid_t rgid, gid_t egid, gid_t sgid);
long do_setfsuid(uid_t uid);
long do_setfsgid(gid_t gid);

#endif
