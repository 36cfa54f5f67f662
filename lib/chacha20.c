/*
 * chacha20.c - blocks of the ChaCha20 key stream (RFC 8439, section 2.3).
 */
#include <linux/chacha20.h>
#include <linux/string.h>

#define DOUBLE_ROUNDS	10

static inline u32 rotate(u32 x, int n)
{
	return x << n | x >> (32 - n);
}

static void quarter_round(u32 x[CHACHA_WORDS], int a, int b, int c, int d)
{
	x[a] += x[b];
	x[d] = rotate(x[d] ^ x[a], 16);
	x[c] += x[d];
	x[b] = rotate(x[b] ^ x[c], 12);
	x[a] += x[b];
	x[d] = rotate(x[d] ^ x[a], 8);
	x[c] += x[d];
	x[b] = rotate(x[b] ^ x[c], 7);
}

void chacha20_init(u32 state[CHACHA_WORDS], const u8 key[CHACHA_KEY_SIZE],
		   const u8 nonce[CHACHA_NONCE_SIZE], u32 counter)
{
	memcpy(state, "expand 32-byte k", 16);
	memcpy(state + 4, key, CHACHA_KEY_SIZE);
	state[CHACHA_COUNTER] = counter;
	memcpy(state + 13, nonce, CHACHA_NONCE_SIZE);
}

/* The words of a block are stored low byte first, as this machine does. */
void chacha20_block(const u32 state[CHACHA_WORDS], u8 out[CHACHA_BLOCK_SIZE])
{
	u32 x[CHACHA_WORDS];
	int i;

	memcpy(x, state, sizeof(x));
	for (i = 0; i < DOUBLE_ROUNDS; i++) {
		quarter_round(x, 0, 4, 8, 12);
		quarter_round(x, 1, 5, 9, 13);
		quarter_round(x, 2, 6, 10, 14);
		quarter_round(x, 3, 7, 11, 15);
		quarter_round(x, 0, 5, 10, 15);
		quarter_round(x, 1, 6, 11, 12);
		quarter_round(x, 2, 7, 8, 13);
		quarter_round(x, 3, 4, 9, 14);
	}
	for (i = 0; i < CHACHA_WORDS; i++)
		x[i] += state[i];
	memcpy(out, x, sizeof(x));
}
