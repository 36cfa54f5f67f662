# BigLock::Tap - the TAP that a guest prints amid its other log lines.
#
#	my $t = BigLock::Tap::parse($machine->lines);
#	$t->{tests}	list of { ok, number, name, skip, words => [...] }
#	$t->{plan}	the N of "1..N"; undef when it never came
#	$t->{errors}	what is wrong with the TAP itself, in plain words
#
# Reading begins at "TAP version 13". Words are the "# ..." lines that follow
# a test: they explain it.
package BigLock::Tap;

use strict;
use warnings;

# A printk level or a time stamp may stand in front of a line.
my $prefix = qr/(?:<\d>)?(?:\[[ \d.]+\] ?)?/;

sub test_line
{
	my ($tap, $not, $number, $rest) = @_;
	my ($name, $skip) = split / *# *skip */i, $rest, 2;
	my $expected = @{ $tap->{tests} } + 1;

	push @{ $tap->{errors} }, "test $number came where $expected should"
		if $number != $expected;
	push @{ $tap->{tests} }, { ok => !$not, number => $number,
		name => $name, skip => $skip, words => [] };
}

sub line
{
	my ($tap, $line) = @_;

	if ($line =~ /^$prefix(not )?ok (\d+)(?: - | |$)(.*)/) {
		test_line($tap, $1, $2, $3);
	} elsif ($line =~ /^${prefix}1\.\.(\d+)/) {
		$tap->{plan} = $1;
	} elsif ($line =~ /^${prefix}Bail out!\s*(.*)/) {
		push @{ $tap->{errors} }, "the guest gave up: $1";
	} elsif ($line =~ /^$prefix# ?(.*)/ && @{ $tap->{tests} }) {
		push @{ $tap->{tests}[-1]{words} }, $1;
	}
}

sub parse
{
	my $tap = { tests => [], errors => [] };
	my $inside = 0;

	for (@_) {
		line($tap, $_) if $inside && !defined $tap->{plan};
		$inside = 1 if /^${prefix}TAP version 13/;
	}
	my $ran = @{ $tap->{tests} };
	push @{ $tap->{errors} }, 'no "TAP version 13" line' if !$inside;
	push @{ $tap->{errors} }, "it stopped after test $ran, without a plan"
		if $inside && !defined $tap->{plan};
	push @{ $tap->{errors} }, "$tap->{plan} tests planned, $ran ran"
		if defined $tap->{plan} && $tap->{plan} != $ran;
	return $tap;
}

1;
