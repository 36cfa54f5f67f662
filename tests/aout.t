#!/usr/bin/perl
# usr/aout/elf2aout on the host: the four kinds of a.out made of one program,
# looked at byte by byte, and what it refuses.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Initramfs qw(slurp);

chdir top() or die top(), ": $!\n";
my $dir = scratch();
my $elf2aout = "$dir/elf2aout";

my $program = <<'END';
	.globl	_start
	.text
_start:	movl	$1, %eax
	movl	data, %ebx
	int	$0x80
	.ascii	"text ends here"
	.data
data:	.long	42
	.ascii	"data end here"
	.bss
	.space	5000
END

sub spew
{
	my ($name, $text) = @_;

	open my $f, '>', $name or die "$name: $!\n";
	print $f $text;
	close $f or die "$name: $!\n";
	return $name;
}

# The program linked for an address and an alignment.
sub linked
{
	my ($text, $align) = @_;
	my ($status, $out) = capture(qw(ld -m elf_i386 -T usr/aout/aout.ld
		-z noexecstack --no-warn-rwx-segments --defsym),
		"aout_text=$text", '--defsym', "aout_align=$align", '-o',
		"$dir/prog.elf", "$dir/prog.o");

	ok($status == 0, "linked for $text") or diag($out);
	return "$dir/prog.elf";
}

# One kind: [name, magic, text address for ld, address of the first text byte,
# its place in the file, alignment of the data]
sub check_kind
{
	my ($name, $magic, $start, $base, $offset, $align) = @_;
	my ($status, $out) = capture($elf2aout, $name, linked($start, $align),
		"$dir/prog.$name");

	ok($status == 0, "$name: converted") or diag($out);
	my $file = slurp("$dir/prog.$name");
	my ($info, $text, $data, $bss, $syms, $entry, $tr, $dr) =
		unpack 'V8', $file;
	is($info, $magic | 100 << 16, "$name: magic number and machine");
	is($entry, oct $start, "$name: entry");
	is("$syms $tr $dr", '0 0 0', "$name: no symbols, no relocations");
	is(($base + $text) % $align, 0, "$name: where the data begin");
	is(length $file, $offset + $text + $data, "$name: length of the file");
	ok($bss >= 5000 && $bss < 5016, "$name: bss");
	my $skip = oct($start) - $base;
	is(substr($file, $offset + $skip, 5), "\xb8\1\0\0\0",
		"$name: the text is where it should be");
	is(substr($file, $offset + $text, 17), "\x2a\0\0\0data end here",
		"$name: so are the data");
	is(unpack('V', substr($file, $offset + $skip + 7, 4)), $base + $text,
		"$name: the text knows where the data are");
	ok(-x "$dir/prog.$name", "$name: it may be run");
}

sub refuses
{
	my ($name, $pattern, @args) = @_;
	my ($status, $out) = capture($elf2aout, @args, "$dir/bad");

	ok($status != 0, "refused: $name");
	like($out, $pattern, 'and it says why');
}

my ($status, $out) = capture(qw(gcc -O2 -Wall -Wextra -Werror -o), $elf2aout,
	'usr/aout/elf2aout.c');
ok($status == 0, 'elf2aout compiles') or diag($out);
($status, $out) = capture(qw(gcc -m32 -c -o), "$dir/prog.o",
	spew("$dir/prog.s", $program));
ok($status == 0, 'so does the program') or diag($out);

check_kind('omagic', 0407, '0x0', 0, 32, 4);
check_kind('nmagic', 0410, '0x0', 0, 32, 1024);
check_kind('zmagic', 0413, '0x0', 0, 1024, 4096);
check_kind('qmagic', 0314, '0x1020', 4096, 0, 4096);

my $elf = linked('0x0', 4);
refuses('data in the middle of a page', qr/not at a multiple/, 'zmagic', $elf);
refuses('text below QMAGIC', qr/this kind begins at|out of bounds/, 'qmagic',
	linked('0x0', 4096));
refuses('a kind that is none', qr/no such kind/, 'elf', $elf);
refuses('no ELF file', qr/no ELF file/, 'omagic', "$dir/prog.s");
refuses('an object file', qr/not linked/, 'omagic', "$dir/prog.o");
refuses('a file that is not there', qr/No such file/, 'omagic', "$dir/none");
refuses('a truncated file', qr/damaged/, 'omagic',
	spew("$dir/short", substr(slurp($elf), 0, 60)));
done_testing;
