# BigLock::Smpbench - usr/bench/smpbench.c in Bochs, where processors run in
# parallel in virtual time: what they do together, on any host.
#
#	my ($rates, @kinds) = run_smpbench($cpus, $words, @kinds)
#				{ kind => [operations in a second with 1, 2,
#				... workers] }; $words go to the kernel's
#				command line; no kinds: all of them
#	worst_loss(@rates)	the least that a number of workers brought, as
#				a share of the best of fewer; at most 1
package BigLock::Smpbench;

use strict;
use warnings;
use BigLock::Machine;
use BigLock::Media qw(top iso);
use Exporter qw(import);

our @EXPORT = qw(run_smpbench worst_loss);

use constant IPS => 20_000_000;		# as the peers were measured
use constant HOUR => 3600;		# wall time: a busy host is no failure

sub run_smpbench
{
	my ($cpus, $words, @wanted) = @_;
	my $medium = iso(initrd => top() . '/build/bench/ramdisk.img',
		append => "console=ttyS0 quiet $words init=/bin/smpbench " .
			join(' ', $cpus, @wanted));
	my $m = BigLock::Machine->new(emulator => 'bochs', loader => 'iso',
		image => $medium, cpus => $cpus, ips => IPS, limit => HOUR)
		->start;
	my (%rates, @kinds);

	$m->wait_for(qr/SMPBENCH DONE/) or
		die "smpbench: it does not come to its end:\n", $m->log, "\n";
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
