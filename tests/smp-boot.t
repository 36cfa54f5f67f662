#!/usr/bin/perl
# Every processor comes up, in QEMU and in Bochs, by whichever table names
# it; the command line can have fewer; what a processor that does not exist
# costs, and what those that are not started do.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Smp;

# One boot in QEMU that brings up $n processors; returns the machine's end.
# Which table names them is what is tested, and free memory is compared: all go
# the default way, but for what they say.
sub up
{
	my ($n, $name, %o) = @_;
	my $m = boot(%o, way => '',
		append => "console=ttyS0 selftest=idle $o{append}");

	comes_up($m, $n, $name);
	$m->stop;
	return $m;
}

# The MP table of `-smp N' names one, that of N sockets names all.
my $sockets = '3,sockets=3,cores=1,threads=1';
my %free;

for my $n (2, 8) {
	my $m = up($n, "-smp $n", cpus => $n, append => '');

	$free{$n} = kb_free($m);
	like($m->log, qr/SMP: 1 processor by the MP .*, $n by the MADT: the /,
		"-smp $n: the tables disagree, and it says so");
}
up(3, '3 sockets', cpus => $sockets, append => '');
up(3, '3 sockets, noacpi', cpus => $sockets, append => 'noacpi');
$free{noacpi} = kb_free(up(1, '-smp 8, noacpi: the MP table\'s one', cpus => 8,
	append => 'noacpi'));
$free{nosmp} = kb_free(up(1, 'nosmp', cpus => 8, append => 'nosmp'));
$free{maxcpus} = kb_free(up(2, 'maxcpus=2', cpus => 8,
	append => 'maxcpus=2'));

# L21. With nosmp no boot page is ever kept, with maxcpus=2 a single one.
is($free{noacpi}, $free{nosmp}, 'all boot pages are given back');
is($free{2}, $free{maxcpus}, 'all but one, where one is used');
cmp_ok($free{nosmp} - $free{8}, '<=', 7 * 20,
	'a processor takes 20 KB at most');

# A processor that never answers; guest time is exact. 2: APIC ids 0 and 1.
my $m = boot(mp_table('boot-missing', cpus => 2), icount => 1, shift => 6);
my $silent = qr/APIC id 2 does not answer: it never began/;

comes_up($m, 2, 'two processors of three');
my $log = $m->log;
is(scalar(() = $log =~ /APIC id 2(?! version)/g), 1,
	'the third: one line when it does not answer')
	or show_log($m);
my ($before, $after) = (stamp($m, qr/CPU1: .*BogoMIPS/), stamp($m, $silent));
ok(defined $before && defined $after, 'and it tells why') or show_log($m);
my $took = ($after // 0) - ($before // 0);
cmp_ok($took, '>', 0.9, "it gets a second: $took s");
cmp_ok($took, '<', 1.3, 'and no more');
$m->stop;

$m = boot(emulator => 'bochs', loader => 'floppy', cpus => 4,
	append => 'console=ttyS0 selftest=idle');
comes_up($m, 4, 'Bochs with 4');
like($m->log, qr/symmetric I\/O mode/, 'the clock comes by the I/O APIC');
$m->stop;
done_testing;
