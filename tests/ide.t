#!/usr/bin/perl
# ATA disks: what is on them with and without partitions, errors that they
# report, and a root on one. What was synced is on the disk after the machine
# was killed.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Session;

use constant { SECTOR => 512, CPUS => 2, MB => 1 << 20 };
# Partitions, in sectors; the logical ones count from their tables.
use constant { START => 2048, SIZE => 8192, EXTENDED => 16384,
	EXTENDED_SIZE => 16384, BAD => 40 };

my $ramdisk = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $ramdisk;

# One entry of a partition table, and a table.
sub entry { return pack 'x4Cx3VV', @_ }
sub table { return pack 'x446a64v', join('', @_), 0xaa55 }

# A disk with a primary partition, two logical ones, one that is too large, and
# tables that point to each other in a circle.
sub partitioned_disk
{
	my $path = scratch() . '/disk.img';
	my %at = (0 => table(entry(0x83, START, SIZE),
			entry(5, EXTENDED, EXTENDED_SIZE),
			entry(0x83, 30000, 1 << 30)),
		EXTENDED() => table(entry(0x83, 64, 128), entry(5, 4096, 512)),
		EXTENDED() + 4096 => table(entry(0x83, 64, 200),
			entry(5, 0, EXTENDED_SIZE)),
		EXTENDED() + 64 => "first logical\n",
		EXTENDED() + 4096 + 64 => "second logical\n",
		START() => "primary\n");

	open my $f, '>:raw', $path or die "$path: $!\n";
	truncate $f, 32 * MB;
	for my $sector (keys %at) {
		seek $f, $sector * SECTOR, 0;
		print $f $at{$sector};
	}
	close $f or die "$path: $!\n";
	return $path;
}

# A disk that cannot read one of its sectors.
sub broken
{
	my ($path) = @_;

	return ('-blockdev', 'driver=raw,node-name=b,file.driver=blkdebug,' .
		"file.image.driver=file,file.image.filename=$path," .
		'file.inject-error.0.event=read_aio,' .
		'file.inject-error.0.errno=5,file.inject-error.0.sector=' . BAD,
		'-device', 'ide-hd,drive=b,bus=ide.1,unit=1,rerror=report');
}

sub disk
{
	my ($path, $index) = @_;

	return ('-drive', "file=$path,format=raw,if=ide,index=$index");
}

my $parts = partitioned_disk();
my $plain = scratch() . '/plain.img';
my $other = scratch() . '/other.img';
for ([$plain, 12 * MB], [$other, MB]) {
	open my $f, '>', $_->[0] or die "$_->[0]: $!\n";
	truncate $f, $_->[1];
}
my $m = boot(cpus => CPUS, initrd => $ramdisk, append => 'console=ttyS0',
	extra => [disk($parts, 0), disk($plain, 1), broken($other)]);

# Test: a command and the pattern of its answer.
sub answers
{
	my ($command, $want, $name) = @_;
	my $text = ask($m, "$command\n");

	like(defined $text ? $text =~ s/\r//gr : 'no prompt', $want, $name)
		or show_log($m);
}

ok(first_prompt($m), 'the prompt comes') or show_log($m);
like($m->log, qr/hda: QEMU HARDDISK, 32 MB/, 'the disk is found');
like($m->log, qr/hda: partition 3 lies outside the disk/, 'so is a mistake');
answers('head -c 8 /dev/hda1', qr/^primary$/m, 'a primary partition');
answers('head -c 14 /dev/hda5; head -c 15 /dev/hda6',
	qr/^first logical\nsecond/m, 'logical partitions');
answers('blockdev --getsize64 /dev/hda /dev/hda1; blockdev --getsize64 ' .
	'/dev/hda1', qr/^${\ (SIZE * SECTOR)}$/m, 'their sizes');
answers('cat /dev/hda3', qr/No such device/, 'one that is not there');
answers('cat /dev/hdc1 /dev/hdd1', qr/hdc1.*No such device.*\n.*hdd1.*No such/,
	'disks that are not there');
answers('head -c 4096 /dev/hdd | wc -c', qr/^ *4096$/m,
	'a bad disk, its start');
answers("dd if=/dev/hdd bs=4k skip=5 count=1 | wc -c", qr/Input.output error/,
	'a sector that cannot be read');
answers('dmesg | tail -n 1', qr/hdd: read failed, sector ${\ BAD}, status/,
	'is told');
answers('dmesg | grep -c "hdd: read failed"', qr/^1$/m, 'once');
answers('dd if=/dev/hdd bs=4k skip=6 count=9 2>/dev/null | wc -c',
	qr/^ *36864$/m, 'and those behind it can');
answers('mke2fs /dev/hdb > /dev/null 2>&1; mkdir /tmp/d; mount -t ext2 ' .
	'/dev/hdb /tmp/d && seq 100000 > /tmp/d/file; mkdir -p /tmp/d/sbin ' .
	'/tmp/d/dev; cp /bin/busybox /tmp/d/sbin/init; sync; echo done',
	qr/^done$/m, 'a file system');
answers('echo x > /dev/hda1; sync; cat /proc/interrupts', qr/ide0/,
	'with interrupts');
kill 'KILL', $m->{pid};
$m->stop;

my ($status, $text) = capture('e2fsck', '-fy', $plain);
ok($status >> 8 < 4, 'after a kill: e2fsck is content') or diag($text);
($status, $text) = capture('sh', '-c', "debugfs -R 'cat /file' $plain " .
	'2>/dev/null | md5sum; seq 100000 | md5sum');
like($text, qr/^(\w+)  -\n\1  -$/, 'and what was synced is there');
open my $f, '<:raw', $parts or die "$parts: $!\n";
seek $f, START * SECTOR, 0;
read $f, my $bytes, 8;
is($bytes, "x\nimary\n", 'also on a partition');

$m = boot(cpus => CPUS, append => 'console=ttyS0 root=/dev/hdb ro ' .
	'init=/sbin/init', extra => [disk($parts, 0), disk($plain, 1)]);
saw($m, qr/VFS: the root is hdb, ext2, read-only/, 'it can be the root');
$m->stop;
done_testing;
