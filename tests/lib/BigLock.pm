# BigLock - what the tests share. Test::More comes along with it.
#
#	boot(%o)		start a machine (BigLock::Machine's members);
#				floppy and iso images are made as needed, and
#				BigLock::Way chooses what `append' does not
#	named($m, $name)	the name of a test, with the machine's way
#	saw($m, $re, $name)	test: the log gets a line like that
#	ended($m, $name)	test: the machine ends by itself
#	guest_tests($m, $name)	test: the guest's own TAP, as a subtest
#	run_make(@args)		run make: ($status, $output)
#	show_log($m)		the log's last lines, as diagnostics
#	and what BigLock::Media has
#
# A failed test says in plain words what failed, and first of all shows the
# last lines of that machine's log.
package BigLock;

use strict;
use warnings;
use BigLock::Machine;
use BigLock::Media qw(top image system_map scratch capture floppy iso);
use BigLock::Tap;
use BigLock::Way qw(way_of);
use Exporter qw(import);
use Fcntl qw(:flock);
use Test::More;

our @EXPORT = (qw(boot named saw ended guest_tests run_make show_log top image
	system_map scratch capture floppy iso), @Test::More::EXPORT);

use constant TAIL => 40;		# log lines shown on a failure

# Tests call make themselves: the outer make's flags are not for them.
delete @ENV{qw(MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES)};

# One make at a time: test files run side by side, and two that build the same
# thing would tread on each other's products.
sub run_make
{
	open my $lock, '>', top() . '/build/.make-lock' or die "build: $!\n";
	flock $lock, LOCK_EX or die "build: $!\n";
	return capture('make', '-C', top(), '--no-print-directory', @_);
}

# Start a machine. With a floppy or an iso as loader, `medium` may name one
# that is there already; else it is made of image, append, initrd and grub. The
# words for a way come first: the end of the command line is the test's own.
sub boot
{
	my (%o) = @_;
	my $loader = $o{loader} || 'kernel';

	$o{way} = way_of(%o);
	if ($o{way} ne '') {
		note("booted with $o{way}");
		$o{append} = join ' ', $o{way}, $o{append} // ();
	}
	if ($loader ne 'kernel') {
		my $make = $loader eq 'iso' ? \&iso : \&floppy;
		$o{image} = $o{medium} || $make->(map { $_ => $o{$_} }
			grep { defined $o{$_} } qw(image append initrd grub));
	}
	return BigLock::Machine->new(image => image(), %o)->start;
}

# A test's name, with the way that its machine was started.
sub named
{
	my ($m, $name) = @_;

	return $m->{way} ? "$name [$m->{way}]" : $name;
}

# The last lines of a machine's log, once for each machine.
sub show_log
{
	my ($m) = @_;
	my @lines = $m->lines;

	return if $m->{shown}++;
	splice @lines, 0, @lines - TAIL if @lines > TAIL;
	diag(named($m, "The machine's log ends so (" .
		($m->why || 'running') . ')') . ':');
	diag("| $_") for @lines;
	diag($_) for $m->complaints;
}

# In words, how a wait went wrong.
my %verdict = (ended => 'the machine ended without it',
	panic => 'the kernel panicked before it',
	halted => 'the machine halted, and stayed on, without it',
	hung => 'the machine hung, and was stopped');

sub saw
{
	my ($m, $pattern, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $seen = $m->wait_for(qr/$pattern.*\n/);	# all of the line

	ok($seen, named($m, $name)) and return 1;
	diag("$verdict{$m->why}; wanted: $pattern");
	show_log($m);
	return 0;
}

sub ended
{
	my ($m, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $ended = $m->run;

	ok($ended, named($m, $name)) and return 1;
	diag('it is: ' . $m->why);
	show_log($m);
	return 0;
}

# One of the guest's tests, told again as ours.
sub guest_test
{
	my ($t) = @_;

	if (defined $t->{skip}) {
		SKIP: { skip("$t->{name}: $t->{skip}", 1) }
		return;
	}
	ok($t->{ok}, $t->{name}) and return;
	diag("guest: $_") for @{ $t->{words} };
}

sub guest_tests
{
	my ($m, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	$m->run;
	my $tap = BigLock::Tap::parse($m->lines);
	return subtest named($m, $name) => sub {
		guest_test($_) for @{ $tap->{tests} };
		is(join('; ', @{ $tap->{errors} }), '',
			"all of the guest's tests ran to their end");
		show_log($m) if !Test::More->builder->is_passing;
	};
}

1;
