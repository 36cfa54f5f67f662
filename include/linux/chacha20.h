/*
 * chacha20.h - the ChaCha20 stream cipher of RFC 8439.
 */
#ifndef _LINUX_CHACHA20_H
#define _LINUX_CHACHA20_H

#include <linux/types.h>

#define CHACHA_KEY_SIZE		32	/* bytes */
#define CHACHA_NONCE_SIZE	12
#define CHACHA_BLOCK_SIZE	64
#define CHACHA_WORDS		16	/* of the state */
#define CHACHA_COUNTER		12	/* the word of it that counts blocks */

/* lib/chacha20.c: pure. The state is constants, key, counter, nonce; the
   caller adds 1 to the counter for the next block. */
void chacha20_init(u32 state[CHACHA_WORDS], const u8 key[CHACHA_KEY_SIZE],
		   const u8 nonce[CHACHA_NONCE_SIZE], u32 counter);
void chacha20_block(const u32 state[CHACHA_WORDS], u8 out[CHACHA_BLOCK_SIZE]);

#endif
