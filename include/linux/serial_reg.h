/*
 * serial_reg.h - registers of the 8250, 16450 and 16550 UARTs, as offsets
 * from the port's base, in the data sheet's order.
 */
#ifndef _LINUX_SERIAL_REG_H
#define _LINUX_SERIAL_REG_H

#define UART_RX		0	/* read: received byte */
#define UART_TX		0	/* write: byte to send */
#define UART_IER	1	/* interrupt enable */
#define  UART_IER_RDI	0x01	/*  byte received */
#define  UART_IER_THRI	0x02	/*  transmitter wants more */
#define  UART_IER_RLSI	0x04	/*  receiver line status */
#define  UART_IER_MSI	0x08	/*  modem status */
#define  UART_IER_ALL	0x0f	/*  the other bits are always 0 */
#define UART_IIR	2	/* read: interrupt identification */
#define  UART_IIR_NO_INT 0x01	/*  nothing pending */
#define  UART_IIR_ID	0x0e	/*  which, highest priority first */
#define  UART_IIR_MSI	0x00
#define  UART_IIR_THRI	0x02
#define  UART_IIR_RDI	0x04
#define  UART_IIR_RLSI	0x06
#define  UART_IIR_TIMEOUT 0x0c	/*  16550A: bytes wait in the FIFO */
#define  UART_IIR_FIFO	0xc0	/*  both set: 16550A with FIFOs on */
#define  UART_IIR_FIFO_BAD 0x80	/*  16550: FIFOs that do not work */
#define UART_FCR	2	/* write: FIFO control */
#define  UART_FCR_ENABLE 0x01
#define  UART_FCR_CLEAR_RX 0x02
#define  UART_FCR_CLEAR_TX 0x04
#define  UART_FCR_TRIGGER_1 0x00	/* interrupt at 1, 4, 8, 14 bytes */
#define  UART_FCR_TRIGGER_4 0x40
#define  UART_FCR_TRIGGER_8 0x80
#define  UART_FCR_TRIGGER_14 0xc0
#define UART_LCR	3	/* line control */
#define  UART_LCR_WLEN5	0x00	/*  bits of a character */
#define  UART_LCR_WLEN6	0x01
#define  UART_LCR_WLEN7	0x02
#define  UART_LCR_WLEN8	0x03
#define  UART_LCR_STOP2	0x04	/*  two stop bits */
#define  UART_LCR_PARITY 0x08
#define  UART_LCR_EVEN	0x10
#define  UART_LCR_STICK	0x20
#define  UART_LCR_BREAK	0x40
#define  UART_LCR_DLAB	0x80	/*  registers 0 and 1 are the divisor */
#define UART_MCR	4	/* modem control */
#define  UART_MCR_DTR	0x01
#define  UART_MCR_RTS	0x02
#define  UART_MCR_OUT1	0x04
#define  UART_MCR_OUT2	0x08	/*  PC: lets the interrupt line through */
#define  UART_MCR_LOOP	0x10
#define UART_LSR	5	/* line status */
#define  UART_LSR_DR	0x01	/*  byte received */
#define  UART_LSR_OE	0x02	/*  overrun */
#define  UART_LSR_PE	0x04	/*  parity */
#define  UART_LSR_FE	0x08	/*  framing */
#define  UART_LSR_BI	0x10	/*  break */
#define  UART_LSR_THRE	0x20	/*  room for a byte, or for a FIFO's worth */
#define  UART_LSR_TEMT	0x40	/*  all has been sent */
#define UART_MSR	6	/* modem status */
#define  UART_MSR_DCTS	0x01	/*  changed since the last read: */
#define  UART_MSR_DDSR	0x02
#define  UART_MSR_TERI	0x04	/*  the end of a ring */
#define  UART_MSR_DDCD	0x08
#define  UART_MSR_CHANGES 0x0f
#define  UART_MSR_CTS	0x10
#define  UART_MSR_DSR	0x20
#define  UART_MSR_RI	0x40
#define  UART_MSR_DCD	0x80
#define UART_SCR	7	/* scratch; missing on the 8250 */
#define UART_DLL	0	/* divisor, while DLAB is set */
#define UART_DLM	1

#define UART_CLOCK	115200	/* bits/s with divisor 1, on every PC */
#define UART_FIFO_SIZE	16	/* of the 16550A */

#endif
