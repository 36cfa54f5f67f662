/*
 * poison.c - see <linux/poison.h>. Only in debug builds.
 */
#include <linux/kernel.h>
#include <linux/poison.h>

/* Fills `bytes', a multiple of 4, with a pattern. */
void poison_fill(void *p, size_t bytes, u32 pattern)
{
	u32 *word = p;

	while (bytes) {
		*word++ = pattern;
		bytes -= sizeof(u32);
	}
}

/* Panics if free memory is not as it was left. */
void poison_check(const void *p, size_t bytes, const char *what)
{
	const u32 *word = p;

	for (; bytes; bytes -= sizeof(u32), word++)
		if (*word != POISON_FREE)
			panic("%s was written to after it was freed: %08x at "
			      "%p", what, *word, word);
}
