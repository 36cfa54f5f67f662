# Makefile - builds biglock; `make help` lists what it can do.
#
# Objects go to build/<configuration>/, so that every configuration of
# config.mk keeps its own. The products of the default one stand where users
# look for them: vmlinux, System.map, arch/i386/boot/bzImage.

include config.mk

VERSION	= 1.0

# The name of this configuration's folder: "smp", "up-debug", ...
CONFIG	:= $(if $(filter y,$(CONFIG_SMP)),smp,up)
CONFIG	:= $(CONFIG)$(if $(filter-out 32,$(CONFIG_MAX_CPUS)),$(CONFIG_MAX_CPUS))
CONFIG	:= $(CONFIG)$(if $(filter-out i486,$(CONFIG_CPU)),-$(CONFIG_CPU))
CONFIG	:= $(CONFIG)$(if $(filter y,$(CONFIG_DEBUG)),-debug)
CONFIG	:= $(CONFIG)$(if $(filter y,$(CONFIG_SELFTEST)),,-notest)

B	:= build/$(CONFIG)
OUT	:= $(if $(filter smp,$(CONFIG)),,$(B)/)
Q	:= $(if $(V),,@)

CC	= gcc
LD	= ld
AS	= as
AR	= ar
NM	= nm
OBJCOPY	= objcopy
NASM	= nasm
HOSTCC	= gcc

VMLINUX	= $(OUT)vmlinux
SYSTEM_MAP = $(OUT)System.map
BZIMAGE	= $(OUT)arch/i386/boot/bzImage

DEFINES	= -D__KERNEL__ -DCONFIG_MAX_CPUS=$(CONFIG_MAX_CPUS) \
	  $(if $(filter y,$(CONFIG_SMP)),-DCONFIG_SMP) \
	  $(if $(filter y,$(CONFIG_DEBUG)),-DCONFIG_DEBUG) \
	  $(if $(filter y,$(CONFIG_SELFTEST)),-DCONFIG_SELFTEST)
INCLUDES = -nostdinc -Iinclude -I$(B)/include
WARNINGS = -Wall -Wextra -Werror -Wstrict-prototypes -Wmissing-prototypes \
	  -Wpointer-arith -Wundef -Wvla -Wno-sign-compare -Wno-override-init \
	  -Wframe-larger-than=512
# -Os inlines less, and then gcc guesses wrongly what is not set.
OPTIMIZE = -Os -Wno-maybe-uninitialized
KCFLAGS	= -m32 -march=$(CONFIG_CPU) -mtune=generic $(OPTIMIZE) -g -std=gnu11 \
	  -ffreestanding -fno-pic -fno-pie -fno-stack-protector -fno-common \
	  -fno-strict-aliasing -fno-strict-overflow \
	  -fno-delete-null-pointer-checks -fno-asynchronous-unwind-tables \
	  -fomit-frame-pointer -mregparm=3 -mpreferred-stack-boundary=2 \
	  -mno-mmx -mno-sse -msoft-float -fcf-protection=none \
	  -falign-functions=4 -falign-jumps=1 -falign-loops=1 \
	  $(WARNINGS) $(DEFINES) $(INCLUDES)
KAFLAGS	= -m32 -D__ASSEMBLY__ -g $(DEFINES) $(INCLUDES)
HOSTCFLAGS = -O2 -g -Wall -Wextra -Werror

# The ramdisk is one for all configurations; the default one sees to it.
all: $(VMLINUX) $(SYSTEM_MAP) $(BZIMAGE) $(if $(OUT),,ramdisk)

# --- what the kernel consists of, in the order of the image ------------------

OBJS :=
# the machine: entry, traps, interrupts, clock; what a process has of it
OBJS += $(addprefix arch/i386/kernel/, head.o entry.o switch.o desc.o cpu.o \
	  setup.o e820.o traps.o oops.o backtrace.o doublefault.o irq.o \
	  i8259.o time.o process.o signal.o sigframe.o i387.o fpconv.o tls.o \
	  ioport.o proc.o syscall.o reboot.o acpi.o acpi_power.o)
