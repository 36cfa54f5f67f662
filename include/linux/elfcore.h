/*
 * elfcore.h - the notes of a core file, as debuggers for Linux/i386 read them.
 */
#ifndef _LINUX_ELFCORE_H
#define _LINUX_ELFCORE_H

#include <linux/time.h>
#include <linux/types.h>
#include <asm/elf.h>

#define ELF_PRARGSZ	80		/* bytes of the command line */

struct elf_prstatus {			/* NT_PRSTATUS: the thread */
	int si_signo, si_code, si_errno;
	s16 pr_cursig, pad;
	u32 pr_sigpend, pr_sighold;
	pid_t pr_pid, pr_ppid, pr_pgrp, pr_sid;
	struct timeval pr_utime, pr_stime, pr_cutime, pr_cstime;
	struct elf_gregs pr_reg;
	int pr_fpvalid;			/* NT_FPREGSET is there */
};

struct elf_prpsinfo {			/* NT_PRPSINFO: the process */
	char pr_state, pr_sname, pr_zomb, pr_nice;
	u32 pr_flag;
	u16 pr_uid, pr_gid;
	pid_t pr_pid, pr_ppid, pr_pgrp, pr_sid;
	char pr_fname[16];
	char pr_psargs[ELF_PRARGSZ];
};

_Static_assert(sizeof(struct elf_prstatus) == 144, "as debuggers know it");
_Static_assert(sizeof(struct elf_prpsinfo) == 124, "as debuggers know it");

#define CORE_NOTES_MAX	2048		/* bytes of all notes */

/* fs/core_notes.c: fills buf, of CORE_NOTES_MAX bytes; returns how many. */
u32 core_notes(char *buf, int sig, const struct pt_regs *regs);

#endif
