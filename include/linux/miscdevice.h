/*
 * miscdevice.h - character devices that need but one minor number: they share
 * a major one.
 */
#ifndef _LINUX_MISCDEVICE_H
#define _LINUX_MISCDEVICE_H

#include <linux/types.h>

struct file_operations;

#define MISC_MAJOR	10

/* drivers/char/misc.c: a driver for one minor number, under a name that must
   stay. 0, -EBUSY, -ENOSPC. [k] */
int misc_register(u32 minor, const char *name,
		  const struct file_operations *fops);

#endif
