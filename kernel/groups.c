/*
 * groups.c - supplementary groups: a process belongs to its fsgid and to
 * these.
 */
#include <linux/highuid.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

/* Does current, when it deals with files, belong to the group? */
bool in_group(gid_t gid)
{
	const struct task_struct *p = current;
	int i;

	if (gid == p->fsgid)
		return true;
	for (i = 0; i < p->ngroups; i++)
		if (p->groups[i] == gid)
			return true;
	return false;
}

/* What getgroups() returns for a list of `size' entries; with size 0 nothing
   is written. */
static long check_getgroups(int size)
{
	if (size < 0 || (size && size < current->ngroups))
		return -EINVAL;
	return current->ngroups;
}

SYSCALL2(getgroups, int, size, gid_t __user *, list)
{
	long n = check_getgroups(size);

	if (n <= 0 || !size)
		return n;
	if (copy_to_user(list, current->groups, n * sizeof(gid_t)))
		return -EFAULT;
	return n;
}

SYSCALL2(getgroups16, int, size, u16 __user *, list)
{
	long n = check_getgroups(size), i;

	if (n <= 0 || !size)
		return n;
	for (i = 0; i < n; i++)
		if (put_user(high2lowid(current->groups[i]), list + i))
			return -EFAULT;
	return n;
}

static long check_setgroups(int size)
{
	if (!capable(CAP_SETGID))
		return -EPERM;
	return (u32)size > NGROUPS_MAX ? -EINVAL : 0;
}

static void set_groups(const gid_t *groups, int n)
{
	memcpy(current->groups, groups, n * sizeof(*groups));
	current->ngroups = n;
}

SYSCALL2(setgroups, int, size, const gid_t __user *, list)
{
	gid_t groups[NGROUPS_MAX];
	long err = check_setgroups(size);

	if (err)
		return err;
	if (copy_from_user(groups, list, size * sizeof(gid_t)))
		return -EFAULT;
	set_groups(groups, size);
	return 0;
}

SYSCALL2(setgroups16, int, size, const u16 __user *, list)
{
	gid_t groups[NGROUPS_MAX];
	long err = check_setgroups(size);
	u16 gid;
	int i;

	if (err)
		return err;
	for (i = 0; i < size; i++) {
		if (get_user(gid, list + i))
			return -EFAULT;
		groups[i] = low2highid(gid);
	}
	set_groups(groups, size);
	return 0;
}
