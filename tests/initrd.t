#!/usr/bin/perl
# Root images: what the boot loader may bring besides archives, packed or not,
# and how root= and its kind choose; and what is said when nothing can be
# mounted.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Boot;
use BigLock::Initramfs;

# Where ext2's super block has its magic number.
use constant { KB => 1024, MAGIC => 56 };

# A program that is process 1, says so, and waits.
my $hello = ramdisk_of(program(<<'END'));
int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)envp;
	print("hello from %s\n", argv[0]);
	flush();
	return 3;
}
END

my $list = <<END;
dir /dev 0755 0 0
dir /sbin 0755 0 0
dir /lots 0755 0 0
file /sbin/init $hello 0755 0 0
END
my $with_console = $list . "nod /dev/console 0600 0 0 c 5 1\n";

my $images = 0;

# The bytes of an image of that kind.
sub image_of
{
	my ($type, $text, @options) = @_;
	my $path = sprintf '%s/root.%d', scratch(), $images++;

	open my $p, '|-', top() . '/scripts/mkroot', '-t', $type, @options,
		$path or die "mkroot: $!\n";
	print $p $text;
	close $p or die "mkroot failed: $type\n";
	return slurp($path);
}

my $runs = qr{hello from /sbin/init};
my %image = map { $_ => image_of($_, $with_console, '-s', 200) }
	qw(ext2 minix romfs);
my %mode = (ext2 => 'read and write', minix => 'read and write',
	romfs => 'read-only');

for (sort keys %image) {
	my $is_root = qr/VFS: the root is ram0, $_, $mode{$_}/;

	ends_so("$_, packed", gzip($image{$_}), [$is_root, $runs]);
	ends_so("$_, as it is", $image{$_}, [$is_root, $runs]);
	ends_so("$_, without a console", gzip(image_of($_, $list)),
		[$is_root, $runs]);
}

my $ext2 = $image{ext2};
my $packed = gzip($ext2);
my $mounted = qr/VFS: the root is ram0, ext2, read and write/;
my $damaged = qr/The ramdisk is damaged\. Boot with another/;

ends_so("root=$_", $packed, [$mounted, $runs], words => "root=$_")
	for qw(/dev/ram0 /dev/ram ram 0100 100 1:0);
ends_so('ro', $packed, [qr/the root is ram0, ext2, read-only/, $runs],
	words => 'rw ro');
ends_so('rootfstype= and rootflags=', $packed, [$mounted, $runs],
	words => 'rootfstype=minix,ext2 rootflags=errors=continue ro rw');
ends_so('another rootfstype=', $packed,
	[qr/VFS: device ram0 \(0100\): \d+ KB/,
	qr/cannot be mounted from ram0 \(0100\): it has no file system/],
	words => 'rootfstype=minix,romfs');
ends_so('an unknown rootfstype=', $packed,
	[qr/cannot be mounted from ram0 .*names no kind/],
	words => 'rootfstype=none');
ends_so('an unknown root=', $packed, [qr{root=/dev/none is no device}],
	words => 'root=/dev/none');
ends_so('an empty device', $packed, [qr/device ram0 .*device ram3 /s,
	qr/cannot be mounted from ram3 \(0103\): it has no file system/],
	words => 'root=/dev/ram3');
ends_so('a device that is not there', $packed,
	[qr/cannot be mounted from .*: there is no such device/],
	words => 'root=2:99');
ends_so('a missing init', gzip(image_of('romfs', "dir /dev 0755 0 0\n")),
	[qr/No init on the root device/]);
ends_so('a root device, but an archive with an init', gzip(cpio(
	['init', '100755', slurp($hello)])), [qr{hello from /init}],
	words => 'root=/dev/ram0');

# An image of an odd size, larger than ramdisk_size=, and one that is mostly
# zeroes and would not fit.
ends_so('more than ramdisk_size=', $packed, [$mounted, $runs],
	words => 'ramdisk_size=50');
ends_so('zeroes take no memory',
	gzip(image_of('ext2', $with_console, '-s', 32 * KB)), [$mounted, $runs],
	mem => 12);
srand 5;
my $noise = pack 'L*', map { int rand 0xffffffff } 1 .. 200_000;
my $big = ramdisk_of('x' x (10 * KB * KB));
ends_so('too large', gzip(image_of('ext2', $with_console .
	"file /lots/of $big 0644 0 0\n", '-s', 12 * KB)),
	[qr/initrd: the image ends at byte \d+: there is no (?:room|memory)/,
	qr/No memory for the ramdisk\. Give the machine more/], mem => 8);
my $long = gzip($ext2 . $noise);
ends_so('a part of it', substr($long, 0, length($long) / 2),
	[qr/initrd: the image ends at byte \d+: the input ends too early/,
	$damaged]);
substr($long, length($long) / 2, 1) ^= "\x10";
ends_so('a flipped bit', $long, [qr/initrd: the image ends at byte \d+: /,
	$damaged]);
my $no_super = $ext2;
substr($no_super, KB, MAGIC) = "\xff" x MAGIC;
ends_so('half a super block', gzip($no_super),
	[qr/cannot be mounted from ram0 \(0100\): /]);
done_testing;
