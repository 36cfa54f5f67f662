/*
 * io.h - ports and memory of devices.
 */
#ifndef _ASM_IO_H
#define _ASM_IO_H

#include <linux/types.h>
#include <linux/compiler.h>

static inline u8 inb(u16 port)
{
	u8 v;

	__asm__ volatile("inb %1,%0" : "=a" (v) : "Nd" (port) : "memory");
	return v;
}

static inline u16 inw(u16 port)
{
	u16 v;

	__asm__ volatile("inw %1,%0" : "=a" (v) : "Nd" (port) : "memory");
	return v;
}

static inline u32 inl(u16 port)
{
	u32 v;

	__asm__ volatile("inl %1,%0" : "=a" (v) : "Nd" (port) : "memory");
	return v;
}

/* `words' of 16 bits between memory and a port. */
static inline void insw(u16 port, void *addr, u32 words)
{
	__asm__ volatile("rep insw" : "+D" (addr), "+c" (words)
			 : "d" (port) : "memory");
}

static inline void outsw(u16 port, const void *addr, u32 words)
{
	__asm__ volatile("rep outsw" : "+S" (addr), "+c" (words)
			 : "d" (port) : "memory");
}

static inline void outb(u8 v, u16 port)
{
	__asm__ volatile("outb %0,%1" : : "a" (v), "Nd" (port) : "memory");
}

static inline void outw(u16 v, u16 port)
{
	__asm__ volatile("outw %0,%1" : : "a" (v), "Nd" (port) : "memory");
}

static inline void outl(u32 v, u16 port)
{
	__asm__ volatile("outl %0,%1" : : "a" (v), "Nd" (port) : "memory");
}

#define DELAY_PORT	0x80	/* POST codes: a write takes about 1 us */

/* For the slow old chips: the access, then a pause of one bus cycle. */
static inline void outb_p(u8 v, u16 port)
{
	outb(v, port);
	outb(0, DELAY_PORT);
}

static inline u8 inb_p(u16 port)
{
	u8 v = inb(port);

	outb(0, DELAY_PORT);
	return v;
}

static inline u32 readl(const volatile void __iomem *addr)
{
	return *(const volatile u32 __force *)addr;
}

static inline void writel(u32 v, volatile void __iomem *addr)
{
	*(volatile u32 __force *)addr = v;
}

#endif
