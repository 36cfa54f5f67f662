/*
 * ptrace.c - the machine's part of tracing: registers of a stopped thread in
 * the forms that debuggers know, single steps, and system calls that stop at
 * their entry and exit.
 */
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/ptrace.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/debugreg.h>
#include <asm/entry.h>
#include <asm/fpstate.h>
#include <asm/i387.h>
#include <asm/smplock.h>
#include <asm/system.h>
#include <asm/tls.h>
#include <asm/uaccess.h>
#include <asm/unistd.h>
#include <asm/user.h>

/* What a tracer may change: the bits that a program can, but for IF, IOPL. */
#define EFLAGS_TRACER	0x00054dd5

#define GREG(name)	(offsetof(struct elf_gregs, name) / sizeof(u32))
#define NR_GREGS	(sizeof(struct elf_gregs) / sizeof(u32))

/* --- registers of p, which is stopped ------------------------------------ */

static void get_gregs(struct task_struct *p, struct elf_gregs *g)
{
	elf_core_copy_regs(g, task_regs(p), p->thread.gs);
	if (p->ptrace & PT_STEP_TF)
		g->eflags &= ~EFLAGS_TF;
}

/* A selector of user mode; only data segments may be none. */
static int set_segment(u32 *reg, u32 value, bool may_be_null)
{
	value &= 0xffff;
	if (may_be_null ? value && (value & 3) != 3 : (value & 3) != 3)
		return -EIO;
	*reg = value;
	return 0;
}

/* The tracer's TF is the program's from now on. */
static void set_eflags(struct task_struct *p, u32 value)
{
	struct pt_regs *regs = task_regs(p);

	if (p->ptrace & PT_STEP_TF)
		value |= EFLAGS_TF;
	regs->eflags = (regs->eflags & ~EFLAGS_TRACER) |
		       (value & EFLAGS_TRACER);
}

/* Where the frame has register number `nr' of struct elf_gregs that may hold
   anything. */
static u32 *plain_greg(struct pt_regs *regs, u32 nr)
{
	switch (nr) {
	case GREG(ebx): return &regs->ebx;
	case GREG(ecx): return &regs->ecx;
	case GREG(edx): return &regs->edx;
	case GREG(esi): return &regs->esi;
	case GREG(edi): return &regs->edi;
	case GREG(ebp): return &regs->ebp;
	case GREG(eax): return &regs->eax;
	case GREG(orig_eax): return &regs->orig_eax;
	case GREG(eip): return &regs->eip;
	default: return &regs->esp;
	}
}

/* 0, or -EIO: user mode cannot have it. */
static int set_greg(struct task_struct *p, u32 nr, u32 value)
{
	struct pt_regs *regs = task_regs(p);

	switch (nr) {
	case GREG(ds):
		return set_segment(&regs->ds, value, true);
	case GREG(es):
		return set_segment(&regs->es, value, true);
	case GREG(fs):
		return set_segment(&regs->fs, value, true);
	case GREG(gs):
		return set_segment(&p->thread.gs, value, true);
	case GREG(cs):
		return set_segment(&regs->cs, value, false);
	case GREG(ss):
		return set_segment(&regs->ss, value, false);
	case GREG(eflags):
		set_eflags(p, value);
		return 0;
	default:
		*plain_greg(regs, nr) = value;
		return 0;
	}
}

/* The first `size' bytes of all. */
static long set_gregs(struct task_struct *p, const struct elf_gregs *g,
		      u32 size)
{
	const u32 *value = (const u32 *)g;
	u32 i;
	int err;

	for (i = 0; i < size / sizeof(u32); i++) {
		err = set_greg(p, i, value[i]);
		if (err)
			return err;
	}
	return 0;
}

/* --- one word of struct user --------------------------------------------- */

#define DEBUGREG_START	offsetof(struct user, u_debugreg)

static bool is_user_word(u32 offset)
{
	return !(offset & 3) && offset < sizeof(struct user);
}

static long peek_user(pid_t pid, u32 offset, u32 __user *result)
{
	struct task_struct *p = stopped_tracee(pid);
	struct elf_gregs g;
	u32 value = 0;

	if (!is_user_word(offset))
		return -EIO;
	if (offset < sizeof(g)) {
		get_gregs(p, &g);
		value = ((u32 *)&g)[offset / sizeof(u32)];
	} else if (offset >= DEBUGREG_START) {
		value = get_debugreg(p, (offset - DEBUGREG_START) /
					sizeof(u32));
	}
	return put_user(value, result);
}

