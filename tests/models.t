#!/usr/bin/perl
# The Promela models of Documentation/models/: spin searches every
# interleaving of each and finds nothing; then each once more with a mistake
# in it, which spin has to find. A minute and a half on one core, 0.6 GB.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

use constant DEPTH => 1_000_000;	# of the search; more is reported

# What pan has to say of a mistake.
my $deadlock = qr/invalid end state/;
my $assertion = qr/assertion violated/;
my $stale = qr/assertion violated\s+!\(\(stale/;
my $lost = qr/assertion violated\s+(?:0|\(?\s*!\(event\)|\(\(count==0)/;
my $passed = qr/assertion violated \(passes<=/;
my $cycle = qr/acceptance cycle/;

# Flags of the compiler and of pan: searches for states, for cycles under
# weak fairness, and for states of models that have a judge of their own.
my @states = ('-DSAFETY', '');
my @cycles = ('-DNFAIR=4', '-a -f');
my @judged = ('-DSAFETY -DNOREDUCE', '-E');
my @large = ('-DSAFETY -DNOREDUCE -DCOLLAPSE', '-E');	# saves memory
my @whole = ('-DSAFETY -DNOREDUCE', '');	# "provided" wants no reduction

# A search: what is shown, model, its definitions, flags, and the mistake
# that spin is to find, if there is one.
my @searches = (
	['2 CPUs and their invalidates', 'kernel_lock', 'N=2', \@states],
	['3 CPUs and their invalidates', 'kernel_lock', 'N=3', \@states],
	['senders with interrupts on', 'kernel_lock', 'N=2 NESTED', \@states],
	['no sender of 2 waits for ever', 'kernel_lock', 'N=2 LIVE',
		\@cycles],
	['no sender of 3 waits for ever', 'kernel_lock', 'N=3 LIVE',
		\@cycles],
	['one bit, only the owner sends', 'kernel_lock',
		'N=3 BIT_ONLY LOCKED_SENDERS', \@states],
	['no service in the spin loop', 'kernel_lock', 'N=2 NO_SERVICE',
		\@states, $deadlock],
	['the same, as a wait for ever', 'kernel_lock', 'N=2 NO_SERVICE LIVE',
		\@cycles, $cycle],
	['no service by senders', 'kernel_lock', 'N=2 NO_SENDER_SERVICE',
		\@states, $deadlock],
	['one bit, any CPU sends', 'kernel_lock', 'N=3 BIT_ONLY', \@states,
		$stale],
	['the bit is cleared late', 'kernel_lock', 'N=3 LATE_CLEAR', \@states,
		$deadlock],
	['the number is read late', 'kernel_lock', 'N=3 LATE_READ', \@states,
		$stale],
	['a sender holds a spinlock', 'kernel_lock', 'N=2 HOLD_SPINLOCK',
		\@states, $deadlock],
	['the owner waits for a lock taker', 'kernel_lock', 'N=2 WAIT_SLOW',
		\@states, $deadlock],

	(map { ["$_ CPUs pass one another", 'lock_bound', "N=$_", \@states] }
		2 .. 5),
	(map { ["none of $_ CPUs starves", 'lock_bound', "N=$_ LIVE",
		\@cycles] } 2 .. 4),
	(map { ["the bound for $_ is exact", 'lock_bound',
		"N=$_ BOUND=" . ($_ - 3), \@states, $passed] } 3 .. 5),
	['too little patience', 'lock_bound', 'N=3 PATIENCE=1', \@states,
		$passed],
	(map { ["$_ CPUs, some of them real-time", 'lock_bound',
		"N=$_ REALTIME", \@states] } 2 .. 4),
	['none of 3 starves by that', 'lock_bound', 'N=3 REALTIME LIVE',
		\@cycles],
	['a hand that never waits', 'lock_bound', 'N=3 REALTIME PUSHY',
		\@states, $passed],
	['the release clears the word', 'lock_bound', 'N=3 WORD_STORE',
		\@states, $passed],
	['the release is not atomic', 'lock_bound', 'N=3 PLAIN_AND', \@states,
		$passed],
	['a switch keeps the lock', 'lock_bound', 'N=3 HANDED_ON LIVE',
		\@cycles, $cycle],

	['two tasks wake each other', 'sleep_wakeup', 'PINGPONG', \@judged],
	['interrupts wake a task', 'sleep_wakeup', 'IRQ', \@judged],
	['the same by wake_up_process()', 'sleep_wakeup', 'IRQ DIRECT',
		\@judged],
	['a child ends', 'sleep_wakeup', 'EXIT', \@judged],
	['two wait for a semaphore', 'sleep_wakeup', 'SEM', \@large],
	['wake_up() needs no barrier', 'sleep_wakeup', 'PINGPONG NO_BARRIER',
		\@judged],
	['wake_up_process() does', 'sleep_wakeup', 'IRQ DIRECT NO_BARRIER',
		\@judged, $lost],
	['the condition is checked first', 'sleep_wakeup', 'CHECK_FIRST',
		\@judged, $lost],
	['the same with interrupts', 'sleep_wakeup', 'IRQ CHECK_FIRST',
		\@judged, $lost],
	['taken off before the wake-up', 'sleep_wakeup', 'OFF_FIRST',
		\@judged, $assertion],
	['unlocked before the switch', 'sleep_wakeup', 'EARLY_UNLOCK',
		\@judged, $assertion],
	['moved before it is claimed', 'sleep_wakeup', 'LATE_CLAIM', \@judged,
		$assertion],
	['a stack is freed at once', 'sleep_wakeup', 'EXIT NO_OFF_CPU_WAIT',
		\@judged, $assertion],
	['a zombie without the lock', 'sleep_wakeup', 'EXIT ZOMBIE_UNLOCKED',
		\@judged, $assertion],
	['down() passes nothing on', 'sleep_wakeup', 'SEM NO_PASS_ON',
		\@judged, $lost],

	['an idle CPU is woken', 'idle', '', \@whole],
	['only if it halts', 'idle', 'SKIP_IPI', \@whole],
	['sti before the test', 'idle', 'STI_FIRST', \@whole, $deadlock],
	['halting without a barrier', 'idle', 'SKIP_IPI NO_BARRIER', \@whole,
		$deadlock],
	['halting is read too early', 'idle', 'SKIP_IPI READ_FIRST', \@whole,
		$deadlock],
	['halting is set too late', 'idle', 'SKIP_IPI AFTER_TEST', \@whole,
		$deadlock],

	['nobody is in user mode', 'inhibit', '', \@states],
	(map { [lc($_ =~ tr/_/ /r), 'inhibit', $_, \@states, $assertion] }
		qw(NO_EVENT NO_WAIT UNLOCKED LATE_BIT EARLY_TEST LATE_CLEAR)),
	['held with the lock', 'inhibit', 'HELD_LOCKED', \@states, $deadlock],
);

# Run a command of a search; dies with what it said if it fails.
sub must
{
	my ($status, $text) = capture(@_);

	die "$_[0] failed:\n$text" if $status;
	return $text;
}

# Search one model; returns pan's report. A mistake is found so soon that it
# is the compiler that takes the time.
sub search
{
	my ($model, $definitions, $flags, $mistake) = @_;
	my ($cc, $options) = @$flags;

	must('spin', (map { "-D$_" } split ' ', $definitions), '-a',
		top() . "/Documentation/models/$model.pml");
	must('gcc', '-w', $mistake ? '-O0' : '-O1', (split ' ', $cc), '-o',
		'pan', 'pan.c');
	my (undef, $report) = capture('./pan', '-m' . DEPTH,
		(split ' ', $options));
	die "pan says nothing about errors:\n$report"
		if $report !~ /errors: \d+/;
	return $report;
}

# Test: the search is complete and finds nothing, or finds the mistake.
sub judge
{
	my ($name, $mistake, $report) = @_;
	my ($errors) = $report =~ /errors: (\d+)/;
	my $complete = $report !~ /max search depth too small|out of memory/;

	if ($mistake) {
		ok($errors && $report =~ $mistake, "$name: spin finds it")
			and return;
	} else {
		ok(!$errors && $complete, "$name: nothing found") and return;
	}
	diag($report);
}

chdir scratch() or die scratch(), ": $!\n";
for (@searches) {
	my ($name, $model, $definitions, $flags, $mistake) = @$_;
	my $report = eval { search($model, $definitions, $flags,
		$mistake) };

	$name = "$model: $name";
	if (defined $report) {
		judge($name, $mistake, $report);
	} else {
		fail($name);
		diag($@);
	}
}
chdir '/';		# the scratch folder is to go away
done_testing;
