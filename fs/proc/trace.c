/*
 * trace.c - /proc/trace: reading takes records away, and says them as text, a
 * line for each; writing controls the trace. Documentation/trace.txt has the
 * form of both.
 *
 * A reader gets what was recorded before it opened the file: the reading of a
 * trace that goes on, which adds to it, comes to an end. Root only: the trace
 * tells of addresses.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/trace.h>
#include <asm/uaccess.h>
#include "internal.h"

#define ARGS		3
#define LINE_SIZE	160		/* bytes that a line takes at most */
#define TEXT_SIZE	1024		/* bytes made at a time */
#define COMMAND_SIZE	128

/* A kind of number, by the first letter of its label. */
#define SIGNED		'-'
#define HEX		'#'
#define SYMBOL		'@'
#define TEXT		'"'		/* this argument and all behind it */

struct trace_file {
	u32 limit;			/* the first record that is too late */
	bool begun;			/* the first line has been said */
	struct proc_buf buf;		/* lines not given to the reader yet */
	u32 given;			/* bytes that have been */
	char text[TEXT_SIZE];
};

static const struct {
	const char *name;
	const char *labels[ARGS];
} events[] = {
	[TRACE_SWITCH] = { "switch", { "next", "prio", "state" } },
	[TRACE_WAKE] = { "wake", { "task", "prio" } },
	[TRACE_PLACE] = { "place", { "task", "to", "why" } },
	[TRACE_MIGRATE] = { "migrate", { "task", "from", "to" } },
	[TRACE_PRIO] = { "prio", { "task", "prio", "policy" } },
	[TRACE_MASK] = { "mask", { "task", "#mask" } },
	[TRACE_TASK] = { "task", { "task", "prio", "#mask" } },
	[TRACE_NAME] = { "name", { "\"is" } },
	[TRACE_LOCK_WAIT] = { "wait", { "@at", "owner" } },
	[TRACE_LOCK_TAKE] = { "take", { "@at" } },
	[TRACE_LOCK_RELEASE] = { "release", { "@at" } },
	[TRACE_SEND] = { "send", { "to", "msg", "#data" } },
	[TRACE_RECEIVE] = { "receive", { "msg", "spin" } },
	[TRACE_IRQ_ENTER] = { "irq", { "nr", "user" } },
	[TRACE_IRQ_EXIT] = { "irq-exit", { "nr" } },
	[TRACE_CALL_ENTER] = { "call", { "nr", "@is", "#arg" } },
	[TRACE_CALL_EXIT] = { "call-exit", { "nr", "-result" } },
	[TRACE_TRAP_ENTER] = { "trap", { "nr", "#addr", "user" } },
	[TRACE_TRAP_EXIT] = { "trap-exit", { "nr" } },
	[TRACE_WORK_ENTER] = { "work", { "#bits" } },
	[TRACE_WORK_EXIT] = { "work-exit", { NULL } },
	[TRACE_HALT] = { "halt", { NULL } },
	[TRACE_UNHALT] = { "unhalt", { NULL } },
};

static const char *const kinds[NR_TRACE_KINDS] = {
	[KIND_SCHED] = "sched", [KIND_LOCK] = "lock", [KIND_MSG] = "msg",
	[KIND_IRQ] = "irq", [KIND_CALL] = "call", [KIND_TRAP] = "trap",
	[KIND_IDLE] = "idle",
};

/* --- records as text ----------------------------------------------------- */

/* The function that an address lies in. */
static void put_symbol(struct proc_buf *b, unsigned long addr)
{
	char name[KSYM_NAME_LEN];
	unsigned long offset, size;

	if (lookup_symbol(addr, &offset, &size, name))
		proc_printf(b, "%s+%lx", name, offset);
	else
		proc_printf(b, "%lx", addr);
}

/* A name that a process has given itself: what would break the line is not
   said. */
static void put_text(struct proc_buf *b, const char *text, u32 size)
{
	for (; size && *text; text++, size--)
		proc_printf(b, "%c", *text > ' ' && *text < 0x7f ? *text : '_');
}

static void put_argument(struct proc_buf *b, const char *label,
			 const u32 *arg)
{
	bool plain = isalpha(*label);

	proc_printf(b, " %s=", plain ? label : label + 1);
	switch (*label) {
	case SIGNED:
		proc_printf(b, "%d", *arg);
		break;
	case HEX:
		proc_printf(b, "%x", *arg);
		break;
	case SYMBOL:
		put_symbol(b, *arg);
		break;
	case TEXT:
		put_text(b, (const char *)arg,
			 sizeof(((struct trace_record *)0)->arg));
		break;
	default:
		proc_printf(b, "%u", *arg);
	}
}

