/*
 * i387.c - the FPU and SSE registers of processes (L14, L18, M4). They are
 * loaded when a process first uses them after it got the CPU, and saved when
 * it loses the CPU, so a process that migrates finds its state in memory; if
 * it comes back and nobody else has used the registers, they are not loaded.
 *
 * Who touches the registers cannot be preempted: the kernel gives up the CPU
 * only in schedule(), and interrupt handlers do no arithmetic.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <asm/cpu.h>
#include <asm/entry.h>
#include <asm/fpstate.h>
#include <asm/i387.h>
#include <asm/smplock.h>
#include <asm/system.h>
#include <asm/uaccess.h>

#define FPU_ALIGN	16		/* FXSAVE wants it */
#define EXCEPTION_BITS	0x3f		/* of status, control and MXCSR */
#define MXCSR_MASKS	7		/* shift: which exceptions are masked */

/* What a process finds at its first use. */
static union fpu_state initial __aligned(FPU_ALIGN);	/* [i] */
static u32 mxcsr_mask;			/* [i] bits that MXCSR has; 0: no SSE */

#define clts()		__asm__ volatile("clts" : : : "memory")
#define stts()		write_cr(0, read_cr(0) | CR0_TS)

/* FXSAVE; else FNSAVE and FRSTOR. All CPUs are alike in this (L23). */
static inline bool has_fxsr(void)
{
	return cpu_has(&boot_cpu.info, X86_FEATURE_FXSR);
}

static size_t state_size(void)
{
	return has_fxsr() ? sizeof(struct fxsave_state) :
			    sizeof(struct fnsave_state);
}

static inline void fxsave(struct fxsave_state *fx)
{
	__asm__ volatile("fxsave %0" : "=m" (*fx));
}

/*
 * Loads a state. Exceptions that the old one had pending must not come now:
 * they are saved with it.
 */
static void load_state(const union fpu_state *s)
{
	if (has_fxsr())
		__asm__ volatile("fnclex; fxrstor %0" : : "m" (s->fx));
	else
		__asm__ volatile("fnclex; frstor %0" : : "m" (s->fn));
}

static void __init make_initial_state(void)
{
	static struct fxsave_state probe __aligned(FPU_ALIGN);

	if (!has_fxsr()) {
		initial.fn.cwd = FP_INITIAL_CWD | FP_UPPER_ONES;
		initial.fn.swd = FP_UPPER_ONES;
		initial.fn.twd = FP_ALL_EMPTY;
		return;
	}
	initial.fx.cwd = FP_INITIAL_CWD;
	if (!cpu_has(&boot_cpu.info, X86_FEATURE_SSE))
		return;
	fxsave(&probe);
	mxcsr_mask = probe.mxcsr_mask ? probe.mxcsr_mask : MXCSR_DEFAULT_MASK;
	initial.fx.mxcsr = FP_INITIAL_MXCSR;
}

/*
 * Tells this CPU what programs may use, and that the registers are nobody's.
 * After identify_cpu(); the boot processor comes first.
 */
void __init fpu_init_cpu(void)
{
	u32 cr4 = 0;

	if (!boot_cpu.info.hard_math) {
		write_cr(0, (read_cr(0) & ~CR0_MP) | CR0_EM);
		return;
	}
	if (has_fxsr())
		cr4 |= CR4_OSFXSR;
	if (cpu_has(&boot_cpu.info, X86_FEATURE_SSE))
		cr4 |= CR4_OSXMMEXCPT;
	if (cr4)
		write_cr(4, read_cr(4) | cr4);
	if (this_cpu->self == &boot_cpu)
		make_initial_state();
	stts();
}

/* Memory for the state of a process. 0 or -ENOMEM. */
static int alloc_state(struct thread_struct *t, u32 gfp)
{
	t->fpu_block = kzalloc(state_size() + FPU_ALIGN - KMALLOC_ALIGN, gfp);
	if (!t->fpu_block)
		return -ENOMEM;
	t->fpu = (union fpu_state *)ALIGN((u32)t->fpu_block, FPU_ALIGN);
	return 0;
}

/*
 * If p, which is current, has the FPU, saves its registers, and the next use
 * traps. FNSAVE empties them; after FXSAVE they are p's still.
 */
void fpu_save(struct task_struct *p)
{
	if (!this_cpu->fpu_live || p != current)
		return;
	if (has_fxsr()) {
		fxsave(&p->thread.fpu->fx);
	} else {
		__asm__ volatile("fnsave %0; fwait"
				 : "=m" (p->thread.fpu->fn));
		this_cpu->fpu_owner = NULL;
	}
	stts();
	this_cpu->fpu_live = false;
}

