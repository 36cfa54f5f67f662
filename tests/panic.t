#!/usr/bin/perl
# A panic says why, where and how it got there: the trace names the functions
# that called each other, and every name agrees with System.map.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Symbols;

use constant TRIES => 900;		# of a tenth of a second

my $m = boot(append => 'console=ttyS0 selftest=panic panic=-1', panics => 1);
my $map = BigLock::Symbols->load(system_map());

saw($m, qr/Kernel panic/, 'the kernel panics');
like($m->log, qr/Kernel panic on CPU 0: selftest/, 'says on which CPU, why')
	or show_log($m);
ended($m, 'panic=-1 restarts the machine at once');

# Address and name of each line of the trace.
my @trace = map { /\[<([0-9a-f]{8})>\] (?:\? )?([\w.]+)\+0x([0-9a-f]+)/
	? [hex $1, $2, hex $3] : () } $m->lines;
# gcc may add a suffix to the name of a function that it has specialised.
my %calls = map { $_ => qr/selftest_panic_$_\S*/ } qw(a b c);
my @names = map { $_->[1] } @trace;

like("@names", qr/\bpanic $calls{c} $calls{b} $calls{a}/,
	'the trace names the three that called each other, the last one first')
	or show_log($m);
for (@trace) {
	my ($address, $name, $offset) = @$_;

	ok($map->has($name, $address - $offset),
		sprintf '%08x is %s+0x%x in System.map too', @$_);
}

# scripts/ksymoops finds the names again where the log has none.
my $bare = scratch() . '/bare';
open my $f, '>', $bare or die "$bare: $!\n";
print $f map { s/(\[<\w+>\]).*/$1/r . "\n" } $m->lines;
close $f;
my ($status, $text) = capture(top() . '/scripts/ksymoops', '-m',
	system_map(), $bare);
my @found = $text =~ /\[<\w+>\] <([\w.]+)\+0x\w+>/g;
ok($status == 0, 'ksymoops reads the log without the names') or diag($text);
is(scalar @found, scalar @trace, 'and names each address');
like("@found", qr/\bpanic\b.*$calls{a}/, 'as the kernel did');

my $oops = boot(append => 'console=ttyS0 selftest=oops panic=-1', panics => 1);
ended($oops, 'a fault in the kernel ends the machine as well');
like($oops->log, qr/Oops: page fault.*EIP: 0010:\[<\w+>\] selftest_oops\+/s,
	'and says what it was and where') or show_log($oops);

# The boot is complete a little before it hangs.
sub await_hang
{
	my ($m) = @_;

	for (1 .. TRIES) {
		my ($eip) = $m->monitor('info registers') =~ /EIP=(\w+)/;
		my ($name) = $map->find(hex $eip);

		last if $name eq 'selftest_hang';
		select undef, undef, undef, 0.1;
	}
}

# A kernel that has gone astray with interrupts off still takes an NMI.
my $hang = boot(append => 'console=ttyS0 selftest=hang', panics => 1,
	monitor => 1);
if (saw($hang, qr/boot complete/, 'a kernel that will hang')) {
	await_hang($hang);
	$hang->nmi;
	saw($hang, qr/NMI.*selftest_hang\+0x/s, 'an NMI tells where it hangs');
}
$hang->stop;
done_testing;
