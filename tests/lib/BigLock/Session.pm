# BigLock::Session - a person's session at the shell of usr/ramdisk.img, over
# the serial line, once for every machine that it is run on.
#
#	session($m, $name)	tests, a subtest: waits for the prompt, types
#				every command of the table and compares the
#				answer; the last one turns the machine off
#	short_session($m, @rows)	tests: the same with other rows, not a
#				subtest
#	first_prompt($m)	waits for the prompt of the boot; true if it
#				came
#	ask($m, @steps)		types one command: what came between its first
#				line and the next prompt; undef: no prompt
#
# A row of the table is a command and a pattern for the answer: not for the
# line that was typed, which the terminal echoes. NCPUS in a pattern that is
# text is the number of CPUs. A test may also be a function of the answer's
# raw bytes. A command may be a list of steps: texts are typed, patterns are
# waited for. An answer has to end with its line, or the prompt is not found.
# A row that says COMPUTES keeps a processor busy for half a minute in Bochs,
# and that is busybox's code, not the kernel's: such rows are for QEMU.
package BigLock::Session;

use strict;
use warnings;
use BigLock;
use Digest::MD5 qw(md5_hex);
use Exporter qw(import);

our @EXPORT = qw(session short_session first_prompt ask);

use constant PATIENCE => 240;		# seconds of wall time for a command
use constant COMPUTES => 1;
use constant LEAST => 60;		# commands; fewer are no session

