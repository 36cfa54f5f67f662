/*
 * director.h - the one point of entry for processes that become ready (S3).
 */
#ifndef _LINUX_DIRECTOR_H
#define _LINUX_DIRECTOR_H

struct cpu;
struct task_struct;

/* kernel/director.c */
struct cpu *direct(const struct task_struct *p);

#endif
