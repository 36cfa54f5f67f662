/*
 * misc.c - the system's names, log and figures; privileges; small settings of
 * a process.
 */
#include <linux/capability.h>
#include <linux/reboot.h>
#include <sys/io.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

#include "help.h"

#define OLD_NAME	9		/* bytes of a name of oldolduname() */
#define NAME		65
#define NR_OLD		5		/* names without the domain */

static void set_nothing(const char *name)
{
	is(SC(sethostname, name, 65), -EINVAL);
	is(SC(sethostname, name, -1), -EINVAL);
	is(SC(setdomainname, name, 65), -EINVAL);
	wild(sethostname, 0, 0, 0, 3);
	wild(setdomainname, 0, 0, 0, 3);
}

static int user_sets_names(void *unused)
{
	(void)unused;
	is(SC(sethostname, "x", 1), -EPERM);
	is(SC(setdomainname, "x", 1), -EPERM);
	return 0;
}

TEST(sethostname)
{
	char name[NAME];
	struct utsname before, now;

	memset(name, 'n', sizeof(name));
	set_nothing(name);
	is(as_user(8001, user_sets_names, NULL), 0);
	if (!in_guest())
		return;
	uname(&before);
	is(SC(sethostname, name, 64), 0);
	is(SC(setdomainname, "dom", 3), 0);
	uname(&now);
	is(strlen(now.nodename), 64);
	ok(!strcmp(now.domainname, "dom"));
	is(SC(sethostname, "", 0), 0);
	uname(&now);
	is(now.nodename[0], 0);
	sethostname(before.nodename, strlen(before.nodename));
	setdomainname(before.domainname, strlen(before.domainname));
}

ALSO(setdomainname)

TEST(uname)
{
	char names[6][NAME], old[NR_OLD][NAME], oldest[NR_OLD][OLD_NAME];
	int i;

	memset(names, 0xee, sizeof(names));
	is(SC(uname, names), 0);
	ok(!strcmp(names[0], "Linux"));
	ok(names[4][0] == 'i' || names[4][0] == 'x');
	is(SC(olduname, old), 0);
	is(SC(oldolduname, oldest), 0);
	for (i = 0; i < NR_OLD; i++) {
		is(strlen(names[i]) < NAME, 1);
		ok(!strcmp(names[i], old[i]));
		ok(!strncmp(names[i], oldest[i], OLD_NAME - 1));
		is(oldest[i][OLD_NAME - 1], 0);
	}
	wild(uname, 0, 1, 0);
	wild(olduname, 0, 1, 0);
	wild(oldolduname, 0, 1, 0);
}

ALSO(olduname)
ALSO(oldolduname)

static int user_reboots(void *unused)
{
	(void)unused;
	is(SC(reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2,
	      LINUX_REBOOT_CMD_CAD_OFF, 0), -EPERM);
	return 0;
}

TEST(reboot)
{
	is(as_user(8002, user_reboots, NULL), 0);
	is(SC(reboot, 0, 0, LINUX_REBOOT_CMD_RESTART, 0), -EINVAL);
	is(SC(reboot, LINUX_REBOOT_MAGIC1, 1, LINUX_REBOOT_CMD_RESTART, 0),
	   -EINVAL);
	is(SC(reboot, 1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_RESTART, 0),
	   -EINVAL);
	is(SC(reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, 77, 0),
	   -EINVAL);
	is(SC(reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2,
	      LINUX_REBOOT_CMD_RESTART2, 8), -EFAULT);
}

static int user_reads_log(void *buf)
{
	is(SC(syslog, 2, buf, 10), -EPERM);
	is(SC(syslog, 5, NULL, 0), -EPERM);
	is(SC(syslog, 8, NULL, 3), -EPERM);
	return 0;
}

