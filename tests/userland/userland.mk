# userland.mk - programs of all kinds for tests/userland.t: one folder
# (UL_ROOT) with the tree that the guest gets beside the default ramdisk, and
# the archive that is made of it. Programs are in /t; packages of Debian and
# the C libraries are where they belong. What could not be fetched is left
# out, and tried again by the next make: the tests of it are skipped.

UL	  = tests/userland
UL_B	  = build/userland
UL_ROOT	  = $(UL_B)/root
UL_DEB	  = build/deb
UL_IMG	  = $(UL_B)/userland.img

UL_PACKAGES = bash-static sash klibc-utils libklibc musl musl-dev \
	  dietlibc-dev coreutils util-linux psmisc kbd libtinfo6 libsmartcols1 \
	  make perl-base libcrypt1 bsdutils strace

UL_CFLAGS = -m32 -march=i686 -O2 -std=gnu11 -Wall -Wextra -Werror \
	  -D_GNU_SOURCE= -fno-builtin-malloc

# --- against the host's C library, linked in four ways ------------------------

UL_LINKS = static static-pie dynamic pie
UL_static = -static
UL_static-pie = -static-pie -fPIE
UL_dynamic = -no-pie -fno-pie
UL_pie	= -pie -fPIE
UL_GLIBC = $(foreach k,$(UL_LINKS),libc.$(k) threads.$(k)) \
	  dynamic.dynamic dynamic.pie setid.static setid.dynamic crash.static \
	  exec.static

UL_SRC	= $(UL)/$(1).c $(UL)/checks.h $(UL)/userland.mk
define UL_RULE
$(UL_B)/bin/$(1).$(2): $(call UL_SRC,$(1))
	@echo "  CC      $(1).$(2)"
	$$(Q)mkdir -p $$(dir $$@)
	$$(Q)$$(CC) $(UL_CFLAGS) $(if $(filter crash,$(1)),-g -O0 -msse,-s) \
		-o $$@ $$< $(UL_$(2)) -pthread -lm -ldl
endef
$(foreach p,$(UL_GLIBC),$(eval \
	$(call UL_RULE,$(basename $(p)),$(patsubst .%,%,$(suffix $(p))))))

$(UL_B)/bin/libplug.so: $(UL)/plug.c $(UL)/userland.mk
	@echo "  CC      libplug.so"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(UL_CFLAGS) -shared -fPIC -o $@ $<

# --- a.out, by the runtime of usr/lib ----------------------------------------

UL_KINDS = omagic nmagic zmagic qmagic
UL_AOUT = $(UL_KINDS:%=aout.%) lib.zmagic lib.qmagic
UL_omagic = 0 4
UL_nmagic = 0 1024
UL_zmagic = 0 4096
UL_qmagic = 0x1020 4096
UL_LD	= $(LD) -m elf_i386 -T usr/aout/aout.ld -z noexecstack \
	  --no-warn-rwx-segments --defsym aout_text=$(1) \
	  --defsym aout_align=$(2)

$(UL_B)/elf2aout: usr/aout/elf2aout.c include/linux/a.out.h
	@echo "  HOSTCC  $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) -o $@ $<

$(UL_B)/aout.%.o: $(UL)/aout.c usr/lib/ulib.h $(UL)/userland.mk
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(USR_CFLAGS) -DKIND='"$*"' -c -o $@ $<

$(UL_B)/%.o: $(UL)/%.S
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) -m32 -c -o $@ $<

$(UL_B)/lib.o: $(UL)/lib.c $(UL)/userland.mk
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(USR_CFLAGS) -c -o $@ $<

$(UL_B)/bin/aout.%: $(UL_B)/aout0.o $(UL_B)/aout.%.o $(USR_B)/ulib.o \
		$(UL_B)/elf2aout usr/aout/aout.ld
	@echo "  AOUT    aout.$*"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(call UL_LD,$(word 1,$(UL_$*)),$(word 2,$(UL_$*))) \
		-o $(UL_B)/aout.$*.elf $(filter %.o,$^)
	$(Q)$(UL_B)/elf2aout $* $(UL_B)/aout.$*.elf $@

$(UL_B)/bin/lib.%magic: $(UL_B)/lib0.o $(UL_B)/lib.o $(UL_B)/elf2aout \
		usr/aout/aout.ld
	@echo "  AOUT    lib.$*magic"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(call UL_LD,0x60000020,4096) -o $@.elf $(filter %.o,$^)
	$(Q)$(UL_B)/elf2aout -l $*magic $@.elf $@ && rm $@.elf

.SECONDARY: $(UL_KINDS:%=$(UL_B)/aout.%.o) $(UL_B)/aout0.o $(UL_B)/lib0.o \
	  $(UL_B)/lib.o

# --- other C libraries, and the tree ------------------------------------------

# Which packages there are decides what is built: a script does it.
$(UL_IMG): $(addprefix $(UL_B)/bin/,$(UL_GLIBC) $(UL_AOUT) libplug.so) \
		$(wildcard $(UL)/*) $(USR_B)/gen_cpio
	$(Q)rm -f $(UL_B)/incomplete
	$(Q)scripts/get-packages $(UL_DEB) $(UL_PACKAGES) || \
		touch $(UL_B)/incomplete
	@echo "  CPIO    $@"
	$(Q)rm -rf $(UL_ROOT)
	$(Q)CC='$(CC)' $(UL)/make-root $(UL_DEB) $(UL_B)/bin $(UL_ROOT)
	$(Q)$(UL)/list-root $(UL_ROOT) | $(USR_B)/gen_cpio | gzip -1 -n -c > $@
	$(Q)[ ! -e $(UL_B)/incomplete ] || touch -d @0 $@

## userland-image: programs of all kinds, an archive to follow the ramdisk
userland-image: $(UL_IMG) $(RAMDISK)

.PHONY: userland-image
