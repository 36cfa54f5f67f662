/*
 * sysrq.c - console keys: one letter shows what the machine is doing, or gets
 * out of trouble when nobody can log in. They come from the keyboard and the
 * serial console (sysrq_keys.c), and from /proc/sysrq-trigger.
 *
 * All is said in the log. Nothing sleeps here; what must is left to a thread.
 * The kernel lock is held: where it is stuck no key works, and its watchdog
 * (smplock.c) has the word.
 */
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <linux/mm.h>
#include <linux/proc_fs.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/tty_driver.h>
#include <linux/vt.h>
#include <asm/bitops.h>
#include <asm/show.h>
#include <asm/system.h>
#include <asm/uaccess.h>

/* Bits of `asked' */
enum { ASK_SYNC, ASK_REMOUNT };

static volatile u32 asked;		/* [a] of the thread */
static WAIT_QUEUE_HEAD(asked_wait);

/* --- what sleeps --------------------------------------------------------- */

static int __noreturn sysrq_thread(void *arg __unused)
{
	current->blocked = ~(sigset_t)0;
	for (;;) {
		wait_event_interruptible(&asked_wait, asked);
		if (test_and_clear_bit(ASK_SYNC, &asked))
			emergency_sync();
		if (test_and_clear_bit(ASK_REMOUNT, &asked))
			emergency_remount();
	}
}

static void ask(int what)
{
	set_bit(what, &asked);
	wake_up(&asked_wait);
}

static void do_sync(struct tty_struct *tty __unused)
{
	ask(ASK_SYNC);
}

static void do_remount(struct tty_struct *tty __unused)
{
	ask(ASK_REMOUNT);
}

/* --- signals ------------------------------------------------------------- */

/* Is p a process that may be ended: not the first, nor one of the kernel? */
static bool can_end(const struct task_struct *p)
{
	return p->tgid > 1 && thread_group_leader(p) &&
	       !(p->flags & PF_KTHREAD);
}

static void signal_all(int sig)
{
	struct task_struct *p;

	for_each_task(p)
		if (can_end(p))
			send_sig(sig, p);
}

static void do_term(struct tty_struct *tty __unused)
{
	signal_all(SIGTERM);
}

static void do_kill(struct tty_struct *tty __unused)
{
	signal_all(SIGKILL);
}

/* Has p the terminal, as its own or as an open file? */
static bool uses_tty(const struct task_struct *p, const struct tty_struct *tty)
{
	const struct file *file;
	u32 fd;

	if (p->signal->tty == tty)
		return true;
	for (fd = 0; p->files && fd < p->files->max_fds; fd++) {
		file = fcheck(p->files, fd);
		if (file && file_is_tty(file, tty))
			return true;
	}
	return false;
}

/* Kills all on this terminal: the next login prompt there is a true one. */
static void do_sak(struct tty_struct *tty)
{
	struct task_struct *p;

	if (!tty)
		tty = vt_foreground_tty();
	if (!tty)
		return;
	for_each_task(p) {
		if (!can_end(p) || !uses_tty(p, tty))
			continue;
		printk(KERN_NOTICE "SAK: killed %s (pid %d)\n", p->comm,
		       p->pid);
		send_sig(SIGKILL, p);
	}
}

/* --- the keys ------------------------------------------------------------ */

static void do_restart(struct tty_struct *tty __unused)
{
	machine_restart();
}

static void do_power_off(struct tty_struct *tty __unused)
{
	machine_power_off();
}

static void do_tasks(struct tty_struct *tty __unused)
{
	show_tasks();
}

static void do_locks(struct tty_struct *tty __unused)
{
	show_locks();
}

static void do_cpus(struct tty_struct *tty __unused)
{
	show_cpus();
}

static void do_mem(struct tty_struct *tty __unused)
{
	show_mem();
}

static void do_regs(struct tty_struct *tty __unused)
{
	show_interrupted();
}

static const struct sysrq_key {
	char key, other;
	const char *what;
	void (*fn)(struct tty_struct *tty);
} keys[] = {
	{ 't', 0, "tasks", do_tasks },
	{ 'c', 0, "CPUs", do_cpus },
	{ 'l', 'w', "locks", do_locks },
	{ 'm', 0, "memory", do_mem },
	{ 'p', 0, "registers", do_regs },
	{ 's', 0, "sync", do_sync },
	{ 'u', 0, "remount read-only", do_remount },
	{ 'e', 0, "SIGTERM to all", do_term },
	{ 'i', 0, "SIGKILL to all", do_kill },
	{ 'k', 0, "kill all on this terminal", do_sak },
	{ 'b', 0, "restart", do_restart },
	{ 'o', 0, "power off", do_power_off },
};

static void show_help(void)
{
	u32 i;

	printk(KERN_INFO "SysRq:");
	for (i = 0; i < ARRAY_SIZE(keys); i++)
		printk(" %c %s,", keys[i].key, keys[i].what);
	printk(" 0-9 log level, h help\n");
}

static const struct sysrq_key *find_key(char key)
{
	const struct sysrq_key *k;

	for (k = keys; k < keys + ARRAY_SIZE(keys); k++)
		if (k->key == key || (k->other && k->other == key))
			return k;
	return NULL;
}

/* Does what the key stands for. While it speaks, all of it is shown. */
void handle_sysrq(char key, struct tty_struct *tty)
{
	const struct sysrq_key *k = find_key(key);
	int level = console_loglevel;

	console_loglevel = LEVEL_DEBUG;
	if (k) {
		printk(KERN_INFO "SysRq: %s\n", k->what);
		k->fn(tty);
	} else if (key >= '0' && key <= '9') {
		level = key - '0';
		printk(KERN_INFO "SysRq: log level %d\n", level);
	} else {
		show_help();
	}
	console_loglevel = level;
}

/* --- /proc/sysrq-trigger ------------------------------------------------- */

/* The first byte is the key. */
static ssize_t trigger_write(struct file *file __unused,
			     const char __user *buf, size_t n,
			     loff_t *pos __unused)
{
	char key;

	if (n && get_user(key, buf))
		return -EFAULT;
	if (n)
		handle_sysrq(key, NULL);
	return n;
}

static int trigger_open(struct inode *inode __unused,
			struct file *file __unused)
{
	return capable(CAP_SYS_ADMIN) ? 0 : -EPERM;
}

static const struct file_operations trigger_fops = {
	.write = trigger_write,
	.open = trigger_open,
};

/* The thread, and the file of /proc. */
void __init sysrq_init(void)
{
	proc_register_fops("sysrq-trigger", 0200, &trigger_fops);
	if (kernel_thread(sysrq_thread, NULL, "sysrq") < 0)
		printk(KERN_ERR "sysrq: no thread\n");
}
