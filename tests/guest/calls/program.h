/*
 * program.h - small executables that tests make: an ELF header, one segment
 * and a few instructions, so that each field can be wrong for once.
 */
#ifndef TESTS_GUEST_PROGRAM_H
#define TESTS_GUEST_PROGRAM_H

#include <elf.h>
#include <stddef.h>

#include "help.h"

#define PROGRAM_BASE	0x08048000

struct program {
	Elf32_Ehdr head;
	Elf32_Phdr segment[3];
	unsigned char code[128];
	char text[64];			/* a name, for PT_INTERP */
};

/* Codes of programs, program.c: */
extern const unsigned char code_argc[];		/* exits with argc */
extern const unsigned char code_strings[];	/* writes argv and envp, each
						   string with its 0, to 1 */
extern const unsigned char code_ids[];		/* writes uid, euid, gid, egid
						   as words to 1 */
extern const unsigned char code_sleep[];	/* pause() for ever */

/* A good program that runs `code'; a file of it, mode 0755. */
void make_program(struct program *p, const unsigned char *code);
void put_program(const char *name, const struct program *p);
void put_script(const char *name, const char *text);

/* Starts `name' in a child: its wait status, or -errno of execve(). At most
   `size' bytes of what it writes are in out; *size is then what came. */
int start(const char *name, char *const argv[], char *const envp[],
	  char *out, int *size);
/* The same without arguments and output. */
int start_bare(const char *name);

/* Parts of the test of execve(): execstate.c and execelf.c. */
void exec_state(void);
void exec_elf(void);

#endif
