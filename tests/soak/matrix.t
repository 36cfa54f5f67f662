#!/usr/bin/perl
# Every emulator, number of CPUs, loader and memory size, each with the
# self-test: too long for every day. SOAK=pattern in the environment picks
# those whose names match ("bochs floppy, 3 MB", say).
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use BigLock;

my %loaders = (qemu => [[kernel => ''], [iso => 'linux'],
	[iso => 'linux16'], [floppy => '']],
	bochs => [[iso => 'linux'], [iso => 'linux16'], [floppy => '']]);
my @cpus = (1, 2, 4, 8);
my @mems = (3, 4, 8, 64, 512, 1024);

# GRUB itself wants more memory than the kernel does.
use constant GRUB_MEM => 8;

my $append = 'console=ttyS0 selftest';
my $only = $ENV{SOAK} || '';
my %medium;

# One image for each way, used again for every machine.
sub medium_of
{
	my ($loader, $grub) = @_;

	return undef if $loader eq 'kernel';
	return $medium{"$loader$grub"} ||= $loader eq 'floppy'
		? floppy(append => $append)
		: iso(append => $append, grub => $grub);
}

# One machine of the matrix.
sub machine
{
	my ($emulator, $way, $mem, $cpus) = @_;
	my ($loader, $grub) = @$way;
	my $name = "$emulator $loader$grub, $mem MB, $cpus CPUs";

	return if $name !~ /$only/;
	guest_tests(boot(emulator => $emulator, loader => $loader,
		mem => $mem, cpus => $cpus, append => $append, icount => 1,
		medium => medium_of(@$way)), $name);
}

for my $emulator (sort keys %loaders) {
	for my $way (@{ $loaders{$emulator} }) {
		for my $mem (grep { !$way->[1] || $_ >= GRUB_MEM } @mems) {
			machine($emulator, $way, $mem, $_) for @cpus;
		}
	}
}
done_testing;
