#!/usr/bin/perl
# The other configurations build without a warning, and work: no SMP, debug,
# both, and no self-test (BigLock::Kernels).
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Kernels;

# Test: the kernel's own tests, in QEMU.
sub passes
{
	my ($name) = @_;
	my $image = bzimage(kernel($name));

	SKIP: {
		-s $image or skip("$name: there is no kernel", 1);
		guest_tests(boot(image => $image, icount => 1, shift => 3,
			append => 'console=ttyS0 selftest'),
			"$name: the self-test");
	}
}

# Test: it comes to its end.
sub boots
{
	my ($name) = @_;
	my $image = bzimage(kernel($name));

	SKIP: {
		-s $image or skip("$name: there is no kernel", 1);
		my $m = boot(image => $image, append => 'console=ttyS0');
		saw($m, qr/biglock: boot complete/, "$name: boots");
	}
}

passes('smp-debug');
passes('up');
boots('up-debug');
boots('smp-notest');
done_testing;
