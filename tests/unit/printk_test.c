/* needs: kernel/log.c lib/div64.c lib/cmdline.c lib/strtol.c */
/*
 * printk_test.c - printk() and consoles that are arrays: what they show, who
 * shows it when they are busy, and what happens when printk() is called from
 * inside itself. CPUs are threads. kernel/log.c has a test of its own.
 */
#define _ASM_CPU_H			/* instead of <asm/cpu.h>: */
static __thread unsigned int this_thread;
#define smp_processor_id()	this_thread

#include "../../kernel/printk.c"
#include "../../kernel/console.c"

#include <pthread.h>
#include <stdlib.h>
#include "tap.h"

#define OUTPUT_MAX	(1 << 20)
#define STAMP		"[    0.000000] "
#define NR_THREADS	4
#define LINES		60		/* of each thread: all fit the ring */
#define ROUNDS		60

struct screen {
	struct console con;
	char text[OUTPUT_MAX];
	unsigned int len;
	int level;			/* that was seen last */
	void (*hook)(void);		/* called once, inside write() */
};

static struct screen tty, line;
static struct console *vga_found, *serial_found;

static void screen_write(struct console *con, const char *s, unsigned int len)
{
	struct screen *sc = container_of(con, struct screen, con);
	void (*hook)(void) = sc->hook;

	if (len > sizeof(sc->text) - 1 - sc->len)
		sc->len = 0;
	memcpy(sc->text + sc->len, s, len);
	sc->len += len;
	sc->text[sc->len] = '\0';
	sc->level = con->level;
	sc->hook = NULL;
	if (hook)
		hook();
}

struct console *serial_console(unsigned int n, const char *options)
{
	return n == 1 && !strcmp(options, "9600n8") ? serial_found : NULL;
}

struct console *vga_console(const struct screen_info *si __unused)
{
	return vga_found;
}

static void clear(struct screen *sc)
{
	sc->len = 0;
	sc->text[0] = '\0';
}

/* No console, no text, nobody holds anything. */
static void reset(void)
{
	consoles = NULL;
	console_owner = log_owner = panic_owner = 0;
	console_loglevel = LEVEL_DEBUG;
	printk(KERN_INFO "\n");		/* ends the line that is open */
	log_start = log_end;
	memset(&tty, 0, sizeof(tty));
	memset(&line, 0, sizeof(line));
	tty.con.write = line.con.write = screen_write;
	host_flags = EFLAGS_IF;
}

static void test_plain(void)
{
	reset();
	printk(KERN_INFO "before\n");
	register_console(&tty.con);
	is_str(tty.text, STAMP "before\n", "a console gets what came before");
	clear(&tty);
	printk(KERN_DEBUG "unseen\n");
	printk(KERN_ERR "seen %d", 42);
	is_str(tty.text, STAMP "seen 42", "debug messages are not shown");
	is(tty.level, LEVEL_ERR, "the console knows the level");
	printk(" and more\n");
	is_str(tty.text, STAMP "seen 42 and more\n", "a line goes on");
	is(host_flags, EFLAGS_IF, "interrupts are on again");
	host_flags = 0;
	is(printk("four"), 4, "the length is returned");
	is(host_flags, 0, "interrupts are still off");
	register_console(&line.con);
	ok(strstr(line.text, "before\n" STAMP "seen 42 and more\n" STAMP "four")
	   != NULL, "a second console starts from the beginning");
}

static void test_overrun(void)
{
	int i;

	reset();
	register_console(&tty.con);
	printk(KERN_INFO "begun");
	console_owner = 9;		/* busy: the text stays in the ring */
	for (i = 0; i < LOG_SIZE / 16; i++)
		printk(KERN_INFO "line %d\n", i);
	is_str(tty.text, STAMP "begun", "a busy console is left alone");
	console_owner = 0;
	printk("last\n");
	ok(strstr(tty.text, STAMP "begun\n" STAMP "line ") == tty.text,
	   "after a loss it goes on at the start of a line");
	ok(strstr(tty.text, "last\n") != NULL, "and ends with the last one");
}

static void print_nested(void)
{
	printk(KERN_INFO "nested\n");
}

static u64 clock_that_prints(void)
{
	log_clock = NULL;
	printk(KERN_INFO "from the clock\n");
	return 0;
}

static void test_nested(void)
{
	reset();
	register_console(&tty.con);
	tty.hook = print_nested;
	printk(KERN_INFO "outer\n");
	is_str(tty.text, STAMP "outer\n" STAMP "nested\n",
	       "printk() inside a console's write()");
	clear(&tty);
	log_clock = clock_that_prints;
	printk(KERN_INFO "outer\n");
	ok(strstr(tty.text, "from the clock\n") && strstr(tty.text, "outer\n"),
	   "printk() inside the log's lock");
	is(log_owner, 0, "nobody holds the log");
	is(console_owner, 0, "nobody holds the consoles");
}

