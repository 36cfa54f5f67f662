#!/usr/bin/perl
# The highest real-time priorities are the ones that run (Q1), on 1, 2, 4 and 8
# processors: processes wake each other up, sleep, and change each other's
# policies, priorities and masks at random (tests/guest/rt), the kernel's trace
# records it, and BigLock::Replay says who had to run when. Within so many
# instructions of Bochs' processors each must.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Replay;

use constant BOUND => 5000;		# instructions, of a CPU's time
use constant SEED => $ENV{RT_SEED} || 1;
use constant EVENTS => 10_000;		# that are to be seen, in all
my %operations = (1 => 4000, 2 => 4000, 4 => 4000, 8 => 4000);

my ($status, $output) = run_make('rt-image');
ok($status == 0, 'the ramdisk with the processes builds') or diag($output);
my $ramdisk = top() . '/build/smp/tests/rt.img';

sub play
{
	my ($cpus) = @_;
	my $events = $operations{$cpus};
	my $m = boot(emulator => 'bochs', loader => 'iso', cpus => $cpus,
		initrd => $ramdisk, append => 'console=ttyS0 quiet ' .
			"rt.events=$events rt.seed=${\ SEED}");

	guest_tests($m, "$cpus CPUs: all operations are done");
	return split /\n/, $m->port_e9;
}

sub worst
{
	my ($r) = @_;
	my @waits = sort { $b->{cycles} <=> $a->{cycles} } @{ $r->{waits} };

	return @waits ? $waits[0] : { cycles => 0, from => 0, to => 0 };
}

my $events = 0;

for my $cpus (sort { $a <=> $b } keys %operations) {
	my @lines = play($cpus);
	my $r = replay(records(@lines));
	my $worst = worst($r);

	is(scalar(grep { /^# \d+ lost/ } @lines), 0,
		"$cpus CPUs: the trace has all of it");
	$events += $r->{events};
	is(join("\n", @{ $r->{faults} }), '', "$cpus CPUs: nobody runs " .
		'twice, unwoken or where he may not, nobody is forgotten');
	cmp_ok($worst->{cycles}, '<=', BOUND,
		"$cpus CPUs: who has to run does, soon") or
		diag("records $worst->{from} to $worst->{to}");
	diag("$cpus CPUs: $r->{events} events, worst $worst->{cycles}")
		if $ENV{RT_VERBOSE};
}
cmp_ok($events, '>=', EVENTS, 'so many events concern real-time processes');
done_testing;
