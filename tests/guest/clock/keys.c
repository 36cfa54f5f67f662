/*
 * keys.c - all CPUs are halted, and somebody types: on the serial line, which
 * is our standard input, and at the keyboard.
 */
#include <fcntl.h>
#include "clock.h"

/* Says that it waits for a line there; tests that one comes. */
static void answers(int fd, const char *what)
{
	char line[64];
	int n;

	printf("# type at the %s\n", what);
	fflush(stdout);
	n = read(fd, line, sizeof(line) - 1);
	line[n > 0 ? n : 0] = '\0';
	ok(!strcmp(line, "k\n"), "a key of the %s is answered", what);
}

void test_keys(void)
{
	int fd = open("/dev/tty1", O_RDWR);

	answers(0, "serial line");
	answers(fd, "keyboard");
	close(fd);
}
