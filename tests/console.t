#!/usr/bin/perl
# A person's session on the VGA consoles, through QEMU's sendkey: vi edits a
# file, top redraws, less pages, Alt-F2 and back, scroll-back, Ctrl-C, colours.
# Screens are compared as a whole, text and, where it matters, attributes.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Screen;

my $initrd = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $initrd;

use constant ROWS => 25;

# Keys come by the guest's clock, and that goes by instructions: a keyboard
# remembers 16 bytes only, and a guest that the host has stopped would lose
# some.
my $m = boot(cpus => 4, monitor => 1, initrd => $initrd,
	extra => ['-icount', 'shift=3,sleep=on'], way => 'timer=slave',
	append => 'console=ttyS0 console=tty0');
my $prompt = 'root@biglock:/#';

# The screen comes to be these lines, and empty ones up to the bottom line,
# which is the last if it is said to be.
sub screen_is
{
	my ($name, $lines, $bottom) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my @want = @$lines;

	push @want, ('') x (ROWS - @want);
	$want[-1] = $bottom if defined $bottom;
	my $text = join '', map { "$_\n" } @want;
	return shows($m, qr/\A\Q$text\E\z/, $name);
}

# Attributes of the first cells of a line, as hexadecimal text.
sub attrs_are
{
	my ($row, $want, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	is(substr(look($m)->attrs($row), 0, length $want), $want, $name);
}

shows($m, qr/\Q$prompt\E\n*\z/, 'a prompt');

# --- vi -----------------------------------------------------------------------

my @poem = ('Tyger Tyger, burning bright,', 'In the forests of the night;');
my @tildes = ('~') x (ROWS - 4);

type_keys($m, "vi poem\n");
screen_is('vi starts', ['', ('~') x (ROWS - 2)], '- poem 1/1 100%');
type_keys($m, 'i' . join "\n", @poem);
screen_is('vi: two lines are typed', [@poem, @tildes, '~'],
	'I poem [Modified] 2/2 100%');
type_keys($m, "\e");
screen_is('vi: Escape', [@poem, @tildes, '~'], '- poem [Modified] 2/2 100%');
type_keys($m, 'ggyyGp');
screen_is('vi: the first is copied', [@poem, $poem[0], @tildes],
	'Put 1 lines (29 chars) from [D]');
$m->press(qw(up home));
type_keys($m, ":s/In/Through/\n");
$poem[1] =~ s/In/Through/;
shows_line($m, 1, qr/\A$poem[1]\z/, 'vi: the second is changed');
type_keys($m, ":wq\n");
shows($m, qr/\Q$prompt\E\n*\z/, 'vi: done');
type_keys($m, "clear; cat poem\n");
screen_is('and the file is so', [@poem, $poem[0], $prompt]);

# --- top ----------------------------------------------------------------------

type_keys($m, "clear; top -d 1\n");
shows($m, qr/\AMem: \d+K used, \d+K free.*
CPU: .* idle .*
Load average: .*
 +PID +PPID USER +STAT +VSZ %VSZ %CPU COMMAND\n/, 'top has the screen');
attrs_are(3, '70' x 49 . '07', 'top: its heading is reversed');
attrs_are(4, '07' x 80, 'and nothing else');

$m->press('alt-f2');
shows($m, qr/\A(?!Mem:)(?s:.*)\Q$prompt\E\n*\z/, 'Alt-F2: another shell');
type_keys($m, "clear; tty\n");
screen_is('its terminal', ['/dev/tty2', $prompt]);
$m->press('alt-f1');
shows($m, qr/\AMem: /, 'Alt-F1: top again');
type_keys($m, 'q');
shows($m, qr/\Q$prompt\E\n*\z/, 'q ends it');
type_keys($m, "clear; (sh -c 'read x < /dev/ttyS0' &); top -d 1\n");
shows($m, qr{^ +\d+ +\d+ root +\S+ +\d+ +\d+% +\d+% sh -c read x}m,
	'top shows what has started');
$m->send("\n" x 4);			# a shell there may take some of them
shows($m, qr/\AMem:(?!.*read x)/s, 'and, without a key, that it ended');
type_keys($m, 'q');
shows($m, qr/\Q$prompt\E\n*\z/, 'q again');

# --- less, consoles, scroll-back ----------------------------------------------

type_keys($m, "clear; seq 100 | less\n");
screen_is('less: the first page', [1 .. 24], 'standard input');
$m->press('spc');
screen_is('less: the second', [25 .. 48], ':');
$m->press('pgup');
screen_is('less: and back', [1 .. 24], 'standard input');
$m->press('alt-f3');
shows($m, qr/\A(?!1\n2\n)/, 'Alt-F3: another screen');
$m->press('alt-left');
$m->press('alt-f1');
screen_is('Alt-Left and Alt-F1: less is as it was', [1 .. 24],
	'standard input');
type_keys($m, 'q');
type_keys($m, "clear; seq 60\n");
screen_is('lines that scroll off', [37 .. 60], $prompt);
$m->press('shift-pgup');
screen_is('Shift-PgUp', [25 .. 49]);
$m->press('shift-pgup');
screen_is('once more', [13 .. 37]);
$m->press('alt-f2');
shows($m, qr/\A(?!13\n)/, 'Alt-F2 from there');
$m->press('alt-f1');
screen_is('and back', [37 .. 60], $prompt);
$m->press(qw(shift-pgup shift-pgdn));
screen_is('Shift-PgDn', [37 .. 60], $prompt);
$m->press(qw(shift-pgup spc));
screen_is('a key is typed at the end', [37 .. 60], $prompt);

# --- Ctrl-C -------------------------------------------------------------------

type_keys($m, "\x15clear; echo up; cat\n");
screen_is('a program runs', ['up']);
type_keys($m, "to be copied\n");
screen_is('and copies', ['up', ('to be copied') x 2]);
$m->press('ctrl-c');
screen_is('Ctrl-C ends it', ['up', ('to be copied') x 2, "^C", $prompt]);

# --- colours ------------------------------------------------------------------

type_keys($m, q{clear; printf '\033[31mred \033[1;33;44mbright\033[0;7m} .
	q{back\033[m \033(0lqk\033(B \033[4mline\n\033[m'} . "\n");
screen_is('colours and lines',
	["red brightback \x{250c}\x{2500}\x{2510} line", $prompt]);
attrs_are(0, '04' x 4 . '1e' x 6 . '70' x 4 . '07' x 5,
	'red, bright yellow on blue, reversed, grey');
type_keys($m, "mkdir -p d; clear; ls -d --color d\n");
screen_is('ls --color', ['d', $prompt]);
attrs_are(0, '0907', 'a folder is bright blue');

unlike($m->log, qr/Oops:|Kernel panic|DEADLOCK|BUG in/,
	'the kernel has made no mistake');
$m->stop;
done_testing;
