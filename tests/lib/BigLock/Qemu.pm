# BigLock::Qemu - what QEMU is told for one machine, and its monitor.
#
#	command(\%machine)	the argument list of qemu-system-i386
#	hmp($socket, $line)	one monitor command, the answer as text
#	connect_monitor($path)	the socket for hmp(); undef where none answers
#
# The machine is a hash as BigLock::Machine describes it. The monitor speaks
# QMP (JSON) on a Unix socket: answers come whole, without a terminal's echo.
package BigLock::Qemu;

use strict;
use warnings;
use IO::Select;
use IO::Socket::UNIX;
use JSON::PP;

use constant MONITOR_BOUND => 60;	# seconds of silence that mean "dead"

# How the image gets into the machine.
sub loader_args
{
	my ($m) = @_;

	return ('-drive', "if=floppy,format=raw,readonly=on,file=$m->{image}",
		'-boot', 'a') if $m->{loader} eq 'floppy';
	return ('-drive', "if=ide,media=cdrom,format=raw,file=$m->{image}",
		'-boot', 'd') if $m->{loader} eq 'iso';

	my @args = ('-kernel', $m->{image});
	push @args, '-append', $m->{append} if $m->{append} ne '';
	push @args, '-initrd', $m->{initrd} if $m->{initrd};
	return @args;
}

# Guest time that is counted in instructions: what the guest measures does not
# depend on the host, nor on what else that does.
sub clock_args
{
	my ($m) = @_;

	return () if !$m->{icount};
	return ('-icount', 'sleep=off,shift=' . ($m->{shift} // 0),
		'-rtc', 'base=2000-01-01,clock=vm');
}

# The MP table names a processor for each socket, the MADT each core: without
# ACPI each has a socket of its own.
sub processors
{
	my ($m) = @_;
	my $alone = $m->{append} =~ /\bnoacpi\b/ && $m->{way};

	return $alone && $m->{cpus} =~ /^\d+$/
		? "$m->{cpus},sockets=$m->{cpus},cores=1,threads=1"
		: $m->{cpus};
}

# The whole command. Where the serial line goes is the caller's choice.
sub command
{
	my ($m) = @_;
	my $chardev = $m->{socket}
		? "socket,path=$m->{socket},server=on,wait=off"
		: 'stdio,signal=off';
	my @serial = $m->{screen} ? ('-monitor', 'vc')
		: $m->{terminal} ? ('-serial', 'mon:stdio')
		: ('-chardev', "$chardev,id=com1", '-serial', 'chardev:com1');
	my @monitor = $m->{monitor}
		? ('-qmp', "unix:$m->{monitor},server=on,wait=off") : ();

	return ('qemu-system-i386', '-accel', 'tcg', '-cpu', $m->{cpu},
		'-smp', processors($m), '-m', $m->{mem}, '-nodefaults',
		'-vga', 'std', '-display', $m->{screen} ? 'curses' : 'none',
		@serial, @monitor,
		$m->{reboot} ? () : '-no-reboot',
		clock_args($m), loader_args($m),
		@{ $m->{extra} });
}

# The next line, or undef after a long silence. Several may come at once, an
# event before an answer: the rest is kept with the socket.
sub read_line
{
	my ($sock) = @_;
	my $kept = \(${*$sock}{biglock_kept} //= '');

	until ($$kept =~ /\n/) {
		return undef if !IO::Select->new($sock)->can_read(
			MONITOR_BOUND);
		sysread $sock, $$kept, 65536, length $$kept or return undef;
	}
	return substr $$kept, 0, 1 + index($$kept, "\n"), '';
}

# One JSON answer line; events that come between are passed over.
sub answer
{
	my ($sock) = @_;

	while (defined(my $line = read_line($sock))) {
		my $msg = decode_json($line);
		return $msg if $msg->{error} || $msg->{QMP};
		return $msg if exists $msg->{return};
	}
	return undef;
}

sub ask
{
	my ($sock, $command, %arguments) = @_;

	print $sock encode_json({ execute => $command,
		%arguments ? (arguments => \%arguments) : () }), "\n";
	my $msg = answer($sock) or die "qemu: the monitor does not answer\n";
	die "qemu: $command: $msg->{error}{desc}\n" if $msg->{error};
	return $msg->{return};
}

sub connect_monitor
{
	my ($path) = @_;
	my $sock = IO::Socket::UNIX->new(Peer => $path) or return undef;

	$sock->autoflush(1);
	answer($sock) or return undef;		# the greeting
	ask($sock, 'qmp_capabilities');
	return $sock;
}

sub hmp
{
	my ($sock, $line) = @_;

	return ask($sock, 'human-monitor-command', 'command-line' => $line);
}

1;