static void put_record(struct proc_buf *b, const struct trace_record *r,
		       u32 cpu)
{
	int i;

	proc_printf(b, "%u %llu %u %u %s", r->seq, r->time, cpu, r->pid,
		    events[r->event].name);
	for (i = 0; i < ARGS && events[r->event].labels[i]; i++)
		put_argument(b, events[r->event].labels[i], &r->arg[i]);
	proc_puts(b, "\n");
}

/* The first line: what the reader has to know to understand the others. */
static void put_head(struct proc_buf *b)
{
	const char *blank = "";
	int i;

	proc_printf(b, "# biglock trace: %u cpus, %u kHz, %u records each, ",
		    smp_num_cpus, cpu_table[0]->info.khz, trace_size);
	for (i = 0; i < NR_TRACE_KINDS; i++) {
		if (!(trace_kinds >> i & 1))
			continue;
		proc_printf(b, "%s%s", blank, kinds[i]);
		blank = ",";
	}
	proc_puts(b, *blank ? "\n" : "off\n");
}

/* Fills the text with whole lines; it stays empty when all is said. */
static void make_text(struct trace_file *f)
{
	struct proc_buf *b = &f->buf;
	struct trace_record r;
	u32 cpu, lost;

	b->len = f->given = 0;
	if (!f->begun)
		put_head(b);
	f->begun = true;
	while (b->size - b->len > LINE_SIZE &&
	       trace_next(&r, f->limit, &cpu, &lost)) {
		if (lost)
			proc_printf(b, "# %u lost\n", lost);
		put_record(b, &r, cpu);
	}
}

static ssize_t trace_read(struct file *file, char __user *to, size_t count,
			  loff_t *pos)
{
	struct trace_file *f = file->private_data;
	size_t n, done = 0;

	while (done < count) {
		if (f->given == f->buf.len)
			make_text(f);
		n = min(count - done, (size_t)(f->buf.len - f->given));
		if (!n || signal_pending(current))
			break;
		if (copy_to_user(to + done, f->text + f->given, n))
			return done ? done : -EFAULT;
		f->given += n;
		done += n;
		safe_point();
	}
	*pos += done;
	return done;
}

/* --- control ------------------------------------------------------------- */

/* The kind that is called so in the first `len' letters, as a bit, or 0. */
static u32 kind_bit(const char *name, u32 len)
{
	u32 i;

	for (i = 0; i < NR_TRACE_KINDS; i++)
		if (strlen(kinds[i]) == len && !memcmp(kinds[i], name, len))
			return 1U << i;
	return 0;
}

/* Names with commas between them; 0 where one is not known. */
static u32 parse_kinds(const char *text)
{
	const char *comma;
	u32 bits = 0, bit, len;

	for (;;) {
		comma = strchr(text, ',');
		len = comma ? comma - text : strlen(text);
		bit = kind_bit(text, len);
		if (!bit)
			return 0;
		bits |= bit;
		if (!comma)
			return bits;
		text = comma + 1;
	}
}

static int start(const char *text)
{
	u32 bits = *text ? parse_kinds(text) : TRACE_ALL;

	return bits ? trace_start(bits) : -EINVAL;
}

static int resize(const char *text)
{
	int records;

	if (!proc_parse(text, &records) || records < 1)
		return -EINVAL;
	return trace_resize(records);
}

/* One command. 0 or -errno. */
static int command(const char *text)
{
	if (!strcmp(text, "on"))
		return start("");
	if (!strncmp(text, "on ", 3))
		return start(text + 3);
	if (!strncmp(text, "size ", 5))
		return resize(text + 5);
	if (!strcmp(text, "off"))
		trace_stop();
	else if (!strcmp(text, "clear"))
		trace_clear();
	else
		return -EINVAL;
	return 0;
}

static ssize_t trace_write(struct file *file __unused, const char __user *from,
			   size_t count, loff_t *pos __unused)
{
	char text[COMMAND_SIZE];
	int err = proc_get_line(text, sizeof(text), from, count);

	if (!err)
		err = command(text);
	return err ? err : count;
}

static int trace_open(struct inode *inode __unused, struct file *file)
{
	struct trace_file *f;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	f = kzalloc(sizeof(*f), GFP_KERNEL);
	if (!f)
		return -ENOMEM;
	f->limit = trace_limit();
	f->buf.text = f->text;
	f->buf.size = sizeof(f->text);
	file->private_data = f;
	return 0;
}

static void trace_release(struct inode *inode __unused, struct file *file)
{
	kfree(file->private_data);
}

const struct file_operations proc_trace_fops = {
	.read = trace_read,
	.write = trace_write,
	.open = trace_open,
	.release = trace_release,
};
