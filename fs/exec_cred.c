/*
 * exec_cred.c - who a process is after exec(): set-user-id and set-group-id
 * programs, and root's capabilities.
 */
#include <linux/binfmts.h>
#include <linux/fs.h>
#include <linux/personality.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/vm.h>
#include <asm/cpu.h>

/* The ids that the file asks for. A script's own bits do not count, those of
   its interpreter do: this is called for each. */
void exec_ids(struct linux_binprm *bprm)
{
	const struct inode *inode = bprm->file->f_dentry->d_inode;

	bprm->e_uid = current->euid;
	bprm->e_gid = current->egid;
	if (inode->i_sb->s_flags & MS_NOSUID || current->no_new_privs)
		return;
	if (inode->i_mode & S_ISUID)
		bprm->e_uid = inode->i_uid;
	/* Without the x bit the set-group-id bit means mandatory locks. */
	if ((inode->i_mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP))
		bprm->e_gid = inode->i_gid;
}

/* Could another process meddle with current, by what they share or as its
   tracer? */
static bool is_exposed(const struct task_struct *p)
{
	return p->fs->count > 1 || ptrace_is_unsafe(p);
}

/* Children of the old program may not end with a signal of its choice to the
   new one. */
static void tame_children(struct task_struct *p)
{
	struct task_struct *child;

	list_for_each_entry(child, &p->children, sibling)
		if (child->exit_signal > 0)
			child->exit_signal = SIGCHLD;
}

/* Root gets all capabilities, set-user-id root does, nobody else has any but
   those that are inherited. */
static void exec_capabilities(struct task_struct *p, uid_t euid)
{
	if (!euid || !p->uid)
		p->cap_permitted = CAP_FULL_SET;
	else
		p->cap_permitted = 0;
	p->cap_effective = euid ? 0 : p->cap_permitted;
}

/*
 * Gives current the ids of the new program, and guards the secrets of one
 * that has other rights than its user. The new memory is current's already.
 */
void exec_credentials(struct linux_binprm *bprm)
{
	struct task_struct *p = current;

	bprm->set_id = bprm->e_uid != p->uid || bprm->e_gid != p->gid;
	if (bprm->set_id && is_exposed(p) && !capable(CAP_SETUID)) {
		bprm->e_uid = p->uid;
		bprm->e_gid = p->gid;
		bprm->set_id = false;
	}
	if (bprm->set_id) {
		p->pdeath_signal = 0;
		tame_children(p);
		p->personality &= ~PER_CLEAR_ON_SETID;
	}
	p->mm->dumpable = !bprm->set_id && !bprm->secret;
	exec_capabilities(p, bprm->e_uid);
	p->euid = p->suid = p->fsuid = bprm->e_uid;
	p->egid = p->sgid = p->fsgid = bprm->e_gid;
}
