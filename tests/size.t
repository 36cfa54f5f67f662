#!/usr/bin/perl
# What the kernel takes: the size of bzImage; what is given back after the boot
# is not called any more. And handlers lie at even addresses, though code that
# is compiled to be small is not aligned.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Figures qw(kept_figures);
use BigLock::Media qw(image system_map);

use constant MOST_IMAGE => 255_500;	# bytes, 2 % more than it was

SKIP: {
	skip('another compiler makes other code', 1)
		if !%{ kept_figures('memory') };
	cmp_ok(-s image(), '<=', MOST_IMAGE, 'bzImage is small');
}

# Bit 0 of a handler's address says NOLOCK (arch/i386/kernel/syscall.c).
open my $f, '<', system_map() or die system_map(), ": $!\n";
my @handlers = map { /^([0-9a-f]+) [tT] (sys_\w+)$/ ? [$1, $2] : () } <$f>;
cmp_ok(scalar @handlers, '>', 200, 'there are system calls');
is(join(' ', map { $_->[1] } grep { hex($_->[0]) & 1 } @handlers), '',
	'their handlers lie at even addresses');

# Calls of boot code from code that stays: only by those that boot.
my %boots = map { $_ => 1 } qw(start_kernel init smp_callin);
my $vmlinux = $ENV{VMLINUX} || top() . '/vmlinux';
my %at = map { /^([0-9a-f]+) \w (\w+)$/ ? ($2 => hex $1) : () }
	split /\n/, (capture('nm', $vmlinux))[1];
my ($function, %callers) = ('');
for (split /\n/, (capture('objdump', '-d', '-j', '.text',
	'--no-show-raw-insn', $vmlinux))[1]) {
	$function = $1 if /^\w+ <(\w+)/;
	$callers{$function} = 1 if /\t(?:call|j\w+) +([0-9a-f]{8}) </ &&
		hex($1) >= $at{__init_begin} && hex($1) < $at{_einittext};
}
is(join(' ', grep { !$boots{$_} } sort keys %callers), '',
	'nothing else calls what is given back after the boot');
is(scalar keys %callers, scalar keys %boots, 'they do');
done_testing;
