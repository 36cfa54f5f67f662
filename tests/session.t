#!/usr/bin/perl
# A person's session at the shell, a hundred commands with their answers
# (BigLock/Session.pm): unmodified busybox on 1, 2, 4 and 8 CPUs in QEMU, and
# on 4 in Bochs.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Session;

my $initrd = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $initrd;

my @machines = map({ [$_, emulator => 'qemu'] } 1, 2, 4, 8);
push @machines, [4, emulator => 'bochs', loader => 'iso', grub => 'linux'];
# SESSION=pattern in the environment: only those machines
my $only = $ENV{SESSION} || '';

for (@machines) {
	my ($cpus, %o) = @$_;
	my $name = "$o{emulator}, $cpus CPUs";

	next if $name !~ /$only/;
	my $m = boot(%o, cpus => $cpus, initrd => $initrd,
		append => 'console=ttyS0');
	session($m, $name);
	$m->stop;
}
done_testing;
