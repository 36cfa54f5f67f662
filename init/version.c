/*
 * version.c - the line that the kernel starts with.
 */
#include <linux/version.h>

const char linux_banner[] = "biglock version " VERSION " " CONFIG_KIND
#ifdef CONFIG_DEBUG
	" debug"
#endif
	" (gcc " __VERSION__ ")\n";
