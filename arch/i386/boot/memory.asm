; memory.asm - asks the BIOS for the memory, in all three ways. What it says
; is stored as it is; the kernel checks it and chooses.

detect_memory:
	call detect_e820
	call detect_e801
	; falls through

; INT 15h, AH=88h: the KB above 1 MB, up to 64 MB.
detect_88:
	mov ah, SYSTEM_EXT_MEM
	clc				; old ones do not touch it
	int INT_SYSTEM
	jc .none
	mov [boot_params + BP_EXT_MEM_K], ax
.none:
	ret

; INT 15h, AX=E820h: a list of address ranges. The 24 bytes of ACPI 3 are
; trimmed to 20. A BIOS whose answer is not 'SMAP' does not know the call,
; whatever it did before; a carry is the end of the list to some.
detect_e820:
	mov di, boot_params + BP_E820_TABLE
	xor ebx, ebx
	xor bp, bp			; entries we keep
	mov si, E820_MAX * 2		; calls: the list ends, or we do
.next:
	mov dword [di + E820_SIZE], E820_VALID	; if it gives 20 bytes
	push si
	push bp
	mov eax, SYSTEM_E820
	mov ecx, E820_ASK
	mov edx, E820_SMAP
	int INT_SYSTEM
	cld
	pop bp
	pop si
	jc .done
	cmp eax, E820_SMAP
	jne .broken
	cmp ecx, E820_SIZE
	jb .skip
	test byte [di + E820_SIZE], E820_VALID
	jz .skip
	mov eax, [di + 8]		; nothing in it?
	or eax, [di + 12]
	jz .skip
	add di, E820_SIZE
	inc bp
	cmp bp, E820_MAX
	je .done
.skip:
	dec si
	jz .done
	test ebx, ebx
	jnz .next
.done:
	mov ax, bp
	mov [boot_params + BP_E820_NR], al
.broken:
	mov dword [di], 0		; what a refused entry left behind
	mov dword [di + 4], 0
	mov dword [di + 8], 0
	mov dword [di + 12], 0
	mov dword [di + 16], 0
	mov dword [di + 20], 0
	ret

; INT 15h, AX=E801h: KB from 1 to 16 MB in ax or cx, 64 KB from there on in
; bx or dx. Counted as one piece only where the first is full.
detect_e801:
	xor cx, cx
	xor dx, dx
	mov ax, SYSTEM_E801
	int INT_SYSTEM
	jc .none
	test cx, cx
	jnz .in_cx
	test dx, dx
	jnz .in_cx
	mov cx, ax
	mov dx, bx
.in_cx:
	cmp cx, KB_15MB
	ja .none			; nonsense
	movzx ecx, cx
	movzx edx, dx
	cmp ecx, KB_15MB
	jne .hole
	shl edx, 6
	add ecx, edx
.hole:
	mov [boot_params + BP_ALT_MEM_K], ecx
.none:
	ret

; Returns in eax where the memory that begins at 1 MB ends, at most
; FLOPPY_LIMIT. E820's entries may stand in any order. Clobbers cx, edx, si.
top_of_memory:
	mov eax, HIGH_START
	cmp byte [boot_params + BP_E820_NR], 0
	je .no_e820
.again:
	movzx cx, byte [boot_params + BP_E820_NR]
	mov si, boot_params + BP_E820_TABLE
.entry:
	cmp dword [si + 16], E820_RAM
	jne .next
	cmp dword [si + 4], 0		; begins above 4 GB
	jne .next
	cmp [si], eax
	ja .next
	mov edx, [si]
	add edx, [si + 8]
	jc .enough			; ends above 4 GB
	cmp dword [si + 12], 0
	jne .enough
	cmp edx, eax
	jbe .next
	mov eax, edx			; here it goes on: look for more
	jmp .again
.next:
	add si, E820_SIZE
	loop .entry
	cmp eax, HIGH_START		; none: E820 is not to be believed
	je .no_e820
	cmp eax, FLOPPY_LIMIT
	jbe .done
.enough:
	mov eax, FLOPPY_LIMIT
.done:
	ret
.no_e820:
	mov edx, [boot_params + BP_ALT_MEM_K]
	test edx, edx
	jnz .kb
	movzx edx, word [boot_params + BP_EXT_MEM_K]
.kb:
	cmp edx, KB_15MB
	ja .enough
	shl edx, 10
	add eax, edx
	ret
