/*
 * core_notes.c - what a core file says about the process besides its memory:
 * registers, signal, name, times, the auxiliary vector, the FPU.
 */
#include <linux/elf.h>
#include <linux/elfcore.h>
#include <linux/highuid.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/i387.h>

#define NOTE_ALIGN	4
#define USEC_PER_TICK	(USEC_PER_SEC / HZ)
#define FSAVE_SIZE	108
#define FXSAVE_SIZE	512

/* Notes as they grow. */
struct notes {
	char *buf;
	u32 len;
};

/* Begins a note; returns where its `size' bytes go. */
static void *add_note(struct notes *notes, const char *name, u32 type,
		      u32 size)
{
	u32 name_size = strlen(name) + 1;
	struct elf_note note = { name_size, size, type };
	char *p = notes->buf + notes->len;
	u32 all = sizeof(note) + ALIGN(name_size, NOTE_ALIGN) +
		  ALIGN(size, NOTE_ALIGN);

	BUG_ON(notes->len + all > CORE_NOTES_MAX);
	memset(p, 0, all);
	memcpy(p, &note, sizeof(note));
	memcpy(p + sizeof(note), name, name_size);
	notes->len += all;
	return p + sizeof(note) + ALIGN(name_size, NOTE_ALIGN);
}

static void ticks_to_timeval(u32 ticks, struct timeval *tv)
{
	tv->tv_sec = ticks / HZ;
	tv->tv_usec = ticks % HZ * USEC_PER_TICK;
}

static struct elf_prstatus *add_status(struct notes *notes, int sig,
				       const struct pt_regs *regs)
{
	struct elf_prstatus *s = add_note(notes, "CORE", NT_PRSTATUS,
					  sizeof(*s));
	const struct task_struct *p = current;
	const struct signal_struct *ps = p->signal;

	s->si_signo = s->pr_cursig = sig;
	s->pr_sigpend = p->pending.signal | ps->shared_pending.signal;
	s->pr_sighold = p->blocked;
	s->pr_pid = p->pid;
	s->pr_ppid = p->parent->tgid;
	s->pr_pgrp = ps->pgrp;
	s->pr_sid = ps->session;
	ticks_to_timeval(p->utime, &s->pr_utime);
	ticks_to_timeval(p->stime, &s->pr_stime);
	ticks_to_timeval(ps->cutime, &s->pr_cutime);
	ticks_to_timeval(ps->cstime, &s->pr_cstime);
	elf_core_copy_regs(&s->pr_reg, regs, read_gs());
	return s;
}

/* The command line, with blanks between the arguments. */
static void copy_args(struct mm_struct *mm, char *to, u32 size)
{
	u32 len = min(mm->arg_end - mm->arg_start, (unsigned long)size - 1), i;

	len = access_process_vm(mm, mm->arg_start, to, len, false);
	for (i = 0; i < len; i++)
		if (!to[i])
			to[i] = ' ';
	to[len] = '\0';
}

static void add_process(struct notes *notes)
{
	struct elf_prpsinfo *s = add_note(notes, "CORE", NT_PRPSINFO,
					  sizeof(*s));
	const struct task_struct *p = current;

	s->pr_sname = 'R';
	s->pr_nice = p->nice;
	s->pr_flag = p->flags;
	s->pr_uid = high2lowid(p->uid);
	s->pr_gid = high2lowid(p->gid);
	s->pr_pid = p->tgid;
	s->pr_ppid = p->parent->tgid;
	s->pr_pgrp = p->signal->pgrp;
	s->pr_sid = p->signal->session;
	memcpy(s->pr_fname, p->comm, sizeof(s->pr_fname));
	copy_args(p->mm, s->pr_psargs, sizeof(s->pr_psargs));
}

/* As it was given to the program, with AT_NULL at its end. */
static void add_auxv(struct notes *notes)
{
	const u32 *auxv = current->mm->auxv;
	u32 n = 0;

	while (n < ARRAY_SIZE(current->mm->auxv) - 2 && auxv[n] != AT_NULL)
		n += 2;
	n = (n + 2) * sizeof(u32);
	memcpy(add_note(notes, "CORE", NT_AUXV, n), auxv, n);
}

/* Debuggers give the FPU to the thread whose status comes before it. */
u32 core_notes(char *buf, int sig, const struct pt_regs *regs)
{
	struct notes notes = { buf, 0 };
	struct elf_prstatus *status = add_status(&notes, sig, regs);
	u32 len;

	add_process(&notes);
	add_auxv(&notes);
	len = notes.len;
	if (fpu_dump(current, add_note(&notes, "CORE", NT_FPREGSET,
				       FSAVE_SIZE)))
		status->pr_fpvalid = 1;
	else
		notes.len = len;
	len = notes.len;
	if (!fxsr_dump(current, add_note(&notes, "LINUX", NT_PRXFPREG,
					 FXSAVE_SIZE)))
		notes.len = len;
	return notes.len;
}