TEST(syslog)
{
	char buf[600];
	long n;

	is(SC(syslog, 0, NULL, 0), 0);
	is(SC(syslog, 1, NULL, 0), 0);
	is(SC(syslog, 11, NULL, 0), -EINVAL);
	is(SC(syslog, -1, NULL, 0), -EINVAL);
	is(SC(syslog, 3, NULL, 10), -EINVAL);
	is(SC(syslog, 3, buf, -1), -EINVAL);
	is(SC(syslog, 3, buf, 0), 0);
	ok(SC(syslog, 10, NULL, 0) >= 4096);
	ok(SC(syslog, 9, NULL, 0) >= 0);
	n = SC(syslog, 3, buf, sizeof(buf));
	ok(n >= 0 && n <= (long)sizeof(buf));
	wild(syslog, 1, 1, 3, 0, 100);
	is(as_user(8003, user_reads_log, buf), 0);
	if (!in_guest())
		return;
	ok(n > 10 && buf[0] == '<');		/* the last of it */
	is(SC(syslog, 8, NULL, 0), -EINVAL);
	is(SC(syslog, 8, NULL, 9), -EINVAL);
	is(SC(syslog, 6, NULL, 0), 0);
	is(SC(syslog, 7, NULL, 0), 0);
}

TEST(sysinfo)
{
	struct sysinfo info;

	while (now_ms() < 1000)			/* since boot */
		sleep_ms(10);
	memset(&info, 0xee, sizeof(info));
	is(SC(sysinfo, &info), 0);
	ok(info.uptime > 0 && info.mem_unit > 0);
	ok(info.totalram > info.freeram && info.freeram > 0);
	ok(info.procs >= 2);
	wild(sysinfo, 0, 1, 0);
}

static int outputs(void *unused)
{
	(void)unused;
	outb(0, 0x80);
	return 0;
}

static int disables(void *unused)
{
	(void)unused;
	__asm__ volatile("cli\n sti");
	return 0;
}

static int outputs_again(void *unused)
{
	(void)unused;
	is(SC(iopl, 0), 0);
	outb(0, 0x80);
	return 0;
}

static int user_wants_ports(void *unused)
{
	(void)unused;
	is(SC(iopl, 3), -EPERM);
	is(SC(iopl, 0), 0);
	return 0;
}

TEST(iopl)
{
	is(dies_of(outputs, NULL), SIGSEGV);
	is(SC(iopl, 4), -EINVAL);
	is(SC(iopl, -1), -EINVAL);
	is(as_user(8004, user_wants_ports, NULL), 0);
	if (!in_guest())
		return;
	is(SC(iopl, 3), 0);
	is(dies_of(outputs, NULL), 0);		/* inherited */
	is(dies_of(disables, NULL), 0);
	is(dies_of(outputs_again, NULL), SIGSEGV);
	is(SC(iopl, 0), 0);
	is(dies_of(outputs, NULL), SIGSEGV);
	is(dies_of(disables, NULL), SIGSEGV);
}

TEST(personality)
{
	test_unknown();
	test_garbage();
	is(SC(personality, 0xffffffff), 0);
	is(SC(personality, PER_BSD), 0);
	is(SC(personality, 0xffffffff), PER_BSD);
	is(SC(personality, 0), PER_BSD);
}

static int dies_with_parent(volatile int *word)
{
	if (fork() == 0) {
		is(SC(prctl, PR_SET_PDEATHSIG, SIGUSR1), 0);
		handle(SIGUSR1, count_signal, 0);
		word[0] = 1;
		ok(becomes(&seen[SIGUSR1], 1));
		word[1] = seen[SIGUSR1];
		_exit(0);
	}
	becomes(&word[0], 1);
	return 0;
}

static int user_dumps(void *unused)
{
	int sig = 0;

	(void)unused;
	is(SC(prctl, PR_GET_DUMPABLE), 0);	/* ids have changed */
	is(SC(prctl, PR_SET_DUMPABLE, 1), 0);
	is(SC(prctl, PR_GET_DUMPABLE), 1);
	is(SC(prctl, PR_GET_PDEATHSIG, &sig), 0);
	is(sig, 0);
	return 0;
}

