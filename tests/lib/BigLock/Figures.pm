# BigLock::Figures - the figures that measurements are held against: the tables
# usr/bench/*.txt.
#
#	read_table($name)	{ columns => [names], rows => { test => { column
#				=> figure } }, order => [tests] }
#
#	kept_figures($root)	{ test => figure } of usr/bench/kept.txt, for
#				the root `memory' or `ext2'; empty if they were
#				taken with another compiler
#	keep_figures($root, \%figures)	writes those of one root there
#	write_table($name, $comment, \@columns, @rows)	all of a table; rows are
#				lists, of which the first is the test
#	compiler()		what the kernel is built with, in one word
#
# A table is lines of words. The first comment with columns in it, `# test
# NAME ...', names them; without one there is the one column `target'.
package BigLock::Figures;

use strict;
use warnings;
use BigLock::Media qw(top);
use Exporter qw(import);

our @EXPORT_OK = qw(read_table kept_figures keep_figures write_table compiler);

use constant KEPT => 'kept';

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

sub compiler
{
	chomp(my $version = `gcc -dumpfullversion`);
	return "gcc-$version";
}

sub kept_figures
{
	my ($root) = @_;
	my $path = top() . '/usr/bench/' . KEPT . '.txt';

	return {} if !-e $path;
	my $t = read_table(KEPT);
	return {} if ($t->{rows}{compiler}{$root} || '') ne compiler();
	return { map { $_ => $t->{rows}{$_}{$root} }
		grep { $_ ne 'compiler' } @{ $t->{order} } };
}

sub keep_figures
{
	my ($root, $figures) = @_;
	my $path = top() . '/usr/bench/' . KEPT . '.txt';
	my $t = -e $path ? read_table(KEPT) : { rows => {} };
	my @order = ('compiler', @{ read_table('targets')->{order} });

	$t->{rows}{$_}{$root} = $figures->{$_} for keys %$figures;
	$t->{rows}{compiler}{$root} = compiler();
	open my $f, '>', "$path.new" or die "$path.new: $!\n";
	print $f "# what kbench has measured here (make bench-keep)\n",
		"# test memory ext2\n";
	printf $f "%s %s %s\n", $_, map { $_ // 'none' }
		@{ $t->{rows}{$_} }{qw(memory ext2)} for @order;
	close $f or die "$path.new: $!\n";
	rename "$path.new", $path or die "$path: $!\n";
}

sub write_table
{
	my ($name, $comment, $columns, @rows) = @_;
	my $path = top() . "/usr/bench/$name.txt";

	open my $f, '>', "$path.new" or die "$path.new: $!\n";
	print $f "# $comment\n# @$columns\n", map { "@$_\n" } @rows;
	close $f or die "$path.new: $!\n";
	rename "$path.new", $path or die "$path: $!\n";
}

1;
