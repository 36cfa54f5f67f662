/*
 * uaccess.h - all bytes are copied by __copy_user(), which each test brings
 * along.
 */
#include_next <asm/uaccess.h>
#ifndef UNIT_UACCESS_H
#define UNIT_UACCESS_H

#undef __copy_user_page
#define __copy_user_page(to, from) \
	__copy_user((*(to) += PAGE_SIZE) - PAGE_SIZE, (from), PAGE_SIZE)

#define __copy_user_here(to, from, n)	__copy_user((to), (from), (n))

#endif
