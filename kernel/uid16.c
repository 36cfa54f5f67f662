/*
 * uid16.c - the calls of cred.c as they were when user and group numbers had 16
 * bits.
 */
#include <linux/cred.h>
#include <linux/highuid.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

SYSCALL1(setuid16, u16, uid)
{
	return do_setuid(low2highid(uid));
}

SYSCALL1(setgid16, u16, gid)
{
	return do_setgid(low2highid(gid));
}

SYSCALL2(setreuid16, u16, ruid, u16, euid)
{
	return do_setreuid(low2highid(ruid), low2highid(euid));
}

SYSCALL2(setregid16, u16, rgid, u16, egid)
{
	return do_setregid(low2highid(rgid), low2highid(egid));
}

SYSCALL3(setresuid16, u16, ruid, u16, euid, u16, suid)
{
	return do_setresuid(low2highid(ruid), low2highid(euid),
			    low2highid(suid));
}

SYSCALL3(setresgid16, u16, rgid, u16, egid, u16, sgid)
{
	return do_setresgid(low2highid(rgid), low2highid(egid),
			    low2highid(sgid));
}

SYSCALL1(setfsuid16, u16, uid)
{
	return high2lowid(do_setfsuid(low2highid(uid)));
}

SYSCALL1(setfsgid16, u16, gid)
{
	return high2lowid(do_setfsgid(low2highid(gid)));
}

SYSCALL3(getresuid16, u16 __user *, ruid, u16 __user *, euid,
	 u16 __user *, suid)
{
	if (put_user(high2lowid(current->uid), ruid) ||
	    put_user(high2lowid(current->euid), euid))
		return -EFAULT;
	return put_user(high2lowid(current->suid), suid);
}

SYSCALL3(getresgid16, u16 __user *, rgid, u16 __user *, egid,
	 u16 __user *, sgid)
{
	if (put_user(high2lowid(current->gid), rgid) ||
	    put_user(high2lowid(current->egid), egid))
		return -EFAULT;
	return put_user(high2lowid(current->sgid), sgid);
}
