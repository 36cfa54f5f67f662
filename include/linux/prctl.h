/*
 * prctl.h - the numbers of prctl(2) that we know (Linux ABI).
 */
#ifndef _LINUX_PRCTL_H
#define _LINUX_PRCTL_H

#define PR_SET_PDEATHSIG	1
#define PR_GET_PDEATHSIG	2
#define PR_GET_DUMPABLE		3
#define PR_SET_DUMPABLE		4
#define PR_GET_KEEPCAPS		7
#define PR_SET_KEEPCAPS		8
#define PR_GET_TIMING		13
#define PR_SET_TIMING		14
#define  PR_TIMING_STATISTICAL	0	/* processes are charged by ticks */
#define PR_SET_NAME		15	/* 16 bytes, the last one NUL */
#define PR_GET_NAME		16
#define PR_SET_NO_NEW_PRIVS	38	/* set-id bits mean nothing any more */
#define PR_GET_NO_NEW_PRIVS	39

#endif
