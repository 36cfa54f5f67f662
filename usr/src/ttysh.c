/*
 * ttysh.c - a shell for whoever sits at a terminal; started by init.
 *
 *	ttysh NAME	a login shell on /dev/NAME, which becomes its terminal
 *
 * Where the machine has no such terminal, and on the console, which has a
 * shell already, it sleeps for ever: so inittab is the same for all machines,
 * and init does not try again and again. Nobody is asked for a password.
 */
#include "ulib.h"

#define NAME_SIZE	64
#define MAX_ENV		32
#define TIOCGDEV	0x80045432	/* device number of a terminal */
#define VT_OPENQRY	0x5600		/* only virtual consoles know it */

static char device[NAME_SIZE] = "/dev/";

static void sleep_for_ever(void)
{
	for (;;)
		syscall0(NR_pause);
}

/* The device number of a terminal; 0 if there is none. The look must neither
   wait for a carrier nor make it ours. */
static u32 number_of(const char *name)
{
	int fd = syscall3(NR_open, (u32)name, O_RDWR | O_NONBLOCK | O_NOCTTY,
			  0);
	u32 number;

	if (fd < 0)
		return 0;
	if (syscall3(NR_ioctl, fd, TIOCGDEV, (u32)&number) < 0)
		number = 0;
	syscall1(NR_close, fd);
	return number;
}

/* Opens the terminal for reading, writing and messages. */
static void take_terminal(void)
{
	u32 number = number_of(device), i;
	int fd;

	if (!number || number == number_of("/dev/console"))
		sleep_for_ever();
	fd = syscall3(NR_open, (u32)device, O_RDWR, 0);
	if (fd < 0)
		quit(1);
	for (i = 0; i < 3; i++)
		syscall2(NR_dup2, fd, i);
	if (fd > 2)
		syscall1(NR_close, fd);
}

/* The shell's environment: init's, with the kind of this terminal. */
static char **environment(char **envp)
{
	static char *env[MAX_ENV];
	u32 n = 0, unused;

	env[n++] = syscall3(NR_ioctl, 0, VT_OPENQRY, (u32)&unused) < 0
		 ? "TERM=vt102" : "TERM=linux";
	for (; *envp && n < MAX_ENV - 1; envp++)
		if (strncmp(*envp, "TERM=", 5))
			env[n++] = *envp;
	return env;
}

int main(int argc, char **argv, char **envp)
{
	static char *shell[] = { "-sh", NULL };
	u32 prefix = strlen(device);

	if (argc != 2 || strlen(argv[1]) >= NAME_SIZE - prefix) {
		print("usage: ttysh NAME\n");
		flush();
		return 1;
	}
	memcpy(device + prefix, argv[1], strlen(argv[1]) + 1);
	take_terminal();
	syscall3(NR_execve, (u32)"/bin/sh", (u32)shell,
		 (u32)environment(envp));
	return 1;
}
