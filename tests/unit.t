#!/usr/bin/perl
# Pure kernel code on the host, under the sanitizers; then fuzzed, by fewer
# inputs than `make fuzz` takes by itself.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

use constant INPUTS => 1_000_000;

# One make target; its output is shown where it fails.
sub target
{
	my ($name, @args) = @_;
	my ($status, $output) = run_make(@args);

	ok($status == 0, $name) or diag($output);
	return $output;
}

target('the programs build without a warning', 'unit-build');
like(target('unit tests', 'unit'), qr/^All tests successful/m,
	'every unit test was successful');
like(target('fuzzing', 'fuzz', 'FUZZ=' . INPUTS),
	qr/^All tests successful/m, 'no fuzzed input did harm');
done_testing;
