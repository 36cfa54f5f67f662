/*
 * binfmt_script.c - scripts: files that begin with #! are run by the program
 * named there, which gets the argument of that line, if there is one, and the
 * script's path in place of its own first argument.
 */
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/malloc.h>
#include <linux/string.h>

/* A copy that outlives the buffer; -ENOMEM. */
static int set_interp(struct linux_binprm *bprm, const char *name)
{
	char *copy = kmalloc(strlen(name) + 1, GFP_KERNEL);

	if (!copy)
		return -ENOMEM;
	strcpy(copy, name);
	if (bprm->interp != bprm->filename)
		kfree(bprm->interp);
	bprm->interp = copy;
	return 0;
}

/* The interpreter's arguments: its name, the one in the line, the script. */
static int push_args(struct linux_binprm *bprm, const char *script,
		     const char *name, const char *arg)
{
	int err = remove_arg_zero(bprm);

	if (!err)
		err = copy_kernel_string(bprm, script);
	if (!err && arg)
		err = copy_kernel_string(bprm, arg);
	if (!err)
		err = copy_kernel_string(bprm, name);
	bprm->argc += arg ? 3 : 2;
	return err;
}

static int load_script(struct linux_binprm *bprm, struct pt_regs *regs)
{
	struct file *file;
	char *name, *arg;
	int err;

	err = parse_script_line(bprm->buf, &name, &arg);
	if (err)
		return err;
	if (bprm->depth++ == SCRIPT_DEPTH)
		return -ELOOP;
	err = push_args(bprm, bprm->interp, name, arg);
	if (!err)
		err = set_interp(bprm, name);
	if (err)
		return err;
	close_exec(bprm->file);
	bprm->file = NULL;
	file = open_exec(bprm->interp);
	if (IS_ERR(file))
		return PTR_ERR(file);
	bprm->file = file;
	err = prepare_binprm(bprm);
	return err ? err : search_binary_handler(bprm, regs);
}

const struct linux_binfmt script_format = {
	.name = "script",
	.load_binary = load_script,
};
