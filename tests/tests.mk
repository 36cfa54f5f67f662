# tests.mk - starting the kernel, testing it, measuring it.
#
# The scripts find their kernel by these; CPUS, MEM, APPEND, INITRD, LOADER
# and GRUB_ENTRY of the command line reach them the same way.
export BZIMAGE VMLINUX SYSTEM_MAP
# So does WAY, how it is booted (Documentation/testing.txt, 9).

# One more than there are processors: some tests mostly wait.
PROVE	= prove --timer -j $(shell expr $$(nproc) + 1)
# Those that take longest come first, so that no processor waits for the last.
SLOW	= $(addprefix tests/,$(addsuffix .t,up-build unit stress models session \
	  userland smp-stress calls scaling floppy selftest))
TESTS	= $(SLOW) $(filter-out $(SLOW),$(sort $(wildcard tests/*.t)))
# What failed tests say, kept for after the summary, where it is looked for.
COMPLAINTS	= build/complaints.txt
# What is built anew once the packages are there: with them missing, make
# could not even start.
BUILD	= $(MAKE) -s --no-print-directory all
# Before tests, all processors build, unless somebody chose how many do.
JOBS	= $(if $(findstring j,$(filter-out --%,$(MAKEFLAGS))),,-j$(shell nproc))
# `make ways': the tests that boot a kernel, once for each of these.
WAYS	= default timer=slave noapic noacpi "timer=slave noapic noacpi"
BOOTING	= $(filter-out $(addprefix tests/,docs.t models.t sparse.t spec.t \
	  style.t unit.t up-clean.t),$(TESTS))

## run: the kernel in QEMU on this terminal (CPUS= MEM= DISK= SCREEN= ...)
run:
	$(Q)scripts/setup-deps run
	+$(Q)$(BUILD)
	$(Q)scripts/vm qemu

## bochs: the kernel in Bochs on this terminal (CPUS= MEM= APPEND= INITRD=)
bochs:
	$(Q)scripts/setup-deps bochs
	+$(Q)$(BUILD)
	$(Q)scripts/vm bochs

## gdb: QEMU stopped at its first instruction, and gdb at it
gdb:
	$(Q)scripts/setup-deps gdb
	+$(Q)$(BUILD)
	$(Q)scripts/vm gdb

## test: all tests, in QEMU and in Bochs (WAY="noapic ...")
test:
	$(Q)scripts/setup-deps test
	+$(Q)$(BUILD) $(JOBS) guest-image userland-image
	$(Q)$(PROVE) $(TESTS) 2>$(COMPLAINTS) || { cat $(COMPLAINTS) >&2; \
		echo; echo "What failed, above in full:"; \
		grep -E '^ *# +(Failed test|got:|expected:|guest:)' \
			$(COMPLAINTS) | tail -n 20; exit 1; }

## ways: all tests that boot, once for each way of doing that; takes an hour
ways:
	$(Q)scripts/setup-deps test
	+$(Q)$(BUILD) $(JOBS) guest-image userland-image
	$(Q)status=0; for way in $(WAYS); do \
		echo "WAY=\"$$way\""; \
		WAY="$$way" $(PROVE) $(BOOTING) || status=1; \
	done; exit $$status

## soak: the matrix of emulators, CPUs, loaders and memory sizes; takes hours
soak:
	$(Q)scripts/setup-deps test
	+$(Q)$(BUILD)
	$(Q)$(PROVE) tests/soak/*.t

## bench: start-up, size, memory, kbench, smpbench, wakebench, beside the aims
bench:
	$(Q)scripts/setup-deps test
	+$(Q)$(BUILD) bench-ramdisk
	$(Q)scripts/bench
	@echo
	$(Q)scripts/kbench
	@echo
	$(Q)scripts/kbench -e
	@echo
	$(Q)scripts/smpbench
	@echo
	$(Q)scripts/wakebench
	@echo
	$(Q)scripts/locklost

## bench-keep: the figures become those that later ones are held against
bench-keep:
	+$(Q)$(BUILD) bench-ramdisk
	$(Q)scripts/kbench -k
	$(Q)scripts/kbench -k -e
	$(Q)scripts/wakebench -k

## trace: a demonstration in Bochs, and the pictures of Documentation/
trace:
	$(Q)scripts/setup-deps test
	+$(Q)$(BUILD) rt-image
	$(Q)scripts/tracedemo $(B)/tests

## curves: Documentation/smpbench.svg anew, from runs in Bochs
curves:
	$(Q)scripts/setup-deps test
	+$(Q)$(BUILD) bench-ramdisk
	$(Q)scripts/smpcurves > $(B)/smpbench.svg
	$(Q)mv $(B)/smpbench.svg Documentation/smpbench.svg

## metrics: lengths of files and functions, beside the aims
metrics:
	$(Q)scripts/metrics

## docs: Documentation/calls.txt anew, from the table of system calls
docs:
	$(Q)scripts/calls-table > Documentation/calls.txt

## deps: installs the Debian packages that all of these need
deps:
	$(Q)scripts/setup-deps test

.PHONY: run bochs gdb test ways soak bench bench-keep trace metrics docs deps
.PHONY: curves
