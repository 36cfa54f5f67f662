#!/usr/bin/perl
# File systems of disks under four CPUs: many processes work on them in the same
# directories (tests/guest/fsstress) and check what they read; then the host's
# fsck is the judge. On ramdisks, whose pages are the medium, and on a disk,
# where all must come and go by the driver; on one that loses its machine, and
# all that was fsync()ed must be there. And damaged images, as the host's fuzzer
# makes them (tests/unit/fsimage_fuzz.c). tests/soak/fs.t does more of it.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Files;

my $ramdisk = files_ramdisk();

stress_files(ramdisk => $ramdisk, cpus => 4, seed => 1, processes => 8,
	steps => 250);
killed_files(ramdisk => $ramdisk, cpus => 4, seed => 1, after => 20);
damaged_files(ramdisk => $ramdisk, number => 40, seed => 1);
done_testing;
