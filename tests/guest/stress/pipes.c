/*
 * pipes.c - data through pipes: pipelines of many processes, and poll() over
 * many pipes.
 */
#include <poll.h>
#include "stress.h"

#define PIPELINES	10
#define STAGES		20		/* processes in each */
#define BYTES		20000		/* through each pipeline */
#define CHUNK		5000
#define POLLED		16
#define MESSAGES	400		/* by each writer to poll() */

static u8 pattern(u32 at, u32 number)
{
	return at * 7 + (at >> 8) + number;
}

/* Writes all of it, in pieces. */
static bool put(int fd, const u8 *buf, u32 n, u32 *state)
{
	u32 len;
	int res;

	while (n) {
		len = rnd(state, n) + 1;
		res = write(fd, buf, len);
		if (res <= 0)
			return false;
		buf += res;
		n -= res;
	}
	return true;
}

/* Passes on what it reads, each byte one larger. */
static void stage(int in, int out, u32 number)
{
	u32 state = seed_for(number), i;
	static u8 buf[CHUNK];
	int n;

	while ((n = read(in, buf, rnd(&state, CHUNK) + 1)) > 0) {
		for (i = 0; i < (u32)n; i++)
			buf[i]++;
		if (!put(out, buf, n, &state))
			wrong("stage %u: write: %s", number, strerror(errno));
	}
	if (n < 0)
		wrong("stage %u: read: %s", number, strerror(errno));
	_exit(0);
}

static void feed(int out, u32 number)
{
	u32 state = seed_for(number), at, n, i, bytes = scale(BYTES);
	static u8 buf[CHUNK];

	for (at = 0; at < bytes; at += n) {
		n = rnd(&state, CHUNK) + 1;
		if (n > bytes - at)
			n = bytes - at;
		for (i = 0; i < n; i++)
			buf[i] = pattern(at + i, number);
		if (!put(out, buf, n, &state))
			wrong("feeder %u: write: %s", number, strerror(errno));
	}
	_exit(0);
}

static void drain(int in, u32 number)
{
	static u8 buf[CHUNK];
	u32 at = 0;
	int n, i;

	while ((n = read(in, buf, CHUNK)) > 0)
		for (i = 0; i < n; i++, at++)
			if (buf[i] != (u8)(pattern(at, number) + STAGES)) {
				wrong("pipeline %u: byte %u is %02x", number,
				      at, buf[i]);
				return;
			}
	if (at != scale(BYTES))
		wrong("pipeline %u: %u bytes arrived", number, at);
}

/* One more process at the end of a pipeline; returns its output. */
static int add_stage(int in, u32 number, u32 i)
{
	int fds[2] = { -1, -1 };

	if (pipe(fds))
		wrong("pipe: %s", strerror(errno));
	if (!fork_or_quit()) {
		close(fds[0]);
		if (in < 0)
			feed(fds[1], number);
		else
			stage(in, fds[1], number * STAGES + i);
	}
	close(fds[1]);
	if (in >= 0)
		close(in);
	return fds[0];
}

static void pipeline(u32 number)
{
	int in = -1;
	u32 i;

	for (i = 0; i <= STAGES; i++)
		in = add_stage(in, number, i);
	drain(in, number);
	close(in);
	wait_workers();
}

STRESS(pipelines, "200 processes in pipelines, every byte is checked")
{
	run_workers(PIPELINES, pipeline);
}

/* --- poll ---------------------------------------------------------------- */

static int fds[POLLED][2];

static void poll_writer(u32 number)
{
	u32 state = seed_for(number), i;

	for (i = 0; i < scale(MESSAGES); i++) {
		if (write(fds[number][1], &i, sizeof(i)) != sizeof(i))
			wrong("writer %u: %s", number, strerror(errno));
		if (!rnd(&state, 4))
			sys(sched_yield);
	}
}

/* Takes a message that poll() announced; false at the end of the pipe. */
static bool take(u32 number, u32 *next)
{
	u32 got;
	int n = read(fds[number][0], &got, sizeof(got));

	if (n == 0 && *next != scale(MESSAGES))
		wrong("pipe %u ended after %u messages", number, *next);
	if (n == 0)
		return false;
	if (n != sizeof(got) || got != *next)
		wrong("pipe %u: read %d bytes, %u for %u", number, n, got,
		      *next);
	++*next;
	return true;
}

static void poll_all(void)
{
	struct pollfd p[POLLED];
	u32 next[POLLED] = { 0 }, open = POLLED, i;

	for (i = 0; i < POLLED; i++)
		p[i] = (struct pollfd) { .fd = fds[i][0], .events = POLLIN };
	while (open) {
		if (poll(p, POLLED, -1) <= 0)
			wrong("poll: %s", strerror(errno));
		for (i = 0; i < POLLED; i++)
			if (p[i].revents && !take(i, &next[i])) {
				p[i].fd = -1;
				open--;
			}
	}
}

STRESS(poll, "poll() over pipes sees every message")
{
	u32 i;

	for (i = 0; i < POLLED; i++)
		if (pipe(fds[i]))
			wrong("pipe: %s", strerror(errno));
	start_workers(POLLED, poll_writer);
	for (i = 0; i < POLLED; i++)
		close(fds[i][1]);
	poll_all();
	wait_workers();
}
