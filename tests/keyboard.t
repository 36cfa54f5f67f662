#!/usr/bin/perl
# The keyboard, through QEMU's sendkey, and what it does on the screen: a
# command is typed, consoles are switched, maps are saved and loaded, console
# keys show the machine, Ctrl-Alt-Del restarts it. And a machine without one.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Screen;

my $initrd = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $initrd;

# The log goes to the serial line, too, where `saw' finds it. Keys come by the
# guest's clock, and that goes by instructions: a keyboard remembers 16 bytes
# only, and a guest that the host has stopped would lose some. That clock stops
# when no timer of the machine is set, but not with ticks on idle processors.
my $m = boot(cpus => 4, monitor => 1, initrd => $initrd,
	extra => ['-icount', 'shift=3,sleep=on'], way => 'timer=slave',
	append => 'console=ttyS0 console=tty0');

use constant PATIENCE => 60;		# seconds of wall time

my $top_prompt = qr/\Aroot\@biglock:\S*#\n+\z/;

# Types a line; the screen shows in the end what it answers.
sub answers
{
	my ($line, $pattern) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	type_keys($m, "clear; $line\n");
	shows($m, $pattern, $line);
}

# The console key that is pressed, and what the log then says.
sub key_shows
{
	my ($how, $pattern, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	$m->{matched} = length $m->{text};
	$m->more_time(PATIENCE);
	$how->();
	ok($m->wait_for(qr/$pattern/, fresh => 1), $name) or show_log($m);
}

sub sysrq
{
	my ($key, $pattern, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	key_shows(sub { $m->press("alt-sysrq-$key") }, $pattern, $name);
}

saw($m, qr/keyboard: at 0x60, IRQ 1/, 'there is a keyboard');
shows($m, qr/root\@biglock:\S*# *\n*\z/, 'a prompt on the screen');

# --- keys that type -----------------------------------------------------------

answers(q{echo 'Hello, World!' "~{|}" $((6*7)) | tr A-Z a-z},
	qr/^hello, world! ~\{\|\} 42$/m);
answers("echo wrong\x15echo r\x7fright", qr/^right$/m);
$m->press('caps_lock');
type_keys($m, 'echo shouted');
$m->press('caps_lock', 'ret');
shows($m, qr/^ECHO: not found|ECHO SHOUTED/m, 'Caps Lock');
type_keys($m, "clear; cat -v\n");
$m->press(qw(f1 up home shift-f1 ctrl-v esc alt-x kp_8 num_lock kp_8
	num_lock alt_r-q ret));
shows($m, qr/^\Q^[[[A^[[A^[[1~^[[25~^[^[x^[[A8q\E$/m,
	'function keys, cursor keys, Alt, keypad');
$m->press('ctrl-c');
type_keys($m, "clear; echo up; sleep 1000\n");
shows($m, qr/^up$/m, 'a program runs');
$m->press('ctrl-c');
type_keys($m, "echo \$?\n");
shows($m, qr/^130$/m, 'Ctrl-C ends it');

# --- consoles -----------------------------------------------------------------

type_keys($m, "clear; echo on the first\n");
shows($m, qr/^on the first$/m, 'the first console');
$m->press('alt-f2');
shows($m, qr/\A(?!.*on the first)/s, 'Alt-F2: another screen');
$m->press('alt-f1');
shows($m, qr/^on the first$/m, 'Alt-F1: back');
type_keys($m, "clear; seq 60\n");
shows($m, qr/^60$/m, 'more than a screen');
$m->press(qw(shift-pgup shift-pgup));
shows($m, qr/^20\n21$/m, 'Shift-PgUp looks back');
$m->press(qw(shift-pgdn shift-pgdn));
shows($m, qr/^60$/m, 'Shift-PgDn forward');
$m->press(qw(scroll_lock a b c));
type_keys($m, "\n");
$m->press('scroll_lock');
shows($m, qr/abc: not found/, 'Scroll Lock stops output, and starts it');

# --- maps ---------------------------------------------------------------------

answers('dumpkmap > map; md5sum < map > sum; head -c 7 map', qr/^bkeymap/m);
answers('loadkmap < map; dumpkmap | md5sum | cmp - sum && echo same',
	qr/^same$/m);
answers('setkeycodes 1e 48; echo done', qr/^done$/m);
type_keys($m, "echo a\n");
shows($m, qr/^b$|echo b/m, 'setkeycodes makes A a B');
type_keys($m, "setkeycodes 1e 30\n");

# --- console keys -------------------------------------------------------------

sysrq('h', qr/SysRq:.*\bt tasks,.* 0-9 log level/, 'h: help');
sysrq('t', qr/ PID .*\n.*\b1 +0 S +\d init +\w+\+0x(?:.*\n)+.*sysrq_thread/,
	't: tasks, and where they sleep');
sysrq('c', qr/CPU0: (?:.*\n)+.*CPU3: .*switches \d+.*\n.*ticks \d+: user/,
	'c: CPUs');
sysrq('l', qr/Kernel lock: CPU\d has it.*\n(?:.*\n)*.*CPU3: taken \d+/,
	'l: locks');
sysrq('m', qr/Memory: \d+ of \d+ KB free/, 'm: memory');
sysrq('p', qr/EIP: (?:.*\n)+.*eax: .*\n/, 'p: registers');
sysrq('s', qr/Emergency sync: done/, 's: sync');
sysrq('3', qr/log level 3/, '3: log level');
sysrq('m', qr/Memory: \d+ of/, 'a key speaks in spite of it');
sysrq('7', qr/log level 7/, '7: log level');
key_shows(sub { $m->press('shift-scroll_lock') }, qr/Memory: /,
	'Shift-ScrollLock: memory');
key_shows(sub { $m->press('ctrl-scroll_lock') }, qr/SLEEPS IN/,
	'Ctrl-ScrollLock: tasks');
key_shows(sub { $m->press('alt_r-scroll_lock') }, qr/EIP: /,
	'AltGr-ScrollLock: registers');
# Reports hold the kernel lock, and a keyboard remembers 16 bytes only: what
# is typed has to wait for the prompt.
type_keys($m, "clear\n");
shows($m, $top_prompt, 'the screen is clear');
key_shows(sub { type_keys($m, "echo l > /proc/sysrq-trigger; clear\n") },
	qr/Kernel lock: .* for sh(?s:.*)CPU3: taken/, '/proc/sysrq-trigger');
shows($m, $top_prompt, 'and is clear again');
type_keys($m, "clear; sleep 1000 < /dev/ttyS0 & jobs\n");
shows($m, qr/Running +sleep/, 'somebody has the serial line open');
key_shows(sub { $m->monitor('chardev-send-break com1'); $m->send('t') },
	qr/SysRq: tasks\s(?:.*\n)*.* sleep /, 'BREAK and a key');

type_keys($m, "clear; sleep 1000\n");
shows($m, qr/\A\n/, 'a program runs on the screen');
sysrq('e', qr/SIGTERM to all/, 'e: SIGTERM to all');
shows($m, qr/^Terminated$/m, 'and it ends');

# --- and out ------------------------------------------------------------------

sysrq('k', qr/SAK: killed sh/, 'k: all on this terminal are killed');
shows($m, qr/Enter 'help'/, 'and there is a new shell');
sysrq('u', qr/Emergency remount: done/, 'u: read-only');
unlike($m->log, qr/Oops:|Kernel panic|DEADLOCK|BUG in/,
	'the kernel has made no mistake');
$m->press('ctrl-alt-delete');
$m->more_time(PATIENCE);
ended($m, 'Ctrl-Alt-Del restarts');

$m = boot(append => 'console=ttyS0 selftest=idle', cpus => 2,
	monitor => 1);
saw($m, qr/selftest: idle/, 'a machine that does nothing');
sysrq('h', qr/SysRq: t tasks/, 'has console keys');
$m->press('alt-sysrq-o');
ended($m, 'o: and is off');

$m = boot(append => 'console=ttyS0 selftest=poweroff', cpus => 2,
	extra => ['-machine', 'pc,i8042=off']);
saw($m, qr/keyboard: no controller/, 'a machine without a keyboard');
ended($m, 'goes on all the same');
done_testing;
