# BigLock::Replay - what /proc/trace says (Documentation/trace.txt), and whether
# those who ran were those who should have (Q1).
#
#	my @records = records(@lines)	hashes: seq, time, cpu, pid, event,
#					and the arguments by name
#	my $r = replay(@records)	$r->{events} wake-ups, blocks, changes
#					of priority and of mask, of real-time
#					processes or that concern them;
#					$r->{faults} in words; $r->{waits}: how
#					many cycles it took each time until
#					nobody was left who had to run
#
# The rule: no real-time process waits while a CPU that its mask allows runs
# a lower priority. A wait begins when that becomes so, and ends when it is no
# more so for this process, whoever has seen to it.
package BigLock::Replay;

use strict;
use warnings;
use Exporter qw(import);

our @EXPORT = qw(records replay);

use constant RT_PRIOS => 100;		# queues below this are real-time
use constant IDLE_PRIO => 140;
use constant USUAL_PRIO => 120;

sub records
{
	my @records;

	for (@_) {
		my ($seq, $time, $cpu, $pid, $event, $rest) =
			/^(\d+) (\d+) (\d+) (\d+) ([a-z-]+)((?: [a-z]+=\S*)*)$/
			or next;

		push @records, { seq => $seq, time => $time, cpu => $cpu,
			pid => $pid, event => $event,
			map { split /=/, $_, 2 } split ' ', $rest };
	}
	return @records;
}

# A process: its queue, its mask, whether it could run, the CPU that it has.
sub task
{
	my ($r, $pid) = @_;

	return $r->{tasks}{$pid} ||= { pid => $pid, ready => 0, cpu => undef,
		prio => $pid ? USUAL_PRIO : IDLE_PRIO, mask => 0xffffffff };
}

sub fault
{
	my ($r, $record, $words) = @_;

	push @{ $r->{faults} }, "at $record->{seq}: $words";
}

# Who gives the CPU to whom. A CPU's first record tells who runs there.
sub on_switch
{
	my ($r, $record) = @_;
	my ($cpu, $next) = @$record{qw(cpu next)};
	my $prev = task($r, $record->{pid});
	my $new = task($r, $next);

	fault($r, $record, "$prev->{pid} gives CPU $cpu away, which " .
		"$r->{runs}[$cpu] has") if $r->{runs}[$cpu] != $prev->{pid};
	fault($r, $record, "$next runs on CPU $cpu and on CPU $new->{cpu}")
		if $next && defined $new->{cpu};
	fault($r, $record, "$next runs, whom nobody has woken")
		if $next && $new->{known} && !$new->{ready};
	fault($r, $record, "$next runs on CPU $cpu, which its mask forbids")
		if $next && !($new->{mask} >> $cpu & 1);
	if ($prev->{pid}) {
		$prev->{ready} = $record->{state} == 0;
		$prev->{cpu} = undef;
	}
	@$new{qw(ready cpu prio)} = (1, $cpu, $record->{prio}) if $next;
	$r->{runs}[$cpu] = $next;
	$r->{events}++ if $record->{state} && $prev->{prio} < RT_PRIOS;
}

my %handlers = (
	task => sub {
		my ($r, $record) = @_;
		my $t = task($r, $record->{task});

		@$t{qw(prio mask)} = ($record->{prio}, hex $record->{mask});
	},
	wake => sub {
		my ($r, $record) = @_;
		my $t = task($r, $record->{task});

		@$t{qw(ready known)} = (1, 1);
		$r->{events}++ if $t->{prio} < RT_PRIOS;
	},
	prio => sub {
		my ($r, $record) = @_;
		my $t = task($r, $record->{task});

		$r->{events}++ if $t->{prio} < RT_PRIOS ||
			$record->{prio} < RT_PRIOS;
		$t->{prio} = $record->{prio};
	},
	mask => sub {
		my ($r, $record) = @_;
		my $t = task($r, $record->{task});

		$r->{events}++ if $t->{prio} < RT_PRIOS;
		$t->{mask} = hex $record->{mask};
	},
	switch => \&on_switch,
);

# Does this process have to run, and does not?
sub waits
{
	my ($r, $t, $prios) = @_;

	return 0 if !$t->{ready} || defined $t->{cpu} ||
		$t->{prio} >= RT_PRIOS;
	for my $cpu (0 .. $#$prios) {
		return 1 if $t->{mask} >> $cpu & 1 &&
			$prios->[$cpu] > $t->{prio};
	}
	return 0;
}

sub end_wait
{
	my ($r, $t, $record) = @_;
	my $from = delete $t->{since};

	push @{ $r->{waits} }, { task => $t->{pid},
		cycles => $record->{time} - $from->{time},
		from => $from->{seq}, to => $record->{seq} };
}

# After each record: who has begun to wait, and whose wait is over.
sub look
{
	my ($r, $record) = @_;
	my @prios = map { task($r, $_)->{prio} } @{ $r->{runs} };

	for my $t (values %{ $r->{tasks} }) {
		if (waits($r, $t, \@prios)) {
			$t->{since} ||= $record;
		} elsif ($t->{since}) {
			end_wait($r, $t, $record);
		}
	}
}

# Who is forgotten waits until the end.
sub replay
{
	my $r = { tasks => {}, faults => [], waits => [], events => 0,
		runs => [] };

	for my $record (@_) {
		my $cpu = $record->{cpu};

		if (!defined $r->{runs}[$cpu]) {
			$r->{runs}[$cpu] = $record->{pid};
			@{ task($r, $record->{pid}) }{qw(cpu ready)} =
				($cpu, 1) if $record->{pid};
		}
		my $handler = $handlers{ $record->{event} } or next;
		$handler->($r, $record);
		$_ //= 0 for @{ $r->{runs} };
		look($r, $record);
	}
	end_wait($r, $_, $_[-1]) for grep { $_->{since} }
		values %{ $r->{tasks} };
	return $r;
}

1;
