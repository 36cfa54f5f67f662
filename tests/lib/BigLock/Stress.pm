# BigLock::Stress - all CPUs against all: boots of a debug kernel in which
# every CPU sends to every other, fights for the kernel lock and moves
# mappings that the others look at (tests/selftest/smp.c).
#
#	my $k = debug_kernel()		its bzImage, built in a folder of its
#					own: other tests may be building, too
#	stress($emulator, $cpus, $events, $seed, $image)
#					tests: so many messages and lockings,
#					with the guest's own checks. QEMU runs
#					its CPUs in parallel on the host's; in
#					Bochs each seed is one interleaving
package BigLock::Stress;

use strict;
use warnings;
use BigLock;
use Exporter qw(import);

our @EXPORT = qw(debug_kernel stress);

use constant LOCKWATCH => 60;	# guest seconds: the host may be busy

sub debug_kernel
{
	my $folder = 'build/stress';
	my ($status, $output) = run_make('-j2', 'CONFIG_DEBUG=y', "B=$folder",
		"OUT=$folder/", 'all');

	ok($status == 0, 'a debug kernel builds') or diag($output);
	return top() . "/$folder/arch/i386/boot/bzImage";
}

# How the machine differs by emulator.
my %machine = (qemu => [extra => ['-accel', 'tcg,thread=multi']],
	bochs => [emulator => 'bochs', loader => 'floppy']);

sub stress
{
	my ($emulator, $cpus, $events, $seed, $image) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $m = boot(@{ $machine{$emulator} }, cpus => $cpus, image => $image,
		append => "console=ttyS0 selftest=smpstress stress=$events " .
			"jitter=$seed lockwatch=" . LOCKWATCH);
	my $name = "$emulator, $cpus CPUs, $events events, seed $seed";

	guest_tests($m, $name);
	like($m->log, qr/ok \d+ - $events invalidates.* by $cpus CPUs/,
		"$name: so many, by all of them");
	unlike($m->log, qr/DEADLOCK|Kernel panic|Oops|is stuck/,
		"$name: and nothing else to complain about");
}

1;
