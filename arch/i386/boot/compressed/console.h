/*
 * console.h - how the unpacker speaks: VGA text, and COM1 if the command line
 * has console=ttyS0. The 8250's registers, as far as that needs them.
 */
#ifndef _BOOT_CONSOLE_H
#define _BOOT_CONSOLE_H

#include <asm/bootparam.h>

#define COM1		0x3f8
#define UART_DATA	0
#define UART_DIVISOR	0		/* with DLAB: low byte, then high */
#define UART_IER	1
#define UART_LCR	3
#define   LCR_8N1	0x03
#define   LCR_DLAB	0x80
#define UART_MCR	4
#define   MCR_DTR_RTS	0x03
#define UART_LSR	5
#define   LSR_THRE	0x20
#define   LSR_NONE	0xff		/* no UART: the bus floats */
#define UART_CLOCK	115200		/* baud at divisor 1 */
#define UART_BAUD	9600		/* if the command line names none */
#define UART_BOUND	100000		/* reads of LSR: 0.1 s or more */

#define VGA_COLOUR	((u16 *)0xb8000)
#define VGA_MONO	((u16 *)0xb0000)
#define VGA_WHITE	0x0700

/* console.c; the functions return, whatever the hardware does */
void console_init(struct boot_params *bp);
void console_print(const char *s);
void console_done(struct boot_params *bp);

/* cmdline.c: what stands behind this word's beginning, or NULL */
const char *cmdline_find(const struct boot_params *bp, const char *word);

#endif
