/*
 * resource.h - limits and usage of processes (Linux/i386 ABI).
 */
#ifndef _LINUX_RESOURCE_H
#define _LINUX_RESOURCE_H

#include <linux/time.h>
#include <linux/types.h>

#define RLIMIT_CPU	0		/* seconds */
#define RLIMIT_FSIZE	1		/* bytes of a file */
#define RLIMIT_DATA	2
#define RLIMIT_STACK	3
#define RLIMIT_CORE	4
#define RLIMIT_RSS	5
#define RLIMIT_NPROC	6		/* processes of the user */
#define RLIMIT_NOFILE	7
#define RLIMIT_MEMLOCK	8
#define RLIMIT_AS	9
#define RLIMIT_LOCKS	10
#define RLIMIT_SIGPENDING 11
#define RLIMIT_MSGQUEUE	12
#define RLIMIT_NICE	13
#define RLIMIT_RTPRIO	14
#define RLIMIT_RTTIME	15
#define RLIM_NLIMITS	16

#define RLIM_INFINITY	(~0UL)

struct rlimit {
	unsigned long rlim_cur, rlim_max;
};

struct rlimit64 {			/* of prlimit64() */
	u64 rlim_cur, rlim_max;
};

#define RUSAGE_SELF	0
#define RUSAGE_CHILDREN	-1
#define RUSAGE_THREAD	1

struct rusage {
	struct timeval ru_utime, ru_stime;
	long ru_maxrss, ru_ixrss, ru_idrss, ru_isrss;
	long ru_minflt, ru_majflt, ru_nswap;
	long ru_inblock, ru_oublock;
	long ru_msgsnd, ru_msgrcv, ru_nsignals;
	long ru_nvcsw, ru_nivcsw;
};

/* The limit that holds for current now. */
#define rlimit(which)	(current->signal->rlim[which].rlim_cur)

struct task_struct;

/* kernel/resource.c: what process 1 begins with. [k]; fork's set-up puts the
   number of processes in that memory allows. */
extern struct rlimit init_rlimits[RLIM_NLIMITS];

/* kernel/resource.c: kernel or user buffer alike is the caller's matter */
void get_rusage(struct task_struct *p, int who, struct rusage *r);
/* Ticks in user mode and in the kernel of p's whole process. */
void process_times(const struct task_struct *p, u32 *utime, u32 *stime);

#endif
