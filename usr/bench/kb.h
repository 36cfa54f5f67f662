/*
 * kb.h - tiny freestanding run-time shared by kbench and smpbench.
 *
 * Static i386 ELF, no libc, no libgcc: own _start, raw `int $0x80` calls with
 * the numbers and structures of Linux 2.0, rdtsc, and a minimal formatter.
 * Include it from exactly one .c file, which supplies
 * `int kmain(int, char **)`.
 *
 *   gcc -m32 -march=i486 -O2 -static -nostdlib -ffreestanding -fno-pic
 *       -fno-stack-protector -o prog prog.c
 */
#ifndef KB_H
#define KB_H

typedef unsigned int u32;
typedef unsigned long long u64;
#define UNUSED __attribute__((unused))

/* ---- system call numbers (i386, all present in Linux 2.0) -------------- */
enum {
	SYS_exit = 1, SYS_fork = 2, SYS_read = 3, SYS_write = 4, SYS_open = 5,
	SYS_close = 6, SYS_creat = 8, SYS_unlink = 10, SYS_execve = 11,
	SYS_lseek = 19, SYS_getpid = 20, SYS_mount = 21, SYS_pause = 29,
	SYS_kill = 37, SYS_pipe = 42, SYS_ioctl = 54, SYS_dup2 = 63,
	SYS_getppid = 64, SYS_sigaction = 67,
	SYS_gettimeofday = 78, SYS_reboot = 88, SYS_mmap = 90, SYS_munmap = 91,
	SYS_stat = 106, SYS_fstat = 108, SYS_wait4 = 114, SYS_sysinfo = 116,
	SYS_sched_yield = 158, SYS_nanosleep = 162
};

#define ENOSYS		38
#define O_RDONLY	0
#define O_RDWR		2
#define PROT_RW		3
#define PROT_R		1
#define MAP_PRIVATE	2
#define MAP_ANON	0x20
#define SIGUSR1		10
#define TCSBRK		0x5409		/* argument not 0: only wait */
#define PAGE		4096

/* ---- raw system calls --------------------------------------------------- */
static inline int sys3(int nr, int a, int b, int c)
{
	int r;
	__asm__ volatile("int $0x80" : "=a"(r)
			 : "0"(nr), "b"(a), "c"(b), "d"(c) : "memory");
	return r;
}
static inline int sys0(int nr)               { return sys3(nr, 0, 0, 0); }
static inline int sys1(int nr, int a)        { return sys3(nr, a, 0, 0); }
static inline int sys2(int nr, int a, int b) { return sys3(nr, a, b, 0); }
static inline int sys4(int nr, int a, int b, int c, int d)
{
	int r;
	__asm__ volatile("int $0x80" : "=a"(r)
			 : "0"(nr), "b"(a), "c"(b), "d"(c), "S"(d) : "memory");
	return r;
}
UNUSED static int sys5(int nr, int a, int b, int c, int d, int e)
{
	int r;
	__asm__ volatile("int $0x80" : "=a"(r) : "0"(nr), "b"(a), "c"(b),
			 "d"(c), "S"(d), "D"(e) : "memory");
	return r;
}

/* A negative return between -4095 and -1 is an error number. */
static inline int is_err(int r) { return (u32)r > (u32)-4096; }

static inline void quit(int code) { for (;;) sys1(SYS_exit, code); }

/* old_mmap takes one pointer to its six arguments */
static inline int mmap(u32 len, int prot, int flags, int fd)
{
	volatile u32 a[6] = { 0, len, prot, flags, (u32)fd, 0 };
	return sys1(SYS_mmap, (int)a);
}
static inline int waitpid(int pid, int *status)
{
	return sys4(SYS_wait4, pid, (int)status, 0, 0);
}

/* ---- time ---------------------------------------------------------------- */
static inline u64 rdtsc(void)
{
	u32 lo, hi;
	__asm__ volatile("rdtsc" : "=a"(lo), "=d"(hi) : : "memory");
	return ((u64)hi << 32) | lo;
}

