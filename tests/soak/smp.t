#!/usr/bin/perl
# Numbers of processors: QEMU with one package and with many, Bochs with as
# many as it can do. Then the same boot over and over, on a host that is
# busy, for what goes wrong once in a hundred times: BOOTS in the environment
# says how often (100).
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../lib";
use BigLock;
use BigLock::Smp;

my $append = 'console=ttyS0 selftest=idle';
my $boots = $ENV{BOOTS} || 100;

# Test one machine that is running.
sub check
{
	my ($m, $n, $name) = @_;

	comes_up($m, $n, $name);
	$m->stop;
}

for my $n (1, 2, 3, 4, 8, 16) {
	check(boot(cpus => $n, append => $append), $n, "QEMU, $n cores");
	check(boot(cpus => "$n,sockets=$n,cores=1,threads=1",
		append => $append), $n, "QEMU, $n sockets");
}
check(boot(emulator => 'bochs', loader => 'floppy', cpus => $_,
	append => $append), $_, "Bochs, $_") for 1, 2, 8, 15;

# Two machines at once with 8 CPUs each, and the host has fewer.
for my $i (1 .. $boots / 2) {
	my @m = map { boot(cpus => 8, append => $append) } 1, 2;

	BigLock::Machine::wait_for_all(qr/boot complete.*\n/, @m);
	check($m[$_ - 1], 8, "8 CPUs, once more ($i.$_)") for 1, 2;
}
done_testing;
