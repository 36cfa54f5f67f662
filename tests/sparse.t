#!/usr/bin/perl
# Address spaces and lock balance, as sparse sees them: `make sparse`. That
# it would see a mistake is tried on a file that has one.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;

my ($status, $output) = run_make('sparse');
ok($status == 0, 'sparse finds nothing') or diag($output);

my $file = scratch() . '/wrong.c';
open my $f, '>', $file or die "$file: $!\n";
print $f <<'END';
#include <linux/compiler.h>
static int wrong(const int __user *p)
{
	return *p;
}
int main(void)
{
	return wrong(0);
}
END
close $f;
($status, $output) = capture('sparse', '-m32', '-Wsparse-error', '-nostdinc',
	'-I' . top() . '/include', $file);
ok($status != 0, 'sparse refuses a user pointer that is followed');
like($output, qr/dereference of noderef/, 'and says so');
done_testing;
