#!/usr/bin/perl
# File systems for long: a million random operations on each kind against the
# model, by one process and by several; hundreds of crashes; 20,000 damaged
# images of each kind; and fsstress over SEEDS seeds (6) of a debug kernel, in
# QEMU and in Bochs.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use BigLock;
use BigLock::Files;
use BigLock::Stress;

use constant { STEPS => 1_000_000, CRASHES => 400, INPUTS => 10_000_000 };

my $seeds = $ENV{SEEDS} || 6;
my @cpus = (2, 4, 8);

sub unit
{
	my ($program, @args) = @_;
	my $path = "build/smp/tests/unit/$program";
	my ($status, $output) = run_make($path);

	$output = `$path @args 2>&1` if $status == 0;
	ok($status == 0 && $? == 0, "$program @args") or diag($output);
}

chdir top();
unit('fsmodel_test', STEPS);
unit('fscrash_test', CRASHES);
unit('fsimage_fuzz', INPUTS, 2);

my %common = (ramdisk => files_ramdisk(), image => debug_kernel());

for my $seed (1 .. $seeds) {
	my $cpus = $cpus[$seed % @cpus];

	stress_files(%common, cpus => $cpus, seed => $seed, processes => 8,
		steps => 500);
	bochs_files(%common, cpus => $cpus, seed => $seed, steps => 60);
}
damaged_files(%common, number => 40, seed => 2);
done_testing;
