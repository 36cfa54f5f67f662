/*
 * tls.c - set_thread_area() and get_thread_area(): the descriptors of
 * thread-local segments. The calls run without the kernel lock: they touch
 * only current's own descriptors and its CPU's GDT.
 */
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/desc.h>
#include <asm/system.h>
#include <asm/tls.h>
#include <asm/uaccess.h>

#define DESC_NOT_SYSTEM	0x10		/* in the access byte */
#define DESC_PRESENT	0x80
#define DESC_TYPE_CODE	0x08
#define DESC_TYPE_DOWN	0x04		/* expands down; conforming code */
#define DESC_TYPE_WRITE	0x02		/* writable data, readable code */
#define DESC_FLAG_4K	0x8
#define DESC_FLAG_USE	0x1		/* for the program to use */

static struct desc_struct make_desc(const struct user_desc *ud)
{
	u32 contents = (ud->flags & UD_CONTENTS) >> 1;
	u32 access = DESC_NOT_SYSTEM | DESC_DPL3 | contents << 2;
	u32 flags = 0;

	if ((ud->flags & ~UD_USEABLE) == UD_EMPTY && !ud->base_addr &&
	    !ud->limit)
		return (struct desc_struct) { 0, 0 };
	if (!(ud->flags & UD_READ_EXEC_ONLY))
		access |= DESC_TYPE_WRITE;
	if (!(ud->flags & UD_NOT_PRESENT))
		access |= DESC_PRESENT;
	if (ud->flags & UD_SEG_32BIT)
		flags |= DESC_32;
	if (ud->flags & UD_LIMIT_PAGES)
		flags |= DESC_FLAG_4K;
	if (ud->flags & UD_USEABLE)
		flags |= DESC_FLAG_USE;
	return (struct desc_struct) {
		.a = ud->base_addr << 16 | (ud->limit & 0xffff),
		.b = (ud->base_addr & 0xff000000) | flags << 20 |
		     (ud->limit & 0xf0000) | access << 8 |
		     (ud->base_addr >> 16 & 0xff),
	};
}

static void describe(const struct desc_struct *d, struct user_desc *ud)
{
	u32 access = d->b >> 8 & 0xff, flags = d->b >> 20 & 0xf;

	ud->base_addr = d->a >> 16 | (d->b & 0xff) << 16 |
			(d->b & 0xff000000);
	ud->limit = (d->a & 0xffff) | (d->b & 0xf0000);
	ud->flags = (access >> 2 & 3) << 1;
	if (flags & DESC_32)
		ud->flags |= UD_SEG_32BIT;
	if (!(access & DESC_TYPE_WRITE))
		ud->flags |= UD_READ_EXEC_ONLY;
	if (flags & DESC_FLAG_4K)
		ud->flags |= UD_LIMIT_PAGES;
	if (!(access & DESC_PRESENT))
		ud->flags |= UD_NOT_PRESENT;
	if (flags & DESC_FLAG_USE)
		ud->flags |= UD_USEABLE;
}

/* The number of a TLS slot whose descriptor is empty, or -ESRCH. */
static int free_tls_entry(const struct thread_struct *t)
{
	int i;

	for (i = 0; i < GDT_TLS_ENTRIES; i++)
		if (!t->tls[i].b)
			return GDT_TLS_MIN + i;
	return -ESRCH;
}

int put_tls(struct thread_struct *t, u32 nr, const struct user_desc *ud)
{
	if (nr - GDT_TLS_MIN >= GDT_TLS_ENTRIES)
		return -EINVAL;
	t->tls[nr - GDT_TLS_MIN] = make_desc(ud);
	t->tls_used = t->tls[0].b | t->tls[1].b | t->tls[2].b;
	return 0;
}

int get_tls(const struct thread_struct *t, u32 nr, struct user_desc *ud)
{
	if (nr - GDT_TLS_MIN >= GDT_TLS_ENTRIES)
		return -EINVAL;
	*ud = (struct user_desc) { .entry_number = nr };
	describe(&t->tls[nr - GDT_TLS_MIN], ud);
	return 0;
}

int set_tls(struct thread_struct *t, struct user_desc __user *uud, bool choose)
{
	struct user_desc ud;
	int nr;

	if (copy_from_user(&ud, uud, sizeof(ud)))
		return -EFAULT;
	nr = ud.entry_number;
	if (nr == -1 && choose) {
		nr = free_tls_entry(t);
		if (nr < 0)
			return nr;
		if (put_user(nr, &uud->entry_number))
			return -EFAULT;
	}
	return put_tls(t, nr, &ud);
}

SYSCALL1(set_thread_area, struct user_desc __user *, uud)
{
	unsigned long flags;
	int err = set_tls(&current->thread, uud, true);

	save_flags_cli(flags);		/* the GDT must be this CPU's */
	load_tls(this_cpu->self, &current->thread);
	restore_flags(flags);
	return err;
}

SYSCALL1(get_thread_area, struct user_desc __user *, uud)
{
	struct user_desc ud;
	u32 nr;

	if (get_user(nr, &uud->entry_number))
		return -EFAULT;
	if (get_tls(&current->thread, nr, &ud))
		return -EINVAL;
	return copy_to_user(uud, &ud, sizeof(ud));
}
