# BigLock::Wakebench - usr/bench/wakebench.c in Bochs, where processors run in
# parallel in virtual time and a cycle of the TSC is an instruction.
#
#	my ($took, @kinds) = run_wakebench(cpus => 4, trials => 1000,
#		kinds => [...], append => $words, over => $cycles,
#		tell => sub { my ($kind, %figures) = @_; ... })
#
# { kind => { figure => cycles } }; the figures are @WAKE_FIGURES. No kinds:
# all of them. `tell' is called as each is there. With `over', the first trial
# that takes longer is the last one of its kind, and $took->{trace} is what the
# kernel's trace says of it.
package BigLock::Wakebench;

use strict;
use warnings;
use BigLock::Machine;
use BigLock::Media qw(top iso);
use Exporter qw(import);

our @WAKE_FIGURES = qw(trials least median 99% 99.9% worst);
our @EXPORT = qw(run_wakebench @WAKE_FIGURES);

use constant IPS => 5_000_000;		# a tick is 50,000 of them
use constant HOUR => 3600;		# wall time: a busy host is no failure

sub machine
{
	my (%o) = @_;
	my $words = $o{append} // '';
	my @args = ($o{trials}, $o{over} ? "over=$o{over}" : (),
		@{ $o{kinds} || [] });
	my $medium = iso(initrd => top() . '/build/bench/ramdisk.img',
		append => "console=ttyS0 quiet $words " .
			"init=/bin/wakebench -- @args");

	return BigLock::Machine->new(emulator => 'bochs', loader => 'iso',
		image => $medium, cpus => $o{cpus}, ips => IPS,
		limit => HOUR)->start;
}

# The figures of the kinds that are there; the new ones are told.
sub take_figures
{
	my ($m, $tell, $took, $kinds) = @_;

	for ($m->lines) {
		my ($kind, @figures) = split ' ', s/^wake // ? $_ : '' or next;

		next if $took->{$kind} || @figures != @WAKE_FIGURES;
		push @$kinds, $kind;
		@{ $took->{$kind} }{@WAKE_FIGURES} = @figures;
		$tell->($kind, %{ $took->{$kind} }) if $tell;
	}
}

# It turns itself off when it has written all of it.
sub trace_of
{
	my ($m) = @_;

	$m->run;
	return [grep { /^(?:# |\d+ \d+ \d+ \d+ [a-z])/ }
		split /\n/, $m->port_e9];
}

sub run_wakebench
{
	my (%o) = @_;
	my $m = machine(%o);
	my $done = qr/WAKEBENCH DONE/;
	my (%took, @kinds);

	while ($m->wait_for(qr/^wake .*\n|$done/m, fresh => 1)) {
		take_figures($m, $o{tell}, \%took, \@kinds);
		last if $m->log =~ $done;
	}
	$m->log =~ $done or
		die "wakebench: it does not come to its end:\n",
		$m->log, "\n";
	$took{trace} = trace_of($m) if $o{over};
	$m->stop;
	return (\%took, @kinds);
}

1;