# the trace, and times of the kernel lock
OBJS += arch/i386/kernel/calltrace.o kernel/trace.o kernel/lockstat.o
OBJS += fs/proc/trace.o fs/proc/smp.o
# the clock that the TSC is; what a tick does (with timer.o)
OBJS += arch/i386/kernel/tsc.o kernel/tick.o
# several processors
ifeq ($(CONFIG_SMP),y)
OBJS += $(addprefix arch/i386/kernel/, apic.o wakeup.o trampoline.o smpboot.o \
	  smp.o smplock.o mpfind.o mptable.o mpdefault.o madt.o smpconfig.o \
	  smpchoose.o smpprint.o topology.o)
# their clocks: a timer for each, TSCs that differ
OBJS += $(addprefix arch/i386/kernel/, apic_timer.o tsc_sync.o)
OBJS += $(if $(filter y,$(CONFIG_DEBUG)),arch/i386/kernel/jitter.o)
# interrupts through I/O APICs
OBJS += $(addprefix arch/i386/kernel/, ioapic.o irqroute.o irqcpu.o symmetric.o)
endif
OBJS += arch/i386/kernel/proc_irq.o
OBJS += $(addprefix arch/i386/mm/, init.o kmap.o fault.o extable.o pgtable.o \
	  tlb.o)
OBJS += $(addprefix arch/i386/lib/, delay.o pit.o uaccess.o)
# the boot, to the first program
OBJS += $(addprefix init/, main.o cmdline.o version.o initrd.o initramfs.o \
	  rd_load.o do_mounts.o start_init.o)
# the log; scheduling and sleeping
OBJS += $(addprefix kernel/, printk.o log.o console.o panic.o ksyms.o \
	  wait.o semaphore.o mutex.o timer.o softirq.o)
# the scheduler
OBJS += $(addprefix kernel/, sched.o ready.o director.o realtime.o balance.o \
	  prio.o runqueue.o sleep.o sched_attr.o)
OBJS += $(if $(findstring y,$(CONFIG_SMP)$(CONFIG_DEBUG)),kernel/spinlock.o)
# processes in user mode are fetched, and held out of it
OBJS += kernel/syncevent.o mm/inhibit.o
# processes: their life, signals, ids and limits, time
OBJS += $(addprefix kernel/, pid.o fork.o exit.o wait4.o pgrp.o futex.o \
	  sched_calls.o priority.o loadavg.o)
# the lock of calls that run without the kernel lock
OBJS += kernel/sleeplock.o
OBJS += $(addprefix kernel/, sigqueue.o signal.o sigstop.o sigdeliver.o \
	  sighand.o sigmask.o sigwait.o sigaction.o sigaltstack.o \
	  signalfd.o kill.o)
# tracing of one thread by another
OBJS += $(addprefix kernel/, ptrace.o ptrace_link.o ptrace_stop.o)
OBJS += $(addprefix arch/i386/kernel/, ptrace.o debugreg.o)
OBJS += $(addprefix kernel/, getids.o cred.o uid16.o groups.o capability.o \
	  prctl.o resource.o uname.o sys.o syslog.o reboot_call.o)
OBJS += $(addprefix kernel/, cputime.o itimer.o timeconv.o hrtime.o clock.o \
	  adjtimex.o)
# memory: pages and pieces, of processes, of files
OBJS += $(addprefix mm/, bootmem.o page_alloc.o kmalloc.o vmalloc.o stacks.o)
OBJS += $(if $(filter y,$(CONFIG_DEBUG)),mm/poison.o)
OBJS += $(addprefix mm/, mm.o vma.o room.o mmap.o munmap.o mprotect.o mremap.o \
	  mlock.o madvise.o mincore.o msync.o memory.o copy.o zap.o access.o \
	  oom.o)
OBJS += $(addprefix mm/, pagetree.o pagecache.o fileread.o filewrite.o \
	  filemmap.o truncate.o writeback.o vmscan.o)
