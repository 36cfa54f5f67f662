/*
 * smplock.h - the kernel lock of the host's pretended machine: who gives it up
 * may find that others have run meanwhile.
 */
#include_next <asm/smplock.h>
#ifndef UNIT_SMPLOCK_H
#define UNIT_SMPLOCK_H

void host_may_sleep(void);

#undef lock_kernel
#undef unlock_kernel
#undef enter_kernel_lock
#undef leave_kernel_lock
#undef drop_kernel_lock
#undef retake_kernel_lock
#define lock_kernel()		((void)0)
#define unlock_kernel()		host_may_sleep()
#define enter_kernel_lock()	((void)0)
#define leave_kernel_lock()	((void)0)
#define drop_kernel_lock()	host_may_sleep()
#define retake_kernel_lock()	((void)0)

#endif
