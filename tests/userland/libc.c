/*
 * libc.c - what a C library does when a program starts and works, looked at
 * from the program. One source for glibc, musl and dietlibc, linked in every
 * way that they know. Wants the arguments `one' and `two words' and WHO=world
 * in the environment, and a folder to write in.
 */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifndef __dietlibc__
#include <ftw.h>
#include <glob.h>
#include <spawn.h>
#include <sys/auxv.h>
#endif
#include "checks.h"

#define BIG	100000

static int data[] = { 1, 2, 3 };
static int *pointer = &data[1];		/* relocated in a program that moves */
static int (*function)(const char *, const char *) = strcmp;
static char bss[BIG];
static int constructed;
static const char *self;		/* argv[0] */

__attribute__((constructor)) static void construct(void)
{
	constructed = 42;
}

static void test_image(int argc, char **argv)
{
	long i, sum = 0;

	CHECK(argc == 3 && !argv[3]);
	CHECK_STR(argv[1], "one");
	CHECK_STR(argv[2], "two words");
	CHECK(getenv("WHO") && !strcmp(getenv("WHO"), "world"));
	CHECK(*pointer == 2 && function("a", "a") == 0);
	for (i = 0; i < BIG; i++)
		sum += bss[i]++;
	CHECK(sum == 0);
#ifndef __dietlibc__
	CHECK(constructed == 42);
#endif
}

static void test_environment(void)
{
	int before = 0, after = 0;
	char **p;

	for (p = environ; *p; p++)
		before++;
	CHECK(setenv("NEW", "value", 1) == 0);
	CHECK_STR(getenv("NEW"), "value");
	for (p = environ; *p; p++)
		after++;
	CHECK(after == before + 1);
	CHECK(unsetenv("NEW") == 0 && !getenv("NEW"));
}

#ifndef __dietlibc__
static __thread int own = 17, zero;

static void test_auxv(void)
{
	const char *execfn = (const char *)getauxval(AT_EXECFN);
	const unsigned char *random = (void *)getauxval(AT_RANDOM);
	int i, bits = 0;

	CHECK(getauxval(AT_PAGESZ) == 4096);
	CHECK(getauxval(AT_UID) == getuid() && getauxval(AT_EGID) == getegid());
	CHECK(getauxval(AT_SECURE) == 0);
	CHECK(execfn && !strcmp(execfn, self));
	CHECK_STR((const char *)getauxval(AT_PLATFORM), "i686");
	for (i = 0; random && i < 16; i++)
		bits |= random[i];
	CHECK(bits);
	CHECK(getauxval(AT_PHNUM) > 2 && getauxval(AT_ENTRY));
	CHECK(own == 17 && zero == 0);
	own = zero = 4;
	CHECK(own + zero == 8);
	CHECK(sysconf(_SC_CLK_TCK) == 100);
}
#else
static void test_auxv(void)
{
}
#endif

static void test_stdio(void)
{
	char line[100] = "", word[20] = "";
	int n = 0;
	double x = 0;
	FILE *f = fopen("stdio", "w+");

	if (!CHECK(f))
		return;
	fprintf(f, "%d %s %5.2f|%-4s|%04x\n", 42, "words", 3.14159, "ab", 255);
	fprintf(f, "%s\n", "second");
	CHECK(fseek(f, 0, SEEK_SET) == 0);
	CHECK(fgets(line, sizeof(line), f) != NULL);
	CHECK_STR(line, "42 words  3.14|ab  |00ff\n");
	CHECK(ftell(f) == (long)strlen(line));
	CHECK(fgets(line, sizeof(line), f) && !strcmp(line, "second\n"));
	CHECK(!fgets(line, sizeof(line), f) && feof(f));
	rewind(f);
	CHECK(fscanf(f, "%d %19s %lf", &n, word, &x) == 3);
	CHECK(n == 42 && x > 3.13 && x < 3.15);
	CHECK_STR(word, "words");
	CHECK(fclose(f) == 0 && remove("stdio") == 0);
}

