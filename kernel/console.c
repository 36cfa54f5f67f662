/*
 * console.c - brings the log to the consoles, and sets up those that the
 * command line asks for.
 *
 * One CPU at a time owns the consoles. It shows the text of all CPUs, piece
 * by piece with interrupts off for no longer than a piece takes (6 ms at
 * 115200 bits/s), and lets go between them. No text is left behind: who
 * stores text looks at the owner afterwards, who lets go looks at the log
 * afterwards, and both have a locked instruction between the two; so at
 * least one of them sees the other.
 */
#include <linux/cmdline.h>
#include <linux/console.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <linux/string.h>
#include <asm/bootparam.h>
#include <asm/system.h>

#define PIECE_MAX	64		/* bytes shown with interrupts off */
#define LEVEL_QUIET	4		/* `quiet': errors and worse */
#define WORD_MAX	32		/* bytes of a word that we look at */

int console_loglevel = LEVEL_DEBUG;	/* all but KERN_DEBUG */

static struct console *consoles;	/* [o] */
static struct console *preferred;	/* [i] the last console= that works */
static volatile u32 console_owner;	/* holder's CPU number + 1, or 0 */

/* Has a console something to show? Without the lock it is only a hint. */
static bool pending(void)
{
	struct console *con;

	for (con = READ_ONCE(consoles); con; con = con->next)
		if (READ_ONCE(con->pos) != READ_ONCE(log_end))
			return true;
	return false;
}

/*
 * The text was overwritten before it was shown: *con goes on at the start
 * of a line, and so does the screen.
 */
static void resume_line(struct console *con)
{
	if (!(con->flags & CON_LINE_START))
		con->write(con, "\n", 1);
	con->flags |= CON_LINE_START;
}

/*
 * Shows one piece of the log, no more than a line, unless its level says
 * that it is not to be seen. The caller owns the consoles.
 */
static void show_piece(struct console *con)
{
	char piece[PIECE_MAX], *s = piece, *end;
	u32 pos = con->pos;
	unsigned int n = log_read(&con->pos, piece, PIECE_MAX);

	if (!n)
		return;
	if (con->pos - n != pos)
		resume_line(con);
	end = memchr(piece, '\n', n);
	if (end) {
		con->pos -= n - (end + 1 - piece);
		n = end + 1 - piece;
	}
	if (con->flags & CON_LINE_START) {
		con->level = log_prefix(s, n);
		if (con->level >= 0) {
			s += LOG_PREFIX_LEN;
			n -= LOG_PREFIX_LEN;
		}
	}
	con->flags &= ~CON_LINE_START;
	if (end)
		con->flags |= CON_LINE_START;
	if (con->level < console_loglevel)
		con->write(con, s, n);
}

/*
 * Shows all of the log that has not been shown, or leaves it to the CPU that
 * owns the consoles. With `force', an owner that does not let go loses them.
 * Any context.
 */
void console_flush(bool force)
{
	struct console *con;
	unsigned long flags;

	while (pending()) {
		save_flags_cli(flags);
		if (!printk_take(&console_owner, force)) {
			restore_flags(flags);
			return;
		}
		for (con = consoles; con; con = con->next)
			show_piece(con);
		printk_drop(&console_owner);
		restore_flags(flags);
	}
}

/* Adds a console; it starts with the oldest line of the log. */
void register_console(struct console *con)
{
	struct console **p;
	unsigned long flags;

	if (con->flags & CON_REGISTERED)
		return;
	con->flags |= CON_REGISTERED | CON_LINE_START;
	con->pos = log_start;
	save_flags_cli(flags);
	printk_take(&console_owner, true);
	for (p = &consoles; *p; p = &(*p)->next)
		;
	*p = con;
	printk_drop(&console_owner);
	restore_flags(flags);
	console_flush(false);
}

/*
 * Before the machine is reset or turned off: shows what is left and waits,
 * bounded, until it has left the machine.
 */
void console_drain(void)
{
	struct console *con;

	console_flush(true);
	for (con = consoles; con; con = con->next)
		if (con->drain)
			con->drain(con);
}

/*
 * For who shows something that is not of the log on a console's device, with
 * interrupts off: keeps the log away until consoles_drop(), after which
 * console_flush(false) shows what has come meanwhile.
 */
void consoles_take(void)
{
	printk_take(&console_owner, true);
}

/* See console_abandon(), too. */
void consoles_drop(void)
{
	printk_drop(&console_owner);
}

/* What /dev/console is; NULL if the machine has no console. */
struct console *preferred_console(void)
{
	return preferred;
}

/* --- the command line ---------------------------------------------------- */

/*
 * Copies the next word of the line to `word', cut at `size'. Returns what
 * follows it, NULL at the end; "--" ends the kernel's part.
 */
static const char *__init take_word(const char *line, char *word,
				    unsigned int size)
{
	unsigned int n = 0;

	while (isspace(*line))
		line++;
	for (; *line && !isspace(*line); line++)
		if (n < size - 1)
			word[n++] = *line;
	word[n] = '\0';
	return n && strcmp(word, "--") ? line : NULL;
}

/*
 * The device of a console= value: "ttyS1,9600n8", "tty0". Returns NULL if
 * the machine has no such device or the kernel no such console.
 */
static struct console *__init open_console(const char *value,
					   const struct boot_params *bp)
{
	const char *options = strchr(value, ',');

	if (!strncmp(value, "ttyS", 4) && isdigit(value[4]))
		return serial_console(value[4] - '0',
				      options ? options + 1 : "");
	if (!strncmp(value, "tty", 3) && (!value[3] || isdigit(value[3])))
		return vga_console(&bp->screen_info);
	return NULL;
}

/* One console= of the command line; returns the console or NULL. */
static struct console *__init add_console(const char *value,
					  const struct boot_params *bp)
{
	struct console *con = open_console(value, bp);

	if (con)
		register_console(con);
	else
		printk(KERN_WARNING "console=%s: no such device\n", value);
	return con;
}

/*
 * The first thing that start_kernel() does: reads console=, quiet and
 * loglevel= off the raw command line, and starts the consoles. Without any
 * that works it is the screen.
 */
void __init console_init(const char *cmdline, const struct boot_params *bp)
{
	struct console *con, *last = NULL;
	unsigned long level;
	char word[WORD_MAX];

	while ((cmdline = take_word(cmdline, word, sizeof(word)))) {
		if (!strcmp(word, "quiet")) {
			console_loglevel = LEVEL_QUIET;
		} else if (!strncmp(word, "loglevel=", 9)) {
			if (!get_number(word + 9, 0, LEVEL_DEBUG + 1, &level))
				console_loglevel = level;
		} else if (!strncmp(word, "console=", 8)) {
			con = add_console(word + 8, bp);
			last = con ? con : last;
		}
	}
	if (!last)
		last = vga_console(&bp->screen_info);
	preferred = last;
	if (last) {
		last->flags |= CON_PREFERRED;
		register_console(last);
	}
}

/* The words are console_init()'s; here they are claimed, and checked. */
static int __init setup_console(char *value)
{
	return strncmp(value, "tty", 3) ? -EINVAL : 0;
}
__setup("console=", setup_console);

static int __init setup_quiet(char *value __unused)
{
	return 0;
}
__setup("quiet", setup_quiet);

/* loglevel=N: lines below level N are shown, 8 shows them all. */
static int __init setup_loglevel(char *value)
{
	unsigned long level;

	return get_number(value, 0, LEVEL_DEBUG + 1, &level);
}
__setup("loglevel=", setup_loglevel);
