/*
 * program.c - small executables that tests make.
 */
#include <sys/resource.h>

#include "program.h"

/* Position-independent; each within the 128 bytes of struct program. */
__asm__(".section .rodata\n"
	".globl code_argc, code_strings, code_ids, code_sleep\n"
	"code_argc:\n"
	"	movl (%esp), %ebx\n"
	"	movl $1, %eax\n"
	"	int $0x80\n"
	"code_strings:\n"
	"	leal 4(%esp), %edi\n"
	"	movl $2, %esi\n"		/* two lists */
	"1:	movl (%edi), %ecx\n"
	"	addl $4, %edi\n"
	"	testl %ecx, %ecx\n"
	"	jz 3f\n"
	"	xorl %edx, %edx\n"
	"2:	incl %edx\n"
	"	cmpb $0, -1(%ecx, %edx)\n"
	"	jne 2b\n"
	"	movl $1, %ebx\n"
	"	movl $4, %eax\n"
	"	int $0x80\n"
	"	jmp 1b\n"
	"3:	decl %esi\n"
	"	jnz 1b\n"
	"	xorl %ebx, %ebx\n"
	"	movl $1, %eax\n"
	"	int $0x80\n"
	"code_ids:\n"
	"	movl $202, %eax\n"
	"	int $0x80\n"
	"	pushl %eax\n"
	"	movl $200, %eax\n"
	"	int $0x80\n"
	"	pushl %eax\n"
	"	movl $201, %eax\n"
	"	int $0x80\n"
	"	pushl %eax\n"
	"	movl $199, %eax\n"
	"	int $0x80\n"
	"	pushl %eax\n"
	"	movl $1, %ebx\n"
	"	movl %esp, %ecx\n"
	"	movl $16, %edx\n"
	"	movl $4, %eax\n"
	"	int $0x80\n"
	"	xorl %ebx, %ebx\n"
	"	movl $1, %eax\n"
	"	int $0x80\n"
	"code_sleep:\n"
	"	movl $29, %eax\n"
	"	int $0x80\n"
	"	jmp code_sleep\n"
	"	.fill 128\n"
	".previous\n");

void make_program(struct program *p, const unsigned char *code)
{
	memset(p, 0, sizeof(*p));
	memcpy(p->head.e_ident, ELFMAG, SELFMAG);
	p->head.e_ident[EI_CLASS] = ELFCLASS32;
	p->head.e_ident[EI_DATA] = ELFDATA2LSB;
	p->head.e_ident[EI_VERSION] = EV_CURRENT;
	p->head.e_type = ET_EXEC;
	p->head.e_machine = EM_386;
	p->head.e_version = EV_CURRENT;
	p->head.e_entry = PROGRAM_BASE + offsetof(struct program, code);
	p->head.e_phoff = offsetof(struct program, segment);
	p->head.e_ehsize = sizeof(p->head);
	p->head.e_phentsize = sizeof(p->segment[0]);
	p->head.e_phnum = 1;
	p->segment[0].p_type = PT_LOAD;
	p->segment[0].p_vaddr = PROGRAM_BASE;
	p->segment[0].p_filesz = p->segment[0].p_memsz = sizeof(*p);
	p->segment[0].p_flags = PF_R | PF_X;
	p->segment[0].p_align = PAGE;
	memcpy(p->code, code, sizeof(p->code));
}

void put_program(const char *name, const struct program *p)
{
	unlink(name);
	put_file(name, p, sizeof(*p));
	chmod(name, 0755);
}

void put_script(const char *name, const char *text)
{
	unlink(name);
	put_file(name, text, strlen(text));
	chmod(name, 0755);
}

static int read_all(int fd, char *out, int size)
{
	int done = 0, n = 1;
	char rest[64];

	while (n > 0 && done < size) {
		n = read(fd, out + done, size - done);
		if (n > 0)
			done += n;
	}
	while (n > 0)
		n = read(fd, rest, sizeof(rest));
	return done;
}

int start(const char *name, char *const argv[], char *const envp[],
	  char *out, int *size)
{
	int *err = shared_pages(1), fds[2], status = -1;
	struct rlimit none = { 0, 0 };
	pid_t pid;

	fflush(stdout);
	if (pipe(fds))
		return -1;
	pid = fork();
	if (pid == 0) {
		setrlimit(RLIMIT_CORE, &none);
		dup2(fds[1], 1);
		close(fds[0]);
		close(fds[1]);
		*err = SC(execve, name, argv, envp);
		_exit(1);
	}
	close(fds[1]);
	*size = read_all(fds[0], out, *size);
	close(fds[0]);
	waitpid(pid, &status, 0);
	if (*err)
		status = *err;
	munmap(err, PAGE);
	return status;
}

int start_bare(const char *name)
{
	char *argv[] = { (char *)name, NULL }, *envp[] = { NULL }, out[4];
	int size = sizeof(out);

	return start(name, argv, envp, out, &size);
}
