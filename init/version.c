/*
 * version.c - the line that the kernel starts with.
 */
#include <linux/version.h>

const char linux_banner[] = "biglock version " VERSION
#ifdef CONFIG_SMP
	" SMP"
#else
	" UP"
#endif
#ifdef CONFIG_DEBUG
	" debug"
#endif
	" (gcc " __VERSION__ ")\n";
