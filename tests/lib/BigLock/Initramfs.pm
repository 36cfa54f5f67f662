# BigLock::Initramfs - small ramdisks for tests.
#
#	program($source)	the bytes of a static program with our own tiny
#				runtime (usr/lib), from C source text
#	cpio([name, mode, bytes], ...)	the bytes of an archive (newc); the
#				mode is octal text: "100755" is a program
#	gzip($bytes)		packed
#	greeting()		a ramdisk with one program as /init, which
#				says "hello from user mode" and waits
#	ramdisk_of($bytes)	the path of a file with them
#	slurp($path)		the bytes of a file
#	$shell_checks		for scripts in the guest: `check NAME HAVE WANT'
#				speaks TAP, `fails NAME COMMAND PATTERN' wants
#				an error message
package BigLock::Initramfs;

use strict;
use warnings;
use BigLock::Media qw(top scratch capture);
use Exporter qw(import);

our @EXPORT = qw(program cpio gzip greeting ramdisk_of slurp $shell_checks);

our $shell_checks = <<'END';
n=0
check() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "# wanted: $3"
		echo "# got: $2"
	fi
}
fails() {
	check "$1" "$(eval "$2" 2>&1 > /dev/null | grep -c "$3")" 1
}
END

use constant ALIGNMENT => 4;

my $files = 0;

sub ramdisk_of
{
	my ($bytes) = @_;
	my $path = sprintf '%s/initrd.%d', scratch(), $files++;

	open my $f, '>:raw', $path or die "$path: $!\n";
	print $f $bytes;
	close $f or die "$path: $!\n";
	return $path;
}

sub slurp
{
	my ($path) = @_;

	open my $f, '<:raw', $path or die "$path: $!\n";
	local $/;
	return scalar <$f>;
}

sub program
{
	my ($source) = @_;
	my $path = sprintf '%s/program.%d', scratch(), $files++;
	my $usr = top() . '/usr/lib';

	open my $f, '>', "$path.c" or die "$path.c: $!\n";
	print $f "#include \"ulib.h\"\n$source";
	close $f or die "$path.c: $!\n";
	my ($status, $text) = capture(qw(gcc -m32 -march=i486 -Os -std=gnu11
		-ffreestanding -fno-pic -fno-stack-protector -static -nostdlib
		-fno-asynchronous-unwind-tables -fcf-protection=none),
		'-Wl,--build-id=none,-z,noexecstack,-z,noseparate-code,-s',
		"-I$usr", '-o', $path, "$path.c", "$usr/crt0.S",
		"$usr/ulib.c");
	die "gcc: $text" if $status;
	return slurp($path);
}

sub padded
{
	my ($bytes) = @_;

	return $bytes . "\0" x (-length($bytes) % ALIGNMENT);
}

sub member
{
	my ($number, $name, $mode, $bytes) = @_;

	return padded(sprintf('070701' . '%08x' x 13, $number, oct $mode, 0, 0,
		1, 0, length $bytes, 0, 0, 5, 1, length($name) + 1, 0) .
		"$name\0") . padded($bytes);
}

sub cpio
{
	my $number = 1;

	return join '', map({ member($number++, @$_) } @_),
		member(0, 'TRAILER!!!', '0', '');
}

sub gzip
{
	my ($bytes) = @_;
	my $path = ramdisk_of($bytes);
	my ($status, $text) = capture('gzip', '-9', '-n', $path);

	die "gzip: $text" if $status;
	return slurp("$path.gz");
}

sub greeting
{
	my $init = program(<<'END');
int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	print("hello from user mode\n");
	flush();
	for (;;)
		sleep_ms(1000);
}
END
	return gzip(cpio(['dev', '40755', ''], ['init', '100755', $init]));
}

1;
