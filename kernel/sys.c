/*
 * sys.c - small calls about the system as a whole.
 */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/loadavg.h>
#include <linux/mm.h>
#include <linux/personality.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

#define SI_LOAD_SHIFT	16		/* loads of sysinfo(): fixed point */

struct sysinfo {
	long uptime;			/* seconds */
	unsigned long loads[NR_LOADS];
	unsigned long totalram, freeram, sharedram, bufferram;
	unsigned long totalswap, freeswap;	/* all in mem_units */
	u16 procs, pad;
	unsigned long totalhigh, freehigh;
	u32 mem_unit;			/* bytes */
	char fill[8];
};

_Static_assert(sizeof(struct sysinfo) == 64, "the ABI has 64 bytes");

SYSCALL1(sysinfo, struct sysinfo __user *, user)
{
	struct sysinfo info;
	struct timespec up;
	int i;

	memset(&info, 0, sizeof(info));
	us_to_timespec(clock_us(), &up);
	info.uptime = up.tv_sec;
	for (i = 0; i < NR_LOADS; i++)
		info.loads[i] = avenrun[i] << (SI_LOAD_SHIFT - LOAD_SHIFT);
	info.totalram = nr_total_pages() << PAGE_SHIFT;
	info.freeram = nr_free_pages() << PAGE_SHIFT;
	info.bufferram = nr_buffer_pages() << PAGE_SHIFT;
	info.procs = min(nr_tasks, USHRT_MAX);
	info.mem_unit = 1;
	return copy_to_user(user, &info, sizeof(info));
}

/* Either pointer may be NULL; there is one node. */
SYSCALL3(getcpu, u32 __user *, cpu, u32 __user *, node,
	 void __user *, cache __unused)
{
	if (cpu && put_user(smp_processor_id(), cpu))
		return -EFAULT;
	return node ? put_user(0, node) : 0;
}

SYSCALL1(personality, u32, new)
{
	u32 old = current->personality;

	if (new != PER_QUERY)
		current->personality = new;
	return old;
}

/* Once the way to tune the daemon that wrote buffers back; there is nothing
   to tune. */
SYSCALL2(bdflush, int, function __unused, long, data __unused)
{
	return capable(CAP_SYS_ADMIN) ? 0 : -EPERM;
}
