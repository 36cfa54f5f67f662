/*
 * mem_device.h - the devices of major 1: null, zero, mem and others.
 */
#ifndef _LINUX_MEM_DEVICE_H
#define _LINUX_MEM_DEVICE_H

struct file_operations;

#define MEM_MAJOR	1

/* drivers/char/physmem.c, kmsg.c */
extern const struct file_operations mem_fops, kmem_fops, port_fops;
extern const struct file_operations kmsg_fops;

#endif
