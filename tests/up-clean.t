#!/usr/bin/perl
# What a kernel for one processor is without (L13): the kernel lock, messages,
# and the `lock' prefix. The kernel for several has them all, or this test
# would not know what to look for.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Kernels;

my @without = qw(kernel_flag kernel_lock_wait smp_message_pass
	smp_serve_messages smp_stop_others smp_show_cpu smp_nmi smp_irq13
	smp_irq16 smp_invalidate_needed smp_invalidate_mask irq13_entry
	irq16_entry smp_boot_cpus smp_callin smp_commence apic_send_ipi
	trampoline_start init_symmetric_io ioapic_edge_chip);
my $smp = $ENV{VMLINUX} || top() . '/vmlinux';

# Those of @without that are in this kernel.
sub found
{
	my ($kernel) = @_;
	my ($status, $text) = capture('nm', $kernel);

	$status == 0 or die "nm: $text\n";
	my %has = map { (split)[-1] => 1 } split /\n/, $text;
	return join ' ', grep { $has{$_} } @without;
}

# The instructions of its code that have a lock prefix, and the number of all.
sub locked
{
	my ($kernel) = @_;
	my ($status, $text) = capture('objdump', '-d', '--no-show-raw-insn',
		$kernel);

	$status == 0 or die "objdump: $text\n";
	my @code = grep { /^ *[0-9a-f]+:\t/ } split /\n/, $text;
	return ([grep { /:\t(?:\w+ )*lock\b/ } @code], scalar @code);
}

is(found($smp), "@without", 'SMP: lock, messages and start-up are there');
my ($lines, $smp_code) = locked($smp);
cmp_ok(scalar @$lines, '>', 0, 'SMP: so is the lock prefix');

my $folder = kernel('up');
SKIP: {
	-s "$folder/vmlinux" or skip('there is no kernel', 3);
	is(found("$folder/vmlinux"), '', 'nm shows none of these');
	($lines, my $code) = locked("$folder/vmlinux");
	cmp_ok($code, '>', $smp_code / 2, 'its code can be read');
	is(join("\n", @$lines), '', 'no instruction has a lock prefix');
}
done_testing;
