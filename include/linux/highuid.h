/*
 * highuid.h - user and group numbers of the old calls have 16 bits. One that
 * does not fit is shown as OVERFLOW_ID; -1 means "no change" in both widths.
 */
#ifndef _LINUX_HIGHUID_H
#define _LINUX_HIGHUID_H

#include <linux/types.h>

#define OVERFLOW_ID	65534

static inline u16 high2lowid(u32 id)
{
	return id > 0xffff ? OVERFLOW_ID : id;
}

static inline u32 low2highid(u16 id)
{
	return id == 0xffff ? ~0U : id;
}

#endif
