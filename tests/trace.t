#!/usr/bin/perl
# The trace and /proc/smp (M11): a site costs two instructions while nothing is
# recorded; /proc/trace is controlled, read while it goes on, and says what was
# lost; the kernel lock changes hands in order; and what /proc/smp counts is
# what the trace has.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Replay;
use BigLock::Session;
use JSON::PP;

use constant CPUS => 2;
use constant LEAST_SITES => 40;
use constant LOCAL_TIMER => 24;

chdir top() or die top(), ": $!\n";
my ($status, $text) = run_make('-s', 'all', 'guest-image');
ok($status == 0, 'the programs and their ramdisk are built') or diag($text);

# --- what a site costs --------------------------------------------------------

my $vmlinux = $ENV{VMLINUX} || top() . '/vmlinux';
my ($kinds) = map { /^0*([0-9a-f]+) \w trace_kinds$/ ? $1 : () }
	split /\n/, (capture('nm', $vmlinux))[1];
my @code = split /\n/, (capture('objdump', '-d', '--no-show-raw-insn',
	$vmlinux))[1];
my @sites = grep { $code[$_] =~ /\ttestb .*0x\Q$kinds\E\b/ } 0 .. $#code;
my @odd = grep { $code[$_ + 1] !~ /\tjn?e / } @sites;

cmp_ok(scalar @sites, '>=', LEAST_SITES, 'there are sites');
is(join("\n", map { @code[$_, $_ + 1] } @odd), '',
	'each is a test and a jump, and no more');

# --- at the shell -------------------------------------------------------------

my $initrd = top() . '/build/smp/tests/guest.img';
if (!-r $initrd) {
	diag('no ramdisk: there is no busybox');
	done_testing;
	exit;
}
my $m = boot(initrd => $initrd, cpus => CPUS,
	append => 'console=ttyS0 quiet lockstat');

first_prompt($m) or die "no shell:\n", $m->log, "\n";
ask($m, "stty cols 250 rows 24\n");	# the shell breaks no line

# Test: the answer to a command.
sub answers
{
	my ($command, $want, $name) = @_;
	my $answer = ask($m, "$command\n") // 'no prompt any more';

	$answer =~ s/\r//g;
	like($answer, $want, $name);
	return $answer;
}

# What a file says, line by line.
sub contents
{
	my ($file) = @_;
	my $answer = ask($m, "cat $file; echo\n") // '';

	$answer =~ s/\r//g;
	return grep { length } split /\n/, $answer;
}

answers('cat /proc/trace',
	qr/^# biglock trace: \d cpus, \d+ kHz, 4096 records each, off\n?$/,
	'it is off, and empty');
answers("for c in now 'on nothing' 'on sched,' 'size 0' 'size 300000' " .
	"'size x'; do echo \$c > /proc/trace; done", qr/^(?:.*Invalid
	\ argument\n?){6}$/x, 'what it does not know is refused');
answers('su user -c "cat /proc/trace; echo on > /proc/trace; ' .
	'echo lockstat off > /proc/smp"',
	qr/^(?:.*Permission denied\n?){3}$/, 'it is root\'s');
answers('cd /tmp; echo size 20000 > /proc/trace; echo on > /proc/trace; ' .
	'echo size 1 > /proc/trace', qr/busy/,
	'its size is not changed while it goes on');

# Two looks at /proc/smp, each by one read() whose length tells which it is,
# and work between them.
my $look = 'dd if=/proc/smp bs=64k count=1 of=/tmp/look.%d 2> /dev/null';
my $work = 'for i in 1 2 3 4 5 6; do (seq 300 | sort -rn | tail -n 1) & ' .
	'done; wait';

answers(join('; ', sprintf($look, 1), $work, sprintf($look, 2),
	'echo off > /proc/trace; echo done'), qr/^done$/m, 'work is done');
answers('cat /proc/trace > all; cat /proc/trace | wc -l', qr/^1\n?$/,
	'what has been read is gone');
my @lines = contents('all');
my @records = records(@lines);
my @other = grep { !/^\d+ \d+ \d+ \d+ [a-z]/ } @lines;

cmp_ok(scalar @records, '>', 1000, 'there are records');
is(scalar @other, 1, 'all lines are records, but for the first')
	or diag(join "\n", @other[0 .. 5]);
