/*
 * uname.c - the names of the system, and the calls that read and set them.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/utsname.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

#define FAMILY_MIN	3		/* i386 */
#define FAMILY_MAX	6		/* all later ones are called i686 */

/* "i386" to "i686": what programs may be built for. */
const char *utsname_machine(void)
{
	int family = max((int)boot_cpu.info.family, FAMILY_MIN);

	system_utsname.machine[1] = '0' + min(family, FAMILY_MAX);
	return system_utsname.machine;
}

SYSCALL1(uname, struct new_utsname __user *, name)
{
	utsname_machine();
	return copy_to_user(name, &system_utsname, sizeof(system_utsname));
}

/* All but the last. */
SYSCALL1(olduname, void __user *, name)
{
	utsname_machine();
	return copy_to_user(name, &system_utsname,
			    offsetof(struct new_utsname, domainname));
}

SYSCALL1(oldolduname, struct oldold_utsname __user *, user)
{
	const char *from = utsname_machine() -
			   offsetof(struct new_utsname, machine);
	struct oldold_utsname old;
	int i;

	memset(&old, 0, sizeof(old));
	for (i = 0; i < ARRAY_SIZE(old.name); i++)
		memcpy(old.name[i], from + i * (UTS_LEN + 1), OLD_UTS_LEN);
	return copy_to_user(user, &old, sizeof(old));
}

/* Takes a name of `len' bytes, without a NUL, from the user. */
static long set_name(char name[UTS_LEN + 1], const char __user *user, int len)
{
	char new[UTS_LEN + 1];

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (len < 0 || len > UTS_LEN)
		return -EINVAL;
	memset(new, 0, sizeof(new));
	if (copy_from_user(new, user, len))
		return -EFAULT;
	memcpy(name, new, sizeof(new));
	return 0;
}

SYSCALL2(sethostname, const char __user *, name, int, len)
{
	return set_name(system_utsname.nodename, name, len);
}

SYSCALL2(setdomainname, const char __user *, name, int, len)
{
	return set_name(system_utsname.domainname, name, len);
}
