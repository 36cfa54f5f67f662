#!/usr/bin/perl
# ext2 file systems of all block sizes and revisions, made by mke2fs with
# contents, in partitions of disks: read, changed in every way (the shell's,
# and tests/disks/ext2.c), mounted again. e2fsck looks at them afterwards,
# and at two that were synced only. On ramdisks: mount options, and images that
# are damaged.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Initramfs;

use constant { CPUS => 2, SUPER => 1024, DESCRIPTORS => 2048 };
use constant { SECTOR => 512, MBR_TABLE => 446, LINUX => 0x83 };

my $ramdisk = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $ramdisk;
my ($none) = capture('sh', '-c', 'command -v mke2fs e2fsck');
plan(skip_all => 'there is no mke2fs: make deps') if $none;

# What the images hold.
my $tree = scratch() . '/tree';
my $long = 'x' x 200;
system(<<"END") == 0 or die "no tree\n";
mkdir -p $tree/dir/sub $tree/many && cd $tree &&
seq 40000 > numbers && echo deep > dir/sub/file && ln dir/sub/file hard &&
ln -s numbers short && ln -s $long long && mkfifo fifo &&
touch \$(seq -f many/some_name_that_is_long_%g 300)
END

# name => arguments of mke2fs, KB, partition
my %kinds = (
	'1k' => ['-b 1024', 2048, 'hda1'],
	'2k' => ['-b 2048 -I 256', 2048, 'hda2'],
	'4k' => ['-b 4096 -I 128', 2048, 'hda3'],
	old => ['-b 1024 -r 0 -O none', 2048, 'hda4'],
	groups => ['-b 1024 -g 256 -O ^resize_inode', 4096, 'hdb1'],
	error => ['-b 1024', 2048, 'hdb2'],
);

sub new_image
{
	my ($name) = @_;
	my ($args, $kb) = @{ $kinds{$name} };
	my $path = scratch() . "/$name.new";

	my ($status, $text) = capture('sh', '-c', "rm -f $path; mke2fs -q " .
		"-F -t ext2 -N 800 $args -d $tree $path ${kb}k" .
		# hashed indices for large directories
		($name eq 'old' ? '' : " && (e2fsck -fyD $path; true)"));
	die "mke2fs: $text" if $status;
	return slurp($path);
}

