#!/usr/bin/perl
# A host that is busy with others: all tests that run in QEMU, while it stands
# still now and then, for up to three seconds. Nothing may depend on that.
# FILES in the environment picks some ("calls vt").
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use BigLock;
use POSIX qw(:sys_wait_h);
use Time::HiRes qw(sleep);

# Not in QEMU, or hardly.
my %others = map { $_ => 1 } qw(docs kbench models rt scaling size sparse spec
	stress style trace unit up-build up-clean wake);

sub of_this_tree
{
	return grep { !$others{$_} } sort map { m{([^/]+)\.t$} }
		glob "$FindBin::Bin/../*.t";
}

# One in three is long.
sub stall
{
	my ($pid) = @_;
	my @machines = split ' ', `pgrep -P $pid qemu-system`;
	my $machine = $machines[rand @machines] or return;

	kill 'STOP', $machine;
	sleep(rand() < 0.3 ? 1 + rand 2 : 0.05 + rand 0.3);
	kill 'CONT', $machine;
}

# Its exit status, and what it printed.
sub run_stalled
{
	my ($file, $log) = @_;
	my $pid = fork // die "fork: $!\n";

	if (!$pid) {
		open STDOUT, '>', $log or die "$log: $!\n";
		open STDERR, '>&', \*STDOUT or die "stderr: $!\n";
		exec $^X, "$FindBin::Bin/../$file.t";
	}
	until (waitpid($pid, WNOHANG) == $pid) {
		stall($pid);
		sleep 0.2 + rand;
	}
	return $?;
}

srand 1;
for my $file ($ENV{FILES} ? split ' ', $ENV{FILES} : of_this_tree()) {
	my $log = scratch() . "/$file.log";

	ok(run_stalled($file, $log) == 0, "$file, on a host that stands still")
		and next;
	open my $f, '<', $log or next;
	diag($_) for grep { !/^ *ok / } map { chomp; $_ } <$f>;
}
done_testing;
