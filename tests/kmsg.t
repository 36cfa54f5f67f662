#!/usr/bin/perl
# A flood of lines for the log on a slow console: whoever writes /dev/kmsg
# sends them himself, and does not keep the kernel lock for as long as that
# takes. Bochs sends as slowly as a real line does.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Initramfs;

use constant SPEED => 1200;	# bits/s: a line takes 8 seconds
use constant PATIENCE => 3;	# seconds that others wait for the kernel lock

my $init = program(<<'END');
#define O_WRONLY	1
#define LINE		990
#define LINES		3

static char line[LINE];

static void flood(void)
{
	int i, fd = syscall3(NR_open, (u32)"/dev/kmsg", O_WRONLY, 0);

	for (i = 0; i < LINE; i++)
		line[i] = 'x';
	line[0] = '<', line[1] = '3', line[2] = '>';
	for (i = 0; i < LINES; i++)
		if (syscall3(NR_write, fd, (u32)line, LINE) != LINE)
			quit(1);
	quit(0);
}

int main(int argc, char **argv, char **envp)
{
	int status = -1;

	(void)argc, (void)argv, (void)envp;
	syscall6(NR_mount, (u32)"none", (u32)"/dev", (u32)"devtmpfs", 0, 0,
		 0);
	if (syscall3(NR_fork, 0, 0, 0) == 0)
		flood();
	syscall4(NR_wait4, -1, (u32)&status, 0, 0);
	print("the flood is over: %d\n", status);
	flush();
	for (;;)
		syscall3(NR_sched_yield, 0, 0, 0);
}
END

my $m = boot(emulator => 'bochs', loader => 'floppy', cpus => 2, limit => 600,
	append => 'console=ttyS0,' . SPEED . ' quiet lockwatch=' . PATIENCE,
	initrd => ramdisk_of(cpio(['.', '40755', ''], ['dev', '40755', ''],
		['init', '100755', $init])));
saw($m, qr/the flood is over: 0/, 'all lines are written');
is(scalar(() = $m->log =~ /x{900}/g), 3, 'and shown');
unlike($m->log, qr/DEADLOCK|panic/, 'while others have the kernel lock');
$m->stop;
done_testing;
