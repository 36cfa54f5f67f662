#!/usr/bin/perl
# A real-time process that is woken is in user mode soon (Q1, Q5), on an idle
# CPU, a busy one, and across CPUs, whatever the others do: usr/bench/
# wakebench.c in Bochs, whose cycles are instructions. `make bench' has more
# trials.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Wakebench;

use constant CPUS => 4;
use constant TRIALS => 150;

# Where nobody has the kernel lock for long: the usual 1000 to 2000, and a tick
# or two that come first.
use constant ALONE => 8_000;
# Where three CPUs are always in the kernel: the waker waits for the lock, and
# then the one who is woken; each until it has been released by its owner and
# by the two others whose hands are up (locking.txt, section 3). In these calls
# a hold is 16,000 at most.
use constant IN_COMPANY => 2 * 3 * 16_000;

my @alone = qw(pipe-idle pipe-user pipe-same futex-idle timer-idle timer-user);
my @in_company = qw(pipe-calls pipe-others pipe-all pipe-any futex-all
	timer-calls timer-all);

my ($status, $output) = run_make('-s', 'bench-ramdisk');
ok($status == 0, 'the ramdisk for measuring builds') or diag($output);
my ($took, @kinds) = eval { run_wakebench(cpus => CPUS, trials => TRIALS) };
is("@{[sort @kinds]}", "@{[sort @alone, @in_company]}", 'all kinds are there')
	or diag($@);

sub bounded
{
	my ($bound, @kinds) = @_;

	for my $kind (@kinds) {
		my $t = $took->{$kind} || {};

		is($t->{trials} // 'no', TRIALS, "$kind: so many trials");
		cmp_ok($t->{worst} // 'nan', '<', $bound,
			"$kind: soon enough, also at the worst");
	}
}

bounded(ALONE, @alone);
bounded(IN_COMPANY, @in_company);
done_testing;
