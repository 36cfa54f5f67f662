# BigLock::Screen - what a person sees on a machine's VGA text screen, and a
# test's way to wait for it. The machine wants `monitor => 1`.
#
#	my $s = look($m)		a picture of now:
#	$s->lines			25 texts, trailing spaces removed
#	$s->line($row)			one of them, from 0
#	$s->text			all of them, each with \n
#	$s->attr($row, $col)		a cell's attribute: 0x07, grey on black
#	$s->attrs($row)			80 of them, as hexadecimal text
#	$s->glyphs($row)		80 bytes of code page 437, as they are
#	cursor($m)			(row, column), or () while it is hidden
#	shows($m, $re, $name)		test: the screen comes to match, soon
#	shows_line($m, $row, $re, $name)	the same for one line
#	type_keys($m, $text)		presses the keys of ASCII text, one
#					after the other (QEMU's sendkey); a
#					keyboard remembers five, so slowly if
#					the guest may stand still meanwhile
#
# In the texts a glyph that is not ASCII is the Unicode character of code page
# 437; 0 is a space. `shows' waits up to PATIENCE of wall time, which is a
# safety net only, and ends early if the machine does.
package BigLock::Screen;

use strict;
use warnings;
use Encode qw(decode);
use Exporter qw(import);
use Test::More;

our @EXPORT = qw(look cursor shows shows_line type_keys);

use constant VGA_TEXT => 0xb8000;
use constant COLS => 80;
use constant ROWS => 25;
use constant PATIENCE => 90;		# seconds
use constant KEY_GAP => 0.05;		# seconds, while a key is held down
use constant CRTC => 0x3d4;		# index; data at the next port
use constant CURSOR_START => 0x0a;	# CRTC registers
use constant CURSOR_OFF => 0x20;	# in it
use constant CURSOR_HI => 0x0e;
use constant CURSOR_LO => 0x0f;

sub look
{
	my ($m) = @_;
	my $size = COLS * ROWS * 2;
	my $file = "$m->{dir}/screen";

	$m->monitor(sprintf 'pmemsave 0x%x %d "%s"', VGA_TEXT, $size, $file);
	open my $f, '<:raw', $file or die "$file: $!\n";
	read($f, my $cells, $size) == $size or die "$file: too short\n";
	return bless { cells => $cells }, __PACKAGE__;
}

sub row_cells
{
	my ($s, $row) = @_;

	return substr $s->{cells}, $row * COLS * 2, COLS * 2;
}

sub glyphs
{
	my ($s, $row) = @_;

	return pack 'C*', unpack '(Cx)*', $s->row_cells($row);
}

sub line
{
	my ($s, $row) = @_;
	my $text = decode('cp437', $s->glyphs($row));

	$text =~ tr/\0/ /;
	return $text =~ s/ +\z//r;
}

sub lines
{
	my ($s) = @_;

	return map { $s->line($_) } 0 .. ROWS - 1;
}

sub text { return join '', map { "$_\n" } $_[0]->lines }

sub attr
{
	my ($s, $row, $col) = @_;

	return unpack 'xC', substr $s->row_cells($row), $col * 2, 2;
}

sub attrs
{
	my ($s, $row) = @_;

	return unpack 'H*', pack 'C*', unpack '(xC)*', $s->row_cells($row);
}

# One register of the CRT controller.
sub crtc
{
	my ($m, $index) = @_;

	$m->monitor(sprintf 'o /b 0x%x 0x%x', CRTC, $index);
	my ($value) = $m->monitor(sprintf 'i /b 0x%x', CRTC + 1)
		=~ /=\s*(?:0x)?([0-9a-f]+)/i
		or die "qemu: no CRTC register $index\n";
	return hex $value;
}

# The guest stands still meanwhile, and finds the index as it left it.
sub cursor
{
	my ($m) = @_;

	$m->monitor('stop');
	my ($old) = $m->monitor(sprintf 'i /b 0x%x', CRTC)
		=~ /=\s*(?:0x)?([0-9a-f]+)/i;
	my $hidden = crtc($m, CURSOR_START) & CURSOR_OFF;
	my $pos = crtc($m, CURSOR_HI) << 8 | crtc($m, CURSOR_LO);
	$m->monitor(sprintf 'o /b 0x%x 0x%s', CRTC, $old);
	$m->monitor('cont');
	return $hidden ? () : (int($pos / COLS), $pos % COLS);
}

# Waits until $seen, a function of a picture, is true of it; the last picture.
sub await
{
	my ($m, $seen) = @_;
	my $deadline = time + PATIENCE * ($ENV{BIGLOCK_PATIENCE} || 1);

	for (;;) {
		my $open = $m->listen_once;
		my $s = look($m);
		return ($s, 1) if $seen->($s);
		return ($s, 0) if !$open || !$m->running || time > $deadline;
	}
}

sub verdict
{
	my ($s, $seen, $pattern, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 2;

	ok($seen, $name) and return 1;
	diag("not on the screen: $pattern");
	diag('| ' . $_ =~ s/([^ -~])/sprintf '\\x{%x}', ord $1/ger)
		for $s->lines;
	return 0;
}

sub shows
{
	my ($m, $pattern, $name) = @_;
	my ($s, $seen) = await($m, sub { $_[0]->text =~ /$pattern/ });

	return verdict($s, $seen, $pattern, $name);
}

sub shows_line
{
	my ($m, $row, $pattern, $name) = @_;
	my ($s, $seen) = await($m, sub { $_[0]->line($row) =~ /$pattern/ });

	return verdict($s, $seen, "line $row: $pattern", $name);
}

# The keys of a US keyboard that have names of their own in sendkey.
my %key = (' ' => 'spc', "\n" => 'ret', "\t" => 'tab', "\e" => 'esc',
	"\x7f" => 'backspace', '-' => 'minus', '=' => 'equal',
	'[' => 'bracket_left', ']' => 'bracket_right', ';' => 'semicolon',
	"'" => 'apostrophe', '`' => 'grave_accent', '\\' => 'backslash',
	',' => 'comma', '.' => 'dot', '/' => 'slash');
my %shifted;
@shifted{split //, '!@#$%^&*()_+{}:"~|<>?'} =
	split //, "1234567890-=[];'`\\,./";

sub key_of
{
	my ($c) = @_;

	return 'ctrl-' . lc chr(64 + ord $c)
		if ord $c < 32 && !defined $key{$c};
	return 'shift-' . lc $c if $c =~ /[A-Z]/;
	return 'shift-' . key_of($shifted{$c}) if defined $shifted{$c};
	return $key{$c} // $c;
}

sub type_keys
{
	my ($m, $text) = @_;

	for (split //, $text) {
		$m->press(key_of($_));
		select undef, undef, undef, KEY_GAP if !$m->counts_time;
	}
}

1;
