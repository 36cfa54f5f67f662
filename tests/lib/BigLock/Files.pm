# BigLock::Files - file systems in the guest, judged by the host's fsck.
#
#	files_ramdisk()		busybox and tests/guest's programs
#	stress_files(ramdisk => $r, cpus => 4, seed => 1, processes => 6,
#		steps => 150, image => $k)
#				tests: fsstress on each kind of file system,
#				on a ramdisk and on a disk; with another kernel
#	bochs_files(ramdisk => $r, cpus => 4, seed => 1, steps => 40,
#		image => $k)
#				tests: fsstress in Bochs on a ramdisk; a seed
#				of a debug kernel is an interleaving
#	damaged_files(ramdisk => $r, number => 40, seed => 1, image => $k)
#				tests: so many damaged images of each kind in
#				one boot, used by tests/guest/fswalk
#	killed_files(ramdisk => $r, cpus => 4, seed => 1, after => 30,
#		image => $k)
#				tests: the plug is pulled after so many
#				fsync()s; all of those files are there after
#				e2fsck
package BigLock::Files;

use strict;
use warnings;
use BigLock;
use BigLock::Initramfs;
use Exporter qw(import);

our @EXPORT = qw(files_ramdisk stress_files bochs_files
	damaged_files killed_files);

$ENV{PATH} .= ':/sbin:/usr/sbin';

use constant KILOBYTES => 6144;

# Kind: how it is mounted, made, and checked.
my %kinds = (
	'ext2-1k' => ['ext2', 'mke2fs -q -F -t ext2 -b 1024', 'e2fsck -fn'],
	'ext2-4k' => ['ext2', 'mke2fs -q -F -t ext2 -b 4096', 'e2fsck -fn'],
	'minix1' => ['minix', 'mkfs.minix -1 -n 30', 'fsck.minix -f'],
	'minix2' => ['minix', 'mkfs.minix -2 -n 30', 'fsck.minix -f'],
);

my $number = 0;

sub files_ramdisk
{
	my ($status, $output) = run_make('guest-image');

	ok($status == 0, 'the guest programs build') or diag($output);
	return top() . '/build/smp/tests/guest.img';
}

# The beginning and the end of a guest's script. `t' runs a program that prints
# one line of TAP without a number.
my $begin = <<'END';
#!/bin/sh
exec 2>&1
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
mount -t proc proc /proc
mount -t devtmpfs dev /dev
n=0
t() {
	n=$((n + 1))
	"$@" | sed "s/^ok -/ok $n -/; s/^not ok -/not ok $n -/"
}
works() {
	"$@" || t echo "not ok - $*"
}
echo "TAP version 13"
END

my $end = "echo 1..\$n\npoweroff -f\n";

# A ramdisk with more files, and the script as /init. Archives follow each
# other; of two files of one name the last one counts.
sub start_with
{
	my ($ramdisk, $script, @files) = @_;
	my $more = ramdisk_of(cpio(['init', '100755', "$begin$script$end"],
		@files));
	my $both = scratch() . '/init.' . $number++;

	system("cat $ramdisk $more > $both") == 0 or die "$both: $!\n";
	return $both;
}

# A file with a new file system.
sub make_disk
{
	my ($kind) = @_;
	my $file = scratch() . "/$kind." . $number++;

	open my $f, '>', $file or die "$file: $!\n";
	truncate $f, KILOBYTES << 10;
	close $f;
	my $output = `$kinds{$kind}[1] $file 2>&1`;
	$? == 0 or die "$kinds{$kind}[1]: $output";
	return $file;
}

sub fsck_is_clean
{
	my ($kind, $file, $name) = @_;
	my $output = `$kinds{$kind}[2] $file 2>&1 </dev/null`;

	is($?, 0, "$name: fsck finds nothing") or diag($output);
}

# One kind's part of the guest's script: disk hda, ... with it, in `where' a
# ramdisk or the disk itself.
sub stress_part
{
	my ($kind, $disk, $where, $o) = @_;
	my $copy = $where eq $disk ? '' : "dd if=$disk of=$where bs=64k";
	my $back = $where eq $disk ? '' : "dd if=$where of=$disk bs=64k";

	return <<"END";
$copy
works mount -t $kinds{$kind}[0] $where /mnt
t /tests/fsstress /mnt $o->{processes} $o->{steps} $o->{seed}
works umount /mnt
$back
END
}

my @places = (['ext2-1k', '/dev/hda', '/dev/ram0'],
	['minix1', '/dev/hdb', '/dev/ram1'],
	['ext2-4k', '/dev/hdc', '/dev/hdc'],
	['minix2', '/dev/hdd', '/dev/hdd']);

sub stress_files
{
	my (%o) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my @disks = map { make_disk($_->[0]) } @places;
	my $script = join '', map { stress_part(@$_, \%o) } @places;
	my @drives = map { ('-drive',
		"if=ide,index=$_,format=raw,file=$disks[$_]") } 0 .. $#disks;
	my $m = boot(cpus => $o{cpus}, mem => 128,
		$o{image} ? (image => $o{image}) : (),
		initrd => start_with($o{ramdisk}, $script), limit => 600,
		append => 'console=ttyS0 panic=-1 ramdisk_size=' . KILOBYTES .
			" jitter=$o{seed} lockwatch=60",
		extra => ['-accel', 'tcg,thread=multi', @drives]);
	my $name = "$o{cpus} CPUs, seed $o{seed}";

	guest_tests($m, "$name: fsstress");
	unlike($m->log, qr/DEADLOCK|Kernel panic|Oops|BUG|-fs error|is lost/,
		"$name: and the kernel has nothing to complain about");
	for my $i (0 .. $#places) {
		fsck_is_clean($places[$i][0], $disks[$i],
			"$name: $places[$i][0] on $places[$i][2]");
	}
}

