#!/usr/bin/perl
# Pure kernel code on the host, under the sanitizers; then fuzzed, by fewer
# inputs than `make fuzz` takes by itself.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

use constant INPUTS => 100_000;

# What a make target has said, which is shown if it failed.
sub good
{
	my ($name, $status, $output) = @_;

	ok($status == 0, $name) or diag($output);
	return $output;
}

# Runs what is built already: nobody has to wait for this make (run_make()).
sub run { return capture('make', '-C', top(), '--no-print-directory', @_) }

good('the programs build without a warning', run_make('unit-build'));
like(good('unit tests', run('unit')), qr/^All tests successful/m,
	'every unit test was successful');
like(good('fuzzing', run('fuzz', 'FUZZ=' . INPUTS)),
	qr/^All tests successful/m, 'no fuzzed input did harm');
done_testing;
