# tests.mk - starting the kernel, testing it, measuring it.
#
# The scripts find their kernel by these; CPUS, MEM, APPEND, INITRD, LOADER
# and GRUB_ENTRY of the command line reach them the same way.
export BZIMAGE VMLINUX SYSTEM_MAP

PROVE	= prove --timer -j $(shell nproc)
# Those that take longest come first, so that no processor waits for the last.
SLOW	= $(addprefix tests/,$(addsuffix .t,up-build session unit stress calls \
	  smp-stress scaling userland models))
TESTS	= $(SLOW) $(filter-out $(SLOW),$(sort $(wildcard tests/*.t)))
# What is built anew once the packages are there: with them missing, make
# could not even start.
BUILD	= $(MAKE) -s --no-print-directory all

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

## test: all tests, in QEMU and in Bochs
test:
	$(Q)scripts/setup-deps test
	+$(Q)$(BUILD) guest-image userland-image
	$(Q)$(PROVE) $(TESTS)

## soak: the matrix of emulators, CPUs, loaders and memory sizes; takes an hour
soak:
	$(Q)scripts/setup-deps test
	+$(Q)$(BUILD)
	$(Q)$(PROVE) tests/soak/*.t

## bench: start-up, size, memory, kbench and smpbench, beside peers and aims
bench:
	$(Q)scripts/setup-deps test
	+$(Q)$(BUILD) bench-ramdisk
	$(Q)scripts/bench
	@echo
	$(Q)scripts/kbench
	@echo
	$(Q)scripts/smpbench

## metrics: lengths of files and functions, beside the aims
metrics:
	$(Q)scripts/metrics

## docs: Documentation/calls.txt anew, from the table of system calls
docs:
	$(Q)scripts/calls-table > Documentation/calls.txt

## deps: installs the Debian packages that all of these need
deps:
	$(Q)scripts/setup-deps test

.PHONY: run bochs gdb test soak bench metrics docs deps
