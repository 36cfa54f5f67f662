/*
 * capability.c - capget() and capset(): root's powers, one by one. A process
 * may give up what it has, and make effective what it is permitted.
 */
#include <linux/capability.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

/*
 * Reads the header; returns how many cap_data the caller's version has, or
 * tells it the version that we have and returns -EINVAL.
 */
static int read_header(struct cap_header *h, struct cap_header __user *user)
{
	if (copy_from_user(h, user, sizeof(*h)))
		return -EFAULT;
	switch (h->version) {
	case CAPABILITY_VERSION_1:
		return 1;
	case CAPABILITY_VERSION_2:
	case CAPABILITY_VERSION_3:
		return 2;
	}
	if (put_user(CAPABILITY_VERSION_3, &user->version))
		return -EFAULT;
	return -EINVAL;
}

/* With a NULL `data' only the version is asked for. */
SYSCALL2(capget, struct cap_header __user *, header,
	 struct cap_data __user *, data)
{
	struct cap_data caps[2] = { { 0, 0, 0 }, { 0, 0, 0 } };
	struct cap_header h;
	struct task_struct *p;
	int n = read_header(&h, header);

	if (!data && (n > 0 || n == -EINVAL))
		return 0;
	if (n < 0)
		return n;
	if (h.pid < 0)
		return -EINVAL;
	p = h.pid ? find_task(h.pid) : current;
	if (!p)
		return -ESRCH;
	caps[0].effective = p->cap_effective;
	caps[0].permitted = p->cap_permitted;
	caps[0].inheritable = p->cap_inheritable;
	return copy_to_user(data, caps, n * sizeof(caps[0]));
}

SYSCALL2(capset, struct cap_header __user *, header,
	 const struct cap_data __user *, data)
{
	struct task_struct *p = current;
	struct cap_header h;
	struct cap_data new;
	int n = read_header(&h, header);

	if (n < 0)
		return n;
	if (h.pid && h.pid != p->pid)
		return -EPERM;
	if (copy_from_user(&new, data, sizeof(new)))
		return -EFAULT;
	new.inheritable &= CAP_FULL_SET;
	new.permitted &= CAP_FULL_SET;
	new.effective &= CAP_FULL_SET;
	if ((new.inheritable & ~(p->cap_inheritable | p->cap_permitted)) ||
	    (new.permitted & ~p->cap_permitted) ||
	    (new.effective & ~new.permitted))
		return -EPERM;
	p->cap_inheritable = new.inheritable;
	p->cap_permitted = new.permitted;
	p->cap_effective = new.effective;
	return 0;
}