/* What is no register cannot be changed. */
static long poke_user(pid_t pid, u32 offset, u32 value)
{
	struct task_struct *p = stopped_tracee(pid);

	if (!is_user_word(offset))
		return -EIO;
	if (offset < sizeof(struct elf_gregs))
		return set_greg(p, offset / sizeof(u32), value);
	if (offset >= DEBUGREG_START)
		return set_debugreg(p, (offset - DEBUGREG_START) / sizeof(u32),
				    value);
	return -EIO;
}

/* --- sets of registers --------------------------------------------------- */

union register_set {
	struct elf_gregs g;
	struct fnsave_state fn;
	struct fxsave_state fx;
};

/* Bytes of a kind of registers; 0: there is no such kind. */
static u32 set_size(u32 kind)
{
	switch (kind) {
	case NT_PRSTATUS:
		return sizeof(struct elf_gregs);
	case NT_FPREGSET:
		return sizeof(struct fnsave_state);
	case NT_PRXFPREG:
		return sizeof(struct fxsave_state);
	default:
		return 0;
	}
}

static long get_set(struct task_struct *p, u32 kind, union register_set *set)
{
	switch (kind) {
	case NT_PRSTATUS:
		get_gregs(p, &set->g);
		return 0;
	case NT_FPREGSET:
		return fpu_get(p, &set->fn);
	default:
		return fxsr_get(p, &set->fx);
	}
}

/* Only general registers may be less than all. */
static long put_set(struct task_struct *p, u32 kind,
		    const union register_set *set, u32 size)
{
	if (kind == NT_PRSTATUS)
		return set_gregs(p, &set->g, size);
	if (size != set_size(kind))
		return -EINVAL;
	return kind == NT_FPREGSET ? fpu_set(p, &set->fn) :
				     fxsr_set(p, &set->fx);
}

static long read_set(pid_t pid, u32 kind, void __user *to, u32 size)
{
	union register_set set;
	long err = get_set(stopped_tracee(pid), kind, &set);

	return err ? err : copy_to_user(to, &set, size);
}

static long write_set(pid_t pid, u32 kind, const void __user *from, u32 size)
{
	union register_set set;
	struct task_struct *p;

	if (copy_from_user(&set, from, size))
		return -EFAULT;
	p = stopped_tracee(pid);
	return p ? put_set(p, kind, &set, size) : -ESRCH;
}

struct user_iovec {
	u32 base, len;
};

/* PTRACE_GETREGSET and SETREGSET: as much as fits, which is told. */
static long register_set(pid_t pid, u32 kind, struct user_iovec __user *uiov,
			 bool write)
{
	struct user_iovec iov;
	void __user *base;
	long err;

	if (copy_from_user(&iov, uiov, sizeof(iov)))
		return -EFAULT;
	if (!set_size(kind) || iov.len % sizeof(u32))
		return -EINVAL;
	if (!stopped_tracee(pid))
		return -ESRCH;
	iov.len = min(iov.len, set_size(kind));
	base = (void __user *)iov.base;
	err = write ? write_set(pid, kind, base, iov.len) :
		      read_set(pid, kind, base, iov.len);
	return err ? err : put_user(iov.len, &uiov->len);
}

/* --- thread-local segments ----------------------------------------------- */

static long get_thread_area_of(pid_t pid, u32 nr, struct user_desc __user *uud)
{
	struct user_desc ud;
	int err = get_tls(&stopped_tracee(pid)->thread, nr, &ud);

	return err ? err : copy_to_user(uud, &ud, sizeof(ud));
}

static long set_thread_area_of(pid_t pid, u32 nr,
			       const struct user_desc __user *uud)
{
	struct task_struct *p;
	struct user_desc ud;

	if (copy_from_user(&ud, uud, sizeof(ud)))
		return -EFAULT;
	p = stopped_tracee(pid);
	return p ? put_tls(&p->thread, nr, &ud) : -ESRCH;
}

/* See linux/ptrace.h. The caller has seen that `pid' is stopped. */
long arch_ptrace(pid_t pid, long request, u32 addr, u32 data)
{
	void __user *at = (void __user *)data;

	switch (request) {
	case PTRACE_PEEKUSER:
		return peek_user(pid, addr, at);
	case PTRACE_POKEUSER:
		return poke_user(pid, addr, data);
	case PTRACE_GETREGS:
		return read_set(pid, NT_PRSTATUS, at, set_size(NT_PRSTATUS));
	case PTRACE_SETREGS:
		return write_set(pid, NT_PRSTATUS, at, set_size(NT_PRSTATUS));
	case PTRACE_GETFPREGS:
		return read_set(pid, NT_FPREGSET, at, set_size(NT_FPREGSET));
	case PTRACE_SETFPREGS:
		return write_set(pid, NT_FPREGSET, at, set_size(NT_FPREGSET));
	case PTRACE_GETFPXREGS:
		return read_set(pid, NT_PRXFPREG, at, set_size(NT_PRXFPREG));
	case PTRACE_SETFPXREGS:
		return write_set(pid, NT_PRXFPREG, at, set_size(NT_PRXFPREG));
	case PTRACE_GETREGSET:
	case PTRACE_SETREGSET:
		return register_set(pid, addr, at,
				    request == PTRACE_SETREGSET);
	case PTRACE_GET_THREAD_AREA:
		return get_thread_area_of(pid, addr, at);
	case PTRACE_SET_THREAD_AREA:
		return set_thread_area_of(pid, addr, at);
	default:
		return -EIO;
	}
}

