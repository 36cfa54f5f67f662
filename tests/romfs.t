#!/usr/bin/perl
# A ROM file system made by genromfs, on a ramdisk and in a loop device: all
# kinds of files, programs that run from it, and damaged images.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Initramfs;
use Digest::MD5 qw(md5_hex);

use constant { CPUS => 2, NAMES => 300 };

my $ramdisk = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $ramdisk;
my ($none) = capture('sh', '-c', 'command -v genromfs');
plan(skip_all => 'there is no genromfs: make deps') if $none;

sub spill
{
	my ($path, $mode, $bytes) = @_;

	open my $f, '>:raw', $path or die "$path: $!\n";
	print $f $bytes;
	close $f or die "$path: $!\n";
	chmod $mode, $path;
}

my $big = join '', map { "$_\n" } 1 .. 50000;
my $hello = program(<<'END');
int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	print("hello from rom\n");
	flush();
	return 0;
}
END

# The image of a folder that has one of each kind.
sub rom_image
{
	my ($dir, $path) = (scratch() . '/tree', scratch() . '/romfs');

	mkdir $_ for $dir, "$dir/sub", "$dir/many";
	spill("$dir/hello", 0755, $hello);
	spill("$dir/plain", 0644, "plain\n");
	spill("$dir/big", 0644, $big);
	spill("$dir/empty", 0644, '');
	spill("$dir/script", 0755, "#!/bin/sh\necho script \$1\n");
	spill(sprintf("$dir/many/name-%04d", $_), 0644, "$_\n") for 1 .. NAMES;
	link "$dir/plain", "$dir/sub/hard";
	symlink '../plain', "$dir/sub/sym";
	# genromfs makes devices of names like this
	spill("$dir/\@null,c,1,3", 0644, '');
	system("mkfifo $dir/fifo") == 0 or die "mkfifo\n";
	my ($status, $text) = capture('genromfs', '-d', $dir, '-f', $path,
		'-V', 'rom');
	die "genromfs: $text" if $status;
	open my $f, '<:raw', $path or die "$path: $!\n";
	local $/;
	return scalar <$f>;
}

my $script = <<'END';
#!/bin/sh
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
mount -t proc proc /proc
mount -t tmpfs tmpfs /tmp
mkdir /tmp/m /tmp/n
cd /tmp
END
$script .= $shell_checks . <<'END';
look() {
	check "$1: mounted" "$(grep -c "/tmp/m romfs ro" /proc/mounts)" 1
	check "$1: a large file" "$(md5sum < m/big)" "BIG  -"
	check "$1: its end" "$(tail -c 6 m/big)" "50000"
	check "$1: a small one" "$(cat m/plain m/empty)" plain
	check "$1: a symlink" "$(readlink m/sub/sym) $(cat m/sub/sym)" \
		"../plain plain"
	check "$1: hard links" "$(stat -c %i m/sub/hard)" \
		"$(stat -c %i m/plain)"
	check "$1: up and down" "$(cat m/sub/../many/../sub/hard)" plain
	check "$1: a program" "$(m/hello)" "hello from rom"
	check "$1: a script" "$(m/script runs)" "script runs"
	fails "$1: no program" m/plain "ermission denied"
	echo gone > m/null
	check "$1: a device" "$(stat -c '%F %t %T' m/null)" \
		"character special file 1 3"
	check "$1: a FIFO" "$(stat -c %F m/fifo)" fifo
	check "$1: many names" "$(ls m/many | md5sum)" \
		"$(for i in $(seq NAMES); do printf 'name-%04d\n' $i; done |
		md5sum)"
	check "$1: all of them" "$(cat m/many/* | md5sum)" \
		"$(seq NAMES | md5sum)"
	check "$1: statfs" "$(stat -f -c '%t %s %f %l' m)" "7275 1024 0 255"
	check "$1: modes" "$(stat -c %a m/script m/plain m/sub | tr '\n' ' ')" \
		"755 644 755 "
	fails "$1: no writing" "echo x > m/plain" Read-only
	fails "$1: no names" "touch m/new" Read-only
	fails "$1: no removing" "rm -f m/plain" Read-only
	fails "$1: not by remounting" \
		"mount -o remount,rw m; touch m/new" Read-only
}
# Changes byte $1 of a copy to $2, and mounts that.
spoil() {
	cp /image bad
	printf "$2" | dd of=bad bs=1 seek=$1 conv=notrunc 2> /dev/null
	mount -t romfs -o loop,ro bad n 2> /dev/null
}

echo "TAP version 13"
dd if=/image of=/dev/ram1 bs=64k 2> /dev/null
mount -t romfs /dev/ram1 m
look ramdisk
umount m
mount -t romfs -o loop,ro /image m
look loop
umount m
dmesg -n 1
dmesg -c > /dev/null
spoil 40 x
fails "a bad checksum" "ls n/plain" "No such file"
check "is told" "$(dmesg -c | grep -c 'romfs: loop0: bad checksum')" 1
spoil 0 +
fails "not a ROM file system" "ls n/plain" "No such file"
check "who tries is not told" "$(dmesg -c | grep -c romfs)" 0
spoil OFFSET x
fails "a bad header" "cat n/many/LAST" "nput/output"
check "is told once" "$(dmesg -c | grep -c 'error (loop0): no file header')" 1
check "before it all is well" "$(cat n/many/FIRST | wc -l)" 1
umount n
dd if=/image bs=1k count=20 of=half 2> /dev/null
mount -t romfs -o loop,ro half n 2> /dev/null
fails "half an image" "ls n/plain" "No such file"
check "is told" "$(dmesg -c | grep -c 'romfs: loop0: larger than')" 1
echo "1..$n"
poweroff -f
END

my $image = rom_image();
# Names as they lie in the image; the one in the middle is spoilt.
my @names = sort { index($image, $a) <=> index($image, $b) }
	map { sprintf 'name-%04d', $_ } 1 .. NAMES;
my %value = (FIRST => $names[0], LAST => $names[-1],
	OFFSET => 3 + index $image, $names[NAMES / 2]);
$script =~ s/(FIRST|LAST|OFFSET)/$value{$1}/g;
$script =~ s/BIG/md5_hex($big)/e;
$script =~ s/NAMES/${\ NAMES}/g;
my $archive = ramdisk_of(cpio(['init', '100755', $script],
	['image', '100644', $image]));
my $both = scratch() . '/both.img';
system("cat $ramdisk $archive > $both") == 0 or die "$both: cannot be made\n";

my $m = boot(cpus => CPUS, initrd => $both, append => 'console=ttyS0 quiet');
guest_tests($m, 'in the guest');
unlike($m->log, qr/Oops:|Kernel panic|DEADLOCK|BUG in/,
	'and nothing to complain about');
done_testing;
