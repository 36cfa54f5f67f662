/*
 * wakeup.h - numbers of the start-up sequence: MP specification 1.4, B.4 and
 * B.5.
 */
#ifndef _ASM_WAKEUP_H
#define _ASM_WAKEUP_H

#define CMOS_SHUTDOWN		0x0f	/* CMOS byte: what a reset is for */
#define  SHUTDOWN_NORMAL	0x00
#define  SHUTDOWN_JMP_467	0x0a	/*  jump through 40:67h */
#define WARM_RESET_OFFSET	0x467	/* in the BIOS data */
#define WARM_RESET_SEGMENT	0x469

#define INIT_HOLD_US		200	/* from assert to de-assert */
#define INIT_WAIT_MS		10	/* from INIT to the first STARTUP */
#define STARTUPS		2
#define STARTUP_WAIT_US		200	/* after each */
#define DELIVERY_POLL_US	10
#define DELIVERY_POLLS		100	/* 1 ms: never accepted */

#endif