/* The state in memory has changed, or is to start afresh: whatever registers
   hold it are not to be used. p is current or does not run. */
static void fpu_detach(struct task_struct *p, bool used)
{
	if (p == current && this_cpu->fpu_live) {
		stts();
		this_cpu->fpu_live = false;
	}
	p->thread.fpu_cpu = NULL;
	p->thread.fpu_used = used;
}

/* exec() or the end: p has never used the FPU. */
void fpu_forget(struct task_struct *p)
{
	fpu_detach(p, false);
	if (p->thread.fpu)
		kfree(p->thread.fpu_block);
	p->thread.fpu = NULL;
}

/* fork(): p begins with a copy of current's state. 0 or -ENOMEM. */
int fpu_copy(struct task_struct *p)
{
	struct thread_struct *t = &p->thread;
	int err;

	t->fpu = NULL;
	t->fpu_cpu = NULL;
	t->fpu_used = false;
	if (!current->thread.fpu_used)
		return 0;
	err = alloc_state(t, GFP_KERNEL);
	if (err)
		return err;
	fpu_save(current);
	memcpy(t->fpu, current->thread.fpu, state_size());
	t->fpu_used = true;
	return 0;
}

/* The first use: memory for the state. False: no memory, or no FPU, and
   current is told. Interrupts off; on for a while. */
static bool first_use(void)
{
	bool good;

	sti();
	lock_kernel();
	good = boot_cpu.info.hard_math &&
	       !alloc_state(&current->thread, GFP_KERNEL);
	if (!good)
		force_sig(boot_cpu.info.hard_math ? SIGKILL : SIGFPE, current);
	unlock_kernel();
	cli();
	return good;
}

/*
 * A program uses the FPU and CR0.TS is set: gives it its registers. From user
 * mode, interrupts off.
 */
void do_device_not_available(struct pt_regs *regs __unused)
{
	struct thread_struct *t = &current->thread;

	if (!t->fpu && !first_use())
		return;
	clts();
	if (this_cpu->fpu_owner != current || t->fpu_cpu != this_cpu->self) {
		load_state(t->fpu_used ? t->fpu : &initial);
		this_cpu->fpu_owner = current;
		t->fpu_cpu = this_cpu->self;
		t->fpu_used = true;
	}
	this_cpu->fpu_live = true;
}

/* Current's state has exceptions `raised' that are not masked. */
static void send_sigfpe(struct pt_regs *regs, u32 raised)
{
	siginfo_t info = {
		.si_signo = SIGFPE,
		.si_code = fpe_code(raised & EXCEPTION_BITS),
		.f.fault.addr = (void __user *)regs->eip,
	};

	sti();
	lock_kernel();
	force_sig_info(SIGFPE, &info, current);
	unlock_kernel();
	cli();
}

/* Exception 16: the x87 has one pending (L14). From user mode, interrupts
   off. */
void do_fpu_error(struct pt_regs *regs)
{
	const union fpu_state *s = current->thread.fpu;
	u32 raised = 0;

	fpu_save(current);
	if (s)
		raised = has_fxsr() ? s->fx.swd & ~s->fx.cwd :
				      s->fn.swd & ~s->fn.cwd;
	send_sigfpe(regs, raised);
}

/* Exception 19: an SSE instruction raised one. The same conditions. */
void do_simd_error(struct pt_regs *regs)
{
	const union fpu_state *s = current->thread.fpu;
	u32 raised = 0;

	fpu_save(current);
	if (s)
		raised = s->fx.mxcsr & ~(s->fx.mxcsr >> MXCSR_MASKS);
	send_sigfpe(regs, raised);
}

/* --- signal frames and core dumps ---------------------------------------- */

/* The x87 part of current's saved state, as frames and dumps have it. */
static void get_fnsave(const union fpu_state *s, struct fnsave_state *fn)
{
	if (has_fxsr())
		fnsave_from_fxsave(fn, &s->fx);
	else
		*fn = s->fn;
}

/*
 * Writes current's state into a signal frame: 1, 0 if there is none, or
 * -EFAULT. The handler starts with a fresh one.
 */
