#!/usr/bin/perl
# Documentation/spec.txt, the way from each requirement to its code and its
# test, is true; and the script that says so finds each kind of mistake.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

my $table = top() . '/Documentation/spec.txt';
my $script = top() . '/scripts/spec-table';

my ($status, $text) = capture($script);
ok($status == 0, 'the table is true') or diag($text);
like($text, qr/^the way of a processor: 6 hops, 6 files, \d+ lines$/m,
	'the way of a processor is short');

open my $f, '<', $table or die "$table: $!\n";
my $true = join '', <$f>;
close $f;

# Test: the table with this change is not true, and the script says why.
sub finds
{
	my ($name, $change, $complaint) = @_;
	my $file = scratch() . '/spec.txt';

	local $_ = $true;
	$change->() or return fail("$name: the table can be changed");
	open my $f, '>', $file or die "$file: $!\n";
	print $f $_;
	close $f or die "$file: $!\n";
	my ($status, $text) = capture($script, $file);
	ok($status && $text =~ $complaint, "finds $name") or diag($text);
}

finds('a file that is not there', sub { s/smplock\.c: k/smpluck.c: k/ },
	qr/L9: arch\S*smpluck\.c does not define kernel_lock_wait/);
finds('a function that is not', sub { s/prepare_page$/prepare_pages/m },
	qr/L2: \S+ does not define prepare_pages/);
finds('a function that is only called there',
	sub { s/(init\/main\.c: )start_kernel$/$1smp_boot_cpus/m },
	qr/L4: \S+ does not define smp_boot_cpus/);
finds('words that no test says', sub { s/it gets a second/it gets two/ },
	qr/L3: tests\/smp-boot\.t does not say "it gets two"/);
finds('a row without a test', sub { s/^\tnone\tno emulator.*\n//m },
	qr/L23: no test, and no word why/);
finds('code that does not know the name',
	sub { s/(^L16\t.*\n\tcode\t).*/$1init\/main.c: start_kernel/m },
	qr/L16: none of its code mentions/);
finds('a requirement that is missing', sub { s/^S4\t.*\n(?:\t.*\n)+//m },
	qr/S4: 0 times in the table/);
finds('a part that is missing', sub { s/^part root/part rot/m },
	qr/part root: 0 times in the table/);
finds('one that is there twice', sub { s/^most\t/later\tL9\n$&/m },
	qr/L9: 2 times in the table/);
finds('one that nobody has named', sub { s/^most\t/later\tS9\n$&/m },
	qr/S9: there is no such requirement/);
finds('a way that is too long',
	sub { s/^(way\t\S+smpboot\.c: )smp_callin/$1smp_callin */m },
	qr/way: it has \d{3} lines, at most 250/);
finds('a hop that nothing leads to',
	sub { s/^(way\t\S+smpboot\.c: )smp_callin/$1compatible/m },
	qr/way: nothing before it leads to \S+smpboot\.c: compatible/);
finds('a way in another order', sub { s/^(way.*head.*\n)(way.*\n)/$2$1/m },
	qr/way: \S+smp\.txt has another/);
done_testing;
