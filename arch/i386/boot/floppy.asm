; floppy.asm - the rest of our own floppy loader; bootsect.asm has loaded us.
;
; On the floppy, each from a sector of its own: boot sector, setup, the
; kernel, the command line, the ramdisk. The kernel goes to 1 MB, the ramdisk
; to the top of memory, but below 16 MB, as old BIOSes cannot copy farther.
; Whole tracks are read into one buffer; the BIOS copies them up.

load_floppy:
	or byte [HDR_LOADFLAGS], CAN_USE_HEAP
	mov word [HDR_HEAP_END], FLOPPY_STACK - HEAP_BIAS
	mov byte [HDR_LOADER], LOADER_OURS
	movzx ax, byte [HDR_SETUP_SECTS]
	inc ax
	mov [lba], ax
	mov eax, [HDR_SYSSIZE]
	shl eax, 4
	mov [left], eax
	mov dword [target], HIGH_START
	call load_high
	call load_cmdline
	call load_ramdisk
	mov si, newline
	jmp print

; The ramdisk, if there is one, ends at the last page boundary that leaves
; room for it.
load_ramdisk:
	mov ecx, [FLOPPY_RD_SIZE]
	jecxz .none
	mov eax, [memory_top]
	sub eax, ecx
	jb .too_big
	and ax, 0F000h
	mov edx, [HDR_INIT_SIZE]
	add edx, HIGH_START
	cmp eax, edx
	jb .too_big
	mov [HDR_RAMDISK], eax
	mov [HDR_RAMDISK_LEN], ecx
	mov [target], eax
	mov [left], ecx
	mov ax, [FLOPPY_RD_LBA]
	mov [lba], ax
	mov si, and_ramdisk
	call print
	jmp load_high
.none:
	ret
.too_big:
	mov si, no_room
	jmp fail

; The command line may be spread over two tracks: through the buffer, too.
load_cmdline:
	mov ax, [FLOPPY_CMD_LBA]
	test ax, ax
	jz .none
	mov [lba], ax
	mov dword [left], CMDLINE_SECTORS * SECTOR
	mov di, FLOPPY_CMDLINE
.next:
	push di
	call read_track
	pop di
	mov cx, ax			; bytes
	push ds
	push BOUNCE_SEG
	pop ds
	xor si, si
	rep movsb
	pop ds
	cmp dword [left], 0
	jne .next
	mov byte [FLOPPY_CMDLINE + CMDLINE_SIZE], 0
	mov dword [HDR_CMDLINE], SETUP_SEG * 16 + FLOPPY_CMDLINE
.none:
	ret

; Loads [left] bytes from sector [lba] on to physical address [target].
load_high:
	call read_track
	movzx eax, ax
	push eax
	mov cx, ax
	inc cx
	shr cx, 1			; words
	call move_up
	pop eax
	add [target], eax
	mov al, '.'
	call putc
	cmp dword [left], 0
	jne load_high
	ret

; Reads from sector [lba] to the end of its track, or to the end of what is
; [left], into the buffer. Returns in ax how many bytes those are, and counts
; lba and left on.
read_track:
	mov ax, [lba]
	xor dx, dx
	movzx bx, byte [FLOPPY_SPT]
	div bx				; ax: track, dx: sector in it
	sub bx, dx			; to the end of the track
	mov ecx, [left]
	add ecx, SECTOR - 1
	shr ecx, SECTOR_SHIFT
	cmp cx, bx
	jbe .last
	mov cx, bx
.last:
	add [lba], cx
	push cx
	shr ax, 1			; even tracks: head 0
	setc dh
	mov ch, al
	mov al, cl			; sectors
	mov cl, dl
	inc cl				; they count from 1
	call read_sectors
	pop ax
	shl ax, SECTOR_SHIFT
	movzx ecx, ax
	cmp ecx, [left]
	jbe .whole
	mov cx, [left]			; the last sector is not full
	mov ax, cx
.whole:
	sub [left], ecx
	ret

; Reads al sectors from cylinder ch, sector cl, head dh into the buffer.
; Returns only if it succeeds.
read_sectors:
	mov di, FLOPPY_RETRIES
	mov dl, [FLOPPY_DRIVE]
	push es
	push BOUNCE_SEG
	pop es
.again:
	push ax
	mov ah, DISK_READ
	xor bx, bx
	push cx
	push dx
	push di
	stc				; some forget to
	int INT_DISK
	sti
	pop di
	pop dx
	pop cx
	jnc .done
	mov [disk_error], ah
	mov ah, DISK_RESET
	int INT_DISK
	pop ax
	dec di
	jnz .again
	jmp disk_failed
.done:
	pop ax
	pop es
	ret

; Which cylinder (ch), head (dh) and what the BIOS said, in hexadecimal.
disk_failed:
	push dx
	push cx
	pop ax
	mov di, read_error.cylinder
	call .hex
	pop ax
	mov di, read_error.head
	call .hex
	mov ah, [disk_error]
	mov di, read_error.code
	call .hex
	mov si, read_error
	jmp fail

; ah as two digits to ds:di.
.hex:
	call .digit
.digit:
	rol ah, 4
	mov al, ah
	and al, 0Fh
	cmp al, 10
	sbb al, 69h			; 0-9 to 96h-9Fh, 10-15 to A1h-A6h
	das				; and to '0'-'9', 'A'-'F'
	mov [di], al
	inc di
	ret

; Copies cx words of the buffer to physical address [target], by the BIOS:
; it gets two descriptors, with limits, bases and access rights in them.
move_up:
	mov eax, [target]
	mov [move_gdt.to + 2], ax
	shr eax, 16
	mov [move_gdt.to + 4], al
	mov [move_gdt.to + 7], ah
	mov si, move_gdt
	mov ah, SYSTEM_MOVE
	push es
	push ds
	pop es
	int INT_SYSTEM
	pop es
	mov si, no_move
	jc fail
	ret

	align 4
move_gdt:
	times 16 db 0			; the BIOS' own
	dw MOVE_LIMIT			; from: the buffer
	dw BOUNCE_SEG << 4 & 0FFFFh
	db BOUNCE_SEG >> 12
	db MOVE_ACCESS, 0, 0
.to:	dw MOVE_LIMIT
	dw 0
	db 0
	db MOVE_ACCESS, 0, 0
	times 16 db 0			; the BIOS' own

lba:		dw 0			; next sector of the floppy
left:		dd 0			; bytes to be read
target:		dd 0			; physical address
disk_error:	db 0
and_ramdisk:	db ' and its ramdisk', 0
newline:	db 13, 10, 0
no_room:	db 13, 10, 'biglock: there is not enough memory for the '
		db 'ramdisk', 13, 10, 0
no_move:	db 13, 10, 'biglock: the BIOS does not copy above 1 MB', 13
		db 10, 0
read_error:	db 13, 10, 'biglock: the floppy cannot be read: cylinder '
.cylinder:	db '00h, head '
.head:		db '00h, error '
.code:		db '00h', 13, 10, 0
