/*
 * exec.c - execve(): what programs get, what is refused, what stays and what
 * goes.
 */
#include <sys/resource.h>

#include "program.h"

#define OLD_BYTES	(8 << 20)	/* of memory that exec() gives up */

/* Strings with the 0 at the end of each, as code_strings writes them. */
#define TEXT(s)	(s), sizeof(s)

static void wrote(const char *name, char *const argv[], char *const envp[],
		  const char *text, int length)
{
	char out[512];
	int size = sizeof(out), status;

	status = start(name, argv, envp, out, &size);
	is(status, 0);
	is(size, length - 1);
	ok(!memcmp(out, text, length - 1));
}

static void test_strings(void)
{
	char *argv[] = { "zero", "one", "", "three", NULL };
	char *envp[] = { "A=1", "B=", NULL }, *none[] = { NULL };
	struct program p;
	char out[8];
	int size = 8;

	make_program(&p, code_strings);
	put_program("strings", &p);
	wrote("strings", argv, envp, TEXT("zero\0one\0\0three\0A=1\0B=\0"));
	wrote("./strings", argv, none, TEXT("zero\0one\0\0three\0"));
	wrote("strings", argv, NULL, TEXT("zero\0one\0\0three\0"));
	make_program(&p, code_argc);
	put_program("argc", &p);
	is(start("argc", argv, envp, out, &size), 0x400);
	is(start_bare("argc"), 0x100);
	/* No arguments at all: there may be an empty one. */
	ok((start("argc", none, none, out, &size) & ~0x100) == 0);
	ok((start("argc", NULL, NULL, out, &size) & ~0x100) == 0);
}

static void test_refused(void)
{
	static char name[5000];
	struct program p;

	make_program(&p, code_argc);
	put_program("argc", &p);
	is(start_bare("none"), -ENOENT);
	is(start_bare(""), -ENOENT);
	is(start_bare("argc/x"), -ENOTDIR);
	is(start_bare("."), -EACCES);
	is(start_bare("/"), -EACCES);
	chmod("argc", 0644);
	is(start_bare("argc"), -EACCES);
	chmod("argc", 0010);
	is(start_bare("argc"), 0x100);
	is(symlink("loop", "loop"), 0);
	is(start_bare("loop"), -ELOOP);
	memset(name, 'a', 4999);
	is(start_bare(name), -ENAMETOOLONG);
	name[300] = 0;
	is(start_bare(name), -ENAMETOOLONG);
	is(mkfifo("fifo", 0777), 0);
	is(start_bare("fifo"), -EACCES);
}

static int user_starts(void *name)
{
	int err = start_bare(name);

	return err < 0 ? -err : 0;
}

static void test_permission(void)
{
	struct program p;

	make_program(&p, code_argc);
	put_program("argc", &p);
	is(as_user(77, user_starts, "argc"), 0);
	chmod("argc", 0744);
	is(as_user(77, user_starts, "argc"), EACCES << 8);
	chmod("argc", 0711);
	is(as_user(77, user_starts, "argc"), 0);
	is(mkdir("closed", 0700), 0);
	put_program("closed/argc", &p);
	is(as_user(77, user_starts, "closed/argc"), EACCES << 8);
}

/* What is no program. */
static void test_no_format(void)
{
	char zeroes[256] = "";

	put_script("empty", "");
	is(start_bare("empty"), -ENOEXEC);
	put_script("short", "\177EL");
	is(start_bare("short"), -ENOEXEC);
	put_script("text", "exit 0\n");
	is(start_bare("text"), -ENOEXEC);
	put_file("zeroes", zeroes, sizeof(zeroes));
	chmod("zeroes", 0755);
	is(start_bare("zeroes"), -ENOEXEC);
}

static void test_busy(void)
{
	struct program p;
	pid_t pid;
	int fd;

	make_program(&p, code_sleep);
	put_program("sleep", &p);
	fd = open("sleep", O_WRONLY);
	is(start_bare("sleep"), -ETXTBSY);
	close(fd);
	fd = open("sleep", O_RDONLY);
	pid = vfork();
	if (pid == 0) {
		char *argv[] = { "sleep", NULL };

		execve("sleep", argv, argv + 1);
		_exit(1);
	}
	is(SC(open, "sleep", O_WRONLY), -ETXTBSY);
	is(SC(open, "sleep", O_RDWR | O_TRUNC), -ETXTBSY);
	is(SC(truncate, "sleep", 1), -ETXTBSY);
	is(SC(unlink, "sleep"), 0);
	end_child(pid);
	put_program("sleep", &p);
	is(close(fd), 0);
	fd = SC(open, "sleep", O_WRONLY);
	ok(fd >= 0);
	close(fd);
}

