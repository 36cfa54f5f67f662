#!/usr/bin/perl
# All CPUs against all, in QEMU with its CPUs in parallel and in Bochs, where
# each seed is one interleaving: no message is lost (L7, M2, M3), nothing is
# read through a stale entry (L11), nobody starves (L9). Then the whole
# self-test on 4 CPUs (in QEMU: tests/soak/stress.t). At last the kernel
# without the service in the spin loop, which must hang: the watchdog says who
# waits for whom.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Stress;
use BigLock::Symbols;

use constant QEMU_EVENTS => 1500;	# each costs a millisecond or two
use constant EVENTS => 6_000;
use constant MANY_EVENTS => 40_000;

my $debug = debug_kernel();
my $map = BigLock::Symbols->load($debug =~ s{arch/.*}{System.map}r);

stress('qemu', $_, QEMU_EVENTS, 1, $debug) for 2, 4, 8;
stress('bochs', @$_, $debug) for [2, EVENTS, 2], [4, EVENTS, 3],
	[4, EVENTS, 4], [8, EVENTS / 2, 5];
stress('bochs', 4, MANY_EVENTS, 0, image());

guest_tests(boot(cpus => 4, append => 'console=ttyS0 selftest',
	emulator => 'bochs', loader => 'floppy'), 'the self-test, 4 CPUs');

# Test: the functions of a trace are where System.map has them, and one of
# them is this.
sub traced
{
	my ($text, $function, $name) = @_;
	my @wrong;

	while ($text =~ /\[<(\w{8})>\] (?:\? )?([\w.]+)\+0x(\w+)/g) {
		push @wrong, $2 if !$map->has($2, hex($1) - hex($3));
	}
	is("@wrong", '', "$name: names and addresses are System.map's");
	like($text, qr/\[<\w{8}>\] $function\+/, "$name is in $function()");
}

my $m = boot(emulator => 'bochs', loader => 'floppy', cpus => 4, panics => 1,
	image => $debug, append => 'console=ttyS0 selftest=smpstress ' .
		'nolockservice lockwatch=2');

saw($m, qr/The machine is stopped/, 'no service in the spin loop: it hangs');
my $log = $m->log;
my ($waiter, $function, $holder) = $log =~ /DEADLOCK:\ CPU(\d+)\ has\ waited
	\ 2\ s\ for\ the\ kernel\ lock\ at\ ([\w.]+)\+0x\w+\/0x\w+;
	\ CPU(\d+)\ holds\ it$/mx;
ok(defined $holder, 'the watchdog names both parties') or show_log($m);
$_ //= 'none' for $waiter, $holder, $function;
isnt($waiter, $holder, 'which are two');
my ($held, $waited) = $log =~ /DEADLOCK: (.*)(Kernel panic on .*)/s;

like($held // '', qr/\bCPU: $holder  process: /,
	'then the holder shows its registers') or show_log($m);
traced($held // '', 'smp_message_pass', 'the holder');
like($waited // '', qr/^Kernel panic on CPU $waiter: The kernel lock is stuck/,
	'then it is a panic on the one who waited');
traced($waited // '', 'wait_for_lock', 'who waited');
like($waited // '', qr/\b\Q$function\E\+/, "and came from $function()");
$m->stop;
done_testing;
