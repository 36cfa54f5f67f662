/*
 * exec.c - execve(): a process becomes another program. In this order:
 *
 *	open the file, look at its permissions and first bytes
 *	make new memory with the strings of arguments and environment
 *	find the kind (binfmt_*.c), which checks the file's headers
 *	begin_new_exec(): the old program goes; from here on there is no way
 *		back, and an error ends the process
 *	the kind maps the file and sets the first registers
 *
 * Documentation/processes.txt follows one through the files.
 */
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/trace.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/thread.h>

static const struct linux_binfmt *const formats[] = {
	&elf_format, &aout_format, &script_format,
};

/* Has the kind that knows the file load it. 0 or -errno. */
int search_binary_handler(struct linux_binprm *bprm, struct pt_regs *regs)
{
	int i, err = -ENOEXEC;

	for (i = 0; i < ARRAY_SIZE(formats) && err == -ENOEXEC; i++) {
		err = formats[i]->load_binary(bprm, regs);
		if (bprm->committed || !bprm->file)
			break;
	}
	return err;
}

/* --- the point of no return ----------------------------------------------- */

/* The file that /proc/PID/exe shows. */
static void set_exe_file(struct linux_binprm *bprm)
{
	get_file(bprm->file);
	bprm->mm->exe_file = bprm->file;
}

/* The name for people: the last part of the path. */
static void set_comm(const char *path)
{
	const char *slash = strrchr(path, '/');
	char comm[sizeof(current->comm)];

	memset(comm, 0, sizeof(comm));
	strlcpy(comm, slash ? slash + 1 : path, sizeof(comm));
	memcpy(current->comm, comm, sizeof(comm));
	trace_name(current);
}

/* What a task does not take along into a new program. */
static void flush_task(struct task_struct *p)
{
	p->flags &= ~(PF_FORKNOEXEC | PF_KTHREAD | PF_SUPERPRIV);
	p->exit_signal = SIGCHLD;
	p->sas_sp = NULL;
	p->sas_size = 0;
	p->restore_blocked = false;
	p->restart.fn = NULL;
	p->set_child_tid = p->clear_child_tid = NULL;
	p->robust_list = NULL;
	p->keep_caps = false;
	flush_signal_handlers(p);
	flush_thread();
}

/* Who looks at current from now on sees the new program's name and strings:
   the end of the old memory may take long. */
static void show_new_program(const struct linux_binprm *bprm)
{
	struct mm_struct *mm = bprm->mm;

	mm->arg_start = bprm->p;
	mm->arg_end = mm->env_start = bprm->env;
	mm->env_end = bprm->exec;
	set_comm(bprm->filename);
}

/*
 * Ends the old program: other threads, memory, handlers, files that are to be
 * closed. The new memory is current's when this succeeds. An error before
 * bprm->committed leaves the old program as it was, later ones are fatal.
 * Sleeps.
 */
int begin_new_exec(struct linux_binprm *bprm)
{
	int err = de_thread();

	if (err)
		return err;
	bprm->committed = true;
	err = unshare_sighand();
	if (!err)
		err = unshare_files();
	if (err)
		return err;
	drop_arg_page(bprm);
	set_exe_file(bprm);
	mm_release(current);
	show_new_program(bprm);
	exec_mmap(bprm->mm);
	bprm->mm = NULL;
	flush_task(current);
	exec_credentials(bprm);
	close_files_on_exec();
	return 0;
}

/* --- the call ------------------------------------------------------------- */

/* New memory with all strings. The name is topmost, below a word of zeroes;
   then the environment, then the arguments. */
static int fill_memory(struct linux_binprm *bprm,
		       const struct exec_strings *argv,
		       const struct exec_strings *envp)
{
	int err = setup_arg_pages(bprm);

	if (err)
		return err;
	bprm->argc = count_strings(bprm, argv);
	if (bprm->argc < 0)
		return bprm->argc;
	bprm->envc = count_strings(bprm, envp);
	if (bprm->envc < 0)
		return bprm->envc;
	err = copy_kernel_string(bprm, bprm->filename);
	bprm->exec = bprm->p;
	if (!err)
		err = copy_strings(bprm, envp, bprm->envc);
	bprm->env = bprm->p;
	if (!err)
		err = copy_strings(bprm, argv, bprm->argc);
	if (err || bprm->argc)
		return err;
	bprm->argc = 1;			/* programs rely on argv[0] */
	return copy_kernel_string(bprm, "");
}

static void release_binprm(struct linux_binprm *bprm)
{
	drop_arg_page(bprm);
	if (bprm->mm)
		mmput(bprm->mm);
	if (bprm->file)
		close_exec(bprm->file);
	if (bprm->interp != bprm->filename)
		kfree(bprm->interp);
}

/* Both ways to start a program. An error with *committed set is fatal. */
static int execute(const char *filename, const struct exec_strings *argv,
		   const struct exec_strings *envp, struct pt_regs *regs,
		   bool *committed)
{
	struct linux_binprm bprm = {
		.filename = filename, .interp = filename,
	};
	struct file *file = open_exec(filename);
	int err;

	if (IS_ERR(file))
		return PTR_ERR(file);
	bprm.file = file;
	err = prepare_binprm(&bprm);
	if (!err)
		err = fill_memory(&bprm, argv, envp);
	if (!err)
		err = search_binary_handler(&bprm, regs);
	*committed = bprm.committed;
	release_binprm(&bprm);
	return err;
}

int do_execve(const char *filename, const char __user *const __user *argv,
	      const char __user *const __user *envp, struct pt_regs *regs)
{
	struct exec_strings args = { argv, false }, env = { envp, false };
	bool committed = false;
	pid_t old_pid = current->pid;
	int err = execute(filename, &args, &env, regs, &committed);

	if (err && committed)
		force_sig(SIGKILL, current);
	if (!err)
		ptrace_exec(old_pid);
	return err;
}

int kernel_execve(const char *filename, const char *const *argv,
		  const char *const *envp, struct pt_regs *regs)
{
	struct exec_strings args = {
		(__force const char __user *const __user *)argv, true
	};
	struct exec_strings env = {
		(__force const char __user *const __user *)envp, true
	};
	bool committed;

	return execute(filename, &args, &env, regs, &committed);
}

SYSCALL3(execve, const char __user *, user_name,
	 const char __user *const __user *, argv,
	 const char __user *const __user *, envp)
{
	char *name = getname(user_name);
	int err;

	if (IS_ERR(name))
		return PTR_ERR(name);
	err = do_execve(name, argv, envp, regs);
	putname(name);
	return err;
}