# An image of 1 KB blocks with other bytes at some offsets.
sub changed
{
	my ($bytes, %changes) = @_;

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
on() {
	mount -t ext2 -o "$1" /dev/$dev m 2>&1
}

# kind, device, size of blocks, blocks of 512 bytes of the file with the
# numbers
try() {
	k=$1
	dev=$2
	shift
	check "$k: mounted" "$(on rw)" ""
	before=$(stat -f -c '%f %d' m)
	check "$k: statfs" "$(stat -f -c '%t %s %l' m)" "ef53 $2 255"
	check "$k: a file" "$(md5sum < m/numbers)" "$(seq 40000 | md5sum)"
	check "$k: its blocks" "$(stat -c '%s %b' m/numbers)" "228894 $3"
	check "$k: symlinks" "$(readlink m/short) $(readlink m/long | wc -c)" \
		"numbers 201"
	check "$k: a hard link" "$(cat m/hard; stat -c %h m/dir/sub/file)" \
		"$(echo deep; echo 2)"
	check "$k: a FIFO" "$(stat -c %F m/fifo)" fifo
	check "$k: many names" "$(ls m/many | wc -l) $(ls -i m/many |
		sort -u | wc -l)" "300 300"
	fails "$k: no such name" "cat m/many/none" "No such"

	for i in $(seq 200); do echo $i > m/many/new$i; done
	check "$k: more names" "$(ls m/many | wc -l)" 500
	rm m/many/some_name*1*
	check "$k: fewer" "$(ls m/many | wc -l) $(cat m/many/new177)" "362 177"
	mv m/dir/sub m/many/moved
	check "$k: a directory moved" "$(cat m/many/moved/file)" deep
	check "$k: its parent" "$(cd m/many/moved; ls -di .. | cut -d. -f1)" \
		"$(ls -di m/many | sed 's/m.*//')"
	fails "$k: not into itself" "mv m/many m/many/moved/x" "."
	fails "$k: not empty" "rmdir m/many" "not empty"
	cp m/numbers m/copy
	mv m/copy m/hard
	check "$k: replaced" "$(cmp m/hard m/numbers; stat -c %h \
		m/many/moved/file)" 1
	ln -s $(seq -s/ 200) m/far
	check "$k: a long symlink" "$(readlink m/far | md5sum)" \
		"$(seq -s/ 200 | md5sum)"
	mknod m/old c 4 64
	mknod m/new b 300 70000
	chown 70000:80000 m/new
	printf end | dd of=m/sparse bs=1 seek=3000000 2> /dev/null
	check "$k: a hole" "$(head -c 3000000 m/sparse | md5sum)" \
		"$(head -c 3000000 /dev/zero | md5sum)"
	truncate -s 100000 m/hard
	truncate -s 200000 m/hard
	fails "$k: no long name" "touch m/$(seq -s_ 90)" "too long"

	/check m $([ $k = old ] && echo 1 || echo 0) > said
	while read -r word text; do
		case "$word" in
		"#") echo "# $text";;
		ok) n=$((n + 1)); echo "ok $n - $k: $text";;
		*) n=$((n + 1)); echo "not ok $n - $k: $text";;
		esac
	done < said
	for i in 1 2 3 4; do
		(mkdir m/p$i; for j in $(seq 30); do
			echo $i.$j > m/p$i/$j; mv m/p$i/$j m/dir/$i.$j
		done; rmdir m/p$i) &
	done
	wait
	check "$k: four at once" "$(ls m/dir | wc -l) $(cat m/dir/?.* | sort |
		md5sum)" "120 $(for i in 1 2 3 4; do for j in $(seq 30); do
		echo $i.$j; done; done | sort | md5sum)"
	touch -t 200001020304.05 m/numbers

	check "$k: read-only" "$(mount -o remount,ro m 2>&1)" ""
	fails "$k: is not written" "touch m/y" "Read-only"
	mount -o remount,rw m
	umount m
	check "$k: mounted again" "$(on rw,resgid=100,errors=continue)" ""
	check "$k: with options" "$(grep -c \
		'm ext2 rw,errors=continue,resgid=100 ' /proc/mounts)" 1
	check "$k: cut and stretched" "$(md5sum < m/hard)" \
		"$( (seq 40000 | head -c 100000; head -c 100000 /dev/zero) |
		md5sum)"
	check "$k: devices" "$(stat -c '%F %t %T' m/old m/new)" \
		"$(echo character special file 4 40
		echo block special file 12c 11170)"
	check "$k: large ids" "$(stat -c '%u %g' m/new)" "70000 80000"
	check "$k: a time" "$(stat -c %Y m/numbers)" 946782245
	check "$k: the mapping" "$(od -An -c -j 233529 -N 1 m/other)" "   m"
	[ $k = 4k ] && return
	umount m
	on rw > /dev/null
	rm -r m/dir m/many m/p? m/far
	umount m
}

# A damaged image: a name, what fails, how, and the line in the log.
broken() {
	gzip -dc /images/bad.$1.gz > /dev/ram1
	dev=ram1
	dmesg -c > /dev/null
	on ${5:-rw} > /dev/null
	fails "$1: an error" "$2" "$3"
	fails "$1: again" "$2" "$3"
	check "$1: one line" "$(dmesg -c | grep -c "EXT2-fs.*: $4")" 1
	umount m 2> /dev/null
}

echo "TAP version 13"
try 1k hda1 1024 450
try 2k hda2 2048 452
try old hda4 1024 450
try groups hdb1 1024 450
check "groups: by a copy of the super block" \
	"$(on ro,sb=257; ls m | grep -c numbers; umount m)" 1
check "groups: which is not written" \
	"$(on rw,sb=257 > /dev/null; touch m/x 2>&1 | grep -c Read; umount m)" 1

dev=hdb2
check "an unknown option" "$(on rw,nonsense | grep -c nvalid)" 1
on grpid,minixdf > /dev/null
mkdir m/g; chgrp 77 m/g; touch m/g/f
check "grpid, minixdf" "$(stat -c %g m/g/f) $(stat -f -c %b m)" "77 2048"
umount m

touched="touch m/new"
broken magic "ls m/dir" "No such" "no ext2" loud
broken incompat "ls m/dir" "No such" "it has features"
broken large "ls m/dir" "No such" "it is larger"
broken group "ls m/dir" "No such" "the descriptor of group 0"
broken rocompat "$touched" "Read-only" "its features allow"
broken root "ls m/dir" "nput/output" "directory 2 has a bad record"
broken block "cat m/numbers" "nput/output" "inode [0-9]* has block"
broken inode "cat m/numbers" "nput/output" "inode [0-9]* makes no sense"
broken map "echo x > m/new" "nput/output\|Read-only" "the block map"
broken loop "ls m/dir/sub" "nput/output" "directory 2 has two names"

