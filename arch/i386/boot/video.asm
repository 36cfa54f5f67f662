; video.asm - what the screen looks like: mode, size and cursor, so that the
; kernel writes on where the BIOS has stopped.

detect_video:
	mov ah, VIDEO_GET_MODE
	int INT_VIDEO
	and al, VIDEO_MODE_BITS
	mov [boot_params + BP_MODE], al
	mov [boot_params + BP_COLS], ah
	mov [boot_params + BP_PAGE], bh
	mov ah, VIDEO_GET_CURSOR	; of page bh
	int INT_VIDEO
	mov [boot_params + BP_CURSOR], dx	; dl column, dh line

	mov byte [boot_params + BP_LINES], OLD_LINES
	mov word [boot_params + BP_POINTS], OLD_POINTS
	mov ah, VIDEO_EGA_INFO
	mov bl, EGA_ASK
	int INT_VIDEO
	cmp bl, EGA_ASK
	je .old				; no answer: older than EGA
	mov [boot_params + BP_EGA_BX], bx
	push ds
	mov ax, BIOS_DATA_SEG
	mov ds, ax
	mov al, [BIOS_ROWS]
	mov bx, [BIOS_POINTS]
	pop ds
	inc al
	mov [boot_params + BP_LINES], al
	mov [boot_params + BP_POINTS], bx
	mov ax, VIDEO_VGA_INFO
	int INT_VIDEO
	cmp al, VIDEO_VGA_INFO >> 8
	jne .old
	inc byte [boot_params + BP_IS_VGA]
.old:
	ret
