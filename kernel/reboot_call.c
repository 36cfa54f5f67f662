/*
 * reboot_call.c - reboot(2), and what Ctrl-Alt-Del does. Whoever calls has
 * written everything to the disks.
 */
#include <linux/kernel.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/tty.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

#define COMMAND_MAX	256		/* bytes of RESTART2's string */

int cad_restarts = true;		/* [k] else process 1 is asked to */

/* The keyboard has seen Ctrl-Alt-Del. Kernel lock; any context. */
void ctrl_alt_del(void)
{
	if (cad_restarts)
		machine_restart();
	kill_proc(1, SIGINT);
}

static bool magic_ok(u32 magic1, u32 magic2)
{
	return magic1 == LINUX_REBOOT_MAGIC1 &&
	       (magic2 == LINUX_REBOOT_MAGIC2 ||
		magic2 == LINUX_REBOOT_MAGIC2A ||
		magic2 == LINUX_REBOOT_MAGIC2B ||
		magic2 == LINUX_REBOOT_MAGIC2C);
}

/* Restarts with a word for the next boot, which nobody here can pass on. */
static long restart_with(const char __user *user)
{
	char command[COMMAND_MAX];

	if (strncpy_from_user(command, user, sizeof(command) - 1) < 0)
		return -EFAULT;
	command[sizeof(command) - 1] = '\0';
	printk(KERN_EMERG "Restarting system with command '%s'.\n", command);
	machine_restart();
}

static bool ends_machine(u32 cmd)
{
	return cmd == LINUX_REBOOT_CMD_RESTART ||
	       cmd == LINUX_REBOOT_CMD_RESTART2 ||
	       cmd == LINUX_REBOOT_CMD_HALT ||
	       cmd == LINUX_REBOOT_CMD_POWER_OFF;
}

SYSCALL4(reboot, u32, magic1, u32, magic2, u32, cmd, const char __user *, arg)
{
	if (!capable(CAP_SYS_BOOT))
		return -EPERM;
	if (!magic_ok(magic1, magic2))
		return -EINVAL;
	if (ends_machine(cmd))
		tty_drain_console();
	switch (cmd) {
	case LINUX_REBOOT_CMD_RESTART:
		printk(KERN_EMERG "Restarting system.\n");
		machine_restart();
	case LINUX_REBOOT_CMD_HALT:
		printk(KERN_EMERG "System halted.\n");
		machine_halt();
	case LINUX_REBOOT_CMD_POWER_OFF:
		printk(KERN_EMERG "Power down.\n");
		machine_power_off();
	case LINUX_REBOOT_CMD_RESTART2:
		return restart_with(arg);
	case LINUX_REBOOT_CMD_CAD_ON:
		cad_restarts = true;
		return 0;
	case LINUX_REBOOT_CMD_CAD_OFF:
		cad_restarts = false;
		return 0;
	}
	return -EINVAL;
}
