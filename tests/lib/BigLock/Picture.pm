# BigLock::Picture - a stretch of the trace as an SVG picture: a lane for each
# CPU and one that says whose the kernel lock is, an arrow for each message,
# and, so that somebody who has never seen the kernel knows what he looks at,
# a title, a few sentences, and numbered places with what happens there.
#
#	print picture($timeline, from => $cycles, to => $cycles, %more)
#
# $timeline is BigLock::Timeline's. More, of which all but `us' may be missing:
#	us	a function: cycles of the trace to microseconds
#	width	of the picture (1200)
#	title	what stands above it
#	intro	and the sentences below that
#	notes	[ { cpu, time, words }, ... ]: what happens where, in order
package BigLock::Picture;

use strict;
use warnings;
use BigLock::Svg;
use Exporter qw(import);

our @EXPORT = qw(picture @messages);

our @messages = (undef, 'invalidate', 'stop', 'reschedule', 'timer');

use constant MARGIN => 16;
use constant LEFT => 84;		# where time begins: right of the names
use constant ROW => 19;			# from a line of text to the next
use constant LOCK => 18;		# height of the lock's lane
use constant GAP => 46;			# above a bar: names of arrows, numbers
use constant BAR => 28;
use constant MARK => 8;			# the line below the bar of who has it
use constant LANE => GAP + BAR + 2 + MARK;
use constant TICKS => 12;		# marks on the scale of time, at most
use constant DISTANCE => 19;		# of two numbers, at least
use constant BESIDE => 14;		# of a number and an arrow's end

my %colour = (user => '#9bd49b', kernel => '#9dbff0', spin => '#d83a3a',
	idle => '#efefef');
my %about = (user => 'runs a program', kernel => 'runs the kernel',
	spin => 'spins: waits for the kernel lock', idle => 'idle: halted');
my $lock_colour = '#303030';
my @message_colour = (undef, '#a000a0', '#000000', '#c06000', '#707070');
my $border = 'stroke="#707070" stroke-width="0.6"';

my ($t, %o);				# what is drawn
my $top;				# of the scale

# --- where things are ---------------------------------------------------------

sub column
{
	my ($time) = @_;

	$time = $time < $o{from} ? $o{from} : $time > $o{to} ? $o{to} : $time;
	return LEFT + ($time - $o{from}) * ($o{width} - LEFT - MARGIN) /
		($o{to} - $o{from} || 1);
}

sub lock_top { return $top + 26 }
sub bar_top { return lock_top() + LOCK + GAP + $_[0] * LANE }
sub lanes_end { return bar_top($t->{cpus} - 1) + BAR + 2 + MARK }

sub seen { return grep { $_->{to} > $o{from} && $_->{from} < $o{to} } @_ }

# The first of these texts that there is room for, or none.
sub fitting
{
	my ($room, @texts) = @_;

	for (@texts) {
		return $_ if length($_) * LETTER + 4 <= $room;
	}
	return undef;
}

# A piece of a lane, with a text in its middle if there is room.
sub piece
{
	my ($span, $y, $height, $colour, $ink, $title, @texts) = @_;
	my ($x, $end) = (column($span->{from}), column($span->{to}));
	my $text = fitting($end - $x, @texts);

	return rect($x, $y, $end - $x, $height, qq{fill="$colour" $border},
			$title) . (defined $text ?
		words(($x + $end) / 2, $y + $height / 2 + 4, $text,
			qq{text-anchor="middle" fill="$ink"}) : '');
}

# --- what is drawn ------------------------------------------------------------

