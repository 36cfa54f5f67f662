/*
 * show.h - what console keys print about the machine (drivers/char/sysrq.c).
 */
#ifndef _ASM_SHOW_H
#define _ASM_SHOW_H

/* arch/i386/kernel/show.c; kernel lock, bottom half or process */
void show_tasks(void);
void show_cpus(void);
void show_locks(void);
void show_interrupted(void);

#endif
