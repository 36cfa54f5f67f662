# usr.mk - the ramdisk: Debian's busybox, programs of our own, and what they
# need to make a system.
#
# All of it runs on any i386 kernel, so it is built once, in build/usr. The
# archive needs no root (gen_cpio) and is the same bytes each time. BUSYBOX=
# takes another copy of busybox than the one that scripts/get-busybox fetches.

USR_B	 = build/usr
RAMDISK	 = usr/ramdisk.img
BENCH_B	 = build/bench
BENCH_IMG = $(BENCH_B)/ramdisk.img
BENCH_PROGS = $(addprefix $(BENCH_B)/,kbench smpbench wakebench)
BUSYBOX	?= build/deb/busybox
USR_PROGS = $(addprefix $(USR_B)/,cpus runmask smptest ttysh)
USR_ROOT := $(shell find usr/root -type f)

USR_CFLAGS = -m32 -march=i486 -Os -std=gnu11 -ffreestanding -fno-pic \
	  -fno-stack-protector -fno-asynchronous-unwind-tables \
	  -fcf-protection=none -Wall -Wextra -Werror -Iusr/lib
USR_LDFLAGS = -m elf_i386 -static -nostdlib -s -z noseparate-code \
	  -z noexecstack --build-id=none

$(USR_B)/%.o: usr/lib/%.c usr/lib/ulib.h usr/usr.mk
	@echo "  CC      $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(USR_CFLAGS) -c -o $@ $<

$(USR_B)/%.o: usr/src/%.c usr/lib/ulib.h usr/usr.mk
	@echo "  CC      $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(USR_CFLAGS) -c -o $@ $<

$(USR_B)/crt0.o: usr/lib/crt0.S usr/usr.mk
	@echo "  AS      $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) -m32 -c -o $@ $<

$(USR_PROGS): %: %.o $(USR_B)/crt0.o $(USR_B)/ulib.o
	@echo "  LD      $@"
	$(Q)$(LD) $(USR_LDFLAGS) -o $@ $(USR_B)/crt0.o $< $(USR_B)/ulib.o

.SECONDARY: $(addsuffix .o,$(USR_PROGS)) $(USR_B)/crt0.o $(USR_B)/ulib.o

$(USR_B)/gen_cpio: usr/gen_cpio.c
	@echo "  HOSTCC  $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) -o $@ $<

# A list with the names between @ filled in.
EXPAND	= sed -e 's|@ROOT@|usr/root|; s|@BIN@|$(USR_B)|' \
	  -e 's|@BENCH@|$(BENCH_B)|; s|@BUSYBOX@|$(BUSYBOX)|'
# Where busybox's programs are to be found: it says so itself, if it runs.
APPLETS	= { $(BUSYBOX) --list-full 2>/dev/null || cat usr/applets.list; }
# From a path to a link there.
TO_LINK	= sed -e '/^\#/d; /busybox$$/d; /^linuxrc$$/d' \
	  -e 's|.*|slink /& /bin/busybox 0777 0 0|'

# What the root consists of.
ROOT_LIST = { $(EXPAND) usr/ramdisk.list; $(APPLETS) | $(TO_LINK); }

# Without busybox there is no ramdisk, but that is no error: get-busybox has
# said what to do, and the kernel is built all the same.
$(RAMDISK): $(USR_B)/gen_cpio $(USR_PROGS) $(USR_ROOT) usr/ramdisk.list \
		usr/applets.list usr/usr.mk $(wildcard $(BUSYBOX))
	$(Q)[ -r $(BUSYBOX) ] || scripts/get-busybox $(BUSYBOX) || exit 0; \
	echo "  CPIO    $@"; \
	$(ROOT_LIST) | $(USR_B)/gen_cpio > $(USR_B)/ramdisk.cpio && \
	gzip -9 -n -c $(USR_B)/ramdisk.cpio > $@.new && mv $@.new $@

## ramdisk: usr/ramdisk.img, what `make run` boots with (BUSYBOX=file)
ramdisk: $(RAMDISK)

# The same root as the image of a file system: root.ext2.gz and so on.
$(USR_B)/root.%.gz: $(RAMDISK) scripts/mkroot
	@echo "  ROOT    $@"
	$(Q)$(ROOT_LIST) | scripts/mkroot -t $* $(USR_B)/root.$*
	$(Q)gzip -9 -n -c $(USR_B)/root.$* > $@

## root-images: the same root as ext2, Minix and romfs: build/usr/root.*.gz
root-images:
	$(Q)scripts/setup-deps floppy
	+$(Q)$(MAKE) -s --no-print-directory \
		$(foreach t,ext2 minix romfs,$(USR_B)/root.$t.gz)

# --- measuring ----------------------------------------------------------------

$(BENCH_PROGS): $(BENCH_B)/%: usr/bench/%.c \
		usr/bench/kb.h usr/bench/Makefile
	@echo "  CC      $<"
	$(Q)mkdir -p $(dir $@)
	+$(Q)$(MAKE) -s -C usr/bench OUT=$(CURDIR)/$(BENCH_B) \
		$(CURDIR)/$@

# A root in which kbench is /init.
$(BENCH_IMG): $(USR_B)/gen_cpio $(BENCH_PROGS) \
		$(USR_B)/smptest usr/bench.list usr/usr.mk
	@echo "  CPIO    $@"
	$(Q)$(EXPAND) usr/bench.list | $(USR_B)/gen_cpio | \
		gzip -9 -n -c > $@

# The same on a file system with blocks.
$(BENCH_B)/root.ext2: $(BENCH_IMG) scripts/mkroot
	@echo "  ROOT    $@"
	$(Q)$(EXPAND) usr/bench.list | scripts/mkroot -t ext2 $@

## bench-ramdisk: build/bench/, roots with kbench, smpbench, wakebench
bench-ramdisk: $(BENCH_IMG) $(BENCH_B)/root.ext2

.PHONY: ramdisk root-images bench-ramdisk
