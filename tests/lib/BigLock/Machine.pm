# BigLock::Machine - one virtual machine: start it, read its serial line,
# talk to it, and leave nothing behind. The one way to start a machine; the
# tests, scripts/vm and scripts/bench all come here.
#
#	my $m = BigLock::Machine->new(image => 'bzImage', append => 'quiet');
#	$m->start;
#	$m->wait_for(qr/boot complete/) or die $m->why;
#	print for $m->lines;
#	$m->stop;
#
# Members that new() takes, with their defaults:
#	emulator  qemu | bochs (qemu)
#	image     the file to boot; loader says what it is:
#	loader    kernel | floppy | iso (kernel; Bochs cannot do kernel)
#	append    command line, initrd: ramdisk file; with loader kernel only
#	cpus 1, mem 64 (MB), cpu pentium3 (QEMU's -cpu)
#	reboot    true: a reset restarts the machine; false: it ends QEMU
#	icount    true: QEMU's time is counted in guest instructions, so that
#	          nothing the guest measures depends on the host
#	shift     with icount: an instruction takes 2^shift ns (0). A guest
#	          that waits for long, waits quickly with a larger one
#	ips       Bochs: instructions of a CPU in a second of its time
#	date      Bochs: seconds of 1970 at which its clock begins (the host's);
#	          with it, a run is the same each time
#	monitor   true: QEMU's monitor is wanted
#	terminal  true: the serial line is a person's terminal
#	socket    QEMU's serial line is this Unix socket, not ours
#	extra     [ more QEMU arguments ]
#	limit     seconds of wall time after which the machine counts as hung
#	          and is killed. A safety net, generous; no test may depend on
#	          the host's speed. BIGLOCK_PATIENCE in the environment
#	          multiplies it.
#
# A machine that prints a panic, or that it has halted, and then is silent is
# ended early, unless `panics` is set.
package BigLock::Machine;

use strict;
use warnings;
use BigLock::Bochs;
use BigLock::Qemu;
use File::Temp qw(tempdir);
use IO::Handle;
use IO::Select;
use IO::Socket::INET;
use POSIX qw(:sys_wait_h);
use Socket;

use constant QEMU_LIMIT => 600;
use constant BOCHS_LIMIT => 900;
use constant CONNECT_BOUND => 60;	# seconds for an emulator to listen
use constant SILENCE => 20;		# seconds after which a panic is over
use constant EXIT_TRIES => 1200;	# of 50 ms each, after its last word
use constant STOP_TRIES => 40;		# of 50 ms each, then SIGKILL
use constant TICK => 0.05;
use constant TAIL => 400;		# bytes in which a last word stands

my %alive;				# pid => 1: what END must end

sub new
{
	my ($class, %o) = @_;
	my $m = bless { emulator => 'qemu', loader => 'kernel', append => '',
		cpus => 1, mem => 64, cpu => 'pentium3', extra => [],
		text => '', why => '', %o }, $class;

	$m->{limit} ||= $m->{emulator} eq 'bochs' ? BOCHS_LIMIT : QEMU_LIMIT;
	$m->{limit} *= $ENV{BIGLOCK_PATIENCE} || 1;
	die "no image to boot\n" if !defined $m->{image};
	die "$m->{image}: no such image\n" if !-r $m->{image};
	return $m;
}

# Start a child that dies with us, whatever kills us; returns its pid.
# $in and $out are its standard input and output.
sub spawn
{
	my ($in, $out, $errors, @command) = @_;
	my $pid = fork;

	die "fork: $!\n" if !defined $pid;
	if ($pid) {
		$alive{$pid} = 1;
		return $pid;
	}
	setpgrp 0, 0;			# the terminal's ^C is not for it
	POSIX::dup2(fileno $in, 0);
	POSIX::dup2(fileno $out, 1);
	POSIX::dup2(fileno $errors, 2) if $errors;
	{ exec 'setpriv', '--pdeathsig', 'KILL', @command }
	print STDERR "$command[0]: cannot be started: $!\n";
	POSIX::_exit(127);
}

sub start_qemu
{
	my ($m) = @_;

	socketpair(my $ours, my $theirs, AF_UNIX, SOCK_STREAM, PF_UNSPEC)
		or die "socketpair: $!\n";
	$m->{monitor} = "$m->{dir}/monitor" if $m->{monitor};
	open my $errors, '>', "$m->{dir}/errors" or die "errors: $!\n";
	$m->{pid} = spawn($theirs, $theirs, $errors,
		BigLock::Qemu::command($m));
	$m->{serial} = $ours;
}

