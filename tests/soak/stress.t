#!/usr/bin/perl
# All CPUs against all for long: many seeds, 100,000 messages and lockings in
# each, in Bochs; as many in QEMU, whose CPUs run in parallel. SEEDS in the
# environment says how many seeds (24), for each number of CPUs in turn. Then
# the whole self-test in QEMU: a wake-up on another CPU costs a millisecond.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use BigLock;
use BigLock::Stress;

use constant EVENTS => 100_000;

my $seeds = $ENV{SEEDS} || 24;
my $debug = debug_kernel();
my @cpus = (2, 4, 8);

stress('bochs', $cpus[$_ % @cpus], EVENTS, $_, $debug) for 1 .. $seeds;

# A second or two for each thousand: more than a machine may take by itself.
$ENV{BIGLOCK_PATIENCE} = 10 * ($ENV{BIGLOCK_PATIENCE} || 1);
stress('qemu', $_, EVENTS, 0, image()) for @cpus;
guest_tests(boot(cpus => $_, append => 'console=ttyS0 selftest',
	extra => ['-accel', 'tcg,thread=multi']), "the self-test, $_ CPUs")
	for @cpus;
done_testing;
