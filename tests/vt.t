#!/usr/bin/perl
# The virtual consoles, seen on the screen: shells on them, Alt-F1 to F6,
# colours, line drawing, scroll-back, the log between them, vi and top; their
# ioctls and /dev/vcs, from a program in the guest. Commands are typed on the
# serial line, which is the console, or with keys.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Screen;
use BigLock::Session qw(first_prompt ask);

binmode Test::More->builder->$_, ':utf8'
	for qw(output failure_output todo_output);
my ($status, $text) = run_make('-s', 'guest-image');
ok($status == 0, 'the programs and their ramdisk are built') or diag($text);
my $initrd = top() . '/build/smp/tests/guest.img';
plan skip_all => 'no ramdisk: there is no busybox' if !-r $initrd;

use constant CURSOR_TRIES => 1800;	# of 50 ms
my $prompt = qr/^root\@biglock:\S* *# *$/m;

# Writes to a console what printf makes of the text.
sub put
{
	my ($m, $console, $format) = @_;

	return ask($m, "printf '$format' > /dev/tty$console\n");
}

sub consoles_and_keys
{
	my ($m) = @_;

	shows($m, qr/biglock: boot complete.*$prompt/s,
		'the log, then a shell, on the first console');
	$m->press('alt-f2');
	shows($m, qr/\A(?!.*boot complete).*$prompt/s,
		'Alt-F2: another screen, and a shell there');
	type_keys($m, "tty; echo \$TERM\n");
	shows($m, qr{^/dev/tty2\nlinux\n}m, 'keys go to it');
	type_keys($m, "clear; echo up; sleep 1000\n");
	shows($m, qr/^up$/m, 'something runs');
	ask($m, "until pidof sleep > /dev/null; do :; done\n");
	$m->press('ctrl-c');
	shows($m, qr/up\n\^C\n$prompt/, 'Ctrl-C ends it');
	$m->press('alt-f6');
	shows($m, qr/\A(?!.*tty2).*$prompt/s, 'Alt-F6: one more');
	$m->press('alt-f1');
	shows($m, qr/boot complete/, 'Alt-F1: the first, as it was');
	$m->press('alt-f2');
	shows($m, qr/up\n\^C/, 'and the second');
	$m->press('alt-f1');
}

sub looks
{
	my ($m) = @_;

	put($m, 1, '\033c\033[1;31mred\033[0;42m green \033[7;36mrev');
	shows_line($m, 0, qr/^red green rev$/, 'colours: the text');
	my $s = look($m);
	is_deeply([map { $s->attr(0, $_) } 0, 4, 10, 70],
		[0x0c, 0x27, 0x32, 0x07], 'and the attributes');
	put($m, 1, '\033[0m\033[3;1H\033(0lqwqk\033[4;1Hx x x\033[5;1H' .
		'mqvqj\033(B');
	shows_line($m, 2, qr/^\x{250c}\x{2500}\x{252c}\x{2500}\x{2510}$/,
		'lines of the VT100');
	put($m, 1, '\033%%G\033[7;1H\342\225\224\342\226\221\303\244\033%%@');
	shows_line($m, 6, qr/^\x{2554}\x{2591}\x{e4}$/, 'UTF-8');
	put($m, 1, '\033[12;34H');
	shows_cursor($m, '11,33', 'the cursor is where it was put');
	put($m, 1, '\033[?25l');
	shows_cursor($m, '', 'and can be hidden');
	put($m, 1, '\033[?25h');
}

# The glass follows within a tick of the guest's.
sub shows_cursor
{
	my ($m, $want, $name) = @_;
	my ($got, $tries) = ('', 0);

	do {
		select undef, undef, undef, 0.05 if $tries;
		$got = join ',', cursor($m);
	} while ($got ne $want && ++$tries < CURSOR_TRIES);
	is($got, $want, $name);
}

sub scroll_back
{
	my ($m) = @_;

	put($m, 1, '\033c');
	ask($m, "seq 100 > /dev/tty1\n");
	shows_line($m, 23, qr/^100$/, 'a hundred lines');
	$m->press('shift-pgup') for 1 .. 3;
	shows($m, qr/\A(?:[1-6]\d\n){25}\z/, 'Shift-PgUp looks back');
	put($m, 1, 'more');
	shows_line($m, 24, qr/^more$/, 'output brings the end back');
	$m->press('shift-pgup');
	shows($m, qr/\A(?!.*more)/s, 'back again');
	$m->press('shift-pgdn');
	shows_line($m, 24, qr/^more$/, 'Shift-PgDn goes forward');
}

