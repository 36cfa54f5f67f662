/*
 * loadavg.h - how many processes wanted a CPU, averaged over the last minute,
 * five and fifteen.
 */
#ifndef _LINUX_LOADAVG_H
#define _LINUX_LOADAVG_H

#include <linux/types.h>

#define LOAD_SHIFT	11		/* averages are fixed-point numbers */
#define LOAD_ONE	(1 << LOAD_SHIFT)
#define LOAD_SECONDS	5		/* calc_load() is called that often */
#define NR_LOADS	3

extern u32 avenrun[NR_LOADS];		/* [k] << LOAD_SHIFT */

/* kernel/loadavg.c: `active' run or wait for a CPU or a disk now. */
void calc_load(u32 active);
void start_load_average(void);

#endif
