# boot.mk - from vmlinux to bzImage, and to media that boot it.
#
#   vmlinux -> vmlinux.bin (flat) -> vmlinux.places (easier to pack) ->
#   vmlinux.gz -> layout.ld (how far it must move away to be unpacked in place)
#   -> the unpacker's image around it -> bzImage: boot sector, setup, image,
#   with the header completed

BOOT	:= arch/i386/boot
BBOOT	:= $(B)/$(BOOT)
BPACK	:= $(BBOOT)/compressed

BOOT_ASM := $(addprefix $(BOOT)/, boot.inc memory.asm floppy.asm video.asm \
	  a20.asm pmode.asm)
BOOT_HOST := $(BBOOT)/build $(BPACK)/places $(BPACK)/layout
PACK_OBJS := $(addprefix $(BPACK)/, head.o misc.o console.o cmdline.o \
	  inflate.o gunzip.o branch.o)

# Host programs see <linux/inflate.h>, and nothing of ours in place of theirs.
BOOT_HOSTCFLAGS = $(HOSTCFLAGS) -std=c11 -Iinclude

$(BBOOT)/bootsect.bin: $(BOOT)/bootsect.asm $(BOOT)/boot.inc
	@echo "  NASM    $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(NASM) -f bin -w+all -w+error -I$(BOOT)/ -o $@ $<

$(BBOOT)/setup.bin: $(BOOT)/setup.asm $(BOOT_ASM) Makefile
	@echo "  NASM    $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(NASM) -f bin -w+all -w+error -I$(BOOT)/ \
		-dVERSION="'biglock $(VERSION)'" -o $@ $<

$(BBOOT)/build: $(BOOT)/build.c lib/gunzip.c lib/inflate.c
$(BPACK)/places: $(BOOT)/compressed/places.c $(BOOT)/compressed/branch.c
$(BPACK)/layout: $(BOOT)/compressed/layout.c lib/gunzip.c lib/inflate.c
$(BOOT_HOST): include/linux/inflate.h $(BOOT)/compressed/image.h \
		$(BOOT)/compressed/branch.h
	@echo "  HOSTCC  $(filter $(BOOT)/%.c,$^)"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(HOSTCC) $(BOOT_HOSTCFLAGS) -o $@ $(filter %.c,$^)

$(BPACK)/vmlinux.bin: $(VMLINUX)
	@echo "  OBJCOPY $@"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(OBJCOPY) -O binary $< $@

$(BPACK)/vmlinux.places: $(BPACK)/vmlinux.bin $(BPACK)/places
	@echo "  GEN     $@"
	$(Q)$(BPACK)/places < $< > $@

$(BPACK)/vmlinux.gz: $(BPACK)/vmlinux.places
	@echo "  GZIP    $@"
	$(Q)gzip -9 -n -c $< > $@

SYMBOL	= $$($(NM) $(VMLINUX) | sed -n 's/ . $(1)$$//p')

$(BPACK)/layout.ld: $(BPACK)/layout $(BPACK)/vmlinux.places $(BPACK)/vmlinux.gz
	@echo "  GEN     $@"
	$(Q)$(BPACK)/layout $(BPACK)/vmlinux.places $(BPACK)/vmlinux.gz \
		"$(call SYMBOL,_text)" "$(call SYMBOL,_end)" > $@

# The unpacker's own objects: never with what debug builds add to lib/.
$(BPACK)/%.o: $(BOOT)/compressed/%.c config.mk Makefile | $(B)/include/asm
	@echo "  CC      $<"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(KCFLAGS) -MMD -MP -c -o $@ $<

$(BPACK)/%.o: lib/%.c config.mk Makefile | $(B)/include/asm
	@echo "  CC      $< (unpacker)"
	$(Q)mkdir -p $(dir $@)
	$(Q)$(CC) $(KCFLAGS) -MMD -MP -c -o $@ $<

# memcpy() and its kind must not become calls of themselves.
$(BPACK)/misc.o: KCFLAGS += -fno-builtin -Wno-missing-prototypes

$(BPACK)/head.o: $(BOOT)/compressed/head.S $(BOOT)/compressed/image.h \
		$(BPACK)/vmlinux.gz
	@echo "  AS      $<"
	$(Q)$(CC) $(KAFLAGS) -DPAYLOAD='"$(BPACK)/vmlinux.gz"' -c -o $@ $<

$(BPACK)/image: $(BOOT)/compressed/vmlinux.lds $(BPACK)/layout.ld $(PACK_OBJS)
	@echo "  LD      $@"
	$(Q)$(LD) -m elf_i386 -nostdlib -static -z noexecstack \
		--no-warn-rwx-segments -o $@.elf -T $^
	$(Q)$(OBJCOPY) -O binary $@.elf $@

$(BZIMAGE): $(BBOOT)/build $(BBOOT)/bootsect.bin $(BBOOT)/setup.bin \
		$(BPACK)/image
	@echo "  BUILD   $@"
	$(Q)mkdir -p $(dir $@)
	$(Q)$^ $@.new
	$(Q)mv $@.new $@

-include $(PACK_OBJS:.o=.d)

# --- media --------------------------------------------------------------------

QUOTE	= '$(subst ','\'',$(1))'
WORDS	= $(if $(APPEND),-a $(call QUOTE,$(APPEND)))
MEDIA	= $(WORDS) $(if $(INITRD),-r $(call QUOTE,$(INITRD)))

# The root behind the kernel on a floppy: INITRD=, or ours as FLOPPY_ROOT says.
FLOPPY_ROOT ?= cpio
FLOPPY_KB ?= 1440
FLOPPY_INITRD = $(or $(INITRD),$(if $(filter cpio,$(FLOPPY_ROOT)),$(RAMDISK),$(USR_B)/root.$(FLOPPY_ROOT).gz))

## floppy: floppy.img, a disk to a shell (FLOPPY_ROOT=cpio ext2 minix romfs)
floppy:
	$(Q)scripts/setup-deps floppy
	+$(Q)$(MAKE) -s --no-print-directory $(OUT)floppy.img

$(OUT)floppy.img: $(BZIMAGE) scripts/mkfloppy $(FLOPPY_INITRD) FORCE
	@echo "  FLOPPY  $@"
	$(Q)scripts/mkfloppy $(WORDS) -r $(call QUOTE,$(FLOPPY_INITRD)) \
		-k $(FLOPPY_KB) -o $@ $(BZIMAGE)

## iso: biglock.iso that boots by GRUB (INITRD=, APPEND=, GRUB_ENTRY=linux16)
iso: $(OUT)biglock.iso
$(OUT)biglock.iso: $(BZIMAGE) scripts/mkiso $(INITRD) FORCE
	@echo "  ISO     $@"
	$(Q)scripts/mkiso $(MEDIA) $(if $(GRUB_ENTRY),-e $(GRUB_ENTRY)) \
		-o $@ $(BZIMAGE)

FORCE:
.PHONY: floppy iso FORCE
