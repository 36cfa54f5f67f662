# unit.mk - host programs that test pure kernel code, under the address and
# undefined-behaviour sanitizers.
#
# Each tests/unit/*_test.c and *_fuzz.c is one program. The kernel sources that
# it needs stand in its first five lines: /* needs: lib/cmdline.c */, and
# fs/minix/?*.c are all of those. Headers are looked for in tests/unit/include
# first (substitutes for what only a kernel can do), then where the kernel finds
# them. Each kernel source is compiled once for all programs; host.c is linked
# with every one.

UNIT	 := tests/unit
UNIT_B	 := $(B)/tests/unit
UNIT_ALL := $(patsubst $(UNIT)/%.c,%, \
	      $(wildcard $(UNIT)/*_test.c $(UNIT)/*_fuzz.c))
FUZZ	 ?= 1000000

UNIT_CFLAGS = -m32 -g1 -O1 -fsanitize=address,undefined \
	  -fno-sanitize-recover=all -fno-omit-frame-pointer -std=gnu11 \
	  -Wall -Wextra -Werror -Wno-sign-compare -D_GNU_SOURCE \
	  $(filter-out -D__KERNEL__,$(DEFINES)) \
	  -I$(UNIT)/include -Iinclude -I$(B)/include

# What "needs: fsbox" means: the kernel's files and file systems (fsbox/box.h).
FSBOX	 := $(UNIT)/fsbox/*.c $(addprefix fs/,ext2/*.c minix/*.c romfs/*.c \
	      ramfs/*.c access.c attr.c bdev_pages.c blkdev_fops.c block_dev.c \
	      block_file.c buffer.c chdir.c chmod.c create.c d_path.c dcache.c \
	      dcache_shrink.c devices.c dup.c fcntl.c file.c file_table.c \
	      filesystems.c flock.c follow.c fs_struct.c getname.c inode.c \
	      libfs.c locks.c lseek.c mount.c namei.c namespace.c open.c open_namei.c \
	      permission.c posix_lock.c read_write.c readdir.c readlink.c \
	      remove.c rename.c stat.c statfs.c super.c sync.c truncate.c \
	      utimes.c) $(addprefix mm/,filemmap.c fileread.c filewrite.c \
	      pagecache.c pagetree.c truncate.c vmscan.c writeback.c) \
	      lib/string.c lib/strtol.c lib/find_bit.c kernel/mutex.c \
	      kernel/wait.c

# The needs of program $(1) as objects.
unit_needs = $(patsubst %.c,$(UNIT_B)/%.o,$(wildcard \
	      $(patsubst fsbox,$(FSBOX), \
		$(shell sed -n '1,5s|^/\* needs: *\(.*[^ ]\) *\*/.*|\1|p' \
		  $(UNIT)/$(1).c))))

# Sources whose functions have the names of C library functions.
$(UNIT_B)/lib/string.o: UNIT_CFLAGS += -DKERNEL_STRINGS
$(UNIT_B)/lib/vsprintf.o: UNIT_CFLAGS += -Dvsnprintf=k_vsnprintf \
	  -Dsnprintf=k_snprintf

$(UNIT_B)/%.o: %.c $(UNIT)/unit.mk config.mk | $(B)/include/asm
	@echo "  HOSTCC  $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(HOSTCC) $(UNIT_CFLAGS) -MMD -MP -c -o $@ $<

# unit.ld puts the tables of <linux/cmdline.h> and the like between their
# symbols, as the kernel's linker script does.
define unit_program
$(UNIT_B)/$(1): $(UNIT_B)/$(UNIT)/$(1).o $(UNIT_B)/$(UNIT)/host.o \
		$(call unit_needs,$(1)) $(UNIT)/unit.ld
	@echo "  HOSTLD  $$@"
	$$(Q)$$(HOSTCC) $$(UNIT_CFLAGS) -o $$@ $$(filter %.o,$$^) \
		-no-pie -Wl,-T,$(UNIT)/unit.ld
endef
$(foreach t,$(UNIT_ALL),$(eval $(call unit_program,$(t))))

UNIT_TESTS = $(addprefix $(UNIT_B)/,$(filter %_test,$(UNIT_ALL)))
UNIT_FUZZ  = $(addprefix $(UNIT_B)/,$(filter %_fuzz,$(UNIT_ALL)))

## unit: tests of pure kernel code on the host, under sanitizers
unit: $(UNIT_TESTS)
	$(Q)prove --exec '' $(UNIT_TESTS)

## fuzz: host fuzzing of all that reads foreign data (FUZZ=1000000 inputs)
fuzz: $(UNIT_FUZZ)
	$(Q)prove --timer --exec '' $(UNIT_FUZZ) :: $(FUZZ)

# Builds the programs, for those who run them themselves.
unit-build: $(UNIT_TESTS) $(UNIT_FUZZ)

-include $(wildcard $(addprefix $(UNIT_B)/,*/*.d */*/*.d */*/*/*.d))

.PHONY: unit fuzz unit-build
