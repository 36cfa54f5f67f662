/*
 * signal.h - the kernel's sigset_t under a name of its own: the C library's
 * headers bring another one along, and nearly all of them do.
 */
#ifndef UNIT_SIGNAL_H
#define UNIT_SIGNAL_H

#include <sys/types.h>
#define sigset_t kernel_sigset_t
#include_next <linux/signal.h>

#endif
