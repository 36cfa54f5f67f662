/*
 * lock.h - the `lock' prefix, present in the SMP kernel only (L13).
 */
#ifndef _ASM_LOCK_H
#define _ASM_LOCK_H

#ifdef CONFIG_SMP
#define LOCK	"lock; "
#else
#define LOCK	""
#endif

#endif