sub heading
{
	my $y = MARGIN + 16;
	my $out = '';

	if (defined $o{title}) {
		$out .= words(MARGIN, $y, $o{title},
			'font-size="19" font-weight="bold"');
		$y += ROW + 6;
	}
	for (folded($o{intro} // '', $o{width} - 2 * MARGIN)) {
		$out .= words(MARGIN, $y, $_);
		$y += ROW;
	}
	$top = $y - 4;
	return $out;
}

# What the colours mean, and the arrows that there are.
sub legend
{
	my ($x, $y) = (MARGIN, $top + 10);
	my %there = map { $_->{msg} => 1 } seen(@{ $t->{arrows} });
	my $out = '';
	my $entry = sub {
		my ($width, $sign, $words) = @_;

		$out .= $sign . words($x + $width + 6, $y + 4, $words);
		$x += $width + 22 + length($words) * LETTER;
	};

	for (qw(user kernel spin idle)) {
		$entry->(16, rect($x, $y - 7, 16, 14,
			qq{fill="$colour{$_}" $border}), $about{$_});
	}
	$entry->(24, rect($x, $y - 4, 24, MARK, qq{fill="$lock_colour"}),
		'has the kernel lock');
	for (sort keys %there) {
		$entry->(26, arrow($x, $y, $x + 26, $y, $message_colour[$_]),
			'message');
		last;
	}
	$top += 38;
	return $out;
}

# Distances of marks are 1, 2 or 5 with noughts, in microseconds.
sub scale
{
	my $length = $o{us}->($o{to}) - $o{us}->($o{from});
	my ($step) = grep { $length / $_ <= TICKS } map { my $decade = $_;
		map { $_ * 10 ** $decade } 1, 2, 5 } -1 .. 9;
	my $out = words(MARGIN, $top + 8, 'time', 'fill="#505050"');

	for (my $us = 0; $us <= $length; $us += $step) {
		my $x = column($o{from} + ($o{to} - $o{from}) * $us /
			($length || 1));

		$out .= line($x, $top + 14, $x, lanes_end(),
			'stroke="#d0d0d0"') . words($x, $top + 8, "$us us",
			'fill="#505050"' . ($x + 30 > $o{width} - MARGIN ?
				' text-anchor="end"' : $us ?
				' text-anchor="middle"' : ''));
	}
	return $out;
}

# Whose the lock is; where it is free, the lane is white.
sub lock_lane
{
	return words(MARGIN, lock_top() + LOCK - 4, 'lock') .
		rect(LEFT, lock_top(), $o{width} - LEFT - MARGIN, LOCK,
			"fill=\"white\" $border") .
		join '', map { piece($_, lock_top(), LOCK, $lock_colour,
			'white', "CPU $_->{cpu} has the lock: $_->{at}",
			"CPU $_->{cpu} has it", "CPU $_->{cpu}", $_->{cpu}) }
			seen(@{ $t->{holds} });
}

sub process
{
	my ($pid) = @_;

	return $t->{names}{$pid} // "process $pid";
}

# What the bar of a CPU says, from much to little.
sub texts
{
	my ($s) = @_;
	my $who = $s->{pid} ? process($s->{pid}) : 'idle';

	return ('spins for the lock', 'spins') if $s->{what} eq 'spin';
	return $who if $s->{what} ne 'kernel';
	return ("$who: $s->{why}", $s->{why} =~ s/^scheduler$/sched/r);
}

sub bar
{
	my ($s) = @_;
	my ($long) = texts($s);

	return piece($s, bar_top($s->{cpu}), BAR, $colour{ $s->{what} },
		$s->{what} eq 'spin' ? 'white' : 'black', $s->{pid} ?
		"$long (process $s->{pid})" : $long, texts($s));
}

sub mark
{
	my ($h) = @_;
	my ($x, $end) = (column($h->{from}), column($h->{to}));

	return rect($x, bar_top($h->{cpu}) + BAR + 2, $end - $x, MARK,
		qq{fill="$lock_colour"}, "has the lock: $h->{at}");
}

# Down arrows go from below the sender's lane to the target's bar. The name
# stands between the lanes, beside the arrow.
sub message
{
	my ($m) = @_;
	my ($from, $to) = @$m{qw(from_cpu to_cpu)};
	my $down = $to > $from;
	my ($x1, $x2) = (column($m->{from}), column($m->{to}));
	my $y1 = bar_top($from) + ($down ? BAR + 2 + MARK : 0);
	my $y2 = bar_top($to) + ($down ? 0 : BAR + 2 + MARK);
	my $y = bar_top($down ? $from + 1 : $from) - GAP + 16;
	my ($near, $far) = sort { $a <=> $b } map {	# where it is beside it
		$x1 + ($x2 - $x1) * ($_ - $y1) / ($y2 - $y1) } $y - 10, $y + 3;
	my $name = $messages[ $m->{msg} ] .
		($m->{spin} ? ', served in the spin' : '');
	my $left = $far + length($name) * LETTER > $o{width} - MARGIN;

	return arrow($x1, $y1, $x2, $y2, $message_colour[ $m->{msg} ],
			$m->{spin} ? 'stroke-dasharray="5 3"' : '') .
		words($left ? $near - 7 : $far + 7, $y, $name, 'fill="' .
			$message_colour[ $m->{msg} ] . '"' .
			($left ? ' text-anchor="end"' : ''));
}

# Where the number of this place goes: above it, beside the end of an arrow.
sub number_column
{
	my ($note) = @_;
	my @down = grep { $_->{to_cpu} == $note->{cpu} &&
			$_->{to} == $note->{time} &&
			$_->{from_cpu} < $note->{cpu} } @{ $t->{arrows} };
	my @up = grep { $_->{from_cpu} == $note->{cpu} &&
			$_->{from} == $note->{time} &&
			$_->{to_cpu} < $note->{cpu} } @{ $t->{arrows} };

	return column($note->{time}) + (@down ? BESIDE : @up ? -(BESIDE) : 0);
}

# The numbers, above the bars, and what they stand for, below the lanes.
sub notes
{
	my (@notes) = @_;
	my ($n, $y, @last) = (0, lanes_end() + ROW + 8);
	my $out = '';

	for (@notes) {
		my ($x, $bar) = (column($_->{time}), bar_top($_->{cpu}));
		my $place = number_column($_);
		my $least = ($last[ $_->{cpu} ] // 0) + DISTANCE;

		$place = $least if $place < $least;
		$last[ $_->{cpu} ] = $place;
		$out .= line($place, $bar - 12, $x, $bar + 4,
				'stroke="#202020" stroke-width="1.5"') .
			numbered($place, $bar - 12, ++$n) .
			numbered(MARGIN + 8, $y - 4, $n);
		for (folded(sprintf('%.1f us: %s', $o{us}->($_->{time}) -
				$o{us}->($o{from}), $_->{words}),
				$o{width} - 2 * MARGIN - 24)) {
			$out .= words(MARGIN + 24, $y, $_);
			$y += ROW;
		}
	}
	return ($out, $y);
}

sub picture
{
	($t, my @more) = @_;
	%o = (width => 1200, @more);
	my $out = heading() . legend() . scale() . lock_lane() . join('',
		map { words(MARGIN, bar_top($_) + BAR - 9, "CPU $_",
			'font-weight="bold"') } 0 .. $t->{cpus} - 1);

	$out .= join '', (map { bar($_) } seen(@{ $t->{spans} })),
		(map { mark($_) } seen(@{ $t->{holds} })),
		map { message($_) } seen(@{ $t->{arrows} });
	my ($notes, $end) = notes(@{ $o{notes} || [] });
	return svg($o{width}, $end, $out, $notes);
}

1;
