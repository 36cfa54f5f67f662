#!/usr/bin/perl
# Hundreds of processes and threads at once, all of which check what they see
# (tests/guest/stress), on a debug kernel: in QEMU with its CPUs in parallel, in
# Bochs with the kernel pausing and sleeping by chance, a seed for each
# interleaving. Afterwards nothing is lost: no page, object, file, process.
# tests/soak/stress-user.t does more of it.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Stress;

my $debug = debug_kernel();
my $ramdisk = stress_ramdisk();

sub run_programs
{
	my ($emulator, $cpus, $seed, $percent, @only) = @_;

	stress_programs(emulator => $emulator, cpus => $cpus, seed => $seed,
		percent => $percent, image => $debug, initrd => $ramdisk,
		limit => 600, only => join ',', @only);
}

run_programs('qemu', 4, 1, 5);
run_programs('qemu', 2, 11, 10, qw(cache cut maps cow kills fpu fuzz));
run_programs('qemu', 8, 3, 3, qw(maps mutex execs signals fds tty));

# Found on the way: with 11, pages of a file were counted wrongly, because the
# tree changed while a node of it was allocated; with 12, execve() of a process
# of several threads lost a table of handlers.
run_programs('bochs', 4, 4, 1, qw(maps fpu mutex));
run_programs('bochs', 2, 11, 1, qw(cache files fds));
run_programs('bochs', 4, 12, 4, qw(execs duels));
done_testing;
