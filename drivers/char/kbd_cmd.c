/*
 * kbd_cmd.c - commands to the keyboard, one after the other. Each byte is
 * answered by an interrupt, ACK or RESEND, or by nobody: then a timer asks
 * again, and after some attempts gives up. Nothing here waits.
 *
 *	idle --kbd_send()--> byte sent --ACK--> next byte, next command, idle
 *	                     |   ^  RESEND, time-out: the same byte again
 *	         reset, ACK  v
 *	                     testing --TESTED, FAILED, time-out--> next, idle
 *
 * All is [b].
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <asm/system.h>
#include "i8042.h"
#include "kbd.h"

#define QUEUE_SIZE	8		/* commands */
#define MOST_TRIES	3		/* of a byte */
#define ANSWER_TICKS	(HZ / 5)
#define TEST_TICKS	(2 * HZ)	/* the keyboard's own test */

static struct {
	u8 byte[2];
	u8 len;
} queue[QUEUE_SIZE];

static u32 head, tail;			/* places, for ever */
static u8 sent;				/* bytes of the first one, answered */
static u8 tries;			/* of the next one */
static enum { IDLE, SENT, TESTING } state;
static bool silent;			/* it has not answered at all */
static void no_answer(unsigned long data);

static struct timer_list timer = {
	.list = LIST_HEAD_INIT(timer.list), .function = no_answer,
};

/* Sends the byte whose turn it is, if there is one. Where there is no working
   controller all commands are lost. */
static void send_byte(void)
{
	state = IDLE;
	del_timer(&timer);
	if (head == tail)
		return;
	if (!kbd_put_byte(queue[tail % QUEUE_SIZE].byte[sent])) {
		tail = head;
		sent = tries = 0;
		return;
	}
	state = SENT;
	mod_timer(&timer, jiffies + ANSWER_TICKS);
}

/* Done with the first command, for better or worse. */
static void next_command(void)
{
	tail++;
	sent = tries = 0;
	send_byte();
}

/* The byte has been taken. */
static void acknowledged(void)
{
	u8 command = queue[tail % QUEUE_SIZE].byte[0];

	silent = false;
	tries = 0;
	if (++sent < queue[tail % QUEUE_SIZE].len) {
		send_byte();
	} else if (command == KBD_RESET) {
		state = TESTING;
		mod_timer(&timer, jiffies + TEST_TICKS);
	} else {
		next_command();
	}
}

/* The byte has not arrived. A keyboard that does not answer at all is not
   there: nothing more is sent until it speaks. */
static void send_again(bool answered)
{
	if (++tries < MOST_TRIES) {
		send_byte();
		return;
	}
	if (!answered) {
		if (!silent)
			printk(KERN_INFO "keyboard: none that answers\n");
		silent = true;
		tail = head - 1;
	}
	next_command();
}

/* The timer. */
static void no_answer(unsigned long data __unused)
{
	unsigned long flags;

	save_flags_cli(flags);
	if (state == SENT)
		send_again(false);
	else if (state == TESTING)
		next_command();
	restore_flags(flags);
}

/* Is a command of this kind waiting for its turn? Returns its place, or
   head. */
static u32 find_waiting(u8 command)
{
	u32 i = tail + (state != IDLE);

	while (i != head && queue[i % QUEUE_SIZE].byte[0] != command)
		i++;
	return i;
}

/*
 * Queues a command; arg is its second byte, or NO_ARG. One of the same kind
 * that has not had its turn is replaced. False if there is no room. (b)
 */
bool kbd_send(u8 command, int arg)
{
	u32 place = find_waiting(command);

	if (place == head && head - tail == QUEUE_SIZE)
		return false;
	if (place == head)
		head++;
	queue[place % QUEUE_SIZE].byte[0] = command;
	queue[place % QUEUE_SIZE].byte[1] = arg;
	queue[place % QUEUE_SIZE].len = arg == NO_ARG ? 1 : 2;
	if (state == IDLE)
		send_byte();
	return true;
}

/*
 * Takes a byte if it is an answer. ACK and RESEND always are: no key has
 * those codes. (b)
 */
bool kbd_answer(u8 byte)
{
	if (state == TESTING && (byte == KBD_TESTED || byte == KBD_FAILED)) {
		if (byte == KBD_FAILED)
			printk(KERN_WARNING "keyboard: fails its test\n");
		next_command();
		return true;
	}
	if (byte != KBD_ACK && byte != KBD_RESEND)
		return false;
	if (state == SENT && byte == KBD_ACK)
		acknowledged();
	else if (state == SENT)
		send_again(true);
	return true;
}
