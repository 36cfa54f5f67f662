# BigLock::Timeline - what each CPU did when, out of the records of the trace
# (Documentation/trace.txt), for pictures.
#
#	my $t = timeline(@records)	records as of BigLock::Replay
#	$t->{cpus}		how many
#	$t->{spans}		{ cpu, from, to, what, pid, why }; what: user,
#				kernel, spin, idle; why it is in the kernel,
#				in a word or two
#	$t->{holds}		{ cpu, from, to, at }: the kernel lock's
#	$t->{arrows}		{ from_cpu, from, to_cpu, to, msg, spin }
#	$t->{names}		{ number of a process => name }
#
# Times are cycles. What a process was doing before its first record is not
# known, and taken to be what the record says that it goes on with; a CPU that
# had none was idle.
package BigLock::Timeline;

use strict;
use warnings;
use Exporter qw(import);

our @EXPORT = qw(timeline);

use constant MESSAGE_IRQ => 16;
use constant FPU_IRQ => 13;
use constant LOCAL_TIMER => 24;
use constant SLAVE_TIMER => 4;

# Events that lead deeper into the kernel, and back.
my %enters = map { $_ => 1 } qw(call irq trap work);
my %exits = map { ("$_-exit" => 1) } keys %enters;

use constant PAGE_FAULT => 14;

my %interrupt = (FPU_IRQ, 'message', MESSAGE_IRQ, 'message', 0, 'timer',
	LOCAL_TIMER, 'timer');

# Why a CPU is in the kernel from this record on.
sub reason
{
	my ($r) = @_;
	my $nr = $r->{nr} // '';

	return $r->{is} =~ s/^sys_+|\+.*//gr . '()' if defined $r->{is};
	return $interrupt{$nr} // "interrupt $nr" if $r->{event} eq 'irq';
	return $nr == PAGE_FAULT ? 'page fault' : "exception $nr"
		if $r->{event} eq 'trap';
	return $r->{event} eq 'call' ? "call $nr" : 'work';
}

# What a CPU does: by its process, how deep that is, and what it waits for.
sub doing
{
	my ($t, $cpu) = @_;
	my $c = $t->{state}[$cpu];

	return 'spin' if $c->{spins};
	return 'idle' if !$c->{pid} && $c->{halted} && !@{ $c->{why} };
	return 'kernel' if !$c->{pid} || @{ $c->{why} };
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
		to => $r->{time}, pid => $c->{pid},
		why => $c->{why}[-1] // 'scheduler' };
}

# A message is there: for this kind, all that were sent to this CPU. If it came
# by an interrupt, then when that began.
sub arrive
{
	my ($t, $r, $msg, $spin) = @_;
	my $irq = $spin ? undef : $t->{state}[ $r->{cpu} ]{irq_time};
	my @left;

	for my $send (@{ $t->{sent} }) {
		if ($send->{to} != $r->{cpu} || $send->{msg} != $msg) {
			push @left, $send;
			next;
		}
		push @{ $t->{arrows} }, { from_cpu => $send->{cpu},
			from => $send->{time}, to_cpu => $r->{cpu},
			to => ($irq // 0) > $send->{time} ? $irq : $r->{time},
			msg => $msg, spin => $spin };
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

		$t->{why}{ $r->{pid} } = $c->{why} if $r->{pid};
		$c->{pid} = $r->{next};
		# Who has slept did so in the kernel; a new one goes out of it.
		$c->{why} = $c->{pid} && $t->{why}{ $c->{pid} } || [];
		$c->{halted} = $c->{spins} = 0;
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
		names => { 0 => 'idle' }, state => [], sent => [], why => {} };

	for my $r (@_) {
		my $event = $r->{event};
		my $c = $t->{state}[ $r->{cpu} ] ||= { pid => $r->{pid},
			why => $exits{$event} ? ['kernel'] : [], halted => 0,
			spins => 0 };

		push @{ $t->{spans} }, { cpu => $r->{cpu}, pid => 0,
			what => 'idle', why => '', from => $_[0]{time},
			to => $r->{time} } if !$c->{span} && !$r->{pid};
		push @{ $c->{why} }, reason($r) if $enters{$event};
		pop @{ $c->{why} } if $exits{$event};
		@$c{qw(halted irq_time)} = (0, $r->{time}) if $event eq 'irq';
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
