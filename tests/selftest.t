#!/usr/bin/perl
# The kernel's built-in tests: every check of a boot in QEMU and of one in
# Bochs is told here again.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

use constant LEAST => 20;		# fewer tests than that are none

my $append = 'console=ttyS0 selftest';

for my $m (boot(append => $append, icount => 1),
	   boot(emulator => 'bochs', loader => 'floppy', append => $append)) {
	my $where = $m->{emulator};

	guest_tests($m, "the self-test in $where");
	my $tests = BigLock::Tap::parse($m->lines)->{tests};
	cmp_ok(scalar @$tests, '>=', LEAST, "$where: enough of them");
	is($m->why, 'ended', "$where: then the machine is off") or
		show_log($m);
}
done_testing;
