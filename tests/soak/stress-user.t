#!/usr/bin/perl
# The programs of tests/stress.t for long: SEEDS in the environment says how
# many seeds (12), each with 2, 4 or 8 CPUs in turn, in Bochs and in QEMU; and
# the kernel as it is used, with eight times the work.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use BigLock;
use BigLock::Stress;

use constant { IN_BOCHS => 10, IN_QEMU => 100, IN_EARNEST => 800 };
use constant HOUR => 3600;

my $seeds = $ENV{SEEDS} || 12;
my $debug = debug_kernel();
my $ramdisk = stress_ramdisk();
my @cpus = (2, 4, 8);
my %common = (initrd => $ramdisk, limit => HOUR);

# `mix' takes four others by the seed, so each seed has a mix of its own.
for my $seed (1 .. $seeds) {
	my $cpus = $cpus[$seed % @cpus];

	stress_programs(%common, emulator => 'bochs', cpus => $cpus,
		seed => $seed, percent => IN_BOCHS, image => $debug);
	stress_programs(%common, emulator => 'qemu', cpus => $cpus,
		seed => $seed, percent => IN_QEMU, image => $debug);
}
stress_programs(%common, emulator => 'qemu', cpus => $_, seed => $_,
	percent => IN_EARNEST, image => image()) for @cpus;
done_testing;