static void test_malloc(void)
{
	static const size_t sizes[] = { 1, 24, 1000, 5000, 200000, 3000000 };
	enum { N = sizeof(sizes) / sizeof(sizes[0]), ROUNDS = 40 };
	unsigned char *p[N * ROUNDS];
	size_t size;
	int i;

	for (i = 0; i < N * ROUNDS; i++) {
		size = sizes[i % N] / (1 + i / N);
		p[i] = malloc(size + 1);
		if (!CHECK(p[i]))
			return;
		memset(p[i], i, size + 1);
	}
	for (i = 0; i < N * ROUNDS; i++) {
		size = sizes[i % N] / (1 + i / N);
		p[i] = realloc(p[i], size * 2 + 1);
		CHECK(p[i] && p[i][0] == (i & 255) && p[i][size] == (i & 255));
	}
	for (i = 0; i < N * ROUNDS; i += 2)
		free(p[i]);
	for (i = 1; i < N * ROUNDS; i += 2)
		free(p[i]);
	p[0] = calloc(1000, 1000);
	for (i = 0; p[0] && i < 1000000; i += 999)
		CHECK(!p[0][i]);
	CHECK(p[0]);
	free(p[0]);
}

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void test_sort(void)
{
	int n[1000], i, bad = 0;

	for (i = 0; i < 1000; i++)
		n[i] = i * 7919 % 1000;
	qsort(n, 1000, sizeof(n[0]), by_value);
	for (i = 0; i < 1000; i++)
		bad += n[i] != i;
	CHECK(!bad);
	CHECK(strtol("0x7fffffff", NULL, 0) == LONG_MAX);
	CHECK(strtoull("18446744073709551615", NULL, 10) == ~0ULL);
}

static void test_floats(void)
{
	volatile double two = 2, third = 1;
	char text[40];

	third /= 3;
	CHECK(fabs(sqrt(two) - 1.4142135623730951) < 1e-15);
	CHECK(fabs(sin(third) - 0.32719469679615224) < 1e-15);
	snprintf(text, sizeof(text), "%.3f %.1f", third, 1e10 * two);
	CHECK_STR(text, "0.333 20000000000.0");
	CHECK((long long)(two * 1e15) == 2000000000000000LL);
	CHECK((float)third != third);
}

static int run_child(int (*child)(void))
{
	int status = -1;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid)
		_exit(child());
	CHECK(pid > 0 && waitpid(pid, &status, 0) == pid);
	return status;
}

static int exit_3(void) { return 3; }
static int abort_it(void) { abort(); return 0; }
static int exec_self(void)
{
	execl(self, self, "again", "x", (char *)NULL);
	return 99;
}

static void test_processes(void)
{
	char line[100] = "";
	FILE *f;

	CHECK(WEXITSTATUS(run_child(exit_3)) == 3);
	CHECK(WTERMSIG(run_child(abort_it)) == SIGABRT);
	CHECK(WEXITSTATUS(run_child(exec_self)) == 7);
	CHECK(system("exit 5") == 5 << 8);
	f = popen("echo $((6 * 7)); exit 2", "r");
	CHECK(f && fgets(line, sizeof(line), f));
	CHECK_STR(line, "42\n");
	CHECK(f && pclose(f) == 2 << 8);
}

#ifndef __dietlibc__
static void test_spawn(void)
{
	char *argv[] = { "sh", "-c", "exit 9", NULL };
	int status = 0;
	pid_t pid;

	CHECK(posix_spawnp(&pid, "sh", NULL, NULL, argv, environ) == 0);
	CHECK(waitpid(pid, &status, 0) == pid && status == 9 << 8);
	CHECK(posix_spawn(&pid, "/none", NULL, NULL, argv, environ) == ENOENT);
}

static void count(void) { ssize_t n = write(1, "x", 1); (void)n; }

/* What exit() still does. */
static int leave(void)
{
	int fd = open("left", O_CREAT | O_TRUNC | O_WRONLY, 0600);

	dup2(fd, 1);
	atexit(count);
	atexit(count);
	printf("%d", 5);
	exit(1);
}

