# guest.mk - the tests that run in the guest, as ordinary i386 programs.
#
# tests/guest/NAME/*.c make the program NAME, statically linked against the
# host's C library. GUEST_IMG is the default ramdisk with all of them in
# /tests. They say what they found as TAP; see tests/calls.t. Headers that
# several of them share stand beside this file.

GUEST_B	  = $(B)/tests/guest
GUEST_IMG = $(B)/tests/guest.img
GUEST_PROGS := $(patsubst tests/guest/%/,%,$(wildcard tests/guest/*/))

GUEST_CFLAGS = -m32 -march=i486 -O1 -g -std=gnu11 -Wall -Wextra -Werror \
	  -D_GNU_SOURCE=
GUEST_LDFLAGS = -m32 -static -s

GUEST_SRC := $(wildcard tests/guest/*/*.c)
GUEST_OBJS := $(patsubst tests/guest/%.c,$(GUEST_B)/%.o,$(GUEST_SRC))

$(GUEST_OBJS): $(GUEST_B)/%.o: tests/guest/%.c tests/guest/guest.mk
	@echo "  CC      $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(GUEST_CFLAGS) -MMD -MP -c -o $@ $<

# The folder NAME holds the objects, NAME.bin is the program.
define GUEST_RULE
$(GUEST_B)/$(1).bin: $(filter $(GUEST_B)/$(1)/%,$(GUEST_OBJS))
	@echo "  LD      $$@"
	$$(Q)$$(CC) $$(GUEST_LDFLAGS) -o $$@ $$^
endef
$(foreach p,$(GUEST_PROGS),$(eval $(call GUEST_RULE,$(p))))

GUEST_BINS = $(GUEST_PROGS:%=$(GUEST_B)/%.bin)

# The default ramdisk's list, and one line for each program.
GUEST_LIST = $(EXPAND) usr/ramdisk.list; $(APPLETS) | $(TO_LINK); \
	  echo 'dir /tests 0755 0 0'; \
	  for p in $(GUEST_PROGS); do \
		echo "file /tests/$$p $(GUEST_B)/$$p.bin 0755 0 0"; \
	  done

$(GUEST_IMG): $(RAMDISK) $(GUEST_BINS)
	@echo "  CPIO    $@"
	$(Q){ $(GUEST_LIST); } | $(USR_B)/gen_cpio | gzip -9 -n -c > $@.new
	$(Q)mv $@.new $@

## guest-image: the default ramdisk with the guest's tests in /tests
guest-image: $(GUEST_IMG)

# The stresses alone, as /init: small enough for a floppy.
STRESS_IMG = $(B)/tests/stress.img
STRESS_DIRS = /dev /proc /tests /tmp

$(STRESS_IMG): $(USR_B)/gen_cpio $(GUEST_B)/stress.bin tests/guest/guest.mk
	@echo "  CPIO    $@"
	$(Q){ printf 'dir %s 0755 0 0\n' $(STRESS_DIRS); \
		echo 'nod /dev/console 0600 0 0 c 5 1'; \
		echo 'file /init $(GUEST_B)/stress.bin 0755 0 0'; } | \
		$(USR_B)/gen_cpio | gzip -9 -n -c > $@.new
	$(Q)mv $@.new $@

## stress-image: a ramdisk whose /init works all CPUs (tests/guest/stress)
stress-image: $(STRESS_IMG)

# Programs that have the machine for themselves, each the /init of a ramdisk.
ALONE	= rt clock holds
ALONE_IMGS = $(ALONE:%=$(B)/tests/%.img)

$(ALONE_IMGS): $(B)/tests/%.img: $(USR_B)/gen_cpio $(GUEST_B)/%.bin \
		tests/guest/guest.mk
	@echo "  CPIO    $@"
	$(Q){ printf 'dir %s 0755 0 0\n' /dev /proc /tmp; \
		echo 'nod /dev/console 0600 0 0 c 5 1'; \
		echo 'file /init $(GUEST_B)/$*.bin 0755 0 0'; } | \
		$(USR_B)/gen_cpio | gzip -9 -n -c > $@.new
	$(Q)mv $@.new $@

## rt-image: a ramdisk whose /init is the actors of tests/rt.t
## clock-image: the same of the tests of clocks and sleeps (tests/guest/clock)
$(ALONE:%=%-image): %-image: $(B)/tests/%.img

-include $(GUEST_OBJS:.o=.d)

.PHONY: guest-image stress-image rt-image clock-image
