; bootsect.asm - the first sector: our own floppy boot sector, and the first
; bytes of the header that every other loader reads and does not run.
;
; In:	0000:7C00 or 07C0:0000, dl = the drive, anything else unknown
; Out:	at SETUP_SEG:HDR_FLOPPY with ds = es = ss = SETUP_SEG, sp set, this
;	sector and setup loaded at SETUP_SEG:0, dl in FLOPPY_DRIVE
;
; There is no room here for more: the rest of the loader is floppy.asm, a part
; of setup. setup fits on the rest of the first track (build.c sees to it).
%include "boot.inc"

	cpu 8086
	bits 16
	org 0

start:
	cld
	mov ax, BIOS_BOOT_SEG
	mov ds, ax
	mov ax, SETUP_SEG
	mov es, ax
	cli				; for an 8086: ss and sp go together
	mov ss, ax
	mov sp, FLOPPY_STACK
	sti
	xor si, si
	xor di, di
	mov cx, SECTOR / 2
	rep movsw			; we stand where setup wants us
	jmp SETUP_SEG:moved

moved:
	push es				; ds = es = ss = SETUP_SEG
	pop ds
	mov [FLOPPY_DRIVE], dl
	mov si, loading
	call print
	test dl, dl
	mov si, no_floppy
	js fail

	; Some BIOSes believe that a track has 9 sectors, and say so to the
	; controller: tell them ours.
	xor ax, ax
	mov ds, ax
	lds si, [DISKETTE_VECTOR]
	mov di, parameters
	mov cx, DISKETTE_SIZE
	rep movsb
	push es
	pop ds
	mov al, [FLOPPY_SPT]
	mov [parameters + DISKETTE_SPT], al
	mov es, cx			; 0
	mov word [es:DISKETTE_VECTOR], parameters
	mov [es:DISKETTE_VECTOR + 2], ds
	push ds
	pop es

	mov di, FLOPPY_RETRIES
.again:
	mov ah, DISK_RESET		; a new speed, or after an error
	mov dl, [FLOPPY_DRIVE]
	int INT_DISK
	mov ah, DISK_READ
	mov al, [HDR_SETUP_SECTS]
	mov bx, SETUP_START
	mov cx, 2			; cylinder 0, sector 2
	mov dh, 0			; head 0
	mov dl, [FLOPPY_DRIVE]
	int INT_DISK
	jnc .check
	dec di
	jnz .again
	mov si, read_error
	jmp fail

.check:
	mov si, no_setup
	cmp word [HDR_MAGIC], 'Hd'
	jne fail
	cmp word [HDR_MAGIC + 2], 'rS'
	jne fail
	jmp HDR_FLOPPY

; Says what is wrong (ds:si) and stops.
fail:
	call print
.stop:
	hlt
	jmp .stop

; Prints the string at ds:si. Clobbers ax, bx, si.
print:
	lodsb
	test al, al
	jz .done
	mov ah, VIDEO_PUTC
	mov bx, VIDEO_WHITE
	int INT_VIDEO
	jmp print
.done:
	ret

loading:	db 'Loading biglock', 0
no_floppy:	db ': only floppies have what I need', 13, 10, 0
read_error:	db ': the floppy cannot be read', 13, 10, 0
no_setup:	db ': there is no kernel on this floppy', 13, 10, 0
parameters:	times DISKETTE_SIZE db 0

	times FLOPPY_BLOCK - ($ - $$) db 0
	db 'BLFD'
	db SECTORS_1440
	db 0				; drive
	dw 0				; the command line: none
	dw 0				; the ramdisk: none
	dd 0

; The header begins here and goes on in setup.asm. build.c fills in what is 0
; here and not 0 in the picture of Documentation/boot.txt.
	times HDR_SETUP_SECTS - ($ - $$) db 0
	db 0				; setup_sects: build.c
	dw 0				; root_flags: read and write
	dd 0				; syssize: build.c
	dw 0				; ram_size
	dw VID_MODE_KEEP
	dw 0				; root_dev
	dw BOOT_FLAG
