# BigLock::Smpbench - usr/bench/smpbench.c in Bochs, where processors run in
# parallel in virtual time: what they do together, on any host.
#
#	my ($rates, @kinds) = run_smpbench($cpus, $words, @kinds)
#				{ kind => [operations in a second with 1, 2,
#				... workers] }; $words go to the kernel's
#				command line; no kinds: all of them
#	my ($found, @kinds) = run_locked($emulator, $cpus, @kinds)
#				as many workers as CPUs: { kind => { rate, and
#				of the time of all CPUs, from 0 to 1: kernel,
#				spin, hold (held by one of them), idle } }. The
#				kernel is booted as it is by default
#	my %r = run_shares($cpus, $words)
#				least, most: of what three loops for each CPU
#				do, in thousandths of the mean; late: of naps
#				beside them, the worst, in us
#	BigLock::Smpbench::ips($n)	instructions in a second of theirs
#	worst_loss(@rates)	the least that a number of workers brought, as
#				a share of the best of fewer; at most 1
package BigLock::Smpbench;

use strict;
use warnings;
use BigLock::Machine;
use BigLock::Media qw(top image iso);
use BigLock::Way qw(way_of);
use Exporter qw(import);

our @EXPORT = qw(run_smpbench run_locked run_shares worst_loss);

use constant SHARE_IPS => 3_000_000;	# a minute of it is cheap
use constant MS_PER_TICK => 10;
use constant HOUR => 3600;		# wall time: a busy host is no failure

my $rate_ips = 20_000_000;		# as the peers were measured

sub ips { ($rate_ips) = @_ }

# The members of a machine of that emulator that boots so.
sub described
{
	my ($emulator, $append) = @_;
	my %o = (append => $append,
		initrd => top() . '/build/bench/ramdisk.img');

	return (%o, image => image(), extra => ['-accel', 'tcg,thread=multi'])
		if $emulator eq 'qemu';
	return (loader => 'iso', image => iso(%o));
}

# A machine that has done that, still there.
sub machine
{
	my ($emulator, $cpus, $ips, $words, @wanted) = @_;
	my $m = BigLock::Machine->new(emulator => $emulator, cpus => $cpus,
		ips => $ips, limit => HOUR, described($emulator,
		"console=ttyS0 quiet $words init=/bin/smpbench " .
			join(' ', $cpus, @wanted)))->start;

	$m->wait_for(qr/SMPBENCH DONE/) or
		die "smpbench: it does not come to its end:\n", $m->log, "\n";
	return $m;
}

# With the words that choose one, by turns (BigLock::Way).
sub in_a_way
{
	my ($words) = @_;

	return way_of(append => $words) . " $words";
}

sub run_shares
{
	my ($cpus, $words) = @_;
	my $m = machine('bochs', $cpus, SHARE_IPS, in_a_way($words), 'share');
	my %r;

	for ($m->lines) {
		@r{qw(least most)} = ($1, $2) if /^share (\d+) (\d+)$/;
		$r{late} = $1 if /^nap (\d+)$/;
	}
	$m->stop;
	return %r;
}

# A line of smpbench's table: kind, workers, operations in a second.
my $table_line = qr/^(\w+) (\d+) (\d+) \d+\.\d\d$/;

sub run_smpbench
{
	my ($cpus, $words, @wanted) = @_;
	my $m = machine('bochs', $cpus, $rate_ips, in_a_way($words), @wanted);
	my (%rates, @kinds);

	for ($m->lines) {
		my ($kind, $workers, $rate) = /$table_line/ or next;

		push @kinds, $kind if !$rates{$kind};
		$rates{$kind}[$workers - 1] = $rate;
	}
	$m->stop;
	return (\%rates, @kinds);
}

# What a line of /proc/smp says of all CPUs, or at all.
my $smp_line =
	qr/^(ticks|system|idle|TSC kHz|(?:spin|hold) cycles) *:.* (\d+)$/;

# The shares, from what the first and the second copy of /proc/smp say.
sub shares_of
{
	my ($first, $last) = @_;
	my %d = map { $_ => $last->{$_} - $first->{$_} } keys %$last;
	my $cycles = $d{ticks} * $last->{'TSC kHz'} * MS_PER_TICK || 1;

	return (kernel => $d{system} / ($d{ticks} || 1),
		idle => $d{idle} / ($d{ticks} || 1),
		spin => $d{'spin cycles'} / $cycles,
		hold => $d{'hold cycles'} / $cycles);
}

sub run_locked
{
	my ($emulator, $cpus, @wanted) = @_;
	my $m = machine($emulator, $cpus, $rate_ips, '', 'lock', @wanted);
	my (%found, @kinds, @copies);

	for ($m->lines) {
		push @copies, {} if /^cpu +:/;
		$copies[-1]{$1} = $2 if @copies && /$smp_line/;
		$found{$1}{rate} = $3 if /$table_line/;
		next if !/^lock (\w+) \d+ (\d+)$/ || !$2 || @copies < 2;

		push @kinds, $1;
		$found{$1} = { %{ $found{$1} }, shares_of(@copies[-2, -1]) };
	}
	$m->stop;
	return (\%found, @kinds);
}

sub worst_loss
{
	my ($best, $least) = (0, 1);

	for (@_) {
		$least = $_ / $best if $best && $_ / $best < $least;
		$best = $_ if $_ > $best;
	}
	return $least;
}

1;