int fpu_save_user(void __user *to)
{
	struct fpstate __user *frame = to;
	struct thread_struct *t = &current->thread;
	struct {
		struct fnsave_state fn;
		u16 status, magic;
	} head;

	if (!t->fpu_used)
		return 0;
	fpu_save(current);
	get_fnsave(t->fpu, &head.fn);
	head.status = head.fn.swd;
	head.magic = has_fxsr() ? FPSTATE_FX : FPSTATE_PLAIN;
	if (copy_to_user(frame, &head, sizeof(head)))
		return -EFAULT;
	if (has_fxsr() &&
	    copy_to_user(&frame->fx, &t->fpu->fx, sizeof(t->fpu->fx)))
		return -EFAULT;
	fpu_detach(current, false);
	return 1;
}

/* The SSE part of a frame; the program may have written anything there, and
   FXRSTOR faults for bits that MXCSR does not have. */
static int restore_fx(struct fxsave_state *fx,
		      const struct fpstate __user *frame)
{
	u16 magic;

	if (get_user(magic, &frame->magic))
		return -EFAULT;
	if (magic == FPSTATE_PLAIN) {
		*fx = initial.fx;
		return 0;
	}
	if (copy_from_user(fx, &frame->fx, sizeof(*fx)))
		return -EFAULT;
	fx->mxcsr &= mxcsr_mask;
	return 0;
}

/* Current's state is what a signal frame says; NULL: a fresh one. */
int fpu_restore_user(const void __user *from)
{
	const struct fpstate __user *frame = from;
	struct thread_struct *t = &current->thread;
	struct fnsave_state fn;
	int err = 0;

	if (!from) {
		fpu_detach(current, false);
		return 0;
	}
	if (!boot_cpu.info.hard_math)
		return -EFAULT;
	if (copy_from_user(&fn, &frame->fn, sizeof(fn)))
		return -EFAULT;
	if (!t->fpu && alloc_state(t, GFP_KERNEL))
		return -EFAULT;
	fpu_detach(current, false);	/* from here on memory is changed */
	if (has_fxsr()) {
		err = restore_fx(&t->fpu->fx, frame);
		fxsave_from_fnsave(&t->fpu->fx, &fn);
	} else {
		t->fpu->fn = fn;
	}
	if (!err)
		t->fpu_used = true;
	return err;
}

/* See asm/i387.h. p is current or does not run. */
bool fpu_dump(struct task_struct *p, void *buf108)
{
	if (!p->thread.fpu_used)
		return false;
	fpu_save(p);
	get_fnsave(p->thread.fpu, buf108);
	return true;
}

bool fxsr_dump(struct task_struct *p, void *buf512)
{
	if (!p->thread.fpu_used || !has_fxsr())
		return false;
	fpu_save(p);
	memcpy(buf512, &p->thread.fpu->fx, sizeof(struct fxsave_state));
	return true;
}

/* --- tracers; p does not run ---------------------------------------------- */

/* See asm/i387.h. What has not been used is as the first use would find it. */
int fpu_get(struct task_struct *p, struct fnsave_state *fn)
{
	if (!boot_cpu.info.hard_math)
		return -EIO;
	get_fnsave(p->thread.fpu_used ? p->thread.fpu : &initial, fn);
	return 0;
}

int fxsr_get(struct task_struct *p, struct fxsave_state *fx)
{
	if (!has_fxsr())
		return -EIO;
	*fx = p->thread.fpu_used ? p->thread.fpu->fx : initial.fx;
	return 0;
}

/* Memory for a state that is about to be set. 0 or -ENOMEM. Does not sleep: p
   might be gone. */
static int prepare_state(struct task_struct *p)
{
	struct thread_struct *t = &p->thread;
	int err = t->fpu ? 0 : alloc_state(t, GFP_ATOMIC);

	if (err)
		return err;
	if (!t->fpu_used)
		memcpy(t->fpu, &initial, state_size());
	fpu_detach(p, true);
	return 0;
}

int fpu_set(struct task_struct *p, const struct fnsave_state *fn)
{
	int err = boot_cpu.info.hard_math ? prepare_state(p) : -EIO;

	if (err)
		return err;
	if (has_fxsr())
		fxsave_from_fnsave(&p->thread.fpu->fx, fn);
	else
		p->thread.fpu->fn = *fn;
	return 0;
}

int fxsr_set(struct task_struct *p, const struct fxsave_state *fx)
{
	int err = has_fxsr() ? prepare_state(p) : -EIO;

	if (err)
		return err;
	p->thread.fpu->fx = *fx;
	p->thread.fpu->fx.mxcsr &= mxcsr_mask;
	return 0;
}
