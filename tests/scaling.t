#!/usr/bin/perl
# Several processors do more than one, in Bochs' virtual time, where it is the
# same on any host: CPU-bound processes hardly know of each other, no kind of
# work becomes slower by more processors having it, nor is any slower than what
# the peers do with as many, who shares a processor has an equal share, and who
# mostly sleeps has it at once.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Figures qw(read_table);
use BigLock::Smpbench;

use constant CPUS => 4;
use constant MANY => 8;
my %least = (2 => 1.99, 4 => 3.97, 8 => 7.9);	# times the work of one
use constant MOST_UNEQUAL => 20;	# thousandths, between two shares
use constant MOST_LATE => 20_000;	# microseconds: two ticks
use constant LEAST_RATE => 0.95;	# of the best with fewer workers

my ($status, $output) = run_make('bench-ramdisk');
ok($status == 0, 'the ramdisk for measuring builds') or diag($output);

# The work is measured out by time: with fewer instructions in a second of it,
# it is less, but the ticks weigh more. For loops that need no kernel they must
# weigh what they do on a slow machine of the time, not more.
my ($alone) = eval { run_smpbench(CPUS, '', 'cpu') };
my @cpu = @{ $alone->{cpu} || [] };
my ($many) = eval { run_smpbench(MANY, '', 'cpu') };

use constant PEERS_IPS => 20_000_000;	# as the peers were measured
use constant FEWER_IPS => 5_000_000;
BigLock::Smpbench::ips(FEWER_IPS);
my @wanted = qw(getppid pipe fork);
my ($rates, @kinds) = eval { run_smpbench(CPUS, '', @wanted) };
is("@kinds", "@wanted", 'all kinds of work run') or diag($@);

# So many CPU-bound processes on as many CPUs.
sub scales
{
	my ($n, @cpu) = @_;
	my $times = $cpu[0] && $cpu[$n - 1] ? $cpu[$n - 1] / $cpu[0] : 0;

	cmp_ok($times, '>=', $least{$n}, "$n CPU-bound processes do " .
		"$least{$n} times the work of one") or
		diag(join ' ', map { $_ // '-' } @cpu);
}

scales(2, @cpu);
scales(CPUS, @cpu);
scales(MANY, @{ $many->{cpu} || [] }) or diag($@);
# A CPU that is idle and that nobody knows to be would show here.
cmp_ok(worst_loss(@{ $many->{cpu} || [0] }), '>=', LEAST_RATE,
	'no number of them does less than a smaller one');

# Three of them for each CPU; and one that mostly sleeps beside these.
my %share = eval { run_shares(CPUS, '') };

ok(defined $share{most} && $share{most} - $share{least} < MOST_UNEQUAL,
	'three for each CPU: shares differ by less than 2 %') or
	diag($@, map { "$_: $share{$_} " } sort keys %share);
cmp_ok($share{late} // 'unknown', '<', MOST_LATE,
	'beside them, one that mostly sleeps is answered in a tick');

# With fewer instructions in a second all do less; ours, on which the ticks
# weigh more now, must still be ahead.
my $peers = read_table('smp-peers');

sub beats
{
	my ($kind, $ips, $from, @rates) = @_;
	my $rows = $peers->{rows}{$kind};

	for my $peer (@{ $peers->{columns} }) {
		my @theirs = map { $_ * $ips / PEERS_IPS }
			split /,/, $rows->{$peer};
		my @behind = grep { ($rates[$_ - 1] // 0) <= $theirs[$_ - 1] }
			$from .. CPUS;

		is("@behind", '', "$kind: $peer does less with $from to " .
			CPUS . ' workers') or diag("@rates; $peer @theirs");
	}
}

# With a tick for all that is passed on, as in 1995, there is less to be had.
beats('cpu', PEERS_IPS, CPUS, @cpu) if ($ENV{WAY} || 'default') eq 'default';
beats($_, FEWER_IPS, 1, @{ $rates->{$_} || [] }) for @wanted;

for my $kind (@kinds) {
	cmp_ok(worst_loss(@{ $rates->{$kind} }), '>=', LEAST_RATE,
		"$kind: more processors do no less")
		or diag("@{ $rates->{$kind} }");
}
done_testing;
