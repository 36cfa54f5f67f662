/*
 * start_init.h - the first program.
 */
#ifndef _LINUX_START_INIT_H
#define _LINUX_START_INIT_H

#include <linux/compiler.h>

/* init/start_init.c */
void start_init(int initrd) __noreturn;

#endif
