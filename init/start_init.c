/*
 * start_init.c - how process 1 becomes a program. Which one: init=PATH of the
 * command line and nothing else, or the first that there is of a short list.
 */
#include <linux/binfmts.h>
#include <linux/cmdline.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/start_init.h>
#include <linux/tty.h>
#include <asm/entry.h>
#include <asm/setup.h>

static const char *const usual_places[] = {
	"/init", "/sbin/init", "/etc/init", "/bin/init", "/bin/sh",
};

static char *init_path;			/* [i] init=, or NULL */

static int __init setup_init(char *value)
{
	if (*value != '/')
		return -EINVAL;
	init_path = value;
	return 0;
}
__setup("init=", setup_init);
__setup("rdinit=", setup_init);

/* Becomes the program `path', or returns why not. */
static int run_init(const char *path)
{
	struct pt_regs *regs = task_regs(current);
	int err;

	argv_init[0] = (char *)path;
	current->flags &= ~PF_KTHREAD;
	err = kernel_execve(path, (const char *const *)argv_init,
			    (const char *const *)envp_init, regs);
	if (!err)
		enter_user_mode(regs);
	current->flags |= PF_KTHREAD;
	return err;
}

/* What an error of exec() means, as the end of a sentence. */
static const char *why(int err)
{
	switch (err) {
	case -ENOENT:
		return "it or its interpreter is missing";
	case -ENOEXEC:
		return "it is no program";
	case -EACCES:
		return "it is no file that may be executed";
	case -ENOMEM:
		return "there is not enough memory";
	default:
		return "see the error";
	}
}

static bool is_there(const char *path)
{
	struct dentry *dentry = lookup_at(AT_FDCWD, path, 0);

	if (IS_ERR(dentry))
		return false;
	dput(dentry);
	return true;
}

/* Tries one of the usual places: says so if it is there and does not run. */
static void try_init(const char *path)
{
	int err = run_init(path);

	if (is_there(path))
		printk(KERN_ERR "%s cannot be run: %s (error %d)\n", path,
		       why(err), -err);
}

/* Nobody is to work with half of a system, unless he asks for it by init=. */
static void __noreturn ramdisk_has_failed(int err)
{
	if (err == -ENOMEM || err == -ENOSPC)
		panic("No memory for the ramdisk. Give the machine more, or "
		      "boot with a smaller ramdisk");
	panic("The ramdisk is damaged. Boot with another one (make builds "
	      "usr/ramdisk.img), or see what is left of it by init=/bin/sh");
}

/*
 * The end of process 1's time in the kernel. `initrd' is what
 * prepare_root() has returned. Kernel lock, held once.
 */
void start_init(int initrd)
{
	int i, err;

	open_console();
	if (init_path) {
		err = run_init(init_path);
		panic("init=%s cannot be run: %s (error %d). Give another "
		      "init=, or another ramdisk", init_path, why(err), -err);
	}
	if (initrd < 0 && initrd != -ENOENT)
		ramdisk_has_failed(initrd);
	for (i = 0; i < ARRAY_SIZE(usual_places); i++)
		try_init(usual_places[i]);
	if (initrd == ROOT_DEVICE)
		panic("No init on the root device: /sbin/init, /bin/sh and "
		      "the like are missing or cannot be run. Give init=PATH "
		      "or another root=DEVICE");
	if (!initrd)
		panic("No init in the ramdisk: /init, /sbin/init and /bin/sh "
		      "are missing or cannot be run. Give init=PATH or "
		      "another ramdisk");
	if (initrd_start)
		panic("No init: the ramdisk was not unpacked. Boot without "
		      "noinitrd");
	panic("No init: there is no ramdisk. Boot with one (make builds "
	      "usr/ramdisk.img; QEMU: -initrd)");
}
