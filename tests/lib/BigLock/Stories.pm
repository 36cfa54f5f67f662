# BigLock::Stories - finds moments in a trace that are worth a picture, and
# says in sentences what happens there, each at a record of what was found.
#
#	my $s = story('lock', @records)	lock	it changes hands, twice
#					spin	an invalidate is served by a CPU
#						that spins for the lock
#					idle	an idle CPU is woken
#	$s->{title}, $s->{intro}	words
#	$s->{from}, $s->{to}		numbers of the records to show
#	$s->{notes}			[ [ number of a record, words ], ... ]
#
# undef: there is no such moment. The records are BigLock::Replay's. Of several
# moments it is the one that is over soonest.
package BigLock::Stories;

use strict;
use warnings;
use BigLock::Timeline;
use Exporter qw(import);

our @EXPORT = qw(story);

use constant MARGIN => 0.3;		# shown before and after, of its length
use constant INVALIDATE => 1;		# messages
use constant RESCHEDULE => 3;
use constant READ => 3;			# a call's number
use constant FPU_IRQ => 13;
use constant MESSAGE_IRQ => 16;

my (@records, $t);			# what is looked through

# --- looking ------------------------------------------------------------------

sub is_like
{
	my ($r, %want) = @_;

	return !grep { ($r->{$_} // '') ne $want{$_} } keys %want;
}

# All records that are like this: indices.
sub all
{
	my (%want) = @_;

	return grep { is_like($records[$_], %want) } 0 .. $#records;
}

# The next record after $i, or the last before it, that is like this: its
# index, or undef. After undef there is none.
sub after
{
	my ($i, %want) = @_;

	return undef if !defined $i;
	for ($i++; $i <= $#records; $i++) {
		return $i if is_like($records[$i], %want);
	}
	return undef;
}

sub before
{
	my ($i, %want) = @_;

	return undef if !defined $i;
	for ($i--; $i >= 0; $i--) {
		return $i if is_like($records[$i], %want);
	}
	return undef;
}

sub cpu { return 'CPU ' . $records[$_[0]]{cpu} }
sub name { return $t->{names}{$_[0]} // "process $_[0]" }
sub who { return name($records[$_[0]]{pid}) }

# Who is in the kernel at this record, and why, after "for".
sub whose
{
	my $r = $records[$_[0]];
	my ($span) = grep { $_->{cpu} == $r->{cpu} && $_->{to} > $r->{time} &&
		$_->{from} <= $r->{time} } @{ $t->{spans} };
	my $why = $span ? $span->{why} : 'kernel';

	return $why =~ /\(\)/ ? "the $why of " . who($_[0]) :
		"a $why of " . who($_[0]);
}

# Moments are lists of indices, in order but for what may be missing.
sub shortest
{
	my @whole = grep { !grep { !defined } @$_ } @_;
	my ($best) = sort { $a->[-1] - $a->[0] <=> $b->[-1] - $b->[0] } @whole;

	return $best ? @$best : ();
}

# The first and the last record that are shown.
sub ends
{
	my ($first, $last) = map { $records[$_]{time} } @_;
	my $margin = MARGIN * ($last - $first);
	my @shown = grep { $_->{time} >= $first - $margin &&
		$_->{time} <= $last + $margin } @records;

	return @shown[0, -1];
}

sub told
{
	my ($title, $intro, @notes) = @_;
	my ($from, $to) = ends($notes[0][0], $notes[-1][0]);

	return { title => $title, intro => $intro, from => $from->{seq},
		to => $to->{seq}, notes => [
		map { [ $records[$_->[0]]{seq}, $_->[1] ] } @notes ] };
}

# --- the lock changes hands ---------------------------------------------------

# Does any CPU spin for the lock when this record is written?
sub somebody_spins
{
	my ($i) = @_;

	for my $cpu (0 .. $t->{cpus} - 1) {
		my $wait = before($i + 1, event => 'wait', cpu => $cpu);

		return 1 if defined $wait && ((after($wait, event => 'take',
			cpu => $cpu) // $#records) > $i);
	}
	return 0;
}

# Two CPUs have begun to spin before this taking of the lock is over, and get
# it one after the other. When `caller' takes part, all are on the stage.
sub handovers
{
	my ($take) = @_;
	my $owner = $records[$take]{cpu};
	my $release = after($take, event => 'release');
	my @waits = grep { $records[$_]{event} eq 'wait' &&
		$records[$_]{owner} == $owner + 1 } $take .. $release // 0;
	my $second = after($release, event => 'take');
	my $free = after($second, event => 'release');
	my $third = after($free, event => 'take');
	my $end = after($third, event => 'release');

	return () if @waits != 2 || !defined $end ||
		somebody_spins($take) || somebody_spins($end) ||
		!grep { who($_) eq 'caller' } $take, @waits;
	my ($x, $y) = map { $records[$_]{cpu} } $second, $third;
	return () if join(' ', sort $x, $y) ne
		join(' ', sort map { $records[$_]{cpu} } @waits);
	return [ $take, @waits, $release, $second, $free, $third, $end ];
}

sub lock_story
{
	my ($take, $wait, $wait2, $release, $second, $free, $third, $end) =
		shortest(map { handovers($_) } all(event => 'take')) or
		return undef;
	my $late = $records[$second]{cpu} == $records[$wait2]{cpu};

	return told('The kernel lock changes hands',
		'Programs run on several CPUs (green). In most of the ' .
		'kernel only one CPU may be at a time: the one that has the ' .
		'lock. The row "lock" says which, and so does the black ' .
		'line below a CPU. One that wants the lock and does not get ' .
		'it spins (red).',
		[ $take, cpu($take) . ' takes the lock for ' . whose($take) .
			'.' ],
		[ $wait, cpu($wait) . ' wants it, too, for ' . whose($wait) .
			'. It is taken, so the CPU spins.' ],
		[ $wait2, cpu($wait2) . ' wants it for ' . whose($wait2) .
			', and spins as well.' ],
		[ $release, cpu($release) . ' gives the lock up.' ],
		[ $second, cpu($second) . ($late ? ' was quicker than ' .
			cpu($wait) . ': it has the lock now. There is no ' .
			'queue; but few may pass one who waits.' :
			' has it now; ' . cpu($wait2) . ' still waits.') ],
		[ $free, cpu($free) . ' gives it up,' ],
		[ $third, 'and ' . cpu($third) . ' has it.' ],
		[ $end, 'Nobody waits any more.' ]);
}

# --- an invalidate is served in the spin --------------------------------------

sub served
{
	my ($receive) = @_;
	my $spinner = $records[$receive]{cpu};
	my $send = before($receive, event => 'send', to => $spinner,
		msg => INVALIDATE);
	my $sender = defined $send ? $records[$send]{cpu} : -1;
	my $got = after($receive, event => 'take', cpu => $spinner);

	return [ before($send, event => 'take', cpu => $sender),
		before($receive, event => 'wait', cpu => $spinner), $send,
		$receive, after($receive, event => 'release', cpu => $sender),
		$got, after($got, event => 'irq', nr => FPU_IRQ,
			cpu => $spinner) ];
}

sub spin_story
{
	my ($take, $wait, $send, $receive, $release, $got, $irq) =
		shortest(grep { !grep { !defined } @$_ and $_->[0] < $_->[1] }
			map { served($_) } all(event => 'receive', spin => 1,
			msg => INVALIDATE)) or return undef;
	my ($a, $b) = (cpu($send), cpu($wait));

	return told('A CPU that spins for the lock flushes its TLB',
		'A CPU remembers in its TLB where pages of memory are. When ' .
		'another CPU takes pages away, it has to ask for these ' .
		'memories to be flushed ("invalidate"), and must wait until ' .
		'it is done. Whoever waits for the kernel lock does so with ' .
		'interrupts off: it could not be asked, and both would wait ' .
		'for ever. So it looks for such requests while it spins.',
		[ $take, "$a takes the lock for " . whose($take) .
			', which gives pages back.' ],
		[ $wait, "$b runs " . who($wait) . ', another thread of the ' .
			'same memory. It wants the lock for ' . whose($wait) .
			', and spins.' ],
		[ $send, "$a has changed the page tables. It asks $b to " .
			'flush its TLB and waits for it, with the lock.' ],
		[ $receive, "$b sees the request between two looks at the " .
			'lock, flushes, and says so.' ],
		[ $release, "$a has gone on, and gives the lock up." ],
		[ $got, "$b has it." ],
		[ $irq, 'Only now can the interrupt of 3 come through. It ' .
			'finds that its work is done.' ]);
}

# --- an idle CPU is woken -----------------------------------------------------

# A message that finds its CPU halted, from write() to the end of the read()
# of who runs there. On the way out of that it may want the lock, or not.
sub woken
{
	my ($send) = @_;
	my ($from, $to) = @{ $records[$send] }{qw(cpu to)};
	my $last = before($send, cpu => $to);
	my $place = before($send, event => 'place', cpu => $from);
	my $task = defined $place ? $records[$place]{task} : -1;
	my $switch = after($send, event => 'switch', cpu => $to);

	return () if !defined $last || $records[$last]{event} ne 'halt' ||
		!defined $switch || $records[$switch]{next} != $task;
	return [ before($place, event => 'call', is => 'sys_write+0',
			cpu => $from), $place, $send,
		after($send, event => 'irq', nr => MESSAGE_IRQ, cpu => $to),
		$switch, after($switch, event => 'call-exit', nr => READ,
			cpu => $to, pid => $task) ];
}

sub idle_story
{
	my ($call, $place, $send, $irq, $switch, $exit) =
		shortest(map { woken($_) } all(event => 'send',
			msg => RESCHEDULE)) or return undef;
	my ($a, $b) = (cpu($send), cpu($irq));
	my $task = name($records[$switch]{next});
	my $take = after($switch, event => 'take',
		cpu => $records[$switch]{cpu});
	my @lock = $take && $take < $exit ? [ $take, "$task has the kernel " .
		'lock again, which it gave up to sleep.' ] : ();

	return told('An idle CPU is woken',
		"$b has nothing to do and is halted (grey): it does not " .
		"spin, and does not have the lock. The process $task, which " .
		'ran there last, sleeps until it gets a byte through a pipe.',
		[ $call, who($call) . ", on $a, calls write()." ],
		[ $place, "The byte is in the pipe: $task can run. Where? On " .
			"$b, which is free." ],
		[ $send, "$a sends $b a message: look who is to run. It does " .
			'not wait for an answer.' ],
		[ $irq, "The message's interrupt wakes $b." ],
		[ $switch, "$b switches to $task, which is still inside " .
			'read().' ],
		@lock, [ $exit, "$task has the byte, and goes back into " .
			'its program.' ]);
}

my %stories = (lock => \&lock_story, spin => \&spin_story,
	idle => \&idle_story);

sub story
{
	(my $which, @records) = @_;
	$t = timeline(@records);
	return $stories{$which}->();
}

1;
