#!/usr/bin/perl
# The other configurations build without a warning, and work: no SMP, debug,
# both, and no self-test. Each has a folder of its own below build/.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

# Build a configuration; returns the path of its bzImage.
sub built
{
	my ($name, $folder, @config) = @_;
	my ($status, $output) = run_make('-j2', @config);

	ok($status == 0, "$name: builds") or diag($output);
	unlike($output, qr/warning/i, "$name: without a warning")
		or diag($output);
	return top() . "/build/$folder/arch/i386/boot/bzImage";
}

# Test: the kernel's own tests, in QEMU.
sub passes
{
	my ($name, $image) = @_;

	SKIP: {
		-s $image or skip("$name: there is no kernel", 1);
		guest_tests(boot(image => $image, icount => 1,
			append => 'console=ttyS0 selftest'),
			"$name: the self-test");
	}
}

# Test: it comes to its end.
sub boots
{
	my ($name, $image) = @_;

	SKIP: {
		-s $image or skip("$name: there is no kernel", 1);
		my $m = boot(image => $image, append => 'console=ttyS0');
		saw($m, qr/biglock: boot complete/, "$name: boots");
	}
}

passes('uniprocessor', built('uniprocessor', 'up', 'CONFIG_SMP=n'));
passes('SMP, debug', built('SMP, debug', 'smp-debug', 'CONFIG_DEBUG=y'));
boots('uniprocessor, debug', built('uniprocessor, debug', 'up-debug',
	'CONFIG_SMP=n', 'CONFIG_DEBUG=y'));
boots('no self-test', built('no self-test', 'smp-notest',
	'CONFIG_SELFTEST=n'));
done_testing;
