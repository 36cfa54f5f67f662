#!/usr/bin/perl
# Long fuzz runs, as many inputs as the requirements ask for and more.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use BigLock;

use constant INPUTS => 10_000_000;

my ($status, $output) = run_make('fuzz', 'FUZZ=' . INPUTS);
ok($status == 0, 'no input did harm') or diag($output);
done_testing;
