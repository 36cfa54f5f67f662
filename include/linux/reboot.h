/*
 * reboot.h - the numbers of reboot(2), and the three ways to end.
 */
#ifndef _LINUX_REBOOT_H
#define _LINUX_REBOOT_H

#include <linux/compiler.h>

/* The first two arguments: nobody calls reboot(2) by accident. */
#define LINUX_REBOOT_MAGIC1		0xfee1dead
#define LINUX_REBOOT_MAGIC2		672274793
#define LINUX_REBOOT_MAGIC2A		85072278
#define LINUX_REBOOT_MAGIC2B		369367448
#define LINUX_REBOOT_MAGIC2C		537993216

/* The third one: what to do. */
#define LINUX_REBOOT_CMD_RESTART	0x01234567
#define LINUX_REBOOT_CMD_HALT		0xcdef0123
#define LINUX_REBOOT_CMD_CAD_ON		0x89abcdef	/* Ctrl-Alt-Del */
#define LINUX_REBOOT_CMD_CAD_OFF	0x00000000	/* or asks init */
#define LINUX_REBOOT_CMD_POWER_OFF	0x4321fedc
#define LINUX_REBOOT_CMD_RESTART2	0xa1b2c3d4	/* with a command */

/*
 * arch/i386/kernel/reboot.c: from any context on any CPU, interrupts in any
 * state; the other CPUs have been stopped.
 */
void machine_restart(void) __noreturn;
void machine_halt(void) __noreturn;
void machine_power_off(void) __noreturn;

/* kernel/reboot_call.c, for keyboards */
extern int cad_restarts;
void ctrl_alt_del(void);

#endif
