/*
 * dynamic.c - libraries that a program loads while it runs, and what the
 * dynamic linker leaves in /proc/self/maps. Wants libplug.so beside itself.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
#include "checks.h"

/* Is there a line with all three words in /proc/self/maps? */
static int mapped(const char *file, const char *prot)
{
	char line[300];
	int found = 0;
	FILE *f = fopen("/proc/self/maps", "r");

	while (f && fgets(line, sizeof(line), f))
		found |= strstr(line, file) && strstr(line, prot);
	if (f)
		fclose(f);
	return found;
}

static void test_plug(void)
{
	void *plug = dlopen("./libplug.so", RTLD_NOW);
	int (*next)(void), *loaded;

	if (!CHECK(plug)) {
		puts(dlerror());
		return;
	}
	next = (int (*)(void))dlsym(plug, "plug_next");
	loaded = dlsym(plug, "plug_loaded");
	CHECK(loaded && *loaded == 1);
	CHECK(next && next() == 101 && next() == 102);
	CHECK(mapped("libplug.so", " r-xp "));
	CHECK(!dlsym(plug, "plug_none") && dlerror());
	CHECK(dlclose(plug) == 0);
}

int main(int argc, char **argv)
{
	char self[200] = "", *name = strrchr(argv[0], '/');

	(void)argc;
	CHECK(readlink("/proc/self/exe", self, sizeof(self) - 1) > 0);
	CHECK(name && strstr(self, name));
	CHECK(mapped(name, " r-xp ") && mapped(name, " rw-p "));
	CHECK(mapped("ld-", " r-xp ") && mapped("[stack]", " rw-p "));
	test_plug();
	CHECK(!dlopen("./libnone.so", RTLD_NOW) && dlerror());
	return sum_up();
}
