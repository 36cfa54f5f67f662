; setup.asm - the 16-bit half of the kernel: asks the BIOS what only the BIOS
; knows, puts the answers into boot_params, and enters protected mode.
;
; In:	cs = the segment of the boot sector's copy + 20h, ip = 0; ds = that
;	segment; the header filled in by the loader. From our own boot sector:
;	at HDR_FLOPPY, cs = ds = es = ss.
; Out:	at code32_start, in the state that pmode.asm describes
;
; One file each: memory.asm, floppy.asm, video.asm, a20.asm, pmode.asm. All
; addresses count from the boot sector's copy, as the header's do. Functions
; keep segment registers and may clobber the others where they do not say.
%include "boot.inc"

	bits 16
	cpu 486
	org SETUP_START

	jmp short start			; the byte behind EBh ends the header
	db 'HdrS'
	dw HDR_VERSION
	dd 0				; realmode_swtch: the loader's
	dw 0				; start_sys_seg: of zImage only
	dw version - SETUP_START
	db 0				; type_of_loader: the loader's
	db LOADED_HIGH
	dw SETUP_MOVE
	dd HIGH_START			; code32_start
	dd 0				; ramdisk_image: the loader's
	dd 0				; ramdisk_size: the loader's
	dd 0				; bootsect_kludge
	dw 0				; heap_end_ptr: the loader's
	db 0				; ext_loader_ver: the loader's
	db 0				; ext_loader_type: the loader's
	dd 0				; cmd_line_ptr: the loader's
	dd INITRD_MAX
	dd KERNEL_ALIGN
	db 0				; not relocatable
	db 20				; min_alignment: 1 MB
	dw 0				; xloadflags
	dd CMDLINE_SIZE
	dd 0				; hardware_subarch: a PC
	dq 0
	dd 0				; payload_offset: build.c
	dd 0				; payload_length: build.c
	dq 0				; setup_data: the loader's
	dq HIGH_START			; pref_address
	dd 0				; init_size: build.c
	dd 0				; handover_offset: no EFI

	times HDR_FLOPPY - SETUP_START - ($ - $$) db 0
	jmp near entry_from_floppy	; 3 bytes; start must be in reach

; Up to check_cpu the code runs on an 8086.
	cpu 8086
start:
	cld
	mov ax, ds			; cs:ip as org has it: cs = ds
	push ax
	mov bx, start_here
	push bx
	retf

version:	db VERSION, 0
truncated:	db 13, 10, 'biglock: setup is truncated, the kernel file is '
		db 'bad', 13, 10, 0

; Says what is wrong (ds:si), on the screen and on COM1, and stops.
fail:
	push si
	call print
	pop si
.next:
	lodsb
	test al, al
	jz .stop
	mov ah, SERIAL_PUTC		; the BIOS waits with a bound
	xor dx, dx
	int INT_SERIAL
	jmp .next
.stop:
	hlt
	jmp .stop

; Prints the string at ds:si. Clobbers ax, bx, si.
print:
	lodsb
	test al, al
	jz .done
	call putc
	jmp print
.done:
	ret

; Prints the character in al. Clobbers ax, bx.
putc:
	mov ah, VIDEO_PUTC
	mov bx, VIDEO_WHITE
	int INT_VIDEO
	ret

entry_from_floppy:
	mov byte [from_floppy], 1
	; falls through

start_here:
	mov ax, ds
	mov es, ax
	mov dx, ss
	cmp ax, dx
	je .stack_set			; the loader's will do
	mov dx, setup_end + BP_SIZE + 1024
	test byte [HDR_LOADFLAGS], CAN_USE_HEAP
	jz .no_heap
	mov dx, [HDR_HEAP_END]
	add dx, HEAP_BIAS
.no_heap:
	cli
	mov ss, ax
	mov sp, dx
	sti
.stack_set:
	mov si, truncated
	cmp word [signature], SETUP_MAGIC & 0FFFFh
	jne fail
	cmp word [signature + 2], SETUP_MAGIC >> 16
	jne fail
	call check_cpu

	cpu 486
	mov di, boot_params
	mov cx, BP_SIZE / 4
	xor eax, eax
	rep stosd
	call detect_memory
	call top_of_memory
	mov [memory_top], eax
	mov ecx, [HDR_INIT_SIZE]	; room to unpack in
	add ecx, HIGH_START
	mov si, no_memory
	cmp eax, ecx
	jb fail
	cmp byte [from_floppy], 0
	je .loaded
	call load_floppy		; changes the header, prints
.loaded:
	mov si, HDR_SETUP_SECTS
	mov di, boot_params + BP_HDR
	mov cx, HDR_END - HDR_SETUP_SECTS
	rep movsb
	call detect_video		; the cursor stays where it is from here
	call detect_disks
	call enable_a20
	jmp enter_protected_mode

	cpu 8086
; Returns on a 486 or better only.
check_cpu:
	pushf
	pop ax
	mov cx, ax
	and ax, ~FLAGS_TOP & 0FFFFh
	push ax
	popf
	pushf
	pop ax
	and ax, FLAGS_TOP
	cmp ax, FLAGS_TOP
	je .old				; 8086, 186: they stay 1
	mov ax, cx
	or ax, FLAGS_IOPL_NT
	push ax
	popf
	pushf
	pop ax
	push cx
	popf
	test ax, FLAGS_IOPL_NT
	jz .old				; 286: they stay 0
	cpu 386
	pushfd
	pop eax
	mov ecx, eax
	xor eax, EFLAGS_AC
	push eax
	popfd
	pushfd
	pop eax
	push ecx
	popfd
	xor eax, ecx
	test eax, EFLAGS_AC
	jz .old				; 386: it stays as it is
	ret
	cpu 8086
.old:
	mov si, old_cpu
	jmp fail

	cpu 486
; The BIOS' geometry of the first two hard disks, as far as they are there.
detect_disks:
	push ds
	mov ax, BIOS_DATA_SEG
	mov ds, ax
	mov dl, [BIOS_DISKS]
	pop ds
	mov di, boot_params + BP_HD0
	mov bx, HD0_VECTOR
	call .copy
	mov di, boot_params + BP_HD1
	mov bx, HD1_VECTOR
.copy:
	dec dl
	js .none
	push ds
	xor ax, ax
	mov ds, ax
	lds si, [bx]
	mov cx, BP_HD_SIZE
	rep movsb
	pop ds
.none:
	ret

%include "memory.asm"
%include "floppy.asm"
%include "video.asm"
%include "a20.asm"
%include "pmode.asm"

from_floppy:	db 0
memory_top:	dd 0			; up to FLOPPY_LIMIT
no_memory:	db 13, 10, 'biglock: there is not enough memory for the '
		db 'kernel', 13, 10, 0
old_cpu:	db 13, 10, 'biglock: a 486 or newer is needed', 13, 10, 0

	times -($ - $$ + 4) & (SECTOR - 1) db 0
signature:
	dd SETUP_MAGIC
setup_end:				; and boot_params behind it
boot_params	equ setup_end