# A prompt stands at the start of a line: the shell may draw it once more
# when a line is edited, but then no new line comes first. It asks the terminal
# where its cursor is.
my $prompt = qr/\n(?:root|user)\@biglock:\S*[#\$] (?:\e\[6n)?\z/;

# Bytes of every kind, in a number that no buffer has.
my $binary = join '', map { chr } (0 .. 255) x 11, 0 .. 186;
my $kinds = join '', map { chr } 0 .. 255;
my $long = 'x' x 4000;
my $too_long = 'y' x 5000;
my $megabytes = md5_hex("\0" x (4 << 20));

# So wide that the shell breaks no line that is typed.
my $columns = 250;

# Programs that say when they are there, and run for long or copy lines. What
# is typed sooner may come to the shell, which also ignores SIGQUIT.
my $started = "sh -c 'echo up; exec sleep 1000'";
my $copies = "sh -c 'echo up; exec cat'";
my $up = qr/^up\r?\n/m;

my @words = (
	["stty cols $columns rows 24", qr/^$/],
	['echo $((6 * 7)) $HOME $USER', qr/^42 \/root root$/],
	['echo one two three | tr a-z A-Z | rev', qr/^EERHT OWT ENO$/],
	['seq 1000 | grep 7 | wc -l', qr/^ *271$/],
	['seq 5000 | sort -rn | tail -n 1', qr/^1$/],
	['yes | head -n 3 | uniq -c', qr/^ *3 y$/],
	["cat <<END\nhome is \$HOME\nsum is \$((1 + 2))\nEND",
		qr{^home is /root\nsum is 3$}m],
	["cat <<'END' | sed 's/o/0/g'\nfoo \$HOME\nEND", qr/^f00 \$HOME$/m],
	['cd /tmp; echo first > f; echo second >> f; cat < f',
		qr/^first\nsecond$/],
	['cat /none 2> err; sed "s/^/said: /" err', qr/^said: .*No such file/],
	['ls /none /tmp/f 2>&1 > /dev/null | wc -l', qr/^ *1$/],
	['exec 5> five; echo to five >&5; exec 5>&-; cat five',
		qr/^to five$/],
	['(echo a; echo b >&2) 2>&1 | cat -n', qr/^ +1\ta\n +2\tb$/],
	['set -o noclobber; echo x > f; set +o noclobber', qr/exist|overwrite/],
	[q{awk 'BEGIN { for (i = 1; i < 11; i++) s += i * i; print s / 7 }'},
		qr/^55$/],
	[q{awk -F: '{ n[$7]++ } END { for (s in n) print n[s], s }' } .
		'/etc/passwd | sort', qr{^1 /bin/false\n2 /bin/sh$}],
	[q{seq 5 | sed -n '2{h;d};4{G;p}' | tr '\n' ,; echo}, qr/^4,2,$/],
	['env -i A=b PATH=$PATH env | sort', qr/^A=b\nPATH=/],
	['B=c sh -c \'echo "$B$1"\' sh d', qr/^cd$/],
	['x=$(printf %s "a  b"); echo "$x" ${#x}', qr/^a  b 4$/],
	['expr 2147483647 + 1; echo $((1 << 40))',
		qr/^2147483648\n1099511627776$/],
	['echo "2^100" | bc; echo 5 3 - p | dc',
		qr/^1267650600228229401496703205376\n2$/],
	['false; echo $?; (exit 77); echo $?; nothing; echo $?',
		qr/^1\n77\n.*not found\n127$/],
);

my @files = (
	['mkdir -p a/b/c && cd a/b && pwd && cd ../.. && rmdir -p a/b/c; ls a',
		qr{^/tmp/a/b\n.*No such file}],
	['ln -s loop2 loop1; ln -s loop1 loop2; cat loop1; rm loop1 loop2',
		qr/Too many levels of symbolic links/],
	['i=0; while [ $i -lt 200 ]; do mkdir d; cd d; i=$((i + 1)); done; ' .
		'pwd | wc -c; cd /tmp', qr/^ *405$/],
	['find d | wc -l; find d -type d | tail -n 1 | tr -d d | wc -c',
		qr/^ *200\n *200$/],
	['rm -r d; ls -d d', qr/No such file/],
	['dd if=/dev/zero of=big bs=64k count=64 2>&1; md5sum big; rm big',
		qr/^64\+0 records out\n$megabytes  big$/m, COMPUTES],
	['dd if=/dev/urandom of=r bs=1000 count=321 2>/dev/null; cat r | ' .
		'dd bs=77 2>/dev/null | cmp - r && wc -c r; rm r',
		qr/^ *321000 r$/],
	['truncate -s 3000000000 hole; ls -l hole | awk "{print \$5}"; ' .
		'du -k hole; tail -c 3 hole | xxd -p; rm hole',
		qr/^3000000000\n[0-4]\thole\n000000$/],
	['umask 027; touch mask; mkdir maskd; stat -c "%A %u" mask maskd; ' .
		'umask 022; rm -r mask maskd',
		qr/^-rw-r----- 0\ndrwxr-x--- 0$/],
	['echo x > h1; ln h1 h2; stat -c %h h2; [ h1 -ef h2 ] && rm h1 h2; ' .
		'echo $?', qr/^2\n0$/],
	['mknod n c 1 3; echo gone > n; stat -c "%F %t,%T" n; wc -c n; rm n',
		qr/^character special file 1,3\n *0 n$/],
	['mkfifo p; (tr a-z A-Z < p) & echo through the pipe > p; wait; rm p',
		qr/^THROUGH THE PIPE$/m],
	['a=$(find / -xdev | sort | md5sum); b=$(find / -xdev | sort | ' .
		'md5sum); [ "$a" = "$b" ] && echo same ${#a}', qr/^same 35$/],
	['find / 2> /dev/null | sort | grep -c "^/bin/[a-f]"', qr/^[2-9]\d$/],
	['mkdir -p t; tar -C / -cf - bin etc | gzip | tee t.gz | gunzip | ' .
		'tar -C t -xf -; ls -s t.gz | tr -d " "', qr/^[1-9]\d+t\.gz$/,
		COMPUTES],
	['(cd /; find bin etc -type f | sort | xargs md5sum) > m1; (cd t; ' .
		'find bin etc -type f | sort | xargs md5sum) > m2; cmp m1 m2 ' .
		'&& wc -l m2', qr/^ *1[0-9] m2$/, COMPUTES],
	['gunzip < t.gz | head -c 300000 > t.u; md5sum < t.u > s1; ' .
		'gzip < t.u | gunzip | gzip -1 | gunzip | md5sum | ' .
		'cmp - s1 && echo there and back',
		qr/^there and back$/, COMPUTES],
	['readlink t/bin/sh; ls -l t/bin/busybox | cut -c 1-10; rm -r t*',
		qr{^/bin/busybox\n-rwsr-xr-x$}, COMPUTES],
	['printf "3 c\n1 a\n2 b\n" > s; sort s > s.o; mv s.o s; cat s; rm s',
		qr/^1 a\n2 b\n3 c$/],
	['mkdir -p /root/r/bin; ln /bin/busybox /root/r/bin/sh; chroot ' .
		q{/root/r /bin/sh -c 'echo /*; cd ..; pwd'; rm -r /root/r},
		qr{^/bin\n/$}],
	['mount -t tmpfs -o size=64k small /mnt; df -k /mnt | tail -n 1; dd ' .
		'if=/dev/zero of=/mnt/f bs=1k count=100 2>&1 | head -n 1',
		qr{^small +64 .* /mnt\n.*No space left}],
	['cd /mnt; umount /mnt; cd /tmp; umount /mnt; mount | grep -c mnt',
		qr/busy\n0$/],
	['mkdir pr; mount -t proc none pr; cmp pr/version /proc/version && ' .
		'umount pr && rmdir pr; echo $?', qr/^0$/],
	['df | grep -c "^tmpfs .* /tmp$"; sync; echo $?', qr{^1\n0$}],
);

my @others = (
	['id; su user -c id', qr/^uid=0\(root\) gid=0.*\nuid=1000\(user\) /],
	['su user -c "cat /etc/shadow"; su user -c "echo x > /etc/passwd"',
		qr/Permission denied\n.*can't create.*Permission denied$/],
	['su user -c "ls /root; rm -f /etc/motd; touch /tmp/mine; ' .
		'chown root /tmp/mine"', qr/(?:.*denied\n){2}.*not permitted/],
	['touch theirs; su user -c "rm -f theirs"; ls theirs; rm theirs mine',
		qr/not permitted\ntheirs$/],
	['su user -c "kill 1; hostname x; mount -t tmpfs n /mnt; date -s 0:0"',
		qr/(?:.*(?:denied|permitted|root).*\n){3}/],
	['su user', qr/^$|built-in shell/],
	['id -un; cd; pwd; su -c "id -u; grep -c . /etc/shadow"; exit',
		qr/^user\n.*\n0\n3$/],
	['hostname; hostname other; uname -n; hostname biglock; uname -sm',
		qr/^biglock\nother\nLinux i\d86$/],
);

my @processes = (
	["sh -c 'trap \"echo caught\" USR1; kill -USR1 \$\$; echo after'",
		qr/^caught\nafter$/],
	["sh -c 'trap \"echo bye\" EXIT; echo here'", qr/^here\nbye$/],
	["sh -c '(sleep 0.2; exit 7) & wait \$!; echo \$?'", qr/^7$/],
	["sh -c 'kill -SEGV \$\$'; echo \$?", qr/^Segmentation fault.*\n139$/],
	["sh -c 'for i in 5 4 3 2 1; do (sleep 0.\$i; echo \$i) & done; " .
		"wait' | sort",
		qr/^1\n2\n3\n4\n5$/],
	['sleep 1000 & sleep 2000 & sleep 0.1; jobs',
		qr/^\[2\].*Running +sleep 2000\n\[1\].*Running +sleep 1000$/],
	['kill %1; kill %2; wait; jobs; echo none', qr/^none$/m],
	[["$started\n", $up, "\x03"], qr/^up\n\^C$/],
	['echo $?', qr/^130$/],
	[["$started\n", $up, "\x1a"], qr/^up\n\^Z\[1\]\+ +Stopped/],
	['jobs; ps -o stat,args | grep "[s]leep 1000"',
		qr/^\[1\]\+ +Stopped.*\nT +.*sleep 1000$/],
	['bg; sleep 0.1; jobs; ps -o stat,args | grep "[s]leep 1000"',
		qr/^\[1\].*\n\[1\]\+ +Running.*\n[SR] +.*sleep 1000$/],
	['kill %1; wait; jobs; ps | grep -c "[s]leep 1000"', qr/^0$/m],
	[["$copies\n", $up, "here\n", qr/here\r?\nhere\r?\n/, "\x1a"],
		qr/Stopped/],
	['bg; until ps -o stat,args | grep -q "^T.*[c]at"; do ' .
		'sleep 0.1; done; jobs',
		qr/^\[1\]\+ +Stopped \(tty input\) /m],
	[["fg\n", qr/exec cat"\r?\n/, "and back\n",
		qr/back\r?\nand back\r?\n/, "\x03"], qr/\^C$/],
	['jobs; echo no jobs', qr/^no jobs$/],
	[["echo up; cat | cat\n", $up, "here\n", qr/here\r?\nhere\r?\n/,
		"\x1c"], qr/^up\nhere\nhere\n\^\\(?:Quit\n?)*$/],
	['timeout 1 sleep 100; echo $?', qr/^(?:Terminated\n)?143$/],
	['time sleep 0.3', qr/^real\t0m (?!0\.[0-2])\d/m],
	["sh -c 'renice -n 5 -p \$\$; cut -d \" \" -f 19 /proc/\$\$/stat'",
		qr/^5$/],
	["sh -c 'sleep 1000 & echo \$!; wait' > pid & until [ -s pid ]; do " .
		'sleep 0.1; done; kill $(cat pid); wait; rm pid; echo gone',
		qr/^gone$/m],
	['i=0; while [ $i -lt 50 ]; do (exit $i) & i=$((i + 1)); done; wait; ' .
		'ps | grep -c "\[sh\]"', qr/^0$/m],
	['seq 50 | xargs -n 1 -P 4 sh -c \'echo $(($0 * 2))\' | sort -n | ' .
		'tail -n 1', qr/^100$/],
	["sh -c 'ulimit -n 5; exec 3</etc/group; exec 4</etc/group; cat " .
		"/etc/group 5</etc/group'", qr/Too many open files|Bad file/],
	["sh -c 'ulimit -v 4000; awk \"BEGIN { x = 1; while (1) x = x x }\"'",
		qr/out of memory/],
	["sh -c 'ulimit -u 20; ulimit -f 4; dd if=/dev/zero of=lim bs=1k " .
		"count=9'; wc -c lim; rm lim", qr/^ *\d{4} lim$/m],
	["sh -c 'ulimit -c unlimited; sh -c \"kill -SEGV \\\$\\\$\"'; " .
		'ls core*; rm core*', qr/core dumped.*\ncore/],
	["sh -c 'ulimit -c 0; sh -c \"kill -SEGV \\\$\\\$\"'; ls core*",
		qr/^Segmentation fault\n.*No such file/],
);

my @figures = (
	['ps | head -n 2', qr/PID +USER.*\n +1 root .* init$/],
	['top -b -n 1 | head -n 6', qr/^Mem: \d+K used.*
CPU: .*% idle.*
Load average: .*
 +PID +PPID .*COMMAND
/],
	['free -k', qr/^Mem: +(\d{5}) +\d+ +\d+/m],
	['uptime', qr/ up .*load average: \d+\.\d\d, \d/],
	['date +%Y; date -s "2001-02-03 04:05:06" > /dev/null; date +%F',
		qr/^20[2-9]\d\n2001-02-03$/],
	['grep -c "^cpu[0-9]" /proc/stat; nproc', '^NCPUS\nNCPUS$'],
	['cat /proc/cpuinfo', '^processor\s*:(?:\s+\d+){NCPUS}$'],
	['cpus -1', '^NCPUS CPUs?, \d+ processes(?s:.*)^ +0 +\d+%.*\|'],
	['sleep 9 & runmask -p $! 1; runmask -p $!; kill $!; ' .
		'runmask 1 cut -d" " -f 39 /proc/self/stat',
		qr/^1\n0$/m],
	['runmask 0 true; runmask -p 0 1; echo $?',
		qr/^runmask: 0: none of these CPUs exists\nusage: .*\n2$/ms],
	['cat /proc/version /proc/filesystems',
		qr/^biglock.*\n(?s:.*)^nodev\ttmpfs$/m],
	['cat /proc/meminfo', qr/^MemTotal: +\d{5} kB$/m],
	['cat /proc/self/status | head -n 1; cat /proc/$$/stat',
		qr/^Name:\tcat\n\d+ \(sh\) [SR] /],
	[q{sh -c 'tr "\0" ! < /proc/$$/cmdline; echo' a b; readlink } .
		'/proc/self/exe', qr{^sh!-c!tr .*!a!b!\n/bin/busybox$}],
	['ls -l /proc/$$/fd/0; grep -c /bin/busybox /proc/$$/maps',
		qr{-> /dev/(?:console|ttyS0)\n[1-9]$}],
	['cat /proc/uptime /proc/loadavg | wc -w; cat /proc/mounts | wc -l',
		qr/^ *7\n *[3-9]$/],
	['cat /proc/interrupts /proc/smp | wc -l', qr/^ *[1-9]\d*$/],
	['head -c 5 /dev/zero | xxd -p; echo x > /dev/full',
		qr/^0000000000\n.*No space left/],
	['dmesg | grep -c "biglock: boot complete"', qr/^1$/],
	['tty; ps -o tty,comm | grep "cat\|sh" | head -n 1',
		qr{^/dev/\w+\n\S+ +\w+}],
);

my @terminal = (
	['stty -a', qr/\bspeed \d+ baud.*(?s:.*)\bisig icanon\b/m],
	["stty rows 40 cols 132; stty size; stty rows 24 cols $columns",
		qr/^40 132$/],
	[["echo up; cat > keys\n", $up, "wrong\x15right\n",
		"one two\x17three\nabx\x7fc\n", "\x16\x15\x16\x04\n", "\x04"],
		qr/\^U.*\^D$/],
	['cat -v keys', qr/^right\none three\nabc\n\^U\^D$/],
	[["stty erase ^H; echo up; cat > keys; stty erase ^?\n", $up,
		"ab\x08c\n\x04"], qr/c$/],
	['cat keys', qr/^ac$/],
	[["echo up; wc -c\n", $up, "no newline\x04\x04"], qr/(?<!\d)10$/],
	[["echo up; wc -c\n", $up, "$long\n\x04"], qr/(?<!\d)4001$/],
	[["echo up; wc -c\n", $up, "$too_long\n\x04"], qr/(?<!\d)4096$/],
	["echo wrong\x15echo rr\x7f\x08eight\x17right", qr/^right$/],
	["echo abd\x08c; echo one\x1b[D\x1b[De", qr/^abc\noene$/],
	[["stty raw -echo; echo go; head -c " . length($binary) .
		" | md5sum; stty sane\n", qr/^go\n/m, $binary],
		qr/^${\ md5_hex($binary)}  -$/m],
	["awk 'BEGIN { for (i = 0; i < 256; i++) printf \"%c\", i }' > all; " .
		'stty -opost; cat all; stty opost; echo; rm all',
		sub { index($_[0], $kinds) >= 0 }],
	['echo back to normal', qr/^back to normal$/],
);

my @table = (@words, @files, @others, @processes, @figures, @terminal);

# A terminal's questions and carriage returns are not of the answer.
sub plain
{
	my ($text) = @_;

	$text =~ s/\e\[[0-9;?]*[A-Za-z]//g;
	$text =~ s/\r//g;
	return $text;
}

# Waits for something new; true when it is there.
sub await
{
	my ($m, $pattern) = @_;

	$m->more_time(PATIENCE);
	return $m->wait_for($pattern, fresh => 1);
}

sub first_prompt
{
	my ($m) = @_;

	return await($m, $prompt);
}

sub ask
{
	my ($m, @steps) = @_;
	my $from = length $m->{text};

	$m->{matched} = $from;
	for (@steps) {
		if (ref) {
			await($m, $_) or return undef;
		} else {
			$m->send($_);
		}
	}
	await($m, $prompt) or return undef;
	my $raw = substr $m->{text}, $from, $m->{matched} - $from;
	$raw =~ s/$prompt//;
	$raw =~ s/\A[^\n]*(?:\n|\z)//;
	return $raw;
}

# Test: one row of the table; false when there is no going on.
sub row
{
	my ($m, $row) = @_;
	my ($command, $want) = @$row;
	my @steps = ref $command ? @$command : ("$command\n");
	my $raw = ask($m, @steps);
	my $name = plain($steps[0]) =~ s/\n.*//sr;

	$name =~ s/[^ -~]/?/g;
	return ok(0, "$name: the prompt comes back") if !defined $raw;
	if (ref $want eq 'CODE') {
		ok($want->($raw), $name) or diag(plain($raw));
		return 1;
	}
	my $answer = plain($raw) =~ s/\n\z//r;
	$want = $want =~ s/NCPUS/$m->{cpus}/gr if !ref $want;
	like($answer, qr/$want/m, $name);
	return 1;
}

# What a session ends with: this command.
sub leave
{
	my ($m, $command) = @_;

	unlike($m->log, qr/Oops:|Kernel panic|DEADLOCK|BUG in/,
		'the kernel has made no mistake');
	$m->send("$command\n");
	$m->more_time(PATIENCE);
	ended($m, 'poweroff turns the machine off');
}

sub session
{
	my ($m, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	return subtest named($m, $name) => sub {
		ok(first_prompt($m), 'the prompt comes') or
			return show_log($m);
		cmp_ok(scalar @table, '>=', LEAST, 'there is enough to do');
		for (grep { !$_->[2] || $m->{emulator} ne 'bochs' } @table) {
			row($m, $_) or return show_log($m);
		}
		leave($m, 'poweroff');
	};
}

sub short_session
{
	my ($m, @rows) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	if (ok(first_prompt($m), 'the prompt comes')) {
		for (@rows) {
			row($m, $_) or last;
		}
		leave($m, 'poweroff -f');
	} else {
		show_log($m);
	}
	$m->stop;
}

1;
