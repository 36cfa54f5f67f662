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
my %operations = (1 => 2500, 2 => 2500, 4 => 2500, 8 => 2500);

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

for my $cpus (sort { $a <=> $b } keys %operations) {
	my @lines = play($cpus);
	my $r = replay(records(@lines));
	my $worst = worst($r);

	is(scalar(grep { /^# \d+ lost/ } @lines), 0,
		"$cpus CPUs: the trace has all of it");
	cmp_ok($r->{events}, '>', $operations{$cpus} / 4,
		"$cpus CPUs: enough of it is about real-time processes");
	is(join("\n", @{ $r->{faults} }), '', "$cpus CPUs: nobody runs " .
		'twice, unwoken or where he may not, nobody is forgotten');
	cmp_ok($worst->{cycles}, '<=', BOUND,
		"$cpus CPUs: who has to run does, soon") or
		diag("records $worst->{from} to $worst->{to}");
	diag("$cpus CPUs: $r->{events} events, worst $worst->{cycles}")
		if $ENV{RT_VERBOSE};
}
done_testing;
