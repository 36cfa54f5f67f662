# BigLock::Media - the tree, commands run in it, and boot media made of it.
#
#	top()			the source tree
#	image(), system_map()	the kernel in use: BZIMAGE and SYSTEM_MAP of
#				the environment, or else the tree's own
#	scratch()		a folder that goes away with this program
#	capture(@command)	($status, everything that it printed)
#	floppy(%o), iso(%o)	path of a new image; members image, append,
#				initrd, and for iso the GRUB entry `grub`
package BigLock::Media;

use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use POSIX ();

our @EXPORT_OK = qw(top image system_map scratch capture floppy iso);

my $top = abs_path(dirname(__FILE__) . '/../../..');
my $scratch;
my $images = 0;

sub top { return $top }
sub image { return $ENV{BZIMAGE} || "$top/arch/i386/boot/bzImage" }
sub system_map { return $ENV{SYSTEM_MAP} || "$top/System.map" }

sub scratch
{
	return $scratch ||= tempdir('biglock-XXXXXX', TMPDIR => 1,
		CLEANUP => 1);
}

sub capture
{
	my (@command) = @_;
	my $pid = open my $out, '-|';

	die "fork: $!\n" if !defined $pid;
	if (!$pid) {
		open STDERR, '>&', \*STDOUT;
		open STDIN, '<', '/dev/null';
		{ exec @command }
		print "$command[0]: cannot be started: $!\n";
		POSIX::_exit(127);
	}
	my $text = join '', <$out>;
	close $out;
	return ($?, $text);
}

# Make a boot medium by one of scripts/mk*; dies with what that said.
sub medium
{
	my ($script, %o) = @_;
	my $path = sprintf '%s/%d.img', scratch(), $images++;
	my ($status, $text) = capture("$top/scripts/$script",
		defined $o{append} ? ('-a', $o{append}) : (),
		$o{initrd} ? ('-r', $o{initrd}) : (),
		$o{grub} ? ('-e', $o{grub}) : (),
		'-o', $path, $o{image} || image());

	die "$script: $text\n" if $status;
	return $path;
}

sub floppy { return medium('mkfloppy', @_, grub => undef) }
sub iso { return medium('mkiso', @_) }

1;
