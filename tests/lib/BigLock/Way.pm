# BigLock::Way - the kernel does some things in a way of 1995 and in one of
# its own, and the command line chooses. Every test is to pass either way.
#
#	way_of(%o)	the words that choose a way for a boot with boot()'s
#			members; '' is the default way
#
# A boot that names a way itself keeps it: by words in `append', or by
# way => 'noapic', or way => '' where only the default will do. All others get
# that of WAY in the environment (`make test WAY="timer=slave noapic"',
# WAY=default); without it they take turns, the same with each run of a file.
package BigLock::Way;

use strict;
use warnings;
use Exporter qw(import);

our @EXPORT_OK = qw(way_of);

# By turns: the first boot of a file is the kernel as it is used, the second
# is all of 1995. Without ACPI the tables of 1995 name the processors.
my @turns = ('', 'timer=slave noapic noacpi', 'timer=slave', '', 'noapic',
	'noacpi');
my $boots = 0;

my $choice = qr/(?:^|\s)(?:timer=|noapic\b|noacpi\b)/;

sub way_of
{
	my (%o) = @_;
	my $way = $ENV{WAY} // '';

	return $o{way} if defined $o{way};
	return '' if $o{medium} || ($o{append} // '') =~ $choice;
	return $way eq 'default' ? '' : $way if $way ne '';
	return $turns[$boots++ % @turns];
}

1;