static void test_exit(void)
{
	char text[10] = "";
	int fd;

	CHECK(run_child(leave) == 1 << 8);
	fd = open("left", O_RDONLY);
	CHECK(read(fd, text, sizeof(text)) == 3);
	CHECK_STR(text, "xx5");
	close(fd);
	unlink("left");
}

static int seen;

static int visit(const char *name, const struct stat *st, int type,
		 struct FTW *ftw)
{
	(void)name, (void)st, (void)type, (void)ftw;
	seen++;
	return 0;
}

static void test_walk(void)
{
	glob_t g;

	CHECK(mkdir("w", 0755) == 0 && mkdir("w/a", 0755) == 0);
	CHECK(mkdir("w/b", 0755) == 0 && symlink("../a", "w/b/l") == 0);
	CHECK(nftw("w", visit, 4, FTW_PHYS) == 0 && seen == 4);
	CHECK(glob("w/[ab]*", 0, NULL, &g) == 0 && g.gl_pathc == 2);
	CHECK_STR(g.gl_pathv[1], "w/b");
	globfree(&g);
	CHECK(system("rm -r w") == 0);
}
#else
static void test_spawn(void) { }
static void test_exit(void) { }
static void test_walk(void) { }
#endif

static volatile int caught;
static volatile void *caught_at;
static sigjmp_buf back;

static void catch(int sig) { caught = sig; }

static void catch_fault(int sig, siginfo_t *info, void *context)
{
	(void)context;
	caught = sig;
	caught_at = info->si_addr;
	siglongjmp(back, 1);
}

static void test_signals(void)
{
	struct itimerval soon = { { 0, 0 }, { 0, 20000 } };
	struct sigaction sa;
	sigset_t set, old;

	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = catch;
	CHECK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK(raise(SIGUSR1) == 0 && caught == SIGUSR1);
	CHECK(sigaction(SIGALRM, &sa, NULL) == 0);
	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	CHECK(sigprocmask(SIG_BLOCK, &set, &old) == 0);
	CHECK(setitimer(ITIMER_REAL, &soon, NULL) == 0);
	CHECK(sigsuspend(&old) == -1 && errno == EINTR && caught == SIGALRM);
	CHECK(sigprocmask(SIG_SETMASK, &old, NULL) == 0);
	sa.sa_sigaction = catch_fault;
	sa.sa_flags = SA_SIGINFO;
	CHECK(sigaction(SIGSEGV, &sa, NULL) == 0);
	if (!sigsetjmp(back, 1))
		*(volatile char *)0x1234 = 1;
	CHECK(caught == SIGSEGV && caught_at == (void *)0x1234);
	if (!sigsetjmp(back, 1))
		*(volatile char *)"text is text" = 1;
	CHECK(caught_at != (void *)0x1234);
	signal(SIGSEGV, SIG_DFL);
}

static void test_time(void)
{
	struct timespec ts, pause = { 0, 30000000 };
	struct timeval tv;
	struct rusage usage;
	struct tms tms;
	time_t now = 86400 * 365;
	struct tm *tm = gmtime(&now);

	CHECK(tm->tm_year == 71 && tm->tm_mon == 0 && tm->tm_mday == 1);
	CHECK(gettimeofday(&tv, NULL) == 0);
	CHECK(nanosleep(&pause, NULL) == 0);
	CHECK(clock_gettime(CLOCK_REALTIME, &ts) == 0);
	CHECK((ts.tv_sec - tv.tv_sec) * 1000000LL + ts.tv_nsec / 1000 -
	      tv.tv_usec >= 30000);
	CHECK(llabs((long long)time(NULL) - ts.tv_sec) <= 60);
	CHECK(getrusage(RUSAGE_CHILDREN, &usage) == 0);
	CHECK(times(&tms) != (clock_t)-1);
}

