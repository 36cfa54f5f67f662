#!/usr/bin/perl
# Minix file systems of all four kinds, made by mkfs.minix, through loop
# devices: what programs do with files, the limits of the formats, images that
# are damaged. All come back to be looked at by fsck.minix.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Initramfs;
use Digest::MD5 qw(md5_hex);
use MIME::Base64;

use constant { CPUS => 2, SIZE => 1 << 20, BLOCK => 1024 };

my $ramdisk = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $ramdisk;
$ENV{PATH} .= ':/sbin:/usr/sbin';
my ($none) = capture('sh', '-c', 'command -v mkfs.minix fsck.minix');
plan(skip_all => 'there is no mkfs.minix: make deps') if $none;

my @kinds = map { my $v = $_; map { { version => $v, name => $_,
	file => "v$v.$_" } } 14, 30 } 1, 2;

# The bytes of a new image; a second argument is what is changed in them:
# offset and byte.
sub new_image
{
	my ($kind, %changes) = @_;
	my $path = scratch() . '/image';

	open my $f, '>:raw', $path or die "$path: $!\n";
	truncate $f, SIZE;
	close $f;
	my ($status, $text) = capture('mkfs.minix', "-$kind->{version}", '-n',
		$kind->{name}, $path);
	die "mkfs.minix: $text" if $status;
	my $bytes = slurp($path);
	substr $bytes, $_, length $changes{$_}, $changes{$_} for keys %changes;
	return $bytes;
}

my $script = <<'END';
#!/bin/sh
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
mount -t proc proc /proc
mount -t tmpfs tmpfs /tmp
cd /tmp
mkdir m
END
$script .= $shell_checks . <<'END';
# Not a number of blocks, and easily packed.
text() {
	yes "some text" | head -c 168894
}
free() {
	stat -f -c '%f %d' m
}

