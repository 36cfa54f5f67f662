# BigLock::Smpbench - usr/bench/smpbench.c in Bochs, where processors run in
# parallel in virtual time: what they do together, on any host.
#
#	my ($rates, @kinds) = run_smpbench($cpus, $words, @kinds)
#				{ kind => [operations in a second with 1, 2,
#				... workers] }; $words go to the kernel's
#				command line; no kinds: all of them
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
use BigLock::Media qw(top iso);
use BigLock::Way qw(way_of);
use Exporter qw(import);

our @EXPORT = qw(run_smpbench run_shares worst_loss);

use constant SHARE_IPS => 3_000_000;	# a minute of it is cheap
use constant HOUR => 3600;		# wall time: a busy host is no failure

my $rate_ips = 20_000_000;		# as the peers were measured

sub ips { ($rate_ips) = @_ }

# A machine that has done that, still there.
sub machine
{
	my ($cpus, $ips, $words, @wanted) = @_;
	my $way = way_of(append => $words);
	my $medium = iso(initrd => top() . '/build/bench/ramdisk.img',
		append => "console=ttyS0 quiet $way $words init=/bin/smpbench " .
			join(' ', $cpus, @wanted));
	my $m = BigLock::Machine->new(emulator => 'bochs', loader => 'iso',
		image => $medium, cpus => $cpus, ips => $ips, limit => HOUR)
		->start;

	$m->wait_for(qr/SMPBENCH DONE/) or
		die "smpbench: it does not come to its end:\n", $m->log, "\n";
	return $m;
}

sub run_shares
{
	my ($cpus, $words) = @_;
	my $m = machine($cpus, SHARE_IPS, $words, 'share');
	my %r;

	for ($m->lines) {
		@r{qw(least most)} = ($1, $2) if /^share (\d+) (\d+)$/;
		$r{late} = $1 if /^nap (\d+)$/;
	}
	$m->stop;
	return %r;
}

sub run_smpbench
{
	my ($cpus, $words, @wanted) = @_;
	my $m = machine($cpus, $rate_ips, $words, @wanted);
	my (%rates, @kinds);

	for ($m->lines) {
		my ($kind, $workers, $rate) = /^(\w+) (\d+) (\d+) \d+\.\d\d$/
			or next;

		push @kinds, $kind if !$rates{$kind};
		$rates{$kind}[$workers - 1] = $rate;
	}
	$m->stop;
	return (\%rates, @kinds);
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