# names and mounts
OBJS += $(addprefix fs/, dcache.o dcache_shrink.o d_path.o inode.o getname.o \
	  namei.o follow.o permission.o create.o remove.o rename.o \
	  open_namei.o open.o attr.o chmod.o truncate.o access.o chdir.o \
	  stat.o statx.o readlink.o statfs.o readdir.o utimes.o devices.o \
	  sync.o filesystems.o super.o libfs.o namespace.o mount.o)
# block devices
OBJS += $(addprefix fs/, block_dev.o bdev_pages.o blkdev_fops.o buffer.o \
	  block_file.o)
# open files, locks, pipes
OBJS += $(addprefix fs/, file.o dup.o fs_struct.o file_table.o read_write.o \
	  lseek.o readv.o fcntl.o locks.o posix_lock.o flock.o ioctl.o \
	  poll_table.o poll_time.o poll.o select.o pipe.o pipe_ring.o \
	  pipefs.o fifo.o anon_inodes.o sendfile.o fadvise.o fallocate.o)
# programs
OBJS += $(addprefix fs/, exec.o exec_file.o exec_args.o exec_cred.o \
	  binfmt_elf.o elf_check.o elf_tables.o binfmt_aout.o aout_check.o \
	  binfmt_script.o script_line.o uselib.o coredump.o core_notes.o)
# file systems
OBJS += $(addprefix fs/ramfs/, super.o options.o inode.o file.o dir.o namei.o \
	  devtmpfs.o shmem.o)
OBJS += $(addprefix fs/proc/, root.o nodes.o base.o task.o fd.o link.o inode.o \
	  buf.o text.o kstat.o meminfo.o counts.o system.o mounts.o locks.o \
	  partitions.o sysctl.o kmsg.o pid_stat.o pid_status.o pid_maps.o \
	  pid_mem.o)
OBJS += $(addprefix fs/devpts/, super.o inode.o options.o)
OBJS += $(addprefix fs/ext2/, super.o options.o geometry.o read_super.o \
	  group.o balloc.o ialloc.o inode_table.o inode.o xattr.o block_map.o \
	  truncate.o file.o dir_block.o dir_search.o dir_change.o dir.o \
	  namei.o symlink.o ioctl.o)
OBJS += $(addprefix fs/minix/, super.o map.o tree.o trim.o disk.o inode.o \
	  newinode.o dir.o readdir.o namei.o rename.o file.o)
OBJS += $(addprefix fs/romfs/, super.o read.o inode.o dir.o file.o)
OBJS += $(addprefix lib/, string.o vsprintf.o div64.o cmdline.o find_bit.o \
	  strtol.o inflate.o gunzip.o cpio.o chacha20.o)
# disks
OBJS += $(addprefix drivers/block/, rd.o loop.o loop_ioctl.o ide.o ide_io.o \
	  ide_probe.o genhd.o)
# serial line, clock; memory devices; terminals
OBJS += $(addprefix drivers/char/, serial.o cmos.o misc.o)
OBJS += $(addprefix drivers/char/, mem.o physmem.o kmsg.o random.o)
OBJS += $(addprefix drivers/char/, tty_io.o tty_console.o tty_hangup.o \
	  tty_job.o tty_ioctl.o tty_modes.o tty_line.o tty_flow.o tty_wait.o \
	  tty_proc.o n_tty_buf.o n_tty_in.o n_tty_erase.o n_tty_echo.o \
	  n_tty_out.o n_tty_read.o n_tty_write.o serial_port.o serial_irq.o \
	  serial_tty.o serial_modem.o serial_ioctl.o)
OBJS += $(addprefix drivers/char/, pty.o pty_master.o pty_ioctl.o pty_bsd.o \
	  pty_unix98.o)
# screen and keyboard
OBJS += $(addprefix drivers/char/, vga.o vga_font.o vgacon.o vt.o vt_parse.o vt_esc.o \
	  vt_csi.o vt_modes.o vt_setterm.o vt_sgr.o vt_attr.o vt_cells.o \
	  vt_cursor.o vt_print.o vt_utf8.o vt_charset.o cp437.o vt_draw.o \
	  vt_switch.o vt_ioctl.o vt_kd.o vt_font.o vt_beep.o vcs.o)
