/*
 * ulib.h - the little that our own programs need: system calls by `int $0x80',
 * output, strings, locked memory. No C library, no libgcc; a program is a few
 * KB. It begins with main().
 */
#ifndef _ULIB_H
#define _ULIB_H

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef __SIZE_TYPE__ size_t;

#define NULL	((void *)0)
#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

#define NR_exit		1
#define NR_fork		2
#define NR_read		3
#define NR_write	4
#define NR_open		5
#define NR_close	6
#define NR_execve	11
#define NR_getpid	20
#define NR_mount	21
#define NR_pause	29
#define NR_kill		37
#define NR_pipe		42
#define NR_ioctl	54
#define NR_dup2		63
#define NR_reboot	88
#define NR_munmap	91
#define NR_wait4	114
#define NR_clone	120
#define NR_sched_yield	158
#define NR_nanosleep	162
#define NR_rt_sigaction	174
#define NR_rt_sigprocmask 175
#define NR_rt_sigsuspend 179
#define NR_mmap2	192
#define NR_getdents64	220
#define NR_gettid	224
#define NR_futex	240
#define NR_sched_setaffinity 241
#define NR_sched_getaffinity 242
#define NR_exit_group	252
#define NR_getcpu	318

#define EPERM		1
#define ENOENT		2
#define ESRCH		3
#define EINTR		4
#define EINVAL		22
#define O_RDONLY	0
#define O_RDWR		2
#define O_NOCTTY	0x100
#define O_NONBLOCK	0x800
#define PAGE_SIZE	4096

#define PROT_READ	1
#define PROT_WRITE	2
#define MAP_SHARED	0x01
#define MAP_PRIVATE	0x02
#define MAP_ANONYMOUS	0x20

#define CLONE_VM		0x00000100
#define CLONE_FS		0x00000200
#define CLONE_FILES		0x00000400
#define CLONE_SIGHAND		0x00000800
#define CLONE_THREAD		0x00010000
#define CLONE_SYSVSEM		0x00040000
#define CLONE_PARENT_SETTID	0x00100000
#define CLONE_CHILD_CLEARTID	0x00200000

#define FUTEX_WAIT	0
#define FUTEX_WAKE	1

#define TCSBRK		0x5409		/* argument not 0: wait for output */

#define REBOOT_MAGIC1	0xfee1dead
#define REBOOT_MAGIC2	672274793
#define REBOOT_POWER_OFF 0x4321fedc

#define SIGKILL		9
#define SIGUSR1		10
#define SIGUSR2		12
#define SIG_BLOCK	0
#define SIG_SETMASK	2

/* Results are the kernel's: -errno is an error. */
static inline int syscall6(int nr, u32 a, u32 b, u32 c, u32 d, u32 e, u32 f)
{
	u32 arg[2] = { (u32)nr, f };
	int res;

	__asm__ volatile("pushl %%ebp; movl 4(%%eax),%%ebp; movl (%%eax),%%eax;"
			 "int $0x80; popl %%ebp"
			 : "=a" (res)
			 : "0" (arg), "b" (a), "c" (b), "d" (c), "S" (d),
			   "D" (e) : "memory");
	return res;
}

static inline int syscall3(int nr, u32 a, u32 b, u32 c)
{
	int res;

	__asm__ volatile("int $0x80" : "=a" (res)
			 : "0" (nr), "b" (a), "c" (b), "d" (c) : "memory");
	return res;
}

static inline int syscall4(int nr, u32 a, u32 b, u32 c, u32 d)
{
	int res;

	__asm__ volatile("int $0x80" : "=a" (res)
			 : "0" (nr), "b" (a), "c" (b), "d" (c), "S" (d)
			 : "memory");
	return res;
}

#define syscall0(nr)		syscall3(nr, 0, 0, 0)
#define syscall1(nr, a)		syscall3(nr, (u32)(a), 0, 0)
#define syscall2(nr, a, b)	syscall3(nr, (u32)(a), (u32)(b), 0)

/* Memory that several CPUs work on. */
static inline void locked_add(volatile u32 *p, u32 n)
{
	__asm__ volatile("lock; addl %1,%0" : "+m" (*p) : "ri" (n) : "memory");
}

static inline void locked_or(volatile u32 *p, u32 bits)
{
	__asm__ volatile("lock; orl %1,%0" : "+m" (*p) : "ri" (bits)
			 : "memory");
}

static inline u32 exchange(volatile u32 *p, u32 n)
{
	__asm__ volatile("xchgl %0,%1" : "+r" (n), "+m" (*p) : : "memory");
	return n;
}

static inline void cpu_relax(void)
{
	__asm__ volatile("rep; nop" : : : "memory");
}

struct sigaction {
	void (*handler)(int);
	u32 flags;
	void (*restorer)(void);
	u64 mask;
} __attribute__((packed));

#define SA_SIGINFO	0x00000004	/* its frame is rt_sigreturn()'s */
#define SA_RESTORER	0x04000000

/* crt0.S */
int thread_start(u32 flags, void *stack_top, volatile u32 *tid,
		 void (*fn)(void *), void *arg);
void signal_return(void);

/* ulib.c */
int main(int argc, char **argv, char **envp);
void *memset(void *s, int c, size_t n);
void *memcpy(void *to, const void *from, size_t n);
size_t strlen(const char *s);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
char *strstr(const char *s, const char *what);
u32 to_number(const char *s, const char **end);
u32 divide(u64 n, u32 base);

void print(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void flush(void);
void quit(int status) __attribute__((noreturn));

int read_file(const char *name, char *buf, size_t size);
void sleep_ms(u32 ms);
int current_cpu(void);
void catch_signal(int sig, void (*handler)(int));
void *map_memory(size_t size, int flags);

#endif
