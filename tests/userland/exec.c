/*
 * exec.c - `exec PROGRAM ARGUMENT...': execve() itself, without the shell
 * that execvp() and shells try in its place, and what it says.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	execve(argv[1], argv + 1, environ);
	puts(strerror(errno));
	return 1;
}