dev=hdb2
on rw > /dev/null
cat m/numbers 2> /dev/null
fails "read-only after an error" "$touched" "Read-only"
fails "and it stays so" "mount -o remount,rw m" "."
umount m
on errors=continue > /dev/null
cat m/numbers 2> /dev/null
check "unless errors=continue" "$($touched 2>&1)" ""
umount m
try 4k hda3 4096 456
sync
echo "1..$n"
poweroff -f
END

# Where things are in an image, by debugfs.
my $plain = new_image('1k');
my $plain_path = scratch() . '/1k.new';

sub debugfs
{
	my ($command, $pattern) = @_;
	my ($status, $text) = capture('debugfs', '-R', $command, $plain_path);

	$text =~ $pattern or die "debugfs: $command: $text";
	return $1;
}

sub inode_at			# the offset of an inode in the table
{
	my ($name) = @_;
	my ($status, $text) = capture('debugfs', '-R', "imap $name",
		$plain_path);

	$text =~ /located at block (\d+), offset 0x(\w+)/ or die $text;
	return $1 * 1024 + hex $2;
}

sub word
{
	return pack 'L<', shift;
}

my $root = 1024 * debugfs('blocks /', qr/^(\d+)/m);
my $dir = 1024 * debugfs('blocks /dir', qr/^(\d+)/m);
my $map = 1024 * unpack 'L<', substr $plain, DESCRIPTORS, 4;
my $sub = index substr($plain, $dir, 1024), "\3\2sub";
my %bad = (
	magic => { SUPER + 56, "\0\0" },
	incompat => { SUPER + 96, word(0x42) },
	large => { SUPER + 4, word(5000) },
	group => { DESCRIPTORS + 8, word(1 << 20) },
	rocompat => { SUPER + 100, word(0x1003) },
	root => { $root + 4, "\7\0" },
	block => { inode_at('/numbers') + 40 + 12, word(3) },
	inode => { inode_at('/numbers'), "\0\0" },
	map => { $map, "\0" x 64 },
	loop => { $dir + $sub - 6, word(2) },
);

# A disk with the images of some kinds in partitions; where they are.
sub disk
{
	my ($path, @names) = @_;
	my ($table, $bytes, %at) = ('', '');

	for (@names) {
		my $image = new_image($_);
		$image = changed($image, %{ $bad{block} }) if $_ eq 'error';
		$at{$_} = SECTOR + length $bytes;
		$table .= pack 'C4C4L<2', (0) x 4, LINUX, (0) x 3,
			$at{$_} / SECTOR, length($image) / SECTOR;
		$bytes .= $image;
	}
	open my $f, '>:raw', $path or die "$path: $!\n";
	print $f "\0" x MBR_TABLE, $table, "\0" x (64 - length $table),
		"\x55\xaa", $bytes;
	close $f or die "$path: $!\n";
	return map { ($_ => [$path, $at{$_}]) } @names;
}

my %where = (disk(scratch() . '/hda', '1k', '2k', '4k', 'old'),
	disk(scratch() . '/hdb', 'groups', 'error'));
my $initrd = scratch() . '/both.img';
my $archive = ramdisk_of(cpio(['init', '100755', $script],
	['check', '100755', program(slurp(top() .
		'/tests/disks/ext2.c'))],
	['images', '40755', ''],
	(map { ["images/bad.$_.gz", '100644',
		gzip(changed($plain, %{ $bad{$_} }))] } keys %bad)));
system("cat $ramdisk $archive > $initrd") == 0 or die "$initrd: $!\n";

# The image as the guest has left it, in a file.
sub image_of
{
	my ($name) = @_;
	my $path = scratch() . "/$name.back";
	my ($disk, $offset) = @{ $where{$name} };
	my $bytes = substr slurp($disk), $offset, $kinds{$name}[1] * 1024;

	open my $out, '>:raw', $path or die "$path: $!\n";
	print $out $bytes;
	close $out or die "$path: $!\n";
	return $path;
}

my @drives = map { ('-drive', 'format=raw,if=ide,file=' . scratch() . "/$_") }
	qw(hda hdb);
my $m = boot(cpus => CPUS, initrd => $initrd, extra => \@drives,
	append => 'console=ttyS0 quiet');
guest_tests($m, 'in the guest');
$m->stop;
for (grep { $_ ne 'error' } sort keys %kinds) {
	my ($status, $said) = capture('e2fsck', '-fn', image_of($_));
	is($status, 0, "$_: e2fsck is content") or diag($said);
}
my ($status, $state) = capture('dumpe2fs', '-h', image_of('error'));
like($state, qr/state: .*with errors/, 'the device says that there are errors');
unlike($m->log, qr/Oops:|Kernel panic|DEADLOCK|BUG in/,
	'and nothing to complain about');
done_testing;
