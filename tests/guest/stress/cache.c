/*
 * cache.c - processes that share a file by read(), write() and mmap(), and one
 * whose size changes under its users.
 */
#include "stress.h"

#define SHARERS		8
#define RECORDS		48
#define WORDS		32		/* of a record */
#define TURNS		250
#define CUTTERS		6
#define CUT_PAGES	12
#define CUT_TURNS	250

struct record {
	u32 number, count, words[WORDS - 2];
};

/* One lock for each record, by fcntl(). */
static void set_lock(int fd, u32 number, int type)
{
	struct flock lock = { .l_type = type, .l_whence = SEEK_SET,
			      .l_start = number * sizeof(struct record),
			      .l_len = sizeof(struct record) };

	while (fcntl(fd, F_SETLKW, &lock))
		if (errno != EINTR) {
			wrong("fcntl: %s", strerror(errno));
			return;
		}
}

static void check_record(const struct record *r, u32 number, const char *how)
{
	u32 i;

	if (r->number != number || r->count != shared->count[number])
		wrong("%s: record %u has number %u, count %u for %u", how,
		      number, r->number, r->count, shared->count[number]);
	for (i = 0; i < WORDS - 2; i++)
		if (r->words[i] != r->count * (i + 1)) {
			wrong("%s: record %u, word %u", how, number, i);
			return;
		}
}

static void change(struct record *r, u32 number)
{
	u32 i;

	r->number = number;
	r->count = ++shared->count[number];
	for (i = 0; i < WORDS - 2; i++)
		r->words[i] = r->count * (i + 1);
}

/* Looks at a record in one way and changes it in another. */
static void use_record(int fd, struct record *mapped, u32 number, u32 *state)
{
	off_t at = number * sizeof(struct record);
	struct record r;

	if (rnd(state, 2)) {
		memcpy(&r, &mapped[number], sizeof(r));
		check_record(&r, number, "mmap");
	} else {
		if (pread(fd, &r, sizeof(r), at) != sizeof(r))
			wrong("pread: %s", strerror(errno));
		check_record(&r, number, "read");
	}
	if (rnd(state, 2)) {
		change(&mapped[number], number);
		return;
	}
	change(&r, number);
	if (pwrite(fd, &r, sizeof(r), at) != sizeof(r))
		wrong("pwrite: %s", strerror(errno));
}

static void sharer(u32 number)
{
	const size_t size = RECORDS * sizeof(struct record);
	u32 state = seed_for(number), i, n;
	int fd = open("shared", O_RDWR);
	struct record *mapped = NULL;

	for (i = 0; i < scale(TURNS); i++) {
		if (mapped && !rnd(&state, 20)) {
			munmap(mapped, size);
			mapped = NULL;
		}
		if (!mapped)
			mapped = mmap(NULL, size, PROT_READ | PROT_WRITE,
				      MAP_SHARED, fd, 0);
		if (mapped == MAP_FAILED) {
			wrong("mmap: %s", strerror(errno));
			return;
		}
		n = rnd(&state, RECORDS);
		set_lock(fd, n, F_WRLCK);
		use_record(fd, mapped, n, &state);
		set_lock(fd, n, F_UNLCK);
	}
}

STRESS(cache, "read(), write() and mmap() of a file agree")
{
	int fd = open("shared", O_RDWR | O_CREAT | O_TRUNC, 0600);
	struct record r = { 0 };
	u32 i;

	for (i = 0; i < RECORDS; i++) {
		r.number = i;
		if (write(fd, &r, sizeof(r)) != sizeof(r))
			wrong("write: %s", strerror(errno));
	}
	close(fd);
	run_workers(SHARERS, sharer);
	unlink("shared");
}

/* --- a file that is cut off and grows ------------------------------------- */

#define CUT_TAG		0xe0000000u

/* What may be in the file: nothing, or what belongs to the place. */
static void check_cut(u32 word, u32 value, const char *how)
{
	if (value && value != (CUT_TAG | word) && value != word)
		wrong("%s: word %u is %x", how, word, value);
}

static void cut_once(int fd, volatile u32 *file, volatile u32 *own,
		     u32 *state)
{
	u32 word = rnd(state, CUT_PAGES * PAGE / 4), value;
	off_t at = word * 4;

	switch (rnd(state, 6)) {
	case 0:
		if (ftruncate(fd, rnd(state, CUT_PAGES * PAGE)))
			wrong("ftruncate: %s", strerror(errno));
		break;
	case 1:
		value = CUT_TAG | word;
		if (pwrite(fd, &value, 4, at) != 4)
			wrong("pwrite: %s", strerror(errno));
		break;
	case 2:
		if (pread(fd, &value, 4, at) == 4)
			check_cut(word, value, "read");
		break;
	case 3:
		probe_store(file + word, CUT_TAG | word);
		break;
	case 4:
		if (!probe_load(file + word, &value))
			check_cut(word, value, "shared");
		break;
	default:		/* a private page: our own words, too */
		if (!probe_load(own + word, &value))
			check_cut(word, value, "private");
		probe_store(own + word, word);
	}
}

/* After a truncation a byte beyond the end is 0 when the file grows, except
   what somebody stored into the last page meanwhile. */
static void cutter(u32 number)
{
	u32 state = seed_for(number), i;
	int fd = open("cut", O_RDWR);
	const size_t size = CUT_PAGES * PAGE;
	volatile u32 *file, *own;

	catch_probes();
	file = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	own = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	if (file == MAP_FAILED || own == MAP_FAILED) {
		wrong("mmap: %s", strerror(errno));
		return;
	}
	for (i = 0; i < scale(CUT_TURNS); i++) {
		cut_once(fd, file, own, &state);
		if (rnd(&state, 40))
			continue;
		munmap((void *)own, size);
		own = mmap((void *)own, size, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_FIXED, fd, 0);
	}
}

STRESS(cut, "a file changes its size under its users")
{
	close(open("cut", O_RDWR | O_CREAT | O_TRUNC, 0600));
	run_workers(CUTTERS, cutter);
	unlink("cut");
}
