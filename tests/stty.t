#!/usr/bin/perl
# Every word of busybox's stty, set and read back: on a pty, and those of the
# line on a serial line; speeds; four serial lines, two of them joined. What
# the words do is in tests/guest/pty/flags.c, which pty.t runs.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Session;

my $initrd = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $initrd;

my @input = qw(ignbrk brkint ignpar parmrk inpck istrip inlcr igncr icrnl
	ixon ixoff iuclc ixany imaxbel);
my @output = qw(opost olcuc ocrnl onlcr onocr onlret ofill ofdel);
my @local = qw(isig icanon iexten echo echoe echok echonl noflsh xcase tostop
	echoprt echoctl echoke);
my @line = qw(parenb parodd hupcl cstopb cread);
my @choices = qw(cs5 cs6 cs7 cs8 nl0 nl1 cr0 cr1 cr2 cr3 tab0 tab1 tab2 tab3
	bs0 bs1 vt0 vt1 ff0 ff1);
my @chars = qw(intr quit erase kill eof eol eol2 swtch start stop susp rprnt
	werase lnext);
my @speeds = qw(50 75 110 134 150 200 300 600 1200 1800 2400 4800 9600 19200
	38400 57600 115200);

# Does the answer have all of these words?
sub has
{
	my @words = @_;

	return sub {
		my %there = map { $_ => 1 } split /[\s;]+/, $_[0];
		my @missing = grep { !$there{$_} } @words;

		diag("not there: @missing") if @missing;
		return !@missing;
	};
}

# Rows: all of these are set at once, and all taken back.
sub both
{
	my ($tty, @words) = @_;
	my @minus = map { "-$_" } @words;

	return (["stty @words < $tty; stty -a < $tty", has(@words)],
		["stty @minus < $tty; stty -a < $tty", has(@minus)]);
}

# A row: one after the other, as each takes the place of the one before.
sub each_of
{
	my ($tty, @words) = @_;

	return ["for w in @words; do stty \$w < $tty; stty -a < $tty | " .
		'grep -wo "$w"; done', has(@words)];
}

# A row: all characters are this one.
sub chars
{
	my ($char, $shown) = @_;
	$shown ||= $char;
	my $all = join ' ', map { "$_ '$char'" } @chars;

	return ["stty $all < ttyp2; stty -a < ttyp2", sub {
		my @missing = grep { $_[0] !~ /\b$_ = \Q$shown\E;/ } @chars;

		diag("not $shown: @missing") if @missing;
		return !@missing;
	}];
}

my @table = (
	['stty cols 600', qr/^$/],	# no typed line is broken
	['exec 5<> /dev/ptyp2 6<> /dev/ttyp2; cd /dev; ' .
		'stty rows 24 cols 80 < ttyp2', qr/^$/],
	map({ both('ttyp2', @$_) } \@input, \@output, \@local),
	each_of('ttyp2', @choices), chars('^B'), chars('^-', '<undef>'),
	['stty min 3 time 7 -icanon < ttyp2; stty -a < ttyp2',
		qr/min = 3; time = 7;/],
	['a=$(stty -g < ttyp2); stty sane < ttyp2; stty $a < ttyp2; ' .
		'[ "$a" = "$(stty -g < ttyp2)" ] && echo same', qr/^same$/],
	['stty rows 33 cols 77 < ttyp2; stty size < ttyp2; stty size <&5',
		qr/^33 77\n33 77$/],
	["for s in @speeds; do stty \$s < ttyp2; stty speed < ttyp2; done | " .
		"tr '\\n' ' '; echo", qr/^@speeds $/],

	# serial lines; the first word keeps a line open
	['exec 5<> ttyS1 6<> ttyS2 7<> ttyS3; stty raw -echo < ttyS1; ' .
		'stty raw -echo < ttyS2; stty rows 24 cols 80 < ttyS3; ' .
		'stty speed < ttyS3', qr/^9600$/],
	['stty crtscts -clocal < ttyS3; stty -a < ttyS3',
		has('crtscts', '-clocal')],
	['stty -crtscts clocal < ttyS3; stty -a < ttyS3',
		has('-crtscts', 'clocal')],
	both('ttyS3', @line), each_of('ttyS3', @choices[0 .. 3]),
	["for s in @speeds; do stty \$s < ttyS3; stty speed < ttyS3; done | " .
		"tr '\\n' ' '; echo", qr/^@speeds $/],
	['stty 115200 < ttyS1; stty 115200 < ttyS2; (seq 5000 > ttyS1 &); ' .
		'head -n 5000 < ttyS2 | md5sum; seq 5000 | md5sum',
		qr/^(\w+)  -\n\1  -$/],
	['(seq 5000 > ttyS2 &); (seq 3000 > ttyS1 &); ' .
		'(head -n 3000 < ttyS2 | md5sum > /tmp/m)& ' .
		'head -n 5000 < ttyS1 | md5sum; wait; ' .
		'seq 5000 | md5sum; cat /tmp/m; seq 3000 | md5sum',
		qr/^(\w+)  -\n\1  -\n(\w+)  -\n\2  -$/m],
	['exec 5<&- 6<&- 7<&-; tail -n 4 /proc/tty/driver/serial', sub {
		return $_[0] =~ /^1:.* tx:37786 rx:23893\b/m &&
			$_[0] =~ /^2:.* tx:23893 rx:37786\b/m;
	}],
);

my $dir = scratch();
my $m = boot(initrd => $initrd, append => 'console=ttyS0', cpus => 2,
	extra => [
	'-chardev', "socket,id=s1,path=$dir/line,server=on,wait=off",
	'-chardev', "socket,id=s2,path=$dir/line",
	'-serial', 'chardev:s1', '-serial', 'chardev:s2', '-serial', 'null']);
short_session($m, @table);
done_testing;
