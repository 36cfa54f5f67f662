; pmode.asm - the way out of real mode.
;
; Out:	at code32_start in 32-bit protected mode, paging and interrupts off,
;	all interrupts masked, NMI off at port 70h; cs = 10h, ds = es = fs =
;	gs = ss = 18h, flat, 4 GB; esi = physical address of boot_params;
;	ebx = ebp = edi = 0. There is no stack and no IDT.

enter_protected_mode:
	cmp dword [HDR_SWITCH], 0
	je .ours
	call far [HDR_SWITCH]		; the loader wants to do it
	jmp .masked
.ours:
	cli
	mov al, NMI_OFF
	out CMOS_INDEX, al
	out DELAY_PORT, al
.masked:
	xor al, al			; no error of the FPU is pending
	out FPU_BUSY, al
	out DELAY_PORT, al
	out FPU_RESET, al
	out DELAY_PORT, al
	mov al, PIC_MASK_ALL
	out PIC2_MASK, al
	out DELAY_PORT, al
	mov al, PIC_MASK_ALL & ~PIC_CASCADE
	out PIC1_MASK, al
	out DELAY_PORT, al

	xor eax, eax			; from offsets to addresses
	mov ax, ds
	shl eax, 4
	lea esi, [eax + boot_params]
	lea ecx, [eax + gdt]
	mov [gdt_pointer + 2], ecx
	lea ecx, [eax + protected]
	mov [.jump + 2], ecx
	mov edx, [HDR_CODE32]
	lidt [no_idt]
	lgdt [gdt_pointer]
	mov eax, cr0
	or al, CR0_PE
	mov cr0, eax
	jmp short .jump			; drops what was fetched in advance
.jump:
	jmp dword KERNEL_CS:0		; its offset is the address from above

	bits 32
protected:
	mov eax, KERNEL_DS
	mov ds, eax
	mov es, eax
	mov fs, eax
	mov gs, eax
	mov ss, eax
	xor ebx, ebx
	xor ebp, ebp
	xor edi, edi
	jmp edx
	bits 16

	align 8
gdt:	dq 0
	dq 0
	dq FLAT_CODE			; KERNEL_CS
	dq FLAT_DATA			; KERNEL_DS
gdt_pointer:
	dw gdt_pointer - gdt - 1
	dd 0
no_idt:	dw 0
	dd 0