is(scalar(grep { $records[$_]{seq} != $_ + $records[0]{seq} } 0 .. $#records),
	0, 'numbers have no gaps');
is(scalar(grep { !/ (?:0|[1-9]\d*) / } @lines), 0, 'numbers are decimal');

my %events = map { $_->{event} => 1 } @records;
my @missing = grep { !$events{$_} } qw(switch wake place task name wait take
	release send receive irq irq-exit call call-exit trap trap-exit halt
	unhalt);
is("@missing", '', 'events of all kinds are there');
ok((grep { $_->{event} eq 'irq' && $_->{nr} == LOCAL_TIMER } @records),
	"and a CPU's own timer among the interrupts");

# --- the lock, and the figures ------------------------------------------------

# Whose it is, by the records. Who took it before the trace was switched on
# may give it up unseen, once for each process.
sub hands
{
	my ($owner, %unseen, @bad);

	for (@_) {
		my $cpu = $_->{cpu};

		if ($_->{event} eq 'take') {
			push @bad, $_ if defined $owner && $owner->{cpu} !=
				$cpu && $unseen{ $owner->{pid} }++;
			$owner = $_;
		} elsif ($_->{event} eq 'release') {
			push @bad, $_ if defined $owner &&
				$owner->{cpu} != $cpu;
			undef $owner;
		}
	}
	return map { "$_->{seq} $_->{event} on $_->{cpu}" } @bad;
}

is(join("\n", hands(@records)), '', 'one CPU at a time has the lock');

# The lines of a look, by their labels: columns of CPUs.
sub figures
{
	my ($file) = @_;
	my @text = contents($file);

	return (join("\n", @text), { map { /^(\S.*?) *: *(.*)/ ?
		($1 => [split ' ', $2]) : () } @text });
}

# The place in the trace where a look was, whose read() had this result: the
# first of those (0) or the last (-1). The lock was taken for it.
sub place_of
{
	my ($length, $which) = @_;
	my @exits = grep { $records[$_]{event} eq 'call-exit' &&
		$records[$_]{nr} == 3 && $records[$_]{result} == $length }
		0 .. $#records;
	my $exit = @exits ? $exits[$which] : return undef;
	my $pid = $records[$exit]{pid};
	my @own = grep { $records[$_]{pid} == $pid } 0 .. $exit;
	my ($call) = grep { $records[$_]{event} eq 'call' } reverse @own;
	my ($take) = grep { $_ > $call && $records[$_]{event} eq 'take' } @own;
	return $take;
}

my ($first, $before) = figures('look.1');
my ($second, $after) = figures('look.2');
my ($from, $to) = (place_of(1 + length $first, 0),
	place_of(1 + length $second, -1));

# How many records like this there are on each CPU between the two looks.
sub counted
{
	my ($test) = @_;
	my @counts = (0) x CPUS;

	$test->($_) and $counts[$_->{cpu}]++
		for @records[$from + 1 .. $to];
	return @counts;
}

sub grown
{
	my ($label) = @_;

	return map { $after->{$label}[$_] - $before->{$label}[$_] }
		0 .. CPUS - 1;
}

if (ok(defined $from && defined $to, 'the trace has both looks')) {
	my @taken = counted(sub { $_->{event} eq 'take' });

	is(join(' ', grown('lock taken')), "@taken",
		'/proc/smp and the trace agree how often the lock was taken');
	near('lock contended', sub { $_->{event} eq 'wait' });
	near('switches', sub { $_->{event} eq 'switch' });
	near('sent reschedule', sub { $_->{event} eq 'send' &&
		$_->{msg} == 3 });
	near('sent invalidate', sub { $_->{event} eq 'send' &&
		$_->{msg} == 1 });
}

# What is counted without the lock may just be on its way at each look.
sub near
{
	my ($label, $test) = @_;
	my @have = grown($label);
	my @want = counted($test);
	my @off = grep { abs($have[$_] - $want[$_]) > 1 } 0 .. CPUS - 1;

	is("@off", '', "... and about $label") or diag("@have, not @want");
}

# --- pictures -----------------------------------------------------------------

my $file = scratch() . '/trace';
open my $f, '>', $file or die "$file: $!\n";
print $f "$_\n" for @lines;
close $f or die "$file: $!\n";

($status, $text) = capture('scripts/smptrace', '-j', $file);
my $json = eval { decode_json($text) } || { traceEvents => [] };
my %kinds = map { $_->{ph} => 1 } @{ $json->{traceEvents} };
is(join('', sort keys %kinds), 'MXfs',
	'smptrace: JSON with lanes, spans and both ends of arrows');
is(join("\n", odd_events(@{ $json->{traceEvents} })), '',
	'as the trace event format has them');

# What is wrong with the events of the trace event format.
sub odd_events
{
	my (%lane, %arrow, %end, @odd);

	for (@_) {
		my $number = qr/^\d+(?:\.\d+)?\z/;

		push @odd, 'no pid or name' if !defined $_->{pid} ||
			!defined $_->{name};
		$lane{ $_->{tid} } = 1 if $_->{name} eq 'thread_name';
		next if $_->{ph} eq 'M';
		push @odd, "$_->{name}: no lane" if !$lane{ $_->{tid} // '' };
		push @odd, "$_->{name}: no time" if $_->{ts} !~ $number;
		$arrow{"$_->{id} $_->{cat} $_->{name}"} .= $_->{ph}
			if $_->{ph} ne 'X';
	}
	push @odd, grep { $arrow{$_} ne 'sf' } keys %arrow;
	for (sort { $a->{ts} <=> $b->{ts} } grep { $_->{ph} eq 'X' } @_) {
		# Thousandths may be rounded either way.
		push @odd, "$_->{name} at $_->{ts} begins too early"
			if $_->{ts} < ($end{ $_->{tid} } // 0) - 0.0015;
		$end{ $_->{tid} } = $_->{ts} + $_->{dur};
	}
	return @odd;
}

# Is this XML whose elements are closed in order?
sub well_formed
{
	my ($xml) = @_;
	my @open;

	return 0 if $xml =~ /&(?!(?:amp|lt|gt|quot|#\d+);)/ ||
		$xml =~ /<[^<>]*(?:<|\z)/;
	while ($xml =~ m{<(/?)(\w+)(?:\s+[\w-]+="[^"]*")*\s*(/?)>}g) {
		return 0 if $1 && (!@open || pop @open ne $2);
		push @open, $2 if !$1 && !$3;
	}
	return !@open && $xml =~ m{</svg>\n\z};
}

($status, $text) = capture('scripts/smptrace', '-T', 'a "title" & more',
	'-c', "$records[50]{seq} here", '-c', "$records[99]{seq} <there>",
	$file);
my @lanes = $text =~ />CPU \d</g;
ok($status == 0 && well_formed($text),
	'smptrace: a picture that is good XML');
ok(@lanes >= CPUS && $text =~ />lock</, 'with a lane for each CPU, and one ' .
	'for the lock');
ok($text =~ />a &quot;title&quot; &amp; more</ &&
	$text =~ />[\d.]+ &#181;s: here<(?s:.*)&#181;s: &lt;there&gt;</ &&
	4 == (() = $text =~ /<circle/g), 'with a title, and two sentences ' .
	'whose numbers stand twice');

for my $which (qw(lock spin idle)) {
	open my $f, '<', "Documentation/smptrace-$which.svg";
	my $svg = join '', <$f>;
	my @numbers = $svg =~ /<circle/g;

	ok(well_formed($svg) && @numbers >= 2 * 5,
		"Documentation's picture of '$which' is one, with sentences");
}

# --- lockstat -----------------------------------------------------------------

is(scalar(grep { /^longest hold of \d+ *: +\d+ (?:\w|-)/ }
	split /\n/, $second), CPUS, 'each CPU has a longest hold');
cmp_ok($after->{'hold cycles'}[CPUS], '>', $before->{'hold cycles'}[CPUS],
	'holds take time');
answers('echo lockstat off > /proc/smp; grep -c cycles /proc/smp', qr/^0$/m,
	'without lockstat there are no times');
answers('echo lockstat on > /proc/smp; echo lockstat clear > /proc/smp; ' .
	'grep -c cycles /proc/smp; echo lock > /proc/smp',
	qr/^2\n.*Invalid argument/, 'and with it there are');

# What `cpus' makes of that, in the 80 columns of a screen.
my $row = qr/ +\d(?: +\d+%){5} \|.*\n/;
my $hold = qr/longest hold of the lock: \d+ us, CPU \d\nfrom .+ to .+/;
my $cpus = answers('cpus -1', qr/ held .*\n$row{2}\n$hold/,
	'cpus shows how long each CPU has had the lock');
is(join("\n", grep { length > 80 } split /\n/, $cpus), '',
	'and no line is too long');

# --- records that are lost, names that are odd, tracers -----------------------

answers('echo size 100 > /proc/trace; echo on call > /proc/trace; ' .
	'seq 300 | sort -rn | tail -n 1; echo off > /proc/trace; ' .
	'cat /proc/trace > few; grep -c "^# .* lost$" few', qr/^1\n[1-9]/,
	'where records are lost, it says so');
my ($lost, $last) = (0, undef);
for (contents('few')) {
	$lost += $1 if /^# (\d+) lost$/;
	$last = $1 if /^(\d+) /;
}
my @few = records(contents('few'));
is($last + 1 - $records[-1]{seq} - 1, $lost + @few,
	'and how many: none is missing without a word');
answers("ln -s /tests/calls '/tmp/o dd'; echo size 9000 > /proc/trace; " .
	"echo on sched,call > /proc/trace; '/tmp/o dd' ptrace; " .
	'echo off > /proc/trace; grep -c "name is=o_dd$" /proc/trace',
	qr/^ok 1 - ptrace(?s:(?!not ok).)*^[1-9]\d*$/m,
	'a process that is traced does not notice, and a name that would ' .
	'break a line does not');
$m->stop;
done_testing;
