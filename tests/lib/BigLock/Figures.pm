# BigLock::Figures - the figures that measurements are held against: the tables
# usr/bench/*.txt.
#
#	read_table($name)	{ columns => [names], rows => { test => { column
#				=> figure } }, order => [tests] }
#
# A table is lines of words. The first comment with columns in it, `# test
# NAME ...', names them; without one there is the one column `target'.
package BigLock::Figures;

use strict;
use warnings;
use BigLock::Media qw(top);
use Exporter qw(import);

our @EXPORT_OK = qw(read_table);

sub read_table
{
	my ($name) = @_;
	my $path = top() . "/usr/bench/$name.txt";
	my %t = (columns => ['target'], rows => {}, order => []);

	open my $f, '<', $path or die "$path: $!\n";
	while (defined(my $line = <$f>)) {
		$t{columns} = [split ' ', $1] if $line =~ /^# test\s+(.*)/;
		next if $line =~ /^\s*(?:#|$)/;
		my ($test, @figures) = split ' ', $line;

		push @{ $t{order} }, $test;
		$t{rows}{$test} = { map { $t{columns}[$_] => $figures[$_] }
			0 .. $#figures };
	}
	return \%t;
}

1;
