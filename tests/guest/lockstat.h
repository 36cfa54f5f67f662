/*
 * lockstat.h - for how long the kernel lock was held in one piece (Q4), as
 * /proc/smp says it with lockstat (Documentation/trace.txt).
 */
#ifndef TESTS_GUEST_LOCKSTAT_H
#define TESTS_GUEST_LOCKSTAT_H

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SMP_FILE	"/proc/smp"

/* "lockstat on", "lockstat clear"; 0, or -1 with errno. */
static int tell_smp(const char *word)
{
	int fd = open(SMP_FILE, O_WRONLY);
	int n = fd < 0 ? -1 : write(fd, word, strlen(word));

	if (fd >= 0)
		close(fd);
	return n < 0 ? -1 : 0;
}

/* The longest hold of all CPUs, in cycles, and from where to where; 0: nobody
   has kept the time. */
static unsigned int longest_hold(char *place, size_t size)
{
	char line[512];
	FILE *f = fopen(SMP_FILE, "r");
	unsigned int cpu, n, most = 0;
	int at;

	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "longest hold of %u : %u %n", &cpu, &n, &at)
		    != 2 || n < most)
			continue;
		most = n;
		line[strcspn(line, "\n")] = '\0';
		snprintf(place, size, "%s", line + at);
	}
	if (f)
		fclose(f);
	return most;
}

#endif
