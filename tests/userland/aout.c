/*
 * aout.c - a program for every kind of a.out file. KIND says which one it is:
 *
 *	aout x 'y z'	looks at arguments, environment (WHO=world), data,
 *			bss, heap; forks, and execs itself
 *	aout write	writes to its text: only OMAGIC may
 *	aout library F	loads F by uselib() and calls what is in it
 */
#include "ulib.h"

#define BIG		20000
#define NR_brk		45
#define NR_execve	11
#define NR_uselib	86
#define STATUS(n)	((n) << 8)
#define AGAIN		7

/* Where the library begins: with a pointer to its function. */
#define ENTRY		((int (**)(int))0x60000020)

static int data = 35;
static char text[] = "these data", bss[BIG];
static const int constant = 4711;
static int bad;

static void check(int good, const char *what)
{
	if (good)
		return;
	print("not so: %s\n", what);
	bad++;
}

static void check_image(int argc, char **argv, char **envp)
{
	int i, sum = 0;

	check(argc == 3 && !strcmp(argv[1], "x") && !strcmp(argv[2], "y z") &&
	      !argv[3], "arguments");
	while (*envp && strcmp(*envp, "WHO=world"))
		envp++;
	check(*envp != NULL, "environment");
	for (i = 0; i < BIG; i++)
		sum |= bss[i];
	check(!sum, "bss is zero");
	memset(bss, 1, BIG);
	check(data++ == 35 && data == 36, "data");
	text[0] = 'T';
	check(!strcmp(text, "These data"), "text in the data");
	check(*(volatile const int *)&constant == 4711, "constant");
}

/* The break begins behind the bss, and pages that come are zeroed. */
static void check_brk(void)
{
	u32 brk = syscall1(NR_brk, 0);
	u8 *p = (u8 *)brk;
	int i, sum = 0;

	check(brk >= (u32)bss + BIG && brk < (u32)bss + BIG + 2 * PAGE_SIZE,
	      "where the break is");
	check((u32)syscall1(NR_brk, brk + 50000) == brk + 50000, "brk up");
	for (i = 0; i < 50000; i++)
		sum |= p[i]++;
	check(!sum, "new memory is zero");
	check((u32)syscall1(NR_brk, brk) == brk, "brk down");
}

static int run(const char *self, const char *arg, int execs)
{
	const char *argv[] = { self, arg, NULL };
	int status = -1, pid;

	flush();
	pid = syscall0(NR_fork);
	if (!pid) {
		if (!execs)
			quit(++data);
		syscall3(NR_execve, (u32)self, (u32)argv, (u32)(argv + 2));
		quit(99);
	}
	check(syscall4(NR_wait4, pid, (u32)&status, 0, 0) == pid, "wait");
	return status;
}

static void check_children(const char *self)
{
	int i;

	for (i = 0; i < 5; i++) {
		check(run(self, NULL, 0) == STATUS(37), "fork");
		check(run(self, "again", 1) == STATUS(AGAIN), "exec");
	}
	check(data == 36, "data are not shared");
}

static int call_library(const char *name)
{
	int err = syscall1(NR_uselib, name);

	check(err == 0, "uselib");
	if (err)
		return err;
	check((*ENTRY)(5) == 60, "the library's function");
	check((*ENTRY)(5) == 61, "the library's data");
	return 0;
}

int main(int argc, char **argv, char **envp)
{
	if (argc == 2 && !strcmp(argv[1], "again"))
		return AGAIN;
	if (argc == 2 && !strcmp(argv[1], "write")) {
		*(volatile u8 *)main = *(volatile u8 *)main;
		print("text is writable\n");
	} else if (argc == 3 && !strcmp(argv[1], "library")) {
		call_library(argv[2]);
	} else {
		check_image(argc, argv, envp);
		check_brk();
		check_children(argv[0]);
	}
	print("%s: %s\n", KIND, bad ? "not good" : "good");
	flush();
	return bad;
}