# version, characters of a name, magic number
try() {
	kind="v$1.$2"
	cp /images/$kind $kind
	check "$kind: mounted" "$(mount -t minix -o loop $kind m 2>&1)" ""
	before=$(free)
	check "$kind: statfs" "$(stat -f -c '%t %s %l' m)" "$3 1024 $2"
	text > m/text
	check "$kind: a file" "$(md5sum < m/text)" \
		"$(text | md5sum)"
	check "$kind: its blocks" "$(stat -c '%s %b' m/text)" "168894 332"
	ln m/text m/link
	ln -s text m/sym
	check "$kind: links" "$(stat -c %h m/sym m/link | tr '\n' ' ')" "1 2 "
	check "$kind: a symlink" "$(wc -c < m/sym | tr -d ' ')" 168894
	mkdir -p m/a/b/c m/d
	echo c > m/a/b/c/file
	mv m/a/b m/d/e
	check "$kind: a directory moved" "$(cat m/d/e/c/file)" c
	check "$kind: its parent" "$(cd m/d/e; ls -di .. | cut -d. -f1)" \
		"$(ls -di m/d | sed 's/m.*//')"
	fails "$kind: not into itself" "mv m/d m/d/e/c/d" "."
	fails "$kind: not empty" "rmdir m/d" "not empty"
	echo x > m/x
	mv m/x m/d/e/c/file
	check "$kind: a file replaced" "$(cat m/d/e/c/file)" x
	name=123456789012345678901234567890
	name=$(echo $name | cut -c 1-$2)
	touch m/$name
	check "$kind: a name of $2" "$(ls m | grep 1234)" $name
	fails "$kind: none of more" "touch m/${name}x" "too long"
	mknod m/null c 1 3
	echo gone > m/null
	check "$kind: a device" "$(stat -c '%F %t %T' m/null)" \
		"character special file 1 3"
	fails "$kind: none with a large number" "mknod m/z b 7 300" "nvalid"
	mkfifo m/fifo
	echo through > m/fifo &
	check "$kind: a FIFO" "$(cat m/fifo)" through
	touch m/orphan
	mkdir m/gone
	chmod 4751 m/link
	chown 1000:200 m/link
	check "$kind: owner and mode" "$(stat -c '%u %g %a' m/text)" \
		"1000 200 751"
	if [ $1 = 1 ]; then
		fails "$kind: no group 256" "chgrp 256 m/link" "."
	else
		chgrp 65000 m/link
	fi
	touch -t 200001020304.05 m/link
	truncate -s 100000 m/text
	truncate -s 200000 m/text
	check "$kind: cut and stretched" "$(md5sum < m/text)" \
		"$( (text | head -c 100000
		head -c 100000 /dev/zero) | md5sum)"
	printf end | dd of=m/sparse bs=1 seek=2000000 2> /dev/null
	check "$kind: a hole" "$(stat -c '%s %b' m/sparse)" "2000003 6"
	check "$kind: is zeroes" "$(head -c 2000000 m/sparse | md5sum)" \
		"$(head -c 2000000 /dev/zero | md5sum)"
	exec 5< m/orphan
	rm m/orphan
	fails "$kind: busy: a file without a name" "mount -o remount,ro m" busy
	exec 5<&-
	fails "$kind: busy: a directory without one" \
		"(cd m/gone; rmdir ../gone; mount -o remount,ro /tmp/m)" busy
	check "$kind: remounted" "$(mount -o remount,ro m 2>&1)" ""
	fails "$kind: is read-only" "touch m/y" "Read-only"
	mount -o remount,rw m
	touch -t 200001020304.05 m/link
	cp m/link copy
	umount m
	check "$kind: mounted again" "$(mount -t minix -o loop $kind m 2>&1)" ""
	check "$kind: is what it was" "$(cmp m/text copy; ls m | wc -l)" 9
	check "$kind: the time" "$(stat -c %Y m/link)" 946782245
	for i in 1 2 3 4; do
		(mkdir m/p$i; for j in $(seq 30); do
			echo $i.$j > m/p$i/$j; mv m/p$i/$j m/d/$i.$j
		done) &
	done
	wait
	check "$kind: four at once" "$(cat m/d/?.* | sort | md5sum)" \
		"$(for i in 1 2 3 4; do for j in $(seq 30); do
			echo $i.$j; done; done | sort | md5sum)"
	fails "$kind: full" "cat /dev/zero > m/zero" "No space"
	rm m/zero
	sync
	umount m
	echo "IMAGE $kind $(md5sum < $kind)"
	gzip -c $kind | base64
	echo "END $kind"
	mount -t minix -o loop $kind m
	rm -r m/*
	check "$kind: all is free again" "$(free)" "$before"
	umount m
	rm $kind
}

# A damaged image: a name, what fails, how, and the line in the log.
broken() {
	cp /images/bad.$1 bad
	mount -t minix -o loop bad m 2> /dev/null
	fails "$1: an error" "$2" "$3"
	check "$1: one line" "$(dmesg -c | grep -c -i "minix.*: $4")" 1
	umount m 2> /dev/null
}

echo "TAP version 13"
try 1 14 137f
try 1 30 138f
try 2 14 2468
try 2 30 2478
dmesg -n 1
dmesg -c > /dev/null
broken v3 "ls m/none" "No such" "version 3 is not supported"
broken cut "ls m/none" "No such" "more zones than the device"
broken zone "cat m/x" "nput/output" "zone 60000 is outside"
mount -t minix -o loop bad m
check "zone: remembered" "$(dmesg -c | grep -c "loop0: has errors, fsck")" 1
touch m/x 2> /dev/null
fails "zone: stays read-only" "mount -o remount,rw m" Read-only
umount m
cp /images/v2.30 good
mount -t minix -o loop good m
touch m/x
sync
cp good crashed
umount m
dmesg -c > /dev/null
mount -t minix -o loop crashed m
check "a copy of a mounted one" "$(dmesg -c | grep -c "was not unmounted")" 1
check "has what was synced" "$(ls m)" x
umount m
mount -t minix -o loop good m
check "the other is in order" "$(dmesg -c | grep -c minix)" 0
umount m
echo "1..$n"
poweroff -f
END

my $v1 = $kinds[0];
my $zone = pack 'S<', 60000;
my $inodes = BLOCK * 4;			# v1, 1 MB: a block for each map
my @files = (['init', '100755', $script], ['images', '40755', ''],
	(map { ["images/$_->{file}", '100644', new_image($_)] } @kinds),
	['images/bad.v3', '100644', new_image($v1, BLOCK + 16 => "\0\0",
		BLOCK + 24 => pack('S<', 0x4d5a))],
	['images/bad.cut', '100644', substr new_image($v1), 0, SIZE / 2],
	['images/bad.zone', '100644', new_image($v1, $inodes + 14 => $zone)]);
my $archive = ramdisk_of(cpio(@files));
my $both = scratch() . '/both.img';
system("cat $ramdisk $archive > $both") == 0 or die "$both: cannot be made\n";

# Tests: an image that the guest has printed is whole, and in order.
sub image_is_clean
{
	my ($m, $kind) = @_;
	my $path = scratch() . "/$kind->{file}";
	my ($sum, $text) = $m->log =~
		/^IMAGE \Q$kind->{file}\E (\w+)  -\r?\n(.*?)^END/ms;

	open my $out, '|-', "gzip -d > $path" or die "gzip: $!\n";
	print $out decode_base64($text // '');
	close $out;
	my ($lost, $got) = capture('md5sum', $path);
	like($got, qr/^\Q$sum\E/, "$kind->{file} came back whole");
	is(unpack('x1042 S<', slurp($path)), 1, "$kind->{file}: it is valid");
	my ($status, $said) = capture('fsck.minix', '-f', $path);
	ok($status == 0 && $said !~ /bad|error|not|unused|counted/i,
		"$kind->{file}: fsck.minix is content") or diag($said);
}

my $m = boot(cpus => CPUS, initrd => $both, append => 'console=ttyS0 quiet');
guest_tests($m, 'in the guest');
image_is_clean($m, $_) for @kinds;
unlike($m->log, qr/Oops:|Kernel panic|DEADLOCK|BUG in/,
	'and nothing to complain about');
done_testing;
