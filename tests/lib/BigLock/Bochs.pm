# BigLock::Bochs - the bochsrc and the command line of one Bochs machine.
#
#	command(\%machine)	writes bochsrc and the debugger's first
#				command into $machine->{dir}; returns the
#				argument list
#	free_port()		a TCP port nobody listens on at present
#
# Bochs has no kernel loader: it boots a floppy or an ISO image. Its COM1 is
# a TCP server on $machine->{port} and waits for us before the first
# instruction, so nothing that the guest says is lost.
package BigLock::Bochs;

use strict;
use warnings;
use IO::Socket::INET;

use constant MOST_CPUS => 15;		# 16 die in Bochs' register_timer
use constant START => 1_767_225_600;	# of 2026: each run is the same
use constant IPS_QUICK => 5_000_000;	# virtual seconds pass quickly
use constant IPS_REAL => 20_000_000;	# for a person: clock held to the wall

sub free_port
{
	my $sock = IO::Socket::INET->new(Listen => 1,
		LocalAddr => '127.0.0.1', LocalPort => 0)
		or die "bochs: no free TCP port: $!\n";

	return $sock->sockport;
}

# The boot device's line.
sub loader_lines
{
	my ($m) = @_;

	return ("floppya: 1_44=$m->{image}, status=inserted, write_protected=1",
		'boot: floppy') if $m->{loader} eq 'floppy';
	return ("ata0-master: type=cdrom, path=$m->{image}, status=inserted",
		'boot: cdrom') if $m->{loader} eq 'iso';
	die "bochs: boots a floppy or an ISO image, not '$m->{loader}'\n";
}

sub bochsrc
{
	my ($m) = @_;
	my $ips = $m->{ips} || ($m->{terminal} ? IPS_REAL : IPS_QUICK);
	my $sync = $m->{terminal} ? 'slowdown' : 'none';

	return join "\n",
		'display_library: rfb, options="timeout=0"',
		'romimage: file=/usr/share/bochs/BIOS-bochs-latest',
		'vgaromimage: file=/usr/share/vgabios/vgabios.bin',
		"cpu: count=$m->{cpus}, ips=$ips, model=p3_katmai, "
			. 'reset_on_triple_fault=1',
		"memory: guest=$m->{mem}, host=$m->{mem}",
		"clock: sync=$sync, time0=" .
			($m->{terminal} ? "local" : START),
		loader_lines($m),
		"com1: enabled=1, mode=socket-server, dev=localhost:$m->{port}",
		"log: $m->{dir}/bochs.log",
		'panic: action=fatal', 'error: action=report',
		'info: action=ignore', 'debug: action=ignore',
		'mouse: enabled=0', 'speaker: enabled=0',
		'port_e9_hack: enabled=1',	# Machine.pm: port_e9()
		'sound: waveoutdrv=dummy, waveindrv=dummy, midioutdrv=dummy',
		'';
}

sub spew
{
	my ($path, $text) = @_;

	open my $f, '>', $path or die "$path: $!\n";
	print $f $text;
	close $f or die "$path: $!\n";
}

sub command
{
	my ($m) = @_;

	die "bochs: $m->{cpus} CPUs are more than it can do, ", MOST_CPUS, "\n"
		if $m->{cpus} > MOST_CPUS;
	spew("$m->{dir}/bochsrc", bochsrc($m));
	spew("$m->{dir}/go", "c\n");		# the debugger: run
	return ('bochs', '-q', '-f', "$m->{dir}/bochsrc",
		'-rc', "$m->{dir}/go");
}

1;
