# BigLock::Symbols - System.map, and what an address means by it.
#
#	my $map = BigLock::Symbols->load('System.map');
#	$map->find($address)	(name, offset), or () where nothing fits
#	$map->has($name, $address)	is there such a symbol, just there?
#	$map->last		the highest address of a code symbol
package BigLock::Symbols;

use strict;
use warnings;

sub load
{
	my ($class, $file) = @_;
	my %names;

	open my $f, '<', $file or die "$file: $!\n";
	while (<$f>) {
		my ($hex, $type, $name) = split;
		$names{ hex $hex }{$name} = 1 if $type =~ /[tTwW]/;
	}
	die "$file: no code symbols in it\n" if !%names;
	return bless { names => \%names,
		starts => [sort { $a <=> $b } keys %names] }, $class;
}

sub has { return $_[0]{names}{ $_[2] }{ $_[1] } || 0 }
sub last { return $_[0]{starts}[-1] }

# The last symbol at or below the address, by halving.
sub find
{
	my ($map, $address) = @_;
	my $starts = $map->{starts};
	my ($low, $high) = (0, scalar @$starts);

	while ($low < $high) {
		my $middle = int(($low + $high) / 2);
		if ($starts->[$middle] <= $address) {
			$low = $middle + 1;
		} else {
			$high = $middle;
		}
	}
	return () if !$low;
	my $start = $starts->[$low - 1];
	return ((sort keys %{ $map->{names}{$start} })[0], $address - $start);
}

1;
