#!/usr/bin/perl
# Power-off ends the machine, by ACPI; reboot starts it again. Both in both
# emulators.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

my $banner = qr/biglock version/;

# A machine that gets one order on its command line.
sub ordered
{
	my ($emulator, $order, %o) = @_;

	return boot(emulator => $emulator, %o,
		way => '', loader => $emulator eq 'bochs' ? 'floppy' : 'kernel',
		append => "console=ttyS0 $order");
}

for my $emulator (qw(qemu bochs)) {
	my $m = ordered($emulator, 'selftest=poweroff');
	saw($m, $banner, "$emulator: starts, told to power off");
	ended($m, "$emulator: and is off");

	$m = ordered($emulator, 'selftest=reboot', reboot => 1);
	saw($m, qr/$banner.*$banner/s,
		"$emulator: told to reboot, it comes up a second time");
	$m->stop;
}

my $m = ordered('qemu', 'selftest=reboot');
ended($m, 'qemu: with -no-reboot a reboot ends the machine');
done_testing;