TEST(prctl)
{
	char name[16];
	volatile int *word = shared_pages(1);
	int sig = -1;

	is(SC(prctl, PR_SET_NAME, "a name of a process"), 0);
	is(SC(prctl, PR_GET_NAME, name), 0);
	ok(!strcmp(name, "a name of a pro"));
	is(SC(prctl, PR_SET_PDEATHSIG, 10), 0);
	is(SC(prctl, PR_GET_PDEATHSIG, &sig), 0);
	is(sig, 10);
	is(SC(prctl, PR_SET_PDEATHSIG, 65), -EINVAL);
	is(SC(prctl, PR_SET_PDEATHSIG, -1), -EINVAL);
	is(SC(prctl, PR_GET_DUMPABLE), 1);
	is(SC(prctl, PR_SET_DUMPABLE, 3), -EINVAL);
	is(SC(prctl, PR_GET_KEEPCAPS), 0);
	is(SC(prctl, PR_SET_KEEPCAPS, 1), 0);
	is(SC(prctl, PR_GET_KEEPCAPS), 1);
	is(SC(prctl, PR_SET_KEEPCAPS, 2), -EINVAL);
	is(SC(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
	is(SC(prctl, PR_SET_NO_NEW_PRIVS, 2, 0, 0, 0), -EINVAL);
	is(SC(prctl, 9999), -EINVAL);
	is(SC(prctl, -1), -EINVAL);
	wild(prctl, 1, 0, PR_SET_NAME, 0);
	wild(prctl, 1, 1, PR_GET_NAME, 0);
	wild(prctl, 1, 1, PR_GET_PDEATHSIG, 0);
	if (fork() == 0)
		_exit(dies_with_parent(word));
	wait(NULL);
	ok(becomes(&word[1], 1));
	is(as_user(8005, user_dumps, NULL), 0);
}

struct caps {
	uint32_t effective, permitted, inheritable;
};

static int keeps_caps(void *unused)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_1,
						 0 };
	struct caps caps;

	(void)unused;
	is(SC(prctl, PR_SET_KEEPCAPS, 1), 0);
	is(SC(setuid, 99), 0);
	is(SC(capget, &head, &caps), 0);
	ok(caps.permitted != 0 && caps.effective == 0);
	caps.effective = 1 << CAP_CHOWN;
	caps.permitted = 1 << CAP_CHOWN | 1 << CAP_SETUID;
	is(SC(capset, &head, &caps), 0);
	put_file("mine", "x", 1);
	is(SC(chown, "mine", 5, 5), 0);
	caps.permitted |= 1 << CAP_KILL;
	is(SC(capset, &head, &caps), -EPERM);
	caps.permitted = 0;
	caps.effective = 1;
	is(SC(capset, &head, &caps), -EPERM);
	caps.effective = 0;
	is(SC(capset, &head, &caps), 0);
	is(SC(chown, "mine", 6, 6), -EPERM);
	return 0;
}

/* Without a capability root is not root. */
static int weak_root(void *unused)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_1,
						 0 };
	struct caps caps = { 0, 0, 0 };

	(void)unused;
	is(SC(capset, &head, &caps), 0);
	is(SC(setuid, 5), -EPERM);
	is(SC(sethostname, "x", 1), -EPERM);
	is(SC(iopl, 3), -EPERM);
	return 0;
}

TEST(capset)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3,
						 0 };
	struct caps caps[2];

	is(SC(capget, &head, caps), 0);
	ok(caps[0].effective & 1 << CAP_KILL);
	head.pid = 1;
	is(SC(capget, &head, caps), 0);
	is(SC(capset, &head, caps), -EPERM);
	head.pid = 999999;
	is(SC(capget, &head, caps), -ESRCH);
	head.pid = -1;
	is(SC(capget, &head, caps), -EINVAL);
	head.pid = 0;
	head.version = 0;
	is(SC(capget, &head, caps), -EINVAL);
	is(head.version, _LINUX_CAPABILITY_VERSION_3);	/* the newest */
	wild(capget, 0, 1, 0, (long)caps);
	wild(capget, 1, 1, (long)&head, 8);
	wild(capset, 0, 1, 0, (long)caps);
	wild(capset, 1, 0, (long)&head, 0);
	is(in_child(keeps_caps, NULL), 0);
	is(in_child(weak_root, NULL), 0);
}

ALSO(capget)
