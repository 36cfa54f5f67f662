#!/usr/bin/perl
# One bzImage, four ways into QEMU: its own loader, GRUB's `linux' (32-bit
# entry) and `linux16' (our setup), and our boot sector on a floppy.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Boot;

my @ways = ([kernel => ''], [iso => 'linux'], [iso => 'linux16'],
	[floppy => '']);
my $initrd = ramdisk(100);
# The ramdisk is no archive: it is only looked at.
my $idle = 'selftest=idle noinitrd';

for (@ways) {
	my ($loader, $grub) = @$_;
	my $name = $grub ? "GRUB $grub" : $loader;
	my $append = "console=ttyS0 console=tty0 $idle way=$loader$grub";
	my $m = boot(loader => $loader, grub => $grub, append => $append,
		initrd => $initrd, monitor => 1);

	boots_well($m, name => $name, append => $append, initrd => $initrd);
	initrd_arrived($m, $initrd, $name);
	screen_agrees($m, $name);
	$m->stop;
}
done_testing;