OBJS += $(addprefix drivers/char/, kbd8042.o kbd_cmd.o scancode.o keyboard.o \
	  kbd_accent.o kbd_pad.o kbd_special.o defkeymap.o keymap.o \
	  kbd_leds.o kbd_ioctl.o sysrq.o sysrq_keys.o)
OBJS += arch/i386/kernel/show.o fs/emergency.o
ifeq ($(CONFIG_SELFTEST),y)
OBJS += $(addprefix tests/selftest/, selftest.o exceptions.o provoke.o \
	  memory.o timers.o waits.o threads.o smp.o smppanic.o bench.o)
endif
OBJS := $(addprefix $(B)/, $(OBJS))

# Code is small where it is rarely executed, which is nearly everywhere, and
# fast where scripts/profile sees calls, faults, switches and interrupts go.
# Without peephole2 a word in memory is compared by one instruction, not two.
FAST := $(addprefix arch/i386/kernel/, process.o signal.o sigframe.o traps.o \
	  irq.o i8259.o time.o tsc.o apic.o apic_timer.o smp.o smplock.o)
FAST += arch/i386/lib/uaccess.o
FAST += $(addprefix arch/i386/mm/, fault.o pgtable.o tlb.o kmap.o)
FAST += $(addprefix kernel/, sched.o ready.o director.o realtime.o balance.o \
	  prio.o runqueue.o sleep.o wait.o mutex.o timer.o softirq.o tick.o \
	  spinlock.o sched_calls.o getids.o fork.o exit.o wait4.o pid.o \
	  signal.o sigdeliver.o sighand.o sigaction.o sigqueue.o kill.o \
	  futex.o resource.o cputime.o ptrace_link.o)
FAST += $(addprefix mm/, page_alloc.o kmalloc.o stacks.o mm.o vma.o room.o \
	  mmap.o munmap.o memory.o copy.o zap.o pagetree.o pagecache.o \
	  fileread.o filewrite.o filemmap.o)
FAST += $(addprefix fs/, dcache.o inode.o getname.o namei.o follow.o \
	  permission.o create.o remove.o open_namei.o open.o stat.o file.o \
	  dup.o file_table.o read_write.o pipe.o pipe_ring.o buffer.o \
	  block_dev.o bdev_pages.o block_file.o)
FAST += $(addprefix fs/, exec.o exec_file.o exec_args.o binfmt_elf.o \
	  elf_check.o elf_tables.o)
FAST += $(addprefix fs/ramfs/, inode.o dir.o namei.o)
FAST += $(addprefix fs/ext2/, group.o balloc.o ialloc.o inode_table.o inode.o \
	  dir_block.o dir_search.o dir_change.o namei.o)
FAST += lib/string.o lib/chacha20.o drivers/char/mem.o
# what the start waits for: unpacking of the kernel and of the ramdisk
FAST += lib/inflate.o lib/gunzip.o
FAST += $(addprefix arch/i386/boot/compressed/, inflate.o gunzip.o branch.o)
$(addprefix $(B)/, $(FAST)): OPTIMIZE = -O2 -fno-peephole2

# gcc would turn the loops of these functions into calls of themselves.
$(B)/lib/string.o: KCFLAGS += -fno-builtin -fno-tree-loop-distribute-patterns

# --- the kernel ---------------------------------------------------------------

OFFSETS	= $(B)/include/generated/asm-offsets.h
HEADERS	= $(OFFSETS) $(B)/include/asm

$(B)/include/asm:
	$(Q)mkdir -p $(dir $@)
	$(Q)ln -sfn $(CURDIR)/include/asm-i386 $@

# The compiler computes the offsets and says them in its assembly output.
$(OFFSETS): arch/i386/kernel/asm-offsets.c config.mk | $(B)/include/asm
	@echo "  GEN     $@"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(KCFLAGS) -MMD -MF $@.d -MT $@ -S -o $@.s $<
	$(Q)sed -n 's/^->\([A-Z0-9_]*\) \$$*\([-0-9]*\).*/#define \1 \2/p' $@.s > $@

