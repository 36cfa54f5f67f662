/*
 * kernel.h - what nearly every file uses: printk(), panic(), small macros.
 */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <linux/types.h>
#include <linux/compiler.h>

/* Levels of printk(): put in front of the format string. */
#define KERN_EMERG	"<0>"	/* the system is unusable */
#define KERN_ALERT	"<1>"	/* something must be done at once */
#define KERN_CRIT	"<2>"
#define KERN_ERR	"<3>"
#define KERN_WARNING	"<4>"
#define KERN_NOTICE	"<5>"
#define KERN_INFO	"<6>"
#define KERN_DEBUG	"<7>"	/* only in the ring buffer, not on consoles */

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#define min(a, b)	({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); \
			   _a < _b ? _a : _b; })
#define max(a, b)	({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); \
			   _a > _b ? _a : _b; })
#define ALIGN(x, a)	(((x) + (a) - 1) & ~((__typeof__(x))(a) - 1))
#define container_of(ptr, type, member) \
	((type *)((char *)(ptr) - offsetof(type, member)))

/* kernel/printk.c */
int printk(const char *fmt, ...) __printf(1, 2);

/* kernel/panic.c */
extern int panic_timeout;
void panic(const char *fmt, ...) __printf(1, 2) __noreturn;

/* lib/vsprintf.c */
int vsnprintf(char *buf, size_t size, const char *fmt, __builtin_va_list args);
int snprintf(char *buf, size_t size, const char *fmt, ...) __printf(3, 4);

#define BUG() panic("BUG in %s, line %d", __FILE__, __LINE__)
#define BUG_ON(cond) do { if (unlikely(cond)) BUG(); } while (0)

#endif
