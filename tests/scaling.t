#!/usr/bin/perl
# Several processors do more than one, in Bochs' virtual time, where it is the
# same on any host: four CPU-bound processes take hardly longer than one, and
# no kind of work becomes slower by more processors having it.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Smpbench;

use constant CPUS => 4;
use constant MOST_TIME => 1.03;		# of what one process alone takes
use constant LEAST_RATE => 0.95;	# of the best with fewer workers

my ($status, $output) = run_make('bench-ramdisk');
ok($status == 0, 'the ramdisk for measuring builds') or diag($output);

my ($rates, @kinds) = eval { run_smpbench(CPUS, '') };
is("@kinds", 'cpu getppid pipe fork', 'all kinds of work run') or diag($@);

# Time for all of the work, when each of the workers does the same.
my @cpu = @{ $rates->{cpu} || [] };
my $time = @cpu == CPUS ? CPUS * $cpu[0] / $cpu[-1] : 'unknown';
cmp_ok($time, '<=', MOST_TIME,
	CPUS . ' CPU-bound processes take as long as one') or diag("@cpu");

for my $kind (@kinds) {
	cmp_ok(worst_loss(@{ $rates->{$kind} }), '>=', LEAST_RATE,
		"$kind: more processors do no less")
		or diag("@{ $rates->{$kind} }");
}
done_testing;
