#!/usr/bin/perl
# The kernel's built-in tests: every check of a boot in QEMU and of one in
# Bochs is told here again. The guest itself knows only that no time is too
# short; here, where time is counted in instructions, it may not be too long.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

use constant LEAST => 20;		# fewer tests than that are none

# What a test measured, in its own words, and the most that this may be.
my @most = ([qr/ten ticks are 100,000 us: (\d+)/, 105_000],
	[qr/mdelay\(50\) takes 50,000 us: (\d+)/, 60_000],
	[qr/a sleep of 7 ticks takes as long: (\d+)/, 8]);

# Tests: there was such a measurement, and it is small enough.
sub in_time
{
	my ($where, @tests) = @_;

	for (@most) {
		my ($pattern, $most) = @$_;
		my ($got) = map { $_->{name} =~ $pattern ? $1 : () } @tests;

		ok(defined $got && $got <= $most, "$where: at most $most, " .
			'as the guest measured it') or
			diag($pattern, ': ', $got // 'no such line');
	}
}

my $append = 'console=ttyS0 selftest';

for my $m (boot(append => $append, icount => 1, shift => 3),
	   boot(emulator => 'bochs', loader => 'floppy', append => $append)) {
	my $where = $m->{emulator};

	guest_tests($m, "the self-test in $where");
	my $tests = BigLock::Tap::parse($m->lines)->{tests};
	cmp_ok(scalar @$tests, '>=', LEAST, "$where: enough of them");
	in_time($where, @$tests);
	is($m->why, 'ended', "$where: then the machine is off") or
		show_log($m);
}
done_testing;
