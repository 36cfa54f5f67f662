#!/usr/bin/perl
# Time on several processors, by tests/guest/clock: idle CPUs that do not tick,
# sleepers and keys that wake them, sleeps that are right to a tick while the
# load moves about, clocks that never go back. With a timer in each CPU and
# with the ticks of 1995; in QEMU, whose idle time passes at once, and in
# Bochs, where CPUs run at the same time by the clock that is measured.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

use constant IPS => 8_000_000;
use constant SKEW => 700;		# ms

my ($status, $text) = run_make('-s', 'clock-image');
ok($status == 0, 'the program and its ramdisk are built') or diag($text);
my $initrd = top() . '/build/smp/tests/clock.img';

sub in_qemu
{
	my ($cpus, $words) = @_;

	return boot(cpus => $cpus, initrd => $initrd, icount => 1, shift => 3,
		append => "console=ttyS0 $words", monitor => 1);
}

sub in_bochs
{
	my ($cpus, $words) = @_;

	return boot(emulator => 'bochs', loader => 'floppy', cpus => $cpus,
		initrd => $initrd, ips => IPS,
		append => "console=ttyS0 $words");
}

# Somebody types when the guest asks for it.
sub type_keys
{
	my ($m) = @_;

	$m->send("k\n") if $m->wait_for(qr/type at the serial line/);
	$m->press(qw(k ret)) if $m->wait_for(qr/type at the keyboard/);
}

# Bochs first: it takes longer.
my $apic = in_bochs(4, 'quiet timer=apic clock.idle=3 clock.sleeps');
my $idle = in_qemu(8, 'timer=apic clock.idle=10 clock.keys');

type_keys($idle);
guest_tests($idle, '8 idle CPUs with timers of their own');
like($idle->log, qr/Timer: the local APICs, \d+ kHz/, 'which the log names');
guest_tests($apic, '4 CPUs under load, with timers of their own');

my $slave = in_bochs(3, 'quiet clock.sleeps timer=slave');
my $passed = in_qemu(4, 'clock.idle=2 clock.keys timer=slave');

type_keys($passed);
guest_tests($passed, '4 idle CPUs with timer=slave');
like($passed->log, qr/Timer: the 8254, passed on by messages/,
	'which the log names');
guest_tests($slave, '3 CPUs under load with timer=slave');

my $skewed = in_bochs(3, 'tscskew=' . SKEW);

guest_tests($skewed, 'counters that differ by ' . SKEW . ' ms');
like($skewed->log, qr/TSC of CPU1 is \d+ cycles ahead.*\n(.*\n)*.*TSC of CPU2 /,
	'it is seen, and said') or show_log($skewed);
done_testing;
