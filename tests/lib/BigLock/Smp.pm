# BigLock::Smp - what a boot with several processors must show.
#
#	comes_up($m, $n, $name)	tests: every one of $n processors has lines of
#				its own, a line tells their number, and the
#				boot goes on to its end
#	kb_free($m)		KB of memory that are free when it is over
#	stamp($m, $pattern)	seconds since the start of such a line; undef
#				if there is none
#	mp_table($name, %o)	a table of scripts/mkmptable: a hash of what
#				boot() wants, to start a machine that uses it
#	not_halted($m)		the CPUs that are not halted with interrupts
#				off, by QEMU's monitor
#	stack_words($m, $n)	what is on CPU $n's stack, by QEMU's monitor
package BigLock::Smp;

use strict;
use warnings;
use BigLock;
use Exporter qw(import);

our @EXPORT = qw(comes_up kb_free stamp mp_table not_halted
	stack_words);

# The numbers in "CPU2: GenuineIntel 686, family 6 ...".
sub cpus_seen
{
	my ($m) = @_;

	return map { /\bCPU(\d+): \S+ .*family \d+/ ? $1 : () } $m->lines;
}

sub comes_up
{
	my ($m, $n, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	return subtest $name => sub {
		saw($m, qr/biglock: boot complete/, 'it comes to the end');
		my @activated = $m->log =~ /SMP: (\d+) processors activated/g;

		is("@activated", $n, 'the number of processors, in one line');
		is(join(' ', cpus_seen($m)), join(' ', 0 .. $n - 1),
			'every processor has a line of its own');
		is(scalar(() = $m->log =~ /\bCPU\d+: .*BogoMIPS/g), $n,
			'and has measured its delay loop');
		unlike($m->log, qr/Oops|Kernel panic|DEADLOCK|is stuck/,
			'and makes no mistake');
		show_log($m) if !Test::More->builder->is_passing;
	};
}

sub kb_free
{
	my ($m) = @_;

	my ($kb) = $m->log =~ /boot complete, (\d+) KB free/;
	return $kb;
}

sub stamp
{
	my ($m, $pattern) = @_;

	for ($m->lines) {
		return $1 if /^\[ *(\d+\.\d+)\] .*$pattern/;
	}
	return undef;
}

use constant TABLE_AT => 0x3000000;
my $tables = 0;

# Members: append, extra and cpus, as for boot(), and others that go through.
sub mp_table
{
	my ($name, %o) = @_;
	my $file = sprintf '%s/table.%d', scratch(), $tables++;
	my $at = sprintf '%#x', TABLE_AT;
	my ($status, $text) = capture(top() . '/scripts/mkmptable', $name,
		$at, $file);

	die "mkmptable: $text\n" if $status;
	return (%o,
		append => "console=ttyS0 noacpi selftest=idle mptable=$at " .
			($o{append} // ''),
		extra => ['-device',
			"loader,file=$file,addr=$at,force-raw=on",
			@{ $o{extra} || [] }]);
}

use constant { TRIES => 900, EFLAGS_IF => 0x200 };

# Every CPU's registers, the monitor's text: number => text.
sub registers
{
	my ($m) = @_;
	my %cpu = $m->monitor('info registers -a') =~
		/^CPU#(\d+)\s+(.*?)(?=^CPU#|\z)/gms;

	return %cpu ? %cpu : die "the monitor tells no registers\n";
}

# A CPU may be on its way to the hlt still: it gets some time.
sub not_halted
{
	my ($m) = @_;
	my @awake;

	for (1 .. TRIES) {
		my %cpu = registers($m);

		@awake = grep { $cpu{$_} !~ /HLT=1/ ||
			$cpu{$_} !~ /EFL=(\w+)/ || hex($1) & EFLAGS_IF }
			sort { $a <=> $b } keys %cpu;
		last if !@awake;
		select undef, undef, undef, 0.1;
	}
	return @awake;
}

use constant STACK_WORDS => 128;	# or fewer, to the end of the stack

sub stack_words
{
	my ($m, $n) = @_;
	my %cpu = registers($m);
	my ($esp) = ($cpu{$n} // '') =~ /ESP=(\w+)/ or return ();

	return map { hex } $m->monitor('x /' . STACK_WORDS . "xw 0x$esp") =~
		/\b0x([0-9a-f]{8})\b/g;
}

1;
