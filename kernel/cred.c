/*
 * cred.c - the calls that change who a process is: real, effective, saved and
 * file-system user and group. The rules are those of POSIX with capabilities:
 * CAP_SETUID and CAP_SETGID may set anything, others may only choose among
 * the numbers that they have.
 *
 * A process changes itself alone, with the kernel lock, so others that read
 * under the lock see all of a change or nothing.
 */
#include <linux/cred.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

#define KEEP	(~0U)			/* the number -1: no change */

/* What root may for files, as far as it follows fsuid. */
#define CAP_FS_SET \
	(1U << CAP_CHOWN | 1U << CAP_DAC_OVERRIDE | \
	 1U << CAP_DAC_READ_SEARCH | 1U << CAP_FOWNER | 1U << CAP_FSETID)

/* Secrets of the old identity may be in memory: no core, no looking in. */
static void not_dumpable(void)
{
	if (current->mm)
		current->mm->dumpable = false;
}

/*
 * The new user numbers. Root's capabilities come and go with the number 0:
 * the effective ones with the effective user, all when none of the three is
 * root any more.
 */
static long set_uids(uid_t ruid, uid_t euid, uid_t suid, uid_t fsuid)
{
	struct task_struct *p = current;
	bool was_root = !p->uid || !p->euid || !p->suid;
	bool is_root = !ruid || !euid || !suid;

	if (euid != p->euid)
		not_dumpable();
	if (was_root && !is_root && !p->keep_caps)
		p->cap_permitted = p->cap_effective = 0;
	if (!p->euid && euid)
		p->cap_effective = 0;
	if (p->euid && !euid)
		p->cap_effective = p->cap_permitted;
	p->uid = ruid;
	p->euid = euid;
	p->suid = suid;
	p->fsuid = fsuid;
	return 0;
}

static long set_gids(gid_t rgid, gid_t egid, gid_t sgid, gid_t fsgid)
{
	struct task_struct *p = current;

	if (egid != p->egid)
		not_dumpable();
	p->gid = rgid;
	p->egid = egid;
	p->sgid = sgid;
	p->fsgid = fsgid;
	return 0;
}

long do_setuid(uid_t uid)
{
	struct task_struct *p = current;

	if (uid == KEEP)
		return -EINVAL;
	if (capable(CAP_SETUID))
		return set_uids(uid, uid, uid, uid);
	if (uid != p->uid && uid != p->suid)
		return -EPERM;
	return set_uids(p->uid, uid, p->suid, uid);
}

long do_setgid(gid_t gid)
{
	struct task_struct *p = current;

	if (gid == KEEP)
		return -EINVAL;
	if (capable(CAP_SETGID))
		return set_gids(gid, gid, gid, gid);
	if (gid != p->gid && gid != p->sgid)
		return -EPERM;
	return set_gids(p->gid, gid, p->sgid, gid);
}

/* Is `id' KEEP or one of the three? */
static bool one_of(u32 id, u32 a, u32 b, u32 c)
{
	return id == KEEP || id == a || id == b || id == c;
}

static u32 new_id(u32 id, u32 old)
{
	return id == KEEP ? old : id;
}

/* The saved user follows when the real one is set, or the effective one to
   something that is not the real one. */
long do_setreuid(uid_t ruid, uid_t euid)
{
	struct task_struct *p = current;
	uid_t r = new_id(ruid, p->uid), e = new_id(euid, p->euid);
	bool saved = ruid != KEEP || (euid != KEEP && euid != p->uid);

	if (!capable(CAP_SETUID) &&
	    (!one_of(ruid, p->uid, p->euid, p->uid) ||
	     !one_of(euid, p->uid, p->euid, p->suid)))
		return -EPERM;
	return set_uids(r, e, saved ? e : p->suid, e);
}

