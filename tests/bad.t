#!/usr/bin/perl
# Kernels that are broken: every one gets a message a person understands, on
# the screen, and does not run.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Initramfs qw(slurp);

use constant WAIT => 900;		# tries of a tenth of a second

# A file with these bytes.
sub file_of
{
	my ($name, $bytes) = @_;
	my $path = scratch() . "/$name";

	open my $f, '>:raw', $path or die "$path: $!\n";
	print $f $bytes;
	close $f or die "$path: $!\n";
	return $path;
}

# Test: the screen comes to show such a message, and no kernel.
sub refused
{
	my ($name, $pattern, %o) = @_;
	my $m = boot(%o, monitor => 1, append => 'console=ttyS0');
	my $screen = '';

	for (my $i = 0; $i < WAIT && $m->running; $i++) {
		$m->listen_once;
		$screen = join "\n", $m->screen;
		last if $screen =~ $pattern;
		select undef, undef, undef, 0.1;
	}
	like($screen, $pattern, "$name: is told to the person");
	unlike($m->log, qr/biglock version/, "$name: does not run");
	$m->stop;
}

my $good = slurp(image());
my $size = length $good;
# What exactly is wrong with damaged bytes depends on the bytes.
my $message =
	qr/truncated|the packed kernel is bad|crc|not complete|too short/i;

my $cut = file_of('cut', substr $good, 0, int $size * 0.6);
refused('a bzImage that ends early', $message, image => $cut);

my $flipped = $good;
substr($flipped, int $size * 0.7, 4) ^= "\x55\xaa\x0f\xf0";
refused('a bzImage with wrong bytes', $message,
	image => file_of('flipped', $flipped));

# A floppy that ends within the kernel: the drive reports read errors.
my $floppy = slurp(floppy(append => 'console=ttyS0'));
refused('a floppy with a hole in the kernel',
	qr/$message|read error|cannot read/i, loader => 'floppy',
	medium => file_of('hole', substr($floppy, 0, int $size * 0.5)
		. "\0" x (length($floppy) - int $size * 0.5)));
done_testing;