sub bochs_files
{
	my (%o) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $script = <<"END";
mke2fs -F /dev/ram0 > /dev/null 2>&1
works mount -t ext2 /dev/ram0 /mnt
t /tests/fsstress /mnt 4 $o{steps} $o{seed}
works umount /mnt
works mount -t ext2 -o ro /dev/ram0 /mnt
works find /mnt -type f -exec cat {} + > /dev/null
works umount /mnt
END
	my $m = boot(emulator => 'bochs', loader => 'iso', cpus => $o{cpus},
		mem => 64, $o{image} ? (image => $o{image}) : (),
		initrd => start_with($o{ramdisk}, $script), limit => 1800,
		append => 'console=ttyS0 panic=-1 ramdisk_size=' . KILOBYTES .
			" jitter=$o{seed} lockwatch=60");
	my $name = "Bochs, $o{cpus} CPUs, seed $o{seed}";

	guest_tests($m, "$name: fsstress");
	unlike($m->log, qr/DEADLOCK|Kernel panic|Oops|BUG|-fs error|is lost/,
		"$name: and the kernel has nothing to complain about");
}

sub damaged_files
{
	my (%o) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $folder = scratch() . '/damaged';

	mkdir $folder;
	my ($status, $output) = run_make('build/smp/tests/unit/fsimage_fuzz');
	ok($status == 0, 'the maker of damaged images builds')
		or diag($output);
	for my $kind (qw(ext2-1k ext2-4k minix1 minix2 romfs)) {
		system(top() . '/build/smp/tests/unit/fsimage_fuzz ' .
			"$o{number} $o{seed} $kind - $folder > /dev/null");
	}
	my @images = map { [$_ =~ s{.*/}{images/}r, '100644', slurp($_)] }
		glob "$folder/*";
	my $m = boot(cpus => 2, mem => 256, limit => 600,
		$o{image} ? (image => $o{image}) : (),
		initrd => start_with($o{ramdisk}, "t /tests/fswalk /images\n",
			['images', '40755', ''], @images),
		append => 'console=ttyS0 panic=-1 lockwatch=60 quiet');

	guest_tests($m, @images . ' damaged images');
	unlike($m->log, qr/DEADLOCK|Kernel panic|Oops:|BUG in/,
		'and the kernel has nothing to complain about');
}

# What tests/guest/fsstress writes into a file.
sub contents
{
	my ($seed, $length) = @_;

	return join '', map { chr(($seed + $_ * 3 + ($_ >> 9) * 7) & 0xff) }
		0 .. $length - 1;
}

# Which of the files that were synced are not as they should be. A note is
# [name on the mounted disk, seed, length].
sub missing_files
{
	my ($disk, @notes) = @_;
	my ($n, @missing) = (0);
	my $out = scratch() . '/dumped.';

	open my $f, '>', "$disk.commands" or die "$disk.commands: $!\n";
	print $f map { 'dump ' . $_->[0] =~ s{^/mnt}{}r . " $out" . $n++ .
		"\n" } @notes;
	close $f;
	`debugfs -f $disk.commands $disk 2>&1`;
	for my $i (0 .. $#notes) {
		my ($name, $seed, $length) = @{ $notes[$i] };
		my $got = -e "$out$i" ? slurp("$out$i") : undef;
		push @missing, $name if !defined $got ||
			$got ne contents($seed, $length);
		unlink "$out$i";
	}
	return @missing;
}

sub killed_files
{
	my (%o) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $disk = make_disk('ext2-1k');
	my $script = "works mount -t ext2 /dev/hda /mnt\n" .
		"/tests/fsstress /mnt 4 100000000 $o{seed} notes\n";
	my $m = boot(cpus => $o{cpus}, mem => 64, limit => 600,
		$o{image} ? (image => $o{image}) : (),
		initrd => start_with($o{ramdisk}, $script),
		append => 'console=ttyS0 quiet panic=-1 lockwatch=60',
		extra => ['-accel', 'tcg,thread=multi', '-drive',
			"if=ide,index=0,format=raw,file=$disk"]);
	my $name = "killed after $o{after} syncs, seed $o{seed}";

	my $count = grep { $m->wait_for(qr/^synced .*\n/m, fresh => 1) }
		1 .. $o{after};
	is($count, $o{after}, "$name: it works till then") or diag($m->log);
	kill 'KILL', $m->{pid};
	$m->run;			# what it still had to say
	my @notes = map { [split] } $m->{text} =~
		/^synced (\S+ \d+ \d+)\r?\n/mg;
	my $output = `e2fsck -fy $disk 2>&1 </dev/null`;
	ok($? >> 8 <= 1, "$name: e2fsck repairs it") or diag($output);
	fsck_is_clean('ext2-1k', $disk, "$name: then");
	is(join(' ', missing_files($disk, @notes)), '',
		"$name: all " . @notes . ' synced files are there')
		or diag($output);
}

1;
