/*
 * time.h - the kernel's struct timeval and struct timespec beside the C
 * library's, which are the same and come with nearly all of its headers.
 */
#ifndef UNIT_TIME_H
#define UNIT_TIME_H

#include <sys/types.h>
#define timeval kernel_timeval
#define timespec kernel_timespec
#include_next <linux/time.h>

#endif
