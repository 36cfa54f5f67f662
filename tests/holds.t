#!/usr/bin/perl
# How long the kernel lock is held in one piece (Q4): long operations, one after
# the other (tests/guest/holds), each at most 200,000 instructions. In QEMU with
# icount, where the TSC counts instructions; one of the CPUs works.
# tests/stress.t looks at holds while all of them do, in Bochs.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Initramfs;

use constant { BLOCK => 1024, KILOBYTES => 20480, MANY => 24 };

my ($none) = capture('sh', '-c', 'command -v mke2fs');
plan(skip_all => 'there is no mke2fs: make deps') if $none;

my ($status, $text) = run_make('-s', 'holds-image');
ok($status == 0, 'the program and its ramdisk are built') or diag($text);

# An ext2 file system comes along, packed.
my $image = scratch() . '/ext2';
($status, $text) = capture('mke2fs', '-q', '-F', '-t', 'ext2', '-b', BLOCK,
	$image, KILOBYTES . 'k');
ok($status == 0, 'there is a file system') or diag($text);
my $initrd = ramdisk_of(slurp(top() . '/build/smp/tests/holds.img') .
	gzip(cpio(['disk.img', '100644', slurp($image)])));

sub holds
{
	my ($cpus, $words, $name) = @_;
	my $m = boot(cpus => $cpus, mem => 128, icount => 1, initrd => $initrd,
		way => '', append => 'console=ttyS0 quiet panic=-1 ' .
			'ramdisk_size=' . KILOBYTES . " $words");

	guest_tests($m, $name);
	unlike($m->log, qr/DEADLOCK|Kernel panic|Oops|is stuck/,
		'and the kernel has nothing to complain about');
}

holds(2, '', 'long operations let others have the lock');
holds(MANY, 'holds.only=processors', 'those that grow with the CPUs, too');
done_testing;
