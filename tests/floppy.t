#!/usr/bin/perl
# `make floppy': one disk of 1440 KB that boots to a shell, on four CPUs in QEMU
# and in Bochs; with an archive and with a file system as its root, in 8 MB.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Session;

use constant { CPUS => 4, SIZE => 1440 * 1024 };

my $disk = top() . '/floppy.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s top() . '/usr/ramdisk.img';

# A floppy with such a root, as a file of its own.
sub make_floppy
{
	my ($root) = @_;
	my $copy = scratch() . "/$root.img";
	my ($status, $text) = run_make('floppy', "FLOPPY_ROOT=$root",
		'APPEND=console=ttyS0');

	ok($status == 0, "make floppy, with $root") or diag($text);
	is(-s $disk, SIZE, "$root: it has 1440 KB");
	rename $disk, $copy or die "$disk: $!\n";
	return $copy;
}

# Test: the disk boots to a prompt, and the root is what it is to be.
sub boots
{
	my ($name, $medium, $root, %o) = @_;
	my $m = boot(loader => 'floppy', medium => $medium, cpus => CPUS, %o);

	return subtest $name => sub {
		ok(first_prompt($m), 'the prompt comes') or
			return show_log($m);
		like(ask($m, "cat /proc/mounts\n"), qr{ / $root }m,
			'on the right root');
		like(ask($m, "cpus -1\n"), qr/^${\ CPUS} CPUs/m,
			'with all CPUs');
		like(ask($m, "free -k\n"), qr/^Mem: /m, 'and with memory left');
		unlike($m->log, qr/Oops:|Kernel panic|DEADLOCK|BUG in/,
			'and no mistake');
		$m->send("poweroff\n");
		ended($m, 'poweroff turns the machine off');
	};
}

my $cpio = make_floppy('cpio');
boots('QEMU, 8 MB', $cpio, 'rootfs', mem => 8);
boots('Bochs', $cpio, 'rootfs', emulator => 'bochs');
boots('QEMU, ext2, 8 MB', make_floppy('ext2'), 'ext2', mem => 8);

my ($status, $text) = run_make('floppy', 'FLOPPY_KB=720');
ok($status != 0, 'what does not fit is no floppy');
like($text, qr/kernel and ramdisk have \d+ KB, but a floppy 720 KB/,
	'and one line says so');
done_testing;
