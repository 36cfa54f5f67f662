/*
 * log.c - the ring of bytes that keeps the log; <linux/log.h> says what
 * stands in it. When it is full, the oldest lines go: the newest text always
 * finds room. The caller holds the log's lock, but for a fault or an NMI that
 * comes while the lock is held by the code that it interrupted: the text may
 * then be garbled, but no index ever leads outside.
 */
#include <linux/div64.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <linux/string.h>

#define USEC_PER_SEC	1000000
#define STAMP_MAX	32		/* bytes of "<6>[12345.678901] " */

char log_buf[LOG_SIZE];
u32 log_start, log_end;
u64 (*log_clock)(void);

/* The line at the end of the log that has no \n yet. */
static struct {
	bool open;
	u32 cpu;			/* who began it */
	unsigned int len;		/* bytes of text in it */
} line;

/* Forgets the oldest line, up to its \n or to the end of the log. */
static void drop_line(void)
{
	while (log_start != log_end)
		if (log_buf[log_start++ % LOG_SIZE] == '\n')
			break;
}

/* Stores n bytes, at most LOG_TEXT_MAX. */
static void put(const char *s, unsigned int n)
{
	while (log_end + n - log_start > LOG_SIZE && log_start != log_end)
		drop_line();
	while (n--)
		log_buf[log_end++ % LOG_SIZE] = *s++;
}

static void begin_line(int level, u32 cpu)
{
	u64 sec = log_clock ? log_clock() : 0;
	u32 usec = div64_32(&sec, USEC_PER_SEC);
	char stamp[STAMP_MAX];

	put(stamp, snprintf(stamp, sizeof(stamp), "<%d>[%5lu.%06u] ", level,
			    (unsigned long)sec, usec));
	line.open = true;
	line.cpu = cpu;
	line.len = 0;
}

static void end_line(void)
{
	put("\n", 1);
	line.open = false;
}

/* Stores bytes of one line, the last of which may be \n. */
static void add_text(const char *s, unsigned int n)
{
	put(s, n);
	line.len += n;
	if (s[n - 1] == '\n')
		line.open = false;
	else if (line.len >= LOG_LINE_MAX)
		end_line();
}

/* The level that text begins with, "<0>" to "<7>"; -1 if there is none. */
int log_prefix(const char *text, unsigned int len)
{
	if (len < LOG_PREFIX_LEN || text[0] != '<' || text[2] != '>' ||
	    text[1] < '0' || text[1] > '0' + LEVEL_DEBUG)
		return -1;
	return text[1] - '0';
}

/* How much of the text belongs to the present line. */
static unsigned int line_part(const char *text, unsigned int len)
{
	const char *end = memchr(text, '\n', len);

	if (end)
		len = end + 1 - text;
	return min(len, (unsigned int)LOG_LINE_MAX);
}

/*
 * Stores what one printk() on `cpu' has to say: any number of lines, each
 * with a level in front or that of the line before. Text without a level
 * goes on with the line that is open, if that is this CPU's; a level, or
 * another CPU, begins a new one.
 */
void log_store(const char *text, unsigned int len, u32 cpu)
{
	int level = LEVEL_DEFAULT, prefix;
	bool start = true;
	unsigned int n;

	while (len) {
		prefix = start ? log_prefix(text, len) : -1;
		if (line.open && (prefix >= 0 || line.cpu != cpu))
			end_line();
		if (prefix >= 0) {
			level = prefix;
			text += LOG_PREFIX_LEN;
			len -= LOG_PREFIX_LEN;
		}
		if (!line.open)
			begin_line(level, cpu);
		if (!len)
			break;
		n = line_part(text, len);
		add_text(text, n);
		start = text[n - 1] == '\n';
		text += n;
		len -= n;
	}
}

/*
 * Copies up to `size' bytes from the place *pos on, and moves *pos behind
 * them; text that has been overwritten is passed over. Returns the number of
 * bytes, 0 at the end of the log.
 */
unsigned int log_copy(u32 *pos, char *buf, unsigned int size)
{
	unsigned int i, n;

	if (*pos - log_start > log_end - log_start)
		*pos = log_start;
	n = min(size, log_end - *pos);
	for (i = 0; i < n; i++)
		buf[i] = log_buf[(*pos)++ % LOG_SIZE];
	return n;
}
