#!/usr/bin/perl
# The same bzImage in Bochs: by GRUB from an ISO, and by our boot sector from
# a floppy.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Boot;

my $initrd = ramdisk(100);
# The ramdisk is no archive: it is only looked at.
my $idle = 'selftest=idle noinitrd';

for my $loader (qw(floppy iso)) {
	my $append = "console=ttyS0 console=tty0 $idle way=$loader";
	my $m = boot(emulator => 'bochs', loader => $loader, grub => 'linux16',
		append => $append, initrd => $initrd);

	boots_well($m, name => "Bochs, $loader", append => $append,
		initrd => $initrd);
	$m->stop;
}
done_testing;
