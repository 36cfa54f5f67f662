#!/usr/bin/perl
# Boots that cannot come to a first program, or lose it: one line says what is
# wrong with what, and the panic says what to do about it.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Boot;
use BigLock::Initramfs;

my $hello = program(<<'END');
int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)envp;
	print("hello from %s\n", argv[0]);
	flush();
	return 3;
}
END
# More than the serial line takes at once.
my $talks = program(<<'END');
int main(int argc, char **argv, char **envp)
{
	int i;

	(void)argc, (void)argv, (void)envp;
	for (i = 0; i < 100; i++)
		print("line %d of many that are to be seen\n", i);
	print("last words\n");
	flush();
	return 0;
}
END
my $killed = program(<<'END');
int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	__asm__ volatile("ud2");
	return 0;
}
END

# Process 1 goes on as another thread than its first, which has ended: the
# kernel clears `first' when that is so.
sub threaded
{
	my ($deed) = @_;

	return program(<<END);
#define NR_set_tid_address	258

static char stack[PAGE_SIZE];
static volatile u32 tid, first = 1;

static void other(void *arg)
{
	(void)arg;
	while (first)
		syscall3(NR_sched_yield, 0, 0, 0);
	$deed;
}

int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	syscall3(NR_set_tid_address, (u32)&first, 0, 0);
	thread_start(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND |
		     CLONE_THREAD, stack + sizeof(stack) - 16, &tid, other,
		     NULL);
	return syscall3(NR_exit, 0, 0, 0);
}
END
}

# Bytes that gzip cannot make much smaller, so that damage hits them.
srand 4;
my $noise = pack 'L*', map { int rand 0xffffffff } 1 .. 50_000;
my @tree = (['.', '40755', ''], ['dev', '40755', ''], ['bin', '40755', ''],
	['bin/hello', '100755', $hello], ['noise', '100644', $noise]);
my $good = cpio(@tree, ['init', '100755', $hello]);
my $packed = gzip($good);
my $damaged = qr/The ramdisk is damaged\. Boot with another one/;
my $no_init = qr/No init in the ramdisk: /;
my $at = qr/initrd: unpacking ends at byte \d+/;

# The archive with another file as /init.
sub with_init
{
	my ($mode, $bytes) = @_;

	return cpio(@tree, ['init', $mode, $bytes]);
}

# The packed archive with some bits turned over.
sub flipped
{
	my ($place) = @_;
	my $bytes = $packed;

	substr($bytes, int($place * length $bytes), 1) ^= "\x10";
	return $bytes;
}

ends_so('no ramdisk', undef,
	[qr/initrd: none/, qr/No init: there is no ramdisk\. Boot with one/]);
ends_so('a ramdisk that is not to be unpacked', $good,
	[qr/No init: the ramdisk was not unpacked\. Boot without noinitrd/],
	words => 'noinitrd');
ends_so('garbage', $noise,
	[qr/neither cpio nor ext2, Minix or romfs/, $damaged]);
ends_so('a few zeroes', "\0" x 3000, [$no_init]);
ends_so("a flipped bit, at $_", flipped($_), [qr/$at: /, $damaged])
	for 0.01, 0.5, 0.999;
ends_so("gzip, $_ of it", substr($packed, 0, $_ * length $packed),
	[qr/$at: .*(?:truncated|ends|cut off)/, $damaged])
	for 0.3, 0.9999;
ends_so("cpio without its last $_ bytes", substr($good, 0, -$_),
	[qr/$at: the archive is cut off/, $damaged]) for 20, 200_000;
ends_so('garbage behind the archive', $good . $noise,
	[qr/$at: there is no header/, $damaged]);
ends_so('what is there of a damaged one', substr($good, 0, 100_000),
	[qr/cut off/, qr{hello from /bin/hello},
	qr/Process 1 \(hello\) has ended with status 3\. Boot with/],
	words => 'init=/bin/hello');
ends_so('too large a ramdisk', gzip(cpio(['big', '100644',
	"\0" x (9 << 20)])), [qr/no (?:room|memory) left/,
	qr/No memory for the ramdisk\. Give the machine more/], mem => 8);

ends_so('an archive without init', cpio(@tree), [$no_init]);
ends_so('an empty archive', cpio(), [$no_init]);
ends_so('an init that is text', with_init('100755', "echo hello\n"),
	[qr{/init cannot be run: it is no program \(error 8\)}, $no_init]);
ends_so('an init that is empty', with_init('100755', ''),
	[qr{/init cannot be run: it is no program}, $no_init]);
ends_so('half an init', with_init('100755', substr $hello, 0, 60),
	[qr{/init cannot be run: }, $no_init]);
ends_so('an init that may not be run', with_init('100644', $hello),
	[qr{/init cannot be run: it is no file that may be}, $no_init]);
ends_so("a $_->[0] as init", with_init($_->[1], ''),
	[qr{/init cannot be run: it is no file that may be}, $no_init])
	for ['directory', '40755'], ['FIFO', '10755'], ['device', '20755'];
ends_so('a script without its interpreter',
	with_init('100755', "#!/bin/none\n"),
	[qr{/init cannot be run: it or its interpreter}, $no_init]);
ends_so('an init= that is not there', $good,
	[qr{init=/none cannot be run: it or its interpreter is missing}],
	words => 'init=/none');

ends_so('an init that ends', $good,
	[qr{hello from /init}, qr/Process 1 \(init\) has ended with status 3/]);
ends_so('the same, packed', $packed,
	[qr{hello from /init}, qr/Process 1 \(init\) has ended with status 3/]);
ends_so('an init that says why it ends', with_init('100755', $talks),
	[qr/line 99 of many that are to be seen\nlast words/,
	qr/Process 1 \(init\) has ended with status 0/]);
ends_so('an init that is killed', with_init('100755', $killed),
	[qr/Process 1 \(init\) was killed by signal 4\. Boot with/]);
ends_so('an init whose last thread ends', with_init('100755',
	threaded('syscall3(NR_exit, 5, 0, 0)')),
	[qr/Process 1 \(init\) has ended with status 5/]);
ends_so('an init that a thread has replaced', with_init('100755', threaded(
	'char *args[] = { "again", NULL }; ' .
	'syscall3(NR_execve, (u32)"/bin/hello", (u32)args, (u32)&args[1])')),
	[qr/hello from again/,
	qr/Process 1 \(hello\) has ended with status 3/]);
done_testing;
