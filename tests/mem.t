#!/usr/bin/perl
# Memory sizes at the ends of the range: 3 MB by each loader that can work
# there, 1 GB, and more than can be mapped, which the log must not hide. A
# program runs in 3 MB, the default ramdisk's shell in 8.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Boot;
use BigLock::Initramfs;
use BigLock::Session;

my $memory = qr/Memory: (\d+) KB of (\d+) KB free/;
my $lost = qr/Memory: [1-9]\d* MB above \d+ MB cannot be mapped/;

# A boot with so much memory; returns KB free, KB in all, and the log.
sub with_memory
{
	my ($mem, %o) = @_;
	my $append = 'console=ttyS0 selftest=idle noinitrd ' .
		($o{words} || "size=$mem");
	my $m = boot(mem => $mem, append => $append, %o);
	my $name = sprintf '%d MB, %s', $mem, $o{loader} || 'kernel';

	boots_well($m, name => $name, append => $append,
		initrd => $o{initrd});
	$m->stop;
	my @figures = $m->log =~ $memory;
	is(@figures, 2, "$name: a line says how much memory is free")
		or return (0, 0, $m->log);
	return (@figures, $m->log);
}

my ($free, $total) = with_memory(3, initrd => ramdisk(64));
cmp_ok($free, '>', 1024, '3 MB: more than one is free');
with_memory(3, loader => 'floppy', initrd => ramdisk(64));
with_memory(8);

my ($free64, $total64) = with_memory(64);
cmp_ok($total64 - $free64, '<', 2 * 1024, '64 MB: less than two are gone');

my $log;
($free, $total, $log) = with_memory(1024);
cmp_ok($free, '>', 850 * 1024, '1 GB: what can be mapped is there');
like($log, $lost, '1 GB: what cannot be mapped is reported');
($free, $total, $log) = with_memory(2048);
like($log, $lost, '2 GB: what cannot be mapped is reported');

($free, $total, $log) = with_memory(64, words => 'mem=16M');
cmp_ok($total, '<=', 16 * 1024, 'mem=16M: no more is used');
like($log, qr/RAM above 16384 KB not used/, 'mem=16M: and it says so');

# User mode. What a program needs is more than what its file holds.
my $m = boot(mem => 3, cpus => 2, append => 'console=ttyS0',
	initrd => ramdisk_of(greeting()));
saw($m, qr/hello from user mode/, '3 MB: a static program runs');
$m->stop;

my $shell = top() . '/usr/ramdisk.img';
SKIP: {
	-s $shell or skip('there is no usr/ramdisk.img', 2);
	$m = boot(mem => 8, cpus => 2, append => 'console=ttyS0',
		initrd => $shell);
	ok(first_prompt($m), '8 MB: the shell has its prompt') or
		show_log($m);
	my $answer = ask($m, "find / -xdev | sort | gzip | gunzip | wc -l\n");
	like($answer // '', qr/^ *[1-9]\d\d\r?$/, '8 MB: and it works') or
		show_log($m);
	$m->stop;
}
done_testing;
