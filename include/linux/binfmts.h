/*
 * binfmts.h - kinds of programs that exec() can start, and what the steps of
 * an exec() share. Everything here is [k].
 */
#ifndef _LINUX_BINFMTS_H
#define _LINUX_BINFMTS_H

#include <linux/compiler.h>
#include <linux/types.h>

#define BINPRM_BUF_SIZE	256		/* bytes that tell the kind */
#define SCRIPT_DEPTH	5		/* scripts that may run scripts */

struct file;
struct mm_struct;
struct page;
struct pt_regs;
struct vm_area_struct;

/* A list of strings, ended by NULL: the user's, or the kernel's own. */
struct exec_strings {
	const char __user *const __user *list;
	bool kernel;
};

/* What is being started; one for each execve(). */
struct linux_binprm {
	char buf[BINPRM_BUF_SIZE];	/* the file's first bytes, then 0 */
	struct mm_struct *mm;		/* the new memory, until it is
					   current's; strings are there */
	struct vm_area_struct *stack;	/* its only area at first */
	unsigned long p;		/* lowest byte of the strings */
	unsigned long p_min;		/* what it must not go below */
	struct page *page;		/* of the strings, written last, or
					   NULL; counted */
	unsigned long page_addr;	/* where it is in mm */
	struct file *file;		/* others may not write to it */
	u32 e_uid, e_gid;		/* who it will be: set-id programs */
	int argc, envc;
	const char *filename;		/* as given */
	const char *interp;		/* of a script: the interpreter */
	unsigned long env;		/* where the environment begins in mm */
	unsigned long exec;		/* and the file's name, behind it */
	int depth;			/* scripts that led here */
	bool secret;			/* may be run but not read: no core */
	bool set_id;			/* other ids than the caller's */
	bool committed;			/* the old program is gone */
};

/* A kind: load() returns -ENOEXEC for what it does not know. */
struct linux_binfmt {
	const char *name;
	int (*load_binary)(struct linux_binprm *bprm, struct pt_regs *regs);
};

extern const struct linux_binfmt elf_format, aout_format, script_format;

/* fs/exec.c. do_execve(): the strings are the user's or (kernel_execve, which
   only process 1 calls) the kernel's. On success current is the new program
   and regs are its first registers. */
int do_execve(const char *filename, const char __user *const __user *argv,
	      const char __user *const __user *envp, struct pt_regs *regs);
int kernel_execve(const char *filename, const char *const *argv,
		  const char *const *envp, struct pt_regs *regs);

/* fs/exec_file.c. open_exec(): a file that may be run and that nobody may
   write to from now on, or ERR_PTR; close_exec() undoes it. */
struct file *open_exec(const char *name);
void close_exec(struct file *file);
int prepare_binprm(struct linux_binprm *bprm);

/* fs/binfmt_aout.c: for uselib(). 0, or -ENOEXEC for no library, -errno. */
int load_aout_library(struct file *file);

/* fs/exec.c, for the kinds */
int search_binary_handler(struct linux_binprm *bprm, struct pt_regs *regs);
int begin_new_exec(struct linux_binprm *bprm);

/* fs/exec_cred.c */
void exec_ids(struct linux_binprm *bprm);
void exec_credentials(struct linux_binprm *bprm);

/* fs/exec_args.c. Strings go below bprm->p; -E2BIG, -EFAULT, -ENOMEM. */
int setup_arg_pages(struct linux_binprm *bprm);
int count_strings(struct linux_binprm *bprm, const struct exec_strings *s);
int copy_strings(struct linux_binprm *bprm, const struct exec_strings *s,
		 int n);
int copy_kernel_string(struct linux_binprm *bprm, const char *string);
int remove_arg_zero(struct linux_binprm *bprm);
void drop_arg_page(struct linux_binprm *bprm);
u32 __user *put_string_table(u32 __user *table, unsigned long *p, int n);

/* fs/script_line.c */
int parse_script_line(char *buf, char **name, char **arg);

/* fs/coredump.c: writes "core" if limits and permissions allow; true if it
   did. */
bool do_coredump(int sig, struct pt_regs *regs);

#endif
