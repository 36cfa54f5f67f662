#!/usr/bin/perl
# vi over the serial line: a file is written, changed and searched, and the
# screen looks as it should all the time (BigLock/Terminal.pm). When the
# window gets another size, vi hears of it (SIGWINCH) and draws anew.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Session;
use BigLock::Terminal;

my $initrd = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $initrd;

my $m = boot(initrd => $initrd, append => 'console=ttyS0', cpus => 2);
my $t = BigLock::Terminal->new(24, 80);

# Types, and then row n looks so; false when there is no going on.
sub step
{
	my ($keys, $n, $pattern, $name) = @_;

	$m->send($keys);
	return ok($t->shows($m, $n, $pattern), $name) || show_log($m);
}

# One after the other, until one fails.
sub edit
{
	step("\n", 23, qr/^- \/tmp\/text/, 'an empty screen') || return;
	is($t->row(1), '~', 'with tildes');
	step("ifirst line\nsecond\nthird of them\e", 2, qr/^third of them$/,
		'text is inserted') || return;
	is($t->row(0), 'first line', 'the first line');
	is($t->row(3), '~', 'nothing behind the last');
	step('kdd', 1, qr/^third of them$/, 'a line is deleted') || return;
	step('P', 2, qr/^third of them$/, 'and put back') || return;
	step('', 1, qr/^second$/, 'above where it was') || return;
	step('1Gxxx', 0, qr/^st line$/, 'characters go') || return;
	step('u', 0, qr/^t line|^rst line/, 'one comes back') || return;
	step("o" . join("\n", map { "line $_" } 1 .. 40) . "\e", undef,
		qr/^line 39\nline 40\nsecond\nthird of them\n~\n/m,
		'the screen scrolls') || return;
	step("1G", 0, qr/^r?st line$/, 'and back') || return;
	step("/line 37\n", undef, qr/^line 37$/m, 'a search') || return;
	step("cwLINE\e", undef, qr/^line 36\nLINE 37$/m, 'a word is changed')
		|| return;
	step(":w\n", 23, qr/\d+L, \d+C/, 'it is written');
}

if (ok(first_prompt($m), 'the prompt comes')) {
	ask($m, "stty rows 24 cols 80; cd /tmp; export TERM=vt102\n");
	# when vi has written /tmp/go, the window gets smaller
	ask($m, '(until [ -e /tmp/go ]; do sleep 0.1; done; ' .
		"stty rows 12 cols 60 < /dev/ttyS0) &\n");
	$t->watch($m);
	$m->send('vi /tmp/text');
	if (edit()) {
		step(":w! /tmp/go\n", 23, qr/\d+L, \d+C/, 'the signal');
		$t->resize(12, 60);
		step('', 11, qr/^- /, 'the status line is in the new last row');
		step("1G", 0, qr/^r?st line$/, 'row 0 is drawn');
		step("G", undef, qr/^third of them$/m, 'and the end');
		is_deeply($t->{unknown}, [], 'no strange sequences');
	}
	# one answer, one prompt: what is typed ahead, vi may have swallowed
	ask($m, ":q!\n");
	like(ask($m, "wc -l < text; grep -c LINE text; stty size\n") // '',
		qr/^ *43\r?\n1\r?\n12 60/m,
		'the file is what was on the screen');
	unlike($m->log, qr/Oops:|Kernel panic|BUG in/,
		'the kernel has made no mistake');
	$m->send("poweroff -f\n");
	ended($m, 'poweroff turns the machine off');
} else {
	show_log($m);
}
$m->stop;
done_testing;
