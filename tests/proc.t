#!/usr/bin/perl
# What /proc says beside another source of the same truth: a call, another
# tool, or what was done a moment ago. Rows as in BigLock/Session.pm.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use BigLock;
use BigLock::Session;

my $initrd = top() . '/usr/ramdisk.img';
plan(skip_all => 'there is no usr/ramdisk.img (scripts/get-busybox)')
	if !-s $initrd;

my $k = '/proc/sys/kernel';
my $uuid = qr/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/m;
my $mounted = qr{\d+ 1 0:(\d+) / /mnt rw,noexec\S* - tmpfs small rw\S*};

my @table = (
	['stty cols 600', qr/^$/],	# no typed line is broken
	# names of the system: uname, hostname, sysctl
	["[ \"\$(cat $k/ostype) \$(cat $k/osrelease) \$(cat $k/version)\" = " .
		'"$(uname -srv)" ] && echo same', qr/^same$/],
	["cat $k/hostname; hostname one; cat $k/hostname; echo two > " .
		"$k/hostname; hostname; sysctl -w kernel.hostname=three; " .
		'hostname; sysctl -n kernel.hostname; hostname biglock',
		qr/^biglock\none\ntwo\nkernel\.hostname = three\nthree\nthree$/
	],
	["echo \$(seq 40) > $k/hostname", qr/Invalid argument/],
	["su user -c 'echo x > $k/hostname'", qr/denied/],
	["echo 5 > $k/printk; cut -f 1 $k/printk; echo 9 > $k/printk; " .
		"cut -f 1 $k/printk; echo 7 > $k/printk",
		qr/^5\n.*Invalid argument\n5$/],
	["echo 30 > $k/panic; cat $k/panic; echo -1 > $k/panic; " .
		"cat $k/panic; echo -2 > $k/panic; echo > $k/panic; " .
		"echo 1x > $k/panic; echo 0 > $k/panic; cat $k/panic",
		qr/^30\n-1\n(?:.*Invalid argument\n){3}0$/],
	["cat $k/pid_max $k/ngroups_max; echo 1 > $k/pid_max",
		qr/^32768\n32\n.*(?:denied|Invalid)/],
	["cat $k/random/uuid $k/random/uuid | uniq | grep -c .; cat " .
		"$k/random/boot_id $k/random/boot_id | uniq",
		qr/^2\n$uuid$/],
	['sysctl -a 2> /dev/null | grep -c =; sysctl fs.nr_open',
		qr/^[2-9]\d\nfs\.nr_open = 1024$/],
	['ls /proc/sys; ls -d /proc/sys/fs/nothing /proc/tty/none',
		qr/^.*fs.*kernel.*vm.*\n.*No such.*\n.*No such/s],
	['touch /proc/sys/new; mkdir /proc/sys/new; rm /proc/tty/drivers',
		qr/(?:.*(?:denied|permitted|No such).*\n?){3}/],

	# open files, names, inodes
	['a=$(cut -f 1 /proc/sys/fs/file-nr); exec 7< /etc/passwd 8<&7 ' .
		'9< /etc/group; b=$(cut -f 1 /proc/sys/fs/file-nr); exec ' .
		'7<&- 8<&- 9<&-; echo $((b - a))', qr/^2$/],
	['f=/proc/sys/fs/file-max; a=$(cat $f); echo 1000 > $f; cut -f 3 ' .
		'/proc/sys/fs/file-nr; echo $a > $f; echo 3 > $f; ' .
		'[ $(cat $f) = $a ] && echo as before',
		qr/^1000\n.*Invalid argument\nas before$/],
	['s=/proc/sys/vm/drop_caches; echo 3 > $s; i=$(cut -f 1 ' .
		'/proc/sys/fs/inode-nr); cd /tmp; for n in $(seq 100); do ' .
		': > n$n; done; echo 3 > $s; ' .
		'j=$(cut -f 1 /proc/sys/fs/inode-nr); ' .
		'd=$(cut -f 1 /proc/sys/fs/dentry-state); rm n*; ' .
		'echo 3 > $s; e=$(cut -f 1 /proc/sys/fs/dentry-state); ' .
		'echo $((j - i)) $((d - e))', qr/^100 10\d$/],

	# mounts
	['mount -t tmpfs -o noexec small /mnt; grep -c " /mnt tmpfs " ' .
		'/proc/mounts; grep " /mnt " /proc/self/mountinfo; ' .
		'stat -c %d /mnt; umount /mnt',
		qr/^1\n$mounted\n\1$/],
	['wc -l < /proc/self/mountinfo; wc -l < /proc/mounts; head -n 1 ' .
		'/proc/self/mountinfo', qr/^(\d+)\n\1\n1 1 0:\d+ \/ \/ /],

	# processes
	['sleep 1000 & until grep -Eq "sleep|timeout" /proc/$!/wchan; do ' .
		'sleep 0.1; done; cat /proc/$!/wchan; echo; cat ' .
		'/proc/self/wchan; echo; kill $!; wait',
		qr/^\w*(?:sleep|timeout)\w*\n0$/m],
	['sleep 1000 | cat > /dev/null & until grep -q pipe ' .
		'/proc/$!/wchan; do sleep 0.1; done; cat /proc/$!/wchan; ' .
		'echo; killall sleep; wait', qr/^\w*pipe\w*$/m],
	['cd /usr; readlink /proc/self/cwd; X=yz sh -c \'tr "\0" "\n" < ' .
		'/proc/$$/environ | grep ^X\'; sh -c "exec 7< /etc/passwd; ' .
		'readlink /proc/\$\$/fd/7"; cd', qr{^/usr\nX=yz\n/etc/passwd$}],
	['sleep 1001 & until pidof sleep > /dev/null; do sleep 0.1; ' .
		'done; kill -0 $(pidof sleep) && killall sleep; wait; pidof sleep; echo none', qr/^none$/m],

	# terminals
	['cat /proc/tty/drivers', qr{^serial +/dev/ttyS +4 +64-67 serial$}m],
	['grep "^ *13[6] " /proc/devices; grep -c . /proc/tty/ldiscs',
		qr/^136 pts\n1$/],
	# stty waits until all of it has been sent
	['a=$(sed -n "s/^0:.* tx:\([0-9]*\) .*/\1/p" ' .
		'/proc/tty/driver/serial); seq 1000 > /dev/ttyS0; ' .
		'stty -F /dev/ttyS0 opost; ' .
		'b=$(sed -n "s/^0:.* tx:\([0-9]*\) .*/\1/p" ' .
		'/proc/tty/driver/serial); echo; echo $((b - a))', qr/^4893$/m],
	['cat /proc/tty/driver/serial',
		qr/^0: uart:16550A port:000003F8 irq:4/m],
	["cat $k/pty/nr; (exec 5<> /dev/ptmx; cat $k/pty/nr; ls /dev/pts | " .
		"tr '\\n' ' '; echo); cat $k/pty/nr", qr/^0\n1\n0 ptmx ?\n0$/],

	# memory, time, load
	['free -k | awk "/^Mem/ { print \$2 }"; ' .
		'awk "/^MemTotal/ { print \$2 }" /proc/meminfo',
		qr/^(\d+)\n\1$/],
	['nproc; grep -c "^cpu[0-9]" /proc/stat; df /tmp | tail -n 1 | ' .
		'cut -c 1-5', qr/^2\n2\ntmpfs$/],
	['cut -d. -f 1 /proc/uptime; uptime; awk "/btime/ { print \$2 }" ' .
		'/proc/stat; date +%s', sub {
		my ($up, $boot, $now) = $_[0] =~
			/^(\d+)\r?\n.*load average.*\n(\d+)\r?\n(\d+)/ or
			return 0;
		return abs($now - $boot - $up) <= 60;
	}],
	['dmesg | grep -c "boot complete"', qr/^1$/],
);

my $m = boot(initrd => $initrd, append => 'console=ttyS0', cpus => 2);
short_session($m, @table);
done_testing;
