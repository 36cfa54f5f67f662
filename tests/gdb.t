#!/usr/bin/perl
# The debugger's commands (scripts/gdb) on a kernel that has booted: they
# know its structures, or they would be no help when it matters.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

my $vmlinux = $ENV{VMLINUX} || top() . '/vmlinux';
my $socket = scratch() . '/gdb';
my $m = boot(append => 'console=ttyS0 selftest=idle',
	extra => ['-gdb', "unix:$socket,server=on,wait=off"]);

saw($m, qr/biglock: boot complete/, 'the kernel is up');
my ($status, $text) = capture('gdb', '-q', '-nx', '-batch',
	'-ex', 'source ' . top() . '/scripts/gdb/biglock.py',
	'-ex', "target remote $socket",
	map({ ('-ex', $_) } qw(bl-tasks bl-cpus bl-locks), 'bl-log 2'),
	$vmlinux);

unlike($text, qr/Python|Error|Undefined/, 'gdb has no complaint')
	or diag($text);
like($text, qr/^ *0 .*\n(?:.*\n)*? *1  \S+ +\w+/m, 'bl-tasks: the first two')
	or diag($text);
like($text, qr/^ *0 +\d+ .* \S+$/m, 'bl-cpus: the boot processor');
like($text, qr/^kernel lock +(?:CPU 0|nobody|none)/m, 'bl-locks: the big one');
like($text, qr/^tasks_lock +(?:free|taken)/m, 'bl-locks: a small one');
like($text, qr/biglock: boot complete/, 'bl-log: the log\'s last lines')
	or diag($text);
$m->stop;
done_testing;