$(B)/%.o: %.c config.mk Makefile | $(HEADERS)
	@echo "  CC      $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(KCFLAGS) -MMD -MP -c -o $@ $<

$(B)/%.o: %.S config.mk Makefile | $(HEADERS)
	@echo "  AS      $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(KAFLAGS) -MMD -MP -c -o $@ $<

$(B)/init/version.o: KCFLAGS += -DVERSION='"$(VERSION)"' \
	-DCONFIG_KIND='"$(if $(filter y,$(CONFIG_SMP)),SMP,UP)"'

LDSCRIPT = $(B)/arch/i386/kernel/vmlinux.lds
LDFLAGS	= -m elf_i386 -nostdlib -static -z noexecstack --no-warn-rwx-segments \
	  -T $(LDSCRIPT)

$(LDSCRIPT): arch/i386/kernel/vmlinux.lds.S config.mk | $(B)/include/asm
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) -E -P -Ui386 $(KAFLAGS) -MMD -MF $@.d -MT $@ -o $@ $<

# Linked twice: the table of symbols is made from the first link and takes
# the place of an empty one. It stands behind all code, which thus stays put.
MKKSYMS	= $(B)/scripts/mkksyms

$(MKKSYMS): scripts/mkksyms.c
	@echo "  HOSTCC  $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) -o $@ $<

$(VMLINUX): $(OBJS) $(LDSCRIPT) $(MKKSYMS)
	@echo "  LD      $@"
	$(Q)$(MKKSYMS) < /dev/null > $(B)/ksyms0.S
	$(Q)$(CC) $(KAFLAGS) -c -o $(B)/ksyms0.o $(B)/ksyms0.S
	$(Q)$(LD) $(LDFLAGS) -o $(B)/vmlinux.0 $(OBJS) $(B)/ksyms0.o
	$(Q)$(NM) -n $(B)/vmlinux.0 | $(MKKSYMS) > $(B)/ksyms1.S
	$(Q)$(CC) $(KAFLAGS) -c -o $(B)/ksyms1.o $(B)/ksyms1.S
	$(Q)$(LD) $(LDFLAGS) -o $(B)/vmlinux.1 $(OBJS) $(B)/ksyms1.o
	$(Q)$(NM) -n $(B)/vmlinux.0 | grep -i ' t ' > $(B)/text.0
	$(Q)$(NM) -n $(B)/vmlinux.1 | grep -i ' t ' | cmp - $(B)/text.0
	$(Q)mv $(B)/vmlinux.1 $@

$(SYSTEM_MAP): $(VMLINUX)
	$(Q)$(NM) -n $< > $@

-include usr/usr.mk
-include arch/i386/boot/boot.mk
-include tests/unit/unit.mk
-include tests/guest/guest.mk
-include tests/userland/userland.mk
-include tests/tests.mk

# --- checks and helpers -------------------------------------------------------

SPARSE	= sparse -m32 -Wsparse-error -Wno-decl -Wno-shift-count-negative

## sparse: checks address spaces and lock balance with sparse
sparse: $(HEADERS)
	$(Q)for f in $(patsubst $(B)/%.o,%.c,$(OBJS)); do \
		[ -f $$f ] || continue; \
		$(SPARSE) $(DEFINES) $(INCLUDES) -DVERSION='""' -DCONFIG_KIND='""' \
			-D__VERSION__='""' $$f || exit 1; \
	done
	@echo "  SPARSE  clean"

## clean: removes all that was built
clean:
	$(Q)rm -rf build vmlinux System.map arch/i386/boot/bzImage \
		usr/ramdisk.img floppy.img biglock.iso

## help: this list
help:
	@echo "biglock - make targets (the configuration is in config.mk):"
	@echo "  make               the kernel: vmlinux, System.map," \
		"arch/i386/boot/bzImage, usr/ramdisk.img"
	@sed -n 's/^## \([a-z-]*\): \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | sort | \
		awk -F'|' '{ printf "  make %-13s %s\n", $$1, $$2 }'

-include $(OBJS:.o=.d) $(OFFSETS).d $(LDSCRIPT).d

.PHONY: all sparse clean help
.DELETE_ON_ERROR:
