#!/usr/bin/perl
# The documents are true as far as a program can tell: the list of system
# calls is that of the tree, the files and functions that are named exist, each
# document is named in README.md, no line is too wide; `make help' names all
# targets.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

chdir top() or die top(), ": $!\n";

sub text_of
{
	my ($file) = @_;

	open my $f, '<', $file or die "$file: $!\n";
	local $/;
	return scalar <$f>;
}

# --- calls.txt ----------------------------------------------------------------

my ($status, $text) = capture('scripts/calls-table', '-t');
ok($status == 0, 'each call has a handler and a test') or
	diag(grep { /^calls-table:/ } map { "$_\n" } split /\n/, $text);
my $table = join '', grep { !/^calls-table:/ } map { "$_\n" }
	split /\n/, $text;
ok($table eq text_of('Documentation/calls.txt'), 'calls.txt is current') or
	diag('make it anew: make docs');

# --- what all of them say -----------------------------------------------------

my @sources = split ' ', `find arch drivers fs include init kernel lib mm \\
	scripts tests usr Documentation -type f`;
my %known = map { $_ => 1 } map { ($_, s{.*/}{}r) } @sources, glob '*';

# Is this the end of the path of a file that there is? Documents say
# "ramfs/inode.c" or "asm/uaccess.h" where it is plain what is meant.
sub is_there
{
	my ($name) = @_;

	return 1 if $known{$name} || -e $name;
	$name =~ s{^asm/}{asm-i386/};
	$name =~ s{^arch/\.\.\./}{arch/i386/kernel/};
	return grep { m{(?:^|/)\Q$name\E$} } @sources;
}

# The words of a file of the sources. A system call's function is made of its
# name, and called sys_name.
my %words;
sub words_of
{
	my ($file) = @_;

	return $words{$file} ||= { map { $_ => 1, "sys_$_" => 1 }
		text_of($file) =~ /\w+/g };
}

# Functions, "name()", that no file of the sources has, and in "file.c name()"
# those that are not in a file of this name. spec.txt says what it lacks.
sub gone_functions
{
	my ($text) = @_;
	my @code = grep { !/^Documentation/ && /\.(?:[chSl]|asm|pm|t)$/ }
		@sources;
	my @gone;

	$text =~ s/^\tlack\t.*//mg;
	for my $name ($text =~ /\b([a-z_]\w+)\(\)/g) {
		push @gone, $name if !grep { words_of($_)->{$name} } @code;
	}
	while ($text =~ m{\b([\w/-]+\.[chS])[:\t ]+([a-z_]\w+)\(\)}g) {
		my ($file, $name) = ($1, $2);
		my @files = grep { m{(?:^|/)\Q$file\E$} } @code;

		push @gone, "$file: $name" if @files &&
			!grep { words_of($_)->{$name} } @files;
	}
	return @gone;
}

# How wide a line is, with tab stops every 8.
sub columns
{
	my ($line) = @_;

	1 while $line =~ s/^([^\t]*)\t/$1 . ' ' x (8 - length($1) % 8)/e;
	return length $line;
}

my $readme = text_of('README.md');

for my $doc ('README.md', sort glob 'Documentation/*.txt') {
	my $text = text_of($doc);
	my $name = $doc =~ s{.*/}{}r;
	my @gone = grep { !is_there($_) && !/NAME/ } $text =~
		m{(?<![\w/.*])([\w\-/]+\.(?:[chS]|asm|t|p[lmy]|pml|txt|mk))\b}g;
	my @wide = grep { columns($_) > 80 } split /\n/, $text;

	is("@gone", '', "$name: the files that it names are there");
	is("@wide", '', "$name: no line is too wide");
	is(join(', ', gone_functions($text)), '',
		"$name: and the functions");
	ok($doc eq 'README.md' || index($readme, "`$name`") >= 0,
		"README.md points to $name");
}

# --- testing.txt --------------------------------------------------------------

my $testing = text_of('Documentation/testing.txt');
is(join(' ', grep { index($testing, " $_ ") < 0 } glob 'tests/*.t'), '',
	'testing.txt lists all tests');

# --- make help ----------------------------------------------------------------

my $make = join '', map { text_of($_) } 'Makefile', glob('*/*.mk'),
	glob('*/*/*.mk'), glob('*/*/*/*.mk');
my ($failed, $help) = run_make('-s', 'help');
# `make' alone; what no person asks for
my %not = map { $_ => 1 } qw(all FORCE unit-build);
my @secret = grep { !$not{$_} && $help !~ /^  make \Q$_\E\s/m }
	map { split ' ' } $make =~ /^\.PHONY:(.*)/mg;
is("@secret", '', 'make help names all targets');
done_testing;
