/*
 * sigqueue.c - signals that wait for a thread or a process: a set of bits, and
 * a list of what is known about them. A plain signal waits once, a realtime
 * signal as often as it was sent.
 *
 * The entries of realtime signals are counted for each user and limited
 * (RLIMIT_SIGPENDING): they are memory that anybody can ask for. Those of
 * plain signals are bounded by their nature. A few entries that always exist
 * make most signals cheap, and let the kernel send when memory is short.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <asm/system.h>
#include "signal_internal.h"

#define POOL_ENTRIES	16

struct sig_user {
	struct list_head list;
	uid_t uid;
	unsigned long queued;		/* realtime signals; never 0 */
};

struct sigqueue {
	struct list_head list;		/* in a sigpending, or in the pool */
	struct sig_user *user;		/* counts it; NULL: not counted */
	siginfo_t info;
};

static struct sigqueue pool[POOL_ENTRIES];
static LIST_HEAD(free_entries);		/* [k], irqs off: of the pool */
static int pool_used;			/* [k], irqs off: ever taken */
static LIST_HEAD(sig_users);		/* [k], irqs off */

void init_sigpending(struct sigpending *s)
{
	s->signal = 0;
	INIT_LIST_HEAD(&s->list);
}

/* --- how many each user has ---------------------------------------------- */

/* One more for `uid', who may have `limit'. NULL: too many, or no memory. */
static struct sig_user *charge_user(uid_t uid, unsigned long limit)
{
	struct sig_user *u;

	list_for_each_entry(u, &sig_users, list)
		if (u->uid == uid) {
			if (u->queued >= limit)
				return NULL;
			u->queued++;
			return u;
		}
	if (!limit)
		return NULL;
	u = kmalloc(sizeof(*u), GFP_ATOMIC);
	if (!u)
		return NULL;
	u->uid = uid;
	u->queued = 1;
	list_add(&u->list, &sig_users);
	return u;
}

static void uncharge_user(struct sig_user *u)
{
	if (!u || --u->queued)
		return;
	list_del(&u->list);
	kfree(u);
}

/* --- entries -------------------------------------------------------------- */

static struct sigqueue *get_entry(void)
{
	struct sigqueue *q;

	if (!list_empty(&free_entries)) {
		q = list_first_entry(&free_entries, struct sigqueue, list);
		list_del(&q->list);
		return q;
	}
	if (pool_used < POOL_ENTRIES)
		return &pool[pool_used++];
	return kmalloc(sizeof(*q), GFP_ATOMIC);
}

static void put_entry(struct sigqueue *q)
{
	if (q >= pool && q < pool + POOL_ENTRIES)
		list_add(&q->list, &free_entries);
	else
		kfree(q);
}

/* An entry for a signal to p, counted if need be; NULL: there is none. */
static struct sigqueue *new_entry(int sig, const struct task_struct *p)
{
	struct sig_user *user = NULL;
	struct sigqueue *q;

	if (sig >= SIGRTMIN) {
		user = charge_user(p->uid,
			p->signal->rlim[RLIMIT_SIGPENDING].rlim_cur);
		if (!user)
			return NULL;
	}
	q = get_entry();
	if (!q) {
		uncharge_user(user);
		return NULL;
	}
	q->user = user;
	return q;
}

static void free_entry(struct sigqueue *q)
{
	list_del(&q->list);
	uncharge_user(q->user);
	put_entry(q);
}

/*
 * Makes `sig' wait in s, which is p's. 0, or -EAGAIN: a realtime signal with
 * a message that there is no room for. Kernel lock, interrupts off.
 */
int queue_signal(struct sigpending *s, int sig, const siginfo_t *info,
		 const struct task_struct *p)
{
	struct sigqueue *q;

	if (info != SEND_NOINFO) {
		q = new_entry(sig, p);
		if (q) {
			if (info == SEND_KERNEL)
				plain_info(&q->info, sig, SI_KERNEL);
			else
				memcpy(&q->info, info, siginfo_size(info));
			list_add_tail(&q->list, &s->list);
		} else if (sig >= SIGRTMIN && info != SEND_KERNEL &&
			   info->si_code != SI_USER) {
			return -EAGAIN;
		}
	}
	sig_add(&s->signal, sig);
	return 0;
}

/* Fills *info with what is known of `sig', the oldest entry, which goes. True
   if there is another one. Kernel lock, interrupts off. */
bool take_info(struct sigpending *s, int sig, siginfo_t *info)
{
	struct sigqueue *q, *next, *found = NULL;
	bool more = false;

	list_for_each_entry_safe(q, next, &s->list, list) {
		if (q->info.si_signo != sig)
			continue;
		if (found) {
			more = true;
			break;
		}
		found = q;
	}
	if (!found) {
		plain_info(info, sig, SI_USER);
		return false;
	}
	memcpy(info, &found->info, siginfo_size(&found->info));
	free_entry(found);
	return more;
}

/* Forgets all signals of `set' in s. Kernel lock, interrupts off. */
void drop_signals(struct sigpending *s, sigset_t set)
{
	struct sigqueue *q, *next;

	if (!(s->signal & set))
		return;
	s->signal &= ~set;
	list_for_each_entry_safe(q, next, &s->list, list)
		if (set & sigmask(q->info.si_signo))
			free_entry(q);
}

/* Forgets all of them. Kernel lock. */
void free_sigpending(struct sigpending *s)
{
	unsigned long flags;

	save_flags_cli(flags);
	drop_signals(s, ~0ULL);
	restore_flags(flags);
}