/* --- single steps -------------------------------------------------------- */

#define INSN_PUSHF	0x9c
#define INSN_POPF	0x9d
#define INSN_IRET	0xcf
#define INSN_OPSIZE	0x66		/* a prefix that they may have */

/* See linux/ptrace.h. */
enum step_kind ptrace_step_kind(pid_t pid)
{
	struct task_struct *p = stopped_tracee(pid);
	struct mm_struct *mm = p ? get_task_mm(p) : NULL;
	u8 insn[2] = { 0, 0 };

	if (!mm)
		return STEP_PLAIN;
	access_process_vm(mm, task_regs(p)->eip, insn, sizeof(insn), false);
	mmput(mm);
	switch (insn[0] == INSN_OPSIZE ? insn[1] : insn[0]) {
	case INSN_PUSHF:
		return STEP_SAVES_FLAGS;
	case INSN_POPF:
	case INSN_IRET:
		return STEP_LOADS_FLAGS;
	default:
		return STEP_PLAIN;
	}
}

/* Nothing of the step is to be seen in registers that go to memory. */
void ptrace_hide_step(struct pt_regs *regs)
{
	regs->eflags &= ~EFLAGS_TF;
	current->ptrace &= ~PT_STEP_TF;
}

/* TF that the program has not set itself is taken away after the step. What
   the instruction loads is the program's own. */
void ptrace_set_step(struct task_struct *p, bool step, enum step_kind kind)
{
	struct pt_regs *regs = task_regs(p);

	if (p->ptrace & PT_STEP_TF)
		regs->eflags &= ~EFLAGS_TF;
	p->ptrace &= ~(PT_STEP | PT_STEP_TF | PT_STEP_SAVES);
	if (!step)
		return;
	p->ptrace |= PT_STEP;
	if (regs->eflags & EFLAGS_TF)
		return;
	regs->eflags |= EFLAGS_TF;
	if (kind != STEP_LOADS_FLAGS)
		p->ptrace |= PT_STEP_TF;
	if (kind == STEP_SAVES_FLAGS)
		p->ptrace |= PT_STEP_SAVES;
}

/* Current has been stepped over a pushf, which has seen our TF. Interrupts
   on. */
void ptrace_step_saved(struct pt_regs *regs)
{
	u16 __user *flags = (u16 __user *)regs->esp;
	u16 low;

	lock_kernel();
	current->ptrace &= ~PT_STEP_SAVES;
	unlock_kernel();
	if (!get_user(low, flags))
		put_user((u16)(low & ~EFLAGS_TF), flags);
}

/* --- system calls of current, from entry.S ------------------------------- */

/*
 * WORK_TRACE_CALL is set and a system call begins: the tracer may see it,
 * change its number and arguments, or write another number and a result.
 * Returns the number of the call to be made; for one that is none, the result
 * is in the frame. No lock held, interrupts on.
 */
u32 trace_call_begins(struct pt_regs *regs)
{
	u32 nr = regs->orig_eax;

	regs->eax = -ENOSYS;
	if (!(current->ptrace & PT_CALLS))
		return nr;
	lock_kernel();
	ptrace_report_call();
	nr = regs->orig_eax;
	if (killed(current))
		nr = NR_syscalls;
	unlock_kernel();
	return nr;
}

/* The same when it has ended, with the result in the frame. A single step ends
   with the call, not with the instruction after it. Interrupts off; on for a
   while. */
void trace_call_ends(struct pt_regs *regs)
{
	siginfo_t info = {
		.si_signo = SIGTRAP,
		.si_code = TRAP_TRACE,
		.f.fault.addr = (void __user *)regs->eip,
	};

	if (!current->ptrace)
		return;
	sti();
	lock_kernel();
	if (current->ptrace & PT_STEP)
		force_sig_info(SIGTRAP, &info, current);
	else
		ptrace_report_call();
	unlock_kernel();
	cli();
}
