#!/usr/bin/perl
# The form of the sources: lengths beside their aims (scripts/metrics),
# headers that compile alone, and words that do not belong in finished work.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

chdir top() or die top(), ": $!\n";

my ($status, $text) = capture('scripts/metrics', '-c', '-v');
ok($status == 0, 'files and functions are as short as they should be')
	or diag($text);

# Lines of the sources that match; a test wants none of them.
sub none
{
	my ($name, $pattern, @where) = @_;
	# grep: what the first of these options says decides for the rest
	my ($status, $hits) = capture('grep', '-rnIP', $pattern, @where,
		'--exclude=style.t', '--exclude-dir=build');

	is($hits, '', $name);
}

# ipc comes later.
my @portable = grep { -d } qw(init kernel mm fs ipc lib drivers);
my @all = (@portable, qw(arch include scripts tests usr Documentation
	README.md Makefile config.mk .ci));

# What programs print may end in spaces.
none('no spaces at the ends of lines', '[ \t]+$',
	'--exclude=applets.tests', '--exclude=*.in', @all);
none('no left-over words', '\b(TODO|FIXME|XXX|HACK)\b', @all);
none('no SMP conditionals in portable code',
	'^\s*#\s*if.*CONFIG_SMP', '--include=*.c', @portable);
none('no extern in a .c file', '^\s*extern\b', '--include=*.c', @portable,
	'arch');

# Every header, compiled by itself as C, in the way that make compiles. Tables
# are read with a macro of the reader's, here one that makes nothing.
($status, $text) = run_make('-s', '--eval',
	'print-cc: $(HEADERS) ; @echo $(CC) $(KCFLAGS)', 'print-cc');
ok($status == 0, 'make says how it compiles') or diag($text);
my @cc = split ' ', $text;
chomp(my @headers = `find include -name '*.h' ! -path '*/generated/*'`);
for my $header (@headers) {
	my @table = $header =~ /_table\.h$/ ? '-DCALL(...)=' : ();
	($status, $text) = capture(@cc, '-fsyntax-only', '-Wno-pragmas',
		@table, '-x', 'c', '-include', $header, '/dev/null');
	ok($status == 0, "$header compiles alone") or diag($text);
}
done_testing;
