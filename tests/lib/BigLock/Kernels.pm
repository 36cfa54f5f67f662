# BigLock::Kernels - the kernels of other configurations than the default one.
#
#	my $folder = kernel($name)	tests: it builds, without a warning
#	bzimage($folder)		the file to boot
#
# The names are those of the Makefile's folders: up, smp-debug, up-debug,
# smp-notest. Test files share them: the first one compiles, the others find
# nothing to do.
package BigLock::Kernels;

use strict;
use warnings;
use BigLock;
use BigLock::Initramfs qw(slurp);
use Exporter qw(import);
use File::Copy qw(copy);
use File::Find qw(find);
use File::Path qw(make_path);

our @EXPORT = qw(kernel bzimage);

my %words = (
	'up' => ['CONFIG_SMP=n'],
	'smp-debug' => ['CONFIG_DEBUG=y'],
	'up-debug' => ['CONFIG_SMP=n', 'CONFIG_DEBUG=y'],
	'smp-notest' => ['CONFIG_SELFTEST=n'],
);

# All that CONFIG_SELFTEST means is in this header: an object that does not
# depend on it is the default kernel's, byte for byte.
my %borrows = ('smp-notest' => ['CONFIG_SELFTEST', 'include/linux/selftest.h']);
my @sources = qw(arch drivers fs include init kernel lib mm);

# Copy an object, or the header of offsets, with its age, and what it depends
# on in the words of the new folder.
sub borrow_file
{
	my ($file, $depends, $from, $to) = @_;
	my $copy = $file =~ s/^$from/$to/r;

	make_path($copy =~ s{/[^/]*$}{}r);
	copy($file, $copy) or die "$copy: $!\n";
	utime +(stat $file)[8, 9], $copy;
	open my $f, '>', $depends =~ s/^$from/$to/r or die "$copy: $!\n";
	print $f slurp($depends) =~ s/\b$from\b/$to/gr;
	close $f;
}

# Everything below the default kernel's folder that a configuration shares
# with it. Nothing else may be built meanwhile.
sub borrow
{
	my ($to, $option, $header) = @_;
	my $from = 'build/smp';
	my @depends;
	my (undef, $files) = capture('grep', '-rl', $option, @sources);

	is($files, "$header\n", "$option means nothing but in $header");
	find({ no_chdir => 1, wanted => sub {
		push @depends, $_ if /\.d$/ && !m{^$from/tests/};
	} }, $from);
	for my $depends (@depends) {
		my ($file) = grep { -e } $depends =~ s/d$/o/r,
			$depends =~ s/\.d$//r;

		borrow_file($file, $depends, $from, $to) if $file &&
			slurp($depends) !~ /\b\Q$header\E\b/;
	}
	symlink '../../../include/asm-i386', "$to/include/asm";
}

sub kernel
{
	my ($name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $folder = top() . "/build/$name";

	borrow("build/$name", @{ $borrows{$name} })
		if $borrows{$name} && !-e $folder && chdir top();
	my ($status, $output) = run_make('-j2', @{ $words{$name} });
	ok($status == 0, "$name: builds") or diag($output);
	unlike($output, qr/warning/i, "$name: without a warning")
		or diag($output);
	return $folder;
}

sub bzimage { return "$_[0]/arch/i386/boot/bzImage" }

1;