/* More than there is room for. */
static void test_too_big(void)
{
	static char *argv[30000], *none[1];
	char *string = malloc(1 << 20), out[4];
	int i, size = 4;

	memset(string, 'x', 1 << 20);
	string[(1 << 20) - 1] = 0;
	argv[0] = string;
	argv[1] = NULL;
	is(start("argc", argv, none, out, &size), -E2BIG);
	string[1000] = 0;
	for (i = 0; i < 29999; i++)
		argv[i] = string;
	is(start("argc", argv, none, out, &size), -E2BIG);
	is(start("argc", none, argv, out, &size), -E2BIG);
	argv[100] = NULL;
	is(start("argc", argv, argv, out, &size), 100 << 8);
	string[1000] = 'x';
	string[100000] = 0;			/* one long one is fine */
	argv[1] = NULL;
	is(start("argc", argv, none, out, &size), 0x100);
}

static void test_scripts(void)
{
	char *argv[] = { "zero", "a", NULL }, *none[] = { NULL };
	char dir[128], script[512];
	struct program p;
	int i;

	make_program(&p, code_strings);
	put_program("strings", &p);
	ok(getcwd(dir, sizeof(dir)) != NULL);
	put_script("s1", "#!./strings\n");
	wrote("./s1", argv, none, TEXT("./strings\0./s1\0a\0"));
	put_script("s1", "#! \t ./strings  an arg \t\nrest");
	wrote("s1", argv, none, TEXT("./strings\0an arg\0s1\0a\0"));
	put_script("s1", "#!./strings");	/* and no end of line */
	wrote("s1", argv, none, TEXT("./strings\0s1\0a\0"));
	put_script("s2", "#!./s1 arg\n");
	wrote("s2", argv, none, TEXT("./strings\0./s1\0arg\0s2\0a\0"));
	put_script("s1", "#!\n");
	is(start_bare("s1"), -ENOEXEC);
	put_script("s1", "#!   \n");
	is(start_bare("s1"), -ENOEXEC);
	put_script("s1", "#!./none\n");
	is(start_bare("s1"), -ENOENT);
	put_script("s1", "#!.\n");
	is(start_bare("s1"), -EACCES);
	put_script("s1", "#!./s1\n");
	is(start_bare("s1"), -ELOOP);
	strcpy(script, "#!");
	for (i = 0; i < 400; i++)
		strcat(script, "x");
	put_script("s1", script);
	is(start_bare("s1"), -ENOEXEC);
}

/* The name of the interpreter is looked up when the caller's strings are
   no longer needed: argv[0] is left out. */
static void test_script_empty(void)
{
	char *none[] = { NULL }, out[64];
	int size = sizeof(out);

	put_script("s3", "#!./strings\n");
	is(start("s3", none, none, out, &size), 0);
	is(size, 10 + 2 + 1);
	ok(!memcmp(out, "./strings\0s3", 13));
}

static void test_wild(void)
{
	static uint32_t bad[] = { 8, 0 }, worse[] = { 0xc0000000, 0 };
	char *argv[] = { "argc", NULL };

	wild(execve, 0, 0, 0, (long)argv, (long)argv);
	is(SC(execve, "argc", 8, argv), -EFAULT);
	is(SC(execve, "argc", argv, 8), -EFAULT);
	is(SC(execve, "argc", 0xc0000000, argv), -EFAULT);
	is(SC(execve, "argc", bad, argv), -EFAULT);
	is(SC(execve, "argc", worse, NULL), -EFAULT);
	is(SC(execve, "argc", argv, worse), -EFAULT);
	((char **)at_edge(4))[0] = "argc";	/* a list without an end */
	is(SC(execve, "argc", at_edge(4), NULL), -EFAULT);
	memcpy(at_edge(3), "arg", 3);		/* a string without */
	bad[0] = (uint32_t)at_edge(3);
	is(SC(execve, "argc", bad, NULL), -EFAULT);
}

/* A child with much memory, whose end takes long, becomes a program that
   sleeps. */
static pid_t large_sleeper(void)
{
	char *argv[] = { "asleep", NULL };
	pid_t pid = fork();

	if (pid)
		return pid;
	memset(mmap(NULL, OLD_BYTES, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), 1, OLD_BYTES);
	execve("sleeper", argv, NULL);
	_exit(1);
}

/* Who looks at it sees the old program or the new one, never one without a
   name. */
static void test_seen(void)
{
	char path[64], text[256];
	struct program p;
	int i, n = 1;

	make_program(&p, code_sleep);
	put_program("sleeper", &p);
	for (i = 0; i < 10 && n > 0; i++) {
		pid_t pid = large_sleeper();

		sprintf(path, "/proc/%d/cmdline", pid);
		do {
			int fd = open(path, O_RDONLY);

			n = read(fd, text, sizeof(text));
			close(fd);
		} while (n > 0 && memcmp(text, "asleep", 7));
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	ok(n > 0);
}

TEST(execve)
{
	exec_state();
	exec_elf();
	test_strings();
	test_refused();
	test_permission();
	test_no_format();
	test_busy();
	test_strings();
	test_too_big();
	test_scripts();
	test_script_empty();
	test_seen();
	test_wild();
}
