#!/usr/bin/perl
# Block devices as files, and the page cache of a machine with little memory:
# more is read from a device than memory holds, by two at once while others
# want memory, and nobody is killed for it.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Session;

use constant {
	MEMORY => 24,		# MB
	DEVICE => 64,		# MB: a file without blocks, behind loop0
};

my $initrd = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $initrd;

my $m = boot(emulator => 'qemu', cpus => 2, mem => MEMORY,
	initrd => $initrd, append => 'console=ttyS0 ramdisk_size=1024');

# Test: the answer to a command, without carriage returns.
sub answer
{
	my ($command, $pattern, $name) = @_;
	my $answer = ask($m, "$command\n") // '(no prompt)';

	$answer =~ s/\r//g;
	like($answer, $pattern, $name) or show_log($m);
}

if (ok(first_prompt($m), 'the shell is there')) {
	ask($m, "stty cols 250 rows 24\n");
	answer('dd if=/dev/zero of=/dev/ram3 bs=1000k; wc -c < /dev/ram3',
		qr/No space left.*^1048576$/ms, 'a device has an end');
	answer('mknod /tmp/r3 b 1 3; echo hello > /tmp/r3; head -n 1 ' .
		'/dev/ram3; stat -c %s /dev/ram3', qr/^hello\n0$/m,
		'two nodes of one device have the same bytes');
	answer('tail -c 3 /dev/ram3 | xxd -p; mknod /tmp/none b 77 0; ' .
		'cat /tmp/none', qr/^000000\n.*No such device or address/m,
		'a device that nobody drives');
	answer('blockdev --getsz /dev/ram3; blockdev --setro /dev/ram3; ' .
		'echo x > /dev/ram3; blockdev --setrw /dev/ram3',
		qr/^2048\n.*Read-only/m, 'its size; read-only for a while');
	answer('grep -w ram3 /proc/partitions; grep -w ram /proc/devices',
		qr/^ *1 +3 +1024 ram3\n *1 ram$/m, '/proc knows of it');
	answer('blockdev --flushbufs /dev/ram3; xxd -l 4 -p /dev/ram3',
		qr/^00000000$/m, 'a ramdisk can be emptied');
	answer('truncate -s ' . DEVICE . 'M /tmp/big && ' .
		'losetup /dev/loop0 /tmp/big && blockdev --getsize64 ' .
		'/dev/loop0', qr/^@{[DEVICE << 20]}$/m, 'a device of a file');
	answer('for i in 1 2; do dd if=/dev/loop0 of=/dev/null bs=64k 2>&1 |' .
		' grep in & done; i=0; while [ $i -lt 20 ]; do ' .
		'i=$(sh -c "expr $i + 1"); done; wait; echo all $i',
		qr/(?:^@{[DEVICE << 4]}\+0 records in\n.*){2}all 20$/ms,
		'more is read than memory holds, by two');
	unlike($m->log, qr/Out of memory/, 'and nobody is killed');
	answer('echo written > /dev/loop0; sync; head -c 8 /tmp/big',
		qr/^written$/m, 'sync writes to the file');
}
$m->stop;
done_testing;
