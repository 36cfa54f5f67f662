#!/usr/bin/perl
# Interrupts through I/O APICs (L17): who takes them, by /proc/interrupts; a
# line that is moved while its disk works; a clock that is not where the table
# says; more CPUs than can be named by a bit each; boards without the one or
# the other APIC; and a machine that is left under load, for the firmware.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Session;
use BigLock::Smp;

use constant { DISK_MB => 4, KEYS => 5 };

my $ramdisk = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $ramdisk;

my $disk = scratch() . '/disk.img';
open my $f, '>:raw', $disk or die "$disk: $!\n";
srand 17;
print $f pack 'L*', map { int rand 0xffffffff } 1 .. DISK_MB << 18;
close $f or die "$disk: $!\n";
my ($status, $sum) = capture('md5sum', $disk);
($sum) = $sum =~ /^(\w{32})/ or die "md5sum: $sum\n";

sub machine
{
	my (%o) = @_;

	return boot(initrd => $ramdisk, %o,
		append => "console=ttyS0 timer=slave $o{append}");
}

sub answer
{
	my ($m, $command) = @_;

	return (ask($m, "$command\n") // 'no prompt') =~ s/\r//gr;
}

# Line => { chip, names, cpu: [ counts ] } of /proc/interrupts.
sub interrupts
{
	my ($m) = @_;
	my %lines;

	for (split /\n/, answer($m, 'cat /proc/interrupts')) {
		my ($line, $counts, $chip, $name) =
			/^ *(\w+):((?: +\d+)+)(?:  (\S+) *(.*))?$/ or next;
		$lines{$line} = { chip => $chip, name => $name,
			cpu => [split ' ', $counts] };
	}
	return \%lines;
}

# Everything that a line has brought.
sub total { my $n = 0; $n += $_ for @{ $_[0]{cpu} }; return $n }

# Test: the boot comes to its prompt, having said this.
sub starts
{
	my ($m, $name, $want) = @_;

	ok(first_prompt($m), "$name: the prompt comes") or show_log($m);
	like($m->log, $want, "$name: it says so") or show_log($m);
	return interrupts($m);
}

# --- four CPUs --------------------------------------------------------------

my $m = machine(cpus => 4, monitor => 1, reboot => 1, append => '',
	extra => ['-drive', "file=$disk,format=raw,if=ide,index=0"]);
my $read = 'md5sum /dev/hda | cut -c 1-32; echo 3 > /proc/sys/vm/drop_caches';

starts($m, 'four CPUs', qr/symmetric I\/O mode, logical destinations/);
$m->press('ctrl') for 1 .. KEYS;
like(answer($m, $read), qr/^$sum$/m, 'the disk is read');
my $i = interrupts($m);
is(join(' ', map { "$_:$i->{$_}{chip}" } 0, 1, 4, 13, 14, 16),
	'0:IO-APIC-edge 1:IO-APIC-edge 4:IO-APIC-edge 13:local-APIC ' .
	'14:IO-APIC-edge 16:local-APIC', 'each line has its chip');
my %share;
for my $cpu (0 .. 3) {
	$share{$cpu} += $i->{$_}{cpu}[$cpu] for 0, 1, 4, 14;
}
is(scalar(grep { $share{$_} } 0 .. 3), 4, 'four lines: all CPUs have a share')
	or diag(explain($i));
is("$i->{ERR}{cpu}[0] $i->{MIS}{cpu}[0]", '0 0', 'without errors');

# Masks go round while the disk is read and the clock ticks.
like(answer($m, 'cd /proc/irq; (while [ ! -e /tmp/stop ]; do for c in 1 2 4 ' .
	'8 f; do for n in 0 4 14; do echo $c > $n/smp_affinity; done; done; ' .
	"done) & for n in 1 2 3 4; do $read; done; sleep 0.3; > /tmp/stop; " .
	'wait; cat 14/smp_affinity'), qr/^(?:$sum\n){4}f$/m,
	'nothing is lost while lines move');
$i = interrupts($m);
is(scalar(grep { $_ } @{ $i->{14}{cpu} }), 4, 'all CPUs have served the disk')
	or diag(explain($i));
unlike($m->log, qr/lost|timeout|unexpected|APIC error/i, 'nobody complains');
like(answer($m, 'echo 4 > 4/smp_affinity; cat 4/smp_affinity; for c in 0 10 ' .
	'x "" 100000000; do echo $c > 4/smp_affinity; done; ' .
	'cat 4/smp_affinity'),
	qr/^4\n(?:.*Invalid argument\n){5}4$/m, 'masks of no CPU are refused');
# Left under load: reboot as often as here, then power-off.
for my $time (1, 2) {
	answer($m, '(while :; do cat /dev/hda > /dev/null; echo 3 > ' .
		'/proc/sys/vm/drop_caches; done) &');
	$m->send("reboot -f\n");
	ok(first_prompt($m), "reboot $time under load: it comes up")
		or show_log($m);
	is(scalar(() = $m->log =~ /symmetric I\/O mode/g), $time + 1,
		'with all that it had');
	like(answer($m, $read), qr/^$sum$/m, 'the disk is read again');
}
$m->send("poweroff -f\n");
ended($m, 'power-off');

# --- others -----------------------------------------------------------------

$m = machine(cpus => 4, append => 'noapic');
$i = starts($m, 'noapic', qr/virtual wire mode \(noapic\)/);
is(join(' ', map { $i->{$_}{chip} } 0, 1, 4), 'XT-PIC XT-PIC XT-PIC',
	'the 8259s');
is($i->{0}{cpu}[0], total($i->{0}), 'all to CPU 0');
like(answer($m, 'echo 2 > /proc/irq/4/smp_affinity'), qr/output error/,
	'no line can move');
$m->stop;

# The table has the clock at pin 7.
my %o = mp_table('clock', cpus => '2,sockets=2,cores=1,threads=1');
$m = machine(%o, append => $o{append} =~ s/selftest=idle//r);
$i = starts($m, 'a wrong table', qr/the clock is not on pin 7, but on pin 2/);
is($i->{0}{chip}, 'IO-APIC-edge', 'the clock is found');
$m->stop;

$m = machine(cpus => 12, append => '');
$i = starts($m, '12 CPUs', qr/symmetric I\/O mode, physical destinations/);
is(scalar @{ $i->{4}{cpu} }, 12, 'a column for each');
like(answer($m, 'echo 800 > /proc/irq/4/smp_affinity; cat ' .
	'/proc/irq/4/smp_affinity'), qr/^800$/m, 'the last takes a line');
cmp_ok(interrupts($m)->{4}{cpu}[11], '>', 0, 'and is heard');
$m->stop;

$m = machine(cpu => 'pentium3,-apic', append => '');
$i = starts($m, 'no local APIC', qr/no local APIC answers at fee00000/);
is($i->{4}{chip}, 'XT-PIC', 'the 8259s');
$m->stop;

$m = machine(append => '', extra => ['-machine', 'isapc']);
$i = starts($m, 'no I/O APIC', qr/I\/O APIC 0: nobody answers at fec00000/);
is($i->{4}{chip}, 'XT-PIC', 'the 8259s');
$m->stop;
done_testing;
