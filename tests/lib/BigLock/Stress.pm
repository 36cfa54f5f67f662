# BigLock::Stress - all CPUs against all: boots of a debug kernel in which
# every CPU sends to every other, fights for the kernel lock and moves
# mappings that the others look at (tests/selftest/smp.c).
#
#	my $k = debug_kernel()		its bzImage
#	stress($emulator, $cpus, $events, $seed, $image)
#					tests: so many messages and lockings,
#					with the guest's own checks. QEMU runs
#					its CPUs in parallel on the host's; in
#					Bochs each seed is one interleaving
#	my $r = stress_ramdisk()	the ramdisk of tests/guest/stress
#	stress_programs(emulator => 'qemu', cpus => 4, seed => 1,
#		percent => 10, image => $k, initrd => $r, only => 'maps')
#					tests: what the programs find, each in
#					turn or only some; `percent' is how
#					much they do. In Bochs the seed makes
#					the kernel pause and sleep, too, where
#					it matters (asm/jitter.h); with
#					lockstat => 1 it does not, and for
#					how long the kernel lock is held is
#					a test, too
package BigLock::Stress;

use strict;
use warnings;
use BigLock;
use BigLock::Kernels;
use Exporter qw(import);

our @EXPORT = qw(debug_kernel stress stress_ramdisk stress_programs);

use constant LOCKWATCH => 60;	# guest seconds: the host may be busy

sub debug_kernel { return bzimage(kernel('smp-debug')) }

sub stress_ramdisk
{
	my ($status, $output) = run_make('stress-image');

	ok($status == 0, 'the stress programs build') or diag($output);
	return top() . '/build/smp/tests/stress.img';
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

# What the guest types of is answered: see tests/guest/stress/tty.c.
use constant TYPED_LINES => 200;

sub type_lines
{
	my ($m) = @_;

	for my $n (0 .. TYPED_LINES - 1) {
		$m->send(sprintf("%04u", $n) . join('',
			map { chr(ord('a') + ($n + $_) % 26) } 0 .. $n % 60 - 1)
			. "\n");
		$m->listen_once if $n % 10 == 0;
	}
}

sub stress_programs
{
	my (%o) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $typist = ($o{only} // '') =~ /\btty\b/ ? 1 : 0;
	my $append = join ' ', 'console=ttyS0 panic=-1',
		'lockwatch=' . LOCKWATCH,
		$o{lockstat} ? 'lockstat' : "jitter=$o{seed}",
		"stress.seed=$o{seed}", "stress.percent=$o{percent}",
		"stress.typist=$typist",
		'stress.exact=' . ($o{emulator} eq 'bochs' ? 1 : 0),
		$o{only} ? "stress.only=$o{only}" : ();
	my $m = boot(@{ $machine{$o{emulator}} }, cpus => $o{cpus},
		image => $o{image}, initrd => $o{initrd}, append => $append,
		$o{limit} ? (limit => $o{limit}) : ());
	my $name = "$o{emulator}, $o{cpus} CPUs, seed $o{seed}" .
		($o{only} ? ", $o{only}" : '');

	while ($typist && $m->wait_for(qr/tty: type\s*\n/, fresh => 1)) {
		type_lines($m);
	}
	guest_tests($m, $name);
	unlike($m->log, qr/DEADLOCK|Kernel panic|Oops|is stuck/,
		"$name: and the kernel has nothing to complain about");
}

1;