long do_setregid(gid_t rgid, gid_t egid)
{
	struct task_struct *p = current;
	gid_t r = new_id(rgid, p->gid), e = new_id(egid, p->egid);
	bool saved = rgid != KEEP || (egid != KEEP && egid != p->gid);

	if (!capable(CAP_SETGID) &&
	    (!one_of(rgid, p->gid, p->egid, p->gid) ||
	     !one_of(egid, p->gid, p->egid, p->sgid)))
		return -EPERM;
	return set_gids(r, e, saved ? e : p->sgid, e);
}

long do_setresuid(uid_t ruid, uid_t euid, uid_t suid)
{
	struct task_struct *p = current;

	if (!capable(CAP_SETUID) &&
	    (!one_of(ruid, p->uid, p->euid, p->suid) ||
	     !one_of(euid, p->uid, p->euid, p->suid) ||
	     !one_of(suid, p->uid, p->euid, p->suid)))
		return -EPERM;
	euid = new_id(euid, p->euid);
	return set_uids(new_id(ruid, p->uid), euid, new_id(suid, p->suid),
			euid);
}

long do_setresgid(gid_t rgid, gid_t egid, gid_t sgid)
{
	struct task_struct *p = current;

	if (!capable(CAP_SETGID) &&
	    (!one_of(rgid, p->gid, p->egid, p->sgid) ||
	     !one_of(egid, p->gid, p->egid, p->sgid) ||
	     !one_of(sgid, p->gid, p->egid, p->sgid)))
		return -EPERM;
	egid = new_id(egid, p->egid);
	return set_gids(new_id(rgid, p->gid), egid, new_id(sgid, p->sgid),
			egid);
}

/* The old number is the result, whether or not it was changed. */
long do_setfsuid(uid_t uid)
{
	struct task_struct *p = current;
	uid_t old = p->fsuid;

	if (uid == KEEP || uid == old || (!capable(CAP_SETUID) &&
	    uid != p->uid && uid != p->euid && uid != p->suid))
		return old;
	not_dumpable();
	p->fsuid = uid;
	if (!old)
		p->cap_effective &= ~CAP_FS_SET;
	else if (!uid)
		p->cap_effective |= p->cap_permitted & CAP_FS_SET;
	return old;
}

long do_setfsgid(gid_t gid)
{
	struct task_struct *p = current;
	gid_t old = p->fsgid;

	if (gid == KEEP || gid == old || (!capable(CAP_SETGID) &&
	    gid != p->gid && gid != p->egid && gid != p->sgid))
		return old;
	not_dumpable();
	p->fsgid = gid;
	return old;
}

SYSCALL1(setuid, uid_t, uid)
{
	return do_setuid(uid);
}

SYSCALL1(setgid, gid_t, gid)
{
	return do_setgid(gid);
}

SYSCALL2(setreuid, uid_t, ruid, uid_t, euid)
{
	return do_setreuid(ruid, euid);
}

SYSCALL2(setregid, gid_t, rgid, gid_t, egid)
{
	return do_setregid(rgid, egid);
}

SYSCALL3(setresuid, uid_t, ruid, uid_t, euid, uid_t, suid)
{
	return do_setresuid(ruid, euid, suid);
}

SYSCALL3(setresgid, gid_t, rgid, gid_t, egid, gid_t, sgid)
{
	return do_setresgid(rgid, egid, sgid);
}

SYSCALL1(setfsuid, uid_t, uid)
{
	return do_setfsuid(uid);
}

SYSCALL1(setfsgid, gid_t, gid)
{
	return do_setfsgid(gid);
}

SYSCALL3(getresuid, u32 __user *, ruid, u32 __user *, euid, u32 __user *, suid)
{
	if (put_user(current->uid, ruid) || put_user(current->euid, euid))
		return -EFAULT;
	return put_user(current->suid, suid);
}

SYSCALL3(getresgid, u32 __user *, rgid, u32 __user *, egid, u32 __user *, sgid)
{
	if (put_user(current->gid, rgid) || put_user(current->egid, egid))
		return -EFAULT;
	return put_user(current->sgid, sgid);
}
