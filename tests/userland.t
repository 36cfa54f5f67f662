#!/usr/bin/perl
# Programs of all kinds, on four CPUs: what tests/userland/ has, told again
# here test by test, and core files that gdb can read.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use Digest::MD5 qw(md5_hex);
use MIME::Base64;

use constant { LEAST => 120, CPUS => 4, MEM => 128, LIMIT => 900 };

# Ramdisk and programs, one archive after the other; undef if there is no
# ramdisk.
sub archives
{
	my $path = scratch() . '/both.img';
	my ($status, $text) = run_make('userland-image');

	ok($status == 0, 'the programs are built') or diag($text);
	my @parts = map { top() . "/$_" } 'usr/ramdisk.img',
		'build/userland/userland.img';
	return undef if $status || grep { !-s } @parts;
	system("cat @parts > $path") == 0 or die "$path: cannot be made\n";
	return $path;
}

# Tests: the core file that the guest has printed came over whole. Its name.
sub core
{
	my ($m, $how) = @_;
	my $path = scratch() . "/core.$how";
	my ($sum, $text) =
		$m->log =~ /^CORE $how (\w+)  -\n(.*?)^END $how$/ms;

	is(md5_hex(decode_base64($text // '')), $sum // 'none',
		"core: that of $how came over whole") or return undef;
	open my $out, '|-', "gzip -d > $path" or die "gzip: $!\n";
	print $out decode_base64($text);
	return close $out ? $path : undef;
}

sub gdb
{
	my ($core, @commands) = @_;
	my ($status, $text) = capture('gdb', '-nx', '-batch',
		(map { ('-ex', $_) } @commands),
		top() . '/build/userland/bin/crash.static', $core);

	return $text;
}

# What gdb says of the core of a process that was alone.
my @alone = (
	['bt' => qr/#0 .*\bdie \(depth=0\).*#4 .*\bmain \(argc=2/s,
		'the call chain'],
	['info line' => qr/signal SIGSEGV/, 'the signal'],
	['print $edi' => qr/= 16$/m, 'the address'],
	['print/x $esi' => qr/= 0x55667788$/m, 'an integer register'],
	['print/x $ebx' => qr/= 0x11223344$/m, 'another'],
	['print $eip == &crash_here' => qr/= 1$/m, 'where it was'],
	['print $st0' => qr/= 6\.5$/m, 'an x87 register'],
	['print $xmm3.v4_int32[0]' => qr/= 777$/m, 'an SSE register'],
	['print global' => qr/= 777$/m, 'data'],
	['print (char *)(bss_text + 5000)' => qr/"in the bss"/, 'bss'],
	['print (char *)(mapped_text + 500000)' => qr/"in the middle"/,
		'mapped memory']);

sub test_cores
{
	my ($m) = @_;
	my ($alone, $threads) = map { core($m, $_) } qw(alone threads);

	is(scalar(() = $m->log =~ /dump: status 139, 600 0/g), 2,
		'two processes died and left a core') or show_log($m);
	for (@alone) {
		my ($command, $pattern, $name) = @$_;
		like($alone ? gdb($alone, $command) : '', $pattern,
			"core: $name");
	}
	# The core is that of the thread that died, with the memory of all.
	my $text = $threads ? gdb($threads, 'bt', 'print started') : '';
	like($text, qr/#0 .*\bdie \(depth=0\).*#4 .*\bmain \(argc=2/s,
		'core: the thread that died, among others');
}

my $initrd = archives()
	or plan(skip_all => 'there is no ramdisk: see scripts/get-busybox');
my $m = boot(append => 'console=ttyS0', initrd => $initrd, cpus => CPUS,
	mem => MEM, limit => LIMIT);
if (ok($m->wait_for(qr/root\@biglock:.*# /), 'a prompt')) {
	$m->send("/t/run /t/*.tests; /t/dump; poweroff -f\n");
	guest_tests($m, 'programs');
	my $tests = BigLock::Tap::parse($m->lines)->{tests};
	cmp_ok(scalar @$tests, '>=', LEAST, 'enough of them');
	test_cores($m);
	unlike($m->log, qr/Oops|Kernel panic|DEADLOCK|is stuck/,
		'and nothing to complain about');
} else {
	show_log($m);
}
done_testing;
