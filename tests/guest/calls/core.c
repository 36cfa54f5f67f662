/*
 * core.c - what a process leaves that dies of an error.
 */
#include <elf.h>
#include <sys/prctl.h>
#include <sys/procfs.h>
#include <sys/resource.h>

#include "help.h"

#define MAGIC		0x600dcafe
#define STATUS_SIZE	144		/* struct elf_prstatus of i386 */
#define STATUS_PID	24		/* where in it the pid is, */
#define STATUS_REGS	72		/* the registers, */
#define SAVED_ESI		3		/* and these of them */
#define SAVED_EIP		12
#define CORE_FLAG	0x80

static volatile uint32_t *marked;	/* a page of the process that dies */

static int crashes(void *limit)
{
	struct rlimit core = { (rlim_t)(intptr_t)limit, RLIM_INFINITY };

	ok(!setrlimit(RLIMIT_CORE, &core));
	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
	marked[0] = getpid();
	marked[1] = MAGIC;
	__asm__ volatile("movl %0, %%esi\n ud2"
			 : : "i" (MAGIC), "d" (marked) : "esi");
	return 0;
}

/* For tests/core.t, which has a debugger. */
HELPER(dump)
{
	(void)argc, (void)argv;
	marked = private_pages(1);
	return crashes((void *)-1);
}

static char *read_core(size_t *size)
{
	int fd = open("core", O_RDONLY);
	struct stat st;
	char *p;

	if (!check(fd >= 0, __FILE__, __LINE__, "there is no core") ||
	    fstat(fd, &st))
		return NULL;
	*size = st.st_size;
	p = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	is(st.st_mode & 0777, 0600);
	return p == MAP_FAILED ? NULL : p;
}

/* What the file has at an address of the dead process; NULL: nothing. */
static uint32_t *at(char *core, size_t size, uint32_t addr)
{
	Elf32_Ehdr *head = (Elf32_Ehdr *)core;
	Elf32_Phdr *ph = (Elf32_Phdr *)(core + head->e_phoff);
	int i;

	for (i = 0; i < head->e_phnum; i++, ph++)
		if (ph->p_type == PT_LOAD && addr >= ph->p_vaddr &&
		    addr < ph->p_vaddr + ph->p_filesz &&
		    ph->p_offset + ph->p_filesz <= size)
			return (uint32_t *)(core + ph->p_offset + addr -
					    ph->p_vaddr);
	return NULL;
}

/* The registers are in the first note. */
static void check_notes(char *core, pid_t pid)
{
	Elf32_Ehdr *head = (Elf32_Ehdr *)core;
	Elf32_Phdr *ph = (Elf32_Phdr *)(core + head->e_phoff);
	Elf32_Nhdr *note = (Elf32_Nhdr *)(core + ph->p_offset);
	char *status = (char *)(note + 1) + 8;	/* behind "CORE" */
	uint32_t *regs = (uint32_t *)(status + STATUS_REGS);

	is(ph->p_type, PT_NOTE);
	is(note->n_type, NT_PRSTATUS);
	is(note->n_descsz, STATUS_SIZE);
	is(*(int *)(status + STATUS_PID), pid);
	is(*(short *)(status + 12), SIGILL);
	is(regs[SAVED_ESI], MAGIC);
	ok(!memcmp((void *)regs[SAVED_EIP], "\017\013", 2));
}

static void test_good(void)
{
	size_t size = 0;
	char *core;
	int status;

	unlink("core");
	marked = private_pages(1);
	marked[0] = 1;
	status = in_child(crashes, (void *)-1);
	is(status, SIGILL | CORE_FLAG);
	core = read_core(&size);
	if (!core)
		return;
	is(((Elf32_Ehdr *)core)->e_type, ET_CORE);
	is(((Elf32_Ehdr *)core)->e_machine, EM_386);
	if (ok(at(core, size, (long)marked) != NULL)) {
		ok(at(core, size, (long)marked)[1] == MAGIC);
		check_notes(core, at(core, size, (long)marked)[0]);
	}
	ok(at(core, size, (long)&status) != NULL);
	munmap(core, size);
}

static int user_crashes(void *unused)
{
	(void)unused;
	crashes((void *)-1);
	return 0;
}

static void test_none(void)
{
	struct stat st;

	unlink("core");
	is(in_child(crashes, (void *)0), SIGILL);
	is(stat("core", &st), -1);
	/* Not where one may not write, nor over others' files. */
	is(mkdir("shut", 0755), 0);
	is(chdir("shut"), 0);
	is(as_user(9101, user_crashes, NULL), SIGILL);
	is(stat("core", &st), -1);
	is(chdir(".."), 0);
	is(symlink("target", "core"), 0);
	is(in_child(crashes, (void *)-1), SIGILL);
	is(stat("target", &st), -1);
	unlink("core");
	is(in_child(crashes, (void *)PAGE), SIGILL);	/* no room for it */
}

void test_core(void)
{
	if (!in_guest())
		return;			/* the host puts cores elsewhere */
	test_good();
	test_none();
}
