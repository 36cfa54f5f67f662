#!/usr/bin/perl
# Pseudo terminals: names, ends, sessions, packet mode, a megabyte each way
# while all CPUs are busy, the calls of serial lines, and pairs that come and go
# (tests/guest/pty). Some run twice in one boot: what the second run takes, the
# kernel has lost.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

use constant LOST => 128;		# KB that caches may have grown by
use constant LEAST => 20;		# fewer tests than that are none

my ($status, $text) = run_make('-s', 'guest-image');
ok($status == 0, 'the programs and their ramdisk are built') or diag($text);
my $initrd = top() . '/build/smp/tests/guest.img';
plan skip_all => 'no ramdisk: there is no busybox' if !-r $initrd;

# What the shell is told. Its echo of that may not look like an answer.
my @script = ('count() { echo 1 > /proc/drop_caches; sleep 1; ' .
	'echo "$1: $(grep MemFree /proc/meminfo | tr -dc 0-9) KB free"; }',
	'echo; echo TAP "version 13"; /tests/pty', 'count first',
	'/tests/pty races hangup vhangup sleepers session exits ptmx ' .
		'mounts bsd full > /tmp/second; rm /tmp/second', 'count second',
	'ls /dev/pts; poweroff -f');

my $m = boot(initrd => $initrd, append => 'console=ttyS0',
	cpus => 4, extra => ['-serial', 'null']);
if (ok($m->wait_for(qr/biglock:.*# /), 'there is a shell')) {
	$m->send(join('; ', @script) . "\n");
	guest_tests($m, '4 CPUs');
	ended($m, 'the machine ends by itself');
	my ($first) = $m->log =~ /^first: (\d+) KB/m;
	my ($second) = $m->log =~ /^second: (\d+) KB/m;
	cmp_ok(($first || 1e9) - ($second || 0), '<=', LOST,
		'no memory is lost') or show_log($m);
	like($m->log, qr/^second.*\n(?:\e\[[\d;]*m|ptmx|\s)*$/m,
		'no terminal is left');
	unlike($m->log, qr/Oops:|Kernel panic|BUG in/,
		'the kernel has nothing to complain of') or show_log($m);
	my $tests = BigLock::Tap::parse($m->lines)->{tests};
	cmp_ok(scalar @$tests, '>=', LEAST, 'all are there');
} else {
	show_log($m);
}
$m->stop;
done_testing;
