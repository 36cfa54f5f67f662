/*
 * version.c - the line that the kernel starts with, and what uname() says.
 */
#include <linux/utsname.h>
#include <linux/version.h>

const char linux_banner[] = "biglock version " VERSION " " CONFIG_KIND
#ifdef CONFIG_DEBUG
	" debug"
#endif
	" (gcc " __VERSION__ ")\n";

/*
 * The release is what programs take us for. C libraries (glibc up to 2.35)
 * refuse to start below 3.2, and tools choose the format of the files in
 * /proc by it: ours have today's.
 */
struct new_utsname system_utsname = {
	.sysname = "Linux",
	.nodename = "biglock",
	.release = "3.2.0-biglock",
	.version = "#1 " CONFIG_KIND " biglock " VERSION,
	.machine = "i386",
	.domainname = "(none)",
};
