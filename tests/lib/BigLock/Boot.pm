# BigLock::Boot - what every boot must show, by whatever way the kernel came
# into the machine.
#
#	my $r = ramdisk($kilobytes)	a file of that size, unlike any other
#	boots_well($m, append => 'words', initrd => $r)
#					tests: banner, command line, memory
#					map, ramdisk, and that it gets to the
#					end
#	screen_agrees($m)		test: the VGA screen shows the log's end
#	initrd_arrived($m, $r)		test: it lies where the kernel says it
#					does, every byte (QEMU's monitor)
#	ends_so($name, $initrd, \@lines, %machine)
#					test: a boot with a ramdisk of these
#					bytes (undef: none) panics, with such
#					lines in this order; words => for the
#					command line
package BigLock::Boot;

use strict;
use warnings;
use BigLock;
use BigLock::Initramfs qw(ramdisk_of);
use Exporter qw(import);

our @EXPORT = qw(ramdisk boots_well screen_agrees initrd_arrived ends_so);

# A line of the memory map: range, size and kind.
my $map_line = qr/[0-9a-f]{8,}-[0-9a-f]{8,} +\d+ (?:bytes|KB|MB) +RAM/;
# Where the ramdisk is.
my $initrd_line = qr/initrd: \d+ KB at ([0-9a-f]+)/;

my $seed = 1;

sub ramdisk
{
	my ($kilobytes) = @_;
	my $path = sprintf '%s/ramdisk.%d', scratch(), $seed;

	srand $seed++;
	open my $f, '>:raw', $path or die "$path: $!\n";
	print $f pack 'L*', map { int rand 0xffffffff } 1 .. $kilobytes * 256;
	close $f or die "$path: $!\n";
	return $path;
}

# What the log says about this ramdisk: its size and its first four bytes.
sub initrd_says
{
	my ($path) = @_;

	open my $f, '<:raw', $path or die "$path: $!\n";
	read $f, my $bytes, 4;
	my $start = join ' ', map { sprintf '%02x', $_ } unpack 'C*', $bytes;
	my $size = (-s $path) / 1024;
	return qr{initrd: $size KB at [0-9a-f]+, starts with $start};
}

sub boots_well
{
	my ($m, %o) = @_;

	return subtest $o{name} => sub {
		saw($m, qr/biglock: boot complete/, 'it comes to the end');
		my $log = $m->log;
		like($log, qr/biglock version \d/, 'says what it is');
		like($log, qr/\Q$o{append}\E\s*$/m,
			'has the command line');
		like($log, qr/$map_line/, 'shows the memory map');
		like($log, initrd_says($o{initrd}), 'finds the ramdisk')
			if $o{initrd};
		unlike($log, qr/Oops|Kernel panic/, 'and makes no mistake');
		show_log($m) if !Test::More->builder->is_passing;
	};
}

use constant SCREEN_TRIES => 900;	# of a tenth of a second
use constant SCREEN_BYTES => 500;	# of its end are looked at

# Wrapped lines and scrolling aside, the screen holds the end of the log. The
# screen may be written after the serial line, so it gets some time.
sub screen_agrees
{
	my ($m, $name) = @_;
	my ($same, $screen, $log);

	for (my $i = 0; $i < SCREEN_TRIES && !$same; $i++) {
		$m->listen_once;
		($screen, $log) = (join('', $m->screen), $m->log);
		s/\s+//g for $screen, $log;
		$screen = substr $screen, -SCREEN_BYTES()
			if length $screen > SCREEN_BYTES;
		$same = $screen ne '' && $log =~ /\Q$screen\E\z/;
		select undef, undef, undef, 0.1 if !$same;
	}
	ok($same, "$name: the screen shows the end of the log") or
		diag(map { "screen: $_\n" } $m->screen), show_log($m);
}

sub initrd_arrived
{
	my ($m, $file, $name) = @_;
	my $copy = scratch() . '/copy';
	my ($where) = $m->log =~ $initrd_line
		or return fail("$name: the kernel names the ramdisk's place");

	$m->monitor(sprintf 'pmemsave 0x%s %d "%s"', $where, -s $file, $copy);
	my ($status) = capture('cmp', $file, $copy);
	ok($status == 0, "$name: every byte of it is there") or show_log($m);
}

# A panic restarts the machine, which ends QEMU.
sub ends_so
{
	my ($name, $initrd, $lines, %o) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $words = delete $o{words} || '';
	my $m = boot(cpus => 2, panics => 1, %o,
		append => "console=ttyS0 panic=-1 $words",
		defined $initrd ? (initrd => ramdisk_of($initrd)) : ());

	return subtest $name => sub {
		ended($m, 'it comes to an end');
		my $log = $m->log;
		my $order = join '(?s:.*)', @$lines;
		like($log, qr/$order/, 'and says why') or show_log($m);
		like($log, qr/^(?:\[.*\] )?Kernel panic.*(?:Boot|Give)/m,
			'and what to do') or show_log($m);
		is(scalar(() = $log =~ /Kernel panic/g), 1, 'once');
		unlike($log, qr/Oops:|DEADLOCK|BUG in/,
			'and nothing worse happens');
	};
}

1;
