#!/usr/bin/perl
# What calls cost, in instructions, on the memory root and on an ext2 ramdisk:
# no line is worse than twice the figure of Linux 2.0.40 SMP, nor more than 3 %
# worse than what was kept (make bench-keep).
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

my ($status, $text) = run_make('-s', 'bench-ramdisk');
ok($status == 0, 'the roots are built') or diag($text);
for (['the memory root'], ['an ext2 ramdisk', '-e']) {
	my ($name, @args) = @$_;

	($status, $text) = capture(top() . '/scripts/kbench', @args);
	ok($status == 0, "no line is too bad on $name") or diag($text);
	like($text, qr/^\d+ of 19 aims reached; 0 worse/m,
		"all lines were measured on $name") or diag($text);
}
done_testing;
