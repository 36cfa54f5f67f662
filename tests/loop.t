#!/usr/bin/perl
# Ramdisks and loop devices, as losetup, mount -o loop and blockdev use them:
# parts of files, images in images, read-only ones, those in use, cycles, a file
# that cannot grow any more, and more to write than there is memory.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Initramfs;
use Digest::MD5 qw(md5_hex);

use constant { CPUS => 2, MEM => 20, DISK => 40 << 20 };	# MB, bytes

my $ramdisk = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $ramdisk;

# The guest's own test. `fails' wants a command to end so.
my $script = <<'END';
#!/bin/sh
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
mount -t proc proc /proc
mount -t tmpfs tmpfs /tmp
cd /tmp
END
$script .= $shell_checks . <<'END';
start() {
	head -c $2 $1
}
echo "TAP version 13"

check "ramdisk_size= is the size" "$(blockdev --getsize64 /dev/ram3)" 3072000
printf there | dd of=/dev/ram3 bs=1 seek=10000 conv=notrunc 2>/dev/null
check "a ramdisk keeps what is written" \
	"$(dd if=/dev/ram3 bs=1 skip=10000 count=5 2>/dev/null)" there
check "and reads as zeroes around it" "$(tr -d '\0' < /dev/ram3)" there
fails "nothing behind its end" "dd if=/dev/zero of=/dev/ram3 bs=4k" "No space"
exec 5< /dev/ram3
fails "one in use is not emptied" "freeramdisk /dev/ram3" busy
exec 5<&-
freeramdisk /dev/ram3
check "BLKFLSBUF empties it" "$(tr -d '\0' < /dev/ram3 | wc -c)" 0
mknod /tmp/ram99 b 1 99
fails "there are 16 of them" "cat /tmp/ram99" "No such device"

seq -w 1 100000 > img
check "the first free one" "$(losetup -f)" /dev/loop0
fails "one that is not bound has no sectors" "dd if=/dev/zero of=/dev/loop0" \
	"No space"
losetup /dev/loop0 img
check "it is as large as the file" "$(blockdev --getsize64 /dev/loop0)" 699904
check "it reads as the file" "$(md5sum < /dev/loop0)" \
	"$(start img 699904 | md5sum)"
check "the next free one" "$(losetup -f)" /dev/loop1
check "it knows its file" "$(losetup -a)" "/dev/loop0: 0 img"
fails "bound is bound" "losetup /dev/loop0 /etc/passwd" "."
printf 123456 | dd of=/dev/loop0 bs=1 seek=3000 conv=notrunc 2>/dev/null
check "what is written is in the file" \
	"$(dd if=img bs=1 skip=2999 count=8 2>/dev/null)" 41234564
exec 5< /dev/loop0
fails "one in use is not unbound" "losetup -d /dev/loop0" busy
exec 5<&-
losetup -d /dev/loop0
check "unbound" "$(losetup -a)" ""

losetup -o 7000 /dev/loop1 img
check "from an offset on" "$(start /dev/loop1 6)" 001001
check "losetup says so" "$(losetup -a)" "/dev/loop1: 7000 img"
losetup -d /dev/loop1
losetup -r /dev/loop1 img
fails "read-only stays so" "echo x > /dev/loop1" "Read-only"
losetup -d /dev/loop1

fails "not on itself" "losetup /dev/loop2 /dev/loop2" "."
losetup /dev/loop2 img
losetup /dev/loop3 /dev/loop2
check "a loop device on another" "$(start /dev/loop3 6)" 000001
fails "which is in use" "losetup -d /dev/loop2" busy
losetup -d /dev/loop3
losetup -d /dev/loop2
dd if=img of=/dev/ram1 bs=64k 2>/dev/null
losetup -o 512 /dev/loop2 /dev/ram1
check "a loop device on a ramdisk" "$(start /dev/loop2 1000)" \
	"$(dd if=img bs=1 skip=512 count=1000 2>/dev/null)"
losetup -d /dev/loop2
fails "not on a terminal" "losetup /dev/loop2 /dev/tty0" "."
fails "not on /proc" "losetup /dev/loop2 /proc/version" "."

mkdir small
mount -t tmpfs -o size=64k small small
truncate -s 1000000 small/img
losetup /dev/loop4 small/img
dd if=/dev/zero bs=4k count=100 2>/dev/null | tr '\0' x > /dev/loop4
sync
check "a file that cannot grow: one line" \
	"$(dmesg | grep -c "loop4: .*small/img cannot be written: .*full")" 1
losetup -d /dev/loop4
umount small
check "and it is gone" "$(losetup -a; grep -c small /proc/mounts)" 0

TYPES
echo "1..$n"
poweroff -f
END

# File systems on them, for each kind that mkfs in the guest can make.
my $file_systems = <<'END';
truncate -s 2000000 image
mke2fs -F image > /dev/null 2>&1
mkdir outer inner
mount -t ext2 -o loop image outer
check "mount -o loop" "$(grep -c " /tmp/outer ext2 " /proc/mounts)" 1
check "it took the first" "$(losetup -a)" "/dev/loop0: 0 /tmp/image"
fails "a mounted one is not unbound" "losetup -d /dev/loop0" busy
truncate -s 1000000 outer/image
mke2fs -F outer/image > /dev/null 2>&1
mount -t ext2 -o loop outer/image inner
seq 10000 > inner/file
check "an image in an image" "$(md5sum < inner/file)" "$(seq 10000 | md5sum)"
fails "the outer one is busy" "umount outer" busy
umount inner
check "umount unbinds" "$(losetup -a)" "/dev/loop0: 0 /tmp/image"
umount outer
check "all of them" "$(losetup -a)" ""
mount -t ext2 -o loop,ro image outer
mount -t ext2 -o loop,ro outer/image inner
check "it was written through both" "$(tail -n 1 inner/file)" 10000
fails "read-only" "touch inner/x" "Read-only"
umount inner
umount outer
check "unbound again" "$(losetup -a)" ""

mke2fs /dev/hda > /dev/null 2>&1
mount -t ext2 /dev/hda outer
truncate -s 28000000 outer/image
mke2fs -F outer/image > /dev/null 2>&1
mount -t ext2 -o loop outer/image inner
for i in 1 2; do
	dd if=/dev/zero bs=64k count=110 2>/dev/null | tr '\0' $i > inner/$i &
done
wait
sync
check "more than there is memory for: writers wait for pages of their own" \
	"$(md5sum < inner/1) $(md5sum < inner/2)" "SUM1  - SUM2  -"
umount inner
umount outer
END
$file_systems =~ s/SUM(\d)/md5_hex($1 x (110 << 16))/ge;

$script =~ s/^TYPES\n/$file_systems/m;
my $archive = ramdisk_of(cpio(['init', '100755', $script]));
my $both = scratch() . '/both.img';
system("cat $ramdisk $archive > $both") == 0 or die "$both: cannot be made\n";

my $disk = scratch() . '/disk.img';
open my $f, '>', $disk or die "$disk: $!\n";
truncate $f, DISK;

my $m = boot(cpus => CPUS, mem => MEM, initrd => $both,
	append => 'console=ttyS0 quiet ramdisk_size=3000',
	extra => ['-drive', "file=$disk,format=raw,if=ide"]);
guest_tests($m, 'in the guest');
unlike($m->log, qr/Oops:|Kernel panic|DEADLOCK|BUG in/,
	'and nothing to complain about');
done_testing;
