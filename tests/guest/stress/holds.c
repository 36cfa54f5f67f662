/*
 * holds.c - for how long the kernel lock was held in one piece while the
 * stresses ran (Q4): what /proc/smp says with lockstat.
 */
#include "stress.h"

#define PLACE		200

static void tell_smp(const char *word)
{
	int fd = open("/proc/smp", O_WRONLY);

	if (fd >= 0 && write(fd, word, strlen(word)) < 0)
		wrong("/proc/smp: %s", strerror(errno));
	close(fd);
}

void clear_holds(void)
{
	tell_smp("lockstat clear");
}

/* The longest of all CPUs, in cycles, and from where to where; 0: nobody has
   kept the time. */
u32 longest_hold(char *place, u32 size)
{
	char line[PLACE];
	FILE *f = fopen("/proc/smp", "r");
	u32 cpu, n, most = 0;
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