static void test_dead_holders(void)
{
	reset();
	register_console(&tty.con);
	log_owner = 9;
	printk(KERN_INFO "text\n");
	is_str(tty.text, STAMP "text\n", "a CPU that died with the log's lock");
	clear(&tty);
	console_owner = log_owner = owner_id();
	console_abandon();
	printk(KERN_INFO "text\n");
	is_str(tty.text, STAMP "text\n", "a fault inside printk() is reported");
	clear(&tty);
	console_loglevel = 0;
	console_owner = 9;
	console_panic();
	printk(KERN_DEBUG "text\n");
	is_str(tty.text, STAMP "text\n", "a panic takes the consoles by force");
	is(console_owner, 0, "and lets go");
}

static void test_long_text(void)
{
	static char big[2 * LOG_TEXT_MAX];

	reset();
	register_console(&tty.con);
	memset(big, 'x', sizeof(big) - 1);
	is(printk("%s", big), LOG_TEXT_MAX - 1, "too long a text is cut");
	is(tty.text[tty.len - 1], '\n', "and its line is ended");
}

static struct boot_params params;

/* Starts consoles by a command line; returns the preferred one. */
static struct console *start(const char *cmdline)
{
	struct console *con;

	reset();
	console_init(cmdline, &params);
	for (con = consoles; con; con = con->next)
		if (con->flags & CON_PREFERRED)
			return con;
	return NULL;
}

static void test_command_line(void)
{
	vga_found = &tty.con;
	serial_found = &line.con;
	ok(start("") == &tty.con, "without console=: the screen");
	ok(start("ro console=ttyS1,9600n8 quiet") == &line.con, "a serial one");
	is(console_loglevel, LEVEL_QUIET, "quiet");
	ok(!line.con.next && consoles == &line.con, "it is the only one");
	ok(start("console=tty0 console=ttyS1,9600n8") == &line.con &&
	   consoles == &tty.con, "both, the last one preferred");
	ok(start("console=ttyS0") == &tty.con, "no UART: the screen instead");
	ok(strstr(tty.text, "console=ttyS0: no such device\n") != NULL,
	   "and a line that says so");
	start("loglevel=8");
	printk(KERN_DEBUG "debug\n");
	ok(strstr(tty.text, "debug\n") != NULL, "loglevel=8 shows it all");
	start("loglevel=9 loglevel= loglevel=x");
	is(console_loglevel, LEVEL_DEBUG, "nonsense changes nothing");
	ok(start("-- quiet") && console_loglevel == LEVEL_DEBUG,
	   "what follows -- is not ours");
	ok(start("xconsole=ttyS1,9600n8 console=ttyS1,9600n8000000000000000000")
	   == &tty.con, "other words, and one too long");
	vga_found = NULL;
	ok(start("console=tty0") == NULL, "no screen: no console");
}

static void *print_lines(void *arg)
{
	int i;

	this_thread = (size_t)arg;
	for (i = 0; i < LINES; i++)
		printk(KERN_INFO "CPU %u line %d\n", this_thread, i);
	return NULL;
}

/* Is each line whole, each thread's in order, and none missing? */
static int all_there(const char *text)
{
	unsigned int next[NR_THREADS + 1] = { 0 }, cpu, n, total = 0;
	int len;

	for (; *text; text += len, total++) {
		if (sscanf(text, STAMP "CPU %u line %u%n", &cpu, &n, &len) != 2
		    || cpu > NR_THREADS || n != next[cpu]++ ||
		    text[len] != '\n')
			return 0;
		len++;
	}
	return total == NR_THREADS * LINES;
}

static void test_threads(void)
{
	pthread_t threads[NR_THREADS];
	size_t i;
	int round, bad = 0;

	for (round = 0; round < ROUNDS; round++) {
		reset();
		register_console(&tty.con);
		for (i = 0; i < NR_THREADS; i++)
			pthread_create(&threads[i], NULL, print_lines,
				       (void *)(i + 1));
		for (i = 0; i < NR_THREADS; i++)
			pthread_join(threads[i], NULL);
		bad += !all_there(tty.text);
	}
	is(bad, 0, "%d CPUs print %d lines each, %d times", NR_THREADS, LINES,
	   ROUNDS);
}

int main(void)
{
	test_plain();
	test_overrun();
	test_nested();
	test_dead_holders();
	test_long_text();
	test_command_line();
	test_threads();
	return done();
}
