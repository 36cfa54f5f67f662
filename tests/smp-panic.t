#!/usr/bin/perl
# A panic on a machine with several processors: reason, CPU and trace, and
# every other CPU is stopped (L20), whatever it was doing. That the CPUs are
# is looked up in QEMU's monitor, not in what the kernel says of itself.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Smp;
use BigLock::Symbols;

my $map = BigLock::Symbols->load(system_map());

# Test: every line of the trace is named as System.map has it, and one of the
# functions is such.
sub traced
{
	my ($m, $pattern, $name) = @_;
	my @trace = map { /\[<([0-9a-f]{8})>\] (?:\? )?([\w.]+)\+0x([0-9a-f]+)/
		? [hex $1, $2, hex $3] : () } $m->lines;
	my @wrong = grep { !$map->has($_->[1], $_->[0] - $_->[2]) } @trace;

	is(join(' ', map { $_->[1] } @wrong), '',
		"$name: names and addresses are System.map's");
	like(join(' ', map { $_->[1] } @trace), $pattern,
		"$name: the trace tells how it came there") or show_log($m);
}

# Test: CPU $n was stopped within this function.
sub was_in
{
	my ($m, $n, $function, $name) = @_;
	my @names = map { my ($f) = $map->find($_); defined $f ? $f : () }
		grep { $_ <= $map->last } stack_words($m, $n);

	like("@names", qr/\b$function\b/, $name) or show_log($m);
}

# Test: a panic for this reason on this CPU, of 4, and all of them stopped.
# Returns the machine.
sub panics
{
	my ($name, $reason, $trace, %o) = @_;
	my $m = boot(cpus => 4, panics => 1,
		monitor => !$o{emulator}, %o);

	saw($m, qr/The machine is stopped/, "$name: comes to its end");
	like($m->log, $reason, "$name: says why, and on which CPU")
		or show_log($m);
	unlike($m->log, qr/could not be stopped|Panic within/,
		"$name: has stopped the others") or show_log($m);
	is(scalar(() = $m->log =~ /Kernel panic/g), 1, "$name: one panic");
	traced($m, $trace, $name);
	is(join(' ', not_halted($m)), '',
		"$name: all 4 CPUs are halted with interrupts off")
		or show_log($m) if !$o{emulator};
	return $m;
}

my @bochs = (emulator => 'bochs', loader => 'floppy');
my @panic = (qr/Kernel panic on CPU \d: selftest/,
	qr/\bpanic selftest_panic_c\S* selftest_panic_b\S* selftest_panic_a/,
	append => 'console=ttyS0 selftest=panic');
# CPU 2 panics; 1 spins for the lock, 3 loops, both with interrupts off.
my @others = (qr/Kernel panic on CPU 2: /, qr/\bpanic panic_here ret_from_fork/,
	append => 'console=ttyS0 selftest=smppanic');
# The first thing that CPU 1 does in C is a fault.
my @early = (qr/Oops: invalid opcode(?s:.*)Kernel panic on CPU 1: /,
	qr/\bsmp_callin start_kernel secondary\b/,
	append => 'console=ttyS0 apfault');

panics('panic', @panic)->stop;
panics('panic, Bochs', @panic, @bochs)->stop;
panics('panic on CPU 2, Bochs', @others, @bochs)->stop;
panics('early fault on CPU 1, Bochs', @early, @bochs)->stop;
my $m = panics('panic on CPU 2', @others);
was_in($m, 1, 'wait_for_lock', 'CPU 1 was stopped as it spun for the lock');
was_in($m, 3, 'loop_for_ever', 'CPU 3 was stopped in its loop');
$m->stop;
done_testing;
