#!/usr/bin/perl
# Root archives as today's Linux boots them, none of them made by our tools:
# GNU cpio's, plain and gzip'd and with checksums, several in a row, without
# device nodes, with an /init that is a shell script and ends by switch_root.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Initramfs qw($shell_checks);
use File::Path qw(make_path);

use constant CPUS => 2;

my $busybox = $ENV{BUSYBOX} || top() . '/build/deb/busybox';
plan(skip_all => 'there is no busybox: see scripts/get-busybox')
	if !-s $busybox;
my ($no_cpio) = capture('sh', '-c', 'command -v cpio');
plan(skip_all => 'there is no cpio: make deps') if $no_cpio;

# What the scripts in the guest begin with: checks that speak TAP.
my $checks = "#!/bin/busybox sh\nexport PATH=/bin\n" . $shell_checks;

my $init = $checks . <<'END';
n=0
busybox mkdir -p /bin /proc /sys /dev /run /new
busybox mount -t proc -o nodev,noexec,nosuid proc /proc
busybox --install -s /bin
mount -t sysfs sysfs /sys || echo "no sysfs, go on"
mount -t devtmpfs -o nosuid,mode=0755 udev /dev
mount -t tmpfs -o nodev,noexec,nosuid,size=10%,mode=0755 tmpfs /run
exec < /dev/console > /dev/console 2>&1
dmesg -n 1
echo "TAP version 13"
check "it is process 1" $$ 1
check "a word of the command line" "$(grep -o hello /proc/cmdline)" hello
check "arguments" "$*" "hello for-init"
check "a variable" "$COLOUR" green
check "plain" "$(cat /etc/first)" "the first"
check "gzip'd, after it" "$(cat /etc/second)" "the second"
check "with checksums, after that" "$(cat /etc/third)" "the third"
check "a later archive replaces a file" "$(cat /etc/both)" "from the third"
check "a folder in three of them" "$(ls /etc | tr '\n' ' ')" \
	"both empty first second third "
check "hard links: one file" "$(stat -c '%i %h' /hard/a)" \
	"$(stat -c '%i %h' /hard/c)"
check "hard links: how many" "$(stat -c %h /hard/b)" 3
check "hard links: what is in it" "$(cat /hard/a)" "shared"
check "a link" "$(readlink /link) $(cat /link)" "etc/first the first"
check "an empty file" "$(stat -c %s /etc/empty)" 0
check "a name with blanks" "$(cat '/a name/with blanks')" "yes"
check "modes" "$(stat -c %a /modes/* | tr '\n' ' ')" "1777 4711 600 "
check "times" "$(stat -c %Y /etc/first) $(stat -c %Y /modes)" "1000000 2000000"
check "a big file" "$(md5sum < /big)" "BIGSUM  -"
mdev -s
check "mdev leaves the devices" "$(ls -l /dev/null | cut -c 1)" c
check "null" "$(echo x > /dev/null; cat /dev/null)" ""
check "a shell on the console" "$(tty)" /dev/console
check "mounts" "$(grep -c ' /run tmpfs ' /proc/mounts)" 1

mount -t tmpfs -o mode=0755 root /new
mkdir /new/bin /new/proc /new/dev /new/run /new/sbin
cp /bin/busybox /new/bin/
busybox cp -a /sbin/next /new/sbin/
echo kept > /run/kept
mount --move /proc /new/proc
for f in dev run; do
	mount -o move /$f /new/$f
done
echo $n > /new/count
exec switch_root -c /dev/console /new /sbin/next one "two words"
END

my $next = $checks . <<'END';
n=$(busybox cat /count)
busybox --install -s /bin
check "switch_root: still process 1" $$ 1
check "arguments" "$# $2" "2 two words"
check "the new root" "$(ls / | tr '\n' ' ')" "bin count dev proc run sbin "
check "/run has moved along" "$(cat /run/kept)" kept
check "/proc too" "$(cat /proc/1/comm)" next
check "and /dev" "$(stat -c %F /dev/console)" "character special file"
check "nothing above" "$(cd /..; pwd; ls | wc -l)" "/
6"
mkdir -p /x
mount -t tmpfs none /x
umount /x
check "mount still works" $? 0
check "the console" "$(tty < /dev/console)" /dev/console
echo "1..$n"
poweroff -f
END

my $dir = scratch() . '/tree';
my $big = join '', map { "line $_\n" } 1 .. 200_000;

sub put
{
	my ($name, $text, $mode) = @_;
	my ($folder) = "$dir/$name" =~ m{^(.*)/};

	make_path($folder);
	open my $f, '>', "$dir/$name" or die "$name: $!\n";
	print $f $text;
	close $f or die "$name: $!\n";
	chmod $mode // 0644, "$dir/$name";
}

# Adds an archive of all that is in the tree, which is gone afterwards.
sub archive
{
	my ($format, $filter) = @_;
	my ($status, $text) = capture('sh', '-c', "cd $dir && find . -print0 |"
		. " cpio --null -o --quiet -R 0:0 -H $format | $filter"
		. " >> ../root.img && rm -rf $dir");

	ok($status == 0, "GNU cpio makes an archive: $format, $filter")
		or diag($text);
}

sub first_archive
{
	put('etc/first', "the first\n");
	put('etc/both', "from the first, and long enough to be cut\n");
	utime 0, 1_000_000, "$dir/etc/first";
	put('init', $init, 0755);
	make_path("$dir/bin");
	system('cp', $busybox, "$dir/bin/busybox");
	chmod 0755, "$dir/bin/busybox";
	symlink 'etc/first', "$dir/link";
	archive('newc', 'cat');
}

sub second_archive
{
	put('etc/second', "the second\n");
	put('etc/empty', '');
	put('hard/a', "shared\n");
	link "$dir/hard/a", "$dir/hard/$_" for qw(b c);
	put('a name/with blanks', "yes\n");
	put('modes/secret', '', 0600);
	put('modes/program', '', 04711);
	make_path("$dir/modes/open");
	chmod 01777, "$dir/modes/open";
	utime 0, 2_000_000, "$dir/modes";
	archive('newc', 'gzip -9');
}

sub third_archive
{
	put('etc/third', "the third\n");
	put('etc/both', "from the third\n");
	put('sbin/next', $next, 0755);
	put('big', $big);
	archive('crc', 'cat');
}

# The big file's sum goes into the script that looks at it.
put('big', $big);
my ($status, $text) = capture('md5sum', "$dir/big");
$init =~ s/BIGSUM/(split ' ', $text)[0]/e;
unlink "$dir/big";
first_archive();
second_archive();
third_archive();
my $m = boot(append => 'console=ttyS0 hello COLOUR=green -- for-init',
	initrd => scratch() . '/root.img', cpus => CPUS);
guest_tests($m, 'in the guest');
unlike($m->log, qr/Oops|Kernel panic/, 'and nothing to complain about');
done_testing;
