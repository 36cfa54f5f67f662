/*
 * i8042.h - the keyboard controller of the PC, and what a keyboard understands
 * (IBM PS/2 technical reference, keyboard and auxiliary device controller).
 */
#ifndef _I8042_H
#define _I8042_H

#define KBD_IRQ			1

#define I8042_DATA		0x60
#define I8042_STATUS		0x64	/* when read */
#define  I8042_OUT_FULL		0x01	/* there is a byte to be read */
#define  I8042_IN_FULL		0x02	/* the last byte is not yet taken */
#define  I8042_AUX		0x20	/* the byte to be read is a mouse's */
#define  I8042_TIMEOUT		0x40	/* it did not come whole */
#define  I8042_PARITY		0x80
#define  I8042_NOBODY		0xff	/* a bus without a controller */
#define I8042_COMMAND		0x64	/* when written */
#define  I8042_READ_MODE	0x20
#define  I8042_WRITE_MODE	0x60
#define  I8042_AUX_OFF		0xa7
#define  I8042_SELF_TEST	0xaa
#define   I8042_TEST_OK		0x55
#define  I8042_KBD_OFF		0xad
#define  I8042_KBD_ON		0xae

/* The mode byte */
#define I8042_MODE_IRQ1		0x01
#define I8042_MODE_IRQ12	0x02
#define I8042_MODE_SYSTEM	0x04	/* the self test has been passed */
#define I8042_MODE_KBD_OFF	0x10
#define I8042_MODE_AUX_OFF	0x20
#define I8042_MODE_SET1		0x40	/* scan codes become those of set 1 */

/* Commands to the keyboard */
#define KBD_SET_LEDS		0xed
#define KBD_SET_RATE		0xf3
#define  KBD_RATE_DELAY_SHIFT	5
#define KBD_ENABLE		0xf4
#define KBD_RESET		0xff

/* and what it answers */
#define KBD_TESTED		0xaa	/* some time after KBD_RESET */
#define KBD_ACK			0xfa
#define KBD_FAILED		0xfc	/* instead of KBD_TESTED */
#define KBD_RESEND		0xfe

/* Lights, in the keyboard's order */
#define KBD_LED_SCROLL		0x01
#define KBD_LED_NUM		0x02
#define KBD_LED_CAPS		0x04

#endif
