/*
 * getids.c - the calls that say who the caller is. None takes the kernel lock:
 * only the caller itself changes what they read, but for the parent.
 */
#include <linux/highuid.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/cpu.h>

SYSCALL0(getpid)
{
	return current->tgid;
}

SYSCALL0(gettid)
{
	return current->pid;
}

/*
 * A parent that ends on another CPU gives its children away before it is
 * freed. So if it is still the parent after its number was read, it was
 * there while the number was read.
 */
SYSCALL0(getppid)
{
	const struct task_struct *parent;
	pid_t pid;

	do {
		parent = READ_ONCE(current->parent);
		pid = READ_ONCE(parent->tgid);
	} while (unlikely(parent != READ_ONCE(current->parent)));
	return pid;
}

SYSCALL0(getuid)
{
	return current->uid;
}

SYSCALL0(geteuid)
{
	return current->euid;
}

SYSCALL0(getgid)
{
	return current->gid;
}

SYSCALL0(getegid)
{
	return current->egid;
}

SYSCALL0(getuid16)
{
	return high2lowid(current->uid);
}

SYSCALL0(geteuid16)
{
	return high2lowid(current->euid);
}

SYSCALL0(getgid16)
{
	return high2lowid(current->gid);
}

SYSCALL0(getegid16)
{
	return high2lowid(current->egid);
}