/* ---- what gcc may call, and what C lacks without libgcc ------------------ */
void *memset(void *d, int c, unsigned long n)
{
	char *p = d;
	while (n--)
		*p++ = c;
	return d;
}
void *memcpy(void *d, const void *s, unsigned long n)
{
	char *p = d;
	const char *q = s;
	while (n--)
		*p++ = *q++;
	return d;
}
UNUSED static int streq(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}
/* 64 by 32 bit division (two chained divl; no __udivdi3 needed) */
static u64 div64(u64 n, u32 d)
{
	u32 hi = n >> 32, lo = (u32)n, qh, ql, rem;
	if (!d)
		return 0;
	qh = hi / d;
	rem = hi % d;
	__asm__("divl %4" : "=a"(ql), "=d"(rem)
		: "0"(lo), "1"(rem), "rm"(d) : "cc");
	return ((u64)qh << 32) | ql;
}

/* ---- output: build a line, send it with one write ------------------------ */
static char line[160];
static int linelen;

/* keep the data segment non-empty in the file, for simple ELF loaders */
static int anchor __attribute__((used)) = 1;

static void flush(void)
{
	sys3(SYS_write, 1, (int)line, linelen);
	linelen = 0;
}
static void ps(const char *s)
{
	while (*s && linelen < (int)sizeof line)
		line[linelen++] = *s++;
}
static void pu(u64 v)
{
	char b[24];
	int i = sizeof b;
	b[--i] = 0;
	do {
		u64 q = div64(v, 10);
		b[--i] = '0' + (int)(v - q * 10);
		v = q;
	} while (v);
	ps(b + i);
}
UNUSED static void pd(int v)
{
	if (v < 0) {
		ps("-");
		v = -v;
	}
	pu((u32)v);
}
/* print num/den with one decimal, rounded */
UNUSED static void pf(u64 num, u32 den)
{
	u64 t = div64(num * 10 + den / 2, den), q = div64(t, 10);
	pu(q);
	ps(".");
	pu(t - q * 10);
}
static void nl(void)
{
	ps("\n");
	flush();
}

/* ---- helpers for pid 1 --------------------------------------------------- */

/* An init may be started with no open descriptors: find a console. */
static void need_console(void)
{
	static const char *const dev[] = {
		"/dev/console", "/dev/ttyS0", "/dev/tty0"
	};
	u32 i, fd;
	if (!is_err(sys3(SYS_write, 1, 0, 0)))
		return;
	for (i = 0; i < 3; i++) {
		fd = sys3(SYS_open, (int)dev[i], O_RDWR, 0);
		if (is_err(fd))
			continue;
		sys2(SYS_dup2, fd, 0);
		sys2(SYS_dup2, fd, 1);
		sys2(SYS_dup2, fd, 2);
		return;
	}
}

/* "# mem total=N free=N buf=N KiB", where sysinfo(2) exists */
UNUSED static void show_mem(void)
{
	/* uptime, loads[3], total, free, shared, buffer, swap[2], procs,
	 * totalhigh, freehigh, mem_unit (the last three are 0 before 2.4) */
	static u32 si[32];
	u32 unit;
	if (is_err(sys1(SYS_sysinfo, (int)si)))
		return;
	unit = si[13] ? si[13] : 1;
	ps("# mem total=");
	pu(((u64)si[4] * unit) >> 10);
	ps(" free=");
	pu(((u64)si[5] * unit) >> 10);
	ps(" buf=");
	pu(((u64)si[7] * unit) >> 10);
	ps(" KiB");
	nl();
}

/* Wait until the terminal has sent everything: the kernel's last words are not
   to come between. */
static void drain(void)
{
	sys3(SYS_ioctl, 1, TCSBRK, 1);
}

/* Leave: pid 1 reboots (QEMU -no-reboot then ends) or pauses; others exit. */
static void finish(int code)
{
	drain();
	if (sys0(SYS_getpid) == 1) {
		sys3(SYS_reboot, (int)0xfee1dead, 672274793, 0x01234567);
		for (;;)
			sys0(SYS_pause);
	}
	quit(code);
}

int kmain(int argc, char **argv);

/* entry: esp -> argc, argv[0], ... */
__asm__(".text\n.globl _start\n_start:\n"
	"	xorl %ebp, %ebp\n"
	"	movl %esp, %eax\n"
	"	leal 4(%esp), %edx\n"
	"	movl (%eax), %eax\n"
	"	andl $-16, %esp\n"
	"	subl $8, %esp\n"
	"	pushl %edx\n"
	"	pushl %eax\n"
	"	call kmain\n"
	"	movl %eax, %ebx\n"
	"	movl $1, %eax\n"
	"	int $0x80\n"
	"	hlt\n");

#endif /* KB_H */
