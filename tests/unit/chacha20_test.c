/* needs: lib/chacha20.c */
/*
 * chacha20_test.c - the key stream against the vectors of RFC 8439: the block
 * of section 2.3.2, the text of 2.4.2, and those of appendix A.1.
 */
#include <linux/chacha20.h>
#include <string.h>
#include "tap.h"

static void key_of(u8 key[CHACHA_KEY_SIZE])
{
	int i;

	for (i = 0; i < CHACHA_KEY_SIZE; i++)
		key[i] = i;
}

static int block_is(const u8 *key, const u8 *nonce, u32 counter,
		    const char *hex)
{
	u8 out[CHACHA_BLOCK_SIZE];
	u32 state[CHACHA_WORDS];
	char text[2 * CHACHA_BLOCK_SIZE + 1];
	int i;

	chacha20_init(state, key, nonce, counter);
	chacha20_block(state, out);
	for (i = 0; i < CHACHA_BLOCK_SIZE; i++)
		sprintf(text + 2 * i, "%02x", out[i]);
	if (!strcmp(text, hex))
		return 1;
	diag("got %s", text);
	return 0;
}

/* Section 2.3.2. */
static void test_block(void)
{
	const u8 nonce[CHACHA_NONCE_SIZE] = { 0, 0, 0, 9, 0, 0, 0, 0x4a };
	u8 key[CHACHA_KEY_SIZE];

	key_of(key);
	ok(block_is(key, nonce, 1,
		    "10f1e7e4d13b5915500fdd1fa32071c4"
		    "c7d1f4c733c068030422aa9ac3d46c4e"
		    "d2826446079faa0914c2d705d98b02a2"
		    "b5129cd1de164eb9cbd083e8a2503c4e"), "the block of 2.3.2");
}

/* Section 2.4.2: the first and the last bytes of the text in cipher. */
static void test_text(void)
{
	static const char text[] = "Ladies and Gentlemen of the class of '99: "
		"If I could offer you only one tip for the future, sunscreen "
		"would be it.";
	static const u8 first[] = { 0x6e, 0x2e, 0x35, 0x9a, 0x25, 0x68, 0xf9,
				    0x80 };
	static const u8 last[] = { 0x87, 0x4d };
	const u8 nonce[CHACHA_NONCE_SIZE] = { 0, 0, 0, 0, 0, 0, 0, 0x4a };
	u8 key[CHACHA_KEY_SIZE], block[CHACHA_BLOCK_SIZE], out[128];
	u32 state[CHACHA_WORDS];
	size_t i, n = strlen(text);

	key_of(key);
	chacha20_init(state, key, nonce, 1);
	for (i = 0; i < n; i++) {
		if (i % CHACHA_BLOCK_SIZE == 0) {
			chacha20_block(state, block);
			state[CHACHA_COUNTER]++;
		}
		out[i] = text[i] ^ block[i % CHACHA_BLOCK_SIZE];
	}
	is(n, 114, "the text of 2.4.2 has its length");
	ok(!memcmp(out, first, sizeof(first)), "its first bytes");
	ok(!memcmp(out + n - sizeof(last), last, sizeof(last)),
	   "its last bytes, of the second block");
}

/* Appendix A.1, 1, 2, 3 and 5. */
static void test_appendix(void)
{
	u8 key[CHACHA_KEY_SIZE] = { 0 }, nonce[CHACHA_NONCE_SIZE] = { 0 };

	ok(block_is(key, nonce, 0,
		    "76b8e0ada0f13d90405d6ae55386bd28"
		    "bdd219b8a08ded1aa836efcc8b770dc7"
		    "da41597c5157488d7724e03fb8d84a37"
		    "6a43b8f41518a11cc387b669b2ee6586"), "A.1, vector 1");
	ok(block_is(key, nonce, 1,
		    "9f07e7be5551387a98ba977c732d080d"
		    "cb0f29a048e3656912c6533e32ee7aed"
		    "29b721769ce64e43d57133b074d839d5"
		    "31ed1f28510afb45ace10a1f4b794d6f"), "A.1, vector 2");
	key[CHACHA_KEY_SIZE - 1] = 1;
	ok(block_is(key, nonce, 1,
		    "3aeb5224ecf849929b9d828db1ced4dd"
		    "832025e8018b8160b82284f3c949aa5a"
		    "8eca00bbb4a73bdad192b5c42f73f2fd"
		    "4e273644c8b36125a64addeb006c13a0"), "A.1, vector 3");
	key[CHACHA_KEY_SIZE - 1] = 0;
	nonce[CHACHA_NONCE_SIZE - 1] = 2;
	ok(block_is(key, nonce, 0,
		    "c2c64d378cd536374ae204b9ef933fcd"
		    "1a8b2288b3dfa49672ab765b54ee27c7"
		    "8a970e0e955c14f3a88e741b97c286f7"
		    "5f8fc299e8148362fa198a39531bed6d"), "A.1, vector 5");
}

int main(void)
{
	test_block();
	test_text();
	test_appendix();
	return done();
}