sub log_lines
{
	my ($m) = @_;

	put($m, 1, '\033c\033[31m\033[10;20Hone\r\n');
	ask($m, "echo '<4>from the log' > /dev/kmsg\n");
	shows_line($m, 10, qr/from the log$/, 'the log stands in between');
	put($m, 1, 'two\033[2');
	ask($m, "echo '<3>an error' > /dev/kmsg\n");
	put($m, 1, ';3Hthree');
	shows_line($m, 1, qr/^  three$/, 'a sequence goes on after it');
	my $s = look($m);
	is_deeply([map { $s->attr($_->[0], $_->[1]) }
		[10, 0], [11, 0], [11, 10], [1, 2]],
		[0x07, 0x04, 0x0f, 0x04], 'each in its colours');
	put($m, 1, '\033c');
}

sub programs
{
	my ($m) = @_;

	$m->press('alt-f3');
	shows($m, qr/\A(?!.*tty2).*$prompt/s, 'a third console');
	type_keys($m, "seq 9 >f; vi f\n");
	shows_line($m, 24, qr/f 1\/9 11%/, 'vi shows its line of state');
	type_keys($m, "jjiedited \e");
	shows_line($m, 24, qr/^- f \[Modified\]/, 'and of what was done');
	type_keys($m, "ZZ");
	shows($m, $prompt, 'it ends');
	type_keys($m, "clear; cat f; rm f\n");
	shows($m, qr/\A1\n2\nedited 3\n4\n.*$prompt/s,
		'what vi has changed');
	type_keys($m, "top -d 1\n");
	shows($m, qr/\AMem: .*\nCPU: .*\nLoad average.*\n.*PID/, 'top');
	is(look($m)->attr(3, 2), 0x70, 'its head is reverse');
	type_keys($m, 'q');
	shows($m, $prompt, 'and ends');
	$m->press('alt-f1');
}

sub screen_lent
{
	my ($m) = @_;

	put($m, 1, '\033chere');
	shows($m, qr/^here$/m, 'text');
	ask($m, "/tests/vt blank\n");
	shows($m, qr/\A\n{25}\z/, 'a blank screen');
	$m->press('shift');
	shows($m, qr/^here$/m, 'a key lights it');
	$m->send("/tests/vt graphics\n");
	$m->wait_for(qr/taken/, fresh => 1);
	$m->send("\n");
	ok($m->wait_for(qr/given back/, fresh => 1),
		'a program has the screen');
	put($m, 1, ' again');
	shows($m, qr/^here again$/m, 'and gives it back');
}

my $m = boot(initrd => $initrd, cpus => 2, monitor => 1,
	append => 'console=tty0 console=ttyS0');
if (ok(first_prompt($m), 'a shell on the serial line')) {
	consoles_and_keys($m);
	looks($m);
	scroll_back($m);
	log_lines($m);
	programs($m);
	screen_lent($m);
	$m->send("/tests/vt; poweroff -f\n");
	guest_tests($m, 'ioctls and /dev/vcs');
} else {
	show_log($m);
}
$m->stop;

$m = boot(initrd => $initrd, monitor => 1, panics => 1,
	append => 'console=tty0 init=/tests/vt die');
shows($m, qr/Kernel panic on CPU 0: .*stopped\. Turn it off/s,
	'a panic, on a screen that a program has');
$m->stop;

# Keys for consoles that are not there.
$m = boot(initrd => $initrd, monitor => 1, append => 'console=ttyS0',
	extra => [qw(-vga none)]);
if (ok(first_prompt($m), 'a machine without a screen')) {
	$m->press(qw(alt-f2 shift-pgup shift-pgdn a ret));
	like(ask($m, "sleep 1; ps; echo x > /dev/tty1\n"),
		qr/(?:ttysh tty\d.*){6}no such device/si,
		'nobody has a shell there, and keys do no harm');
}
$m->stop;

# A minute of the guest's costs nothing when its time is counted, but while it
# is looked at it is busy, so that the next one takes its time.
$m = boot(initrd => $initrd, monitor => 1, icount => 1,
	append => 'console=tty0 console=ttyS0');
my $busy = 'while :; do :; done &';
if (ok(first_prompt($m), 'a machine whose time is counted')) {
	ask($m, "printf 'blank\\033[9;1]' > /dev/tty1; sleep 50; $busy\n");
	shows($m, qr/blank/, 'after 50 seconds the screen is light');
	ask($m, "kill \$!; sleep 30\n");
	shows($m, qr/\A\n{25}\z/, 'after a minute it is not');
	ask($m, "printf light > /dev/tty1; $busy\n");
	shows($m, qr/blanklight/, 'output lights it');
}
$m->stop;
done_testing;