static void test_files(void)
{
	char here[PATH_MAX], name[PATH_MAX + 10];
	struct dirent *d;
	struct stat st;
	int fd, n = 0;
	DIR *dir;

	CHECK(getcwd(here, sizeof(here)) && here[0] == '/');
	CHECK(mkdir("d", 0700) == 0 && chdir("d") == 0);
	fd = open("f", O_RDWR | O_CREAT, 0640);
	CHECK(ftruncate(fd, 70000) == 0 && fstat(fd, &st) == 0);
	CHECK(st.st_size == 70000 && S_ISREG(st.st_mode));
	CHECK((st.st_mode & 0777) == 0640);
	CHECK(symlink("f", "s") == 0 && link("f", "l") == 0);
	CHECK(stat("s", &st) == 0 && st.st_nlink == 2);
	CHECK(lstat("s", &st) == 0 && S_ISLNK(st.st_mode));
	snprintf(name, sizeof(name), "%s/d/f", here);
	CHECK(access(name, R_OK | W_OK) == 0);
	dir = opendir(".");
	while (dir && (d = readdir(dir)))
		n += d->d_name[0] != '.';
	CHECK(n == 3 && closedir(dir) == 0);
	CHECK(rename("f", "g") == 0 && unlink("g") == 0 && unlink("l") == 0);
	CHECK(unlink("s") == 0 && chdir("..") == 0 && rmdir("d") == 0);
	close(fd);
}

static void test_mapping(void)
{
	int fd = open("map", O_RDWR | O_CREAT | O_TRUNC, 0600);
	char *p, c = 0;

	CHECK(ftruncate(fd, 3 * 4096) == 0);
	p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (!CHECK(p != MAP_FAILED))
		return;
	p[8191] = 'x';
	CHECK(pread(fd, &c, 1, 8191) == 1 && c == 'x');
	CHECK(pwrite(fd, "y", 1, 8192) == 1 && p[8192] == 'y');
	CHECK(munmap(p, 3 * 4096) == 0);
	p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 4096);
	CHECK(p != MAP_FAILED && p[4095] == 'x');
	p[4095] = 'z';
	CHECK(pread(fd, &c, 1, 8191) == 1 && c == 'x');
	CHECK(munmap(p, 4096) == 0 && close(fd) == 0 && unlink("map") == 0);
}

static void test_waiting(void)
{
	struct timeval none = { 0, 0 };
	struct pollfd pf;
	fd_set set;
	int fd[2];

	CHECK(pipe(fd) == 0);
	pf.fd = fd[0];
	pf.events = POLLIN;
	FD_ZERO(&set);
	FD_SET(fd[0], &set);
	CHECK(poll(&pf, 1, 0) == 0);
	CHECK(select(fd[0] + 1, &set, NULL, NULL, &none) == 0);
	CHECK(write(fd[1], "x", 1) == 1 && poll(&pf, 1, -1) == 1);
	FD_SET(fd[0], &set);
	CHECK(select(fd[0] + 1, &set, NULL, NULL, NULL) == 1);
	close(fd[1]);
	CHECK(read(fd[0], &none, 5) == 1 && poll(&pf, 1, -1) == 1);
	CHECK(pf.revents & POLLHUP);
	close(fd[0]);
}

/* Uses a megabyte of stack. */
static int __attribute__((noinline)) deep(int n)
{
	volatile char room[4000];

	room[0] = n;
	return n ? deep(n - 1) + (room[0] == (char)n) : 0;
}

int main(int argc, char **argv)
{
	struct utsname uts;

	if (argc > 1 && !strcmp(argv[1], "again"))
		return 7;
	self = argv[0];
	test_image(argc, argv);
	test_environment();
	test_auxv();
	test_stdio();
	test_malloc();
	test_sort();
	test_floats();
	test_processes();
	test_spawn();
	test_exit();
	test_walk();
	test_signals();
	test_time();
	test_files();
	test_mapping();
	test_waiting();
	CHECK(deep(256) == 256);
	CHECK(uname(&uts) == 0 && uts.sysname[0] && uts.release[0]);
	return sum_up();
}
