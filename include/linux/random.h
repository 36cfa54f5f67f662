/*
 * random.h - numbers that nobody can guess, as far as the machine allows:
 * drivers/char/random.c says how far that is.
 */
#ifndef _LINUX_RANDOM_H
#define _LINUX_RANDOM_H

#include <linux/types.h>

struct file_operations;

/* drivers/char/random.c, with the kernel lock. add_interrupt_randomness() is
   for interrupt handlers, a few instructions. */
void random_init(void);
void get_random_bytes(void *buf, size_t n);
void add_device_randomness(const void *bytes, size_t n);
void add_interrupt_randomness(int irq);
extern const struct file_operations random_fops;

#endif