sub start_bochs
{
	my ($m) = @_;

	$m->{port} = BigLock::Bochs::free_port();
	my @command = BigLock::Bochs::command($m);
	open my $null, '<', '/dev/null' or die "/dev/null: $!\n";
	open my $out, '>', "$m->{dir}/errors" or die "errors: $!\n";
	$m->{pid} = spawn($null, $out, $out, @command);
	for (my $i = 0; $i < CONNECT_BOUND / TICK && $m->running; $i++) {
		$m->{serial} = IO::Socket::INET->new(
			PeerAddr => '127.0.0.1', PeerPort => $m->{port});
		return if $m->{serial};
		select undef, undef, undef, TICK;
	}
	die "bochs: did not open its serial line\n", $m->complaints;
}

sub start
{
	my ($m) = @_;

	$m->{dir} = tempdir('biglock-XXXXXX', TMPDIR => 1, CLEANUP => 1);
	$m->{emulator} eq 'bochs' ? $m->start_bochs : $m->start_qemu;
	$m->{serial}->autoflush(1);
	$m->{deadline} = time + $m->{limit};
	$m->{heard} = time;
	return $m;
}

# Is the emulator's process there? Its status is kept when it is not.
sub running
{
	my ($m) = @_;

	return 0 if !$m->{pid};
	my $got = waitpid $m->{pid}, WNOHANG;
	return 1 if $got == 0;
	$m->{status} = $? if $got > 0;
	delete $alive{ delete $m->{pid} };
	return 0;
}

my $off = qr/The power can be turned off now\./;

# Without ACPI, QEMU has no switch for its power that the kernel could reach:
# the kernel asks, and a person turns it off.
sub wants_a_hand
{
	my ($m) = @_;

	return $m->{emulator} eq 'qemu' && $m->{append} =~ /\bnoacpi\b/ &&
		substr($m->{text}, -TAIL()) =~ $off;
}

# Take in what the serial line holds, waiting at most TICK for it. Returns
# false when the line is closed: the machine has ended.
sub listen_once
{
	my ($m) = @_;

	return 0 if !$m->{serial};
	return 1 if !IO::Select->new($m->{serial})->can_read(TICK);
	my $got = sysread $m->{serial}, my $bytes, 65536;
	if (!$got) {
		close delete $m->{serial};
		return 0;
	}
	$m->{text} .= $bytes;
	$m->{heard} = time;
	$m->stop if $m->wants_a_hand;
	return 1;
}

# A panic or a halt, and nothing for a while after it: nothing more will
# come. Returns "panic" or "halted", or ''.
sub gave_up
{
	my ($m) = @_;

	return '' if $m->{panics} || time <= $m->{heard} + SILENCE;
	return $m->{text} =~ /Kernel panic/ ? 'panic'
		: $m->{text} =~ $off ? 'halted' : '';
}

# From now on it may take so many seconds (see `limit').
sub more_time
{
	my ($m, $seconds) = @_;

	$m->{deadline} = time + $seconds * ($ENV{BIGLOCK_PATIENCE} || 1);
}

# Listen for a moment: true when the pattern is there from $from on, or when
# the machine ended, hung, halted or panicked first. why() tells which.
sub decided
{
	my ($m, $pattern, $from) = @_;
	my $open = $m->listen_once;

	if (defined $pattern && substr($m->{text}, $from) =~ /$pattern/) {
		$m->{matched} = $from + $+[0];
		return $m->{why} = 'seen';
	}
	return $m->{why} = !$open ? 'ended' : $m->gave_up
		|| (time > $m->{deadline} ? 'hung' : '');
}

# Read until a line matches: true; false when something else came first.
# Looks at everything said since start() or, with `fresh => 1`, since the
# last match.
sub wait_for
{
	my ($m, $pattern, %o) = @_;
	my $from = $o{fresh} ? $m->{matched} || 0 : 0;

	1 until $m->decided($pattern, $from);
	return $m->{why} eq 'seen';
}

# The same for several machines that run at once. A machine that nobody
# reads finds its line stuck after a few hundred bytes, and goes on without.
sub wait_for_all
{
	my ($pattern, @machines) = @_;

	@machines = grep { !$_->decided($pattern, 0) } @machines
		while @machines;
}

# Run until the machine ends by itself; true if it does.
sub run
{
	my ($m) = @_;

	$m->start if !$m->{deadline};
	$m->wait_for(undef);
	my $ended = $m->{why} eq 'ended';
	for (my $i = 0; $ended && $m->running; $i++) {
		$ended = 0, $m->{why} = 'hung' if $i > EXIT_TRIES;
		select undef, undef, undef, TICK;
	}
	$m->stop;
	return $ended;
}

