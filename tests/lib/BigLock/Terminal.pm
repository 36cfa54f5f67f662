# BigLock::Terminal - what a person at the other end of the serial line sees:
# the screen of a VT102, by what the machine sends.
#
#	my $t = BigLock::Terminal->new(24, 80);		rows, columns
#	$t->watch($m);			from what $m says now on
#	$t->shows($m, 0, qr/text/)	waits until row 0 looks like that
#	$t->row(0)			a row, without the blanks at its end
#	$t->text			all of them, one line each; shows()
#					looks at that if the row is undef
#
# It knows what full-screen programs need: moves, erasing, scrolling at the
# bottom, insertion and deletion of lines and characters. Attributes are
# passed over; what it does not know is kept in $t->{unknown}.
package BigLock::Terminal;

use strict;
use warnings;

sub new
{
	my ($class, $rows, $columns) = @_;
	my $t = bless { rows => $rows, columns => $columns, x => 0, y => 0,
		unknown => [], rest => '' }, $class;

	$t->{lines} = [map { ' ' x $columns } 1 .. $rows];
	return $t;
}

sub row
{
	my ($t, $n) = @_;

	return $t->{lines}[$n] =~ s/ +\z//r;
}

sub text
{
	my ($t) = @_;

	return join '', map { $t->row($_) . "\n" } 0 .. $t->{rows} - 1;
}

# A screen of another size, as a window that is drawn larger or smaller.
sub resize
{
	my ($t, $rows, $columns) = @_;

	$#{$t->{lines}} = $rows - 1;
	$_ = substr(($_ // '') . ' ' x $columns, 0, $columns)
		for @{$t->{lines}};
	@$t{qw(rows columns)} = ($rows, $columns);
	$t->go($t->{y}, $t->{x});
}

# --- what the machine sends --------------------------------------------------

sub clamp
{
	my ($n, $most) = @_;

	return $n < 0 ? 0 : $n > $most ? $most : $n;
}

sub go
{
	my ($t, $y, $x) = @_;

	$t->{y} = clamp($y, $t->{rows} - 1);
	$t->{x} = clamp($x, $t->{columns} - 1);
}

# Deletes n lines at y, and inserts as many at `at'.
sub move_lines
{
	my ($t, $y, $at, $n) = @_;

	for (1 .. $n) {
		splice @{$t->{lines}}, $y, 1;
		splice @{$t->{lines}}, $at, 0, ' ' x $t->{columns};
	}
}

sub line_feed
{
	my ($t) = @_;

	return $t->{y}++ if $t->{y} < $t->{rows} - 1;
	$t->move_lines(0, $t->{rows} - 1, 1);
}

sub put
{
	my ($t, $c) = @_;

	if ($t->{x} == $t->{columns}) {		# behind the last column
		$t->{x} = 0;
		$t->line_feed;
	}
	substr $t->{lines}[$t->{y}], $t->{x}++, 1, $c;
}

# Blanks from column `from' to before `to' in a row.
sub blank
{
	my ($t, $y, $from, $to) = @_;

	substr $t->{lines}[$y], $from, $to - $from, ' ' x ($to - $from);
}

sub erase_line
{
	my ($t, $how) = @_;

	$t->blank($t->{y}, $how ? 0 : $t->{x},
		$how == 1 ? $t->{x} + 1 : $t->{columns});
}

sub erase_screen
{
	my ($t, $how) = @_;
	my ($from, $to) = $how == 2 ? (0, $t->{rows}) : $how == 1 ?
		(0, $t->{y}) : ($t->{y} + 1, $t->{rows});

	$t->erase_line($how) if $how != 2;
	$t->blank($_, 0, $t->{columns}) for $from .. $to - 1;
}

# Characters: deletes and inserts n at the cursor.
sub move_chars
{
	my ($t, $delete, $insert) = @_;
	my $line = \$t->{lines}[$t->{y}];
	my $tail = substr $$line, $t->{x};

	$tail = ' ' x $insert . substr $tail . ' ' x $delete, $delete;
	$$line = substr substr($$line, 0, $t->{x}) . $tail, 0, $t->{columns};
}

# ESC [ numbers letter
sub control
{
	my ($t, $args, $c) = @_;
	my @n = map { $_ || 0 } split /;/, $args =~ s/^\?//r;
	my $n = $n[0] || 1;
	my ($x, $y, $last) = (@$t{qw(x y)}, $t->{rows} - 1);

	return if $c =~ /[mhlrn]/;
	return $t->go($n - 1, ($n[1] || 1) - 1) if $c =~ /[Hf]/;
	return $t->erase_screen($n[0] || 0) if $c eq 'J';
	return $t->erase_line($n[0] || 0) if $c eq 'K';
	return $t->go($y - $n, $x) if $c eq 'A';
	return $t->go($y + $n, $x) if $c eq 'B';
	return $t->go($y, $x + $n) if $c eq 'C';
	return $t->go($y, $x - $n) if $c eq 'D';
	return $t->move_lines($last, $y, $n) if $c eq 'L';
	return $t->move_lines($y, $last, $n) if $c eq 'M';
	return $t->move_chars(0, $n) if $c eq '@';
	return $t->move_chars($n, 0) if $c eq 'P';
	push @{$t->{unknown}}, "[$args$c";
}

# Bytes; a sequence may come in pieces.
sub feed
{
	my ($t, $text) = @_;

	$text = $t->{rest} . $text;
	while ($text =~ /\G(?:\e\[([0-9;?]*)([\@A-Za-z])|\e([^\[])|
			([^\e]))/gcsx) {
		if (defined $2) {
			$t->control($1, $2);
		} elsif (defined $3) {
			$3 eq 'M' && $t->{y} ? $t->{y}-- : $3 eq 'M' ?
				$t->move_lines($t->{rows} - 1, 0, 1) :
				push @{$t->{unknown}}, $3;
		} elsif ($4 eq "\r") {
			$t->{x} = 0;
		} elsif ($4 eq "\n") {
			$t->line_feed;
		} elsif ($4 eq "\b") {
			$t->{x}-- if $t->{x};
		} elsif ($4 ge ' ') {
			$t->put($4);
		}
	}
	$t->{rest} = substr $text, pos($text) || 0;
}

# --- a machine ----------------------------------------------------------------

sub watch
{
	my ($t, $m) = @_;

	$t->{seen} = length $m->{text};
}

# Waits until a row looks so; false, and diagnostics, when it never does.
sub shows
{
	my ($t, $m, $n, $pattern) = @_;

	$m->more_time(240);
	while (1) {
		$t->feed(substr $m->{text}, $t->{seen});
		$t->{seen} = length $m->{text};
		return 1 if (defined $n ? $t->row($n) : $t->text) =~ /$pattern/;
		$m->{matched} = $t->{seen};
		$m->wait_for(qr/./s, fresh => 1) or last;
	}
	Test::More::diag('The screen, ' . (defined $n ? "row $n" : 'which is') .
		" not like $pattern:\n" . $t->text);
	return 0;
}

1;
