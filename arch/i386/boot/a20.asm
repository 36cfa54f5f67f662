; a20.asm - opens the gate of address line 20, without which every odd
; megabyte is the one below it. The ways are tried from the safest to the
; least so, and each is believed only when memory shows it.

A20_SEG		equ 0FFFFh	; 1 MB - 16
A20_OFFSET	equ 210h	; from there: 1 MB + 200h
A20_LOW		equ 200h	; without the gate: a vector nobody uses
A20_SHORT	equ 32		; tests: the gate is open now,
A20_LONG	equ 100000	; or soon (each takes 2 microseconds or more)
KBD_BOUND	equ 50000	; tests of the keyboard controller

; Returns with A20 on, or not at all.
enable_a20:
	mov ecx, A20_SHORT
	call test_a20
	jnz .on
	mov ax, SYSTEM_A20_ON
	int INT_SYSTEM
	mov ecx, A20_SHORT
	call test_a20
	jnz .on
	call a20_by_keyboard
	mov ecx, A20_LONG
	call test_a20
	jnz .on
	call a20_by_port
	mov ecx, A20_LONG
	call test_a20
	jnz .on
	mov si, no_a20
	jmp fail
.on:
	ret

; Is a word above 1 MB one with that at A20_LOW? ZF clear: no, A20 is on;
; set: still so after ecx tests. Clobbers eax, ecx, edx.
test_a20:
	push fs
	push gs
	xor ax, ax
	mov fs, ax
	mov ax, A20_SEG
	mov gs, ax
	mov eax, [fs:A20_LOW]
	mov edx, eax
.again:
	inc edx
	mov [fs:A20_LOW], edx
	out DELAY_PORT, al
	cmp edx, [gs:A20_OFFSET]
	loope .again, ecx
	mov [fs:A20_LOW], eax
	pop gs
	pop fs
	ret

; The classic way: bit 1 of the keyboard controller's output port.
a20_by_keyboard:
	call wait_keyboard
	jz .none			; it never gets ready: there is none
	mov al, KBD_WRITE_OUT
	out KBD_COMMAND, al
	call wait_keyboard
	jz .none
	mov al, KBD_OUT_A20
	out KBD_DATA, al
	call wait_keyboard
	jz .none
	mov al, KBD_NULL		; some need one more
	out KBD_COMMAND, al
	call wait_keyboard
.none:
	ret

; Waits until the controller takes a byte, and empties its output. ZF set:
; it does not within the bound. Clobbers al, ecx.
wait_keyboard:
	mov ecx, KBD_BOUND
.again:
	out DELAY_PORT, al
	in al, KBD_STATUS
	cmp al, KBD_NONE
	je .none
	test al, KBD_OUT_FULL
	jz .empty
	in al, KBD_DATA
	jmp .next
.empty:
	test al, KBD_IN_FULL
	jz .ready
.next:
	dec ecx
	jnz .again
.none:
	xor cx, cx			; ZF
	ret
.ready:
	or cl, 1			; no ZF
	ret

; The fast gate of the PS/2. Bit 0 would reset the machine.
a20_by_port:
	in al, SYSTEM_PORT
	test al, SYSTEM_A20
	jnz .done			; it says so already
	or al, SYSTEM_A20
	and al, ~SYSTEM_RESET & 0FFh
	out SYSTEM_PORT, al
.done:
	ret

no_a20:	db 13, 10, 'biglock: the A20 gate does not open', 13, 10, 0
