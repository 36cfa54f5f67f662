/*
 * elf_tables.c - what an ELF program finds on its stack (System V ABI, i386
 * supplement, "Process Initialization"):
 *
 *	high	0
 *		the program's path, environment and arguments, as strings
 *		the platform's name, 16 random bytes
 *		auxiliary vector: pairs of type and value, AT_NULL
 *		addresses of the environment's strings, NULL
 *		addresses of the arguments, NULL
 *	low	their number	<- %esp, a multiple of 16
 */
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/utsname.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>
#include "elf_tables.h"

#define STACK_ALIGN	16
#define RANDOM_BYTES	16
#define AUX_WORDS	ARRAY_SIZE(((struct mm_struct *)0)->auxv)

/* An auxiliary vector as it grows. */
struct aux {
	u32 *word;
	int n;
};

static void add_aux(struct aux *a, u32 type, u32 value)
{
	BUG_ON(a->n + 2 > AUX_WORDS);
	a->word[a->n++] = type;
	a->word[a->n++] = value;
}

static void fill_aux(struct aux *a, const struct linux_binprm *bprm,
		     const struct elf_start *at)
{
	const struct task_struct *p = current;

	add_aux(a, AT_HWCAP, boot_cpu.info.features);
	add_aux(a, AT_PAGESZ, PAGE_SIZE);
	add_aux(a, AT_CLKTCK, HZ);
	add_aux(a, AT_PHDR, at->phdr);
	add_aux(a, AT_PHENT, sizeof(struct elf_phdr));
	add_aux(a, AT_PHNUM, at->phnum);
	add_aux(a, AT_BASE, at->base);
	add_aux(a, AT_FLAGS, 0);
	add_aux(a, AT_ENTRY, at->entry);
	add_aux(a, AT_UID, p->uid);
	add_aux(a, AT_EUID, p->euid);
	add_aux(a, AT_GID, p->gid);
	add_aux(a, AT_EGID, p->egid);
	add_aux(a, AT_SECURE, bprm->set_id);
	add_aux(a, AT_EXECFN, bprm->exec);
}

/* The two things below the strings that have no pointer in a table. Returns
   the new lowest address, or 0. */
static u32 put_extras(struct aux *a, u32 p)
{
	const char *platform = utsname_machine();
	u8 random[RANDOM_BYTES];
	u32 len = strlen(platform) + 1;

	get_random_bytes(random, sizeof(random));
	p -= len;
	if (copy_to_user((void __user *)p, platform, len))
		return 0;
	add_aux(a, AT_PLATFORM, p);
	p -= sizeof(random);
	if (copy_to_user((void __user *)p, random, sizeof(random)))
		return 0;
	add_aux(a, AT_RANDOM, p);
	add_aux(a, AT_NULL, 0);
	return p;
}

/* Number, arguments, environment, vector, at sp: 0 or -EFAULT. */
static int put_tables(const struct linux_binprm *bprm, const struct aux *a,
		      u32 __user *sp)
{
	unsigned long p = bprm->p;

	current->mm->start_stack = (__force unsigned long)sp;
	if (put_user(bprm->argc, sp++))
		return -EFAULT;
	sp = put_string_table(sp, &p, bprm->argc);
	if (!sp)
		return -EFAULT;
	sp = put_string_table(sp, &p, bprm->envc);
	if (!sp)
		return -EFAULT;
	return copy_to_user(sp, a->word, a->n * sizeof(*a->word));
}

/* Writes all of it to the stack of current, whose memory is the new one. */
int create_elf_tables(struct linux_binprm *bprm, const struct elf_start *at)
{
	struct aux a = { .word = current->mm->auxv };
	u32 words, sp;

	fill_aux(&a, bprm, at);
	sp = put_extras(&a, bprm->p);
	if (!sp)
		return -EFAULT;
	words = 1 + bprm->argc + 1 + bprm->envc + 1 + a.n;
	sp = (sp - words * sizeof(u32)) & ~(STACK_ALIGN - 1);
	return put_tables(bprm, &a, (u32 __user *)sp);
}
