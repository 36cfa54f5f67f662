#!/usr/bin/perl
# MP tables of every degree of nonsense, in memory before the kernel starts
# (mptable=): it says what is wrong in the words that scripts/mkmptable lists,
# starts the processors that are left, and comes to the end of its boot.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Smp;

use constant LEAST => 12;		# tables; fewer prove little

# Processors 0, 1 and 2 are there, unless a table wants others.
my %machine = (
	sparse => { cpus => '2,maxcpus=255,sockets=255,cores=1,threads=1',
		extra => [map { ('-device', 'pentium3-i386-cpu,core-id=0,' .
			"thread-id=0,socket-id=$_") } 0x21, 254] },
	many => { append => 'maxcpus=3' },
);

# How many come up, where that is not how many the table has. The second CPU
# of default configuration 1 has an 82489DX: INIT alone starts none in QEMU.
my %comes_up = (many => 3, 'default-1' => 1);

my ($status, $list) = capture(top() . '/scripts/mkmptable', '-l');
ok($status == 0, 'mkmptable lists its tables') or diag($list);
my @tables = map { [split /\t/] } split /\n/, $list;
cmp_ok(scalar @tables, '>=', LEAST, 'enough of them');

for (@tables) {
	my ($name, $n, $line) = @$_;
	my $m = boot(mp_table($name, cpus => 3, %{ $machine{$name} || {} }));

	comes_up($m, $comes_up{$name} // $n, "$name: it boots");
	like($m->log, qr/$line/, "$name: it says what it finds")
		or show_log($m);
	$m->stop;
}
done_testing;