# Why the last wait came back: seen, ended, panic, halted or hung.
sub why { return $_[0]{why} }

# The log, a list of lines without line ends and terminal sequences.
sub lines
{
	my ($m) = @_;
	my $text = $m->{text};

	$text =~ s/\e\[[0-9;?]*[A-Za-z]//g;
	$text =~ s/\e[()][A-Z0-9]|\ec//g;
	$text =~ s/\r//g;
	return split /\n/, $text;
}

sub log { return join "\n", $_[0]->lines }

# What the emulator itself had to say; for failures only.
sub complaints
{
	my ($m) = @_;

	open my $f, '<', "$m->{dir}/errors" or return ();
	return grep { !/^\d+i\[|^=====|^ALSA|^ {8}|^com1: waiting|^client conn/
		} <$f>;
}

# What the guest has written to port E9h, which Bochs puts out at no cost of
# the guest's time: the rest of what Bochs says is amid it.
sub port_e9
{
	my ($m) = @_;

	open my $f, '<', "$m->{dir}/errors" or return '';
	local $/;
	return scalar(<$f>) // '';
}

# Type on the guest's serial line.
sub send
{
	my ($m, $text) = @_;

	print { $m->{serial} } $text;
}

# A QEMU monitor command; the answer as text. Wants `monitor => 1`.
sub monitor
{
	my ($m, $line) = @_;

	for (my $i = 0; !$m->{qmp} && $i < CONNECT_BOUND / TICK; $i++) {
		$m->{qmp} = BigLock::Qemu::connect_monitor($m->{monitor});
		select undef, undef, undef, TICK if !$m->{qmp};
	}
	die "qemu: no monitor at $m->{monitor}\n" if !$m->{qmp};
	return BigLock::Qemu::hmp($m->{qmp}, $line);
}

# Does the guest's time go by its instructions?
sub counts_time
{
	my ($m) = @_;

	return $m->{icount} || grep { $_ eq '-icount' } @{ $m->{extra} };
}

# Press keys, named as in QEMU's sendkey: $m->press(qw(l s ret)).
sub press
{
	my ($m, @names) = @_;

	$m->monitor("sendkey $_") for @names;
}

use constant VGA_TEXT => 0xb8000;
use constant VGA_COLUMNS => 80;
use constant VGA_ROWS => 25;

# What stands on the VGA text screen: 25 lines, trailing spaces removed.
sub screen
{
	my ($m) = @_;
	my $size = VGA_COLUMNS * VGA_ROWS * 2;
	my $file = "$m->{dir}/screen";

	$m->monitor(sprintf 'pmemsave 0x%x %d "%s"', VGA_TEXT, $size, $file);
	open my $f, '<:raw', $file or die "$file: $!\n";
	read($f, my $cells, $size) == $size or die "$file: too short\n";
	my $text = join '', map { chr } unpack '(Cx)*', $cells;
	$text =~ tr/\0/ /;
	return map { s/ +$//r }
		unpack sprintf('(a%d)%d', VGA_COLUMNS, VGA_ROWS), $text;
}

# Take a picture of the screen, a PPM file.
sub screendump
{
	my ($m, $file) = @_;

	$m->monitor("screendump $file");
}

# Non-maskable interrupt, on every CPU.
sub nmi { return $_[0]->monitor('nmi') }

# End a process: ask, and after a bound insist.
sub end_process
{
	my ($pid) = @_;

	kill 'TERM', $pid;
	for (my $i = 0; waitpid($pid, WNOHANG) == 0; $i++) {
		kill 'KILL', $pid if $i == STOP_TRIES;
		select undef, undef, undef, TICK;
	}
	delete $alive{$pid};
}

# End the machine, whatever state it is in.
sub stop
{
	my ($m) = @_;

	end_process($m->{pid}) if $m->running;
	delete $m->{pid};
	close delete $m->{$_} for grep { $m->{$_} } qw(serial qmp);
}

sub DESTROY
{
	my ($m) = @_;
	local ($?, $@, $!);

	$m->stop if $m->{pid} && $alive{ $m->{pid} };
}

my $owner = $$;

END {
	local $?;
	if ($$ == $owner) {
		end_process($_) for keys %alive;
	}
}

$SIG{$_} = sub { exit 130 } for qw(INT TERM HUP);
$SIG{PIPE} = 'IGNORE';

1;
