# BigLock::Timeline - what each CPU did when, out of the records of the trace
# (Documentation/trace.txt), for pictures.
#
#	my $t = timeline(@records)	records as of BigLock::Replay
#	$t->{cpus}		how many
#	$t->{spans}		{ cpu, from, to, what, pid, why }; what: user,
#				kernel, spin, idle
#	$t->{holds}		{ cpu, from, to, at }: the kernel lock's
#	$t->{arrows}		{ from_cpu, from, to_cpu, to, msg, spin }
#	$t->{names}		{ number of a process => name }
#
# Times are cycles. What a process was doing before its first record is not
# known, and taken to be what the record says that it goes on with.
package BigLock::Timeline;

use strict;
use warnings;
use Exporter qw(import);

our @EXPORT = qw(timeline);

use constant MESSAGE_IRQ => 16;
use constant FPU_IRQ => 13;
use constant SLAVE_TIMER => 4;

# Events that lead deeper into the kernel, and back.
my %enters = map { $_ => 1 } qw(call irq trap work);
my %exits = map { ("$_-exit" => 1) } keys %enters;

# What a CPU does: by its process, how deep that is, and what it waits for.
sub doing
{
	my ($t, $cpu) = @_;
	my $c = $t->{state}[$cpu];

	return 'spin' if $c->{spins};
	return 'idle' if !$c->{pid} && $c->{halted} && !$c->{depth};
	return 'kernel' if !$c->{pid} || $c->{depth};
	return 'user';
}

# After each record: ends the CPU's span if it does something else now.
sub note
{
	my ($t, $r) = @_;
	my $c = $t->{state}[$r->{cpu}];
	my $what = doing($t, $r->{cpu});
	my $span = $c->{span};

	if ($span) {
		$span->{to} = $r->{time};
		return if $span->{what} eq $what && $span->{pid} == $c->{pid};
		push @{ $t->{spans} }, $span;
	}
	$c->{span} = { cpu => $r->{cpu}, from => $r->{time}, what => $what,
		to => $r->{time}, pid => $c->{pid}, why => $c->{why} };
}

# A message is there: for this kind, all that were sent to this CPU.
sub arrive
{
	my ($t, $r, $msg, $spin) = @_;
	my @left;

	for my $send (@{ $t->{sent} }) {
		if ($send->{to} != $r->{cpu} || $send->{msg} != $msg) {
			push @left, $send;
			next;
		}
		push @{ $t->{arrows} }, { from_cpu => $send->{cpu},
			from => $send->{time}, to_cpu => $r->{cpu},
			to => $r->{time}, msg => $msg, spin => $spin };
	}
	$t->{sent} = \@left;
}

sub end_hold
{
	my ($t, $time) = @_;
	my $hold = delete $t->{hold} or return;

	$hold->{to} = $time;
	push @{ $t->{holds} }, $hold;
}

my %handlers = (
	name => sub {
		my ($t, $r) = @_;

		$t->{names}{ $r->{pid} } = $r->{is};
	},
	switch => sub {
		my ($t, $r, $c) = @_;

		$t->{depth}{ $r->{pid} } = $c->{depth} if $r->{pid};
		$c->{pid} = $r->{next};
		# Who has slept did so in the kernel; a new one goes out of it.
		$c->{depth} = !$c->{pid} ? 0 : $t->{depth}{ $c->{pid} } // 0;
		$c->{halted} = 0;
	},
	wait => sub { $_[2]{spins} = 1 },
	take => sub {
		my ($t, $r, $c) = @_;

		$c->{spins} = 0;
		end_hold($t, $r->{time});
		$t->{hold} = { cpu => $r->{cpu}, from => $r->{time},
			at => $r->{at} };
	},
	release => sub { end_hold($_[0], $_[1]{time}) },
	send => sub { push @{ $_[0]{sent} }, $_[1] },
	receive => sub { arrive($_[0], $_[1], $_[1]{msg}, $_[1]{spin}) },
	halt => sub { $_[2]{halted} = 1 },
	unhalt => sub { $_[2]{halted} = 0 },
);

sub timeline
{
	my $t = { cpus => 0, spans => [], holds => [], arrows => [],
		names => { 0 => 'idle' }, state => [], sent => [],
		depth => {} };

	for my $r (@_) {
		my $event = $r->{event};
		my $c = $t->{state}[ $r->{cpu} ] ||= { pid => $r->{pid},
			depth => $exits{$event} ? 1 : 0, halted => 0,
			spins => 0, why => '' };

		$c->{depth}++, $c->{why} = $r->{is} // "$event $r->{nr}"
			if $enters{$event} && defined $r->{nr};
		$c->{depth}++ if $event eq 'work';
		$c->{depth}-- if $exits{$event} && $c->{depth};
		arrive($t, $r, SLAVE_TIMER, 0) if $event eq 'irq' &&
			$r->{nr} == MESSAGE_IRQ;
		$handlers{$event}->($t, $r, $c) if $handlers{$event};
		note($t, $r);
	}
	push @{ $t->{spans} }, grep { defined } map { $_->{span} }
		grep { defined } @{ $t->{state} };
	end_hold($t, $_[-1]{time}) if @_;
	$t->{cpus} = @{ $t->{state} };
	return $t;
}

1;
