#!/usr/bin/perl
# Every system call: its result, its errors, wild pointers. The tests are
# programs of the guest (tests/guest/calls), told here again one by one. They
# run twice in one boot: what the second run takes, the kernel has lost.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Kernels;

use constant LOST => 256;		# KB that caches may have grown by
use constant LEAST => 220;		# fewer tests than that are none
use constant LIMIT => 900;		# seconds

my ($status, $text) = run_make('-s', 'guest-image');
ok($status == 0, 'the programs and their ramdisk are built') or diag($text);
my $initrd = top() . '/build/smp/tests/guest.img';
plan skip_all => 'no ramdisk: there is no busybox' if !-r $initrd;

# What the shell is told. Its echo of that may not look like an answer. It
# counts processes by itself, for those of a pipeline may be there already, or
# not; and until it has counted as many once more, for some may be ending.
my @script = ('count() { rm -rf /tmp/call-*; when=$1; ' .
	'until sleep 1; set -- /proc/[0-9]*; [ $# = "$n" ]; do n=$#; done; ' .
	'kb=$(grep MemFree /proc/meminfo | tr -dc 0-9); ' .
	'echo "$when: $kb KB free, $# processes"; }',
	'echo; echo TAP "version 13"; /tests/calls', 'count first',
	'/tests/calls > /dev/null 2>&1', 'count second', 'poweroff -f');

# KB free and processes, as the guest counted them.
sub counted
{
	my ($m, $when) = @_;

	return $m->log =~ /^$when: (\d+) KB free, (\d+) processes/m
		? ($1, $2) : (0, 0);
}

sub nothing_lost
{
	my ($m, $where) = @_;
	my ($kb, $processes) = counted($m, 'first');
	my ($then_kb, $then_processes) = counted($m, 'second');

	ok($kb && $then_kb, "$where: the shell lives on") or show_log($m);
	cmp_ok($kb - $then_kb, '<=', LOST, "$where: no memory is lost");
	is($then_processes, $processes, "$where: no process is lost");
	unlike($m->log, qr/Oops|Kernel panic|BUG|lost/,
		"$where: the kernel has nothing to complain of")
		or show_log($m);
}

sub all_calls
{
	my ($where, %o) = @_;
	my $m = boot(initrd => $initrd, append => 'console=ttyS0',
		limit => LIMIT, %o);

	if (ok($m->wait_for(qr/biglock:.*# /), "$where: there is a shell")) {
		$m->send(join('; ', @script) . "\n");
		guest_tests($m, $where);
		nothing_lost($m, $where);
		my $tests = BigLock::Tap::parse($m->lines)->{tests};
		cmp_ok(scalar @$tests, '>=', LEAST, "$where: all are there");
	} else {
		show_log($m);
	}
	$m->stop;
}

all_calls('4 CPUs', cpus => 4);
all_calls('the uniprocessor kernel', cpus => 1,
	image => bzimage(kernel('up')));
done_testing;
