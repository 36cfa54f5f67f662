# BigLock::Svg - the elements that our pictures are made of. Each function
# gives text, a line for an element; coordinates are pixels.
#
#	svg($width, $height, @elements)	the whole picture, on a white ground of
#				its own, so that it can be read on a dark page
#	rect($x, $y, $w, $h, $style, $title)
#				$title is shown under the mouse
#	line($x1, $y1, $x2, $y2, $style)
#	arrow($x1, $y1, $x2, $y2, $colour, $style)
#				its head at the second end
#	words($x, $y, $words, $style)
#				a line of text; $y: what it stands on
#	numbered($x, $y, $n)	a number in a circle around this place
#	folded($words, $width)	the words in lines of so many pixels: a list
#
# A style is attributes: 'fill="red"'. Text is 12 pixels high if it says
# nothing, and a letter is at most LETTER wide, in whatever font there is.
package BigLock::Svg;

use strict;
use warnings;
use Exporter qw(import);

our @EXPORT = qw(svg rect line arrow words numbered folded LETTER);

use constant LETTER => 7;
use constant HEAD => 8;			# of an arrow
use constant RADIUS => 8;		# of a number's circle
use constant INK => '#202020';

sub escaped
{
	my ($text) = @_;
	my %entity = ('&' => '&amp;', '<' => '&lt;', '>' => '&gt;',
		'"' => '&quot;');

	return $text =~ s/([&<>"])/$entity{$1}/gr =~
		s/(?<=\d )us\b/&#181;s/gr;
}

# Coordinates, as short as they can be.
sub at { return map { sprintf('%.1f', $_) =~ s/\.0$//r } @_ }

sub svg
{
	my ($width, $height, @elements) = @_;

	return qq{<svg xmlns="http://www.w3.org/2000/svg" width="$width" } .
		qq{height="$height" viewBox="0 0 $width $height" } .
		qq{font-family="DejaVu Sans, Verdana, sans-serif" } .
		qq{font-size="12">\n} . rect(0.5, 0.5, $width - 1, $height - 1,
		'fill="white" stroke="#808080" rx="6"') .
		join('', @elements) . "</svg>\n";
}

sub rect
{
	my ($x, $y, $w, $h, $style, $title) = @_;
	my $element = sprintf '<rect x="%s" y="%s" width="%s" height="%s" %s',
		at($x, $y, $w, $h), $style;

	return "$element/>\n" if !defined $title;
	return "$element><title>" . escaped($title) . "</title></rect>\n";
}

sub line
{
	my ($x1, $y1, $x2, $y2, $style) = @_;

	return sprintf qq{<line x1="%s" y1="%s" x2="%s" y2="%s" %s/>\n},
		at($x1, $y1, $x2, $y2), $style;
}

sub arrow
{
	my ($x1, $y1, $x2, $y2, $colour, $style) = @_;
	my $length = sqrt(($x2 - $x1) ** 2 + ($y2 - $y1) ** 2) || 1;
	my ($dx, $dy) = map { $_ * HEAD / $length } $x2 - $x1, $y2 - $y1;
	my ($bx, $by) = ($x2 - $dx, $y2 - $dy);		# the head's base

	return line($x1, $y1, $bx, $by, qq{stroke="$colour" } .
			'stroke-width="2" ' . ($style // '')) .
		sprintf qq{<path d="M%s,%s L%s,%s L%s,%s z" fill="%s"/>\n},
			at($x2, $y2, $bx - $dy / 2, $by + $dx / 2,
				$bx + $dy / 2, $by - $dx / 2), $colour;
}

sub words
{
	my ($x, $y, $words, $style) = @_;

	$style = defined $style ? " $style" : '';
	$style .= ' fill="' . INK . '"' if $style !~ /\bfill=/;
	return sprintf qq{<text x="%s" y="%s"%s>%s</text>\n}, at($x, $y),
		$style, escaped($words);
}

sub numbered
{
	my ($x, $y, $n) = @_;

	return sprintf(qq{<circle cx="%s" cy="%s" r="%d" fill="%s"/>\n},
			at($x, $y), RADIUS, INK) .
		words($x, $y + 4, $n, 'text-anchor="middle" fill="white" ' .
			'font-weight="bold" font-size="11"');
}

sub folded
{
	my ($words, $width) = @_;
	my $letters = int($width / LETTER);
	my @lines;

	for (split ' ', $words) {
		if (@lines && length("$lines[-1] $_") <= $letters) {
			$lines[-1] .= " $_";
		} else {
			push @lines, $_;
		}
	}
	return @lines;
}

1;
