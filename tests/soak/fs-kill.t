#!/usr/bin/perl
# A machine that loses its power while four CPUs write to its disk: KILLS times
# (40), after one fsync() or after hundreds. e2fsck repairs what is left, and
# every file that fsync() had promised is there.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use BigLock;
use BigLock::Files;

my $kills = $ENV{KILLS} || 40;
my $ramdisk = files_ramdisk();

srand 386;
killed_files(ramdisk => $ramdisk, cpus => 4, seed => $_,
	after => 1 + int rand(rand() < 0.5 ? 20 : 300)) for 1 .. $kills;
done_testing;
