/*
 * runmask.c - on which CPUs a process may run (Q3).
 *
 *	runmask -p PID			shows the mask of a process
 *	runmask -p PID MASK		changes it; the process moves at once
 *	runmask MASK COMMAND [ARG...]	runs a command with it
 *
 * Bit n of MASK is logical CPU n, in hexadecimal, with or without 0x. It is
 * inherited by children. A mask without any CPU that exists is refused.
 */
#include "ulib.h"

#define MAX_PATH	256
#define DEFAULT_PATH	"/bin:/sbin:/usr/bin:/usr/sbin"

static const char usage[] =
	"usage: runmask -p PID [MASK]\n"
	"       runmask MASK COMMAND [ARG...]\n"
	"MASK: bit n is CPU n, in hexadecimal\n";

static void fail(const char *what, const char *why)
{
	print("runmask: %s: %s\n", what, why);
	quit(1);
}

static void wrong_use(void)
{
	print("%s", usage);
	quit(2);
}

static const char *reason(int err)
{
	switch (-err) {
	case ESRCH:
		return "no such process";
	case EPERM:
		return "not permitted";
	case EINVAL:
		return "none of these CPUs exists";
	case ENOENT:
		return "not found";
	default:
		return "it cannot be done";
	}
}

static u32 digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 'a' - 'A';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10u : 16;
}

static u32 to_mask(const char *text)
{
	const char *p = text;
	u32 mask = 0;

	if (p[0] == '0' && (p[1] | 0x20) == 'x')
		p += 2;
	if (!*p || strlen(p) > 2 * sizeof(mask))
		wrong_use();
	for (; *p; p++) {
		if (digit(*p) > 15)
			wrong_use();
		mask = mask << 4 | digit(*p);
	}
	return mask;
}

static u32 to_pid(const char *text)
{
	const char *end;
	u32 pid = to_number(text, &end);

	if (!pid || *end)
		wrong_use();
	return pid;
}

static void set_mask(u32 pid, const char *text, const char *name)
{
	u32 mask = to_mask(text);
	int err = syscall3(NR_sched_setaffinity, pid, sizeof(mask),
			   (u32)&mask);

	if (err < 0)
		fail(err == -EINVAL ? text : name, reason(err));
}

static void show_mask(const char *name)
{
	u32 mask = 0;
	int err = syscall3(NR_sched_getaffinity, to_pid(name), sizeof(mask),
			   (u32)&mask);

	if (err < 0)
		fail(name, reason(err));
	print("%x\n", mask);
	quit(0);
}

/* The value of PATH. */
static const char *search_path(char **envp)
{
	for (; *envp; envp++)
		if (strstr(*envp, "PATH=") == *envp)
			return *envp + 5;
	return DEFAULT_PATH;
}

/* As the shell does it: a name with a slash is a file, another is looked for
   in PATH. Returns only if there is none. */
static int run(char **argv, char **envp)
{
	const char *dir = search_path(envp);
	char path[MAX_PATH];
	size_t len, name = strlen(argv[0]);
	int err = -ENOENT;

	if (strstr(argv[0], "/"))
		return syscall3(NR_execve, (u32)argv[0], (u32)argv, (u32)envp);
	while (*dir && err == -ENOENT) {
		for (len = 0; dir[len] && dir[len] != ':'; len++)
			;
		if (len + name + 2 <= sizeof(path)) {
			memcpy(path, dir, len);
			path[len] = '/';
			memcpy(path + len + 1, argv[0], name + 1);
			err = syscall3(NR_execve, (u32)path, (u32)argv,
				       (u32)envp);
		}
		dir += len + (dir[len] == ':');
	}
	return err;
}

int main(int argc, char **argv, char **envp)
{
	if (argc == 2 && !strcmp(argv[1], "-h")) {
		print("%s", usage);
		quit(0);
	}
	if (argc >= 3 && argc <= 4 && !strcmp(argv[1], "-p")) {
		if (argc == 3)
			show_mask(argv[2]);
		set_mask(to_pid(argv[2]), argv[3], argv[2]);
		quit(0);
	}
	if (argc < 3 || argv[1][0] == '-')
		wrong_use();
	set_mask(0, argv[1], "runmask");
	fail(argv[2], reason(run(argv + 2, envp)));
	return 1;
}
